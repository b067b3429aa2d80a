internal import TableIO

/// What an import decided, as rows of `merges.csv`.
extension DatasetTables {
  private func id(_ type: String, _ node: UInt32) -> String {
    var bytes: [UInt8] = []
    (type == "household" ? householdIDs : cadreIDs).append(node, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func note(
    _ kind: ImportNote.Kind, _ type: String, _ node: UInt32, _ mention: Mention, others: [UInt32] = [], more: Int = 0, basis: String
  ) {
    notes.append(
      (
        mention.row,
        ImportNote(
          kind: kind, file: "", line: 0, type: type, id: id(type, node),
          name: mention.name == Self.none ? "" : book.names.string(mention.name),
          others: (others.map { id(type, $0) } + (more > 0 ? ["+\(more)"] : [])).joined(separator: " "), basis: basis,
          rows: Int(mention.rows))
      ))
  }

  /// What rows say in one column: `size: 3 | 4`, the one that was taken first.
  static func said(_ column: String, _ texts: [String]) -> String { column + ": " + texts.joined(separator: " | ") }

  /// Rows of one node that say different things: the first counts.
  mutating func noteDiffering(_ type: String, _ node: Int, _ mention: Mention, _ names: [String]) {
    if !names.isEmpty { note(.differs, type, UInt32(node), mention, basis: names.joined(separator: ", ")) }
  }

  /// Rows of one unit that say different things: the first counts.
  mutating func noteDifferingUnit(_ unit: UInt32, _ names: [String]) {
    if names.isEmpty { return }
    var id: [UInt8] = []
    unitIDs.append(unit, to: &id)
    notes.append(
      (
        book.unitRows[Int(unit)],
        ImportNote(
          kind: .differs, file: "", line: 0, type: "unit", id: String(decoding: id, as: UTF8.self), name: book.units.string(unit),
          others: "",
          basis: names.joined(separator: ", "), rows: book.unitFragments[Int(unit)].count)
      ))
  }

  /// The first that is known, and whether there is another.
  func only(_ all: [UInt32]) -> (first: UInt32, differs: Bool) {
    let known = all.filter { $0 != Self.none }
    return (known.first ?? Self.none, known.contains { $0 != known[0] })
  }

  mutating func addNotes() {
    for (identity, type) in [(households, "household"), (cadres, "cadre")] {
      let table = type == "household" ? book.households : book.cadres
      let counts = CandidateCounts(identity, table, isHousehold: type == "household", places: book.places)
      for note in identity.notes {
        let node = identity.nodes[Int(note.mention)]
        let others = note.others.map { identity.nodes[Int($0)] }
        self.note(
          note.kind, type, node, table.mentions[Int(note.mention)], others: others.filter { $0 != node }, more: counts.more(than: note),
          basis: note.basis)
      }
    }
    for (row, remark) in book.remarks {
      notes.append(
        (
          row,
          ImportNote(
            kind: remark.kind, file: "", line: 0, type: "", id: "", name: remark.name, others: "",
            basis: remark.column.isEmpty ? remark.detail : "\(remark.column): \(remark.detail)", rows: 1)
        ))
    }
    notes.sort { ($0.row, $0.note.type, $0.note.kind.rawValue) < ($1.row, $1.note.type, $1.note.kind.rawValue) }
  }
}
