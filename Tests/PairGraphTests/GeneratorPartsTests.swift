import TestSupport
import Testing

@testable import PairGraph

/// The parts that generated networks are made of.
struct GeneratorPartsTests {
  @Test func numbersByPosition() {
    for state in [0, 1, .max] as [UInt64] {
      var inOrder = SplitMix64(seed: state)
      let stream = SeededStream(state: state)
      for position in 0..<100 { #expect(stream.value(position) == inOrder.next()) }
    }
    let stream = SeededStream(seed: 1, "x")
    #expect(stream.value(0) != SeededStream(seed: 1, "y").value(0) && stream.value(0) != SeededStream(seed: 2, "x").value(0))
    let counts = (0..<7000).reduce(into: [Int](repeating: 0, count: 7)) { $0[stream.below(7, $1)] += 1 }
    #expect(counts.allSatisfy { 850...1150 ~= $0 })
  }

  @Test func shufflesAreBijections() {
    for count in [1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 1000] {
      for seed in 0..<5 as Range<UInt64> {
        let shuffle = Shuffle(count, seed: seed, "x")
        let order = (0..<count).map { shuffle.number(at: $0) }
        #expect(order.sorted() == Array(0..<count))
        #expect(order.map { shuffle.position(of: $0) } == Array(0..<count))
        if count > 30 { #expect(order != Array(0..<count)) }
      }
    }
  }

  @Test func deals() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let (holders, skew) = (1 + random.below(40), random.pick([Deal.Skew.even, .mild, .steep]))
      let most = random.oneIn(2) ? 1 + random.below(30) : Int.max
      let count = random.below(most == .max ? 2000 : most * holders + 1)
      let deal = Deal(count, to: holders, skew, least: 1, most: most, seed: seed, "x")
      var things = 0
      for holder in 0..<holders {
        #expect(deal.things(of: holder).lowerBound == things && deal.load(of: holder) <= most)
        #expect(deal.load(of: holder) > 0 || count < holders)
        for thing in deal.things(of: holder) { #expect(deal.holder(of: thing) == holder) }
        things = deal.things(of: holder).upperBound
      }
      #expect(things == count)
    }
    #expect(Deal(100, to: 10, .mild, first: 8, seed: 1, "x").load(of: 0) == 8)
  }

  @Test func linesOfEditedTables() {
    for seed in 0..<100 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let count = 1 + random.below(20)
      let table = GeneratedTable(
        "t.csv", ["a"], [GeneratedTable.Section(count: count) { index, bytes in bytes.text("row \(index)") }])
      var edits = TableEdits()
      var places: [(TableEdits.Place, String)] = []
      var dropped: Set<Int> = []
      for number in 0..<random.below(12) {
        let row = random.below(count)
        switch random.below(3) {
        case 0:
          edits.drop(row)
          dropped.insert(row)
        case 1: places.append((edits.insert(Array("new \(number)".utf8), before: row), "new \(number)"))
        default:
          if !dropped.contains(row) { edits.replace(row, with: Array("row \(row)".utf8)) }
        }
      }
      for row in 0..<count where !dropped.contains(row) { places.append((.row(row), "row \(row)")) }
      let middle = random.below(count + 1)
      let bytes = table.header + table.bytes(of: 0..<middle, edits) + table.bytes(of: middle..<count, edits)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      for (place, text) in places { #expect(lines[edits.line(of: place) - 1] == text) }
      #expect(lines.count == 1 + count + edits.added)
    }
  }

  /// Periods as the obvious way finds them: day by day.
  @Test(arguments: [LinkRule.Period.week, .halfMonth, .month, .quarter, .year])
  func periods(period: LinkRule.Period) throws {
    let first = Int(try testDay("2023-11-20").number)
    for day in first..<first + 500 {
      let around = period.around(day)
      #expect(around.contains(day))
      #expect(period.around(around.lowerBound) == around && period.around(around.upperBound - 1) == around)
      #expect(period.around(around.upperBound).lowerBound == around.upperBound)
    }
    let starts = { (from: String) in
      Day(number: Int32(period.around(Int((try? testDay(from))?.number ?? 0)).lowerBound)).description
    }
    let expected: [LinkRule.Period: [String]] = [
      .week: ["2024-02-26", "2024-12-30"], .halfMonth: ["2024-02-16", "2024-12-16"], .month: ["2024-02-01", "2024-12-01"],
      .quarter: ["2024-01-01", "2024-10-01"], .year: ["2024-01-01", "2024-01-01"],
    ]
    #expect(["2024-02-29", "2024-12-31"].map(starts) == expected[period])
  }

  @Test func termsEndWithAJuly() throws {
    let term = { (day: String) in
      let range = LinkRule.Period.term.around(Int(try testDay(day).number))
      return [range.lowerBound, range.upperBound - 1].map { Day(number: Int32($0)).description }
    }
    #expect(try term("2013-07-31") == ["2010-08-01", "2013-07-31"] && term("2013-08-01") == ["2013-08-01", "2016-07-31"])
    #expect(try term("2007-08-01") == ["2007-08-01", "2010-07-31"] && term("2026-11-25") == ["2025-08-01", "2028-07-31"])
  }

  @Test func profilesAreFoundByName() throws {
    #expect(throws: UnknownProfile(name: "huangang")) { try NetworkGenerator(profile: "huangang") }
    #expect(UnknownProfile(name: "huangang").nearest == "huanggang" && UnknownProfile(name: "Anding").nearest == "anding")
    #expect(UnknownProfile(name: "x").nearest == nil && UnknownProfile(name: String(repeating: "a", count: 9999)).nearest == nil)
    #expect(NetworkGenerator.profiles.count == 9)
  }

  /// The days that the command's message names.
  @Test func daysThereAreNetworksOf() throws {
    #expect(try NetworkGenerator.days == testDay("1950-01-01")...testDay("2900-12-31"))
  }
}
