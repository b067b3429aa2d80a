internal import TableIO

/// A household that is listed twice, with different kinds: rows with one resident id, or with one head in one place.
struct HouseholdKindsAudit: AuditRule {
  let title = TextKey.auditHouseholdKinds

  private struct Key: Hashable {
    var text: [UInt8]
    /// The place; -1 for a resident id, which holds anywhere.
    var place: Int
  }

  func run(on network: Network) throws -> Audit.Result {
    var groups: [Key: [(node: Int, kind: [UInt8])]] = [:]
    var asked = 0
    for (table, rows) in network.tables(of: "household") {
      guard let kinds = try network.column("kind", of: table) else { continue }
      let (numbers, heads) = (try network.column("id_number", of: table), try network.column(table.spec.nameColumn, of: table))
      for row in rows {
        let node = Int(table.first) + row
        asked += 1
        let number = numbers.map { CellText.folded($0.text(row)[...]) } ?? []
        if !number.isEmpty { groups[Key(text: number, place: -1), default: []].append((node, kinds.text(row))) }
        let head = heads.map { CellText.name($0.text(row)[...]) } ?? []
        if !head.isEmpty, let place = network.place(of: node) {
          groups[Key(text: head, place: place), default: []].append((node, kinds.text(row)))
        }
      }
    }
    var most: [Int: Int] = [:]
    for group in groups.values where group.count > 1 {
      let count = Set(group.map(\.kind)).count
      if count > 1 { for (node, _) in group { most[node] = max(most[node] ?? 0, count) } }
    }
    let findings = most.keys.sorted().map { above($0, most[$0] ?? 0, 1) }
    return Audit.Result(norm: norm("household-kinds", of: "household", max: 1), asked: asked, findings: findings)
  }
}
