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
    #expect(exact["betweenness_error"] == 0)
  }

  @Test func wrongUsage() throws {
    for (options, message) in [
      (["--sample", "0"], "--sample must be at least 1"), (["--seed", "1"], "--seed needs --sample"),
      (["--csv", "-", "--bridges", "-"], "Error: "),
      (["--bridges", "data/edges.csv"], "data/edges.csv is the table edges.csv"), (["--csv", "x.csv", "--bridges", "x.csv"], "x.csv"),
    ] {
      let run = try work.run(["metrics", "data"] + options)
      #expect(run.status == 64 && run.out == "" && run.error.contains(message), "\(run.error)")
    }
    #expect(try work.names() == ["data"])
  }
}
