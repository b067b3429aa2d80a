import Synchronization
internal import TableIO

/// Makes a dataset of rosters as spreadsheets save them.
///
///     let result = try RosterImport().run(on: ["结对台账.csv"], into: "data")
///
/// Headers are found and understood, lines that are no rows are left out and counted, and every other row becomes or joins a household,
/// a cadre and a pairing, or is rejected. Nothing is guessed: where a header can mean several things, `RosterError` asks.
///
/// - Note: the result does not depend on the number of threads.
public struct RosterImport: Sendable {
  /// What the user says of columns.
  public var mapping = RosterMapping()
  /// Encoding and delimiter; nil is found from the bytes.
  public var dialect = RosterDialect()
  /// Threads.
  public var jobs = LoadOptions.processors
  /// How many rejected rows of each kind are kept with their text.
  public var keptRejections = Int.max
  /// Resident ids and phone numbers are shown in full in `merges.csv` and `rejects.csv`; the tables always have them.
  public var unmasked = false
  /// A folder whose files are not as this import writes them is replaced; otherwise it stays, and the import fails.
  public var replaces = false
  /// Told how far reading has come.
  public var progress: (@Sendable (_ file: String, _ done: Int, _ total: Int) -> Void)?

  public init() {}

  /// Much is made of each cell, so that batches are small.
  private static let partSize = 128 << 10

  /// Names of the files an import writes; others in a folder are the user's own.
  static let files: Set<String> = Set(
    (TableSpec.nodeTables + [TableSpec.pairings, TableSpec.members, TableSpec.visits]).map(\.file) + TableSpec.importFiles)

  /// Reads the headers only.
  ///
  /// - Errors: `RosterError` and `LoadError` as for importing.
  public func explain(_ paths: [String]) throws -> [RosterSheet] { try sheets(paths, open(paths, isThorough: true)).map(\.sheet) }

  /// Writes a dataset folder: its tables, `mapping.csv`, `merges.csv` and `rejects.csv`. It is whole or not there.
  ///
  /// A folder of an earlier import is replaced where nothing in it would change, and where `replaces` says so; files that no import
  /// writes, such as `norms.csv`, stay in it.
  ///
  /// - Complexity: O(bytes) expected.
  /// - Errors: `RosterError`, `LoadError`, and when the folder cannot be written.
  public func run(on paths: [String], into folder: String, texts: Texts) throws -> RosterResult {
    let output = try OutputFolder(
      path: folder, replacing: Self.files, marks: ["mapping.csv", "merges.csv"], sources: paths, keepsOthers: true)
    return try FolderSink.fill(output) { sink in
      var result = try read(paths) { try sink.write($0, $1) }
      try sink.write("mapping.csv", result.mappingTable)
      try sink.write("merges.csv", result.mergesTable(unmasked: unmasked))
      for part in TableExport(for: .program, unmasked: unmasked).rejects(result.rejected, advice: texts) {
        try sink.write("rejects.csv", part)
      }
      result.kept = output.kept
      return result
    } unlessChanged: { changed in
      if replaces { return }
      // Nobody's corrections are written over without a word. The mapping that is given back is in what is written.
      let changed = changed.filter { !mapping.isRead(from: "\(output.path)/\($0)") }
      if !changed.isEmpty { throw RosterError(.wouldReplace, file: output.path, details: changed) }
    }
  }

  /// The tables in memory, by file name.
  func tables(_ paths: [String]) throws -> (tables: [String: ByteSource], result: RosterResult) {
    let sink = MemorySink()
    let result = try read(paths) { sink.write($0, $1) }
    return (sink.sources, result)
  }

  /// The tables that a part of a roster becomes.
  func tables(of part: DecodedTable, path: String) throws -> (tables: [String: ByteSource], result: RosterResult) {
    let sink = MemorySink()
    var opened = try sheets([path], [(path, TableInput.name(of: path), part)])
    guard let result = try read(&opened, isThorough: true, emit: { sink.write($0, $1) }) else {
      throw LoadError(code: "changed-while-read", path: path)
    }
    return (sink.sources, result)
  }

  // MARK: Steps

  /// A roster that is open and understood.
  struct Open {
    var path: String
    var name: String
    /// Gone once its rows are read: the text is as large as the file.
    var table: DecodedTable?
    var first: FirstRecords
    var shape: RosterShape
    var map: HeaderMap
    var sheet: RosterSheet
  }

  private func open(_ paths: [String], isThorough: Bool) throws -> [(String, String, DecodedTable)] {
    var choice = dialect.choice
    choice.isThorough = isThorough
    do throws(TableError) {
      var result: [(String, String, DecodedTable)] = []
      for path in paths {
        // Two rosters of one name in different folders are told apart by their paths.
        let isTwice = paths.count { TableInput.name(of: $0) == TableInput.name(of: path) } > 1
        let name = isTwice ? path : TableInput.name(of: path)
        result.append((path, name, try DecodedTable.open(path: path, name: name, choice, jobs: jobs)))
      }
      return result
    } catch { throw LoadError(error, folder: "") }
  }

