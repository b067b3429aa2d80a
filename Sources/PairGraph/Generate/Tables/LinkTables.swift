/// `pairings.csv`, `members.csv`, `visits.csv` and `adjacent.csv`.
struct LinkTables: Sendable {
  let layout: Layout

  static let pairingColumns = ["from", "to", "kind", "since", "until", "amount", "agreement"]
  static let memberColumns = ["committee", "member", "role", "since", "until"]

  func links(_ table: LinkRule.Table) -> GeneratedTable {
    GeneratedTable(
      table.rawValue, table == .pairings ? Self.pairingColumns : Self.memberColumns,
      layout.links.filter { $0.rule.table == table }.map { set in
        GeneratedTable.Section(count: set.rows.count) { append(set.link(at: $0), of: set, to: &$1) }
      })
  }

  /// Appends the cells of a row.
  func append(_ row: LinkRow, of set: LinkSet, to bytes: inout [UInt8]) {
    layout.id(set.from.type, set.from[row.ends.from], to: &bytes)
    bytes.comma()
    layout.id(set.to.type, set.to[row.ends.to], to: &bytes)
    bytes.comma()
    bytes.text(row.kind)
    bytes.comma()
    if let since = row.since { bytes.day(since) }
    bytes.comma()
    if let until = row.until { bytes.day(until) }
    guard set.rule.table == .pairings else { return }
    bytes.comma()
    if let amount = row.amount { bytes.number(amount) }
    bytes.comma()
    if let agreement = row.agreement {
      bytes.text("XY")
      bytes.number(agreement)
    }
  }

  var visits: GeneratedTable {
    GeneratedTable(
      "visits.csv", ["from", "to", "date", "kind"],
      layout.links.map { set in
        GeneratedTable.Section(count: set.visitRows.count) { append(visit: set.visit(at: $0), of: set, to: &$1) }
      })
  }

  func append(visit: (ends: (from: Int, to: Int), kind: String, day: Int), of set: LinkSet, to bytes: inout [UInt8]) {
    layout.id(set.from.type, set.from[visit.ends.from], to: &bytes)
    bytes.comma()
    layout.id(set.to.type, set.to[visit.ends.to], to: &bytes)
    bytes.comma()
    bytes.day(visit.day)
    bytes.comma()
    bytes.text(visit.kind)
  }

  /// - Complexity: O(villages) memory.
  func adjacent(_ grid: VillageGrid) -> GeneratedTable {
    let pairs = grid.neighbours()
    let random = layout.stream("borders")
    return GeneratedTable(
      "adjacent.csv", ["a", "b", "weight"],
      [
        GeneratedTable.Section(count: pairs.count) { index, bytes in
          layout.id(.place, pairs[index].0, to: &bytes)
          bytes.comma()
          layout.id(.place, pairs[index].1, to: &bytes)
          bytes.comma()
          bytes.number(1 + random.below(5, index))
        }
      ])
  }
}
