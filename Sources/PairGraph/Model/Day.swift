internal import TableIO

/// A day of the Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let number: Int32

  /// - Parameter number: days since 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// Reads `2021-05-01`, `2021-05` or `2021`; unfinished dates mean their first day.
  public init?(_ text: String) {
    guard let number = CivilDay.parse(Array(text.utf8), edge: .first) else { return nil }
    self.number = number
  }

  /// Earlier and later than any date a table can name.
  static let distantPast = Day(number: .min)
  static let distantFuture = Day(number: .max)

  /// The day the machine's clock shows, in its time zone.
  public static var today: Day {
    let (year, month, day) = SystemCalls.today
    return Day(number: CivilDay.number(year: year, month: month, day: day))
  }

  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// `2021-05-01`.
  public var description: String {
    let (year, month, day) = CivilDay.date(number)
    let padded = { (value: Int, width: Int) in
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
