internal import TableIO

/// The reading of one batch, row by row.
struct RowReading {
  let parser: RosterParser
  var part: RosterPart
  private(set) var block = CellBlock(row: [])
  private(set) var bytes: [UInt8] = []
  private var mayHaveControls = false
  var row = 0
  /// The tuple of places and the unit of the row before: neighbouring rows mostly have the same.
  private var lastUnit: Int32 = -1

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

  /// - Parameter mayHaveControls: no control characters are looked for where there are none.
  mutating func begin(_ block: CellBlock, mayHaveControls: Bool) {
    self.block = block
    self.mayHaveControls = mayHaveControls
    bytes = block.bytes
  }

  /// Control characters other than tab and line ends.
  @inline(__always)
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) || byte == 0x7f }

  private func checkControls(_ row: Int) throws(Fault) {
    guard mayHaveControls else { return }
    for column in 0..<block.columnCount {
      guard let byte = bytes[block.range(row, column)].first(where: Self.isControl) else { continue }
      let details = [String(decoding: bytes[block.range(row, column)], as: UTF8.self)]
      if byte == 0 { throw Fault(problem: .nulByte, column: column, details: details) }
      throw Fault(problem: .controlCharacter, column: column, details: details + [RawText.hex([byte])])
    }
  }

  /// A cell of the row as it stands; empty for column -1.
  @inline(__always)
  func cell(_ column: Int) -> ArraySlice<UInt8> { column < 0 ? [] : bytes[block.range(row, column)] }

  /// A cell as it is compared.
  @inline(__always)
  func folded(_ column: Int) -> ArraySlice<UInt8> {
    let text = cell(column)
    return CellText.isPlain(text) ? text : CellText.folded(text)[...]
  }

  // MARK: Rows

  mutating func read(_ row: Int, offset: Int, line: Int, place: (Int?) -> Place, raw: (Int, Int) -> [UInt8]) {
    let kind = lineKind(row)
    if let kind, kind != .blank { return skip(kind, line: line) }
    let (helpers, remarks) = (part.helpers.count, part.remarks.count)
    do throws(Fault) {
      try checkControls(row)
      if kind == .blank { return skip(.blank, line: line) }
      var draft = try draft(offset: offset)
      draft.line = UInt32(line)
      part.rows.append(draft)
    } catch {
      part.rows.append(RowDraft(offset: offset, place: placeTuple(), isRejected: true))
      part.helpers.removeSubrange(helpers...)
      part.remarks.removeSubrange(remarks...)
      let spot = place(error.column)
      part.log.append(
        Diagnostic(
          file: parser.file, line: spot.line, byte: spot.byte, column: error.column.map { parser.columnName($0) } ?? "",
          problem: error.problem, details: error.details, raw: raw(spot.start, spot.end)))
    }
  }

  mutating func skip(_ kind: RosterLine, line: Int) {
    part.skipped[RosterLine.allCases.firstIndex(of: kind) ?? 0] += 1
    guard [.title, .subtotal, .note].contains(kind) else { return }
    let texts = (0..<block.columnCount).map { String(decoding: folded($0), as: UTF8.self) }
    part.skippedLines.append(SkippedLine(line: line, kind: kind, text: texts.filter { !$0.isEmpty }.joined(separator: " ")))
  }

  // MARK: Drafts

  private mutating func draft(offset: Int) throws(Fault) -> RowDraft {
    var draft = RowDraft(offset: offset)
    let columns = parser.columns
    draft.place = placeTuple()
    let isMemberRow = columns.personName >= 0
    let isHead = isMemberRow && (columns.relation < 0 ? false : LineWords.headRelations.contains(Array(folded(columns.relation))))
    if columns.isHouseholdTable { draft.household = household(isHead: isHead) }
    if isMemberRow, !CellText.isBlank(cell(columns.personName)) {
      if draft.household == nil { throw Fault(problem: .noHousehold, column: columns.personName, details: [text(columns.personName)]) }
      draft.member = member()
    }
    for column in columns.names where LineWords.isDitto(folded(column)) {
      throw Fault(problem: .ditto, column: column, details: [text(column)])
    }
    let first = Int32(part.helpers.count)
    for group in columns.groups { try helpers(group, ofHousehold: draft.household != nil) }
    draft.helpers = first..<Int32(part.helpers.count)
    if draft.household == nil, columns.isHouseholdTable, !draft.helpers.isEmpty {
      let column = [columns.headName, columns.personName, columns.register, columns.headID].first { $0 >= 0 }
      throw Fault(problem: .noHousehold, column: column, details: [])
    }
    if columns.visitDate >= 0 { draft.visit = try visit() }
    let committee = folded(columns.committee)
    if !committee.isEmpty { draft.committee = part.texts.append(cell(columns.committee)) }
    for column in columns.unnamed where !CellText.isBlank(cell(column)) { remark(.leftOut, column, [], folded(column)) }
    if draft.household == nil, draft.helpers.isEmpty {
      throw Fault(problem: .noName, column: columns.names.first, details: [])
    }
    return draft
  }

  func text(_ column: Int) -> String { String(decoding: cell(column), as: UTF8.self) }

  mutating func placeTuple() -> Int32 {
    let levels = parser.columns.places
    guard levels.contains(where: { $0 >= 0 }) else { return -1 }
    let last = part.placeTuples.count - levels.count
    var isSame = last >= 0
    for (level, column) in levels.enumerated() where last >= 0 {
      let before = part.placeTuples[last + level]
      let isShared = part.placeNames[Int(before)].elementsEqual(cell(column))
      if isSame, !isShared {
        isSame = false
        // One by one: a slice of the list would have the list copied.
        for shared in last..<last + level { part.placeTuples.append(part.placeTuples[shared]) }
      }
      if !isSame { part.placeTuples.append(isShared ? before : placeCell(column)) }
    }
    if last < 0 { part.placeTuples += levels.map { placeCell($0) } }
    return Int32(isSame ? last : last + levels.count)
  }

  private mutating func placeCell(_ column: Int) -> Int32 {
    part.placeNames.append(cell(column), hash: 0)
    return part.places.append(CellText.name(cell(column))[...], hash: 0)
  }

  private mutating func household(isHead: Bool) -> PersonDraft? {
    let columns = parser.columns
    // In a list of members the head is the member who is called so.
    let nameColumn = columns.headName >= 0 ? columns.headName : (isHead ? columns.personName : -1)
    let idColumn = columns.headID >= 0 ? columns.headID : (isHead ? columns.personID : -1)
    let name = CellText.name(cell(nameColumn))
    let register = folded(columns.register)
    if name.isEmpty, register.isEmpty, CellText.isBlank(cell(idColumn)) { return nil }
    var draft = PersonDraft(name: part.texts.append(name[...]))
    setID(&draft, idColumn)
    if !register.isEmpty { draft.register = part.texts.append(register) }
    if draft.id.state == .damaged, register.isEmpty { draft.idText = part.texts.append(wholeRow()[...]) }
    let phone = phone(columns.householdPhone, name: name)
    draft.phone = phone.number
    let start = Int32(part.householdFragments.count)
    for (index, column) in columns.household.enumerated() {
      if index > 0 { part.householdFragments.append(0x2c) }
      switch parser.layout.households[index].field {
      case .headName: Self.append(cell(nameColumn), to: &part.householdFragments)
      case .headIDNumber: Self.append(cell(idColumn), to: &part.householdFragments)
      case .householdSize: Self.append(size(column, name: name), to: &part.householdFragments)
      case .householdPhone:
        Self.append(phone.kept(cell(column), folded: folded(column), known: [name], hasSince: false), to: &part.householdFragments)
      default: if column >= 0 { Self.append(bytes[block.range(row, column)], to: &part.householdFragments) }
      }
    }
    draft.fragment = start..<Int32(part.householdFragments.count)
    return draft
  }

  /// A number of people: `4`, `4人`, `4.0`; anything else is left out, and said so.
  private mutating func size(_ column: Int, name: [UInt8]) -> ArraySlice<UInt8> {
    let text = folded(column)
    if text.allSatisfy({ $0 &- 0x30 < 10 }) { return text }
    let digits = text.prefix { $0 &- 0x30 < 10 }
    let rest = text[digits.endIndex...]
    if !digits.isEmpty, [".0", "人", "口", "口人", ".00"].contains(where: { rest.elementsEqual($0.utf8) }) { return digits }
    remark(.leftOut, column, name, text)
    return []
  }

  private mutating func member() -> PersonDraft {
    let columns = parser.columns
    var draft = PersonDraft(name: part.texts.append(CellText.name(cell(columns.personName))[...]))
    setID(&draft, columns.personID)
    draft.fragment = fragment(columns.person)
    return draft
  }

  private mutating func setID(_ draft: inout PersonDraft, _ column: Int) { setID(&draft, folded(column)) }

  /// - Parameter text: folded.
  mutating func setID(_ draft: inout PersonDraft, _ text: ArraySlice<UInt8>) {
    if LineWords.isNobody(text) { return }
    draft.id = ResidentID(cell: text)
    if draft.id.state == .damaged || draft.id.state == .other { draft.idText = part.texts.append(text) }
  }

  /// All a row says but its places and its running number: a number that lost its digits makes two rows one only where they are equal.
  private func wholeRow() -> [UInt8] {
    var result: [UInt8] = []
    let left: [RosterField] = [.rowNumber, .ignore]
    for column in 0..<block.columnCount where !parser.columns.places.contains(column) && !left.contains(parser.map.bindings[column].field) {
      result += folded(column)
      result.append(0)
    }
    return result
  }

  mutating func phone(_ column: Int, name: [UInt8]) -> PhoneCell {
    let text = folded(column)
    if text.isEmpty { return PhoneCell() }
    let phone = PhoneCell(cell: text)
    if phone.isTakenApart { remark(.phoneApart, column, name, text) }
    if !phone.rest.isEmpty { remark(.badPhone, column, name, text) }
    return phone
  }

  mutating func remark(_ kind: ImportNote.Kind, _ column: Int, _ name: [UInt8], _ detail: ArraySlice<UInt8>) {
    part.remarks.append(
      ImportRemark(
        row: part.rows.count, kind: kind, column: parser.columnName(column), name: String(decoding: name, as: UTF8.self),
        detail: String(decoding: detail, as: UTF8.self)))
  }

  // MARK: Helpers

  mutating func unitNumber(_ name: [UInt8]) -> Int32 {
    if lastUnit >= 0, part.units[Int(lastUnit)].elementsEqual(name) { return lastUnit }
    lastUnit = part.units.append(name[...])
    return lastUnit
  }

  mutating func pairingCells(_ group: RosterParser.Group) -> [UInt8] {
    var result: [UInt8] = []
    for (index, slot) in parser.layout.pairings.enumerated() {
      if index > 0 { result.append(0x2c) }
      Self.append(slot.field == .ignore ? group.label[...] : cell(group.pairing[index]), to: &result)
    }
    return result
  }

  /// The row's own cells as the end of a row of a table.
  mutating func fragment(_ columns: [Int]) -> Range<Int32> {
    let start = Int32(part.fragments.count)
    for index in columns.indices {
      if index > 0 { part.fragments.append(0x2c) }
      if columns[index] >= 0 { Self.append(bytes[block.range(row, columns[index])], to: &part.fragments) }
    }
    return start..<Int32(part.fragments.count)
  }

  /// A cell as CSV writes it (RFC 4180, as `CSVWriter` does).
  @inline(__always)
  static func append(_ cell: ArraySlice<UInt8>, to target: inout [UInt8]) {
    guard let first = cell.first, let last = cell.last else { return }
    var mustQuote = first <= 0x20 || last == 0x20
    for byte in cell where byte == 0x22 || byte == 0x2c || byte == 0x0a || byte == 0x0d { mustQuote = true }
    if !mustQuote {
      target.append(contentsOf: cell)
      return
    }
    target.append(0x22)
    for byte in cell {
      if byte == 0x22 { target.append(0x22) }
      target.append(byte)
    }
    target.append(0x22)
  }
}
