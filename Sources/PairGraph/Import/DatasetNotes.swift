internal import TableIO

/// What an import decided, as rows of `merges.csv`.
extension DatasetTables {
  private func id(_ type: String, _ node: UInt32) -> String {
    var bytes: [UInt8] = []
    (type == "household" ? householdIDs : cadreIDs).append(node, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A note and the row it is about.
  typealias RowNote = (row: UInt32, note: ImportNote)

  private func note(
    _ kind: ImportNote.Kind, _ type: String, _ node: UInt32, _ mention: Mention, others: [UInt32] = [], more: Int = 0, basis: String
  ) -> RowNote {
    (
      mention.row,
      ImportNote(
        kind: kind, file: "", line: 0, type: type, id: id(type, node),
        name: mention.name == Self.none ? "" : book.names.string(mention.name),
        others: (others.map { id(type, $0) } + (more > 0 ? ["+\(more)"] : [])).joined(separator: " "), basis: basis,
        rows: Int(mention.rows))
    )
  }

  /// What rows say in one column: `size: 3 | 4`, the one that was taken first.
  static func said(_ column: String, _ texts: [String]) -> String { column + ": " + texts.joined(separator: " | ") }

  /// Rows of one node that say different things: the first counts.
  func noteOfDiffering(_ type: String, _ node: Int, _ mention: Mention, _ names: [String]) -> RowNote? {
    names.isEmpty ? nil : note(.differs, type, UInt32(node), mention, basis: names.joined(separator: ", "))
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

  /// File and line of a row.
  func position(of row: UInt32) -> String {
    let source = book.sources.last { $0.firstRow <= Int(row) }
    return "\(source?.file ?? ""):\(book.lines[Int(row)])"
  }

  /// The places that rows of one household name, each with the first row that does.
  func saidPlaces(_ mentions: [Int]) -> String {
    var seen: Set<UInt32> = []
    var all: [String] = []
    for index in mentions where all.count < SameNames.limit {
      let mention = book.households.mentions[index]
      guard mention.place != Self.none, seen.insert(book.places.same[Int(mention.place)]).inserted else { continue }
      all.append(book.places.path(of: mention.place) + " (\(position(of: mention.row)))")
    }
    return Self.said("place", all)
  }

  /// A resident id in two households, or of a member of one and the head of another: the first counts.
  ///
  /// - Parameter both: households, each with the first row that says so.
  mutating func noteTwoHouseholds(_ person: String, _ mention: Mention, _ both: [(household: UInt32, row: UInt32)]) {
    let others = both.dropFirst().map { id("household", $0.household) }
    let basis = both.map { id("household", $0.household) + " (\(position(of: $0.row)))" }.joined(separator: " | ")
    notes.append(
      (
        both.map(\.row).max() ?? mention.row,
        ImportNote(
          kind: .twoHouseholds, file: "", line: 0, type: "person", id: person, name: book.names.string(mention.name),
          others: others.joined(separator: " "), basis: basis, rows: both.count)
      ))
  }

  mutating func notePerson(_ kind: ImportNote.Kind, _ person: String, _ mention: Mention, _ basis: String) {
    notes.append(
      (
        mention.row,
        ImportNote(
          kind: kind, file: "", line: 0, type: "person", id: person, name: book.names.string(mention.name), others: "", basis: basis,
          rows: Int(mention.rows))
      ))
  }

  /// The first that is known, and whether there is another.
  func only(_ all: some Sequence<UInt32>) -> (first: UInt32, differs: Bool) {
    var result = (first: Self.none, differs: false)
    for one in all where one != Self.none {
      if result.first == Self.none { result.first = one } else if one != result.first { result.differs = true }
    }
    return result
  }

  mutating func addNotes() {
    for (identity, type) in [(households, "household"), (cadres, "cadre")] {
      let table = type == "household" ? book.households : book.cadres
      let counts = CandidateCounts(identity, table, isHousehold: type == "household", places: book.places)
      for note in identity.notes {
        let node = identity.nodes[Int(note.mention)]
        let others = note.others.map { identity.nodes[Int($0)] }
        var mention = table.mentions[Int(note.mention)]
        if note.rows > 0 { mention.rows = note.rows }
        notes.append(
          self.note(
            note.kind, type, node, mention, others: others.filter { $0 != node }, more: counts.more(than: note),
            basis: note.basis))
      }
    }
    for (row, remark) in book.remarks {
      notes.append(
        (
          row,
          ImportNote(
            kind: remark.kind, file: "", line: 0, type: "", id: "", name: remark.name, others: "",
            basis: remark.column.isEmpty ? remark.detail : "\(remark.column): \(remark.detail)", rows: remark.rows)
        ))
    }
    notes.sort { ($0.row, $0.note.type, $0.note.kind.rawValue) < ($1.row, $1.note.type, $1.note.kind.rawValue) }
  }
}
