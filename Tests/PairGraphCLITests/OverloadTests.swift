import Testing

/// `pairgraph overload`.
struct OverloadTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  private func table(_ options: String...) throws -> String {
    try work.run(["overload", "data", "--on", "2021-05-01", "--csv", "-"] + options).out
  }

  /// The loads are 0, 1, 1 and 3.
  @Test func inEnglish() throws {
    let run = try work.run("overload", "data", "--on", "2021-05-01")
    let head = """
      2 of 2 nodes with a bound are overloaded on 2021-05-01
      Loads of 4 nodes: minimum 0, quartiles 0 1 1, 90 % 3, 99 % 3, maximum 3, mean 1.25, Gini 0.45
      Idle (load 0): 1
      Overloaded:
        g1  陈一: helps 3, may help 1  安县/东乡/甲村
        g3  周三: helps 1, may help 0
      """
    #expect(run.out.hasPrefix(head))
    #expect(run.out.hasSuffix("  pairings.csv: 9 read = 8 used + 1 merged + 0 rejected\n"))
    #expect(run.error == "" && run.status == 0)
  }

  @Test func inChinese() throws {
    let run = try work.run("overload", "data", "--on", "2021-05-01", locale: "zh_CN.UTF-8")
    let head = """
      2 个有上限的节点中 2 个超额，截至 2021-05-01
      4 个节点的结对数：最小 0，四分位 0 1 1，90 % 为 3，99 % 为 3，最大 3，平均 1.25，基尼系数 0.45
      空闲（结对数 0）：1
      超额：
        g1  陈一：帮 3，上限 1  安县/东乡/甲村
        g3  周三：帮 1，上限 0
      """
    #expect(run.out.hasPrefix(head))
    #expect(run.out.hasSuffix("  pairings.csv：读入 9 = 采用 8 + 合并 1 + 拒绝 0\n"))
    #expect(run.error == "" && run.status == 0)
  }

  @Test func everyColumn() throws {
    #expect(
      try table() == """
        type,id,name,unit,role,rank,place,place_path,norm,has,max,over
        cadre,g1,陈一,u1,第一书记,科级,v1,安县/东乡/甲村,capacity,3,1,2
        cadre,g3,周三,,,,,,capacity,1,0,1

        """)
  }

  /// `--max` fills what is empty and leaves what is given; equal excess stands by id, whatever the table.
  @Test func ofAMaximum() throws {
    #expect(
      try table("--max", "0") == """
        type,id,name,unit,role,rank,place,place_path,norm,has,max,over
        cadre,g1,陈一,u1,第一书记,科级,v1,安县/东乡/甲村,capacity,3,1,2
        branch,b1,甲村党支部,,,,v1,安县/东乡/甲村,capacity,1,0,1
        cadre,g3,周三,,,,,,capacity,1,0,1

        """)
    #expect(try table("--max", "9") == (try table()))
    #expect(try table("--max", "2147483647") == (try table()))
  }

  /// A bound is no larger than a `capacity` may be.
  @Test func aMaximumThatIsTooLarge() throws {
    for value in ["2147483648", "9223372036854775807"] {
      let run = try work.run("overload", "data", "--max", value)
      #expect(run.status == 64 && run.out == "" && run.error.hasPrefix("Error: --max can be at most 2 147 483 647\n"))
    }
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try work.run("overload", "data", "--on", "2021-05-01", "--json", "-").bytes)
    #expect(json["command"] == "overload" && json["norm"] == "capacity")
    #expect(json["nodes"] == 4 && json["bounded"] == 2 && json["overloaded"] == 2)
    #expect(json["distribution", "maximum"] == 3 && json["distribution", "mean"] == 1.25 && json["distribution", "idle"] == 1)
    let finding = json["findings", 0]
    #expect(finding["id"] == "g1" && finding["has"] == 3 && finding["max"] == 1 && finding["over"] == 2)
  }

  @Test func orderOfRows() throws {
    let pairs = ["c10": 3, "c2": 3, "c1": 4, "C1": 3, "张": 3, "b": 2].sorted { $0.key > $1.key }
    let households = (1...4).map { "h\($0)\n" }.joined()
    let work = try Workdir(data: [
      "households.csv": "id\n" + households, "cadres.csv": "id\n" + pairs.map { $0.key + "\n" }.joined(),
      "pairings.csv": "from,to\n" + pairs.flatMap { pair in (1...pair.value).map { "\(pair.key),h\($0)\n" } }.joined(),
    ])
    let ids = try work.run("overload", "data", "--max", "1", "--csv", "-").out.split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",")[1] }
    #expect(ids == ["c1", "C1", "c10", "c2", "张", "b"])
  }

  @Test func nobodyOverloaded() throws {
    let work = try Workdir(data: Sample.tiny)
    #expect(try work.run("overload", "data", "--on", "2021", "--max", "1").out.hasPrefix("None of 1 node with a bound is overloaded"))
  }

  @Test func noBoundAtAll() throws {
    let work = try Workdir(data: Sample.tiny)
    let out = try work.run("overload", "data", "--on", "2021").out
    #expect(out.hasPrefix("No node has a bound on 2021-01-01: nobody can be overloaded\nTo set a bound: a column `capacity`"))
    #expect(out.contains("--max N"))
  }

  @Test func nobodyAtAll() throws {
    let work = try Workdir(data: ["households.csv": "id\nh1\n"])
    #expect(try work.run("overload", "data", "--on", "2021").out.hasPrefix("Nobody helps on 2021-01-01, and no node has a capacity\n"))
  }

  /// Links that a place hands down are no load, and a helper of one household twice has a load of one.
  @Test func whatCounts() throws {
    let work = try Workdir(data: [
      "places.csv": "id\nv\n", "households.csv": "id,place\nh1,v\nh2,v\n", "cadres.csv": "id\nc1\n",
      "pairings.csv": "from,to,kind\nc1,v,a\nc1,h1,a\nc1,h1,b\nc1,c1,a\n",
    ])
    let rows = try work.run("overload", "data", "--max", "0", "--csv", "-").out.split(separator: "\n").dropFirst()
    #expect(rows == ["cadre,c1,,,,,,,capacity,2,0,2"])
  }
}
