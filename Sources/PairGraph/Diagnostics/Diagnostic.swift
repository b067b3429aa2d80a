internal import TableIO

/// What is wrong with a row. The raw value is the fixed English code in `rejects.csv`.
public enum Problem: String, Sendable, CaseIterable {
  case invalidUTF8 = "invalid-utf8"
  /// The same in a table of another encoding.
  case invalidEncoding = "invalid-encoding"
  case textAfterQuote = "text-after-quote"
  case tooFewFields = "too-few-fields"
  case tooManyFields = "too-many-fields"
  case emptyID = "empty-id"
  case duplicateID = "duplicate-id"
  case unknownEnd = "unknown-end"
  case parentCycle = "parent-cycle"
  case badDate = "bad-date"
  case untilBeforeSince = "until-before-since"
  case badNumber = "bad-number"
  // Only of rosters.
  case noName = "no-name"
  case noHousehold = "no-household"
  case endedWithoutDate = "ended-without-date"
  case ditto
  // Of rosters and `clean`.
  case controlCharacter = "control-character"
  case nulByte = "nul-byte"
  case fieldTooLong = "field-too-long"
  /// A quote that is not closed where it should be has made one cell of several rows.
  case swallowedRows = "swallowed-rows"
}

/// A row that was left out, with everything needed to find and mend it.
public struct Diagnostic: Sendable, Equatable {
  /// File name within the dataset.
  public var file: String
  /// Physical line on which the record starts; the file's first line is 1.
  public var line: Int
  /// Byte offset in the file of the offending field, else of the record.
  public var byte: Int
  /// Header name of the offending column; empty when the whole record is meant.
  public var column: String
  public var problem: Problem
  /// What the advice is about: the offending value, then what the problem needs besides (the other place, the nearest id).
  public var details: [String]
  /// The record as it stands in the file, in UTF-8; a byte that is no character as `\xHH`.
  public var raw: [UInt8]

  /// Line ends inside the record.
  var lineEnds: Int { TableHeader.lineEnds(raw[...], atEnd: false) }
}

/// A reference of a node that leads nowhere: its row is kept.
public struct UnknownReference: Sendable, Equatable {
  public var file: String
  public var column: String
  public var count: Int
  /// The first such value, and its line.
  public var example: String
  public var line: Int
}

/// All rows that were left out, or as many of each kind as were asked for.
public struct DiagnosticLog: Sendable {
  /// How many of each problem and file are kept with their text.
  let limit: Int
  public internal(set) var entries: [Diagnostic] = []
  /// Number of rows left out, by file and problem.
  private(set) var counts: [Key: Int] = [:]
  /// Line ends inside those rows, by file.
  private var breaks: [String: Int] = [:]

  struct Key: Hashable, Sendable {
    var file: String
    var problem: Problem
  }

  init(limit: Int = .max) { self.limit = limit }

  /// Number of rows left out.
  public var count: Int { counts.values.reduce(0, +) }

  /// Number of rows left out, by file and problem, in a fixed order.
  public var counted: [(file: String, problem: Problem, count: Int)] {
    counts.map { ($0.key.file, $0.key.problem, $0.value) }.sorted { ($0.0, $0.1.rawValue) < ($1.0, $1.1.rawValue) }
  }

  /// Number of rows left out with one problem.
  public func count(of problem: Problem) -> Int { counts.filter { $0.key.problem == problem }.values.reduce(0, +) }

  /// Physical lines that rows left out have in a file, or in all; 0 where no row has more than one.
  public func manyLines(in file: String? = nil) -> Int {
    let inside = file.map { breaks[$0, default: 0] } ?? breaks.values.reduce(0, +)
    return inside == 0 ? 0 : inside + (file.map { count(in: $0) } ?? count)
  }

  func count(in file: String) -> Int { counts.filter { $0.key.file == file }.values.reduce(0, +) }

  mutating func append(_ diagnostic: Diagnostic) {
    let key = Key(file: diagnostic.file, problem: diagnostic.problem)
    counts[key, default: 0] += 1
    let inside = diagnostic.lineEnds
    if inside > 0 { breaks[key.file, default: 0] += inside }
    if counts[key, default: 0] <= limit { entries.append(diagnostic) }
  }

  mutating func append(_ other: DiagnosticLog) {
    // How many more of each are kept.
    var room: [Key: Int] = [:]
    for (key, count) in other.counts {
      room[key] = max(0, limit - counts[key, default: 0])
      counts[key, default: 0] += count
    }
    for (file, inside) in other.breaks { breaks[file, default: 0] += inside }
    for entry in other.entries {
      let key = Key(file: entry.file, problem: entry.problem)
      guard let left = room[key], left > 0 else { continue }
      room[key] = left - 1
      entries.append(entry)
    }
  }

  mutating func add(detail: String, to index: Int) { entries[index].details.append(detail) }

  mutating func shift(by lines: Int) { for index in entries.indices { entries[index].line += lines } }

  /// Puts entries in the order of files and lines.
  mutating func sort(files: [String]) {
    let rank = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    entries.sort { (rank[$0.file] ?? 0, $0.line, $0.byte) < (rank[$1.file] ?? 0, $1.line, $1.byte) }
  }
}

extension Problem {
  /// The problem of a record that the scanner refused.
  init(_ problem: TableProblem) { self = Problem(rawValue: problem.rawValue) ?? .invalidUTF8 }
}
