/// The first records of a table whose header is still to be found.
package struct FirstRecords: Sendable {
  package struct Record: Sendable {
    /// Byte offset and physical line on which the record starts.
    package var start: Int
    package var line: Int
    /// Byte offset and physical line of the record behind it.
    package var next: Int
    package var nextLine: Int
    /// Its cells without quotes.
    package var cells: [[UInt8]]
    /// index = cell, value = byte offset at which it starts.
    package var cellStarts: [Int]
    /// The record as it stands, without its line end.
    package var raw: [UInt8]
  }

  package private(set) var records: [Record] = []
  package private(set) var delimiter: UInt8

  /// Reads up to `limit` records; lines without a byte are none.
  ///
  /// - Parameter window: bytes looked at; a record that ends behind them is left out.
  /// - Errors: `workbook`, `emptyFile`, `unclosedQuote`, `unreadable`; `headerTooLong` where the first record ends behind the window.
  package init(of source: ByteSource, delimiter: UInt8, limit: Int, window: Int = 512 << 10) throws(TableError) {
    self.delimiter = delimiter
    let bytes = try source.bytes(at: 0, count: window)
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) {
      throw TableError(.workbook, file: source.name, line: 1, byte: 0)
    }
    let isWhole = bytes.count == source.size
    var position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var line = 1
    while position < bytes.count, records.count < limit {
      let record = PlainScan(delimiter: delimiter).record(from: position, count: bytes.count) { bytes[$0] }
      if record.unclosedQuote != nil || (!isWhole && (record.reachedEnd || record.next >= bytes.count)) { break }
      let nextLine = line + TableHeader.lineEnds(bytes[position..<record.next], atEnd: record.reachedEnd)
      if !record.isBlank { records.append(Self.record(record, bytes, line, nextLine)) }
      line = nextLine
      position = record.next
    }
    guard records.isEmpty else { return }
    if isWhole, position >= bytes.count { throw TableError(.emptyFile, file: source.name, line: 1, byte: 0) }
    if isWhole { throw Self.unclosed(bytes, at: position, line, delimiter, source) }
    if bytes.count - position > window / 2 { throw TableError(.headerTooLong, file: source.name, line: line, byte: position) }
    // Nothing but blank lines so far.
    self = try FirstRecords(of: source, delimiter: delimiter, limit: limit, window: window * 8)
  }

  private static func unclosed(
    _ bytes: [UInt8], at position: Int, _ line: Int, _ delimiter: UInt8, _ source: ByteSource
  ) -> TableError {
    let record = PlainScan(delimiter: delimiter).record(from: position, count: bytes.count) { bytes[$0] }
    let quote = record.unclosedQuote ?? position
    let lines = TableHeader.lineEnds(bytes[position..<quote], atEnd: false)
    return TableError(
      .unclosedQuote, file: source.name, line: line + lines, byte: quote, column: String(record.ends.count + 1))
  }

  private static func record(_ found: PlainScan.Record, _ bytes: [UInt8], _ line: Int, _ nextLine: Int) -> Record {
    var cells: [[UInt8]] = []
    var starts: [Int] = []
    var start = found.start
    for end in found.ends {
      starts.append(start)
      cells.append(CSVField.unquoted(bytes[start..<end]))
      start = end + 1
    }
    return Record(
      start: found.start, line: line, next: found.next, nextLine: nextLine, cells: cells, cellStarts: starts,
      raw: Array(bytes[found.start..<(found.ends.last ?? found.start)]))
  }

  /// Refuses a header, or a title above it, that a quote made of rows.
  ///
  /// - Parameters:
  ///   - last: the record of the header.
  ///   - columns: how many it has.
  /// - Errors: `unclosedQuote`.
  package func checkQuotes(through last: Int, columns: Int, in table: DecodedTable) throws(TableError) {
    let rows = SwallowedRows(columns: columns, delimiter: delimiter)
    for record in records.prefix(last + 1) {
      guard let (column, _) = rows.first(in: record.cells, isText: { _ in true }) else { continue }
      throw TableError(
        .unclosedQuote, file: table.source.name, line: record.line, byte: try table.originalOffset(of: record.cellStarts[column]),
        column: String(column + 1))
    }
  }

  /// Takes one record apart that stands alone in memory.
  package static func cells(of raw: [UInt8], delimiter: UInt8) -> [[UInt8]] {
    let found = PlainScan(delimiter: delimiter).record(from: 0, count: raw.count) { raw[$0] }
    return record(found, raw, 0, 0).cells
  }
}
