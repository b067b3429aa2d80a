/// The header record of a table: its column names, and where the data start.
package struct TableHeader: Sendable {
  /// Column names in file order, without quotes and surrounding blanks.
  package let names: [String]
  package let delimiter: UInt8
  /// Byte offset and physical line of the first record behind the header.
  let dataStart: Int
  let firstLine: Int

  /// A header that was found elsewhere than in the first record.
  package init(names: [String], delimiter: UInt8, dataStart: Int, firstLine: Int) {
    self.names = names
    self.delimiter = delimiter
    self.dataStart = dataStart
    self.firstLine = firstLine
  }

  /// Number of the column called `name`.
  package func column(_ name: String) -> Int? { names.firstIndex(of: name) }

  /// Reads the header.
  ///
  /// - Parameter skipping: how many records above it are none; blank lines do not count.
  /// - Errors: `workbook`, `otherEncoding`, `emptyFile`, `duplicateColumn`, `unclosedQuote`, `textAfterQuote`,
  ///   `recordTooLong`; `otherEncoding` also where the names are not UTF-8.
  package init(
    of source: ByteSource, delimiter: UInt8 = 0x2c, allowsRepeatedNames: Bool = false, skipping: Int = 0
  ) throws(TableError) {
    self.delimiter = delimiter
    var window = 64 << 10
    while true {
      let bytes = try source.bytes(at: 0, count: window)
      try Self.refuseOtherFormats(bytes, source)
      if let found = try Self.record(in: bytes, isWhole: bytes.count == source.size, delimiter: delimiter, source, skipping) {
        // No name of a column has one: what the look at the first bytes missed.
        if bytes[found.record.start..<found.record.next].contains(0) { throw Self.utf16(source) }
        names = try Self.names(of: found.record, bytes: bytes, line: found.line, source, allowsRepeatedNames)
        dataStart = found.record.next
        firstLine = found.line + Self.lineEnds(bytes[found.record.start..<found.record.next], atEnd: found.record.reachedEnd)
        return
      }
      if bytes.count >= RowBatch.longestRecord { throw TableError(.recordTooLong, file: source.name, line: 1, byte: 0) }
      window *= 8
    }
  }

  /// A spreadsheet's own file or UTF-16 is told apart by its first bytes.
  private static func refuseOtherFormats(_ bytes: [UInt8], _ source: ByteSource) throws(TableError) {
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) || bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0]) {
      throw TableError(.workbook, file: source.name, line: 1, byte: 0)
    }
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) || isMarkless(bytes.prefix(256)) { throw utf16(source) }
  }

  private static func utf16(_ source: ByteSource) -> TableError {
    TableError(.otherEncoding, file: source.name, line: 1, byte: 0, detail: "UTF-16")
  }

  /// Whether this is UTF-16 without its mark: the zero bytes of commas, line ends and digits are many, and at every other place.
  private static func isMarkless(_ bytes: ArraySlice<UInt8>) -> Bool {
    let zeros = bytes.indices.filter { bytes[$0] == 0 }
    return zeros.count > 1 && zeros.count * 8 >= bytes.count && zeros.allSatisfy { ($0 - zeros[0]) % 2 == 0 }
  }

  private static func record(
    in bytes: [UInt8], isWhole: Bool, delimiter: UInt8, _ source: ByteSource, _ skipping: Int
  ) throws(TableError) -> (record: PlainScan.Record, line: Int)? {
    var position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var line = 1
    var left = skipping
    while position < bytes.count {
      let record = PlainScan(delimiter: delimiter).record(from: position, count: bytes.count) { bytes[$0] }
      if record.reachedEnd || record.next >= bytes.count, !isWhole { return nil }
      if let quote = record.unclosedQuote {
        let column = record.ends.count + 1
        line += Self.lineEnds(bytes[position..<quote], atEnd: false)
        throw TableError(.unclosedQuote, file: source.name, line: line, byte: quote, column: String(column))
      }
      if !record.isBlank, left == 0 { return (record, line) }
      if !record.isBlank { left -= 1 }
      line += lineEnds(bytes[position..<record.next], atEnd: record.reachedEnd)
      position = record.next
    }
    if !isWhole { return nil }
    throw TableError(.emptyFile, file: source.name, line: 1, byte: 0)
  }

  private static func names(
    of record: PlainScan.Record, bytes: [UInt8], line: Int, _ source: ByteSource, _ allowsRepeatedNames: Bool
  ) throws(TableError) -> [String] {
    var names: [String] = []
    var known: Set<String> = []
    var start = record.start
    for (index, end) in record.ends.enumerated() {
      let place = { (problem: TableProblem, column: String) in
        TableError(problem, file: source.name, line: line, byte: start, column: column)
      }
      if UTF8Form.firstInvalid(in: bytes[start..<end]) != nil { throw place(.otherEncoding, String(index + 1)) }
      if let text = record.textAfterQuote, text > start, text <= end { throw place(.textAfterQuote, String(index + 1)) }
      let name = CSVField.name(of: bytes[start..<end], isFirst: index == 0)
      if !name.isEmpty, !known.insert(name).inserted, !allowsRepeatedNames { throw place(.duplicateColumn, name) }
      names.append(name)
      start = end + 1
    }
    return names
  }

  /// How many line ends bytes have: LF, CR LF or CR.
  package static func lineEnds(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> Int {
    var count = 0
    for index in bytes.indices {
      let isPair = bytes[index] == 0x0d && index + 1 < bytes.endIndex && bytes[index + 1] == 0x0a
      if bytes[index] == 0x0a || (bytes[index] == 0x0d && !isPair) { count += 1 }
    }
    return count
  }
}

/// Text of single fields.
enum CSVField {
  /// A field without its quotes.
  static func unquoted(_ field: ArraySlice<UInt8>) -> [UInt8] {
    guard field.first == 0x22, field.count >= 2 else { return Array(field) }
    var result: [UInt8] = []
    var index = field.startIndex + 1
    while index < field.endIndex - 1 {
      result.append(field[index])
      index += field[index] == 0x22 ? 2 : 1
    }
    return result
  }

  /// A name without blanks that nobody sees, and in half width where that makes it plain ASCII.
  private static func folded(_ name: String, isFirst: Bool) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in [0x20, 0x09, 0xa0, 0x3000, 0x200b].contains(scalar.value) }
    var scalars = name.unicodeScalars[...]
    while let first = scalars.first, isBlank(first) || (isFirst && first.value == 0xfeff) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    let narrow = scalars.map { 0xff01...0xff5e ~= $0.value ? Unicode.Scalar($0.value - 0xfee0) ?? $0 : $0 }
    return String(String.UnicodeScalarView(narrow.allSatisfy(\.isASCII) ? narrow : Array(scalars)))
  }

  /// A column name: without quotes and without blanks around it.
  ///
  /// - Parameter isFirst: of the first column, in front of which a second byte order mark goes, too: a table written with it would lose it
  ///   when it is read again.
  static func name(of field: ArraySlice<UInt8>, isFirst: Bool = false) -> String {
    let bytes = unquoted(field)
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return folded(String(decoding: bytes[first...last], as: UTF8.self), isFirst: isFirst)
  }
}
