internal import TableIO

/// Turns any CSV table into a tidy one: UTF-8, commas, line feeds, one header row, one row for each record.
///
/// Lines of a title above the header are left out and listed, rows that are the header once more are left out and counted; they are no rows.
/// A row is left out when it is bad (it is kept in the log with its place) or equal in every column to an earlier one (it is merged, as
/// in a dataset). Nothing else changes but this: quotes that are not needed go, line breaks inside a field become line feeds, blanks
/// around column names go.
public struct TableCleaning: Sendable {
  /// The canonical name of the encoding; nil to find it from the bytes.
  public var encoding: String?
  /// The sign between fields; nil to find it.
  public var delimiter: String?
  public var jobs = LoadOptions.processors
  /// How many rejected rows of each problem are kept with their text; all are counted.
  public var keptRejections = Int.max
  /// Called with the bytes done and all bytes, one call at a time.
  public var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
  /// Bytes that a field may have: many times what a cell of a spreadsheet holds.
  public static let longestField = 1 << 20

  public init() {}

  /// What became of the table.
  public struct Result: Sendable {
    public var form: TableForm
    public var rows: TableRows
    public var rejected: DiagnosticLog
    /// Lines above the header that were left out.
    public var titles: [TitleLine]
    /// The first line, where it is taken for the header and may be a title.
    public var keptTitle: TitleLine?
    /// How many rows the header had.
    public var headerRows: Int
    /// Of several rows, the names that were put together.
    public var joinedNames: [String]
    /// Rows that are equal to the header in every cell, as on the pages of a printed table: left out, and no rows.
    public var repeatedHeaders: Int
    /// Names that several columns have.
    public var repeatedNames: [String]
  }

  /// Reads the table and writes the tidy one.
  ///
  /// - Complexity: O(bytes). Memory: some megabytes for each thread and 20 bytes for each row; a table that is not UTF-8 besides.
  /// - Errors: `LoadError` when the table cannot be read at all, `OutputError`; the output is then as it was.
  /// - Note: the result does not depend on the number of threads.
  public func run(_ path: String, to output: Output) throws -> Result {
    try LoadError.naming("") {
      // Standard output cannot be taken back when the samples were wrong.
      let isThorough = output.isStandardOutput
      let result = try run(path, to: output, isThorough: isThorough)
      guard let result else { return try run(path, to: output, isThorough: true) ?? fail(path) }
      return result
    }
  }

  private func fail(_ path: String) throws -> Result { throw TableError(.changedWhileRead, file: path) }

  private struct State: Sendable {
    var seen: RowSet
    /// index = row seen, value = where it starts.
    var offsets = RowOffsets()
    var read = 0
    var merged = 0
    var repeated = 0
    var log: DiagnosticLog
  }

  private struct Part: Sendable {
    var rows: TidyRows
    /// Where the rows that are kept start.
    var offsets: RowOffsets.Chunk
    var bad: BatchRows
    /// Rows that are the header once more.
    var repeated: Int
  }

