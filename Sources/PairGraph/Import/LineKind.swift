internal import TableIO

/// Lines among the data that are no rows.
extension RowReading {
  /// What a line is that is no data; nil for a row of data.
  mutating func lineKind(_ row: Int) -> RosterLine? {
    self.row = row
    let names = parser.columns.names
    var hasName = false
    for column in names where !CellText.isBlank(cell(column)) {
      hasName = true
      if let kind = repeatedKind(column) { return kind }
      break
    }
    for column in 0..<min(4, block.columnCount) where LineWords.isTotal(cell(column)) { return .subtotal }
    if hasName, let first = names.first, LineWords.isTotal(cell(first)) { return .subtotal }
    if hasName { return isSigned() ? .note : nil }
    let filled = (0..<block.columnCount).map { folded($0) }.filter { !$0.isEmpty }
    guard let first = filled.first else { return .blank }
    if parser.shape.titles.contains(RosterShape.title(filled.map { Array($0) })) { return .title }
    if isAgain(parser.shape.headerRows) { return .repeatedHeader }
    if isAgain(parser.shape.unitRows) { return .unitRow }
    if filled.contains(where: { LineWords.isTotal($0) }) { return .subtotal }
    return LineWords.isNote(first) ? .note : nil
  }

  /// A line of signatures reaches into the columns of names: 填表人：…, 审核人：….
  private func isSigned() -> Bool {
    guard let first = (0..<block.columnCount).first(where: { !cell($0).isEmpty }), cell(first).count > 6 else { return false }
    return LineWords.isSignature(cell(first))
  }

  /// The header or its row of units, come again on a later page; rows of data differ in one cell already.
  private func repeatedKind(_ column: Int) -> RosterLine? {
    let text = folded(column)
    let begins = { (rows: [[[UInt8]]]) in rows.contains { column < $0.count && text.elementsEqual($0[column]) } }
    if begins(parser.shape.headerRows), isAgain(parser.shape.headerRows) { return .repeatedHeader }
    return begins(parser.shape.unitRows) && isAgain(parser.shape.unitRows) ? .unitRow : nil
  }

  /// All cells are those of one of the rows.
  private func isAgain(_ rows: [[[UInt8]]]) -> Bool {
    rows.contains { cells in (0..<block.columnCount).allSatisfy { folded($0).elementsEqual($0 < cells.count ? cells[$0] : []) } }
  }
}
