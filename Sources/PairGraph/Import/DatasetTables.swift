import Dispatch
import Synchronization
internal import TableIO

/// Writes what rosters say as the tables of a dataset.
///
/// Ids are a letter and a number: the same rosters give the same ids.
struct DatasetTables: Sendable {
  let book: RosterBook
  let layout: RosterLayout
  let households: Identity
  let cadres: Identity
  /// Takes the bytes of a table, part by part.
  let emit: @Sendable (String, [UInt8]) throws -> Void
  /// index = row, value = whether it is the first to say something.
  var isUsed: [Bool]
  private(set) var counts: [String: Int] = [:]
  var notes: [(row: UInt32, note: ImportNote)] = []
  let householdIDs: MintedIDs
  let cadreIDs: MintedIDs
  private let placeIDs: MintedIDs
  let unitIDs: MintedIDs
  private let branchIDs: MintedIDs
  /// index = place, value = its number among those that are written.
  private var placeNumbers: [UInt32]

  static let none = UInt32.max
  private static let partSize = 1 << 20

  init(_ book: RosterBook, _ layout: RosterLayout, emit: @escaping @Sendable (String, [UInt8]) throws -> Void) {
    self.book = book
    self.layout = layout
    self.emit = emit
    let both = Mutex<[Identity?]>([nil, nil])
    let hashes = ContentHashes(book)
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let mentions = index == 0 ? book.households.mentions : book.cadres.mentions
      let identity = Identity(mentions, isHousehold: index == 0, places: book.places, hashes: hashes)
      both.withLock { $0[index] = identity }
    }
    let (first, second) = both.withLock { ($0[0], $0[1]) }
    households = first ?? Identity([], isHousehold: true, places: book.places, hashes: hashes)
    cadres = second ?? Identity([], isHousehold: false, places: book.places, hashes: hashes)
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

