import Testing

/// `pairgraph cluster --method regions`, `--evaluate` and `--plan`.
struct RegionTests {
  private let work: Workdir

  init() throws {
    // Two rows of five villages in two townships, and one beyond the river.
    var places = "id,name,kind,parent,lat,lon,industry,income,households,strong\nt1,东镇,township,,,,,,,\nt2,西镇,township,,,,,,,\n"
    var adjacent = "a,b\n"
    for village in 1...10 {
      let (x, y) = ((village - 1) % 5, (village - 1) / 5)
      places +=
        "v\(village),村\(village),village,t\(x < 3 ? 1 : 2),\(26 + y),\(104 + x),\(x < 2 ? "茶" : "果"),\(x * 1000 + y),\(village * 10),\(x % 2 == 0 ? "yes" : "no")\n"
      if x > 0 { adjacent += "v\(village - 1),v\(village)\n" }
      if y > 0 { adjacent += "v\(village - 5),v\(village)\n" }
    }
    places += "v11,江村,village,t2,27,109,果,900,5,no\n"
    work = try Workdir(data: [
      "places.csv": places, "adjacent.csv": adjacent, "committees.csv": "id,name,kind\nk1,甲联村党委,联村党委\n",
      "members.csv": "committee,member,role\nk1,v1,成员村\nk1,v2,成员村\n",
      "cadres.csv": "id,name,place,role\ng1,陈一,t1,乡镇领导\ng2,李二,t2,乡镇领导\n",
    ])
  }

  private let usual = ["cluster", "data", "--on", "2024-12-31", "--method", "regions"]

  @Test func groupsAsATable() throws {
    let run = try work.run(usual + ["--within", "township", "--sizes", "2...4", "--by", "industry,income", "--csv", "-"])
    #expect(run.status == 0 && run.error == "")
    let rows = run.out.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(rows[0] == ["type", "id", "name", "kind", "place_path", "group", "group_size"] && rows.count == 12)
    let group = Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[1], $0[5]) })
    #expect(rows.last == ["place", "v11", "江村", "village", "西镇", "6", "1"])
    #expect(Set(group.values).count == 6 && group["v1"] != group["v4"] && group["v3"] != group["v4"])
  }

  @Test func summaryPictureAndJSON() throws {
    let run = try work.run(
      usual + ["--groups", "4", "--by", "income", "--islands", "drop", "--dot", "r.dot", "--json", "r.json", "--seed", "3"])
    #expect(run.status == 0 && run.error == "")
    #expect(
      run.out.hasPrefix("4 contiguous groups of 10 places on 2024-12-31; neighbours from adjacent.csv\n")
        && run.out.contains("1 place is in no group"))
    #expect(run.out.contains("adjusted Rand index"))
    let drawn = Drawn(try #require(work.bytes("r.dot")))
    #expect(drawn.nodes.count == 11 && drawn.edges.count == 13 && drawn.classes["v11"] == "place")
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["method"] == .string("regions") && json["groups"] == .number(4) && json["seed"] == .number(3))
    #expect(json["borders"] == .string("adjacent"))
    let chinese = try work.run(usual + ["--groups", "4", "--by", "income"], locale: "zh_CN.UTF-8")
    #expect(chinese.out.hasPrefix("11 个村（地区）分成 4 个毗邻的组"))
  }

  @Test func theSameBytesForAnyThreads() throws {
    let options = ["--sizes", "2...", "--by", "industry,income", "--islands", "join", "--csv", "-"]
    let one = try work.run(usual + options + ["--jobs", "1"])
    let four = try work.run(usual + options + ["--jobs", "4"])
    #expect(one.status == 0 && one.bytes == four.bytes)
  }

  @Test func planAndEvaluation() throws {
    let plan = try work.run(usual + ["--groups", "3", "--by", "industry,income", "--plan", "plan"])
    #expect(plan.status == 0 && plan.error == "")
    #expect(work.text("plan/committees.csv")?.hasPrefix("id,name,kind,place\nplan-1,") == true)
    #expect(
      work.text("plan/members.csv")?.contains(",书记\n") == true && work.text("plan/plan.csv")?.hasPrefix("committee,villages,") == true)
    let judged = try work.run("cluster", "plan", "--on", "2024-12-31", "--evaluate", "--by", "industry,income")
    #expect(judged.status == 0 && judged.error == "" && judged.out.hasPrefix("3 committees with 11 places on 2024-12-31"))
    let line = { (run: Workdir.Outcome) in run.out.split(separator: "\n").first { $0.hasPrefix("Between") } }
    #expect(line(judged) == line(plan))
    // Into the dataset itself, or a folder of somebody's own: nothing is written.
    let before = work.text("data/committees.csv")
    let intoItself = try work.run(usual + ["--groups", "3", "--plan", "data"])
    #expect(intoItself.status == 2 && work.text("data/committees.csv") == before)
  }

  /// That no such groups exist is an answer: exit 1 with the proof, and no output.
  @Test func whatCannotBe() throws {
    let run = try work.run(usual + ["--within", "township", "--sizes", "5...6", "--csv", "r.csv"])
    #expect(run.status == 0, "\(run.error)")
    for (options, proof) in [
      (["--groups", "20"], "the bounds and the map allow 2 to 11"),
      (["--groups", "3", "--cap", "households=50"], "v6 alone has 60 of households"),
      (["--sizes", "6...9"], "at least 2 and at most 1"),
    ] {
      let run = try work.run(usual + options + ["--csv", "none.csv"])
      #expect(run.status == 1 && run.error.contains(proof), "\(run.error)")
      #expect(work.bytes("none.csv") == nil)
    }
  }

  @Test func wrongUsage() throws {
    for (options, text) in [
      (["--sizes", "8...4"], "4...8"), (["--sizes", "x"], "4...8"), (["--floor", "population"], "COLUMN=NUMBER"),
      (["--cap", "a=-1"], "COLUMN=NUMBER"),
      (["--groups", "0"], "--groups"), (["--islands", "burn"], "keep, join, drop"), (["--neighbours", "0"], "--neighbours"),
      (["--resolution", "2"], "--method leiden"),
      (["--ties", "adjacent", "--of", "place"], "--method leiden"), (["--evaluate"], "exclude each other"),
    ] {
      let run = try work.run(usual + options)
      #expect(run.status == 64 && run.error.contains(text), "\(options): \(run.error)")
    }
    #expect(try work.run("cluster", "data", "--groups", "3").status == 64)
    #expect(try work.run("cluster", "data", "--evaluate", "--sizes", "3").status == 64)
    // Not known before the data are: a column, a level, what is asked at all.
    for (options, text) in [
      (["--groups", "3", "--by", "wealth"], "has a column `wealth`"), (["--groups", "3", "--within", "county"], "county"),
      ([], "how many groups"),
      (["--groups", "2", "--of", "place[kind=hamlet]"], "selects nothing"),
    ] {
      let run = try work.run(usual + options)
      #expect(run.status == 64 || run.status == 2, "\(options)")
      #expect(run.error.contains(text), "\(options): \(run.error)")
    }
  }
}
