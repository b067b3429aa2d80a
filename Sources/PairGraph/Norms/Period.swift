internal import TableIO

/// A stretch of whole days.
public struct Period: Sendable, Equatable {
  public var first: Day
  public var last: Day

  /// How long the stretches of a norm are.
  public enum Length: Sendable, Equatable {
    /// From Monday to Sunday.
    case week
    /// From the 1st to the 15th, and from the 16th to the end of a month.
    case halfMonth
    /// So many calendar months; a divisor of twelve, counted from January.
    case months(Int)
    /// The dates of the edge that is asked.
    case term

    /// Reads `P7D`, `P15D`, `P1M`, `P2M`, `P3M`, `P4M`, `P6M`, `P1Y` or `term`.
    public init?(_ text: String) {
      switch text {
      case "P7D", "P1W": self = .week
      case "P15D": self = .halfMonth
      case "P1Y", "P12M": self = .months(12)
      case "term": self = .term
      default:
        guard text.count == 3, text.hasPrefix("P"), text.hasSuffix("M"), let months = Int(text.dropFirst().dropLast()) else { return nil }
        guard [1, 2, 3, 4, 6].contains(months) else { return nil }
        self = .months(months)
      }
    }

    /// As packs write it.
    public var text: String {
      switch self {
      case .week: "P7D"
      case .halfMonth: "P15D"
      case .months(12): "P1Y"
      case .months(let months): "P\(months)M"
      case .term: "term"
      }
    }

    /// The period that holds a day; nil for terms.
    func period(around day: Day) -> Period? {
      let (year, month, dayOfMonth) = CivilDay.date(day.number)
      switch self {
      case .week:
        // 1970-01-01 was a Thursday.
        let fromMonday = ((Int(day.number) + 3) % 7 + 7) % 7
        let first = day.number - Int32(fromMonday)
        return Period(first: Day(number: first), last: Day(number: first + 6))
      case .halfMonth:
        let (first, last) = dayOfMonth <= 15 ? (1, 15) : (16, CivilDay.daysInMonth(year: year, month: month))
        let start = CivilDay.number(year: year, month: month, day: 1)
        return Period(first: Day(number: start + Int32(first - 1)), last: Day(number: start + Int32(last - 1)))
      case .months(let length):
        let first = (month - 1) / length * length + 1
        let last = first + length - 1
        return Period(
          first: Day(number: CivilDay.number(year: year, month: first, day: 1)),
          last: Day(number: CivilDay.number(year: year, month: last, day: CivilDay.daysInMonth(year: year, month: last))))
      case .term: return nil
      }
    }

    /// The whole periods from `from` to `on`, both included; without `from` the last one that is over by the end of `on`.
    ///
    /// - Complexity: O(periods).
    func periods(from: Day?, on day: Day) -> [Period] {
      guard let around = period(around: day) else { return [] }
      var last = around
      if last.last > day { last = period(around: Day(number: around.first.number - 1)) ?? around }
      guard let from else { return [last] }
      var result: [Period] = []
      while last.first >= from, last.last <= day {
        result.append(last)
        guard let before = period(around: Day(number: last.first.number - 1)) else { break }
        last = before
      }
      return result.reversed()
    }
  }
}

/// Finds the period that a day is in, of periods that follow each other without a gap.
struct PeriodIndex: Sendable {
  let periods: [Period]
  /// index = day from the first one on, value = number of the period.
  private let numbers: [UInt32]
  private let first: Int32

  init(_ periods: [Period]) {
    self.periods = periods
    first = periods.first?.first.number ?? 0
    numbers = periods.enumerated().flatMap { number, period in
      [UInt32](repeating: UInt32(truncatingIfNeeded: number), count: Int(period.last.number - period.first.number) + 1)
    }
  }

  @inline(__always)
  func number(of day: Int32) -> Int? {
    let index = Int(day) - Int(first)
    return numbers.indices.contains(index) ? Int(numbers[index]) : nil
  }

  /// The periods that a stretch of days has a day in.
  func numbers(from since: Int32, to until: Int32) -> Range<Int> {
    guard let last = periods.last, since <= last.last.number, until >= first else { return 0..<0 }
    let from = number(of: max(since, first)) ?? 0
    let to = number(of: min(until, last.last.number)) ?? 0
    return from..<to + 1
  }
}
