/// A CSV table with the place of everything in it, as it was written: what a reader should find. No parsing is needed to know it.
struct WrittenTable {
  /// A record, blank lines left out.
  struct Row {
    /// Physical line and byte offset on which the record starts.
    var line: Int
    var byte: Int
    /// The record as it stands in the file, without its line end.
    var raw: [UInt8] = []
    /// index = field, value = its text without quotes, and where it starts in the file.
    var fields: [[UInt8]] = []
    var fieldBytes: [Int] = []
    /// The first field with bytes that are no UTF-8, and the first with text behind its closing quote.
    var invalidField: Int?
    var tailField: Int?
  }

  /// A field as it is to be written.
  struct Cell {
    var text: [UInt8]
    var isQuoted = false
    /// Put behind the closing quote, where nothing may stand.
    var tail: [UInt8] = []
    var isInvalid = false
  }

  let file: String
  let columns: [String]
  private(set) var rows: [Row] = []
  private(set) var bytes: [UInt8]
  private var line = 1

  init(file: String, columns: [String], lineEnd: [UInt8], hasBOM: Bool) {
    self.file = file
    self.columns = columns
    bytes = hasBOM ? [0xef, 0xbb, 0xbf] : []
    bytes += Array(columns.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",").utf8)
    end(lineEnd)
  }

  mutating func append(_ cells: [Cell], lineEnd: [UInt8]) {
    var row = Row(line: line, byte: bytes.count)
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2c) }
      row.fields.append(cell.text)
      row.fieldBytes.append(bytes.count)
      if cell.isInvalid, row.invalidField == nil { row.invalidField = index }
      if !cell.tail.isEmpty, row.tailField == nil { row.tailField = index }
      // A line of one empty field would be a blank line, which is no row.
      bytes += cells.count == 1 && cell.text.isEmpty && cell.tail.isEmpty ? [0x22, 0x22] : Self.written(cell)
    }
    row.raw = Array(bytes[row.byte...])
    line += Self.lineEnds(row.raw)
    end(lineEnd)
    rows.append(row)
  }

  mutating func appendBlankLine(_ lineEnd: [UInt8]) { end(lineEnd) }

  /// Files need not end with a line end.
  mutating func dropLastLineEnd() {
    guard let last = rows.last, !last.raw.isEmpty, bytes.count > last.byte + last.raw.count else { return }
    bytes.removeSubrange((last.byte + last.raw.count)...)
  }

  private mutating func end(_ lineEnd: [UInt8]) {
    bytes += lineEnd
    line += 1
  }

  private static func written(_ cell: Cell) -> [UInt8] {
    guard cell.isQuoted else { return cell.text }
    return [0x22] + cell.text.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22] + cell.tail
  }

  /// LF, CR LF and CR end a line, in quotes too.
  private static func lineEnds(_ bytes: [UInt8]) -> Int {
    var count = 0
    for (index, byte) in bytes.enumerated() {
      let isPair = byte == 0x0d && index + 1 < bytes.count && bytes[index + 1] == 0x0a
      if byte == 0x0a || (byte == 0x0d && !isPair) { count += 1 }
    }
    return count
  }
}
