/// Reads single rows of a table again, where a report needs their text.
///
/// Rows asked for in file order share what was read. Not for use by several threads at once.
package final class RowText {
  private let reader: TableReader
  private let delimiter: UInt8
  /// Fields of a record.
  private let width: Int
  private var window: [UInt8] = []
  private var windowStart = 0
  /// The record gone to: its offset in the file, and where it stands in the window.
  private var current = -1
  private var found = PlainScan.Record(start: 0, next: 0)
  private let windowSize: Int

  /// - Parameter windowSize: bytes read at once.
  package init(_ reader: TableReader, windowSize: Int = 64 << 10) {
    self.reader = reader
    delimiter = reader.header.delimiter
    width = reader.header.names.count
    self.windowSize = windowSize
  }

  /// The fields of the record at a byte offset, without quotes.
  ///
  /// - Errors: `changedWhileRead` when no such record stands there any more.
  package func fields(at offset: Int) throws(TableError) -> [[UInt8]] {
    try seek(to: offset)
    return (0..<found.ends.count).map { field($0) }
  }

  /// Goes to the record at a byte offset, whose fields can then be taken.
  ///
  /// - Errors: `changedWhileRead` when no such record stands there any more.
  package func seek(to offset: Int) throws(TableError) {
    if offset == current { return }
    try scan(at: offset)
    guard found.ends.count == width else {
      throw TableError(.changedWhileRead, file: reader.source.name, byte: offset)
    }
    current = offset
  }

  /// A field of the record gone to.
  package func field(_ column: Int) -> [UInt8] { CSVField.unquoted(slice(column)) }

  private func slice(_ column: Int) -> ArraySlice<UInt8> {
    window[(column == 0 ? found.start : found.ends[column - 1] + 1)..<found.ends[column]]
  }

  /// Writes fields of the record gone to as text cells.
  ///
  /// - Parameter columns: their numbers; a negative one is an empty cell.
  package func write(_ columns: [Int], to writer: inout CSVWriter) {
    // Taken once for the row: each touch of a property of a class is checked while the program runs.
    let (window, start, ends) = (window, found.start, found.ends)
    let bytes = window.span
    for column in columns {
      if column < 0 {
        writer.empty()
        continue
      }
      let first = column == 0 ? start : ends[column - 1] + 1
      if first < ends[column], bytes[first] == 0x22 {
        writer.text(CSVField.unquoted(window[first..<ends[column]]))
      } else {
        writer.text(bytes.extracting(first..<ends[column]))
      }
    }
  }

  /// A hash (FNV-1a) of the fields without quotes of the record at a byte offset; not the one of `RowBatch.rowHashes`.
  package func hash(at offset: Int) throws(TableError) -> UInt64 {
    try seek(to: offset)
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

  /// The record at a byte offset as it stands in the file, without its line end.
  package func raw(at offset: Int) throws(TableError) -> [UInt8] {
    try scan(at: offset)
    return Array(window[found.start..<(found.ends.last ?? found.start)])
  }

  /// Byte offset in the file of a field of the record at a byte offset.
  package func fieldOffset(_ field: Int, at offset: Int) throws(TableError) -> Int {
    try scan(at: offset)
    return field == 0 ? offset : windowStart + found.ends[field - 1] + 1
  }

  private func scan(at offset: Int) throws(TableError) {
    current = -1
    var count = windowSize
    if offset < windowStart || offset >= windowStart + window.count {
      // Rows in file order share a window; a row from elsewhere is worth only itself.
      let isNext = offset >= windowStart && offset < windowStart + window.count + windowSize
      count = isNext ? windowSize : min(windowSize, 1024)
      try load(at: offset, count: count)
    }
    while true {
      // Taken out of the class while it is worked on, for the same reason as in `write`.
      let (plain, window) = (PlainScan(delimiter: delimiter), window)
      var record = PlainScan.Record(start: 0, next: 0)
      swap(&record, &found)
      record.reset(start: offset - windowStart, next: window.count)
      let bytes = window.span
      plain.scan(&record, count: window.count) { bytes[$0] }
      swap(&record, &found)
      if !found.reachedEnd || windowStart + window.count >= reader.source.size { return }
      if windowStart == offset { count *= 4 }
      try load(at: offset, count: count)
    }
  }

  private func load(at offset: Int, count: Int) throws(TableError) {
    window = try reader.source.bytes(at: offset, count: count)
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
