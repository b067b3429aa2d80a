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
    // The place beyond the river cannot be two; that is said.
    #expect(run.status == 0 && run.error.contains("江村 (1 connected place) is a group by itself"), "\(run.error)")
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
    // Two cadres of the towns for three committees: they leave one to a deputy, and there is none.
    let plan = try work.run(usual + ["--groups", "3", "--by", "industry,income", "--plan", "plan"])
    #expect(plan.status == 0 && plan.error.contains("1 person is proposed as secretary of several committees"), "\(plan.error)")
    #expect(work.text("plan/committees.csv")?.hasPrefix("id,name,kind,place\nplan-1,") == true)
    #expect(
      work.text("plan/members.csv")?.contains(",书记\n") == true && work.text("plan/plan.csv")?.hasPrefix("committee,villages,") == true)
    let judged = try work.run("cluster", "plan", "--on", "2024-12-31", "--evaluate", "--by", "industry,income")
    #expect(judged.status == 0 && judged.error == "" && judged.out.hasPrefix("3 committees with 11 places on 2024-12-31"))
    let line = { (run: Workdir.Outcome) in run.out.split(separator: "\n").first { $0.hasPrefix("Between") } }
    #expect(line(judged) == line(plan))
    // Somebody's corrections, or another plan, are not written over without a word.
    let corrected = (work.text("plan/committees.csv") ?? "") + "x,又一个,联村党委,\n"
    try work.file("plan/committees.csv", corrected)
    let refused = try work.run(usual + ["--groups", "3", "--by", "industry,income", "--plan", "plan"])
    #expect(refused.status == 2 && refused.error.contains("--replace") && work.text("plan/committees.csv") == corrected)
    let replaced = try work.run(usual + ["--groups", "3", "--by", "industry,income", "--plan", "plan", "--replace"])
    #expect(replaced.status == 0 && work.text("plan/committees.csv") != corrected)
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
      (["--sizes", "6...9"], "at least 2 and at most 1"), (["--sizes", "300...303"], "below the floor of 300"),
      (["--floor", "households=9e9"], "v1, v2, v3 … (10 connected places) together have 550 of households"),
      (["--complement", "strong=maybe"], "below the floor of 1"),
      (["--sizes", "300...", "--islands", "drop"], "below the floor of 300"),
    ] {
      let run = try work.run(usual + options + ["--csv", "none.csv"])
      #expect(run.status == 1 && run.error.contains(proof), "\(run.error)")
      #expect(work.bytes("none.csv") == nil)
    }
  }

  /// A piece of the map that no bound can be asked of stays a group, and is named in every output.
  @Test func aFloorThatOnePieceMisses() throws {
    let run = try work.run(usual + ["--floor", "households=100", "--by", "income", "--json", "r.json"])
    let line = "江村 (1 connected place) is a group by itself, below a bound: households is 5, not 100"
    #expect(run.status == 0 && run.error.contains(line) && run.out.contains(line), "\(run.error)")
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["below", 0, "bound"] == .string("households") && json["below", 0, "has"] == .number(5))
    // Beyond all bounds of units, nothing is left.
    try work.file("data/adjacent.csv", "a,b\nv3,v4\n")
    let none = try work.run(usual + ["--within", "township", "--groups", "1", "--islands", "drop", "--csv", "r.csv"])
    #expect(none.status == 1 && none.error.contains("leaves out all 11 places") && work.bytes("r.csv") == nil, "\(none.error)")
  }

  /// Rejected rows outrank that there are no such groups.
  @Test func rejectedRowsOutrank() throws {
    try work.file("data/adjacent.csv", "a,b\nv1,v2\nv1,nobody\n")
    #expect(try work.run(usual + ["--sizes", "300..."]).status == 3)
    #expect(try work.run(usual + ["--sizes", "300...", "--max-rejects", "1"]).status == 1)
    // No place lies beyond the poles.
    try work.file("data/places.csv", "id,name,kind,lat,lon\nv1,A,village,91,10\nv2,B,village,9,181\nv3,C,village,-90,-180\n")
    try work.file("data/adjacent.csv", "a,b\n")
    let run = try work.run("summary", "data", "--rejects", "bad.csv")
    #expect(run.status == 3 && work.text("bad.csv")?.contains("bad-number") == true)
    #expect(work.text("bad.csv")?.contains("v3") == false)
  }

  /// Only joint committees are groups; a village in two counts for each; a branch stands for its village; without borders all else is said.
  @Test func theCommitteesThereAre() throws {
    for (name, text) in [
      ("data/adjacent.csv", "a,b\n"),
      ("data/places.csv", "id,name,kind,income\nv1,东村,village,1\nv2,西村,village,2\nv3,南村,village,9\nv4,北村,village,9\n"),
      ("data/cadres.csv", "id,name,place,role\n"), ("data/branches.csv", "id,name,kind,place\nb3,南村党支部,党支部,v3\n"),
      ("data/committees.csv", "id,name,kind\nA,甲联村党委,联村党委\nB,乙联村党总支,联村党总支\nT,驻村队,驻村工作队\n"),
      ("data/members.csv", "committee,member,role\nA,v1,成员村\nA,v2,成员村\nB,b3,成员\nB,v2,成员村\nT,v4,驻点\nT,v1,驻点\n"),
    ] { try work.file(name, text) }
    let run = try work.run("cluster", "data", "--on", "2024-12-31", "--evaluate", "--by", "income", "--json", "r.json", "--csv", "r.csv")
    // With each of its committees, whose sizes are then what the rows say.
    let table = try #require(work.text("r.csv")).split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(table.map { "\($0[1]) \($0[5]) \($0[6])" } == ["v1 1 2", "v2 1 2", "v2 2 2", "v3 2 2", "v4  "], "\(table)")
    #expect(run.status == 0 && run.out.hasPrefix("2 committees with 3 places"), "\(run.error)")
    #expect(run.error.contains("西村 is in several committees and counts for each: 甲联村党委, 乙联村党总支"), "\(run.error)")
    #expect(run.out.contains("甲联村党委  2 villages, unknown households, unknown people"), "\(run.out)")
    #expect(run.out.contains("乙联村党总支  2 villages"), "\(run.out)")
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["borders"] == .null && json["principles", "adjacent"] == .null && json["figures", 1, "name"] == .string("乙联村党总支"))
    let comparison = try work.run(usual + ["--groups", "2", "--neighbours", "1"])
    #expect(comparison.status == 2, "no borders, no plan")
  }

  /// Secretaries by the words of their roles, the highest first, nobody twice while others are free; not those who are not in office.
  @Test func candidates() throws {
    for (name, text) in [
      ("data/adjacent.csv", "a,b\nv1,v2\nv3,v4\n"),
      (
        "data/places.csv",
        "id,name,kind,parent,industry\nt1,甲镇,township,,\nv1,同村,village,t1,茶|果\nv2,西村,village,t1,果、菌\nv3,同村,village,t1,茶\nv4,北村,village,t1,粮\n"
      ), ("data/branches.csv", "id,name,kind,place\nb1,东村党支部,党支部,v1\n"), ("data/units.csv", "id,name,kind,place\nu1,镇政府,机关,t1\n"),
      (
        "data/cadres.csv",
        "id,name,unit,branch,place,role,rank,since,until\nc0,旧,,,t1,镇党委书记,正科,,2020\nc9,新,,,t1,镇党委书记,正科,2025,\nc1,甲,,b1,,支部书记,,,\n"
          + "c2,丁,,,t1,副镇长,副科,,\nc3,丙,u1,,,镇党委书记,正科,,2024\nc4,乙,,,v2,党总支书记,,,\nc5,己,,,v4,村支书,,,\n"
      ), ("data/committees.csv", "id,name,kind\nA,甲联村党总支,联村党总支\n"), ("data/members.csv", "committee,member,role\nA,v1,成员村\n"),
    ] { try work.file(name, text) }
    let run = try work.run(usual + ["--groups", "2", "--by", "industry", "--plan", "plan", "--json", "r.json"])
    #expect(run.status == 0 && run.error == "", "\(run.error)")
    #expect(
      work.text("plan/members.csv")
        == """
        committee,member,role
        plan-1,v1,成员村
        plan-1,v2,成员村
        plan-1,c3,书记
        plan-1,c1,副书记
        plan-1,c4,委员
        plan-2,v3,成员村
        plan-2,v4,成员村
        plan-2,c2,书记
        plan-2,c5,委员

        """, "\(work.text("plan/members.csv") ?? "")")
    #expect(
      work.text("plan/committees.csv")
        == "id,name,kind,place\nplan-1,甲镇同联村党总支,联村党总支,t1\nplan-2,甲镇同联村党总支（2）,联村党总支,t1\n")
    // One pair of villages has an industry in common, one has none.
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["principles", "industry"] == .number(0.5) && json["figures", 0, "industries", 0] == .string("果"))
    try work.file("data/cadres.csv", "id,name,place,role\nc1,甲,t1,会计\n")
    let empty = try work.run(usual + ["--groups", "2", "--plan", "other"])
    #expect(empty.status == 0 && empty.error.contains("nobody is found as secretary of 2 committees (groups 1, 2)"), "\(empty.error)")
  }

  /// Before somebody leads two committees, deputies are asked; where nobody is free, that is said.
  @Test func nobodyLeadsTwoWhileOthersAreFree() throws {
    let towns = "id,name,place,role\ng1,陈一,t1,乡镇领导\ng2,李二,t2,乡镇领导\n"
    for hasDeputies in [true, false] {
      try work.file("data/cadres.csv", towns + (hasDeputies ? (1...11).map { "s\($0),书记\($0),v\($0),村支书\n" }.joined() : ""))
      let run = try work.run(usual + ["--within", "township", "--groups", "7", "--by", "income", "--plan", "plan", "--replace"])
      let seats = try #require(work.text("plan/members.csv")).split(separator: "\n").filter { $0.hasSuffix(",书记") }
        .map { $0.split(separator: ",")[1] }
      #expect(run.status == 0 && seats.count == 7 && seats.contains("g1") && seats.contains("g2"), "\(run.error)")
      #expect(Set(seats).count == (hasDeputies ? 7 : 2))
      #expect(
        run.error.contains("2 people are proposed as secretary of several committees, as nobody else is free: 陈一 (groups ") == !hasDeputies)
      // Villages that would move are named, with their committee and their group.
      #expect(run.out.contains("Would move: 村") && run.out.contains(" (from 甲联村党委 to group "), "\(run.out)")
    }
  }

  /// A map fits a sheet; a village without coordinates stands amid its neighbours; borders of townships are drawn.
  @Test func theMap() throws {
    let places = try #require(work.text("data/places.csv"))
    try work.file("data/places.csv", places.replacing("village,t1,26,105", with: "village,t1,,"))
    let run = try work.run(usual + ["--within", "township", "--groups", "4", "--dot", "r.dot"])
    #expect(run.status == 0 && run.error.contains("1 place has no coordinates"), "\(run.error)")
    let dot = try #require(work.text("r.dot"))
    #expect(dot.contains("overlap=vpsc, layout=neato, size=\"") && !dot.contains("subgraph"))
    #expect(Drawn(try #require(work.bytes("r.dot"))).edges.count == 13)
  }

  /// Enterprises and cooperatives go with their villages, else with most of the villages of their committee; people do not.
  @Test func whatBelongsToCommitteesGoesAlong() throws {
    try work.file("data/units.csv", "id,name,kind,place\nu1,茶厂,企业,v5\nu2,合作社,合作社,\nu3,果园,合作社,v11\nu4,别家,企业,v5\n")
    try work.file("data/committees.csv", "id,name,kind\nk1,甲联村党委,联村党委\nw1,工作队,驻村工作队\n")
    try work.file(
      "data/members.csv",
      "committee,member,role,until\nk1,v1,成员村,\nk1,v2,成员村,\nk1,v4,成员村,\nk1,g1,书记,\nk1,u1,成员企业,\nk1,u2,成员合作社,\nk1,u3,成员合作社,\n"
        + "k1,u4,成员企业,2020\nw1,u4,成员,\n")
    let run = try work.run(usual + ["--groups", "2", "--by", "income", "--islands", "drop", "--plan", "plan", "--csv", "t.csv"])
    #expect(run.status == 0, "\(run.error)")
    let groups = try #require(work.text("t.csv")).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let group = Dictionary(uniqueKeysWithValues: groups.dropFirst().map { (String($0[1]), String($0[5])) })
    let rows = try #require(work.text("plan/members.csv")).split(separator: "\n").map(String.init)
    // u2 has no place and u3 one in no group: both stay with v1 and v2.
    for row in [
      "plan-\(group["v5"] ?? ""),u1,成员企业", "plan-\(group["v1"] ?? ""),u2,成员合作社", "plan-\(group["v1"] ?? ""),u3,成员合作社",
    ] { #expect(rows.contains(row), "\(row) of \(rows)") }
    #expect(group["v1"] == group["v2"] && group["v1"] != group["v5"] && !rows.contains { $0.contains("u4") })
    #expect(try work.run("summary", "plan").status == 0)
    // What stands there is a plan, not something with a seed or a profile.
    let other = try work.run(usual + ["--groups", "3", "--by", "income", "--plan", "plan"])
    #expect(
      other.status == 2 && other.error.contains("plan holds an earlier plan") && other.error.contains("committees.csv"), "\(other.error)")
  }

  /// Sums are of the villages that have a figure, and say of how many.
  @Test func sumsSayOfHowManyTheyAre() throws {
    let places = try #require(work.text("data/places.csv"))
    try work.file("data/places.csv", places.replacing(",10,yes", with: ",,yes").replacing(",20,no", with: ",x,no"))
    let run = try work.run(usual + ["--groups", "1", "--islands", "drop", "--by", "income", "--json", "r.json", "--plan", "plan"])
    #expect(run.out.contains("Known sums only: households of 8, people of 0 of 10 villages"), "\(run.out)")
    #expect(run.out.contains("10 villages, 520 (8 of 10 villages) households, unknown people"), "\(run.out)")
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["figures", 0, "households"] == 520 && json["figures", 0, "households_known"] == 8)
    #expect(json["figures", 0, "population"] == .null && json["figures", 0, "population_known"] == 0)
    #expect(
      work.text("plan/plan.csv")?.hasPrefix("committee,villages,branches,party_members,households,households_known,population,") == true)
  }

  /// Small pieces of a map are decided: no better groups, or none at all.
  @Test func smallMapsAreDecided() throws {
    let run = try work.run(usual + ["--within", "township", "--groups", "5", "--by", "income", "--json", "r.json"])
    #expect(run.status == 0 && run.out.contains("No other such groups are better"), "\(run.out)")
    #expect(try JSONValue(try #require(work.bytes("r.json")))["proven"] == .bool(true))
    // A star of seven, in groups of two or three: only one of the rays can be in a group with the middle.
    try work.file("data/adjacent.csv", "a,b\n" + (2...7).map { "v1,v\($0)\n" }.joined() + "v8,v9\nv9,v10\nv10,v11\n")
    let star = try work.run(usual + ["--sizes", "2...3"])
    #expect(
      star.status == 1 && star.error.contains("every way to divide v1, v2, v3 … (7 connected places) into contiguous groups was tried"))
  }

  /// A row of weight 0 is no border.
  @Test func aBorderOfNoLength() throws {
    let adjacent = try #require(work.text("data/adjacent.csv"))
    let rows = adjacent.split(separator: "\n").dropFirst().map { $0 == "v1,v2" || $0 == "v1,v6" ? $0 + ",0\n" : $0 + ",1\n" }
    try work.file("data/adjacent.csv", "a,b,weight\n" + rows.joined())
    let run = try work.run(usual + ["--groups", "3", "--by", "income", "--csv", "t.csv"])
    #expect(run.status == 0 && run.error.contains("2 rows have the weight 0 and are no borders"), "\(run.error)")
    #expect(run.out.contains("村1"))
    #expect(work.text("t.csv")?.contains("v1,村1,village,东镇,2,1") == true || work.text("t.csv")?.contains("v1,村1,village,东镇,3,1") == true)
  }

  @Test func wrongUsage() throws {
    for (options, text) in [
      (["--sizes", "8...4"], "4...8"), (["--sizes", "x"], "4...8"), (["--floor", "population"], "COLUMN=NUMBER"),
      (["--cap", "a=-1"], "COLUMN=NUMBER"),
      ([], "how many groups"), (["--groups", "2", "--plan", "-"], "--plan takes a folder"), (["--groups", "2", "--replace"], "--plan"),
      (["--groups", "0"], "--groups"), (["--islands", "burn"], "keep, join, drop"),
      (["--neighbours", "0"], "--neighbours must be at least 1"), (["--neighbours", "-1"], "--neighbours must be at least 1"),
      (["--seconds", "-1"], "--seconds is a number from 0 to 1000000"), (["--seconds", "nan"], "--seconds is a number from 0 to"),
      (["--sizes", "-1...3"], "whole numbers from 1"), (["--floor", "-1"], "--floor is written COLUMN=NUMBER"),
      (["--groups", "-2"], "--groups must be at least 1"), (["--seed", "-1"], "a seed is a whole number from 0"),
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
      (["--groups", "3", "--by", "wealth"], "has a column `wealth`"),
      (["--groups", "3", "--within", "county"], "--within takes one of: township, village"),
      (["--cap", "households=900"], "Upper bounds"), (["--sizes", "...4"], "Upper bounds"),
    ] {
      let run = try work.run(usual + options)
      #expect(run.status == 64, "\(options)")
      #expect(run.error.contains(text), "\(options): \(run.error)")
    }
    let nothing = try work.run(usual + ["--groups", "2", "--of", "place[kind=hamlet]"])
    #expect(nothing.status == 2 && nothing.error.contains("kinds of places there are: township, village"), "\(nothing.error)")
    #expect(try work.run("metrics", "data", "--seed", "1", "--seed", "2").error.contains("--seed is given twice"))
    // A second value would silently replace the first; lists grow.
    for repeated in [
      ["--groups", "2", "--groups", "3"], ["--seed=1", "--seed=2"], ["--csv", "a", "--csv", "b"], ["--within", "x", "--within", "y"],
    ] {
      let run = try work.run(usual + ["--by", "income"] + repeated)
      #expect(run.status == 64 && run.error.contains("is given twice"), "\(repeated): \(run.error)")
    }
  }
}
