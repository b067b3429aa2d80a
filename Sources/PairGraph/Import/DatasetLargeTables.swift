internal import TableIO

/// The tables that have about as many rows as the rosters: several pieces at a time are written.
extension DatasetTables {
  /// Some rows of a table, and what is to be said of them.
  struct Piece: Sendable {
    var bytes: [UInt8] = []
    var rows = 0
    var notes: [RowNote] = []

    mutating func append(_ text: ArraySlice<UInt8>) { bytes.append(contentsOf: text) }
    mutating func comma() { bytes.append(0x2c) }
    mutating func endRow() {
      bytes.append(0x0a)
      rows += 1
    }
  }

  /// Rows of a piece, for any number of threads.
  private static let pieceRows = 8192

  /// Writes a table piece by piece.
  ///
  /// - Parameters:
  ///   - count: things 0 ..< count of which rows are made.
  ///   - add: adds the rows of one thing.
  private mutating func writePieces(_ file: String, _ columns: [String], of count: Int, add: @Sendable (Int, inout Piece) -> Void) throws {
    let emit = emit
    var writer = CSVWriter(.machine)
    writer.row(columns)
    let header = writer.bytes
    let pieces = (count + Self.pieceRows - 1) / Self.pieceRows
    let all = try Parallel.inOrder(pieces, jobs: jobs, into: Piece()) { index in
      var piece = Piece()
      piece.bytes.reserveCapacity(Self.pieceRows * 128)
      for thing in index * Self.pieceRows..<min(count, (index + 1) * Self.pieceRows) { add(thing, &piece) }
      return piece
    } take: { all, piece in
      if piece.rows == 0 { return }
      if all.rows == 0 { try emit(file, header) }
      try emit(file, piece.bytes)
      all.rows += piece.rows
      all.notes += piece.notes
    }
    counts[file] = all.rows
    notes += all.notes
  }

  private func place(_ place: UInt32, to piece: inout Piece) {
    if place != Self.none { placeIDs.append(placeNumbers[Int(book.places.same[Int(place)])], to: &piece.bytes) }
  }

  // MARK: Nodes

  mutating func writeHouseholds() throws {
    let members = NodeMembers(households, book.households)
    for first in households.firstMention { isUsed[Int(book.households.mentions[Int(first)].row)] = true }
    let own = self
    try writePieces("households.csv", ["id", "place"] + layout.households.map(\.name), of: households.firstMention.count) {
      own.addHousehold($0, members, to: &$1)
    }
  }

  private func addHousehold(_ node: Int, _ members: NodeMembers, to piece: inout Piece) {
    let table = book.households
    let first = Int(households.firstMention[node])
    householdIDs.append(UInt32(node), to: &piece.bytes)
    piece.comma()
    if members.isAlone(node) {
      place(table.mentions[first].place, to: &piece)
      piece.comma()
      piece.append(book.bytes(table.mentions[first].fragment))
    } else {
      let all = members.mentions(of: node)
      let (own, hasPlaces) = book.places.joined(all.lazy.map { table.mentions[$0].place })
      place(own, to: &piece)
      piece.comma()
      let (cells, differing) = joined(members.fragments(of: all))
      piece.append(cells)
      let said = (hasPlaces ? [saidPlaces(all)] : []) + differing.map { Self.said(layout.households[$0.cell].name, $0.texts) }
      if let note = noteOfDiffering("household", node, table.mentions[first], said) { piece.notes.append(note) }
    }
    piece.endRow()
  }

  mutating func writeCadres() throws {
    let members = NodeMembers(cadres, book.cadres)
    for first in cadres.firstMention { isUsed[Int(book.cadres.mentions[Int(first)].row)] = true }
    let hasTerms = !book.terms.isEmpty
    let terms = Dictionary(
      book.terms.map { (cadres.nodes[Int($0.mention)], ($0.since, $0.until)) }, uniquingKeysWith: { first, _ in first })
    let columns = ["id", "unit", "branch", "place"] + (hasTerms ? ["since", "until"] : []) + layout.cadres.map(\.name)
    let own = self
    try writePieces("cadres.csv", columns, of: cadres.firstMention.count) { node, piece in
      own.addCadre(node, members, term: hasTerms ? terms[UInt32(node)] ?? (0, 0) : nil, to: &piece)
    }
  }

