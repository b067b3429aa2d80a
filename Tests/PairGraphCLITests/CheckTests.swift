import Testing

/// `pairgraph check`: the norms of a dataset, whose answers on 2021-05-01 are counted by hand.
struct CheckTests {
  private static let norms = """
    id,title,level,subject,relation,side,partner,measure,min,max,every,inherit,since,until,source
    户户有人,每户有人帮,,household,pairing:包户,,,,need,,,,,,示例文 2021
    月月到,,,"household[kind=脱贫户|监测户]",visit,helped,,events,1,2,P1M,,,,
    限额,,,cadre,pairing,helps,,,,capacity,,,,,
    期满,,,pairing:包户,,,,days,400,,,,,,
    了解,,info,place:village,member,helped,,,1,,,,,,
    空,,,unit[kind=学校],pairing,helps,,,1,,,,,,
    旧,,,household,pairing,helped,,,9,,,,,2020,

    """
  private static let data = Sample.villages.merging([
    "norms.csv": norms,
    "visits.csv": "from,to,date,kind\ng1,h1,2021-04-03,走访\ng1,h1,2021-04-20,走访\ng1,h1,2021-04-20,走访\ng2,h2,2021-02-10,走访\n",
  ]) { $1 }
  private static let findings = """
    户户有人,每户有人帮,below,,household,h2,李二,监测户,,,,v1,安县/东乡/甲村,1,2,,1
    户户有人,每户有人帮,below,,household,h4,赵四,脱贫户,,,,v2,安县/东乡/乙村,0,1,,1
    户户有人,每户有人帮,below,,household,h5,=钱五,脱贫户,,,,,,0,1,,1
    月月到,,below,2021-04-01,household,h2,李二,监测户,,,,v1,安县/东乡/甲村,0,1,,1
    月月到,,below,2021-04-01,household,h4,赵四,脱贫户,,,,v2,安县/东乡/乙村,0,1,,1
    月月到,,below,2021-04-01,household,h5,=钱五,脱贫户,,,,,,0,1,,1
    限额,,above,,cadre,g1,陈一,,u1,第一书记,科级,v1,安县/东乡/甲村,3,,1,2
    限额,,above,,cadre,g3,周三,,,,,,,1,,0,1
    期满,,below,,pairing,pairings.csv:3,陈一 → 李二,包户,,,,v1,安县/东乡/甲村,365,400,,35

    """
  private static let columns = "norm,title,finding,period,type,id,name,kind,unit,role,rank,place,place_path,has,min,max,gap\n"

  /// The dataset has a pack of its own, and others are asked.
  private static let otherNorms = "norms.csv of the dataset was not read: the packs given are asked instead\n"

  private let work: Workdir

  init() throws { work = try Workdir(data: Self.data) }

  private func check(_ options: String...) throws -> Workdir.Outcome { try work.run(["check", "data", "--on", "2021-05-01"] + options) }

  // MARK: What is said

