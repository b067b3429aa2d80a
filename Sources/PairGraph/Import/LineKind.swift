internal import TableIO

/// Lines among the data that are no rows.
extension RowReading {
  /// What a line is that is no data; nil for a row of data.
  mutating func lineKind(_ row: Int) -> RosterLine? {
    cells.row = row
    let names = parser.columns.names
    var hasName = false
    for column in names where !cells.isBlank(column) {
      hasName = true
      if let kind = repeatedKind(column) { return kind }
      if cells.mayBeHeader(column, parser.headerLines), let kind = headerKind() { return kind }
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
    return isSigned() || LineWords.isNote(first) ? .note : nil
  }

  private func headerKind() -> RosterLine? {
    parser.headerLines.kind(count: columnCount) { String(decoding: folded($0), as: UTF8.self) }
  }

  private func holdsTotal(_ column: Int) -> Bool {
    cells.mayBeTotal(column) && LineWords.isTotal(cell(column))
  }

  /// A line of signatures reaches into the columns of names: 填表人：…, 审核人：…; or it is a day alone.
  private func isSigned() -> Bool {
    guard let first = (0..<columnCount).first(where: { !cells.isBlank($0) }),
      LineWords.mayBeginNote(cell(first))
    else { return false }
    let text = folded(first)
    let others = first + 1..<columnCount
    let isAlone = others.allSatisfy { cells.isBlank($0) }
    // A day in a column of days is a row whose names are missing.
    if isAlone, !isOfDays(first), LineWords.isDayAlone(text) { return true }
    let isSignature =
      LineWords.isSignature(text, isAlone: isAlone)
      || LineWords.beginsNote(text) && others.contains { LineWords.beginsWithSigner(folded($0)) }
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
    let hasID = ([columns.headID, columns.personID] + columns.groups.map(\.id)).contains {
      let text = folded($0)
      return text.count >= 15 || ResidentID(cell: text).state == .damaged
    }
    return hasID
      || ([columns.householdPhone, columns.personPhone] + columns.groups.map(\.phone)).contains {
        PhoneCell(cell: folded($0)).isMobile
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
