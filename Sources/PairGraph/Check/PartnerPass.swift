/// Looks at the rows of a table of links for `PartnerTally`: which shares they count for, and adds them.
struct PartnerPass: Sendable {
  /// What a share asks of a link, and its lane.
  struct Lane: Sendable {
    /// Number of a selection in `NodeCodes` that the partner must be in; nil takes everyone.
    let partner: Int?
    /// Whether the subject is the one who helps.
    let helps: Bool
    let relation: Int
    /// A word with 1 in the share's lane.
    let word: UInt64
  }

  /// The counts of the subjects at one end of links.
  struct Place: Sendable {
    let helps: Bool
    let stretch: LaneCounts.Stretch
  }

  private let table: EdgeTable
  private let codes: [UInt8]
  /// index = code of the one who helps, or is helped, value = the lanes of shares that it may count for; empty where any may for all.
  private let ofHelper: [UInt64]
  private let ofHelped: [UInt64]
  /// Flags of rows, nil for all of them, and the lanes of the shares that count these.
  private let relations: [(holds: [Bool]?, lanes: UInt64)]
  private let places: [Place]
  /// Rows that are looked at together with others; nil where there are none.
  private let repeated: RowBits?

  /// - Parameter holds: index = relation, then row; nil holds for every row.
  /// - Complexity: O(shares + rows / 64).
  init(_ table: EdgeTable, _ nodes: NodeCodes, _ shares: [Lane], holds: [[Bool]?], places: [Place], repeated: RepeatedPairs) {
    (self.table, codes, self.places) = (table, nodes.codes, places)
    // The partner is at the other end.
    ofHelper = Self.lanes(shares, partnersHelp: true)
    ofHelped = Self.lanes(shares, partnersHelp: false)
    relations = holds.enumerated().map { relation, holds in
      (holds, shares.reduce(0) { $1.relation == relation ? $0 | $1.word : $0 })
    }
    self.repeated = repeated.count == 0 ? nil : RowBits(repeated.rows.lazy.map { Int($0) }, below: table.count)
  }

  private static func lanes(_ shares: [Lane], partnersHelp: Bool) -> [UInt64] {
    let asking = shares.filter { $0.helps != partnersHelp && $0.partner != nil }
    if asking.isEmpty { return [] }
    let all = shares.reduce(0) { $0 | $1.word }
    let asked = asking.reduce(0) { $0 | $1.word }
    return NodeCodes.table(everyone: all & ~asked, asking.compactMap { share in share.partner.map { ($0, share.word) } })
  }

  /// Rows are taken in blocks, and what a block touches is asked for before it is used: the time here is that of memory.
  private static let blockSize = 256

  /// Counts rows, but for those of pairs that occur several times.
  func count(_ rows: Range<Int>, _ counts: inout LaneCounts) {
    var words = [UInt64](repeating: 0, count: Self.blockSize)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockSize) {
      let block = start..<min(start + Self.blockSize, rows.upperBound)
      lay(block, &words)
      repeated?.forEach(in: block) { words[$0 &- start] = 0 }
      add(words, block, &counts)
    }
  }

  /// Counts the rows of one pair: for each share one of them.
  func count(_ pair: ArraySlice<UInt32>, _ counts: inout LaneCounts) {
    guard let first = pair.first.map(Int.init) else { return }
    var all: UInt64 = 0
    for row in pair.map(Int.init) {
      var words: [UInt64] = [0]
      lay(row..<row + 1, &words)
      all |= words[0]
    }
    add([all], first..<first + 1, &counts)
  }

  private func add(_ words: [UInt64], _ rows: Range<Int>, _ counts: inout LaneCounts) {
    for place in places { counts.add(words, place.stretch, place.helps ? table.from : table.to, rows) }
  }

  /// The lanes of the shares for which rows count: index = row - first of the rows.
  private func lay(_ rows: Range<Int>, _ words: inout [UInt64]) {
    let start = rows.lowerBound
    for index in 0..<rows.count { words[index] = 0 }
    for (holds, lanes) in relations {
      guard let holds else {
        for index in 0..<rows.count { words[index] |= lanes }
        continue
      }
      let flags = holds.span
      for row in rows { words[row &- start] |= flags[row] ? lanes : 0 }
    }
    let (from, to, alive) = (table.from.span, table.to.span, table.alive.span)
    for row in rows where !alive[row] || from[row] == to[row] { words[row &- start] = 0 }
    if !ofHelper.isEmpty { narrow(&words, ofHelper, table.from, rows) }
    if !ofHelped.isEmpty { narrow(&words, ofHelped, table.to, rows) }
  }

  /// Takes from the words of rows the lanes of shares for which one of their ends does not count.
  private func narrow(_ words: inout [UInt64], _ lanes: [UInt64], _ ends: [UInt32], _ rows: Range<Int>) {
    let (codes, lanes, ends) = (codes.span, lanes.span, ends.span)
    var own = words.mutableSpan
    var touched: UInt8 = 0
    for row in rows { touched ^= codes[Int(ends[row])] }
    for row in rows { own[row &- rows.lowerBound] &= lanes[Int(codes[Int(ends[row])])] }
    if touched == .max, rows.isEmpty { own[0] = 0 }  // keeps the loads above from being dropped
  }
}
