import Testing

@testable import PairGraph

/// Who is asked, what counts as a helper, and in what order it is told: the design's sentences one by one.
struct CoverageTests {
  private func uncovered(_ files: [String: String], of: String? = nil, inherits: Bool = false, on day: String = "2024-06-30") throws
    -> [String]
  {
    let selector = try of.map { try Selector($0) }
    let small = try SmallNetwork(files, on: day, .bounds, attributes: selector?.attributes ?? [])
    let result = try CoverageCheck(of: selector, inherits: inherits).run(on: small.network)
    return try zip(small.ids(result.findings), result.findings).map { "\($0) \($1.has)/\($1.bound)" }
  }

  private static let helpers = "id\nc1\nc2\nc3\n"

  @Test func needOfAHousehold() throws {
    let found = try uncovered([
      "households.csv": "id,need\nempty,\nnone,0\none,1\ntwo,2\nthree,3\n", "cadres.csv": Self.helpers,
      "pairings.csv": "from,to\nc1,two\nc1,three\nc2,three\nc3,three\n",
    ])
    #expect(found == ["empty 0/1", "one 0/1", "two 1/2"])
  }

  @Test func withoutAColumnNeedAHouseholdNeedsOne() throws {
    let files = ["households.csv": "id\nh1\nh2\n", "cadres.csv": Self.helpers, "pairings.csv": "from,to\nc1,h2\n"]
    #expect(try uncovered(files) == ["h1 0/1"])
  }

  /// Other nodes are asked only where they say so; `--of` asks them and still exempts those that need nothing.
  @Test func needOfOtherNodes() throws {
    let files = [
      "places.csv": "id,kind,need\np1,village,\np2,village,0\np3,village,2\np4,town,\n", "cadres.csv": Self.helpers,
      "nodes.csv": "id,kind\nn1,household\nn2,village\n", "pairings.csv": "from,to\nc1,p3\n",
    ]
    #expect(try uncovered(files) == ["p3 1/2", "n1 0/1"])
    #expect(try uncovered(files, of: "place") == ["p1 0/1", "p3 1/2", "p4 0/1"])
    #expect(try uncovered(files, of: "place[kind=village]") == ["p1 0/1", "p3 1/2"])
    #expect(try uncovered(files, of: "village") == ["n2 0/1"])
    #expect(try uncovered(files, of: "cadre") == ["c1 0/1", "c2 0/1", "c3 0/1"])
  }

  /// Distinct partners, of any kind and any type; a repeated one counts once, nobody helps themselves.
  @Test func distinctHelpers() throws {
    let found = try uncovered([
      "households.csv": "id,need\nh1,2\nh2,2\nh3,2\nh4,1\n", "units.csv": "id\nu\n", "cadres.csv": Self.helpers,
      "pairings.csv": """
      from,to,kind,since,until
      c1,h1,a,2020,
      c1,h1,b,2020,
      c1,h1,a,2021,
      c1,h2,a,,
      u,h2,a,,
      h3,h3,a,,
      h4,h4,,,
      h2,h4,,,2024-06-29
      h1,h3,,,
      """,
    ])
    #expect(found == ["h1 1/2", "h3 1/2", "h4 0/1"])
  }

  @Test(arguments: [("2020-12-31", ["h 0/1"]), ("2021-01-01", []), ("2021-06-30", []), ("2021-07-01", ["h 0/1"]), ("2023-01-01", [])])
  func daysThatCount(day: String, found: [String]) throws {
    let files = [
      "households.csv": "id\nh\n", "cadres.csv": Self.helpers,
      "pairings.csv": "from,to,since,until\nc1,h,2021,2021-06\nc2,h,2023-01-01,\nc1,h,2000,1999\n",
    ]
    #expect(try uncovered(files, on: day) == found)
  }

  /// A pairing whose helper does not exist does not cover.
  @Test func unknownHelpersDoNotCover() throws {
    let small = try SmallNetwork(["households.csv": "id\nh\n", "pairings.csv": "from,to\nghost,h\n"])
    #expect(try small.ids(CoverageCheck().run(on: small.network).findings) == ["h"])
    #expect(small.problems() == ["pairings.csv:2 from unknown-end"])
  }

  /// What helps a place helps those inside; two ways to one helper are one; nobody is covered by themselves.
  @Test func inheritance() throws {
    let files = [
      "places.csv": "id,parent\ncounty,\ntown,county\nv1,town\nv2,town\nother,\n",
      "households.csv": "id,place,need\nh1,v1,2\nh2,v2,1\nh3,other,1\nh4,gone,1\nh5,v1,3\n", "cadres.csv": "id\nc1\nc2\n",
      "pairings.csv": "from,to,until\nc1,county,\nc1,h1,\nc2,v1,\nc2,town,2020\nh5,v1,\nv1,v1,\n",
    ]
    #expect(try uncovered(files) == ["h1 1/2", "h2 0/1", "h3 0/1", "h4 0/1", "h5 0/3"])
    #expect(try uncovered(files, inherits: true) == ["h3 0/1", "h4 0/1", "h5 2/3"])
    // A village that helps its town does not cover itself.
    let villages = ["places.csv": "id,parent,need\nt,,\nv,t,1\n", "pairings.csv": "from,to\nv,t\n"]
    #expect(try uncovered(villages, inherits: true) == ["v 0/1"])
  }

  /// By table, then by line; the tables in the order in which ids count.
  @Test func order() throws {
    let found = try uncovered([
      "nodes.csv": "id,need\nn2,1\nn1,1\n", "households.csv": "id\nh9\nh1\n", "cadres.csv": "id,need\nc,1\n",
      "places.csv": "id,need\nz,1\na,1\n",
      "units.csv": "id,need\nu,1\n", "branches.csv": "id,need\nb,1\n", "committees.csv": "id,need\nj,1\n",
    ])
    #expect(found.map { $0.prefix { $0 != " " } } == ["z", "a", "u", "b", "c", "h9", "h1", "j", "n2", "n1"])
  }

  /// Everything inside a place counts for it, the place itself does not.
  @Test func tallyOfPlaces() throws {
    let small = try SmallNetwork([
      "places.csv": "id,parent,need\nt,,1\nv1,t,\nv2,t,\nempty,t,\n",
      "households.csv": "id,place,need\na,v1,\nb,v1,\nc,v2,\nd,t,\ne,,\nf,v2,0\n",
      "cadres.csv": "id\nk\n", "pairings.csv": "from,to\nk,a\n",
    ])
    let tally = try CoverageCheck().run(on: small.network).subjects
    let named = Dictionary(uniqueKeysWithValues: try tally.places.map { (try small.network.ids(of: [$0])[0], "\($1.broken)/\($1.asked)") })
    #expect(named == ["t": "3/4", "v1": "1/2", "v2": "1/1"])
    #expect(tally.total == PlaceTally.Count(asked: 6, broken: 5))
    #expect(tally.types.mapValues(\.broken) == ["place": 1, "household": 4])
    #expect(tally.total.share == 5.0 / 6 && PlaceTally.Count().share == 0)
  }

  @Test func nobodyAsked() throws {
    let small = try SmallNetwork(["cadres.csv": "id\nc\n"])
    let result = try CoverageCheck().run(on: small.network)
    #expect(result.findings.isEmpty && result.subjects.total.asked == 0 && result.norm == "need")
  }
}
