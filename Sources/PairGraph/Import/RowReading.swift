internal import TableIO

/// The reading of one batch, row by row.
struct RowReading {
  let parser: RosterParser
  var part: RosterPart
  var cells = RowCells()
  /// Cells that are put together; kept for its room.
  var scratch: [UInt8] = []
  private(set) var mayHaveControls = false
  /// A cell may have several lines.
  var mayHaveBreaks = false
  private var isLong = false
  /// The line just looked at is no row, and what it says in a place column may be no place: the rows below are not filled from above it.
  var hidesPlace = false

  typealias Place = (start: Int, end: Int, line: Int, byte: Int)

  /// What is wrong with a row.
  struct Fault: Error {
    var problem: Problem
    var column: Int?
    var details: [String]
  }

  init(parser: RosterParser, limit: Int) {
    self.parser = parser
    part = RosterPart(log: DiagnosticLog(limit: limit))
  }

  /// Makes room for the rows of a batch.
  mutating func reserve(rows: Int, bytes: Int) {
    let groups = parser.columns.groups.count
    part.rows.reserveCapacity(rows)
    part.helpers.reserveCapacity(rows * groups)
    part.names.reserve(texts: rows * (groups + 1), bytes: bytes / 8)
    part.attributes.reserve(texts: rows * groups, bytes: bytes / 8)
    part.householdFragments.reserveCapacity(bytes / 3)
    part.fragments.reserveCapacity(bytes / 3)
  }

  /// - Parameter mayHaveControls: no control characters are looked for where there are none.
  mutating func begin(_ block: CellBlock, mayHaveControls: Bool) {
    self.mayHaveControls = mayHaveControls
    cells = RowCells(block)
    // A batch that is not as long has no cell that is.
    isLong = block.bytes.count > TableCleaning.longestField
  }

  var columnCount: Int { cells.columnCount }

  /// A cell of the row as it stands; empty for column -1.
  @inline(__always)
  func cell(_ column: Int) -> ArraySlice<UInt8> { cells[column] }

  /// A cell as it is compared.
  @inline(__always)
  func folded(_ column: Int) -> ArraySlice<UInt8> { cells.folded(column) }

  /// A cell as names are compared.
  @inline(__always)
  func name(_ column: Int) -> ArraySlice<UInt8> { cells.name(column) }

  // MARK: Rows

  mutating func read(_ row: Int, offset: Int, line: Int, place: (Int?) -> Place, raw: (Int, Int) -> [UInt8]) {
    cells.row = row
    if mayHaveBreaks || isLong {
      do throws(Fault) { try checkExtent() } catch { return rejectWhole(error, place, raw) }
    }
    let kind = lineKind(row)
    if let kind, kind != .blank { return skip(kind, line: line, offset: offset) }
    let (helpers, remarks) = (part.helpers.count, part.remarks.count)
    do throws(Fault) {
      try checkControls()
      if kind == .blank { return skip(.blank, line: line) }
      var draft = try draft(offset: offset)
      draft.line = UInt32(line)
      (draft.names, draft.texts) = (Int32(part.names.count), Int32(part.texts.count))
      part.rows.append(draft)
    } catch {
      // What names nobody may be a title or a section: its text is not known to be a place.
      part.rows.append(
        RowDraft(offset: offset, place: placeTuple(), isRejected: true, hidesPlace: error.problem == .noName && !namesPlaces))
      part.helpers.removeSubrange(helpers...)
      part.remarks.removeSubrange(remarks...)
      log(error, place, raw)
    }
  }

  /// Whether the row names places alone, each in a column of its own: those of the rows below.
  private var namesPlaces: Bool {
    (0..<columnCount).allSatisfy { column in
      cells.isBlank(column) || parser.columns.places.contains(column) && ClosingWords.isPlace(LineWords.unspaced(folded(column)))
    }
  }

  /// A row whose cells hold something else altogether: nobody knows which place it names.
  private mutating func rejectWhole(_ fault: Fault, _ place: (Int?) -> Place, _ raw: (Int, Int) -> [UInt8]) {
    log(fault, place, raw)
    let (kept, hadControls, wasLong) = (cells, mayHaveControls, isLong)
    hidePlace([[UInt8]](repeating: [0x3f], count: columnCount))
    (cells, mayHaveControls, isLong) = (kept, hadControls, wasLong)
  }

  private mutating func log(_ fault: Fault, _ place: (Int?) -> Place, _ raw: (Int, Int) -> [UInt8]) {
    let spot = place(fault.column)
    part.log.append(
      Diagnostic(
        file: parser.file, line: spot.line, byte: spot.byte, column: fault.column.map { parser.columnName($0) } ?? "",
        problem: fault.problem, details: fault.details, raw: raw(spot.start, spot.end)))
  }

