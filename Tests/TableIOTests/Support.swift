import TableIO

/// The part sizes that tests sweep: around nothing, around the scanner's 64-byte block, and one part for the whole table.
let partSizes = [1, 2, 3, 7, 16, 63, 64, 65, 100, 1000, 512 << 10]

/// A reader of a table in memory.
func tableReader(_ bytes: [UInt8], partSize: Int = 512 << 10) throws(TableError) -> TableReader {
  try TableReader(ByteSource(bytes: bytes, name: "t.csv"), partSize: partSize)
}

func tableReader(_ text: String, partSize: Int = 512 << 10) throws(TableError) -> TableReader {
  try tableReader(Array(text.utf8), partSize: partSize)
}

/// The whole of a table as a reader saw it: what the scanners are compared by.
struct SeenTable: Equatable, Sendable {
  struct Row: Equatable, Sendable {
    /// Physical line and byte offset of the record in the file.
    var line: Int
    var offset: Int
    /// The record as it stands in the file.
    var raw: [UInt8]
    var fields: [[UInt8]]
    /// index = column, value = byte offset of the field in the file.
    var fieldOffsets: [Int]
  }
  var rows: [Row] = []
  /// Their lines are those of the file.
  var faults: [RowFault] = []
  /// index = fault, value = the bad record as it stands in the file.
  var faultTexts: [[UInt8]] = []
  /// Why the table cannot be read at all; there is nothing else then.
  var failure: TableError?
}

extension SeenTable {
  /// Reads a table through `TableReader`.
  init(_ bytes: [UInt8], partSize: Int, jobs: Int) {
    do {
      self = try Self.read(tableReader(bytes, partSize: partSize), jobs: jobs)
    } catch {
      self.init()
      failure = error as? TableError
    }
  }

  private static func read(_ reader: TableReader, jobs: Int) throws -> SeenTable {
    try reader.reduce(into: SeenTable(), jobs: jobs, parse: Self.part) { table, part, firstLine in
      table.rows += part.rows.map {
        var row = $0
        row.line += firstLine
        return row
      }
      table.faults += part.faults.map {
        var fault = $0
        fault.line += firstLine
        return fault
      }
      table.faultTexts += part.faultTexts
    }
  }

  /// One batch; its lines still count from the batch's first line.
  private static func part(_ batch: RowBatch) -> SeenTable {
    var table = SeenTable(faults: batch.faults, faultTexts: batch.faults.map { batch.raw(from: $0.start, to: $0.end) })
    let offsets = batch.offsets()
    for row in 0..<batch.rowCount {
      let place = batch.place(row: row, column: nil)
      let columns = 0..<batch.columnCount
      table.rows.append(
        Row(
          line: place.line, offset: offsets[row], raw: batch.raw(from: place.start, to: place.end),
          fields: columns.map { batch.bytes(row: row, column: $0) },
          fieldOffsets: columns.map { batch.place(row: row, column: $0).byte }))
    }
    return table
  }
}

extension SeenTable {
  /// Where two readings first differ, for messages.
  func difference(from expected: SeenTable) -> String {
    let row = zip(rows, expected.rows).first { $0 != $1 }.map { "row \($0.brief), expected \($1.brief)" }
    let fault = zip(faults, expected.faults).first { $0 != $1 }.map { "fault \($0), expected \($1)" }
    let counts = "\(rows.count) rows and \(faults.count) faults, expected \(expected.rows.count) and \(expected.faults.count)"
    let failures = "failure \(failure.map { "\($0)" } ?? "none"), expected \(expected.failure.map { "\($0)" } ?? "none")"
    return [row, fault, counts, failures].compactMap(\.self).joined(separator: "; ")
  }
}

extension SeenTable.Row {
  fileprivate var brief: String { "\(shown(raw.prefix(100))) in line \(line) at \(offset), fields \(fieldOffsets.map { $0 - offset })" }
}

/// Bytes as a failing test prints them.
func shown(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { byte in
    switch byte {
    case 0x0a: "\\n"
    case 0x0d: "\\r"
    case 0x20..<0x7f: String(UnicodeScalar(byte))
    default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }.joined()
}
