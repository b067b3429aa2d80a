import Synchronization
internal import TableIO

/// Why a dataset cannot be loaded at all.
public struct LoadError: Error, Sendable, Equatable {
  /// Fixed English code: `missing-column`, `unclosed-quote`, …, `no-dataset`, `not-a-folder`, `no-tables`.
  public var code: String
  /// The file or folder as the user can find it.
  public var path: String
  public var line: Int?
  public var byte: Int?
  public var column: String?
  /// What the system said, or the names that exist.
  public var detail: String

  init(code: String, path: String, detail: String = "") {
    self.code = code
    self.path = path
    self.detail = detail
  }

  init(_ error: TableError, folder: String) {
    code = error.problem.rawValue
    path = folder.isEmpty ? error.file : (folder.hasSuffix("/") ? folder + error.file : "\(folder)/\(error.file)")
    line = error.line
    byte = error.byte
    column = error.column
    detail = error.detail
  }
}

extension LoadError {
  /// Runs what reads a table again, and names the table's folder where that fails.
  static func naming<Value>(_ folder: String, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as TableError { throw LoadError(error, folder: folder) }
  }
}

/// A dataset whose tables are opened once, each when it is first asked for: for an estimate and a reading after it.
///
/// As long as it lives it holds the files open, and of a table that is not UTF-8 the converted text. What is read is what was opened: a file that
/// was put in the place of another since then is not looked at, and one that was written to is an error (`changed-while-read`). Who wants to read
/// anew makes another.
public struct Dataset: Sendable {
  let folder: DatasetFolder

  /// Looks which tables there are.
  ///
  /// - Parameter path: the folder.
  /// - Errors: `LoadError` when there is no such folder (`no-dataset`, `not-a-folder`), no table in it (`no-tables`), or a workbook in the place of
  ///   one (`workbook`).
  public init(at path: String) throws { folder = try DatasetFolder(path: path) }
}

/// The files of a dataset.
struct DatasetFolder: Sendable {
  let path: String
  /// Names of the files in it, sorted.
  let files: [String]
  /// Every byte of a table is looked at for its encoding.
  private var isThorough = false
  /// The tables of a dataset in memory, by file name.
  private let tables: [String: ByteSource]
  private let opened = OpenedTables()

  /// Tables that were opened, by file name: to judge the encoding of one takes a look at many places of it, and to convert it, reading it.
  private final class OpenedTables: Sendable {
    let readers = Mutex<[String: TableReader]>([:])
  }

  /// The same, where every byte of a table is looked at for its encoding; tables that are not UTF-8 are known well enough.
  var lookedAtThoroughly: DatasetFolder {
    var folder = self
    folder.isThorough = true
    opened.readers.withLock { $0 = $0.filter { $0.value.table.map { $0.encoding != .utf8 } ?? false } }
    return folder
  }

  /// A dataset in memory.
  init(name: String, tables: [String: ByteSource]) {
    path = name
    files = tables.keys.sorted()
    self.tables = tables
  }

  /// - Errors: `LoadError` when there is no such folder.
  init(path: String) throws {
    self.path = path
    tables = [:]
    switch SystemCalls.kind(of: path) {
    case .missing: throw LoadError(code: "no-dataset", path: path, detail: SystemCalls.lastError)
    case .file, .other: throw LoadError(code: "not-a-folder", path: path)
    case .folder: break
    }
    guard let files = SystemCalls.files(in: path) else {
      throw LoadError(code: "no-dataset", path: path, detail: SystemCalls.lastError)
    }
    self.files = files
    guard (TableSpec.nodeTables + TableSpec.edgeTables).contains(where: { self.files.contains($0.file) }) else {
      if let workbook = workbookForTable() { throw workbook }
      throw LoadError(code: "no-tables", path: path)
    }
    if let workbook = workbookForTable() { throw workbook }
  }

  /// A table, opened when it is first asked for; nil when the dataset has none.
  func reader(_ spec: TableSpec) throws -> TableReader? {
    guard files.contains(spec.file) else { return nil }
    if let known = opened.readers.withLock({ $0[spec.file] }) { return known }
    do {
      let reader = try TableReader(open(spec))
      for column in spec.columns where column.isRequired && reader.header.column(column.name) == nil {
        throw TableError(
          .missingColumn, file: spec.file, line: 1, byte: 0, column: column.name, detail: reader.header.names.joined(separator: ", "))
      }
      opened.readers.withLock { $0[spec.file] = reader }
      return reader
    } catch let error as TableError {
      throw LoadError(error, folder: path)
    }
  }

  private func open(_ spec: TableSpec) throws(TableError) -> DecodedTable {
    var choice = DecodedTable.Choice(startsWithHeader: true, isThorough: isThorough)
    if let table = tables[spec.file] {
      (choice.encoding, choice.delimiter) = (.utf8, .comma)
      return try DecodedTable(table, choice, jobs: 1)
    }
    let place = path.hasSuffix("/") ? path + spec.file : "\(path)/\(spec.file)"
    return try .open(path: place, name: spec.file, choice, jobs: LoadOptions.processors)
  }

  /// CSV files that are no table, with the table they were perhaps meant to be.
  var unreadFiles: [UnreadFile] {
    let written = TableSpec.importFiles + TableSpec.generatorFiles + TableSpec.planFiles
    let known = (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file) + written
    return files.filter { $0.lowercased().hasSuffix(".csv") && !known.contains($0) }.map { file in
      if TableSpec.otherFiles.contains(file) { return UnreadFile(file: file, nearest: nil) }
      let near = known.dropLast(written.count).min {
        EditDistance.between($0, file.lowercased()) < EditDistance.between($1, file.lowercased())
      }
      return UnreadFile(file: file, nearest: near.flatMap { EditDistance.between($0, file.lowercased()) <= 2 ? $0 : nil })
    }
  }

  /// A workbook that stands where a table should: `households.xlsx` without a `households.csv`.
  private func workbookForTable() -> LoadError? {
    for spec in TableSpec.nodeTables + TableSpec.edgeTables where !files.contains(spec.file) {
      let stem = spec.file.dropLast(4)
      for ending in ["xlsx", "xls", "et"] where files.contains("\(stem).\(ending)") {
        return LoadError(code: "workbook", path: "\(path)/\(stem).\(ending)")
      }
    }
    return nil
  }
}

extension LoadOptions {
  /// Processors of this machine.
  public static var processors: Int { SystemCalls.processors }
}
