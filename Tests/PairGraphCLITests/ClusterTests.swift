import Foundation
import Testing

/// `pairgraph cluster`.
struct ClusterTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Self.groups) }

  /// Two triangles, a tie between them, and one alone.
  private static let groups: [String: String] = [
    "nodes.csv": "id,kind,name\n" + "abcdefg".map { "\($0),x,名\($0)\n" }.joined(),
    "edges.csv": "from,to,weight\na,b,\nb,c,\nc,a,\nd,e,\ne,f,\nf,d,\nc,d,\n",
  ]

  @Test func inWords() throws {
    let run = try work.run("cluster", "data", "--on", "2021-05-01")
    #expect(
      run.out.hasPrefix(
        """
        3 groups of 7 nodes by Leiden on 2021-05-01
        Modularity 0.357143 (resolution 1, seed 1)
        Sizes: largest 3, median 3, smallest 1; alone: 1
        Largest groups, with those in the middle of each:
          1  3 nodes: a 名a, b 名b, c 名c
          2  3 nodes: d 名d, e 名e, f 名f
          3  1 node: g 名g
        Rows:

        """))
    #expect(run.status == 0 && run.error == "")
    let chinese = try work.run("cluster", "data", "--on", "2021-05-01", "--method", "cores", locale: "zh_CN.UTF-8").out
    #expect(chinese.hasPrefix("7 个节点按核数分成 2 组，截至 2021-05-01\n大小：最大 6，中位 1，最小 1；独自成组 1\n"))
    #expect(chinese.contains("  1  6 个节点，核数 2：") && chinese.contains("\n  2  1 个节点，核数 0：g 名g\n"))
  }

  @Test func everyMethodAsATable() throws {
    let table = { (options: String...) in
      try work.run(["cluster", "data", "--csv", "-"] + options).out.split(separator: "\n").map { String($0) }
    }
    let leiden = try table()
    #expect(leiden[0] == "type,id,name,kind,place_path,group,group_size")
    #expect(leiden[1] == "x,a,名a,x,,1,3" && leiden[7] == "x,g,名g,x,,3,1" && leiden.count == 8)
    #expect(try table("--method", "leiden", "--seed", "7") == leiden)
    #expect(
      try table("--method", "components").map { String($0.split(separator: ",")[1]) }.dropFirst() == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(try table("--method", "components")[1] == "x,a,名a,x,,1,6")
    #expect(try table("--quality", "cpm", "--resolution", "1.5").dropFirst().allSatisfy { $0.hasSuffix(",1") })
    #expect(try table("--lang", "zh")[0] == "类型,编号,名称,类别,所在地区,组,组内节点数")
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try work.run("cluster", "data", "--resolution", "0.2", "--seed", "9", "--json", "-").bytes)
    #expect(json["command"] == "cluster" && json["method"] == "leiden" && json["measure"] == "modularity")
    #expect(json["resolution"] == 0.2 && json["seed"] == 9 && json["groups"] == 2 && json["nodes"] == 7 && json["edges"] == 7)
    #expect(json["sizes", 0] == 6 && json["quality"] == 0.8)
    let cores = try JSONValue(try work.run("cluster", "data", "--method", "cores", "--json", "-").bytes)
    #expect(cores["method"] == "cores" && cores["core_numbers", 0] == 2 && cores["groups"] == 2)
  }

  /// The same bytes for any number of threads; only the seconds differ.
  @Test func threadsDoNotShow() throws {
    let work = try Workdir()
    let nodes = 3000
    // A ring in which every seventh is also tied far across.
    let edges = (0..<nodes).map { "n\($0),n\(($0 + 1) % nodes)\n" + ($0 % 7 == 0 ? "n\($0),n\(($0 * 31 + 5) % nodes)\n" : "") }
    try work.file("data/nodes.csv", "id\n" + (0..<nodes).map { "n\($0)\n" }.joined())
    try work.file("data/edges.csv", "from,to\n" + edges.joined())
    let run = { (jobs: String, name: String) in
      try work.run("cluster", "data", "--restarts", "3", "--jobs", jobs, "--csv", "\(name).csv", "--dot", "\(name).dot", "--quiet")
    }
    _ = try (run("1", "one"), run("2", "two"))
    #expect(
      work.bytes("one.csv") == work.bytes("two.csv") && work.bytes("one.dot") == work.bytes("two.dot") && work.bytes("one.csv") != nil)
  }

  @Test func chosenNodes() throws {
    let work = try Workdir(data: Sample.villages)
    let run = try work.run("cluster", "data", "--on", "2022-05-01", "--of", "place[kind=village]", "--csv", "-")
    #expect(run.out == "type,id,name,kind,place_path,group,group_size\nplace,v1,甲村,village,安县/东乡,1,2\nplace,v2,乙村,village,安县/东乡,1,2\n")
    // No row of adjacent.csv: nothing ties them, and that is said.
    let adjacent = try work.run("cluster", "data", "--of", "place[kind=village]", "--ties", "adjacent")
    #expect(
      adjacent.out.hasPrefix("2 groups of 2 nodes")
        && adjacent.error == "warning: nothing ties these nodes: every one is a group of its own\n")
    #expect(adjacent.status == 0)
    try work.file("data/adjacent.csv", "a,b\nv1,v2\n")
    #expect(try work.run("cluster", "data", "--of", "place[kind=village]", "--ties", "adjacent").out.hasPrefix("1 group of 2 nodes"))
    let unknown = try work.run("cluster", "data", "--of", "vilage")
    #expect(unknown.status == 64 && unknown.error.contains("no node is of this type"))
  }

  /// The joint branches of 安定镇 are found as groups, though nobody says which edges are theirs.
  @Test func jointBranchesAreGroups() throws {
    let data = Sample.dataset("systems/s24-anding-joint-branches")
    let rows = try work.run("cluster", data, "--on", "2024-06-30", "--csv", "-").out.split(separator: "\n").dropFirst()
    let groups = Dictionary(
      uniqueKeysWithValues: rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { ($0[1], $0[5]) })
    let members = try String(contentsOfFile: data + "/members.csv", encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let together = members.count { groups[$0[0]] == groups[$0[1]] && groups[$0[0]] != nil }
    #expect(members.count > 80 && Double(together) >= 0.95 * Double(members.count))
    #expect(Set((1...6).map { groups["k\($0)"] }).count == 6)
  }

  @Test(arguments: [
    (["--method", "louvain"], "--method is one of: leiden, components, cores"),
    (["--quality", "x"], "--quality is one of: modularity, cpm"),
    (["--resolution=-1"], "--resolution is a number from 0 to 1e100, such as 0.5"),
    (["--resolution", "nan"], "--resolution is a number from 0"),
    (["--resolution", "inf"], "--resolution is a number from 0"), (["--iterations=-1"], "--iterations cannot be negative"),
    (["--restarts", "0"], "--restarts must be at least 1"), (["--ties", "shared"], "--ties needs --of"),
    (["--of", "x", "--ties", "near"], "--ties is one of: shared, adjacent"),
    (["--method", "cores", "--seed", "1"], "--seed needs --method leiden"),
    (["--seed", "-1"], "The value '-1' is invalid for '--seed <n>': a seed is a whole number from 0 to 18446744073709551615"),
    (["--resolution", "-1"], "--resolution is a number from 0 to 1e100"), (["--restarts", "-1"], "--restarts must be at least 1"),
    (["--iterations", "-3"], "--iterations cannot be negative"), (["--limit", "-1"], "--limit must be at least 1"),
    (["--restarts", "2.5"], "The value '2.5' is invalid for '--restarts <n>': write a whole number, such as 3"),
    (["--resolution", "x"], "The value 'x' is invalid for '--resolution <x>': write a number, such as 0.5"),
  ])
  func wrongUsage(options: [String], message: String) throws {
    let run = try work.run(["cluster", "data", "--csv", "t.csv"] + options)
    #expect(run.status == 64 && run.out == "" && run.error.contains(message), "\(run.error)")
    #expect(try work.names() == ["data"])
  }

  /// A bad weight is a bad row; everything else is grouped, and the exit code says so.
  @Test func badWeights() throws {
    try work.file("data/edges.csv", "from,to,weight\na,b,1\nb,c,-2\nc,a,many\nd,d,5\ne,f,0\nx,y,1\n")
    let run = try work.run("cluster", "data", "--rejects", "r.csv", "--csv", "t.csv")
    #expect(run.status == 3)
    let rows = (work.text("r.csv") ?? "").split(separator: "\r\n").dropFirst()
    #expect(
      rows.count == 3 && rows.allSatisfy { $0.contains("edges.csv,3,") || $0.contains("edges.csv,4,") || $0.contains("edges.csv,7,") })
    // A weight of 0 ties nothing, a loop nobody.
    #expect(try work.run("cluster", "data", "--max-rejects", "9").out.hasPrefix("6 groups of 7 nodes"))
    let components = try work.run("cluster", "data", "--max-rejects", "9", "--method", "components")
    #expect(components.out.hasPrefix("6 groups of 7 nodes"))
    #expect(components.error.contains("warning: 1 row has the weight 0 and ties nothing"))
    #expect(try work.run("cluster", "data", "--max-rejects", "9", "--method", "cores").out.contains("of core number 0: c 名c"))
    let measures = try work.run("metrics", "data", "--max-rejects", "9", "--csv", "-")
    #expect(measures.out.split(separator: "\n")[5...6].allSatisfy { $0.contains(",0,0,") && $0.hasSuffix(",no") })
    #expect(measures.error.contains("warning: 1 row has the weight 0 and ties nothing"))
  }

  /// What a weight may be is said, with file, line and column.
  @Test func adviceOnWeights() throws {
    try work.file("data/edges.csv", "from,to,weight\na,b,-1\nb,c,1e150\nc,a,1e-150\n")
    let run = try work.run("cluster", "data")
    #expect(run.status == 3)
    #expect(
      run.error.contains("edges.csv, line 2, byte 19, column weight: bad-number. `-1` cannot be a weight: write 0 (which ties nothing) or"))
    #expect(run.error.contains("`1e150` cannot be a weight") && run.error.contains("`1e-150` is too near to 0 for a weight"))
  }

  @Test func nothingToGroup() throws {
    try work.file("data/nodes.csv", "id\n")
    try work.file("data/edges.csv", "from,to\n")
    let run = try work.run("cluster", "data", "--csv", "t.csv", "--dot", "t.dot", "--json", "t.json")
    #expect(run.status == 0 && run.out.hasPrefix("0 groups of 0 nodes"))
    #expect(work.bytes("t.csv") == forPeople("type,id,name,kind,place_path,group,group_size\n"))
  }
}
