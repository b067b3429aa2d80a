/// The text of a batch, copied once, and where each cell is in it without its quotes: what another target may look at byte by byte.
package struct CellBlock: Sendable {
  package let rowCount: Int
  package let columnCount: Int
  package private(set) var bytes: [UInt8]
  /// index = row * columnCount + column, value = where the cell starts in `bytes`, and where it ends.
  package private(set) var starts: [UInt32] = []
  package private(set) var ends: [UInt32] = []
  /// Bit i of word j: byte 64 j + i of `bytes` is one that few cells have. A cell without such bytes is compared as it stands and needs no
  /// quotes: it has no blank, no control character, no quote, no comma, and no character of a form that folding changes.
  package private(set) var marks: [UInt64]

  init(_ batch: RowBatch) {
    rowCount = batch.rowCount
    columnCount = batch.columnCount
    (bytes, marks) = (batch.wholeText, batch.marks)
    let base = batch.start - batch.origin
    // The cells of all rows one behind the other.
    ends = [UInt32](unsafeFilling: rowCount * columnCount) { UInt32(truncatingIfNeeded: batch.end(0, $0) &- base) }
    var (row, column) = (0, 0)
    starts = [UInt32](unsafeFilling: rowCount * columnCount) { index in
      let start = column == 0 ? UInt32(truncatingIfNeeded: batch.start(row) &- base) : ends[index &- 1] &+ 1
      (row, column) = column &+ 1 == columnCount ? (row &+ 1, 0) : (row, column &+ 1)
      return start
    }
    if batch.hasQuotes { takeQuotesAway(hasDoubled: batch.hasDoubledQuotes) }
  }

  /// A block of one row that was taken apart elsewhere.
  package init(row cells: [[UInt8]]) {
    rowCount = 1
    columnCount = cells.count
    bytes = cells.flatMap { $0 }
    marks = [UInt64](repeating: ~0, count: (bytes.count + 63) / 64)
    for cell in cells {
      starts.append(ends.last ?? 0)
      ends.append(UInt32(truncatingIfNeeded: Int(ends.last ?? 0) + cell.count))
    }
  }

  private mutating func takeQuotesAway(hasDoubled: Bool) {
    for cell in starts.indices where starts[cell] < ends[cell] && bytes[Int(starts[cell])] == 0x22 {
      let inner = starts[cell] &+ 1..<max(starts[cell] &+ 1, ends[cell] &- 1)
      (starts[cell], ends[cell]) = (inner.lowerBound, inner.upperBound)
      if hasDoubled { writeDoubledOnce(cell) }
    }
    while marks.count * 64 < bytes.count { marks.append(~0) }
  }

  /// A cell with doubled quotes is written anew, behind everything.
  private mutating func writeDoubledOnce(_ cell: Int) {
    let inner = Int(starts[cell])..<Int(ends[cell])
    guard bytes[inner].contains(0x22) else { return }
    starts[cell] = UInt32(truncatingIfNeeded: bytes.count)
    var index = inner.lowerBound
    while index < inner.upperBound {
      bytes.append(bytes[index])
      index += bytes[index] == 0x22 ? 2 : 1
    }
    ends[cell] = UInt32(truncatingIfNeeded: bytes.count)
  }
}

extension RowBatch {
  /// - Complexity: O(bytes).
  package func cells() -> CellBlock { CellBlock(self) }
}
