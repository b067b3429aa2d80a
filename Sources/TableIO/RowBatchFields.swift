// UNSAFE: makes pointers into the batch's text. Why: see `Fields`. What must hold: they are used before the batch is filled again.

/// What a filled batch holds.
extension RowBatch {
  /// Position of a row in the file, for messages; its line counts from 0 at the batch's first line.
  package func place(row: Int, column: Int?) -> (start: Int, end: Int, line: Int, byte: Int) {
    let from = unsafe Int(starts.pointer[row])
    let to = unsafe Int(ends[row * columnCount + columnCount - 1])
    let at = column.map { $0 == 0 ? from : unsafe Int(ends[row * columnCount + $0 - 1]) + 1 } ?? from
    return (origin + from, origin + to, lines(to: from), origin + at)
  }

  /// Byte offset of a row in the file.
  @inline(__always)
  package func offset(row: Int) -> Int { unsafe origin &+ Int(starts.pointer[row]) }

  /// index = row, value = byte offset of the row in the file.
  package func offsets() -> [Int] { (0..<rowCount).map { unsafe origin &+ Int(starts.pointer[$0]) } }

  /// A field's bytes without its quotes.
  func field(_ row: Int, _ column: Int) -> Field { fields[row, column] }

  /// The starts of the rows as a value, for loops over many rows.
  var rowStarts: RowStarts { unsafe RowStarts(batch: self, base: origin, starts: starts.pointer) }

  /// The fields as a value, for loops over many rows.
  var fields: Fields {
    unsafe Fields(
      batch: self, text: UnsafeRawPointer(text), starts: starts.pointer, ends: ends, columnCount: columnCount, hasQuotes: hasQuotes)
  }

  @inline(never)
  func unquoted(_ field: Field) -> Field {
    let inner = field.dropping(first: 1, last: 1)
    guard inner.contains(0x22) else { return inner }
    scratchUses += 1
    unescaped.removeAll(keepingCapacity: true)
    unescaped.append(contentsOf: repeatElement(0, count: Self.front))
    var index = 0
    while index < inner.count {
      unescaped.append(inner[index])
      index += inner[index] == 0x22 ? 2 : 1
    }
    let count = unescaped.count - Self.front
    unescaped.append(contentsOf: repeatElement(0, count: Self.back))
    // Valid until the next field with a doubled quote: kernels use one field at a time.
    return unsafe unescaped.withUnsafeBytes { unsafe Field($0.baseAddress.unsafelyUnwrapped + Self.front, count) }
  }

  /// A field as text.
  package func string(row: Int, column: Int) -> String { field(row, column).string }

  /// A field's bytes.
  package func bytes(row: Int, column: Int) -> [UInt8] { field(row, column).bytes }

  /// A whole record as it stands in the file.
  package func raw(from start: Int, to end: Int) -> [UInt8] { (start..<max(start, end)).map { byte($0 - origin) } }
}
