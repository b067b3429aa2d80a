/// Reads single rows of a table again, where a report needs their text.
///
/// Rows asked for in file order share what was read. Not for use by several threads at once.
package final class RowText {
  // Its work is done by methods of one value: each touch of a property of a class is checked while the program runs.
  private var rows: RowWindow

  /// - Parameter windowSize: bytes read at once.
  package init(_ reader: TableReader, windowSize: Int = 64 << 10) { rows = RowWindow(reader, size: windowSize) }

  /// The fields of the record at a byte offset, without quotes.
  ///
  /// - Errors: `changedWhileRead` when no such record stands there any more.
  package func fields(at offset: Int) throws(TableError) -> [[UInt8]] {
    try rows.seek(to: offset)
    return (0..<rows.fieldCount).map { rows.field($0) }
  }

  /// Goes to the record at a byte offset, whose fields can then be taken.
  ///
  /// - Errors: `changedWhileRead` when no such record stands there any more.
  package func seek(to offset: Int) throws(TableError) { try rows.seek(to: offset) }

  /// A field of the record gone to.
  package func field(_ column: Int) -> [UInt8] { rows.field(column) }

  /// Writes fields of the record gone to as text cells.
  ///
  /// - Parameter columns: their numbers; a negative one is an empty cell.
  package func write(_ columns: [Int], to writer: inout CSVWriter) { rows.write(columns, to: &writer) }

  /// A hash (FNV-1a) of the fields without quotes of the record at a byte offset; not the one of `RowBatch.rowHashes`.
  package func hash(at offset: Int) throws(TableError) -> UInt64 {
    try rows.seek(to: offset)
    return rows.hash
  }

  /// The record at a byte offset as it stands in the file, without its line end.
  package func raw(at offset: Int) throws(TableError) -> [UInt8] {
    try rows.scan(at: offset)
    return rows.raw
  }

  /// Byte offset in the file of a field of the record at a byte offset.
  package func fieldOffset(_ field: Int, at offset: Int) throws(TableError) -> Int {
    try rows.scan(at: offset)
    return field == 0 ? offset : rows.offset(ofField: field)
  }
}

/// A piece of a table's text, and one record in it.
private struct RowWindow {
  private let reader: TableReader
  private let delimiter: UInt8
  /// Fields of a record.
  private let width: Int
  private let size: Int
  private var window: [UInt8] = []
  private var windowStart = 0
  /// The record gone to: its offset in the file, and where it stands in the window.
  private var current = -1
  private var found = PlainScan.Record(start: 0, next: 0)

  init(_ reader: TableReader, size: Int) {
    self.reader = reader
    self.size = size
    delimiter = reader.header.delimiter
    width = reader.header.names.count
  }

  mutating func seek(to offset: Int) throws(TableError) {
    if offset == current { return }
    try scan(at: offset)
    guard found.ends.count == width else {
      throw TableError(.changedWhileRead, file: reader.source.name, byte: offset)
    }
    current = offset
  }

  var fieldCount: Int { found.ends.count }

  /// Changes nothing; see `write`.
  mutating func field(_ column: Int) -> [UInt8] { CSVField.unquoted(slice(column)) }

  private func slice(_ column: Int) -> ArraySlice<UInt8> {
    window[(column == 0 ? found.start : found.ends[column - 1] + 1)..<found.ends[column]]
  }

  /// Changes nothing: but what only reads a value that a class holds is given a copy of it.
  mutating func write(_ columns: [Int], to writer: inout CSVWriter) {
    for column in columns {
      if column < 0 {
        writer.empty()
        continue
      }
      let first = column == 0 ? found.start : found.ends[column - 1] + 1
      if first < found.ends[column], window[first] == 0x22 {
        writer.text(CSVField.unquoted(slice(column)))
      } else {
        writer.text(window, first..<found.ends[column])
      }
    }
  }

  var hash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for column in found.ends.indices {
      let raw = slice(column)
      let field = raw.first == 0x22 ? CSVField.unquoted(raw)[...] : raw
      // What no field starts with keeps neighbouring fields apart.
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
      for byte in field { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }

  var raw: [UInt8] { Array(window[found.start..<(found.ends.last ?? found.start)]) }

  /// - Parameter field: not the first.
  func offset(ofField field: Int) -> Int { windowStart + found.ends[field - 1] + 1 }

  mutating func scan(at offset: Int) throws(TableError) {
    current = -1
    var count = size
    if offset < windowStart || offset >= windowStart + window.count {
      // Rows in file order share a window; a row from elsewhere is worth only itself.
      let isNext = offset >= windowStart && offset < windowStart + window.count + size
      count = isNext ? size : min(size, 1024)
      try load(at: offset, count: count)
    }
    while true {
      found.reset(start: offset - windowStart, next: window.count)
      Self.scan(&found, window, delimiter)
      if !found.reachedEnd || windowStart + window.count >= reader.source.size { return }
      if windowStart == offset { count *= 4 }
      try load(at: offset, count: count)
    }
  }

  private static func scan(_ record: inout PlainScan.Record, _ text: [UInt8], _ delimiter: UInt8) {
    let bytes = text.span
    PlainScan(delimiter: delimiter).scan(&record, count: bytes.count) { bytes[$0] }
  }

  /// Into the same memory again: what is freed and asked for in turn may be touched for the first time again and again.
  private mutating func load(at offset: Int, count: Int) throws(TableError) {
    let (source, count) = (reader.source, max(0, min(count, reader.source.size - offset)))
    window.removeAll(keepingCapacity: true)
    try window.append(addingCapacity: count) { bytes throws(TableError) in try source.read(at: offset, count: count, into: &bytes) }
    windowStart = offset
  }
}

extension TableReader {
  /// Physical lines on which the records at these byte offsets start.
  ///
  /// - Parameter offsets: ascending.
  /// - Complexity: O(bytes up to the last offset).
  package func lines(at offsets: [Int]) throws(TableError) -> [Int] {
    var result: [Int] = []
    var line = 1
    var position = 0
    var window: [UInt8] = []
    var windowStart = 0
    var lastWasReturn = false
    for offset in offsets {
      while position < offset {
        if position >= windowStart + window.count {
          window = try source.bytes(at: position, count: 1 << 20)
          windowStart = position
        }
        let byte = window[position - windowStart]
        if byte == 0x0d || (byte == 0x0a && !lastWasReturn) { line += 1 }
        lastWasReturn = byte == 0x0d
        position += 1
      }
      result.append(line)
    }
    return result
  }
}