  private func sheets(_ paths: [String], _ tables: [(String, String, DecodedTable)]) throws -> [Open] {
    var result: [Open] = []
    let mapping = try mapping.resolved(for: tables.map { ($0.0, $0.1) })
    for (path, name, table) in tables {
      let first: FirstRecords
      do throws(TableError) { first = try FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: 256) } catch {
        throw LoadError(error, folder: "")
      }
      let shape = try RosterShape(first, file: path) { mapping.names($0, in: name) }
      do throws(TableError) {
        let last = first.records.lastIndex { $0.next <= shape.dataStart } ?? 0
        try first.checkQuotes(through: last, columns: shape.columns.count, in: table)
      } catch { throw LoadError(error, folder: "") }
      let map = HeaderMap(shape.columns, hasData: shape.hasData, given: mapping.fields(in: name))
      let sheet = RosterSheet(file: name, path: path, table: table, shape: shape, map: map)
      result.append(Open(path: path, name: name, table: table, first: first, shape: shape, map: map, sheet: sheet))
    }
    try mapping.checkUsed(result.map { ($0.name, $0.shape.columns) })
    for sheet in result where !sheet.map.questions.isEmpty {
      var questions = sheet.map.questions
      // Another roster may have the same header.
      if result.count > 1 { for index in questions.indices { questions[index].option = "\(sheet.name):\(questions[index].option)" } }
      throw RosterError(
        .ambiguous, file: sheet.path, line: sheet.shape.lines.last { $0.kind == .header }?.line, questions: questions)
    }
    for sheet in result where !sheet.map.namesSomebody {
      let headers = sheet.shape.columns.map(\.header).filter { !$0.isEmpty }.joined(separator: ", ")
      throw RosterError(.noNames, file: sheet.path, line: sheet.shape.lines.last { $0.kind == .header }?.line, details: [headers])
    }
    return result
  }

  private func read(
    _ paths: [String], isThorough: Bool = false, emit: @escaping @Sendable (String, [UInt8]) throws -> Void
  ) throws -> RosterResult {
    var opened = try sheets(paths, open(paths, isThorough: isThorough))
    if let result = try read(&opened, isThorough: isThorough, emit: emit) { return result }
    return try read(paths, isThorough: true, emit: emit)
  }

  /// Reads rosters that are open; nil where rows are no UTF-8 and only samples said that they are.
  ///
  /// - Parameter opened: their texts are given up once they are read.
  private func read(
    _ opened: inout [Open], isThorough: Bool, emit: @escaping @Sendable (String, [UInt8]) throws -> Void
  ) throws -> RosterResult? {
    let layout = RosterLayout(opened.map(\.map))
    var book = RosterBook(limit: keptRejections)
    do {
      for sheet in opened { book = try add(sheet, layout, book) }
    } catch let error as TableError { throw LoadError(error, folder: "") }
    // Large files were judged by samples; where rows are no UTF-8 after all, every byte is looked at.
    if !isThorough, book.log.count(of: .invalidUTF8) > 0 { return nil }
    do throws(TableError) {
      try book.log.restore(opened)
      for index in opened.indices {
        try opened[index].table?.checkUnchanged()
        opened[index].table = nil
      }
    } catch { throw LoadError(error, folder: "") }
    let joinedPlaces = book.places.settle()
    book.households.settlePlaces(book.places.same)
    book.cadres.settlePlaces(book.places.same)
    var tables = try DatasetTables(book, layout, jobs: jobs, emit: emit)
    try tables.write()
    return RosterResult(opened, tables, joinedPlaces: joinedPlaces)
  }

  private func add(_ sheet: Open, _ layout: RosterLayout, _ book: consuming RosterBook) throws -> RosterBook {
    guard let table = sheet.table else { return book }
    let parser = RosterParser(
      file: sheet.name, map: sheet.map, shape: sheet.shape, layout: layout, delimiter: table.delimiterByte)
    let names = sheet.map.columns.map { parser.columnName($0.index) }
    let header = TableHeader(
      names: names, delimiter: table.delimiterByte, dataStart: sheet.shape.dataStart, firstLine: sheet.shape.firstLine)
    let reader = TableReader(table, header: header, partSize: Self.partSize)
    var book = book
    let sourceCount = book.sources.count + 1
    book.sources.append(RosterBook.Source(file: sheet.name, firstRow: book.lines.count))
    let rows = try reader.sampledRows()
    let limit = keptRejections
    var report: (@Sendable (Int) -> Void)?
    if let progress {
      let (name, size) = (sheet.name, table.source.size)
      report = { progress(name, $0, size) }
    }
    let state = (book, PlaceFill(parser.columns.places))
    book = try reader.reduce(into: state, jobs: jobs, givesUpText: true, progress: report) { batch in
      try parser.parse(batch, reader, limit: limit)
    } merge: { state, part, line in
      if let other = part.skippedLines.first(where: { $0.kind == .otherHeader }) {
        throw RosterError.otherHeader(sheet, line: line + other.line, other.text)
      }
      // Here, not before: a table that is handed on is copied, and loses its room.
      state.0.reserve(rows: rows, of: sourceCount, hasRegister: parser.columns.register >= 0)
      state.0.add(part, &state.1, firstLine: line)
    }.0
    book.endSource()
    return book
  }
}

extension RosterError {
  /// A line below the header that names other columns.
  fileprivate static func otherHeader(_ sheet: RosterImport.Open, line: Int, _ text: String) -> RosterError {
    let header = sheet.shape.columns.map(\.header).filter { !$0.isEmpty }.joined(separator: ", ")
    let first = sheet.shape.lines.last { $0.kind == .header }?.line ?? 1
    return RosterError(.otherHeader, file: sheet.path, line: line, details: [String(first), header, text])
  }
}

/// What is said of the bytes of a roster.
public struct RosterDialect: Sendable {
  var choice = DecodedTable.Choice()
  public init() {}
}

/// Keeps tables in memory.
private final class MemorySink: Sendable {
  private let blocks = Mutex<[String: [[UInt8]]]>([:])

  func write(_ file: String, _ bytes: [UInt8]) { blocks.withLock { $0[file, default: []].append(bytes) } }

  var sources: [String: ByteSource] {
    blocks.withLock { blocks in
      Dictionary(uniqueKeysWithValues: blocks.map { ($0.key, ByteSource(blocks: $0.value, name: $0.key)) })
    }
  }
}
