import Testing

/// `pairgraph summary`.
struct SummaryTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  @Test func inEnglish() throws {
    let run = try work.run("summary", "data", "--on", "2021-05-01")
    #expect(
      run.out == """
        data: 15 nodes, 6 edges alive on 2021-05-01
        Nodes:
          place  4: village 2, county 1, township 1
          unit  1: 机关 1
          branch  1: 党支部 1
          cadre  3
          household  5: 脱贫户 3, 一般户 1, 监测户 1
          committee  1: 联村党委 1
        Edges alive:
          pairing  5: 包户 4, 共建 1
          membership  1: 成员村 1
        Isolated nodes (no edge alive): 7
        Connected components: 9, the largest with 5 nodes
        Degrees: minimum 0, median 1, maximum 3, mean 0.80
        Pairings: 1 past, 5 alive, 1 to come
        Memberships: 0 past, 1 alive, 1 to come
        Pairings of the same ends and kind with overlapping dates: 1 row (each pairing counts once)
        Rows:
          places.csv: 4 read = 4 used + 0 merged + 0 rejected
          units.csv: 1 read = 1 used + 0 merged + 0 rejected
          branches.csv: 1 read = 1 used + 0 merged + 0 rejected
          cadres.csv: 3 read = 3 used + 0 merged + 0 rejected
          households.csv: 5 read = 5 used + 0 merged + 0 rejected
          committees.csv: 1 read = 1 used + 0 merged + 0 rejected
          pairings.csv: 9 read = 8 used + 1 merged + 0 rejected
          members.csv: 2 read = 2 used + 0 merged + 0 rejected

        """)
    #expect(run.error == "" && run.status == 0)
  }

  @Test func inChinese() throws {
    let run = try work.run("summary", "data", "--on", "2021-05-01", locale: "zh_CN.UTF-8")
    #expect(
      run.out == """
        data：15 个节点，6 条有效的边，截至 2021-05-01
        节点：
          地区  4: 村 2, 县区 1, 乡镇 1
          单位  1: 机关 1
          党组织  1: 党支部 1
          干部  3
          农户  5: 脱贫户 3, 一般户 1, 监测户 1
          联村党委  1: 联村党委 1
        有效的边：
          结对  5: 包户 4, 共建 1
          成员关系  1: 成员村 1
        孤立节点（没有有效的边）：7
        连通分量：9 个，最大的有 5 个节点
        度：最小 0，中位 1，最大 3，平均 0.80
        结对：已结束 1，有效 5，未开始 1
        成员关系：已结束 0，有效 1，未开始 1
        两端和类别相同而日期重叠的结对：1 行（每对只计一次）
        行数：
          places.csv：读入 4 = 采用 4 + 合并 0 + 拒绝 0
          units.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          branches.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          cadres.csv：读入 3 = 采用 3 + 合并 0 + 拒绝 0
          households.csv：读入 5 = 采用 5 + 合并 0 + 拒绝 0
          committees.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          pairings.csv：读入 9 = 采用 8 + 合并 1 + 拒绝 0
          members.csv：读入 2 = 采用 2 + 合并 0 + 拒绝 0

        """)
    #expect(run.error == "" && run.status == 0)
  }

  @Test func asTable() throws {
    let run = try work.run("summary", "data", "--on", "2021-05-01", "--csv", "-")
    let lines = run.out.split(separator: "\n").map(String.init)
    #expect(lines.first == "what,type,kind,count")
    let expected = [
      "node,place,village,2", "node,cadre,,3", "node,household,脱贫户,3", "edge,pairing,包户,4", "edge,member,成员村,1", "term,pairing,past,1",
      "term,pairing,alive,5", "term,member,alive,1", "graph,isolated,,7", "graph,components,,9", "graph,overlapping pairings,,1",
      "rows,pairings.csv,read,9", "rows,pairings.csv,used,8", "rows,pairings.csv,merged,1", "rows,pairings.csv,rejected,0",
    ]
    #expect(expected.allSatisfy(lines.contains))
    #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 4 })
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try work.run("summary", "data", "--on", "2021-05-01", "--json", "-").bytes)
    #expect(json["command"] == "summary" && json["data"] == "data" && json["on"] == "2021-05-01")
    #expect(json["nodes", 0, "type"] == "place" && json["nodes", 0, "kinds", "village"] == 2)
    #expect(json["isolated"] == 7 && json["components"] == 9 && json["largest_component"] == 5)
    #expect(json["degrees", "mean"] == 0.8 && json["degrees", "maximum"] == 3)
    #expect(json["pairings", "past"] == 1 && json["pairings", "alive"] == 5 && json["pairings", "to_come"] == 1)
    #expect(json["rows", 6, "file"] == "pairings.csv" && json["rows", 6, "merged"] == 1)
  }

  /// Visits, adjacency and costs are counted but are no edges; rows of `edges.csv` are edges and `nodes.csv` gives types of its own.
  @Test func otherTables() throws {
    try work.file("data/visits.csv", "from,to,date\ng1,h1,2021-04-01\ng1,h1,2021-04-08\n")
    try work.file("data/adjacent.csv", "a,b,weight\nv1,v2,1.5\n")
    try work.file("data/costs.csv", "from,to,cost\ng2,h4,3\n")
    try work.file("data/nodes.csv", "id,kind,name\nx1,fund,Fund\nx2,,Other\n")
    try work.file("data/edges.csv", "from,to,kind,since\nx1,h5,grant,\nx2,h5,grant,2030\n")
    let out = try work.run("summary", "data", "--on", "2021-05-01").out
    #expect(out.hasPrefix("data: 17 nodes, 7 edges alive on 2021-05-01\n"))
    for line in ["  fund  1", "  node  1", "  other edge  1: grant 1", "Other edges: 0 past, 1 alive, 1 to come"] {
      #expect(out.contains(line + "\n"))
    }
    #expect(out.contains("Visits: 2; adjacent pairs: 1; rows of costs: 1\n"))
  }

  /// A folder with one empty table is a dataset of nothing.
  @Test func nothingAtAll() throws {
    let work = try Workdir(data: ["cadres.csv": "id,name\n"])
    for command in ["summary", "coverage", "overload"] {
      let run = try work.run(command, "data", "--on", "2021", "--csv", "t.csv", "--json", "t.json", "--dot", "t.dot")
      #expect(run.status == 0 && run.error == "" && run.out.contains("cadres.csv: 0 read = 0 used + 0 merged + 0 rejected"))
    }
    #expect(try work.run("summary", "data", "--on", "2021").out.hasPrefix("data: 0 nodes, 0 edges alive on 2021-01-01\n"))
  }
}
