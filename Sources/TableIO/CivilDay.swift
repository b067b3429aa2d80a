/// Days of the Gregorian calendar as numbers: 0 is 1970-01-01.
///
/// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).
package enum CivilDay {
  /// - Complexity: O(1).
  package static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// - Complexity: O(1).
  package static func date(_ number: Int32) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  package static func daysInMonth(year: Int, month: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : (month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31)
  }

  /// Which day of an unfinished date is meant.
  package enum Edge: Sendable { case first, last }

  /// Reads `2021-05-01`, `2021-05` or `2021`; nil when it is none of them or no such day exists.
  package static func parse(_ text: some RandomAccessCollection<UInt8>, edge: Edge) -> Int32? {
    let bytes = Array(text)
    return parse(count: bytes.count, edge: edge) { bytes[$0] }
  }

  /// index = months since 1900-01, value = number of the month's first day; one more than there are months.
  static let months: [Int32] = (0...12 * 200).map { number(year: 1900 + $0 / 12, month: $0 % 12 + 1, day: 1) }

  /// Reads `2021-05-01` in the years 1900 to 2099 from its first eight and last eight bytes; nil for anything else.
  ///
  /// - Parameter months: `CivilDay.months`, which a loop takes once.
  @inline(__always)
  static func common(_ first: UInt64, _ last: UInt64, _ months: [Int32]) -> Int32? {
    // yyyy-mm- and dd: what is left of a digit is its value, of a sign 0; with the second summand anything else reaches the upper four bits.
    let (a, b) = (first ^ 0x2d30_302d_3030_3030, last &>> 48 ^ 0x3030)
    guard ((a &+ 0x0f06_060f_0606_0606) | a | (b &+ 0x0606) | b) & 0xf0f0_f0f0_f0f0_f0f0 == 0 else { return nil }
    // Byte i: the number of the digits i and i + 1.
    let pairs = a &* 10 &+ (a &>> 8)
    let year = (pairs & 0xff) &* 100 &+ (pairs &>> 16 & 0xff)
    let (month, day) = (pairs &>> 40 & 0xff &- 1, (b &* 10 &+ (b &>> 8)) & 0xff &- 1)
    guard month < 12, year &- 1900 < 200 else { return nil }
    let index = Int(truncatingIfNeeded: (year &- 1900) &* 12 &+ month)
    let number = months[index] &+ Int32(truncatingIfNeeded: day)
    return day < 31 && number < months[index &+ 1] ? number : nil
  }

  @inline(__always)
  static func parse(count: Int, edge: Edge, byte: (Int) -> UInt8) -> Int32? {
    guard count == 10 || count == 7 || count == 4 else { return nil }
    guard let year = digits(0, 4, byte), year > 0 else { return nil }
    if count == 4 { return edge == .first ? number(year: year, month: 1, day: 1) : number(year: year, month: 12, day: 31) }
    guard byte(4) == 0x2d, let month = digits(5, 2, byte), 1...12 ~= month else { return nil }
    let last = daysInMonth(year: year, month: month)
    if count == 7 { return number(year: year, month: month, day: edge == .first ? 1 : last) }
    guard byte(7) == 0x2d, let day = digits(8, 2, byte), 1 <= day, day <= last else { return nil }
    return number(year: year, month: month, day: day)
  }

  @inline(__always)
  private static func digits(_ from: Int, _ count: Int, _ byte: (Int) -> UInt8) -> Int? {
    var value = 0
    for index in from..<from + count {
      let digit = byte(index) &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
