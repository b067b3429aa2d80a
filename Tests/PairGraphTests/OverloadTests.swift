import TestSupport
import Testing

@testable import PairGraph

struct OverloadTests {
  private func overloaded(_ files: [String: String], max: Int? = nil, on day: String = "2024-06-30") throws -> [String] {
    let small = try SmallNetwork(files, on: day, .bounds)
    let result = try OverloadCheck(max: max).run(on: small.network)
    return try zip(small.ids(result.findings), result.findings).map { "\($0) \($1.has)/\($1.bound)" }
  }

  private static let files = [
    "cadres.csv": "id,capacity\nc1,1\nc2,\nc3,0\nc4,2\n", "units.csv": "id\nu\n", "households.csv": "id\nh1\nh2\nh3\n",
    "pairings.csv": "from,to\nc1,h1\nc1,h2\nc2,h1\nc2,h2\nc2,h3\nc3,h1\nc4,h1\nc4,h2\nu,h1\nu,h2\nh3,h3\n",
  ]

  /// An empty capacity is unbounded unless `--max` fills it; one that is given stays.
  @Test func bounds() throws {
    #expect(try overloaded(Self.files) == ["c1 2/1", "c3 1/0"])
    #expect(try overloaded(Self.files, max: 2) == ["c1 2/1", "c2 3/2", "c3 1/0"])
    #expect(try overloaded(Self.files, max: 0) == ["c2 3/0", "u 2/0", "c1 2/1", "c3 1/0"])
    #expect(try overloaded(Self.files, max: 5) == ["c1 2/1", "c3 1/0"])
  }

  /// By how far above, then by the bytes of the id.
  @Test func order() throws {
    let cadres = "id,capacity\nb,1\na,1\nZ,1\n村,1\nz,0\n10,1\n9,1\n"
    let pairings = ["b", "a", "Z", "村", "z", "10", "9"].flatMap { id in (1...3).map { "\(id),h\($0)" } }.joined(separator: "\n")
    let found = try overloaded(["cadres.csv": cadres, "households.csv": "id\nh1\nh2\nh3\n", "pairings.csv": "from,to\n" + pairings])
    #expect(found == ["z 3/0", "10 3/1", "9 3/1", "Z 3/1", "a 3/1", "b 3/1", "村 3/1"])
  }

  /// Loads are distinct nodes helped on the day; a repeated pairing and other kinds of it are one, one's own is none.
  @Test func loads() throws {
    let files = [
      "cadres.csv": "id\nc\n", "households.csv": "id\nh1\nh2\nh3\n",
      "pairings.csv": "from,to,kind,until\nc,h1,a,\nc,h1,b,\nc,h1,a,2099\nc,h2,a,2020\nc,c,a,\nc,h3,,\n",
    ]
    #expect(try overloaded(files, max: 0) == ["c 2/0"])
    #expect(try overloaded(files, max: 0, on: "2020-12-31") == ["c 3/0"])
  }

  /// More partners than a handful take another way through the counting.
  @Test(arguments: [15, 16, 17, 23, 24, 25, 26, 400])
  func longLists(count: Int) throws {
    let ids = (0..<count).map { "h\($0)" }
    var rows = ids.flatMap { ["c,\($0),", "c,\($0),2020"] } + ["c,c,", "c,gone,2020"]
    var random = SplitMix64(seed: UInt64(count))
    rows.shuffle(using: &random)
    let files = [
      "cadres.csv": "id,capacity\nc,0\n", "households.csv": "id\n" + ids.joined(separator: "\n") + "\ngone\n",
      "pairings.csv": "from,to,until\n" + rows.joined(separator: "\n"),
    ]
    #expect(try overloaded(files) == ["c \(count)/0"])
    #expect(try CoverageCheck().run(on: SmallNetwork(files).network).findings.count == 1)
  }

  /// Looked at are cadres, those who help, and those with a capacity; help that only passes down a place is nobody's load.
  @Test func whoIsLookedAt() throws {
    let small = try SmallNetwork([
      "cadres.csv": "id\nidle\nbusy\n", "units.csv": "id,capacity\nu1,5\nu2,\n", "nodes.csv": "id,kind\nn1,cadre\nn2,x\n",
      "places.csv": "id\np\n", "households.csv": "id,place\nh1,p\nh2,p\n", "pairings.csv": "from,to\nbusy,p\n",
    ])
    let result = try OverloadCheck().run(on: small.network)
    #expect(result.distribution == LoadDistribution(of: [0, 1, 0, 0]))
    #expect(result.bounded == 1 && result.findings.isEmpty)
    #expect(try OverloadCheck(max: 0).run(on: small.network).bounded == 4)
  }

  /// What was counted while loading is what is counted afterwards.
  @Test func whicheverSideIsCountedFirst() throws {
    let folder = try ScratchFolder(Self.files)
    for side in [LoadOptions.Side.helps, .helped] {
      for detail in [LoadOptions.Detail.bounds, .graph, .full] {
        var options = LoadOptions(day: try testDay("2024-01-01"), detail: detail, jobs: 2)
        options.counts = side
        let network = try Network(contentsOf: folder.path, options: options)
        #expect(try OverloadCheck(max: 2).run(on: network).findings.map(\.has) == [2, 3, 1])
        #expect(try CoverageCheck(of: Selector("household")).run(on: network).findings.map(\.has) == [])
        #expect(try CoverageCheck(of: Selector("cadre")).run(on: network).findings.count == 4)
      }
    }
  }
}
