internal import TableIO

/// A set of nodes, or of rows of a table: a bit for each.
struct RowBits: Sendable {
  /// index = row / 64, value = a bit for each row, the lowest first; those behind the last row are 0.
  private(set) var words: [UInt64]

  /// None of the rows 0 ..< below.
  init(below: Int) { words = [UInt64](repeating: 0, count: below / 64 + 1) }

  /// All of the rows 0 ..< count.
  init(all count: Int) {
    self.init(below: count)
    insert(0..<count)
  }

  init(_ rows: some Sequence<Int>, below: Int) {
    self.init(below: below)
    for row in rows { insert(row) }
  }

  /// - Parameter flags: index = row, value = whether it is in the set.
  init(_ flags: [Bool]) {
    self.init(below: flags.count)
    for row in flags.indices where flags[row] { insert(row) }
  }

  @inline(__always)
  func contains(_ row: Int) -> Bool { words[row >> 6] &>> UInt64(row & 63) & 1 == 1 }

  mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

  mutating func insert(_ rows: Range<Int>) { Self.forEachWord(in: rows) { words[$0] |= $1 } }

  mutating func remove(_ rows: Range<Int>) { Self.forEachWord(in: rows) { words[$0] &= ~$1 } }

  /// - Parameter other: a set of the same rows.
  mutating func formUnion(_ other: RowBits) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Takes out rows by their codes.
  ///
  /// - Parameters:
  ///   - first: the row whose code is the first.
  ///   - holds: index = code, value = whether rows with it stay.
  mutating func narrow(_ codes: RowCodes, first: Int, where holds: [Bool]) { codes.narrow(&words, first: first, where: holds) }

  /// - Complexity: O(rows / 64).
  func count(in rows: Range<Int>) -> Int {
    var count = 0
    Self.forEachWord(in: rows) { count += (words[$0] & $1).nonzeroBitCount }
    return count
  }

  /// Calls `body` with every row of a range that is in the set, ascending.
  ///
  /// - Parameter isSettled: asked with the first row of 64 before any of them; where it says so, they are passed over.
  /// - Complexity: O(rows / 64 + rows in the set).
  @inline(__always)
  func forEach(in rows: Range<Int>, unless isSettled: (Int) -> Bool = { _ in false }, _ body: (Int) -> Void) {
    let words = words.span
    Self.forEachWord(in: rows) { index, mask in
      var left = words[index] & mask
      if left == 0 || isSettled(index << 6) { return }
      while left != 0 {
        body(index << 6 | left.trailingZeroBitCount)
        left &= left &- 1
      }
    }
  }

  /// From the first to the last.
  var range: Range<Int> {
    guard let low = words.firstIndex(where: { $0 != 0 }), let high = words.lastIndex(where: { $0 != 0 }) else { return 0..<0 }
    return low << 6 | words[low].trailingZeroBitCount..<(high << 6 | 63 - words[high].leadingZeroBitCount) + 1
  }

  /// index = row, value = whether it is in the set.
  func flags(count: Int) -> [Bool] { (0..<count).map { contains($0) } }

  /// Calls `body` with the numbers of words that hold a range of rows, and the bits that are theirs.
  @inline(__always)
  private static func forEachWord(in rows: Range<Int>, _ body: (Int, UInt64) -> Void) {
    if rows.isEmpty { return }
    let (low, high) = (rows.lowerBound >> 6, (rows.upperBound - 1) >> 6)
    let (first, last) = (UInt64.max << UInt64(rows.lowerBound & 63), UInt64.max >> UInt64(63 - (rows.upperBound - 1) & 63))
    if low == high { return body(low, first & last) }
    body(low, first)
    for index in low + 1..<high { body(index, .max) }
    body(high, last)
  }
}