  /// - Parameter term: since and until, 0 for no day; nil where no cadre has a term.
  private func addCadre(_ node: Int, _ members: NodeMembers, term: (UInt32, UInt32)?, to piece: inout Piece) {
    let table = book.cadres
    let all = members.mentions(of: node)
    cadreIDs.append(UInt32(node), to: &piece.bytes)
    let (unit, hasUnits) = only(all.lazy.map { table.mentions[$0].unit })
    let (branch, hasBranches) = only(all.lazy.map { table.mentions[$0].branch })
    let (own, hasPlaces) = book.places.joined(all.lazy.map { table.mentions[$0].register })
    piece.comma()
    if unit != Self.none { unitIDs.append(unit, to: &piece.bytes) }
    piece.comma()
    if branch != Self.none { branchIDs.append(branch, to: &piece.bytes) }
    piece.comma()
    place(own, to: &piece)
    if let term {
      for day in [term.0, term.1] {
        piece.comma()
        if day != 0 { RosterDate(packed: day).append(to: &piece.bytes) }
      }
    }
    piece.comma()
    let (cells, differing) = joined(members.fragments(of: all))
    piece.append(cells)
    var said = hasUnits ? ["unit"] : []
    let others = book.otherBranches
    if hasBranches || !others.isEmpty && all.contains(where: { others.contains(UInt32($0)) }) { said.append("branch") }
    if hasPlaces { said.append("place") }
    said += differing.map { Self.said(layout.cadres[$0.cell].name, $0.texts) }
    if let note = noteOfDiffering("cadre", node, table.mentions[all[0]], said) { piece.notes.append(note) }
    piece.endRow()
  }

  // MARK: Pairings

  mutating func writePairings() throws {
    let isRepeated = repeatedPairings()
    for (index, pairing) in book.pairings.enumerated() where !isRepeated[index] { isUsed[Int(pairing.row)] = true }
    let own = self
    try writePieces(
      "pairings.csv", ["from", "to", "kind", "since", "until"] + layout.pairings.map(\.name), of: book.pairings.count
    ) { index, piece in
      if !isRepeated[index] { own.addPairing(own.book.pairings[index], to: &piece) }
    }
  }

  private func helper(of pairing: RosterBook.Pairing) -> UInt32 {
    pairing.isUnit ? pairing.helper | 0x8000_0000 : cadres.nodes[Int(pairing.helper)]
  }

  private func helped(by pairing: RosterBook.Pairing) -> UInt32 {
    pairing.isPlace ? placeNumbers[Int(book.places.same[Int(pairing.helped)])] | 0x8000_0000 : households.nodes[Int(pairing.helped)]
  }

  /// index = pairing, value = whether an earlier one says the same.
  private func repeatedPairings() -> [Bool] {
    var terms = PairMap()
    var known = PairMap()
    var result = [Bool](repeating: false, count: book.pairings.count)
    // A household that one row names, with one helper, has no pairing twice.
    var mentionCounts = [UInt8](repeating: 0, count: households.firstMention.count)
    for node in households.nodes where mentionCounts[Int(node)] < 2 { mentionCounts[Int(node)] += 1 }
    for (index, pairing) in book.pairings.enumerated() {
      let to = helped(by: pairing)
      let hasOneRow = !pairing.isPlace && book.households.mentions[Int(pairing.helped)].rows == 1 && mentionCounts[Int(to)] == 1
      let isOnlyOfRow =
        (index == 0 || book.pairings[index - 1].row != pairing.row)
        && (index + 1 == book.pairings.count || book.pairings[index + 1].row != pairing.row)
      if hasOneRow && isOnlyOfRow { continue }
      let term = terms.insert(UInt64(pairing.since) << 32 | UInt64(pairing.until), UInt64(pairing.attributes), UInt32(index))
      result[index] = known.insert(UInt64(helper(of: pairing)) << 32 | UInt64(to), UInt64(term), UInt32(index)) != UInt32(index)
    }
    return result
  }

  private static let kindOfHousehold = Array(",包户,".utf8)
  private static let kindOfPlace = Array(",包村,".utf8)

  private func addPairing(_ pairing: RosterBook.Pairing, to piece: inout Piece) {
    if pairing.isUnit { unitIDs.append(pairing.helper, to: &piece.bytes) } else { cadreIDs.append(helper(of: pairing), to: &piece.bytes) }
    piece.comma()
    if pairing.isPlace { place(pairing.helped, to: &piece) } else { householdIDs.append(helped(by: pairing), to: &piece.bytes) }
    piece.bytes += pairing.isPlace ? Self.kindOfPlace : Self.kindOfHousehold
    if pairing.since != 0 { RosterDate(packed: pairing.since).append(to: &piece.bytes) }
    piece.comma()
    if pairing.until != 0 { RosterDate(packed: pairing.until).append(to: &piece.bytes) }
    if !layout.pairings.isEmpty {
      piece.comma()
      piece.append(book.attributes[pairing.attributes])
    }
    piece.endRow()
  }
}
