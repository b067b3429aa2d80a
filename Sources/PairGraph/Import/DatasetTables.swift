internal import TableIO

/// Writes what rosters say as the tables of a dataset.
///
/// Ids are a letter and a number: the same rosters give the same ids.
struct DatasetTables: Sendable {
  let book: RosterBook
  let layout: RosterLayout
  let households: Identity
  let cadres: Identity
  let jobs: Int
  /// Takes the bytes of a table, part by part.
  let emit: @Sendable (String, [UInt8]) throws -> Void
  /// index = row, value = whether it is the first to say something.
  var isUsed: [Bool]
  var counts: [String: Int] = [:]
  var notes: [RowNote] = []
  let householdIDs: MintedIDs
  let cadreIDs: MintedIDs
  let placeIDs: MintedIDs
  let unitIDs: MintedIDs
  let branchIDs: MintedIDs
  /// index = place, value = its number among those that are written.
  let placeNumbers: [UInt32]

  static let none = UInt32.max
  private static let partSize = 1 << 20

  /// - Parameter jobs: threads.
  init(_ book: RosterBook, _ layout: RosterLayout, jobs: Int, emit: @escaping @Sendable (String, [UInt8]) throws -> Void) throws {
    self.book = book
    self.layout = layout
    self.jobs = jobs
    self.emit = emit
    (households, cadres) = try Identity.both(book, jobs: jobs)
    isUsed = [Bool](repeating: false, count: book.lines.count)
    var numbers = [UInt32](repeating: Self.none, count: book.places.places.count)
    var count: UInt32 = 0
    for place in numbers.indices where book.places.same[place] == place {
      numbers[place] = count
      count += 1
    }
    placeNumbers = numbers
    householdIDs = MintedIDs("H", households.firstMention.count)
    cadreIDs = MintedIDs("C", cadres.firstMention.count)
    placeIDs = MintedIDs("P", Int(count))
    unitIDs = MintedIDs("U", book.unitFragments.count)
    branchIDs = MintedIDs("B", book.branches.count)
  }

  /// Writes all tables, one after the other; of the large ones several pieces at a time.
  mutating func write() throws {
    try writeHouseholds()
    try writePlaces()
    try writeUnits()
    try writeBranches()
    try writeCadres()
    try writeCommittees()
    try writePeople()
    try writePairings()
    try writeVisits()
    addNotes()
  }

  // MARK: Tables

  /// A table under way: rows are bytes, sent on when there are enough of them.
  struct Sheet {
    let file: String
    var bytes: [UInt8] = []
    var rows = 0

    init(_ file: String, _ columns: [String]) {
      self.file = file
      var writer = CSVWriter(.machine)
      writer.row(columns)
      bytes = writer.bytes
      bytes.reserveCapacity(DatasetTables.partSize + 4096)
    }

    mutating func comma() { bytes.append(0x2c) }
    mutating func append(_ text: ArraySlice<UInt8>) { bytes.append(contentsOf: text) }
  }

  func endRow(_ sheet: inout Sheet) throws {
    sheet.bytes.append(0x0a)
    sheet.rows += 1
    if sheet.bytes.count >= Self.partSize {
      try emit(sheet.file, sheet.bytes)
      sheet.bytes.removeAll(keepingCapacity: true)
    }
  }

  mutating func end(_ sheet: Sheet) throws {
    counts[sheet.file] = sheet.rows
    if sheet.rows > 0 { try emit(sheet.file, sheet.bytes) }
  }

  func place(_ place: UInt32, to sheet: inout Sheet) {
    if place != Self.none { placeIDs.append(placeNumbers[Int(book.places.same[Int(place)])], to: &sheet.bytes) }
  }

  private mutating func writePlaces() throws {
    var sheet = Sheet("places.csv", ["id", "name", "kind", "parent"])
    for index in book.places.places.indices where placeNumbers[index] != Self.none {
      let own = book.places.places[index]
      placeIDs.append(placeNumbers[index], to: &sheet.bytes)
      sheet.comma()
      RowReading.append(own.name[...], to: &sheet.bytes)
      sheet.comma()
      sheet.append(Array(RosterField.placeLevels[Int(own.level)].kind.utf8)[...])
      sheet.comma()
      place(book.places.parent(of: UInt32(index)), to: &sheet)
      try endRow(&sheet)
    }
    try end(sheet)
  }

  private mutating func writeUnits() throws {
    var sheet = Sheet("units.csv", ["id"] + layout.units.map(\.name))
    for unit in book.unitFragments.indices {
      isUsed[Int(book.unitRows[unit])] = true
      unitIDs.append(UInt32(unit), to: &sheet.bytes)
      sheet.comma()
      let (cells, differing) = joined(book.unitFragments[unit])
      sheet.append(cells)
      noteDifferingUnit(UInt32(unit), differing.map { Self.said(layout.units[$0.cell].name, $0.texts) })
      try endRow(&sheet)
    }
    try end(sheet)
  }

  private mutating func writeBranches() throws {
    var sheet = Sheet("branches.csv", ["id", "name"])
    for branch in 0..<UInt32(book.branches.count) {
      branchIDs.append(branch, to: &sheet.bytes)
      sheet.comma()
      RowReading.append(book.branchNames[Int(branch)][...], to: &sheet.bytes)
      try endRow(&sheet)
    }
    try end(sheet)
  }

  private mutating func writeCommittees() throws {
    let ids = MintedIDs("J", book.committees.count)
    var sheet = Sheet("committees.csv", ["id", "name", "kind"])
    for committee in 0..<UInt32(book.committees.count) {
      ids.append(committee, to: &sheet.bytes)
      sheet.comma()
      RowReading.append(book.committeeNames[Int(committee)][...], to: &sheet.bytes)
      sheet.append(Array(",联村党委".utf8)[...])
      try endRow(&sheet)
    }
    try end(sheet)
    var seats = Sheet("members.csv", ["committee", "member", "role"])
    var known = PairMap()
    let village = RosterField.placeLevels.firstIndex { $0.field == .village } ?? 0
    for seat in book.seats {
      let found = book.places.enclosing(book.places.same[Int(seat.place)], level: village)
      let member = found == Self.none ? book.places.same[Int(seat.place)] : found
      guard known[UInt64(seat.committee), UInt64(member)] == PairMap.none else { continue }
      known.put(UInt64(seat.committee), UInt64(member), 0)
      ids.append(seat.committee, to: &seats.bytes)
      seats.comma()
      place(member, to: &seats)
      seats.append(Array(",成员村".utf8)[...])
      try endRow(&seats)
    }
    try end(seats)
  }

  private mutating func writeVisits() throws {
    var sheet = Sheet("visits.csv", ["from", "to", "date", "kind"])
    var known = PairMap()
    for visit in book.visits {
      let (from, to) = (cadres.nodes[Int(visit.helper)], households.nodes[Int(visit.household)])
      let key = (UInt64(from) << 32 | UInt64(to), UInt64(visit.day) << 32 | UInt64(visit.title))
      guard known[key.0, key.1] == PairMap.none else { continue }
      known.put(key.0, key.1, 0)
      isUsed[Int(visit.row)] = true
      cadreIDs.append(from, to: &sheet.bytes)
      sheet.comma()
      householdIDs.append(to, to: &sheet.bytes)
      sheet.comma()
      RosterDate(packed: visit.day).append(to: &sheet.bytes)
      sheet.comma()
      RowReading.append(book.texts[visit.title], to: &sheet.bytes)
      try endRow(&sheet)
    }
    try end(sheet)
  }
}