  /// Writes all tables: households on one thread, the others on a second.
  mutating func write() throws {
    let halves = Mutex<[Result<DatasetTables, any Error>?]>([nil, nil])
    let whole = self
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let half = Result { () throws -> DatasetTables in
        var half = whole
        if index == 0 { try half.writeHouseholds() } else { try half.writeOthers() }
        return half
      }
      halves.withLock { $0[index] = half }
    }
    for half in halves.withLock({ $0 }) {
      guard let half = try half?.get() else { continue }
      for row in isUsed.indices where half.isUsed[row] { isUsed[row] = true }
      counts.merge(half.counts) { $1 }
      notes += half.notes
    }
    addNotes()
  }

  private mutating func writeOthers() throws {
    try writePlaces()
    try writeUnits()
    try writeBranches()
    try writeCadres()
    try writeCommittees()
    try writePeople()
    try writePairings()
    try writeVisits()
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

  private mutating func writeCadres() throws {
    let hasTerms = !book.terms.isEmpty
    let terms = Dictionary(
      book.terms.map { (cadres.nodes[Int($0.mention)], ($0.since, $0.until)) }, uniquingKeysWith: { first, _ in first })
    var sheet = Sheet("cadres.csv", ["id", "unit", "branch", "place"] + (hasTerms ? ["since", "until"] : []) + layout.cadres.map(\.name))
    let table = book.cadres
    let members = NodeMembers(cadres, table)
    for node in cadres.firstMention.indices {
      let all = members.mentions(of: node)
      isUsed[Int(table.mentions[all[0]].row)] = true
      cadreIDs.append(UInt32(node), to: &sheet.bytes)
      let (unit, hasUnits) = only(all.map { table.mentions[$0].unit })
      let (branch, hasBranches) = only(all.map { table.mentions[$0].branch })
      let (own, hasPlaces) = book.places.joined(all.lazy.map { table.mentions[$0].register })
      sheet.comma()
      if unit != Self.none { unitIDs.append(unit, to: &sheet.bytes) }
      sheet.comma()
      if branch != Self.none { branchIDs.append(branch, to: &sheet.bytes) }
      sheet.comma()
      place(own, to: &sheet)
      if hasTerms {
        let term = terms[UInt32(node)] ?? (0, 0)
        for day in [term.0, term.1] {
          sheet.comma()
          if day != 0 { sheet.append(RosterDate(packed: day).text[...]) }
        }
      }
      sheet.comma()
      let (cells, differing) = joined(members.fragments(of: node))
      sheet.append(cells)
      let differs = [
        (hasUnits, "unit"), (hasBranches || all.contains { book.otherBranches.contains(UInt32($0)) }, "branch"), (hasPlaces, "place"),
      ]
      noteDiffering(
        "cadre", node, table.mentions[all[0]],
        differs.filter(\.0).map(\.1) + differing.map { Self.said(layout.cadres[$0.cell].name, $0.texts) })
      try endRow(&sheet)
    }
    try end(sheet)
  }

  private mutating func writeHouseholds() throws {
    var sheet = Sheet("households.csv", ["id", "place"] + layout.households.map(\.name))
    let table = book.households
    let members = NodeMembers(households, table)
    for node in households.firstMention.indices {
      let first = Int(households.firstMention[node])
      isUsed[Int(table.mentions[first].row)] = true
      householdIDs.append(UInt32(node), to: &sheet.bytes)
      sheet.comma()
      if members.isAlone(node) {
        place(table.mentions[first].place, to: &sheet)
        sheet.comma()
        sheet.append(book.bytes(table.mentions[first].fragment))
      } else {
        let all = members.mentions(of: node)
        let (own, hasPlaces) = book.places.joined(all.lazy.map { table.mentions[$0].place })
        place(own, to: &sheet)
        sheet.comma()
        let (cells, differing) = joined(members.fragments(of: node))
        sheet.append(cells)
        noteDiffering(
          "household", node, table.mentions[first],
          (hasPlaces ? [saidPlaces(all)] : []) + differing.map { Self.said(layout.households[$0.cell].name, $0.texts) })
      }
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

  private mutating func writePairings() throws {
    var sheet = Sheet("pairings.csv", ["from", "to", "kind", "since", "until"] + layout.pairings.map(\.name))
    var terms = PairMap()
    var known = PairMap()
    let isAlone = book.households.mentions.map { $0.rows == 1 }
    let nodeCount = households.firstMention.count
    // A household that one row names, with one helper, has no pairing twice.
    var mentionCounts = [UInt8](repeating: 0, count: nodeCount)
    for node in households.nodes where mentionCounts[Int(node)] < 2 { mentionCounts[Int(node)] += 1 }
    let (kindOfHousehold, kindOfPlace) = (Array(",包户,".utf8), Array(",包村,".utf8))
    for (index, pairing) in book.pairings.enumerated() {
      let from = pairing.isUnit ? pairing.helper | 0x8000_0000 : cadres.nodes[Int(pairing.helper)]
      let to =
        pairing.isPlace ? placeNumbers[Int(book.places.same[Int(pairing.helped)])] | 0x8000_0000 : households.nodes[Int(pairing.helped)]
      let hasOneRow = !pairing.isPlace && isAlone[Int(pairing.helped)] && mentionCounts[Int(to)] == 1
      let isOnlyOfRow =
        (index == 0 || book.pairings[index - 1].row != pairing.row)
        && (index + 1 == book.pairings.count || book.pairings[index + 1].row != pairing.row)
      if !(hasOneRow && isOnlyOfRow) {
        let term = terms.insert(UInt64(pairing.since) << 32 | UInt64(pairing.until), UInt64(pairing.attributes), UInt32(index))
        guard known.insert(UInt64(from) << 32 | UInt64(to), UInt64(term), UInt32(index)) == UInt32(index) else { continue }
      }
      isUsed[Int(pairing.row)] = true
      if pairing.isUnit { unitIDs.append(pairing.helper, to: &sheet.bytes) } else { cadreIDs.append(from, to: &sheet.bytes) }
      sheet.comma()
      if pairing.isPlace { place(pairing.helped, to: &sheet) } else { householdIDs.append(to, to: &sheet.bytes) }
      sheet.append(pairing.isPlace ? kindOfPlace[...] : kindOfHousehold[...])
      if pairing.since != 0 { sheet.append(RosterDate(packed: pairing.since).text[...]) }
      sheet.comma()
      if pairing.until != 0 { sheet.append(RosterDate(packed: pairing.until).text[...]) }
      if !layout.pairings.isEmpty {
        sheet.comma()
        sheet.append(book.texts[pairing.attributes])
      }
      try endRow(&sheet)
    }
    try end(sheet)
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
      sheet.append(RosterDate(packed: visit.day).text[...])
      sheet.comma()
      RowReading.append(book.texts[visit.title], to: &sheet.bytes)
      try endRow(&sheet)
    }
    try end(sheet)
  }
}
