internal import TableIO

/// What columns of rosters mean, as the user says it: a mapping file, and `--map 列=字段`.
public struct RosterMapping: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    /// The roster it is for; empty for any.
    var file = ""
    /// Normalised; `帮扶责任人/联系电话` or only its last part.
    var header: String
    /// Number of the column from 1; nil for any column with the header.
    var column: Int?
    var field: RosterField
    var group = 0
    /// What stands before the sign on the command line, which counts before any file; empty for what a mapping file says.
    var option = ""
    var isOption: Bool { !option.isEmpty }

    /// Whether it may be about a roster; what the user says of one is about no other.
    func mayBeOf(_ roster: String) -> Bool { !isOption || file.isEmpty || file == roster }
  }

  private(set) var entries: [Entry] = []
  private var path: String?

  public init() {}

  /// Whether it was read from a file, however its path is spelled.
  func isRead(from path: String) -> Bool {
    guard let own = self.path.flatMap({ FilePlace(path: $0) }) else { return false }
    return own == FilePlace(path: path)
  }

  /// Adds `联系电话=helper_phone`, `联系电话@6=helper_phone` or `姓名=helper_name.2` (the second helper); of one roster of several
  /// `干部.csv:姓名=helper_name`.
  ///
  /// - Errors: `RosterError` when it names no field.
  public mutating func add(option: String) throws {
    guard let equals = option.lastIndex(of: "=") else { throw RosterError(.badMapping, file: "--map", details: [option]) }
    let left = option[..<equals]
    guard let (field, group) = Self.field(String(option[option.index(after: equals)...])), !left.isEmpty else {
      throw RosterError(.badMapping, file: "--map", details: [option])
    }
    let (header, column) = Self.column(left)
    // What is said last counts.
    entries.insert(Entry(header: Self.key(header), column: column, field: field, group: group, option: String(left)), at: 0)
  }

  /// `联系电话@6`: the header and the number.
  private static func column(_ text: Substring) -> (header: String, number: Int?) {
    guard let at = text.lastIndex(of: "@"), let number = Int(text[text.index(after: at)...]) else { return (String(text), nil) }
    return (String(text[..<at]), number)
  }

  /// Knows the roster in `干部.csv:姓名`. A header may have a colon of its own: only what is called like a roster is one.
  ///
  /// - Errors: `RosterError` where several rosters are called so.
  func resolved(for rosters: [(path: String, name: String)]) throws -> RosterMapping {
    var result = self
    for index in entries.indices where entries[index].isOption {
      let option = entries[index].option
      for colon in option.indices.reversed() where option[colon] == ":" || option[colon] == "：" {
        let prefix = String(option[..<colon])
        let named = rosters.filter { $0.path == prefix || $0.name == prefix || TableInput.name(of: $0.path) == prefix }
        guard let roster = named.first(where: { $0.path == prefix }) ?? named.first else { continue }
        if named.count > 1, roster.path != prefix {
          throw RosterError(.manyRosters, file: "--map", details: [option, prefix] + named.map(\.path))
        }
        let (header, column) = Self.column(option[option.index(after: colon)...])
        result.entries[index].file = roster.name
        result.entries[index].header = Self.key(header)
        result.entries[index].column = column
        break
      }
    }
    return result
  }

  /// Reads a mapping file: columns file, column, header, field, group.
  ///
  /// - Errors: `RosterError` when a row names no field; `LoadError` when it cannot be read.
  public init(contentsOf path: String) throws {
    do throws(TableError) { try self.init(table: DecodedTable.open(path: path, name: path, jobs: 1)) } catch {
      throw LoadError(error, folder: "")
    }
    self.path = path
    for entry in bad { throw RosterError(.badMapping, file: path, line: entry.line, details: [entry.text]) }
  }

  private var bad: [Bad] = []
  private struct Bad: Equatable, Sendable {
    var line: Int
    var text: String
  }

  private init(table: DecodedTable) throws(TableError) {
    let first = try FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: 10_000, window: 8 << 20)
    guard let names = first.records.first?.cells.map({ CellText.folded(String(decoding: $0, as: UTF8.self)).lowercased() }) else { return }
    let columns = ["file", "column", "header", "field", "group"].map { names.firstIndex(of: $0) }
    guard let header = columns[2], let field = columns[3] else {
      throw TableError(
        .missingColumn, file: table.source.name, line: 1, byte: 0, column: columns[2] == nil ? "header" : "field",
        detail: names.joined(separator: ", "))
    }
    for record in first.records.dropFirst() {
      let cell = { (index: Int?) in
        index.flatMap { $0 < record.cells.count ? CellText.folded(String(decoding: record.cells[$0], as: UTF8.self)) : nil } ?? ""
      }
      if record.cells.allSatisfy({ CellText.isBlank($0[...]) }) { continue }
      guard let (found, group) = Self.field(cell(field)) else {
        bad.append(Bad(line: record.line, text: cell(field)))
        continue
      }
      entries.append(
        Entry(
          file: cell(columns[0]), header: Self.key(cell(header)), column: Int(cell(columns[1])), field: found,
          group: Int(cell(columns[4])) ?? group))
    }
  }

  private static func field(_ text: String) -> (RosterField, Int)? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let name = parts.first, let field = RosterField(rawValue: String(name)) else { return text.isEmpty ? (.ignore, 0) : nil }
    if parts.count == 1 { return (field, 0) }
    guard parts.count == 2, let group = Int(parts[1]), group > 0 else { return nil }
    return (field, group)
  }

  private static func key(_ header: String) -> String {
    header.split(separator: "/").map { HeaderWords.normalised(String($0)) }.joined(separator: "/")
  }

  // MARK: Asking

  /// Whether any entry names a header of a roster.
  func names(_ header: String, in file: String) -> Bool {
    let key = Self.key(header)
    return !key.isEmpty && entries.contains { $0.mayBeOf(file) && ($0.header == key || $0.header.hasSuffix("/" + key)) }
  }

  /// What is said of a column: the roster's own entry before one for any, one with its number before one without.
  func field(of column: RosterColumn, in file: String) -> (field: RosterField, group: Int)? {
    let (path, leaf) = (Self.key(column.header), Self.key(column.leaf))
    let isInFile = entries.contains { !$0.isOption && $0.file == file }
    let fitting = entries.filter { entry in
      (entry.header == path || entry.header == leaf) && (entry.column == nil || entry.column == column.index + 1)
        && (entry.file.isEmpty || entry.file == file || (!entry.isOption && !isInFile))
    }
    let ranked = fitting.max { a, b in Self.rank(a, path, file) < Self.rank(b, path, file) }
    return ranked.map { ($0.field, $0.group) }
  }

  private static func rank(_ entry: Entry, _ path: String, _ file: String) -> Int {
    (entry.isOption ? 8 : 0) + (entry.file == file ? 4 : 0) + (entry.column != nil ? 2 : 0) + (entry.header == path ? 1 : 0)
  }

  /// Entries that no column of any roster fits: of `--map`, and of a file for one of these rosters or with another number for a header
  /// that is there. What a file says of other rosters is nobody's business here.
  func checkUsed(_ rosters: [(file: String, columns: [RosterColumn])]) throws {
    let unused = entries.first { entry in
      let named = rosters.filter { entry.mayBeOf($0.file) }.flatMap(\.columns).filter {
        entry.header == Self.key($0.header) || entry.header == Self.key($0.leaf)
      }
      if named.contains(where: { entry.column == nil || entry.column == $0.index + 1 }) { return false }
      return entry.isOption || !named.isEmpty || (!entry.header.isEmpty && rosters.contains { $0.file == entry.file })
    }
    guard let unused else { return }
    if unused.isOption, unused.file.isEmpty, let colon = unused.option.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      throw RosterError(.unknownRoster, file: "--map", details: [unused.option, String(unused.option[..<colon])] + rosters.map(\.file))
    }
    let own = rosters.filter { unused.isOption && unused.file == $0.file }
    let headers = (own.isEmpty ? rosters : own).flatMap(\.columns).map(\.header).filter { !$0.isEmpty }
    let shown = unused.isOption ? unused.option : unused.header + (unused.column.map { "@\($0)" } ?? "")
    throw RosterError(.badMapping, file: "--map", details: [shown, headers.joined(separator: ", ")])
  }
}

/// `mapping.csv`: what every column was taken for.
enum MappingFile {
  static func table(_ maps: [(file: String, map: HeaderMap)]) -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row(["file", "column", "header", "field", "group", "how", "evidence"])
    for (file, map) in maps {
      for (column, binding) in zip(map.columns, map.bindings) {
        writer.text(file)
        writer.number(column.index + 1)
        writer.text(column.header)
        writer.text(binding.field.rawValue)
        if binding.group > 0 { writer.number(binding.group) } else { writer.empty() }
        writer.text(binding.reason.rawValue)
        writer.text(binding.evidence)
        writer.endRow()
      }
    }
    return writer.bytes
  }
}
