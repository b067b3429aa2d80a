internal import TableIO

/// One name of two cadres: perhaps one person with two ids.
struct SameNameAudit: AuditRule {
  let title = TextKey.auditSameName

  func run(on network: Network) throws -> Audit.Result {
    var owners: [[UInt8]: [Int]] = [:]
    var asked = 0
    for (table, rows) in network.tables(of: "cadre") {
      guard let names = try network.column(table.spec.nameColumn, of: table) else { continue }
      let folded = names.texts.map { CellText.name($0[...]) }
      for row in rows where !folded[Int(names.codes[row])].isEmpty {
        asked += 1
        owners[folded[Int(names.codes[row])], default: []].append(Int(table.first) + row)
      }
    }
    return Audit.Result(norm: norm("same-name", of: "cadre", max: 1), asked: asked, findings: shared(owners.values))
  }
}
