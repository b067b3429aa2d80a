internal import TableIO

/// Lines among the data that are no rows.
extension RowReading {
  /// What a line is that is no data; nil for a row of data.
  mutating func lineKind(_ row: Int) -> RosterLine? {
    cells.row = row
    hidesPlace = false
    let names = parser.columns.names
    var hasName = false
    for column in names where !cells.isBlank(column) {
      hasName = true
      if let kind = repeatedKind(column) { return kind }
      if cells.mayBeHeader(column, parser.headerLines), let kind = headerKind() { return kind }
      if cells.mayClose(column), let kind = closingKind(column) { return kind }
      break
    }
    let isTotal = (0..<min(4, columnCount)).contains { holdsTotal($0) } || names.first.map { holdsTotal($0) } == true
    if isTotal, !isIdentified(), !isPair() { return .subtotal }
    if hasName { return isSigned() ? .note : nil }
    let filled = (0..<columnCount).map { folded($0) }.filter { !$0.isEmpty }
    guard let first = filled.first else { return .blank }
    if parser.shape.titles.contains(RosterShape.title(filled.map { Array($0) })) { return .title }
    if isAgain(parser.shape.headerRows) { return .repeatedHeader }
    if filled.count > 1, let kind = headerKind() { return kind }
    if isAgain(parser.shape.unitRows) { return .unitRow }
    if filled.contains(where: { LineWords.isTotal($0) }) { return .subtotal }
    if isSigned() { return .note }
    if let kind = closingKind(filled) { return kind }
    guard LineWords.isNote(first) else { return nil }
    // 第一村 is no page.
    hidesPlace = first.starts(with: "第".utf8) && RosterDate.first(Array("页".utf8), in: first) == nil
    return .note
  }

  /// What a line is whose cell for somebody ends the table or begins a section: 以下空白, 以上共2户, a title on a later page, 甲村 alone.
  private mutating func closingKind(_ column: Int) -> RosterLine? {
    let text = LineWords.unspaced(folded(column))
    var isAlone = columnCount > 1
    for other in 0..<columnCount where other != column && !cells.isBlank(other) {
      isAlone = false
      if parser.columns.places.contains(other) || parser.map.bindings[other].field == .rowNumber { continue }
      let text = LineWords.unspaced(folded(other))
      if ClosingWords.closing(text) == nil, !ClosingWords.isLabelled(text) { return nil }
    }
    if let kind = ClosingWords.closing(text) { return kind }
    if ClosingWords.isLabelled(text), !hasResidentID() { return .note }
    guard isAlone else { return nil }
    if ClosingWords.isTitle(text) { return .title }
    if ClosingWords.isSection(text) { return .note }
    // 周镇 is somebody without a helper.
    return ClosingWords.isPlace(text) && !PersonName.isShort(text) ? .note : nil
  }

  /// The same of a line that names nobody: what it says in a place column is not known to be a place, unless a title is there once more.
  private mutating func closingKind(_ filled: [ArraySlice<UInt8>]) -> RosterLine? {
    let kinds = filled.map { ClosingWords.closing(LineWords.unspaced($0)) }
    if let first = kinds.first, let kind = first, kinds.allSatisfy({ $0 != nil }) { return kind }
    guard filled.count == 1, columnCount > 1 else { return nil }
    let text = LineWords.unspaced(filled[0])
    if ClosingWords.isTitle(text) {
      hidesPlace = !parser.shape.titles.contains { ClosingWords.isSameTitle(text, LineWords.unspaced($0[...])) }
      return .title
    }
    hidesPlace = ClosingWords.isSection(text)
    return hidesPlace ? .note : nil
  }

  /// Whether the line is a header; few lines are looked at closely.
  private func headerKind() -> RosterLine? {
    // Names of persons may begin as those of columns do, whole rows do not.
    var (filled, possible) = (0, 0)
    for column in 0..<columnCount where !cells.isBlank(column) {
      filled += 1
      if cells.mayBeHeader(column, parser.headerLines) { possible += 1 }
    }
    if possible * 3 < filled * 2 { return nil }
    return parser.headerLines.kind(count: columnCount) { String(decoding: folded($0), as: UTF8.self) }
  }

  private func holdsTotal(_ column: Int) -> Bool {
    cells.mayBeTotal(column) && LineWords.isTotal(cell(column))
  }

  /// A line of signatures reaches into the columns of names: 填表人：…, 审核人：…; or it is a day alone.
  private func isSigned() -> Bool {
    guard let first = (0..<columnCount).first(where: { !cells.isBlank($0) }),
      LineWords.mayBeginNote(cell(first)) || ClosingWords.hasColon(cell(first).span)
    else { return false }
    let text = folded(first)
    let others = first + 1..<columnCount
    let isAlone = others.allSatisfy { cells.isBlank($0) }
    // A day in a column of days is a row whose names are missing.
    if isAlone, !isOfDays(first), LineWords.isDayAlone(text) { return true }
    let isSignature =
      LineWords.isSignature(text, isAlone: isAlone)
      || LineWords.beginsNote(text) && others.contains { LineWords.beginsWithSigner(folded($0)) }
    // A colon behind the word leaves no doubt, whatever number stands in the line.
    if ClosingWords.isLabelled(LineWords.unspaced(text)) { return !hasResidentID() }
    return isSignature && !isIdentified()
  }

  private func isOfDays(_ column: Int) -> Bool {
    parser.columns.visitDate == column || parser.columns.groups.contains { [$0.start, $0.end, $0.range, $0.duty].contains(column) }
  }

  /// The header or its row of units, come again on a later page; rows of data differ in one cell already.
  private func repeatedKind(_ column: Int) -> RosterLine? {
    let text = folded(column)
    let begins = { (rows: [[[UInt8]]]) in rows.contains { column < $0.count && text.elementsEqual($0[column]) } }
    if begins(parser.shape.headerRows), isAgain(parser.shape.headerRows) { return .repeatedHeader }
    return begins(parser.shape.unitRows) && isAgain(parser.shape.unitRows) ? .unitRow : nil
  }

  /// A village, a household or a helper may be called 合计: a row with a resident id or a mobile number is about somebody.
  private func isIdentified() -> Bool {
    let columns = parser.columns
    return hasResidentID()
      || ([columns.householdPhone, columns.personPhone] + columns.groups.map(\.phone)).contains {
        PhoneCell(cell: folded($0)).isMobile
      }
  }

  /// Whether a cell for a resident id has as many digits as one has, or signs in their place.
  private func hasResidentID() -> Bool {
    let columns = parser.columns
    return ([columns.headID, columns.personID] + columns.groups.map(\.id)).contains {
      let text = folded($0)
      return text.count { $0 &- 0x30 < 10 || $0 == 0x2a || $0 | 0x20 == 0x78 } >= 15 || ResidentID(cell: text).state == .damaged
    }
  }

  /// A household with its helper, both by name; in a total there are numbers, nothing, or the same word in both.
  private func isPair() -> Bool {
    let columns = parser.columns
    let households = [columns.headName, columns.register, columns.personName].map(folded).filter { LineWords.mayBeName($0) }
    let helpers = columns.groups.flatMap { [folded($0.name), folded($0.unit)] }.filter { LineWords.mayBeName($0) }
    return !households.isEmpty && !helpers.isEmpty && !(households + helpers).allSatisfy { LineWords.isTotal($0) }
  }

  /// All cells are those of one of the rows.
  private func isAgain(_ rows: [[[UInt8]]]) -> Bool {
    rows.contains { cells in (0..<columnCount).allSatisfy { folded($0).elementsEqual($0 < cells.count ? cells[$0] : []) } }
  }
}
