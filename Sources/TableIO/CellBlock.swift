/// The text of a batch, copied once, and where each cell is in it without its quotes: what another target may look at byte by byte.
package struct CellBlock: Sendable {
  package let rowCount: Int
  package let columnCount: Int
  package private(set) var bytes: [UInt8]
  /// index = row * columnCount + column, value = where the cell starts in `bytes`, and where it ends.
  package private(set) var starts: [UInt32] = []
  package private(set) var ends: [UInt32] = []

  init(_ batch: RowBatch) {
    rowCount = batch.rowCount
    columnCount = batch.columnCount
    bytes = batch.wholeText
    let base = batch.start - batch.origin
    if !batch.hasQuotes {
      // The cells of all rows one behind the other.
      ends = [UInt32](unsafeFilling: rowCount * columnCount) { UInt32(truncatingIfNeeded: batch.end(0, $0) &- base) }
      var (row, column) = (0, 0)
      starts = [UInt32](unsafeFilling: rowCount * columnCount) { index in
        let start = column == 0 ? UInt32(truncatingIfNeeded: batch.start(row) &- base) : ends[index &- 1] &+ 1
        (row, column) = column &+ 1 == columnCount ? (row &+ 1, 0) : (row, column &+ 1)
        return start
      }
      return
    }
    starts.reserveCapacity(rowCount * columnCount)
    ends.reserveCapacity(rowCount * columnCount)
    for row in 0..<rowCount {
      var from = batch.start(row) &- base
      for column in 0..<columnCount {
        let to = batch.end(row, column) &- base
        if to > from, bytes[from] == 0x22 {
          appendQuoted(from &+ 1..<max(from &+ 1, to &- 1))
        } else {
          append(from..<to)
        }
        from = to &+ 1
      }
    }
  }

  /// A block of one row that was taken apart elsewhere.
  package init(row cells: [[UInt8]]) {
    rowCount = 1
    columnCount = cells.count
    bytes = []
    for cell in cells {
      let from = bytes.count
      bytes += cell
      append(from..<bytes.count)
    }
  }

  private mutating func append(_ range: Range<Int>) {
    starts.append(UInt32(truncatingIfNeeded: range.lowerBound))
    ends.append(UInt32(truncatingIfNeeded: range.upperBound))
  }

  /// A cell with doubled quotes is written anew, behind everything.
  private mutating func appendQuoted(_ inner: Range<Int>) {
    guard bytes[inner].contains(0x22) else { return append(inner) }
    let from = bytes.count
    var index = inner.lowerBound
    while index < inner.upperBound {
      bytes.append(bytes[index])
      index += bytes[index] == 0x22 ? 2 : 1
    }
    append(from..<bytes.count)
  }
}

extension RowBatch {
  /// - Complexity: O(bytes).
  package func cells() -> CellBlock { CellBlock(self) }
}
