import Foundation
import Testing

/// `pairgraph draw`, and `--dot` of the other commands.
struct DrawTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  private func drawn(_ options: String...) throws -> Drawn {
    let run = try work.run(["draw", "data", "--on", "2021-05-01", "--dot", "-"] + options)
    #expect(run.status == 0 && run.error == "", "\(options)")
    return Drawn(run.bytes)
  }

  // MARK: What is drawn

  /// Everything but places that only hold others; boxes are places; broken norms stand out.
  @Test func theWhole() throws {
    let drawn = try drawn()
    #expect(drawn.nodes.sorted() == ["b1", "g1", "g2", "g3", "h1", "h2", "h3", "h4", "h5", "k1", "u1", "v1"])
    #expect(drawn.boxes == ["安县", "东乡", "甲村", "乙村"])
    #expect(drawn.edges.count == 6 && drawn.has("g1", "h1") && drawn.has("b1", "v1") && drawn.has("v1", "k1"))
    #expect(drawn.classes["g1"] == "cadre overloaded" && drawn.classes["h2"] == "household uncovered" && drawn.classes["h1"] == "household")
    #expect(drawn.labels["h2"]?.contains("has 1 of 2") == true && drawn.labels["g1"]?.contains("helps 3, may 1") == true)
    #expect(drawn.text.hasPrefix("digraph ") && drawn.text.hasSuffix("}\n") && !drawn.text.contains("\r"))
  }

  /// Householders are known by the first character of their names unless somebody insists; cadres act in public.
  @Test func namesOfHouseholders() throws {
    let masked = try drawn()
    #expect(masked.labels["h1"] == "王**" && masked.labels["g1"]?.hasPrefix("陈一") == true)
    for name in ["王一", "李二", "张三", "赵四", "钱五"] { #expect(!masked.text.contains(name)) }
    #expect(try drawn("--unmask").labels["h1"] == "王一")
    for command in ["summary", "coverage", "overload"] {
      let dot = try work.run(command, "data", "--on", "2021-05-01", "--dot", "-").out
      #expect(dot.contains("王**") && !dot.contains("王一"))
      #expect(try work.run(command, "data", "--on", "2021-05-01", "--dot", "-", "--unmask").out.contains("王一"))
    }
  }

  @Test func aroundANode() throws {
    #expect(try drawn("--around", "g1").nodes == ["g1", "h1", "h2", "h3"])
    #expect(try drawn("--around", "g1", "--hops", "0").nodes == ["g1"])
    #expect(try drawn("--around", "g3", "--hops", "2").nodes == ["g3", "g1", "h1"])
    // Against the direction of the edges, and farther than there is anything.
    #expect(try drawn("--around", "h1").nodes == ["g3", "g1", "h1"])
    #expect(try drawn("--around", "h1", "--hops", "1000000").nodes == ["g3", "g1", "h1", "h2", "h3"])
  }

  /// By name where no id fits; `h1` is an id even if somebody is called so.
  @Test func aroundAName() throws {
    #expect(try drawn("--around", "陈一").nodes == (try drawn("--around", "g1").nodes))
    #expect(try drawn("--around", "甲村").nodes == ["k1", "v1", "b1"])
    try work.file("data/cadres.csv", "id,name\ng1,h1\ng2,B\ng3,C\n")
    #expect(try drawn("--around", "h1", "--hops", "0").nodes == ["h1"])
  }

  @Test func aroundNobody() throws {
    let run = try work.run("draw", "data", "--around", "陈二", "--dot", "t.dot")
    #expect(run.status == 64 && run.out == "" && run.error.hasPrefix("error: no node has the id or name `陈二`\n"))
    #expect(try work.names() == ["data"])
  }

  @Test func aroundOneOfMany() throws {
    try work.file("data/cadres.csv", "id,name\n" + (1...7).map { "g\($0),陈一\n" }.joined())
    let run = try work.run("draw", "data", "--around", "陈一", "--dot", "t.dot")
    #expect(run.status == 64 && run.error.hasPrefix("error: 7 nodes are called `陈一`; give one of the ids g1, g2, g3, g4, g5\n"))
    #expect(try work.names() == ["data"])
  }

  // MARK: Quotients

  @Test func byPlaces() throws {
    let villages = try drawn("--by", "village")
    #expect(villages.nodes == ["type:cadre", "type:household", "type:committee", "v1", "v2"])
    #expect(villages.has("v1", "v2") && villages.has("type:cadre", "v1"))
    #expect(villages.labels["v1"]?.contains("pairings inside: 3") == true && villages.labels["v2"]?.contains("100.0 %") == true)
    #expect(try drawn("--by", "township").nodes.contains("t1"))
    #expect(try drawn("--by", "county").nodes.contains("c1"))
  }

  @Test func byUnitAndCommittee() throws {
    let units = try drawn("--by", "unit")
    #expect(units.nodes.contains("u1") && units.has("u1", "type:household"))
    let committees = try drawn("--by", "committee")
    #expect(committees.nodes.contains("k1") && committees.has("type:cadre", "k1"))
  }

  @Test func byNothingThatIsThere() throws {
    let run = try work.run("draw", "data", "--by", "hamlet", "--dot", "t.dot")
    #expect(run.status == 64 && run.out == "")
    #expect(run.error == "error: nothing here is a `hamlet`; --by takes one of: county, township, village, unit, committee\n")
    #expect(try work.names() == ["data"])
  }

  /// Above `--limit` it is the quotient by the lowest level that fits, and that is said.
  @Test func aboveTheLimit() throws {
    #expect(try drawn("--limit", "12").nodes.count == 12)
    for (limit, level, count, edges) in [
      (11, "village", 5, 3), (5, "village", 5, 3), (4, "township", 3, 1), (3, "township", 3, 1), (2, "type", 2, 1), (1, "type", 1, 0),
    ] {
      let run = try work.run("draw", "data", "--on", "2021-05-01", "--limit", "\(limit)", "--dot", "t.dot")
      let (nodes, lines) = (count == 1 ? "1 node" : "\(count) nodes", edges == 1 ? "1 edge" : "\(edges) edges")
      #expect(run.status == 0 && run.out == "Drawn: \(nodes), \(lines) on 2021-05-01\n")
      #expect(run.error == "warning: 12 nodes are more than --limit \(limit): drawn is the summary by \(level) (\(nodes))\n")
      let text = work.bytes("t.dot") ?? []
      #expect(Drawn(text).nodes.count == count)
      // The same summary as on demand.
      if level != "type" { #expect(try work.run("draw", "data", "--on", "2021-05-01", "--by", level, "--dot", "-").bytes == text) }
    }
  }

  /// Too many types for the limit: the largest, and one node for all others.
  @Test func moreTypesThanTheLimit() throws {
    let types = try drawn("--by", "type").nodes
    #expect(types.count == 6)
    let run = try work.run("draw", "data", "--on", "2021-05-01", "--limit", "2", "--dot", "t.dot", "--quiet")
    let drawn = Drawn(work.bytes("t.dot") ?? [])
    #expect(run.status == 0 && drawn.nodes == ["type:household", "types"] && drawn.labels["types"]?.hasPrefix("5 types") == true)
    #expect(drawn.labels["type:household"]?.contains("nodes: 5") == true && drawn.labels["types"]?.contains("nodes: 10") == true)
  }

  /// Who asks for a level gets it, and no warning.
  @Test func theLimitIsNotForALevel() throws {
    let run = try work.run("draw", "data", "--on", "2021-05-01", "--by", "village", "--limit", "2", "--dot", "t.dot")
    #expect(run.status == 0 && run.error == "" && Drawn(work.bytes("t.dot") ?? []).nodes.count == 5)
  }

  // MARK: What Graphviz cannot take

  /// Texts of more than 16 384 bytes and boxes in thousands of boxes.
  @Test func longIDsAndDeepBoxes() throws {
    let long = String(repeating: "长", count: 7000)
    let chain = (0..<3000).map { "p\($0),P,village,\($0 == 0 ? "" : "p\($0 - 1)")\n" }.joined()
    let work = try Workdir(data: [
      "places.csv": "id,name,kind,parent\n" + chain,
      "households.csv": "id,head,place\nh1,x,p2999\nh2,y,p50\n\(long)1,\(long),p3\n\(long)2,,p2999\n"
        + "\"\(String(repeating: "\"\"\\&;", count: 4000))\",\"\(String(repeating: "\\", count: 30_000))\",p2\n",
    ])
    let run = try work.run("draw", "data", "--dot", "t.dot")
    #expect(
      run.status == 0
        && run.error == """
          warning: 3 ids are too long for Graphviz and are cut in the DOT
          warning: places deeper than 100 levels have no boxes of their own: Graphviz could not draw them

          """
    )
    let text = work.text("t.dot") ?? ""
    #expect(Set(Drawn(Array(text.utf8)).nodes).count == 5 && text.components(separatedBy: "subgraph ").count == 101)
    #expect(text.components(separatedBy: "\n").allSatisfy { $0.utf8.count < 16_384 })
    #expect(try work.run("draw", "data", "--csv", "-").error == "")
    if Program.hasDot {
      let svg = try work.shell("dot -Tsvg t.dot -o t.svg")
      #expect(svg.status == 0 && svg.error == "")
    }
  }

  @Test func aboveTheLimitInChinese() throws {
    let run = try work.run("draw", "data", "--on", "2021-05-01", "--limit", "11", "--dot", "t.dot", locale: "zh_CN.UTF-8")
    #expect(run.error == "警告：12 个节点超过 --limit 11，改画按村的汇总图（5 个节点）\n")
    #expect(work.text("t.dot")?.contains("data，按村汇总，截至 2021-05-01") == true)
  }

  /// The table is whole whatever is drawn.
  @Test func aboveTheLimitTheTableIsWhole() throws {
    #expect(try work.run("coverage", "data", "--on", "2021-05-01", "--csv", "whole.csv").status == 0)
    let run = try work.run("coverage", "data", "--on", "2021-05-01", "--csv", "t.csv", "--dot", "t.dot", "--limit", "3")
    #expect(work.bytes("t.csv") == work.bytes("whole.csv"))
    #expect(run.error == "warning: 12 nodes are more than --limit 3: drawn is the summary by township (3 nodes)\n")
    #expect(Drawn(work.bytes("t.dot") ?? []).nodes.contains("t1"))
  }

  // MARK: Other outputs

  /// The lines as a table, and everything as JSON; names in full, as in other tables.
  @Test func asTableAndJSON() throws {
    let table = try work.run("draw", "data", "--on", "2021-05-01", "--around", "k1", "--hops", "2", "--csv", "-")
    #expect(
      table.out == """
        from,from_name,to,to_name,relation,count
        b1,甲村党支部,v1,甲村,pairing,1
        v1,甲村,k1,东乡联村党委,member,1

        """)
    let chinese = try work.run("draw", "data", "--on", "2021-05-01", "--csv", "-", "--lang", "zh").out
    #expect(chinese.hasPrefix("起点编号,起点,终点编号,终点,关系,数量\ng1,陈一,h1,王一,结对,1\n"))
    let json = try JSONValue(try work.run("draw", "data", "--on", "2021-05-01", "--by", "village", "--json", "-").bytes)
    #expect(json["command"] == "draw" && json["on"] == "2021-05-01" && json["nodes"].elements.count == 5)
    #expect(json["edges"].elements.contains { $0["from"] == "v1" && $0["to"] == "v2" && $0["relation"] == "pairing" && $0["count"] == 1 })
    for option in ["--csv", "--json"] {
      let run = try work.run("draw", "data", option, "-", "--dot", "t.dot")
      #expect(run.out.contains("王一") && work.text("t.dot")?.contains("王一") == false)
    }
  }

  /// The folder's own name, however it was called.
  @Test func titleOfTheFolderOneIsIn() throws {
    for call in [".", "./", "../data"] {
      let run = try work.shell("cd data && \"$PAIRGRAPH\" draw \(call) --on 2021-05-01 --dot -")
      #expect(run.out.contains(">data on 2021-05-01<"), "\(call)")
    }
  }

  // MARK: Words

  @Test func whatIsSaid() throws {
    let run = try work.run("draw", "data", "--on", "2021-05-01", "--dot", "t.dot")
    #expect(run.out == "Drawn: 12 nodes, 6 edges on 2021-05-01\n" && run.error == "" && run.status == 0)
    let chinese = try work.run("draw", "data", "--on", "2021-05-01", "--dot", "t.dot", "--lang", "zh")
    #expect(chinese.out == "已绘制：12 个节点，6 条边，截至 2021-05-01\n")
    #expect(work.text("t.dot")?.contains("图例") == true)
  }

  @Test(
    arguments: [
      [], ["--dot", "-", "--csv", "-"], ["--dot", "-", "--around", "g1", "--by", "village"], ["--dot", "-", "--around", "g1", "--hops=-1"],
      ["--dot", "-", "--hops", "2"],
      ["--dot", "t.dot", "--svg", "t.dot"], ["--dot", "t.dot", "--json", "t.dot"], ["--rejects", "r.csv"],
    ])
  func wrongUsage(options: [String]) throws {
    let run = try work.run(["draw", "data"] + options)
    #expect(run.status == 64 && run.out == "" && run.error.hasPrefix("Error: "))
  }

  // MARK: Graphviz

  @Test(.enabled(if: Program.hasDot), arguments: ["zh", "en"]) func graphvizReadsEverything(language: String) throws {
    // Names from hell: quotes, escapes, entities, markup, controls, formulas, other scripts.
    let nasty = [
      #"a"b"#, #"\N\l\G"#, "&amp;&x;", "<b>x</b>", "x]y", "a\u{1}b", "=1+1", "é\u{301}", "\u{202e}abc", "𠀀🏠", #"back\"#, "->", "--", ";",
    ]
    let rows = nasty.enumerated().map { index, name in
      "\"\(name.replacing("\"", with: "\"\"")) \(index)\",\"\(name.replacing("\"", with: "\"\""))\",v2\n"
    }
    try work.file("data/households.csv", "id,head,place\n" + rows.joined())
    try work.file("data/units.csv", "id,name,kind,place\nu1,\"a\nb\",机关,c1\n")
    var options = [["draw"], ["draw", "--around", "k1", "--hops", "3"], ["draw", "--limit", "3"], ["draw", "--unmask"]]
    options += ["village", "township", "county", "unit", "committee"].map { ["draw", "--by", $0] }
    options += [["summary"], ["coverage"], ["overload", "--max", "0"]]
    for option in options {
      let command = (option + ["data", "--max-rejects", "100%", "--lang", language, "--dot", "t.dot"]).joined(separator: " ")
      let run = try work.shell("\"$PAIRGRAPH\" \(command) >/dev/null 2>&1 && dot -Tsvg t.dot -o t.svg")
      #expect(run.status == 0 && run.error == "", "\(option)")
    }
  }

  @Test(.enabled(if: Program.hasDot)) func svg() throws {
    let run = try work.run("draw", "data", "--on", "2021-05-01", "--dot", "t.dot", "--svg", "t.svg")
    #expect(run.status == 0 && run.out == "Drawn: 12 nodes, 6 edges on 2021-05-01\n" && run.error == "")
    #expect(work.text("t.svg")?.contains("<svg") == true)
    #expect(try work.names() == ["data", "t.dot", "t.svg"])
    let piped = try work.run("draw", "data", "--on", "2021-05-01", "--svg", "-")
    #expect(piped.out.hasPrefix("<?xml") && piped.out.hasSuffix("</svg>\n") && piped.error == "")
    #expect(try work.run("draw", "data", "--svg", "-", "--dot", "-").status == 64)
    #expect(try work.names() == ["data", "t.dot", "t.svg"])
  }

  @Test func svgWithoutGraphviz() throws {
    let run = try work.shell("PATH=/nowhere \"$PAIRGRAPH\" draw data --svg t.svg")
    #expect(run.status == 2 && run.out == "" && run.error.contains("the program `dot` was not found. Install Graphviz"))
    #expect(try work.names() == ["data"])
  }
}
