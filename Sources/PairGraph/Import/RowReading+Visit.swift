internal import TableIO

/// The visit that a row tells of.
extension RowReading {
  mutating func visit() throws(Fault) -> VisitDraft? {
    let column = parser.columns.visitDate
    guard let date = try? day(column, edge: .first), date == 0 || RosterDate(packed: date).day != nil else {
      // A month is a date, but no day: the empty second detail says which is asked for.
      throw Fault(problem: .badDate, column: column, details: [String(decoding: folded(column), as: UTF8.self), ""])
    }
    if date == 0 {
      for column in [parser.columns.visitor, parser.columns.visitTitle] where !LineWords.isNobody(folded(column)) {
        remark(.leftOut, column, [], folded(column))
      }
      return nil
    }
    let visitor = name(parser.columns.visitor)
    return VisitDraft(
      day: date, visitor: visitor.isEmpty ? -1 : part.names.append(visitor), fragment: visitor.isEmpty ? 0..<0 : visitorFragment(),
      title: part.texts.append(cell(parser.columns.visitTitle)))
  }

  /// A row of cadres with nothing but the name, which is its first cell.
  private mutating func visitorFragment() -> Range<Int32> {
    let start = Int32(part.fragments.count)
    Self.append(CellText.trimmed(cell(parser.columns.visitor))[...], to: &part.fragments)
    for _ in parser.layout.cadres.dropFirst() { part.fragments.append(0x2c) }
    return start..<Int32(part.fragments.count)
  }
}