  /// nil when a thorough look finds another encoding than the samples did.
  private func run(_ path: String, to output: Output, isThorough: Bool) throws -> Result? {
    let choice = DecodedTable.Choice(
      encoding: encoding.flatMap { TextEncoding(name: $0) }, delimiter: delimiter.flatMap { TableDelimiter(name: $0) },
      isThorough: isThorough)
    let table = try DecodedTable.open(path: path, name: path, choice, jobs: jobs)
    let top = TableTop(table)
    let reader = try top.reader(table)
    let names = reader.header.names
    let pages = try PageHeader(table, top, names: names)
    let writer = try output.writer()
    var header = CSVWriter(.machine)
    header.row(Self.tidy(names.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) })
    try writer.write(header.bytes)
    let seed = UInt64.random(in: .min ... .max)
    let size = reader.source.size
    var shown: (@Sendable (Int) -> Void)?
    if let progress { shown = { progress($0, size) } }
    let start = State(seen: RowSet(expecting: try reader.sampledRows() * 17 / 16), log: DiagnosticLog(limit: keptRejections))
    let state: State = try reader.reduce(
      into: start, jobs: jobs, progress: shown, parse: { try self.part($0, reader, pages, seed) },
      merge: { state, part, line in
        let bytes = try Self.merge(&state, part, reader, firstLine: line)
        if !bytes.isEmpty { try writer.write(bytes) }
      })
    if !isThorough, encoding == nil, state.log.count(of: .invalidUTF8) > 0,
      try TextEncoding.detect(table.original, isThorough: true) != table.encoding
    {
      return nil
    }
    try reader.checkUnchanged()
    try writer.finish()
    var log = state.log
    log.sort(files: [path])
    let rejected = log.count
    let repeated = names.enumerated().filter { index, name in !name.isEmpty && names[..<index].count { $0 == name } == 1 }.map(\.element)
    return Result(
      form: TableForm(table),
      rows: TableRows(
        file: path, read: state.read, used: state.read - state.merged - rejected, merged: state.merged, rejected: rejected,
        rejectedLines: log.manyLines()),
      rejected: log, titles: top.titles, keptTitle: top.keptTitle, headerRows: top.headerRows, joinedNames: top.joinedNames,
      repeatedHeaders: state.repeated, repeatedNames: repeated)
  }

  private func part(_ batch: RowBatch, _ reader: TableReader, _ pages: PageHeader, _ seed: UInt64) throws -> Part {
    var rows = batch.tidyRows(longestField: Self.longestField, seed: seed, kinds: pages.kinds)
    let faults = rows.faults.map { row, column, fault in
      switch fault {
      case .control(0): BatchRows.Fault(row: row, column: column, problem: .nulByte, details: [])
      case .control(let byte):
        BatchRows.Fault(row: row, column: column, problem: .controlCharacter, details: [RawText.hex([byte])])
      case .tooLong(let count):
        BatchRows.Fault(row: row, column: column, problem: .fieldTooLong, details: [String(count), String(Self.longestField)])
      case .swallowed(let lines): BatchRows.Fault(row: row, column: column, problem: .swallowedRows, details: [String(lines)])
      }
    }
    let bad = try BatchRows(batch, reader: reader, faults: faults, limit: keptRejections)
    let repeated = rows.takeOut { pages.isRepeated($0) }
    let skipped = repeated.isEmpty ? bad.skipped : (bad.skipped + repeated).sorted()
    return Part(rows: rows, offsets: batch.rowOffsets(skipping: skipped), bad: bad, repeated: repeated.count)
  }

  /// Counts the part and takes out its rows that equal earlier ones; returns the bytes of the others.
  private static func merge(_ state: inout State, _ part: Part, _ reader: TableReader, firstLine: Int) throws -> [UInt8] {
    state.read += part.bad.readCount - part.repeated
    state.repeated += part.repeated
    state.log.append(part.bad.log(firstLine: firstLine))
    state.offsets.append(part.offsets)
    let (offsets, texts) = (state.offsets, (RowText(reader, windowSize: 4096), RowText(reader, windowSize: 4096)))
    let equal = try state.seen.insert(part.rows.hashes) { earlier, row in
      tidy(try texts.0.fields(at: offsets[earlier])) == tidy(try texts.1.fields(at: offsets[row]))
    }
    state.merged += equal.count
    return equal.isEmpty ? part.rows.bytes : without(equal, part.rows)
  }

  /// Fields with their line breaks as the tidy table has them.
  static func tidy(_ fields: [[UInt8]]) -> [[UInt8]] {
    fields.map { field in
      if !field.contains(0x0d) { return field }
      return field.indices.compactMap { index in
        if field[index] != 0x0d { return field[index] }
        return index + 1 < field.count && field[index + 1] == 0x0a ? nil : 0x0a
      }
    }
  }

  private static func without(_ equal: [Int], _ rows: TidyRows) -> [UInt8] {
    var result: [UInt8] = []
    var from = 0
    for row in equal {
      result += rows.bytes[from..<(row == 0 ? 0 : Int(rows.ends[row - 1]))]
      from = Int(rows.ends[row])
    }
    return result + rows.bytes[from...]
  }
}