  @Test func inEnglish() throws {
    let run = try check()
    let lines = run.out.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(8) == [
        "4 of 5 norms broken on 2021-05-01", "  户户有人  每户有人帮: 4 asked, 1 met (25.0 %), 3 below, 0 above",
        "  月月到    each household[kind=脱贫户|监测户]: 1 to 2 visits (visit), in every month: 4 asked, 1 met (25.0 %), 3 below, 0 above, "
          + "1 period from 2021-04-01 to 2021-04-30",
        "  限额      each cadre: at most its own `capacity` distinct nodes that it helps over pairin…: 2 asked, 0 met (0.0 %), 0 below, 2 above",
        "  期满      each pairing:包户: at least 400 days of length, on the day: 2 asked, 1 met (50.0 %), 1 below, 0 above",
        "  了解      each place:village: at least 1 distinct helpers over member, on the day: 2 asked, 1 met (50.0 %), 1 below, 0 above "
          + "(for information)",
        "  空        each unit[kind=学校]: at least 1 distinct nodes that it helps over pairing, on th…: nobody is asked",
        "  旧        each household: at least 9 distinct helpers over pairing, on the day: not in force, or no whole period in the time asked",
      ])
    #expect(lines.contains("  户户有人: h5  =钱五 (脱贫户) has 0, needs 1"))
    #expect(lines.contains("  visits.csv: 4 read = 3 used + 1 merged + 0 rejected"))
    #expect(run.status == 1 && run.error == "warning: norm 空 selects nothing: `unit[kind=学校]`\n")
  }

  @Test func inChinese() throws {
    let run = try check("--from", "2021-02-01", "--lang", "zh")
    let lines = run.out.split(separator: "\n").map(String.init)
    #expect(lines.first == "2021-02-01 至 2021-05-01，5 条口径中有 4 条未达到")
    #expect(
      lines.contains(
        "  月月到    每个 household[kind=脱贫户|监测户]：每月1 至 2 次走访（visit）：考核 12，达到 2（16.7 %），不足 10，超出 0，2021-02-01 至 2021-04-30 共 3 期"))
    #expect(lines.contains("  户户有人：h2  李二 (监测户)  安县/东乡/甲村 现有 1，至少 2"))
    #expect(run.status == 1 && run.error == "警告：口径 空 没有选中任何对象：“unit[kind=学校]”\n")
    let table = try check("--lang", "zh", "--quiet", "--csv", "-").out.split(separator: "\n").map(String.init)
    #expect(table.first == "口径,标题,情形,周期,类型,编号,名称,类别,单位,职责,职级,地区编号,所在地区,现有,下限,上限,差额")
    #expect(table.dropFirst().first == "户户有人,每户有人帮,不足,,农户,h2,李二,监测户,,,,v1,安县/东乡/甲村,1,2,,1")
    #expect(table.contains("限额,,超出,,干部,g3,周三,,,,,,,1,,0,1") && table.count == 10)
  }

  // MARK: Outputs

  @Test func everyColumn() throws {
    let run = try check("--csv", "-", "--quiet")
    #expect(run.out == Self.columns + Self.findings && run.error == "" && run.status == 1)
    _ = try check("--csv", "t.csv", "--quiet")
    let people = (Self.columns + Self.findings).replacing("=钱五", with: "'=钱五")
    #expect(work.bytes("t.csv") == forPeople(people))
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try check("--json", "-", "--from", "2021-02-01").bytes)
    #expect(json["command"] == "check" && json["from"] == "2021-02-01" && json["on"] == "2021-05-01")
    #expect(json["norms", 0, "norm"] == "户户有人" && json["norms", 0, "source"] == "示例文 2021" && json["norms", 0, "level"] == "must")
    #expect(json["norms", 0, "subjects"] == 4 && json["norms", 0, "met"] == 1 && json["norms", 0, "below"] == 3)
    #expect(json["norms", 1, "subjects"] == 12 && json["norms", 1, "periods", 2] == "2021-04-01")
    #expect(json["norms", 4, "level"] == "info" && json["norms", 4, "below"] == 1 && json["norms", 6, "in_force"] == .bool(false))
    #expect(json["findings", 0, "finding"] == "below" && json["findings", 0, "source"] == "示例文 2021")
    let chinese = try JSONValue(try check("--json", "-", "--from", "2021-02-01", "--lang", "zh").bytes)
    #expect(chinese["起始日期"] == "2021-02-01" && chinese["口径", 0, "级别"] == "必须达到" && chinese["口径", 4, "级别"] == "仅供参考")
    #expect(chinese["清单", 0, "情形"] == "不足" && chinese["清单", 0, "依据"] == "示例文 2021")
    #expect(json["findings", 0, "norm"] == "户户有人" && json["findings", 0, "id"] == "h2" && json["findings", 0, "has"] == 1)
  }

  @Test func asADrawing() throws {
    #expect(try check("--dot", "t.dot", "--quiet").status == 1)
    let drawn = Drawn(work.bytes("t.dot") ?? [])
    let marked = drawn.classes.filter { $0.value.contains("covered") }.keys.sorted()
    #expect(marked == ["h2", "h4", "h5"] && drawn.classes.filter { $0.value.contains("overloaded") }.keys.sorted() == ["g1", "g3"])
    // A pairing that breaks a norm is marked itself; loads are told by whom they help, all else by what is measured.
    #expect(drawn.marked == [Drawn.Edge(from: "g1", to: "h2")] && drawn.text.contains("▼ 期满 days"))
    #expect(drawn.labels["g1"]?.contains("限额 helps 3, may 1") == true && drawn.labels["g1"]?.hasSuffix("▲ overloaded") == true)
    #expect(drawn.labels["h2"] == "李**\\n户户有人 has 1 of 2\\n月月到 visit has\\n0, at least 1\\n▼ uncovered\\n▼ below a bound")
    // A summary counts those that break norms, too.
    _ = try check("--dot", "few.dot", "--limit", "3", "--quiet")
    #expect(work.text("few.dot")?.contains("below a bound") == true)
    if Program.hasDot {
      let svg = try work.shell("dot -Tsvg t.dot -o t.svg")
      #expect(svg.status == 0 && svg.error == "" && svg.out == "" && work.text("t.svg")?.contains("李") == true)
    }
  }

  /// Coverage and overload list the two sides of the same findings.
  @Test func coverageAndOverloadAreItsSides() throws {
    func rows(_ command: String) throws -> [String] {
      let run = try work.run(command, "data", "--on", "2021-05-01", "--csv", "-", "--quiet")
      #expect(run.status == 0)
      return run.out.split(separator: "\n").dropFirst().map { row in
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        return command == "coverage"
          ? "\(cells[6]) \(cells[1]) \(cells[7])/\(cells[8])" : "\(cells[8]) \(cells[1]) \(cells[9])/\(cells[10])"
      }
    }
    #expect(
      try rows("coverage") == [
        "户户有人 h2 1/2", "月月到 h2 0/1", "户户有人 h4 0/1", "月月到 h4 0/1", "户户有人 h5 0/1", "月月到 h5 0/1", "期满 pairings.csv:3 365/400",
      ])
    #expect(try rows("overload") == ["限额 g1 3/1", "限额 g3 1/0"])
  }

  // MARK: Exit codes

  @Test func exitCodes() throws {
    // All met.
    try work.file("met.csv", "id,subject,relation,max\na,household,pairing,9\n")
    let met = try check("--norms", "met.csv")
    #expect(met.status == 0 && met.out.hasPrefix("All 1 norms hold on 2021-05-01\n") && met.error == Self.otherNorms)
    // Broken for information only.
    try work.file("info.csv", "id,level,subject,relation,min\na,info,household,pairing,9\n")
    #expect(try check("--norms", "info.csv").status == 0)
    // Unusable: a pack with faults, none at all, a column that is not there.
    try work.file("bad.csv", "id,subject,relation,min\na,household,pairing,\nb,,pairing,1\n")
    let bad = try check("--norms", "bad.csv", "--csv", "t.csv")
    #expect(bad.status == 2 && bad.out == "" && work.bytes("t.csv") == nil)
    #expect(
      bad.error == """
        error: the norms cannot be used:
          bad.csv, line 2, byte 44, column min: a norm needs a min or a max
          bad.csv, line 3, byte 47, column subject: say who is asked: a selector such as household[kind=脱贫户], or * for every node

        """)
    #expect(try check("--norms", "none.csv").status == 2)
    try work.file("column.csv", "id,subject,relation,min\na,household,pairing,least\n")
    let column = try check("--norms", "column.csv")
    #expect(
      column.status == 2
        && column.error.contains("column.csv, line 2, byte 44, column min: there is no column `least`; there are: id, head,"))
    // Rejected rows, broken or not.
    try work.file("data/visits.csv", "from,to,date\ng1,h1,2021-04-31\n")
    let rejected = try check("--rejects", "r.csv", "--quiet", "--csv", "-")
    #expect(rejected.status == 3 && rejected.out.contains("月月到,,below,2021-04-01,household,h1,"))
    #expect(rejected.error.contains("1 row rejected") && work.text("r.csv")?.contains("visits.csv,2,19,date,bad-date,") == true)
    #expect(try check("--norms", "met.csv", "--quiet").status == 0, "nobody asks for visits")
    #expect(try check("--max-rejects", "1", "--quiet").status == 1)
  }

  /// What a norm adds up, or takes for a bound, must be a number: other rows are bad ones.
  @Test func numbersThatAreNone() throws {
    try work.file("data/pairings.csv", "from,to,amount\ng1,h1,12\ng1,h4,1O\ng1,h5,\n")
    try work.file("sum.csv", "id,subject,relation,side,measure,min\na,household,pairing,helped,sum:amount,5\n")
    let run = try check("--norms", "sum.csv", "--rejects", "-", "--quiet")
    #expect(run.status == 3 && run.out.contains("pairings.csv,3,30,amount,bad-number,"))
    try work.file("data/pairings.csv", "from,to,amount\ng1,h1,12\ng1,h4,9007199254740992\n")
    let large = try check("--norms", "sum.csv", "--rejects", "-", "--quiet").out
    #expect(large.contains("amount,bad-number,`9007199254740992` is too large: numbers count exactly up to 9007199254740991 only"))
    try work.file("data/pairings.csv", "from,to\ng1,h1\n")
    try work.file("data/households.csv", "id,least\nh1,2\nh2,two\nh3,\n")
    try work.file("data/visits.csv", "from,to,date\n")
    try work.file("own.csv", "id,subject,relation,min\na,household,pairing,least\n")
    let own = try check("--norms", "own.csv", "--rejects", "-", "--quiet")
    #expect(own.status == 3 && own.out.contains("households.csv,3,17,least,bad-number,"))
  }

  @Test func wrongUsage() throws {
    let run = try check("--from", "2021-06-01")
    #expect(run.status == 64 && run.error.hasPrefix("Error: --from is after --on\n"))
    #expect(try check("--from", "2021-05-01").status == 1)
    #expect(try check("--from", "May").status == 64 && check("--csv", "-", "--json", "-").status == 64)
  }

  /// Where nobody is asked nothing holds.
  @Test func nobodyIsAsked() throws {
    try work.file("none.csv", "id,subject,relation,max\na,unit[kind=学校],pairing,9\n")
    let run = try check("--norms", "none.csv")
    #expect(run.status == 0 && run.out.hasPrefix("Nobody is asked by the 1 norm on 2021-05-01\n"))
  }

  /// Loads are those of pairings: where norms ask about memberships they say nothing.
  @Test func loadsOfNobody() throws {
    try work.file("data/norms.csv", "id,subject,relation,side,max\na,committee,member,helps,0\nb,place,member,helped,0\n")
    let run = try work.run("overload", "data", "--on", "2021-05-01")
    #expect(run.status == 0 && run.out.contains("overloaded on 2021-05-01\nOverloaded:\n") && !run.out.contains("Gini"), "\(run.out)")
    try work.file("data/norms.csv", "id,subject,relation,side,max\na,cadre,pairing,helps,0\n")
    #expect(try work.run("overload", "data", "--on", "2021-05-01").out.contains("Gini"))
  }

  // MARK: Several packs

  @Test func packsWithTheSameIDs() throws {
    try work.file("全国.csv", "id,subject,relation,min\n有人,household,pairing,1\n")
    try work.file("县/全国.csv", "id,subject,relation,min\n有人,household,pairing,2\n另,household,pairing,1\n")
    let run = try check("--norms", "全国.csv", "--norms", "县/全国.csv", "--csv", "-", "--quiet")
    let ids = run.out.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(Set(ids) == ["全国:有人", "全国 2:有人", "另"] && run.status == 1 && run.error == "")
  }

  @Test func normsThatCannotBothHold() throws {
    try work.file("a.csv", "id,subject,relation,min,max\na,household,pairing,3,\nb,household,pairing,,2\n")
    let run = try check("--norms", "a.csv")
    let conflict = "warning: norms a and b cannot both hold: at least 3, and at most 2, of the same\n"
    #expect(run.error == Self.otherNorms + conflict)
    #expect(try work.run("norms", "a.csv").error == conflict)
  }

  // MARK: The same, always

  @Test func theSameForAnyNumberOfThreads() throws {
    // Tables of several parts of half a megabyte.
    let note = String(repeating: "走访记录", count: 60)
    let visits = (0..<1500).map { "g\($0 % 3 + 1),h\($0 % 5 + 1),2021-0\($0 % 4 + 1)-1\($0 % 7),\(note)\($0)\n" }.joined()
    try work.file("data/visits.csv", "from,to,date,kind\n" + visits)
    var outcomes: [[[UInt8]]] = []
    for jobs in ["1", "2"] {
      let run = try work.run(
        "check", "data", "--on", "2021-05-01", "--from", "2021", "--jobs", jobs, "--csv", "t.csv", "--json", "t.json", "--dot", "t.dot")
      #expect(run.status == 1)
      outcomes.append([run.bytes, Array(run.error.utf8)] + ["t.csv", "t.json", "t.dot"].map { work.bytes($0) ?? [] })
    }
    #expect(outcomes[0] == outcomes[1] && outcomes[0].allSatisfy { !$0.isEmpty })
  }

  @Test func aReaderThatStops() throws {
    for line in ["check data --on 2021-05-01 --csv -", "check data --on 2021-05-01 --json -", "check data --on 2021-05-01"] {
      let run = try work.shell("{ \"$PAIRGRAPH\" \(line) --quiet; echo $? >status; } | head -c 1")
      #expect(run.error == "" && work.text("status") == "1\n", "\(line)")
    }
    let norms = try work.shell("{ \"$PAIRGRAPH\" norms data/norms.csv; echo $? >status; } | head -c 1")
    #expect(norms.error == "" && work.text("status") == "0\n")
  }

  // MARK: norms

  @Test func aPackInWords() throws {
    let run = try work.run("norms", "data/norms.csv")
    let head = """
      data/norms.csv: 7 norms, 0 faults
      户户有人  每户有人帮
        each household: at least its own `need` distinct partners over pairing:包户, on the day
        must hold; source: 示例文 2021
      月月到
        each household[kind=脱贫户|监测户]: 1 to 2 visits (visit), in every month
        must hold

      """
    #expect(run.out.hasPrefix(head) && run.out.hasSuffix("  must hold; in force from … to 2020-12-31\n"))
    #expect(run.status == 0 && run.error == "")
    try work.file("visits.csv", "id,subject,relation,measure,min\na,pairing,visit,events,1\n")
    #expect(try work.run("norms", "visits.csv").out.contains("at least 1 visits (visit), up to the day\n"))
    let chinese = try work.run("norms", "data/norms.csv", "--lang", "zh").out
    #expect(chinese.contains("每个 household[kind=脱贫户|监测户]：每月1 至 2 次走访（visit）"))
  }

  @Test func aPackWithMistakes() throws {
    try work.file("p.csv", "id,subject,relation,mim,min\na,household,pairing,,1\nb,household[kind,pairing,,1\n")
    let run = try work.run("norms", "p.csv")
    #expect(run.status == 2 && run.out.hasPrefix("p.csv: 1 norm, 1 fault\na\n"))
    #expect(
      run.error == """
        warning: p.csv: column `mim` means nothing in a norm pack; did you mean `min`?
        error: the norms cannot be used:
          p.csv, line 3, byte 53, column subject: the closing ] is missing
            household[kind
                          ^

        """)
  }
}
