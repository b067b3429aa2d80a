internal import TableIO

/// The reading of one batch, row by row.
struct RowReading {
  let parser: RosterParser
  var part: RosterPart
  private(set) var bytes: [UInt8] = []
  /// index = row * columnCount + column, value = where a cell starts and ends in `bytes`.
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private(set) var columnCount = 0
  /// Cells that are put together; kept for its room.
  private var scratch: [UInt8] = []
  private var mayHaveControls = false
  var row = 0

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
    (bytes, starts, ends, columnCount) = (block.bytes, block.starts, block.ends, block.columnCount)
  }

  /// Control characters other than tab and line ends.
  @inline(__always)
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) || byte == 0x7f }

  /// Whether there is one among some bytes. Nothing stops early, so that many are looked at at a time.
  static func hasControls(_ bytes: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    for index in bytes.indices { found |= isControl(bytes[index]) ? 1 : 0 }
    return found != 0
  }

  private func checkControls() throws(Fault) {
    guard mayHaveControls else { return }
    for column in 0..<columnCount {
      guard let byte = cell(column).first(where: Self.isControl) else { continue }
      let details = [text(column)]
      if byte == 0 { throw Fault(problem: .nulByte, column: column, details: details) }
      throw Fault(problem: .controlCharacter, column: column, details: details + [RawText.hex([byte])])
    }
  }

  /// A cell of the row as it stands; empty for column -1.
  @inline(__always)
  func cell(_ column: Int) -> ArraySlice<UInt8> { column < 0 ? [] : bytes[range(column)] }

  @inline(__always)
  private func range(_ column: Int) -> Range<Int> {
    let index = row &* columnCount &+ column
    return Int(starts[index])..<Int(ends[index])
  }

  /// A cell as it is compared.
  @inline(__always)
  func folded(_ column: Int) -> ArraySlice<UInt8> {
    let text = cell(column)
    return CellText.isPlain(text) ? text : CellText.folded(text)[...]
  }

  /// A cell as names are compared.
  @inline(__always)
  func name(_ column: Int) -> ArraySlice<UInt8> {
    let text = cell(column)
    return CellText.isPlain(text) ? text : CellText.name(text)[...]
  }

  // MARK: Rows

  mutating func read(_ row: Int, offset: Int, line: Int, place: (Int?) -> Place, raw: (Int, Int) -> [UInt8]) {
    let kind = lineKind(row)
    if let kind, kind != .blank { return skip(kind, line: line) }
    let (helpers, remarks) = (part.helpers.count, part.remarks.count)
    do throws(Fault) {
      try checkControls()
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
    let texts = (0..<columnCount).map { String(decoding: folded($0), as: UTF8.self) }
    part.skippedLines.append(SkippedLine(line: line, kind: kind, text: texts.filter { !$0.isEmpty }.joined(separator: " ")))
  }

  // MARK: Drafts

  private mutating func draft(offset: Int) throws(Fault) -> RowDraft {
    var draft = RowDraft(offset: offset)
    draft.place = placeTuple()
    let isMemberRow = parser.columns.personName >= 0
    let isHead =
      isMemberRow && (parser.columns.relation < 0 ? false : LineWords.headRelations.contains(Array(folded(parser.columns.relation))))
    if parser.columns.isHouseholdTable { draft.household = household(isHead: isHead) }
    if isMemberRow, !CellText.isBlank(cell(parser.columns.personName)) {
      if draft.household == nil {
        throw Fault(problem: .noHousehold, column: parser.columns.personName, details: [text(parser.columns.personName)])
      }
      let member = member()
      draft.member = Int32(part.members.count)
      part.members.append(member)
    }
    for column in parser.columns.names where LineWords.isDitto(folded(column)) {
      throw Fault(problem: .ditto, column: column, details: [text(column)])
    }
    let first = Int32(part.helpers.count)
    for group in parser.columns.groups { try helpers(group, ofHousehold: draft.household != nil) }
    draft.helpers = first..<Int32(part.helpers.count)
    if draft.household == nil, parser.columns.isHouseholdTable, !draft.helpers.isEmpty {
      let column = [parser.columns.headName, parser.columns.personName, parser.columns.register, parser.columns.headID].first { $0 >= 0 }
      throw Fault(problem: .noHousehold, column: column, details: [])
    }
    if parser.columns.visitDate >= 0, let visit = try visit() {
      draft.visit = Int32(part.visits.count)
      part.visits.append(visit)
    }
    let committee = folded(parser.columns.committee)
    if !committee.isEmpty { draft.committee = part.texts.append(cell(parser.columns.committee)) }
    for column in parser.columns.unnamed where !CellText.isBlank(cell(column)) { remark(.leftOut, column, [], folded(column)) }
    if draft.household == nil, draft.helpers.isEmpty {
      throw Fault(problem: .noName, column: parser.columns.names.first, details: [])
    }
    return draft
  }

  func text(_ column: Int) -> String { String(decoding: cell(column), as: UTF8.self) }

  mutating func placeTuple() -> Int32 {
    let levels = parser.columns.places
    guard levels.contains(where: { $0 >= 0 }) else { return -1 }
    let last = part.placeTuples.count - levels.count
    var isSame = last >= 0
    for level in levels.indices where last >= 0 {
      let column = levels[level]
      let before = part.placeTuples[last + level]
      let isShared = isPlaceName(before, column)
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

  private func isPlaceName(_ number: Int32, _ column: Int) -> Bool {
    let known = part.placeNames.bytes.span.extracting(part.placeNames.range(Int(number)))
    return CellText.isEqual(known, bytes.span.extracting(column < 0 ? 0..<0 : range(column)))
  }

  private mutating func placeCell(_ column: Int) -> Int32 {
    part.placeNames.append(cell(column), hash: 0)
    return part.places.append(name(column), hash: 0)
  }

  private mutating func household(isHead: Bool) -> PersonDraft? {
    // In a list of members the head is the member who is called so.
    let nameColumn = parser.columns.headName >= 0 ? parser.columns.headName : (isHead ? parser.columns.personName : -1)
    let idColumn = parser.columns.headID >= 0 ? parser.columns.headID : (isHead ? parser.columns.personID : -1)
    let name = name(nameColumn)
    let register = folded(parser.columns.register)
    if name.isEmpty, register.isEmpty, CellText.isBlank(cell(idColumn)) { return nil }
    var draft = PersonDraft(name: part.names.append(name))
    setID(&draft, idColumn)
    if !register.isEmpty { draft.register = part.texts.append(register) }
    if draft.id.state == .damaged, register.isEmpty { draft.idText = part.texts.append(wholeRow()[...]) }
    // Most cells for a phone are a number, or empty.
    let plain = PhoneCell.plainOrEmpty(cell(parser.columns.householdPhone))
    let phone = plain == nil ? phone(parser.columns.householdPhone, name: name) : nil
    draft.phone = plain ?? phone?.number ?? 0
    let start = Int32(part.householdFragments.count)
    for index in parser.columns.household.indices {
      let column = parser.columns.household[index]
      if index > 0 { part.householdFragments.append(0x2c) }
      switch parser.layout.households[index].field {
      case .headName: Self.append(cell(nameColumn), to: &part.householdFragments)
      case .headIDNumber: Self.append(cell(idColumn), to: &part.householdFragments)
      case .householdSize: Self.append(size(column, name: name), to: &part.householdFragments)
      case .householdPhone where phone != nil:
        let kept = phone?.kept(cell(column), folded: folded(column), known: [Array(name)], hasSince: false) ?? []
        Self.append(kept, to: &part.householdFragments)
      default: if column >= 0 { Self.append(bytes[range(column)], to: &part.householdFragments) }
      }
    }
    draft.fragment = start..<Int32(part.householdFragments.count)
    return draft
  }

  /// A number of people: `4`, `4人`, `4.0`; anything else is left out, and said so.
  private mutating func size(_ column: Int, name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
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
    var draft = PersonDraft(name: part.names.append(name(columns.personName)))
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
    for column in 0..<columnCount where !parser.columns.places.contains(column) && !left.contains(parser.map.bindings[column].field) {
      result += folded(column)
      result.append(0)
    }
    return result
  }

  mutating func phone(_ column: Int, name: ArraySlice<UInt8>) -> PhoneCell {
    let text = folded(column)
    if text.isEmpty { return PhoneCell() }
    let phone = PhoneCell(cell: text)
    if phone.isTakenApart { remark(.phoneApart, column, name, text) }
    if !phone.rest.isEmpty { remark(.badPhone, column, name, text) }
    return phone
  }

  mutating func remark(_ kind: ImportNote.Kind, _ column: Int, _ name: ArraySlice<UInt8>, _ detail: ArraySlice<UInt8>) {
    part.remarks.append(
      ImportRemark(
        row: part.rows.count, kind: kind, column: parser.columnName(column), name: String(decoding: name, as: UTF8.self),
        detail: String(decoding: detail, as: UTF8.self)))
  }

  // MARK: Helpers

  mutating func unitNumber(_ name: ArraySlice<UInt8>) -> Int32 {
    part.units.share(name, among: 1)
  }

  /// The cells of a pairing, as a text of the part.
  mutating func pairingCells(_ group: RosterParser.Group) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    for index in group.pairing.indices {
      if index > 0 { scratch.append(0x2c) }
      let isLabel = parser.layout.pairings[index].field == .ignore
      Self.append(isLabel ? group.label[...] : cell(group.pairing[index]), to: &scratch)
    }
    return part.attributes.share(scratch[...], among: 4)
  }

  /// The row's own cells as the end of a row of a table.
  mutating func fragment(_ columns: [Int]) -> Range<Int32> {
    let start = Int32(part.fragments.count)
    for index in columns.indices {
      if index > 0 { part.fragments.append(0x2c) }
      if columns[index] >= 0 { Self.append(bytes[range(columns[index])], to: &part.fragments) }
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
