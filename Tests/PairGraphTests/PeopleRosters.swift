@testable import PairGraph

/// Rows about households or cadres as rosters: each row pairs with somebody of its own, so that it can be found again.
struct PeopleRosters {
  let rows: [IdentityOracle.Row]
  let isHousehold: Bool

  private static let digits = Array("〇一二三四五六七八九")

  private func chinese(_ number: Int) -> String { String(String(number).map { Self.digits[$0.wholeNumberValue ?? 0] }) }

  /// The rows in an order: one roster with groups, one with villages, one without places, for empty place cells are filled from above.
  func files(_ order: [Int]) -> [(name: String, bytes: [UInt8])] {
    var texts: [String] = []
    for level in 0..<3 {
      let own = order.filter { (rows[$0].village.isEmpty ? 0 : rows[$0].group.isEmpty ? 1 : 2) == level }
      if own.isEmpty { continue }
      let places = ["", "行政村,", "行政村,村民小组,"][level]
      var text = places + (isHousehold ? "户编号,户主姓名,户主身份证号,户联系电话,帮扶责任人\n" : "户主姓名,帮扶责任人,帮扶人身份证号,帮扶单位,帮扶人手机号\n")
      for index in own {
        let row = rows[index]
        let cells = ["", row.village + ",", row.village + "," + row.group + ","][level]
        let rest =
          isHousehold
          ? [row.register, row.name, row.id, row.phone, "助" + chinese(index)]
          : ["周" + chinese(index), row.name, row.id, row.unit, row.phone]
        text += cells + rest.joined(separator: ",") + "\n"
      }
      texts.append(text)
    }
    return texts.enumerated().map { ("\($0).csv", Array($1.utf8)) }
  }

  /// index = row, value = the smallest row of the same node.
  func partition(_ found: ImportedRosters) -> [Int] {
    let (table, name, end, other) = isHousehold ? ("cadres", "name", "from", "to") : ("households", "head", "to", "from")
    let ids = Dictionary(uniqueKeysWithValues: found.rows(table).map { ($0[name] ?? "", $0["id"] ?? "") })
    let nodes = Dictionary(found.rows("pairings").map { ($0[end] ?? "", $0[other] ?? "") }, uniquingKeysWith: { $0 == $1 ? $0 : "two" })
    let all = rows.indices.map { nodes[ids[(isHousehold ? "助" : "周") + chinese($0)] ?? ""] ?? "none" }
    return all.map { all.firstIndex(of: $0) ?? -1 }
  }

  /// How many nodes are noted so.
  func count(_ kind: ImportNote.Kind, in found: ImportedRosters) -> Int {
    found.result.notes.count { $0.kind == kind && $0.type == (isHousehold ? "household" : "cadre") }
  }
}
