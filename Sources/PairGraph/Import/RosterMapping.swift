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
    /// Number of the helper, 0 for all of them; nil where nothing is said of it.
    var group: Int?
    /// What stands before the sign on the command line, which counts before any file; empty for what a mapping file says.
    var option = ""
    var isOption: Bool { !option.isEmpty }

    /// The field with the number of the helper, as `--map` takes it.
    var meaning: String {
      guard let group else { return field.rawValue }
      return field.rawValue + "." + (group == 0 ? allHelpers : String(group))
    }

    /// Whether another says of the same columns something else.
    func contradicts(_ other: Entry) -> Bool {
      (file, header, column) == (other.file, other.header, other.column) && (field, group) != (other.field, other.group)
    }

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

  /// Adds `联系电话=helper_phone`, `联系电话@6=helper_phone`, `姓名=helper_name.2` (the second helper) or `帮扶单位=helper_unit.all` (all
  /// helpers of a row); of one roster of several `干部.csv:姓名=helper_name`.
  ///
  /// - Errors: `RosterError` when it names no field, or says of a column what another option says otherwise.
  public mutating func add(option: String) throws {
    guard let equals = option.lastIndex(of: "=") else { throw RosterError(.badMapping, file: "--map", details: [option]) }
    let left = option[..<equals]
    guard let (field, group) = Self.field(String(option[option.index(after: equals)...])), !left.isEmpty else {
      throw RosterError(.badMapping, file: "--map", details: [option])
    }
    let (header, column) = Self.column(left)
    let entry = Entry(header: Self.key(header), column: column, field: field, group: group, option: String(left))
    if let other = entries.first(where: { $0.isOption && $0.contradicts(entry) }) {
      throw RosterError(.contradiction, file: "--map", details: [String(left), other.meaning, entry.meaning])
    }
    entries.append(entry)
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
    try result.checkOptions()
    return result
  }

  /// Refuses options that say different things of a column of one roster, however its path is spelled.
  private func checkOptions() throws {
    var known: [[String]: Int] = [:]
    for index in entries.indices where entries[index].isOption {
      let entry = entries[index]
      let key = [entry.file, entry.header, entry.column.map(String.init) ?? ""]
      guard let other = known.updateValue(index, forKey: key), entries[other].contradicts(entry) else { continue }
      throw RosterError(.contradiction, file: "--map", details: [entry.option, entries[other].meaning, entry.meaning])
    }
  }

  /// Reads a mapping file: columns file, column, header, field, group.
  ///
  /// - Errors: `RosterError` when a row names no field, or says what another one says otherwise; `LoadError` when it cannot be read.
  public init(contentsOf path: String) throws {
    do throws(TableError) { try self.init(table: DecodedTable.open(path: path, name: path, jobs: 1)) } catch {
      throw LoadError(error, folder: "")
    }
    self.path = path
    if let fault { throw RosterError(fault.problem, file: path, line: fault.line, details: fault.details) }
  }

  /// The first row of a mapping file that says nothing, or too much.
  private var fault: Fault?
  private struct Fault: Equatable, Sendable {
    var problem: RosterError.Problem
    var line: Int
    var details: [String]
  }

  private init(table: DecodedTable) throws(TableError) {
    let first = try FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: 10_000, window: 8 << 20)
    guard let names = first.records.first?.cells.map({ CellText.folded(String(decoding: $0, as: UTF8.self)).lowercased() }) else { return }
    let columns = ["file", "column", "header", "field", "group"].map { names.firstIndex(of: $0) }
    guard columns[2] != nil, columns[3] != nil else {
      throw TableError(
        .missingColumn, file: table.source.name, line: 1, byte: 0, column: columns[2] == nil ? "header" : "field",
        detail: names.joined(separator: ", "))
    }
    // File, header and number of a column -> the last row about it.
    var known: [[String]: (entry: Int, line: Int)] = [:]
    for record in first.records.dropFirst() {
      let cell = { (index: Int?) in
        index.flatMap { $0 < record.cells.count ? CellText.folded(String(decoding: record.cells[$0], as: UTF8.self)) : nil } ?? ""
      }
      if record.cells.allSatisfy({ CellText.isBlank($0[...]) }) { continue }
      let cells = columns.map(cell)
      let entry = Entry(file: cells[0], header: Self.key(cells[2]), field: .ignore)
      do throws(Bad) { entries.append(try Self.filled(entry, column: cells[1], field: cells[3], group: cells[4])) } catch {
        fault = Fault(problem: error.problem, line: record.line, details: [error.text])
        return
      }
      // A row for each column: mostly no two rows are about the same header.
      let key = [cells[0], entries[entries.count - 1].header, cells[1]]
      guard let other = known.updateValue((entries.count - 1, record.line), forKey: key) else { continue }
      let (old, new) = (entries[other.entry], entries[entries.count - 1])
      if !old.contradicts(new) { continue }
      let shown = cells[2] + (new.column.map { "@\($0)" } ?? "")
      fault = Fault(
        problem: .contradiction, line: record.line, details: [shown, old.meaning, new.meaning, String(other.line)])
      return
    }
  }

  private struct Bad: Error {
    var problem: RosterError.Problem
    var text: String
  }

  private static func filled(_ entry: Entry, column: String, field: String, group: String) throws(Bad) -> Entry {
    var entry = entry
    guard let (found, own) = Self.field(field) else { throw Bad(problem: .badMapping, text: field) }
    (entry.field, entry.group) = (found, own)
    if !column.isEmpty {
      guard let number = Int(column), number > 0 else { throw Bad(problem: .badMappingColumn, text: column) }
      entry.column = number
    }
    if !group.isEmpty {
      guard let number = Self.group(group, of: found), own == nil || own == number else {
        throw Bad(problem: .badMappingGroup, text: group)
      }
      entry.group = number
    }
    return entry
  }

  private static func field(_ text: String) -> (RosterField, Int?)? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let field = RosterField(rawValue: String(name)) else { return text.isEmpty ? (.ignore, nil) : nil }
    if parts.count == 1 { return (field, nil) }
    return group(String(parts[1]), of: field).map { (field, $0) }
  }

  /// The number of a helper, or `all` for all of a row; nil where it is neither, or the field is of no helper.
  private static func group(_ text: String, of field: RosterField) -> Int? {
    if text == allHelpers { return field.mayBeShared ? 0 : nil }
    let isOfHelper = field.isOfHelpers || field == .attribute || field == .ignore
    return Int(text).flatMap { $0 > 0 && isOfHelper ? $0 : nil }
  }

  /// What stands for all helpers of a row, in place of a number.
  static let allHelpers = "all"

  private static func key(_ header: String) -> String {
    header.split(separator: "/").map { HeaderWords.normalised(String($0)) }.joined(separator: "/")
  }

  // MARK: Asking

  /// Whether any entry names a header of a roster.
  func names(_ header: String, in file: String) -> Bool {
    let key = Self.key(header)
    return !key.isEmpty && entries.contains { $0.mayBeOf(file) && ($0.header == key || $0.header.hasSuffix("/" + key)) }
  }

  /// What is said of columns of a roster: the roster's own entry before one for any, one with its number before one without.
  ///
  /// - Complexity: O(entries) expected, and as much as there are entries with its header for each column asked.
  func fields(in file: String) -> (RosterColumn) -> (field: RosterField, group: Int?)? {
    let isInFile = entries.contains { !$0.isOption && $0.file == file }
    let own = entries.filter { $0.file.isEmpty || $0.file == file || (!$0.isOption && !isInFile) }
    let byHeader = Dictionary(grouping: own, by: \.header)
    return { column in
      let (path, leaf) = (Self.key(column.header), Self.key(column.leaf))
      let named = (byHeader[path] ?? []) + (leaf == path ? [] : byHeader[leaf] ?? [])
      let fitting = named.filter { $0.column == nil || $0.column == column.index + 1 }
      let ranked = fitting.max { a, b in Self.rank(a, path, file) < Self.rank(b, path, file) }
      return ranked.map { ($0.field, $0.group) }
    }
  }

  private static func rank(_ entry: Entry, _ path: String, _ file: String) -> Int {
    (entry.isOption ? 8 : 0) + (entry.file == file ? 4 : 0) + (entry.column != nil ? 2 : 0) + (entry.header == path ? 1 : 0)
  }

  /// Entries that no column of any roster fits: of `--map`, and of a file for one of these rosters or with another number for a header
  /// that is there. What a file says of other rosters is nobody's business here.
  ///
  /// - Complexity: O(entries · rosters + columns) expected, where few columns have the same header.
  func checkUsed(_ rosters: [(file: String, columns: [RosterColumn])]) throws {
    // Header -> the columns that have it.
    let known = rosters.map { roster in
      let named = roster.columns.flatMap { column in Set([Self.key(column.header), Self.key(column.leaf)]).map { ($0, column.index) } }
      return Dictionary(grouping: named) { $0.0 }.mapValues { $0.map(\.1) }
    }
    let unused = entries.first { entry in
      let named = rosters.indices.filter { entry.mayBeOf(rosters[$0].file) }.flatMap { known[$0][entry.header] ?? [] }
      if named.contains(where: { entry.column == nil || entry.column == $0 + 1 }) { return false }
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
