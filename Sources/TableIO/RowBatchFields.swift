/// What a filled batch holds.
extension RowBatch {
  /// Position of a row in the file, for messages; its line counts from 0 at the batch's first line.
  package func place(row: Int, column: Int?) -> (start: Int, end: Int, line: Int, byte: Int) {
    let (from, to) = (start(row), end(row, columnCount - 1))
    let at = column.map { $0 == 0 ? from : end(row, $0 - 1) + 1 } ?? from
    return (origin + from, origin + to, lines(to: from), origin + at)
  }

  /// Byte offset of a row in the file.
  @inline(__always)
  package func offset(row: Int) -> Int { origin &+ start(row) }

  /// index = row, value = byte offset of the row in the file.
  package func offsets() -> [Int] { (0..<rowCount).map { origin &+ start($0) } }

  /// A field's bytes without its quotes.
  func field(_ row: Int, _ column: Int) -> Field { fields[row, column] }

  /// A field as text.
  package func string(row: Int, column: Int) -> String { field(row, column).string }

  /// A field's bytes.
  package func bytes(row: Int, column: Int) -> [UInt8] { field(row, column).bytes }

  /// A whole record as it stands in the file.
  package func raw(from start: Int, to end: Int) -> [UInt8] { (start..<max(start, end)).map { byte($0 - origin) } }
}