  /// - Parameter offset: where the line starts; nil where its cells are not those of the table.
  mutating func skip(_ kind: RosterLine, line: Int, offset: Int? = nil, _ texts: [String]? = nil) {
    if hidesPlace, let offset { part.rows.append(RowDraft(offset: offset, place: placeTuple(), isRejected: true, hidesPlace: true)) }
    part.skipped[RosterLine.allCases.firstIndex(of: kind) ?? 0] += 1
    guard [.title, .subtotal, .note, .otherHeader].contains(kind) else { return }
    let text = (texts ?? self.texts).filter { !$0.isEmpty }.joined(separator: kind == .otherHeader ? ", " : " ")
    part.skippedLines.append(SkippedLine(line: line, kind: kind, text: text))
  }

  /// The cells of the row, folded.
  var texts: [String] { (0..<columnCount).map { String(decoding: folded($0), as: UTF8.self) } }

  // MARK: Drafts

  private mutating func draft(offset: Int) throws(Fault) -> RowDraft {
    var draft = RowDraft(offset: offset)
    draft.place = placeTuple()
    let isMemberRow = parser.columns.personName >= 0
    let isHead =
      isMemberRow && (parser.columns.relation < 0 ? false : LineWords.headRelations.contains(Array(folded(parser.columns.relation))))
    if parser.columns.isHouseholdTable { draft.household = household(isHead: isHead) }
    let person = NobodyCell.reading(folded(parser.columns.personName))
    if isMemberRow, person != .somebody { noteNobody(person, parser.columns.personName) }
    if isMemberRow, person == .somebody {
      if draft.household == nil {
        throw Fault(problem: .noHousehold, column: parser.columns.personName, details: [text(parser.columns.personName)])
      }
      let member = member()
      draft.member = Int32(part.members.count)
      part.members.append(member)
    }
    for column in parser.columns.names where cells.isDitto(column) {
      throw Fault(problem: .ditto, column: column, details: [text(column)])
    }
    let first = Int32(part.helpers.count)
    for group in parser.columns.groups { try helpers(group, ofHousehold: draft.household != nil) }
    draft.helpers = first..<Int32(part.helpers.count)
    draft.isHelperBlank =
      draft.helpers.isEmpty
      && parser.columns.groups.allSatisfy { cells.isBlank($0.name) && cells.isBlank($0.unit) && cells.isBlank($0.phone) }
    if !parser.columns.shared.isEmpty, !part.helpers[Int(first)...].contains(where: \.isPairing) {
      for column in parser.columns.shared where !LineWords.isNobody(folded(column)) { remark(.leftOut, column, [], folded(column)) }
    }
    if draft.household == nil, parser.columns.isHouseholdTable, !draft.helpers.isEmpty {
      let column = [parser.columns.headName, parser.columns.personName, parser.columns.register, parser.columns.headID].first { $0 >= 0 }
      throw Fault(problem: .noHousehold, column: column, details: [])
    }
    if parser.columns.visitDate >= 0, let visit = try visit() {
      draft.visit = Int32(part.visits.count)
      part.visits.append(visit)
    }
    if !cells.isBlank(parser.columns.committee) { draft.committee = part.texts.append(cell(parser.columns.committee)) }
    for column in parser.columns.unnamed where !cells.isBlank(column) { remark(.leftOut, column, [], folded(column)) }
    if draft.household == nil, draft.helpers.isEmpty {
      throw Fault(problem: .noName, column: parser.columns.names.first, details: [])
    }
    return draft
  }

  func text(_ column: Int) -> String { String(decoding: cell(column), as: UTF8.self) }

  /// - Parameter isCounted: one remark stands for all rows with the same cell.
  mutating func remark(
    _ kind: ImportNote.Kind, _ column: Int, _ name: ArraySlice<UInt8>, _ detail: ArraySlice<UInt8>, isCounted: Bool = false
  ) {
    part.remarks.append(
      ImportRemark(
        row: part.rows.count, kind: kind, column: parser.columnName(column), name: String(decoding: name, as: UTF8.self),
        detail: String(decoding: detail, as: UTF8.self), isCounted: isCounted))
  }

  /// Counts a cell that names nobody, and lists it where it is none of the plain words.
  mutating func noteNobody(_ reading: NobodyCell.Reading, _ column: Int, isCounted: Bool = true) {
    if reading == .somebody || cells.isBlank(column) { return }
    part.nobodyCount += 1
    if reading == .doubtful { remark(.nobody, column, [], folded(column), isCounted: isCounted) }
  }
}
