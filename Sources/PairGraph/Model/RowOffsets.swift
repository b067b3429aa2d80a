internal import TableIO

/// Where each row of a table starts in its file: about 2 bytes a row, for files of any size.
///
/// Rows come in blocks of 64; a row is kept as its distance from the start of its block. A block longer than 64 KiB keeps whole offsets.
struct RowOffsets: Sendable {
  private static let block = 64
  /// index = row / 64, value = byte offset of the block's first row.
  private var bases: [Int] = []
  /// index = row, value = distance from the block's base; means nothing in a wide block.
  private var distances: [UInt16] = []
  /// Block -> byte offsets of its rows, where a distance does not fit.
  private var wide: [Int: [Int]] = [:]

  var count: Int { distances.count }

  mutating func reserve(_ rows: Int) {
    bases.reserveCapacity(rows / Self.block + 1)
    LargeArray.reserve(rows, in: &distances)
  }

  /// - Parameter offsets: ascending.
  mutating func append(contentsOf offsets: [Int]) {
    for offset in offsets {
      let row = distances.count
      if row % Self.block == 0 { bases.append(offset) }
      let distance = offset &- bases[row / Self.block]
      distances.append(UInt16(truncatingIfNeeded: distance))
      if distance > Int(UInt16.max) || (row % Self.block != 0 && wide[row / Self.block] != nil) { widen(row, offset) }
    }
  }

  private mutating func widen(_ row: Int, _ offset: Int) {
    let block = row / Self.block
    if wide[block] == nil { wide[block] = (block * Self.block..<row).map { bases[block] + Int(distances[$0]) } }
    wide[block]?.append(offset)
  }

  subscript(row: Int) -> Int {
    let block = row / Self.block
    if !wide.isEmpty, let offsets = wide[block] { return offsets[row % Self.block] }
    return bases[block] + Int(distances[row])
  }

  /// The row that starts at a byte offset.
  func row(at offset: Int) -> Int? {
    var from = 0
    var to = count
    while from < to {
      let middle = (from + to) / 2
      if self[middle] < offset { from = middle + 1 } else { to = middle }
    }
    return from < count && self[from] == offset ? from : nil
  }

  mutating func keep(_ isKept: [Bool]) {
    let kept = (0..<count).filter { isKept[$0] }.map { self[$0] }
    self = RowOffsets()
    append(contentsOf: kept)
  }
}
