import TestSupport
@testable import TableIO
import Testing

/// Days, whole numbers and decimals as columns hold them.
struct ColumnValuesTests {
  // MARK: Days

  /// The calendar counted out one day after another, as on the wall, against the formulas.
  @Test func daysAgreeWithACountedCalendar() throws {
    let longMonths: Set = [1, 3, 5, 7, 8, 10, 12]
    let isLeap = { (year: Int) in (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }
    var number: Int32 = 0
    for year in 1800..<1970 { number -= isLeap(year) ? 366 : 365 }
    var texts: [String] = []
    var expected: [Int32] = []
    for year in 1800...2200 {
      let first = number
      for month in 1...12 {
        let length = month == 2 ? (isLeap(year) ? 29 : 28) : (longMonths.contains(month) ? 31 : 30)
        let monthText = "\(year)-\(month < 10 ? "0" : "")\(month)"
        #expect(CivilDay.daysInMonth(year: year, month: month) == length)
        #expect(CivilDay.parse(Array(monthText.utf8), edge: .first) == number)
        #expect(CivilDay.parse(Array(monthText.utf8), edge: .last) == number + Int32(length) - 1)
        for day in 1...length {
          if CivilDay.number(year: year, month: month, day: day) != number { Issue.record("\(monthText) \(day)") }
          if CivilDay.date(number) != (year, month, day) { Issue.record("day \(number)") }
          // A few days of each month go through a table, the last ones always: that is where calendars break.
          if day % 9 == 1 || day > 27 {
            texts.append("\(monthText)-\(day < 10 ? "0" : "")\(day)")
            expected.append(number)
          }
          number += 1
        }
      }
      #expect(CivilDay.parse(Array(String(year).utf8), edge: .first) == first)
      #expect(CivilDay.parse(Array(String(year).utf8), edge: .last) == number - 1)
    }
    let seen = try column(texts) { $0.days(column: 1, edge: .first, empty: -1) }
    #expect(seen.bad == [] && seen.values == expected)
  }

  @Test func badDaysAreNoDays() throws {
    let bad = [
      "2021-13", "2021-00", "2021-00-10", "2021-02-29", "1900-02-29", "2100-02-29", "2021-04-31", "2021-05-00", "2021-05-32", "0000",
      "0000-01-01", "2021-2-01", "2021-2-1", "2021/05/01", "20210501", "2021-0501", "2021-05-", "2021-", "-021-05-01", "+2021", "21",
      "2021-05-1x", "2021-05x01", "2021x05-01", " 2021-05-01", "2021-05-01 ", " 2021-05", "2021 ", "1e10", "٢٠٢١", "２０２１-05", "村",
      String(repeating: "\0", count: 10), String(repeating: "\0", count: 4), "2021-05-01T00:00", "－021", "20:1-05-01", "202/-05-01",
    ]
    for text in bad { #expect(CivilDay.parse(Array(text.utf8), edge: .first) == nil, "\(text)") }
    let seen = try column(bad) { $0.days(column: 1, edge: .first, empty: -7) }
    #expect(seen.bad == Array(bad.indices))
    #expect(seen.values == bad.map { _ in -7 })
  }

  /// Neighbours that are nearly the same, bad ones between, quoted ones.
  @Test func neighbouringDaysAreNotMistakenForEachOther() throws {
    let texts = [
      "2021-05-01", "2021-05-01", "2021-05-02", "2021-15-02", "2021-15-02", "2021-05-02", "", "2021-05-02", "\"2021-05-02\"", "2021-05",
      "2021", "2021-05-02x", "x021-05-02", "2021-05-02", "\"2021-05-\"\"2\"", "\"2021-05-\"\"2\"", "2000-02-29", "1970-01-01", "1969-12-31",
    ]
    let day = CivilDay.number(year: 2021, month: 5, day: 1)
    for (edge, month, year) in [(CivilDay.Edge.first, day, day - 120), (.last, day + 30, day + 244)] {
      let seen = try column(texts) { $0.days(column: 1, edge: edge, empty: 77) }
      #expect(seen.bad == [3, 4, 11, 12, 14, 15])
      let expected = [
        day, day, day + 1, 77, 77, day + 1, 77, day + 1, day + 1, month, year, 77, 77, day + 1, 77, 77, 11016, 0, -1,
      ]
      #expect(seen.values == expected)
    }
  }

  /// The quick way says what the slow one does, or nothing; of good days in its years it always says something.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func theQuickWayIsNeverWrong(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let number = CivilDay.number(year: 1890 + random.below(220), month: 1 + random.below(12), day: 1 + random.below(31))
      let date = CivilDay.date(number)
      let day = random.oneIn(4) ? random.below(40) : date.day
      var text = Array("\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)-\(day < 10 ? "0" : "")\(day)".utf8)
      if random.oneIn(2) { text[random.below(10)] = UInt8(random.below(256)) }
      let slow = CivilDay.parse(text, edge: .first)
      let quick = FieldBuffer.with(text) { CivilDay.common($0.word(at: 0), $0.word(at: 2), CivilDay.months) }
      let year = slow.map { CivilDay.date($0).year } ?? 0
      #expect(quick == (1900..<2100 ~= year ? slow : nil), "\(text)")
    }
  }

