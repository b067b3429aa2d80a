import TestSupport
import Testing

@testable import PairGraph

/// Few rows with the same ends are read one by one, many by reading the table again; a set of rows knows which are equal.
struct EqualEdgesTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func mergesEqualRows(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 1 + random.below(random.pick([5, 50, 1200]))
    let people = random.pick([3, 40, 4000])
    let repeatRate = random.pick([2, 10, 200])
    var rows: [[String]] = []
    for _ in 0..<count {
      if !rows.isEmpty, random.oneIn(repeatRate) {
        var row = random.pick(rows)
        if random.oneIn(2) { row[2 + random.below(2)] = random.pick(["x", "", "a,b"]) }
        rows.append(row)
      } else {
        rows.append(["c\(random.below(people))", "h\(random.below(people))", random.pick(["k", "l"]), random.pick(["", "1", "\"q\""])])
      }
    }
    // A row that is rejected is equal to none.
    let bad = random.below(count + 1)
    let lines = rows.map { row in row.map { Self.quoted($0, random.oneIn(3)) }.joined(separator: ",") }
    let text = (lines[..<bad] + ["c0,nobody,k,"] + lines[bad...] + ["c0,nobody,k,"]).joined(separator: "\n")
    let ids = { (prefix: String) in "id\n" + (0..<people).map { prefix + "\($0)" }.joined(separator: "\n") }
    let folder = try ScratchFolder(["cadres.csv": ids("c"), "households.csv": ids("h"), "pairings.csv": "from,to,kind,note\n" + text])
    for side in [LoadOptions.Side.helps, .helped] {
      var options = LoadOptions(day: try testDay("2024-01-01"), detail: .full, jobs: 1 + random.below(2))
      options.counts = side
      let network = try Network(contentsOf: folder.path, options: options)
      let merged = rows.count - Set(rows).count
      #expect(network.rows.last == TableRows(file: "pairings.csv", read: count + 2, used: count - merged, merged: merged, rejected: 2))
      // The first of each stays, in its place.
      var seen: Set<[String]> = []
      let kept = rows.filter { seen.insert($0).inserted }
      let table = network.edges(.pairings)
      #expect(try network.ids(of: table.from.map(Int.init)) == kept.map { $0[0] })
      #expect(try network.ids(of: table.to.map(Int.init)) == kept.map { $0[1] })
    }
  }

  private static func quoted(_ text: String, _ isQuoted: Bool) -> String {
    isQuoted || text.contains("\"") || text.contains(",") ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
