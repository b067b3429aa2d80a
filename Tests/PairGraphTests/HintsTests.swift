import TableIO
import Testing

@testable import PairGraph

/// What staff are told besides the result: columns that were perhaps meant to be others, and how much memory a run takes.
struct HintsTests {
  @Test(arguments: [
    ("id,Need", "households.csv", "Need need"), ("id,haed", "households.csv", "haed head"), ("id,kinds", "places.csv", "kinds kind"),
    ("id,capacty", "cadres.csv", "capacty capacity"), ("from,to,untill", "pairings.csv", "untill until"),
    ("from,to,SINCE", "members.csv", nil),
  ])
  func columnsThatWerePerhapsMeant(header: String, file: String, hint: String?) throws {
    var files = ["places.csv": "id\n"]
    files[file] = header + "\n"
    guard let hint else {
      #expect(throws: LoadError.self) { try SmallNetwork(files) }
      return
    }
    let near = try SmallNetwork(files).network.nearColumns.map { "\($0.column) \($0.nearest)" }
    #expect(near == [hint])
  }

  /// Columns of their own are no mistakes.
  @Test func columnsOfOnesOwn() throws {
    let small = try SmallNetwork([
      "places.csv": "id,name,kind,parent,lat,lon,need,capacity,poor,电话,\n", "households.csv": "id,head,name,place,kind,size,need,note\n",
      "cadres.csv": "id,name,unit,branch,place,role,rank,capacity,since,until,kind,phone\n",
      "pairings.csv": "from,to,kind,since,until,amount,agreement,source\n",
      "nodes.csv": "id,kind,name,parent,place,unit,branch,lat,lon\n",
    ])
    #expect(small.network.nearColumns.isEmpty && Reports(small.network, in: .english).warnings().isEmpty)
  }

  /// Near enough to choose a machine by.
  @Test func memoryEstimate() throws {
    let households = (0..<20_000).map { "h\($0),村民\($0),\($0 % 4)" }.joined(separator: "\n")
    let pairings = (0..<9000).map { "h\($0),h\($0 + 1)" }.joined(separator: "\n")
    let folder = try ScratchFolder([
      "households.csv": "id,head,need\n" + households, "pairings.csv": "from,to\n" + pairings, "visits.csv": "from,to,date\n",
    ])
    let estimate = try MemoryEstimate(contentsOf: folder.path, options: LoadOptions(day: testDay("2024-01-01"), detail: .bounds, jobs: 1))
    #expect(estimate.tables.map(\.file) == ["households.csv", "pairings.csv"])
    for (table, rows) in zip(estimate.tables, [20_000, 9000]) { #expect(abs(table.rows - rows) * 20 < rows, "\(table)") }
    #expect(estimate.total > estimate.tables.reduce(0) { $0 + $1.bytes } && MemoryEstimate.machine > 1 << 28)
    let full = try MemoryEstimate(contentsOf: folder.path, options: LoadOptions(day: testDay("2024-01-01"), detail: .full, jobs: 1))
    #expect(full.tables.count == 3 && full.total > estimate.total)
    #expect(throws: LoadError.self) { try MemoryEstimate(contentsOf: folder.path + "/none", options: LoadOptions()) }
  }

  /// Tables that an estimate opened are read as they were opened.
  @Test func aDatasetIsOpenedOnce() throws {
    let options = try LoadOptions(day: testDay("2024-01-01"), detail: .bounds, jobs: 1)
    let folder = try ScratchFolder([
      "households.csv": "id,head\nh1,甲\nh2,乙\n", "cadres.csv": "id,name\nc1,丙\n", "pairings.csv": "from,to\nc1,h1\n",
    ])
    let dataset = try Dataset(at: folder.path)
    #expect(try MemoryEstimate(of: dataset, options: options).tables.count == 3)
    for _ in 0..<2 {
      let found = try CoverageCheck().run(on: Network(dataset, options: options))
      #expect(found.findings.count == 1)
    }
    try folder.truncate("pairings.csv")
    let error = #expect(throws: LoadError.self) { try Network(dataset, options: options) }
    #expect(error?.code == TableProblem.changedWhileRead.rawValue && error?.path == folder.path + "/pairings.csv")
    let anew = #expect(throws: LoadError.self) { try Network(contentsOf: folder.path, options: options) }
    #expect(anew?.code == TableProblem.emptyFile.rawValue)
    #expect(throws: LoadError.self) { try Dataset(at: folder.path + "/none") }
  }
}
