import Testing

@testable import PairGraph

/// Rosters with every trouble, from networks that are known: the import gives the network back, or names the rows it could not.
struct DamageTests {
  private func name(_ text: String) -> String { String(decoding: CellText.name(Array(text.utf8)[...]), as: UTF8.self) }

  @Test(arguments: 0..<20)
  func theNetworkComesBack(block: Int) throws {
    let count = Extent.of(8, full: 15)
    for seed in UInt64(block * count)..<UInt64((block + 1) * count) {
      let roster = DamagedRoster(seed: seed)
      let found = try ImportedRosters([("台账.csv", roster.bytes)], jobs: 1 + Int(seed % 2))
      let comment: Comment = "seed \(seed), \(roster.name)"
      let households = found.rows("households").map { row in
        let path = found.path(of: row["place"] ?? "").split(separator: "/").map { name(String($0)) }.joined(separator: "/")
        return "\(name(row["head"] ?? "")) \(path) \(row["kind"] ?? "") \(name(row["size"] ?? ""))"
      }
      #expect(households.count == roster.households.count && Set(households) == roster.households, comment)
      let pairings = found.rows("pairings").map { row in
        let cadre = row["from"] ?? ""
        let unit = found.value("units", found.value("cadres", cadre, "unit"), "name")
        let head = name(found.value("households", row["to"] ?? "", "head"))
        return "\(name(found.value("cadres", cadre, "name"))) \(unit) → \(head) \(row["since"] ?? "")..\(row["until"] ?? "")"
      }
      #expect(Set(pairings) == roster.pairings, comment)
      let rejected = found.result.rejected.entries.map { "\($0.line) \($0.problem.rawValue)" }
      #expect(rejected == roster.rejected, comment)
      #expect(Set(found.result.notes.filter { $0.kind == .damagedID }.map(\.line)) == roster.damaged, comment)
      let rows = found.result.rows[0]
      #expect(rows.read == rows.used + rows.merged + rows.rejected && rows.read == roster.households.count + roster.rejected.count, comment)
      // Helpers are as many as there are; a name twice in other units is two.
      let cadres = Set(roster.pairings.map { $0.split(separator: " → ")[0] })
      #expect(
        found.rows("cadres").count >= cadres.count && Set(found.rows("cadres").map { $0["unit"] ?? "" }).count >= cadres.count, comment)
    }
  }
}
