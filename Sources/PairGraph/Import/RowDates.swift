internal import TableIO

/// The days of a row: of a pairing, of a helper's own term, of a visit.
extension RowReading {
  mutating func setTerm(_ draft: inout HelperDraft, _ group: RosterParser.Group, since: RosterDate?) throws(Fault) {
    draft.since = try day(group.start, edge: .first)
    draft.until = try day(group.end, edge: .last)
    if group.range >= 0 {
      let (from, to) = try range(group.range)
      if draft.since == 0 { draft.since = from }
      if draft.until == 0 { draft.until = to }
    }
    if draft.since == 0, let since { draft.since = since.packed }
    if group.duty >= 0 { (draft.termSince, draft.termUntil) = try range(group.duty) }
    try checkOrder(draft.since, draft.until, group.end >= 0 ? group.end : group.range, group.start)
    try checkOrder(draft.termSince, draft.termUntil, group.duty, group.duty)
    if draft.until == 0, LineWords.isEnded(folded(group.state)) {
      throw Fault(problem: .endedWithoutDate, column: group.state, details: [text(group.state)])
    }
  }

  private func checkOrder(_ since: UInt32, _ until: UInt32, _ column: Int, _ other: Int) throws(Fault) {
    guard since != 0, until != 0, RosterDate(packed: until).last < RosterDate(packed: since).first else { return }
    throw Fault(
      problem: .untilBeforeSince, column: column, details: [text(column), other < 0 ? RosterDate(packed: since).string : text(other)])
  }

  private func day(_ column: Int, edge: CivilDay.Edge) throws(Fault) -> UInt32 {
    let text = folded(column)
    switch RosterDate.read(text) {
    case .empty: return 0
    case .date(let date): return date.packed
    case .open where edge == .last: return 0
    default: throw Fault(problem: .badDate, column: column, details: [String(decoding: text, as: UTF8.self)])
    }
  }

  private func range(_ column: Int) throws(Fault) -> (UInt32, UInt32) {
    let text = folded(column)
    let (since, until) = RosterDate.readRange(text)
    switch (since, until) {
    case (.empty, .empty): return (0, 0)
    case (.date(let from), .date(let to)): return (from.packed, to.packed)
    case (.date(let from), .empty), (.date(let from), .open): return (from.packed, 0)
    default: throw Fault(problem: .badDate, column: column, details: [String(decoding: text, as: UTF8.self)])
    }
  }

  mutating func visit() throws(Fault) -> VisitDraft? {
    let date = try day(parser.columns.visitDate, edge: .first)
    if date == 0 { return nil }
    let visitor = CellText.name(cell(parser.columns.visitor))
    return VisitDraft(
      day: date, visitor: visitor.isEmpty ? -1 : part.texts.append(visitor[...]), title: part.texts.append(cell(parser.columns.visitTitle)))
  }
}
