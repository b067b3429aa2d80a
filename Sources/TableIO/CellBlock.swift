/// The cells of some columns of a batch, copied without their quotes: what another target may look at byte by byte.
package struct CellBlock: Sendable {
  package let rowCount: Int
  package let columnCount: Int
  private let texts: TextList

  /// All cells one behind the other.
  package var bytes: [UInt8] { texts.bytes }

  /// - Parameter columns: columns of the table; a cell of the block has the number of its column in this list.
  init(_ batch: RowBatch, columns: [Int]) {
    rowCount = batch.rowCount
    columnCount = columns.count
    var texts = TextList()
    texts.reserve(rowCount * columnCount, bytes: max(0, batch.next - batch.start))
    let fields = batch.fields
    for row in 0..<rowCount { for column in columns { texts.append(fields[row, column]) } }
    self.texts = texts
  }

  /// A block of one row that was taken apart elsewhere.
  package init(row cells: [[UInt8]]) {
    rowCount = 1
    columnCount = cells.count
    var texts = TextList()
    for cell in cells { texts.append(cell) }
    self.texts = texts
  }

  /// Where a cell is in `bytes`.
  @inline(__always)
  package func range(_ row: Int, _ column: Int) -> Range<Int> { texts.range(row &* columnCount &+ column) }
}

extension RowBatch {
  /// - Complexity: O(bytes of the columns).
  package func cells(columns: [Int]) -> CellBlock { CellBlock(self, columns: columns) }
}
