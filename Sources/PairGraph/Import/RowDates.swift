internal import TableIO

/// The days of a row: of a pairing, and of a helper's own term.
extension RowReading {
  mutating func setTerm(_ draft: inout HelperDraft, _ group: RosterParser.Group, since: RosterDate?) throws(Fault) {
    draft.until = try day(group.end, edge: .last)
    var own: (UInt32, UInt32)?
    if let since = cells.plainDay(group.start) {
      draft.since = since
    } else {
      let start = folded(group.start)
      switch RosterDate.read(start) {
      case .empty: break
      case .date(let date): draft.since = date.packed
      default:
        own = try ownRange(group, start, until: draft.until)
        guard let own else { throw Fault(problem: .badDate, column: group.start, details: [String(decoding: start, as: UTF8.self)]) }
        (draft.since, draft.until) = own
      }
    }
    if group.range >= 0 {
      let (from, to) = try range(group.range)
      if draft.since == 0 { draft.since = from }
      if draft.until == 0 { draft.until = to }
    }
    if own != nil { remark(.datesApart, group.start, name(group.name), folded(group.start)) }
    if draft.since == 0, let since { draft.since = since.packed }
    if group.duty >= 0 { (draft.termSince, draft.termUntil) = try range(group.duty) }
    let last = own == nil ? group.end >= 0 ? group.end : group.range : group.start
    try checkOrder(draft.since, draft.until, last, group.start, isRange: own != nil || last == group.range)
    try checkOrder(draft.termSince, draft.termUntil, group.duty, isRange: true)
    if cells.isEmpty(group.state) { return }
    switch PairState.reading(folded(group.state)) {
    case .alive: break
    case .ended, .unpaired:
      if draft.until == 0 { throw Fault(problem: .endedWithoutDate, column: group.state, details: [text(group.state)]) }
    case .unknown: remark(.unknownState, group.state, [], folded(group.state), isCounted: true)
    }
  }

  /// A beginning that is a beginning and an end: 2021.5-2023.4. No other column may say when it ended, unless it says the same.
  ///
  /// - Returns: nil for anything else.
  private func ownRange(_ group: RosterParser.Group, _ start: ArraySlice<UInt8>, until: UInt32) throws(Fault) -> (UInt32, UInt32)? {
    guard case (.date(let since), let end) = RosterDate.readRange(start) else { return nil }
    var own: UInt32 = 0
    switch end {
    case .date(let date): own = date.packed
    case .open: break
    default: return nil
    }
    let isOpen = group.end >= 0 && RosterDate.read(folded(group.end)) == .open
    let other = until != own && (until != 0 || isOpen) ? group.end : folded(group.range).isEmpty ? -1 : group.range
    guard other < 0 else {
      throw Fault(problem: .badDate, column: group.start, details: [text(group.start), text(other)])
    }
    return (since.packed, own)
  }

  /// - Parameter isRange: both stand in the same cell.
  private func checkOrder(_ since: UInt32, _ until: UInt32, _ column: Int, _ other: Int = -1, isRange: Bool) throws(Fault) {
    guard since != 0, until != 0, RosterDate(packed: until).last < RosterDate(packed: since).first else { return }
    let details = isRange || cell(other).isEmpty ? [since, until].map { RosterDate(packed: $0).string } : [text(other), text(column)]
    throw Fault(problem: .untilBeforeSince, column: column, details: details.reversed())
  }

  func day(_ column: Int, edge: CivilDay.Edge) throws(Fault) -> UInt32 {
    if let day = cells.plainDay(column) { return day }
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
}
