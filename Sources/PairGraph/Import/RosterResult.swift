internal import TableIO

/// A roster as it was understood.
public struct RosterSheet: Sendable {
  /// File as the user named it, or only its name where that is unique.
  public let file: String
  /// `utf-8`, `gb18030`, …
  public let encoding: String
  public let delimiter: String
  /// Lines above the data and what they are: `title`, `header`, `unit-row`.
  public let lines: [(line: Int, kind: String)]
  /// Columns with what they mean.
  public let columns: [Column]
  let map: HeaderMap

  /// One column.
  public struct Column: Sendable, Equatable {
    /// From 1.
    public var number: Int
    public var header: String
    /// The canonical field, `attribute` or `ignore`.
    public var field: String
    /// Number of the helper; 0 for what is about none, or about all.
    public var group: Int
    /// It holds for all helpers of a row.
    public var isShared: Bool
    /// `exact`, `parent`, `left`, `shared`, `given`, `unknown`, `also`, `no-row`, `empty`.
    public var how: String
    /// The header that decided.
    public var evidence: String
  }

  /// Columns that no field is for: they stand in the tables under these names.
  public var attributes: [String] { map.attributeNames.filter { !$0.isEmpty } }

  /// Headers of the columns that are in no table.
  ///
  /// - Parameter field: `row_no`, or `ignore` where the user said so.
  public func headers(of field: String) -> [String] { columns.filter { $0.field == field && !$0.header.isEmpty }.map(\.header) }

  init(file: String, path: String, table: DecodedTable, shape: RosterShape, map: HeaderMap) {
    self.file = file
    encoding = table.encoding.rawValue
    delimiter = table.delimiter.rawValue
    lines = shape.lines.map { ($0.line, $0.kind.rawValue) }
    self.map = map
    columns = zip(map.columns, map.bindings).map {
      Column(
        number: $0.index + 1, header: $0.header, field: $1.field.rawValue, group: $1.group, isShared: $1.isShared,
        how: $1.reason.rawValue, evidence: $1.evidence)
    }
  }
}

/// What became of rosters.
public struct RosterResult: Sendable {
  /// Rows of one roster: `read` = `used` + `merged` + `rejected`; other lines are counted by kind.
  public struct Rows: Sendable {
    public var file: String
    public var read: Int
    public var used: Int
    public var merged: Int
    public var rejected: Int
    /// Physical lines that the rejected rows have in the file, where they are more than the rows; else 0.
    public var rejectedLines: Int
    /// Lines that are no rows: titles, headers, subtotals, …; in the order of `RosterLine`.
    public var lines: [(kind: String, count: Int)]
    /// Place cells filled from the row above.
    public var filled: Int
    /// Cells for a helper, a head or a household's number that name nobody.
    public var nobody: Int
  }

  public let sheets: [RosterSheet]
  public let rows: [Rows]
  /// Rows of the tables written, in the order of the tables.
  public let tables: [(file: String, count: Int)]
  public let notes: [ImportNote]
  public let rejected: DiagnosticLog
  /// Places without a county or the like that were taken for the only one of their name.
  public let joinedPlaces: Int

  /// Files of the user's own that stand in the folder and stay there.
  public internal(set) var kept: [String] = []

  /// Names of cadres and households whose rows were taken for one although they agree in no more than a name, or a name and a unit; in the
  /// order of the notes, each once.
  public var namesTakenForOne: [String] {
    var seen: Set<String> = []
    return notes.filter { $0.kind == .merged && ["name", "name + unit"].contains($0.basis) && seen.insert($0.name).inserted }.map(\.name)
  }

  /// How many notes of each kind, in a fixed order.
  public var noteCounts: [(kind: ImportNote.Kind, count: Int)] {
    ImportNote.Kind.allCases.map { kind in (kind, notes.count { $0.kind == kind }) }.filter { $0.1 > 0 }
  }

  init(_ opened: [RosterImport.Open], _ tables: DatasetTables, joinedPlaces: Int) {
    let book = tables.book
    sheets = opened.map(\.sheet)
    self.joinedPlaces = joinedPlaces
    let files = (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file)
    self.tables = files.compactMap { file in tables.counts[file].flatMap { $0 > 0 ? (file, $0) : nil } }
    var log = book.log
    log.sort(files: opened.map(\.name))
    rejected = log
    rows = book.sources.indices.map { index in Self.rows(index, opened[index], book, tables.isUsed, log) }
    notes = Self.placed(tables.notes, book)
  }

  private static func rows(_ index: Int, _ sheet: RosterImport.Open, _ book: RosterBook, _ isUsed: [Bool], _ log: DiagnosticLog) -> Rows {
    let source = book.sources[index]
    let end = index + 1 < book.sources.count ? book.sources[index + 1].firstRow : book.lines.count
    let used = isUsed[source.firstRow..<end].count { $0 }
    let skipped = source.skipped.reduce(0, +)
    var lines = source.skipped
    for line in sheet.shape.lines { lines[RosterLine.allCases.firstIndex(of: line.kind) ?? 0] += 1 }
    return Rows(
      file: source.file, read: source.read - skipped, used: used, merged: end - source.firstRow - used,
      rejected: log.count(in: source.file), rejectedLines: log.manyLines(in: source.file),
      lines: zip(RosterLine.allCases, lines).map { ($0.rawValue, $1) }.filter { $0.1 > 0 }, filled: source.filled, nobody: source.nobody)
  }

  /// Notes with the file and line of their rows; then the lines that are none.
  private static func placed(_ notes: [(row: UInt32, note: ImportNote)], _ book: RosterBook) -> [ImportNote] {
    var result = notes.map(\.note)
    var start = 0
    for (index, source) in book.sources.enumerated() {
      let end = index + 1 < book.sources.count ? book.sources[index + 1].firstRow : book.lines.count
      var last = start
      while last < notes.count, Int(notes[last].row) < end { last += 1 }
      for note in start..<last { (result[note].file, result[note].line) = (source.file, Int(book.lines[Int(notes[note].row)])) }
      start = last
    }
    for source in book.sources {
      result += source.skippedLines.map {
        ImportNote(
          kind: .noRow, file: source.file, line: $0.line, type: $0.kind.rawValue, id: "", name: "", others: "", basis: $0.text, rows: 1)
      }
    }
    return result
  }

  var mappingTable: [UInt8] { MappingFile.table(sheets.map { ($0.file, $0.map) }) }

  /// `merges.csv`.
  func mergesTable(unmasked: Bool) -> [UInt8] {
    var format = CSVFormat.machine
    format.masksNumbers = !unmasked
    var writer = CSVWriter(format)
    writer.row(["file", "line", "what", "type", "id", "name", "others", "basis", "rows"])
    for note in notes {
      writer.text(note.file)
      writer.number(note.line)
      writer.text(note.kind.rawValue)
      writer.text(note.type)
      writer.text(note.id)
      writer.text(note.name)
      writer.text(note.others)
      writer.text(note.basis)
      writer.number(note.rows)
      writer.endRow()
    }
    return writer.bytes
  }
}

extension DiagnosticLog {
  /// Offsets and texts of the rosters as they are on the disk.
  mutating func restore(_ opened: [RosterImport.Open]) throws(TableError) {
    for index in entries.indices {
      guard let table = opened.first(where: { $0.name == entries[index].file })?.table else { continue }
      entries[index].byte = try table.originalOffset(of: entries[index].byte)
      entries[index].raw = table.shown(entries[index].raw)
    }
  }
}
