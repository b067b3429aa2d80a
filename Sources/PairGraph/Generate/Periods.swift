internal import TableIO

/// Periods of the calendar around a day, as ranges of days since 1970-01-01.
extension LinkRule.Period {
  /// The period that a day is in: its first day, and the first day after it.
  func around(_ day: Int) -> Range<Int> {
    let (year, month, dayOfMonth) = CivilDay.date(Int32(day))
    switch self {
    case .week:
      // 1970-01-01 was a Thursday.
      let weekday = ((day + 3) % 7 + 7) % 7
      return day - weekday..<day - weekday + 7
    case .halfMonth:
      let start = day - dayOfMonth + 1
      return dayOfMonth <= 15 ? start..<start + 15 : start + 15..<start + CivilDay.daysInMonth(year: year, month: month)
    case .month: return Self.months(year, month, 1)
    case .quarter: return Self.months(year, (month - 1) / 3 * 3 + 1, 3)
    case .year: return Self.months(year, 1, 12)
    case .term: return Self.term(day)
    }
  }

  /// The last complete period, before it as many as `before`, and what there is of the one the day is in.
  ///
  /// The last is there for days that end a period: whether that is complete then, readers may see either way.
  func recent(on day: Int, before: Int) -> [Range<Int>] {
    let current = around(day)
    var result = [current.lowerBound..<day + 1]
    var start = current.lowerBound
    for _ in 0...before {
      let period = around(start - 1)
      result.insert(period, at: 0)
      start = period.lowerBound
    }
    return result
  }

  private static func months(_ year: Int, _ month: Int, _ count: Int) -> Range<Int> {
    let start = Int(CivilDay.number(year: year, month: month, day: 1))
    let (nextYear, next) = month + count > 12 ? (year + 1, month + count - 12) : (year, month + count)
    return start..<Int(CivilDay.number(year: nextYear, month: next, day: 1))
  }

  /// Terms of three years that end with a July, as the one until July 2013.
  private static func term(_ day: Int) -> Range<Int> {
    let (year, month, _) = CivilDay.date(Int32(day))
    // The year in which the term of the day begins, in August.
    let begin = month >= 8 ? year : year - 1
    let first = begin - ((begin - 2010) % 3 + 3) % 3
    let august = { (year: Int) in Int(CivilDay.number(year: year, month: 8, day: 1)) }
    return august(first)..<august(first + 3)
  }
}