  // MARK: Numbers

  @Test func wholeNumbersHaveLimits() throws {
    let good: [(String, Int32)] = [
      ("0", 0), ("7", 7), ("00012", 12), ("2147483646", .max - 1), ("2147483647", .max), ("", -9), ("\"42\"", 42), ("\"\"", -9),
      (String(repeating: "0", count: 60) + "5", 5),
    ]
    let bad = [
      "2147483648", "4294967296", "4294967297", "18446744073709551616", "18446744073709551617", "-1", "+1", "1.0", " 1", "1 ",
      "1e3", "٣", "３", "x", "/", ":", "\0", String(repeating: "9", count: 80), "1\"\"", "\"1\"\"\"",
    ]
    let seen = try column(good.map(\.0) + bad) { $0.wholeNumbers(column: 1, empty: -9) }
    #expect(seen.values == good.map(\.1) + bad.map { _ in -9 })
    #expect(seen.bad == Array(good.count..<good.count + bad.count))
  }

  /// The fast way to read a decimal must round as the standard library does, to the last bit.
  @Test(arguments: 0..<4)
  func decimalsAgreeWithTheStandardLibrary(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var texts = [
      "0", "-0", "+0", "1.", ".5", "-.5", "+.5", ".", "-", "+", "-.", "", "1.2.3", "--1", "+-1", "1-", "1e", "1e5", "1E-5", "1e+5", "e5",
      ".e5",
      "1e400", "-1e400", "1e-400", "4.9e-324", "1.7976931348623157e308", "1.7976931348623159e308", "9007199254740991", "-9007199254740991",
      "9007199254740992", "-9007199254740992", "9007199254740993", "999999999999999",
      "9999999999999999", "0.1", "0.3", "123456789012345", ".123456789012345", "0.000000000000001", "0.0000000000000001",
      "00000000000000000001.5", "1e5.5", "1.5e", "12345678901234567890123", "0x10", "inf", "nan", "Infinity", "1_000", " 1", "1 ", "１",
      "1,5",
    ]
    for _ in 0..<4000 {
      switch random.below(3) {
      case 0: texts.append(String((0..<random.below(9)).map { _ in random.pick(Array("0123456789.-+eE")) }))
      case 1: texts.append((random.oneIn(2) ? "-" : "") + digits(&random, 18) + "." + digits(&random, 18))
      default: texts.append(digits(&random, 20) + "." + digits(&random, 6) + "e" + random.pick(["", "-"]) + String(random.below(330)))
      }
    }
    let allowed = Set("0123456789.-+eE")
    let expected = texts.map { text -> Double? in
      // What is too large to be exact is no number.
      text.isEmpty ? -9 : Double(text).flatMap { abs($0) < 9_007_199_254_740_992 && text.allSatisfy(allowed.contains) ? $0 : nil }
    }
    let seen = try column(texts.map { $0.contains(",") ? "\"\($0)\"" : $0 }) { $0.decimals(column: 1, empty: -9) }
    for (index, text) in texts.enumerated() where seen.values[index].bitPattern != (expected[index] ?? -9).bitPattern {
      Issue.record("\(text) is \(seen.values[index]), expected \(expected[index].map { "\($0)" } ?? "bad")")
    }
    #expect(seen.bad == texts.indices.filter { expected[$0] == nil })
  }

  private func digits(_ random: inout SplitMix64, _ most: Int) -> String {
    String((0..<random.below(most + 1)).map { _ in random.pick(Array("0123456789")) })
  }

  @Test func emptyFieldsAreKnown() throws {
    let reader = try tableReader("a,b\nx,\nx,a\nx,\"\"\nx,\"\"\"\"\nx, \n")
    let seen = try reader.reduce(into: [], jobs: 1, parse: { $0.empties(column: 1) }, merge: { all, part, _ in all += part })
    #expect(seen == [true, false, true, false, false])
  }

  private struct Seen<Value: Sendable>: Sendable {
    var values: [Value] = []
    var bad: [Int] = []
  }

  /// The values of the texts in a column of a table, and the rows that are bad.
  private func column<Value: Sendable>(
    _ texts: [String], _ read: @escaping @Sendable (RowBatch) -> ColumnValues<Value>
  ) throws -> Seen<Value> {
    let reader = try tableReader("a,b\n" + texts.map { "x,\($0)\n" }.joined(), partSize: 16 << 10)
    return try reader.reduce(into: Seen(), jobs: 1, parse: read) { all, part, _ in
      all.bad += part.bad.map { $0 + all.values.count }
      all.values += part.values
    }
  }
}
