/// Values of cells, read in the most obvious way.
enum NaiveValues {
  /// A whole number from 0 that norms ask for; -1 for an empty cell, nil for anything else.
  static func bound(_ cell: [UInt8]) -> Int? {
    if cell.isEmpty { return -1 }
    guard cell.allSatisfy({ 0x30...0x39 ~= $0 }), let value = Int(text(cell)), value <= Int(Int32.max) else { return nil }
    return value
  }

  /// Any number as people write it; 0 for an empty cell.
  static func decimal(_ cell: [UInt8]) -> Double? {
    let text = text(cell)
    if text.isEmpty { return 0 }
    guard text.allSatisfy({ "0123456789.+-eE".contains($0) }), let value = Double(text), abs(value) < 9_007_199_254_740_992 else {
      return nil
    }
    return value
  }

  /// Days since 1970-01-01 of `2021-05-01`, `2021-05` or `2021`, counted one year and one month after the other.
  ///
  /// - Parameters:
  ///   - last: an unfinished date means its last day.
  ///   - empty: what an empty cell means; nil makes it no date.
  static func day(_ cell: [UInt8], last: Bool, empty: Int? = nil) -> Int? {
    if cell.isEmpty { return empty }
    let parts = text(cell).split(separator: "-", omittingEmptySubsequences: false)
    let widths = parts.map(\.utf8.count)
    guard [[4], [4, 2], [4, 2, 2]].contains(widths), parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let year = numbers[0]
    let month = numbers.count > 1 ? numbers[1] : (last ? 12 : 1)
    guard year > 0, 1...12 ~= month else { return nil }
    let length = daysInMonth(year, month)
    let day = numbers.count > 2 ? numbers[2] : (last ? length : 1)
    guard 1...length ~= day else { return nil }
    return number(year, month, day)
  }

  static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    var days = day - 1
    for earlier in 1..<max(1, month) { days += daysInMonth(year, earlier) }
    for between in min(year, 1970)..<max(year, 1970) { days += (year > 1970 ? 1 : -1) * (isLeap(between) ? 366 : 365) }
    return days
  }

  static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  static func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }

  private static func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
}
