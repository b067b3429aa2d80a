import TableIO

/// What a table means, written down a second time and without any regard to speed: one byte, one state.
///
/// It shares no code with the scanners of the package and knows the whole text, so parts, blocks and threads cannot confuse it.
struct ObviousScanner {
  private enum State { case fieldStart, plain, quoted, behindQuote, spoiled }

  private struct Record {
    /// index = field, value = its bytes in the text, quotes and all.
    var ranges: [Range<Int>] = []
    var values: [[UInt8]] = []
    var spoiledField: Int?
  }

  private let bytes: [UInt8]
  private var position: Int
  /// index = byte offset, value = physical line, 1 being the first.
  private let lines: [Int]

  /// Reads a table whose header is well-formed.
  static func read(_ bytes: [UInt8]) -> SeenTable {
    var scanner = ObviousScanner(bytes)
    var table = SeenTable()
    var columns: [String]?
    while scanner.position < bytes.count {
      let start = scanner.position
      let (record, unclosed) = scanner.record()
      if let unclosed {
        let field = record.ranges.count
        let name = columns.map { field < $0.count ? $0[field] : String(field + 1) }
        let failure = TableError(
          .unclosedQuote, file: "t.csv", line: scanner.lines[unclosed], byte: unclosed, column: name ?? String(field + 1))
        return SeenTable(failure: failure)
      }
      if record.ranges == [start..<start] { continue }  // a blank line
      if let columns { scanner.add(record, to: &table, columnCount: columns.count) } else { columns = Self.names(record) }
    }
    return table
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var (lines, line, index) = ([1], 1, 0)
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0a || (byte == 0x0d && !(index < bytes.count && bytes[index] == 0x0a)) { line += 1 }
      lines.append(line)
    }
    self.lines = lines
  }

  private static func names(_ record: Record) -> [String] { record.values.map { String(decoding: $0, as: UTF8.self) } }

  /// The record at `position`, which moves behind it; or the offset of a quote that never closes.
  private mutating func record() -> (Record, unclosed: Int?) {
    var record = Record()
    var state = State.fieldStart
    var start = position
    var value: [UInt8] = []
    while true {
      let byte: UInt8? = position < bytes.count ? bytes[position] : nil
      let endsField = byte == nil || byte == 0x2c || byte == 0x0a || byte == 0x0d
      if endsField && state == .quoted && byte == nil { return (record, start) }
      if endsField && state != .quoted {
        record.ranges.append(start..<position)
        record.values.append(value)
        position += 1
        if byte == 0x0d, position < bytes.count, bytes[position] == 0x0a { position += 1 }
        if byte != 0x2c { return (record, nil) }
        (start, value, state) = (position, [], .fieldStart)
        continue
      }
      switch state {
      case .fieldStart where byte == 0x22: state = .quoted
      case .quoted where byte == 0x22: state = .behindQuote
      case .behindQuote where byte == 0x22:
        value.append(0x22)
        state = .quoted
      case .behindQuote:
        record.spoiledField = record.spoiledField ?? record.ranges.count
        state = .spoiled
      case .fieldStart, .plain, .quoted, .spoiled:
        if let byte { value.append(byte) }
        if state == .fieldStart { state = .plain }
      }
      position += 1
    }
  }

  private func add(_ record: Record, to table: inout SeenTable, columnCount: Int) {
    guard let start = record.ranges.first?.lowerBound, let end = record.ranges.last?.upperBound else { return }
    let invalid = record.ranges.firstIndex { String(validating: bytes[$0], as: UTF8.self) == nil }
    if let field = invalid ?? record.spoiledField {
      let problem: TableProblem = invalid != nil ? .invalidUTF8 : .textAfterQuote
      table.faults.append(
        RowFault(problem: problem, start: start, end: end, line: lines[start], byte: record.ranges[field].lowerBound, field: field))
    } else if record.ranges.count != columnCount {
      let problem: TableProblem = record.ranges.count < columnCount ? .tooFewFields : .tooManyFields
      table.faults.append(
        RowFault(
          problem: problem, start: start, end: end, line: lines[start], byte: start, field: nil, fieldCount: record.ranges.count))
    } else {
      table.rows.append(
        SeenTable.Row(
          line: lines[start], offset: start, raw: Array(bytes[start..<end]), fields: record.values,
          fieldOffsets: record.ranges.map(\.lowerBound)))
      return
    }
    table.faultTexts.append(Array(bytes[start..<end]))
  }
}
