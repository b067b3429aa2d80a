import Foundation
import Testing

@testable import PairGraph

struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11016), ("2021", 18628), ("2021-05", 18748),
    ("2021-05-01", 18748),
    ("0001-01-01", -719162), ("9999-12-31", 2_932_896),
  ])
  func reads(text: String, number: Int32) { #expect(Day(text)?.number == number) }

  @Test(arguments: [
    "", " ", "2021-", "2021-5-1", "2021-13", "2021-00", "2021-02-29", "2021-04-31", "2021-05-00", "2021/05/01", "20210501", "2021-05-01 ",
    " 2021", "21", "02021", "0000", "0000-01-01", "２０２１", "2021年", "-2021", "2021-05-01T00:00", "2021-05--1", "1900-02-29", "now",
  ])
  func refuses(text: String) { #expect(Day(text) == nil) }

  /// Every day of four centuries and a bit, which is how long the calendar takes to repeat, against Foundation's calendar.
  @Test func writesWhatItReads() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for number in stride(from: Int32(-135_000), through: 60_000, by: 37) {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
      let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let numbers = day.description.split(separator: "-").compactMap { Int($0) }
      #expect(numbers == [parts.year, parts.month, parts.day], "\(day)")
    }
  }

  @Test func ordersAndStandsForItself() throws {
    #expect(try testDay("2021-05-01") < testDay("2021-05-02"))
    #expect(Day.distantPast < Day(number: -719_162) && Day.distantFuture > Day(number: 2_932_896))
    #expect(Day(number: 0).description == "1970-01-01")
    #expect(try testDay("0033-04-03").description == "0033-04-03")
  }

  /// Today is the calendar's, also when midnight passes while we look.
  @Test func todayIsADay() {
    let calendar = { () -> [Int?] in
      let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
      return [parts.year, parts.month, parts.day]
    }
    let before = calendar()
    let today = Day.today.description.split(separator: "-").map { Int($0) }
    #expect([before, calendar()].contains(today))
  }

  /// The whole of an unfinished `until` counts, an unfinished `since` counts from its first day.
  @Test(arguments: [
    ("2020-12-31", false), ("2021-01-01", true), ("2021-12-31", true), ("2022-01-01", true), ("2022-02-28", true), ("2022-03-01", false),
  ])
  func unfinishedDatesReachTheirEdges(day: String, isCovered: Bool) throws {
    let small = try SmallNetwork(
      ["households.csv": "id\nh\n", "cadres.csv": "id\nc\n", "pairings.csv": "from,to,since,until\nc,h,2021,2022-02\n"], on: day)
    #expect(try CoverageCheck().run(on: small.network).findings.isEmpty == isCovered)
  }
}
