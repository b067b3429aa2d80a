import Testing

/// `pairgraph metrics`.
struct MetricsTests {
  private let work: Workdir

  init() throws {
    work = try Workdir(data: [
      "nodes.csv": "id,name\na,甲\nb,乙\nc,丙\nd,丁\ne,戊\n", "edges.csv": "from,to,weight\na,b,2\nb,c,\nc,a,\nc,d,0.5\nb,a,1\n",
    ])
  }

  @Test func table() throws {
    let run = try work.run("metrics", "data", "--csv", "-", "--bridges", "b.csv")
    let rows = run.out.split(separator: "\n").map { $0.split(separator: ",").map { String($0) } }
    #expect(
      rows[0] == [
        "type", "id", "name", "degree", "weighted_degree", "component", "core", "clustering", "betweenness", "pagerank", "cut_vertex",
      ])
    #expect(rows[1].prefix(9) == ["node", "a", "甲", "2", "4", "1", "2", "1", "0"])
    #expect(rows[3].prefix(9) == ["node", "c", "丙", "3", "2.5", "1", "2", "0.3333333333333333", "2"] && rows[3][10] == "yes")
    #expect(rows[5].prefix(9) == ["node", "e", "戊", "0", "0", "2", "0", "0", "0"] && rows[5][10] == "no")
    #expect(work.bytes("b.csv") == forPeople("from,from_name,to,to_name\nc,丙,d,丁\n"))
    #expect(run.status == 0 && run.error == "")
    #expect(try work.run("metrics", "data", "--csv", "-", "--jobs", "1").bytes == run.bytes)
  }

  @Test func inWords() throws {
    let run = try work.run("metrics", "data", "--on", "2021-05-01")
    #expect(
      run.out.hasPrefix(
        """
        5 nodes, 4 ties, 2 components on 2021-05-01; the largest has 4 nodes
        Densest core: 3 nodes of core number 2
        Betweenness: exact
        Single points of failure: 1 node, and 1 tie that nothing replaces
          c  丙 (node): without it 1 neighbour has nobody else, 1 node is cut off
        Rows:

        """))
    let chinese = try work.run("metrics", "data", "--on", "2021-05-01", "--lang", "zh", "--csv", "t.csv").out
    #expect(chinese.contains("单点故障：1 个节点，另有 1 条无可替代的联系\n  c  丙 (节点)：缺了它，1 个邻居再无联系，1 个节点与其余断开\n"))
    #expect(work.text("t.csv")?.contains("割点") == true && work.text("t.csv")?.contains(",是") == true)
    #expect(try work.run("metrics", "data", "--bridges", "-").out == "from,from_name,to,to_name\nc,丙,d,丁\n")
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try work.run("metrics", "data", "--sample", "2", "--seed", "3", "--json", "-").bytes)
    #expect(json["command"] == "metrics" && json["nodes"] == 5 && json["edges"] == 4 && json["bridges"] == 1)
    #expect(json["cut_vertices", 0, "id"] == "c" && json["cut_vertices", 0, "cut_off"] == 1 && json["betweenness_sources"] == 2)
    let exact = try JSONValue(try work.run("metrics", "data", "--sample", "9", "--json", "-").bytes)
    #expect(exact["betweenness_error"] == 0 && exact["cut_vertices_not_listed"] == 0)
    #expect(exact["highest_betweenness", 0, "id"] == "c" && exact["highest_betweenness", 0, "betweenness"] == 2)
  }

  /// A star of stars has more cut vertices than a list in JSON should hold.
  @Test func longListsAreCut() throws {
    let centres = (0..<130).map { "c\($0)" }
    try work.file("data/nodes.csv", "id\nroot\n" + centres.map { "\($0)\n\($0)x\n" }.joined())
    try work.file("data/edges.csv", "from,to\n" + centres.map { "root,\($0)\n\($0),\($0)x\n" }.joined())
    let json = try JSONValue(try work.run("metrics", "data", "--json", "-").bytes)
    #expect(json["cut_vertex_count"] == 131 && json["cut_vertices_not_listed"] == 31)
    #expect(json["cut_vertices"].elements.count == 100)
    let all = try JSONValue(try work.run("metrics", "data", "--json", "-", "--all").bytes)
    #expect(all["cut_vertices_not_listed"] == 0 && all["cut_vertices"].elements.count == 131)
  }

  /// Cut vertices have two borders and a sign, bridges are double lines.
  @Test func drawing() throws {
    let dot = try work.run("metrics", "data", "--dot", "-", "--quiet").out
    let lines = dot.split(separator: "\n")
    let cuts = lines.filter { $0.contains("class=\"other cut\"") }
    #expect(cuts.count == 1 && cuts[0].contains("丙\\n◆ single point of failure") && cuts[0].contains("peripheries=2"))
    let bridges = lines.filter { $0.contains("other bridge") }
    #expect(bridges.count == 1 && bridges[0].contains("\"c\" -> \"d\"") && bridges[0].contains("#1A1A1A:#FFFFFF:#1A1A1A"))
    // A summary counts them.
    let summary = try work.run("metrics", "data", "--dot", "-", "--quiet", "--limit", "2").out
    #expect(summary.contains("single points\\nof failure: 1"))
  }

  @Test func wrongUsage() throws {
    for (options, message) in [
      (["--sample", "0"], "--sample must be at least 1"), (["--sample", "-1"], "--sample must be at least 1"),
      (["--sample", "1", "--seed", "-1"], "a seed is a whole number from 0 to"), (["--seed", "1"], "--seed needs --sample"),
      (["--csv", "-", "--bridges", "-"], "Error: "),
      (["--bridges", "data/edges.csv"], "data/edges.csv is the table edges.csv"), (["--csv", "x.csv", "--bridges", "x.csv"], "x.csv"),
    ] {
      let run = try work.run(["metrics", "data"] + options)
      #expect(run.status == 64 && run.out == "" && run.error.contains(message), "\(run.error)")
    }
    #expect(try work.names() == ["data"])
  }
}
