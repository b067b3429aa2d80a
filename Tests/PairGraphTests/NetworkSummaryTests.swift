import Testing

@testable import PairGraph

struct NetworkSummaryTests {
  private static let files = [
    "places.csv": "id,kind,parent\np1,village,\np2,village,p1\np3,,p1\n", "cadres.csv": "id,unit\nc1,u\nc2,u\n",
    "units.csv": "id,kind\nu,机关\n",
    "households.csv": "id,kind,place\nh1,b,p1\nh2,a,p1\nh3,b,p1\nh4,a,p1\nh5,,p1\n", "committees.csv": "id\nj\n",
    "nodes.csv": "id,kind\nn1,x\nn2,\nn3,x\n",
    "pairings.csv": """
    from,to,kind,since,until
    c1,h1,k,,
    c1,h1,l,,
    c1,h2,k,2020,
    c1,h3,k,2025,
    c2,h3,k,,2023
    h4,h4,k,,
    """,
    "members.csv": "committee,member,role,until\nj,p1,成员村,\nj,c1,书记,2020\nj,h2,,\n", "edges.csv": "from,to,kind,weight\nn1,n3,x,2\n",
    "visits.csv": "from,to,date\nc1,h1,2024-01-01\nc1,h1,2024-01-02\n", "adjacent.csv": "a,b\np1,p2\n",
    "costs.csv": "from,to,cost\nc1,h1,2\n",
  ]

  @Test func countsByTypeKindAndTerm() throws {
    let summary = NetworkSummary(of: try SmallNetwork(Self.files).network)
    let lines = summary.nodes.map { "\($0.type) \($0.count): " + $0.kinds.map { "\($0.kind) \($0.count)" }.joined(separator: ", ") }
    // Kinds by number, then by name.
    #expect(
      lines == [
        "place 3: village 2,  1", "unit 1: 机关 1", "cadre 2: ", "household 5: a 2, b 2,  1", "committee 1: ", "x 2: ", "node 1: ",
      ])
    let edges = summary.edges.map { "\($0.type) \($0.count): " + $0.kinds.map { "\($0.kind) \($0.count)" }.joined(separator: ", ") }
    #expect(edges == ["pairing 4: k 3, l 1", "member 2:  1, 成员村 1", "link 1: x 1"])
    #expect(summary.pairings == NetworkSummary.Term(past: 1, alive: 4, toCome: 1))
    #expect(summary.memberships == NetworkSummary.Term(past: 1, alive: 2, toCome: 0))
    #expect(summary.links == NetworkSummary.Term(past: 0, alive: 1, toCome: 0))
    #expect(summary.visits == 2 && summary.adjacent == 1 && summary.costs == 1)
  }

  /// A type of a table and of `nodes.csv` is one type; a row of the latter has it for its kind.
  @Test func aTypeOfTwoTables() throws {
    let files = [
      "places.csv": "id,kind\np1,village\np2,\n", "cadres.csv": "id\nc1\n",
      "nodes.csv": "id,kind\nn1,cadre\nn2,place\nn3,x\nn4,place\nn5,\n",
    ]
    let summary = NetworkSummary(of: try SmallNetwork(files).network)
    let lines = summary.nodes.map { "\($0.type) \($0.count): " + $0.kinds.map { "\($0.kind) \($0.count)" }.joined(separator: ", ") }
    #expect(lines == ["place 4: place 2,  1, village 1", "cadre 2: ", "node 1: ", "x 1: "])
  }

  /// Containment, employment, adjacency, visits and costs are no edges; loops and parallel edges do not count twice.
  @Test func degreesAndComponents() throws {
    let summary = NetworkSummary(of: try SmallNetwork(Self.files).network)
    // c1–h1, c1–h2, h2–j, j–p1; n1–n3.
    #expect(summary.components == 10 && summary.largestComponent == 5 && summary.isolated == 8)
    #expect(summary.degrees == LoadDistribution(of: [1, 0, 0, 0, 2, 0, 1, 2, 0, 0, 0, 2, 1, 0, 1]))
  }

  /// One (from, to, kind) whose dates meet is one pairing, however many rows tell of it; days that follow each other do not meet.
  @Test(arguments: [
    ("c,h,k,,\nc,h,k,2020,\n", 1), ("c,h,k,2020,2020\nc,h,k,2021,2021\n", 0), ("c,h,k,2020,2021-01-01\nc,h,k,2021,2021\n", 1),
    ("c,h,k,,\nc,h,l,2020,\n", 0), ("c,h,k,,\nh,c,k,2020,\n", 0), ("c,h,k,2020,2020\nc,h,k,2022,2022\nc,h,k,2019,2023\n", 2),
    ("c,h,k,2019,2023\nc,h,k,2020,2020\nc,h,k,2022,2022\n", 2), ("c,h,,,\nc,h,,2020,2020\n", 1), ("c,h,k,,\nc,h,k,,\n", 0),
  ])
  func overlaps(rows: String, count: Int) throws {
    let small = try SmallNetwork([
      "cadres.csv": "id\nc\n", "households.csv": "id\nh\n", "pairings.csv": "from,to,kind,since,until\n" + rows,
    ])
    #expect(NetworkSummary(of: small.network).overlapping == count)
  }

  /// Rows that overlap are one edge, alive once; the rows stay used.
  @Test func whatOverlapsCountsOnce() throws {
    let small = try SmallNetwork(
      [
        "cadres.csv": "id\nc\n", "households.csv": "id\nh\n",
        "pairings.csv": "from,to,kind,since,until\nc,h,x,2020,2022\nc,h,x,2021,2023\nc,h,y,2021,\nc,h,x,2024,2025\nc,h,x,2025,\n",
      ], on: "2021-06-01")
    let summary = NetworkSummary(of: small.network)
    #expect(summary.pairings == NetworkSummary.Term(past: 0, alive: 2, toCome: 1) && summary.overlapping == 2)
    #expect(summary.edges.map(\.count) == [2] && summary.edges[0].kinds.map { "\($0.kind) \($0.count)" } == ["x 1", "y 1"])
    #expect(small.network.rows.last == TableRows(file: "pairings.csv", read: 5, used: 5, merged: 0, rejected: 0))
  }

  @Test func overlapsWithoutColumns() throws {
    let small = try SmallNetwork([
      "cadres.csv": "id\nc\n", "households.csv": "id\nh\n", "pairings.csv": "from,to,agreement\nc,h,1\nc,h,2\nc,h,1\n",
    ])
    #expect(NetworkSummary(of: small.network).overlapping == 1)
    #expect(small.network.rows.last == TableRows(file: "pairings.csv", read: 3, used: 2, merged: 1, rejected: 0))
  }

  @Test func nothingAtAll() throws {
    let summary = NetworkSummary(of: try SmallNetwork(["places.csv": "id\n"]).network)
    #expect(
      summary.nodes.isEmpty && summary.edges.isEmpty && summary.components == 0 && summary.largestComponent == 0 && summary.isolated == 0)
    #expect(summary.degrees.count == 0)
  }
}
