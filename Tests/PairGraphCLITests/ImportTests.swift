import Foundation
import Testing

/// `pairgraph import`, and rosters in place of dataset folders.
struct ImportTests {
  private let work: Workdir
  private let roster = """
    某县结对帮扶台账,,,,,,
    序号,行政村,户主姓名,户主身份证号,帮扶责任人,,
    ,,,,姓名,单位,联系电话
    1,甲村,赵一,5.11E+17,钱二,某局,13800000001
    2,,孙三,,钱二,某局,13800000001
    3,乙村,李四,,无,,
    合计,,3户,,,,
    """

  init() throws { work = try Workdir() }

  private func gb18030(_ text: String) throws -> [UInt8] { Array(try #require(text.data(using: .init(rawValue: 0x8000_0632)))) }

  @Test func aRosterBecomesAFolder() throws {
    try work.file("台账.csv", gb18030(roster.replacing("\n", with: "\r\n")))
    let run = try work.run("import", "台账.csv", "-o", "data")
    #expect(run.status == 0 && run.error == "")
    #expect(
      run.out == """
        3 rows read into data: places.csv 2, units.csv 1, cadres.csv 1, households.csv 3, pairings.csv 2
        Rosters:
          台账.csv: GB18030, ,
          台账.csv: 3 read = 3 used + 0 merged + 0 rejected
            no rows: titles 1, headers 2, subtotals and totals 1
            1 column of row numbers, not imported: 序号
            1 empty place cells filled from the row above (merged cells)
            1 cell says that there is nobody
        To check, in merges.csv:
          taken for the same without a resident id: 1
          resident ids damaged by a spreadsheet: 1
          lines taken for totals, titles or notes: 1

        """)
    #expect(work.text("data/households.csv") == "id,place,head,kind,size,id_number\nH1,P1,赵一,,,5.11E+17\nH2,P1,孙三,,,\nH3,P2,李四,,,\n")
    #expect(work.text("data/pairings.csv") == "from,to,kind,since,until\nC1,H1,包户,,\nC1,H2,包户,,\n")
    #expect(work.text("data/cadres.csv") == "id,unit,branch,place,name,role,rank,phone\nC1,U1,,,钱二,,,13800000001\n")
    #expect(work.text("data/mapping.csv")?.hasPrefix("file,column,header,field,group,how,evidence\n台账.csv,1,序号,row_no,,exact,\n") == true)
    #expect(work.text("data/merges.csv")?.contains("台账.csv,4,damaged-id,household,H1,赵一,,name + village + id text,1\n") == true)
    #expect(work.text("data/merges.csv")?.contains("台账.csv,7,no-row,subtotal,,,,合计 3户,1\n") == true)
    #expect(work.text("data/rejects.csv") == "file,line,byte,column,problem,advice,raw\n")
    for name in try FileManager.default.contentsOfDirectory(atPath: work.path + "/data") {
      let mode = try FileManager.default.attributesOfItem(atPath: work.path + "/data/" + name)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
  }

  /// The same answer from the roster and from the folder.
  @Test(arguments: ["coverage", "overload", "summary"])
  func analysesTakeARoster(command: String) throws {
    try work.file("台账.csv", gb18030(roster))
    _ = try work.run("import", "台账.csv", "-o", "data")
    let extra = command == "overload" ? ["--max", "1"] : []
    let (direct, folder) = (
      try work.run([command, "台账.csv", "--csv", "-"] + extra), try work.run([command, "data", "--csv", "-"] + extra)
    )
    // What became of rows is said of the roster, or of the tables.
    let findings = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("rows,") } }
    #expect(direct.status == 0 && findings(direct.out) == findings(folder.out) && !direct.out.isEmpty && folder.error == "")
    #expect(direct.out.contains(command == "coverage" ? "李四" : command == "overload" ? "钱二" : "household"))
  }

  @Test func drawTakesARoster() throws {
    try work.file("台账.csv", gb18030(roster))
    let run = try work.run("draw", "台账.csv", "--dot", "-")
    #expect(run.status == 0 && run.out.contains("digraph") && run.out.contains("钱二"))
  }

  @Test func whatIsAmbiguousIsAsked() throws {
    try work.file("a.csv", "姓名,单位,联系电话\n钱二,某局,13800000001\n")
    let run = try work.run("import", "a.csv", "-o", "data")
    #expect(try run.status == 2 && run.out == "" && work.names() == ["a.csv"])
    #expect(run.complaints.contains("  column 1, 姓名: --map 姓名@1=head_name   (or helper_name, person_name, attribute, ignore)"))
    let answered = try work.run("import", "a.csv", "-o", "data", "--map", "姓名@1=helper_name")
    #expect(answered.status == 0 && work.text("data/cadres.csv") == "id,unit,branch,place,name,role,rank,phone\nC1,U1,,,钱二,,,13800000001\n")
    // The mapping that was used, given back, is enough; a spreadsheet may have saved it in between.
    try work.file("m.csv", [0xef, 0xbb, 0xbf] + (work.bytes("data/mapping.csv") ?? []).flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] })
    #expect(try work.run("import", "a.csv", "-o", "again", "--mapping", "m.csv").status == 0)
    #expect(work.bytes("again/cadres.csv") == work.bytes("data/cadres.csv"))
    #expect(try work.run("coverage", "a.csv").status == 2)
    #expect(try work.run("coverage", "a.csv", "--mapping", "m.csv").status == 0)
    #expect(try work.run("overload", "a.csv", "--map", "姓名=helper_name").status == 0)
  }

  @Test func explainWritesNothing() throws {
    try work.file("台账.csv", roster)
    let run = try work.run("import", "台账.csv", "--explain")
    #expect(try run.status == 0 && work.names() == ["台账.csv"])
    #expect(run.out.contains("  line 1: titles\n  line 2: headers\n  line 3: headers\n"))
    #expect(run.out.contains("helper_name (parent: 帮扶责任人)"))
    #expect(try work.run("import", "台账.csv", "--explain", "--lang", "zh").out.contains("第 1 行：标题"))
  }

  /// No column is left out, or kept as it is, without a word.
  @Test func columnsThatAreNoFieldAreNamed() throws {
    let own = (1...10).map { "乙\($0)" }
    try work.file("a.csv", "序号,户主姓名,帮扶人,甲,丙,,\(own.joined(separator: ","))\n1,赵一,钱二,1,2,3,\(own.joined(separator: ","))\n")
    let run = try work.run("import", "a.csv", "-o", "data", "--map", "丙=ignore")
    #expect(run.out.contains("    12 columns kept under their own headers: 甲, column_6, 乙1, 乙2, 乙3, 乙4, 乙5, 乙6 …\n"))
    #expect(run.out.contains("    1 column of row numbers, not imported: 序号\n    1 column not imported, as the mapping says: 丙\n"))
    let chinese = try work.run("coverage", "a.csv", "--map", "丙=ignore", locale: "zh_CN.UTF-8")
    #expect(chinese.error.contains("按原表头保留的列 12 个：甲、column_6、") && chinese.error.contains("不导入的行号列 1 个：序号"))
    #expect(chinese.error.contains("按映射不导入的列 1 个：丙"))
  }

  /// A roster without rows is imported, with a warning: whoever wonders at an empty table is told why.
  @Test(arguments: ["行政村,户主姓名,帮扶人\n", "某县台账,,\n行政村,户主姓名,帮扶人\n合计,,\n,,\n填表人：赵甲,,\n"])
  func rostersWithoutRows(text: String) throws {
    try work.file("a.csv", text)
    try work.file("b.csv", "行政村,户主姓名,帮扶人\n一村,赵一,钱二\n")
    let run = try work.run("import", "a.csv", "b.csv", "-o", "data")
    #expect(run.status == 0 && run.complaints.count == 1 && run.error.hasPrefix("warning: a.csv: no row was read; "))
    #expect(run.out.contains("a.csv: 0 read = 0 used + 0 merged + 0 rejected") && work.text("data/households.csv") != nil)
    #expect(try work.run("import", "a.csv", "-o", "none").out.hasPrefix("0 rows read into none: no table\n"))
    let alone = try work.run("coverage", "a.csv", locale: "zh_CN.UTF-8")
    #expect(alone.status == 0 && alone.complaints.first?.contains("a.csv：没有读到任何一行") == true)
    #expect(try work.run("import", "a.csv", "-o", "data", "--replace", "--quiet").error == "")
    // A row that was read and rejected is said by itself.
    try work.file("a.csv", "行政村,户主姓名,帮扶人\n一村,,\n")
    #expect(try !work.run("import", "a.csv", "-o", "data", "--replace").error.contains("no row was read"))
  }

  @Test func rejectedRowsAreListedMaskedAndCounted() throws {
    try work.file("a.csv", "户主姓名,身份证号,帮扶人,联系电话,结对时间\n赵一,511000198001010011,钱二,13800000001,21.5\n孙三,,,,\n")
    let run = try work.run("import", "a.csv", "-o", "data")
    #expect(run.status == 3 && run.out.contains("a.csv: 2 read = 1 used + 0 merged + 1 rejected"))
    #expect(run.error.contains("a.csv, line 2, byte 107, column 结对时间: bad-date"))
    let raw = try #require(work.text("data/rejects.csv"))
    #expect(raw.contains("bad-date") && raw.contains("511000") && !raw.contains("511000198001010011") && !raw.contains("13800000001"))
    #expect(try work.run("import", "a.csv", "-o", "data", "--max-rejects", "1").status == 0)
    let list = try work.run("import", "a.csv", "-o", "data", "--replace", "--max-rejects", "50%", "--quiet", "--rejects", "-", "--unmask")
    #expect(list.status == 0 && list.error == "" && list.out.contains("511000198001010011"))
    #expect(work.text("data/rejects.csv")?.contains("13800000001") == true)
  }

  @Test func theFolderIsWholeOrAsItWas() throws {
    try work.file("a.csv", "户主姓名\n赵一\n")
    try work.file("bad.csv", "甲,乙\n1,2\n")
    #expect(try work.run("import", "a.csv", "-o", "data").status == 0)
    let before = work.bytes("data/households.csv")
    // A failure leaves it; a second run replaces it where that is asked for; a stranger's file stops it.
    #expect(try work.run("import", "bad.csv", "-o", "data").status == 2)
    #expect(try work.bytes("data/households.csv") == before && work.names() == ["a.csv", "bad.csv", "data"])
    try work.file("a.csv", "户主姓名\n孙三\n")
    #expect(try work.run("import", "a.csv", "-o", "data/", "--replace").status == 0)
    #expect(try work.text("data/households.csv")?.contains("孙三") == true && work.names() == ["a.csv", "bad.csv", "data"])
    // A folder that no import has filled, or with folders in it, is somebody's own.
    try work.file("own/norms.csv", "id\n")
    let refused = try work.run("import", "a.csv", "-o", "own", "--replace")
    #expect(refused.status == 2 && refused.error.contains("norms.csv") && work.text("own/norms.csv") == "id\n")
    try work.file("data/old/norms.csv", "id\n")
    #expect(try work.run("import", "a.csv", "-o", "data", "--replace").error.contains("not empty: old"))
    #expect(try work.run("import", "a.csv", "-o", "no/such/folder").status == 2)
    #expect(try work.run("import", "a.csv", "-o", "a.csv").status == 2)
  }

  /// Norms, and whatever else no import writes, stay where a roster is imported again.
  @Test func otherFilesStay() throws {
    try work.file("a.csv", "户主姓名,帮扶单位\n赵一,某局\n")
    #expect(try work.run("import", "a.csv", "-o", "data").status == 0)
    let norms = "id,subject,relation,side,measure,min\nn,household,pairing,helped,count,1\n"
    try work.file("data/norms.csv", norms)
    try work.file("data/.notes", "x")
    // The roster itself may stand there, too.
    try work.file("data/b.csv", "户主姓名\n孙三\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: work.path + "/data/norms.csv")
    let same = try work.run("import", "a.csv", "-o", "data")
    #expect(
      same.status == 0
        && same.out.contains("3 files in the folder are no part of the import and stay, with the ids they have: .notes, b.csv, norms.csv\n")
    )
    let refused = try work.run("import", "data/b.csv", "-o", "data")
    #expect(refused.status == 2 && refused.error.contains("households.csv") && !refused.error.contains("norms.csv"))
    #expect(try work.run("import", "data/b.csv", "-o", "data", "--replace").status == 0)
    // Tables that the new roster has not are gone, and nothing is left beside the folder.
    #expect(try work.text("data/units.csv") == nil && work.names() == ["a.csv", "data"])
    #expect(
      work.text("data/households.csv")?.contains("孙三") == true && work.text("data/norms.csv") == norms && work.text("data/.notes") == "x")
    let mode = try FileManager.default.attributesOfItem(atPath: work.path + "/data/norms.csv")[.posixPermissions] as? Int
    #expect(mode == 0o644)
    // A roster that would be replaced is refused.
    #expect(try work.run("import", "data/households.csv", "-o", "data", "--replace").status == 2)
  }

  @Test(arguments: ["data", "data/", "./data", "data/norms.csv"])
  func rejectsGoBesideTheFolder(path: String) throws {
    try work.file("a.csv", "户主姓名\n赵一\n")
    let run = try work.run("import", "a.csv", "-o", "data", "--rejects", path)
    #expect(run.status != 0 && !run.error.isEmpty)
    #expect(try work.names() == ["a.csv"])
  }

  @Test func aColumnBesideSeveralHelpersIsAsked() throws {
    try work.file("a.csv", "户主姓名,第一帮扶责任人,第二帮扶责任人,结对时间,结对结束时间,帮扶单位,联系电话\n赵一,钱二,孙三,2021.5,2022.5,某局,13800000001\n")
    let asked = try work.run("coverage", "a.csv")
    #expect(
      asked.status == 2
        && asked.complaints.contains(
          "  column 6, 帮扶单位: --map 帮扶单位@6=helper_unit.all   (or helper_unit.2, helper_unit.1, attribute, ignore)")
    )
    #expect(
      asked.complaints.contains("  column 7, 联系电话: --map 联系电话@7=helper_phone.2   (or helper_phone.1, helper_phone.all, attribute, ignore)"))
    let answers = ["--map", "帮扶单位@6=helper_unit.all", "--map", "联系电话@7=helper_phone.1"]
    // Both pairings have ended.
    let coverage = try work.run(["coverage", "a.csv", "--on", "2024-01-01"] + answers)
    #expect(coverage.status == 0 && coverage.out.hasPrefix("1 of 1 uncovered"))
    let run = try work.run(["import", "a.csv", "-o", "data"] + answers)
    #expect(run.out.contains("    3 columns held for all helpers of a row: 结对时间, 结对结束时间, 帮扶单位\n"))
    #expect(work.text("data/mapping.csv")?.contains("a.csv,5,结对结束时间,pair_end,all,shared,\"第一帮扶责任人, 第二帮扶责任人\"\n") == true)
    #expect(try work.run("import", "a.csv", "-o", "data", "--mapping", "data/mapping.csv").status == 0)
    let explained = try work.run(["import", "a.csv", "--explain"] + answers)
    #expect(explained.out.contains("pair_end.all (shared: 第一帮扶责任人, 第二帮扶责任人)") && explained.out.contains("helper_unit.all (given)"))
    #expect(try work.run(["import", "a.csv", "-o", "zh", "--lang", "zh"] + answers).out.contains("对该行所有帮扶责任人都适用的列 3 个：结对时间、"))
  }

  /// Whoever is one on his name alone may be several: that is said.
  @Test func namesAloneAreWarnedOf() throws {
    try work.file("a.csv", "户主姓名,帮扶人\n赵一,钱二\n孙三,钱二\n李四,周五\n")
    let run = try work.run("import", "a.csv", "-o", "data")
    #expect(
      run.status == 0
        && run.error.hasPrefix("warning: 1 name taken for one person or household each on the name alone, or name and unit: 钱二."))
    #expect(work.text("data/merges.csv")?.contains("a.csv,2,merged,cadre,C1,钱二,,name,2\n") == true)
    try work.file("b.csv", "行政村,户主姓名,帮扶人\n一村,赵一,钱二\n一村,孙三,钱二\n")
    #expect(try work.run("import", "b.csv", "-o", "b").error == "")
    try work.file("c.csv", "户主姓名,帮扶人,帮扶单位\n赵一,钱二,某局\n孙三,钱二,某局\n")
    #expect(try work.run("coverage", "c.csv", "--lang", "zh").error.contains("仅凭姓名（或姓名和单位）"))
  }

  @Test func aMappingThatContradictsItselfIsRefused() throws {
    try work.file("a.csv", "户主姓名,帮扶人,结对时间\n赵一,钱二,2021\n")
    let head = "file,column,header,field,group\na.csv,1,户主姓名,head_name,\n"
    for (rows, complaint) in [
      (
        "a.csv,3,结对时间,pair_start,1\na.csv,3,结对时间,pair_end,1\n",
        "error: m.csv:4: the column 结对时间@3 is pair_end.1 here, and pair_start.1 in line 3; "
      ),
      (",,结对时间,pair_start,\n,,结对时间：,pair_end,\n", "error: m.csv:4: the column 结对时间: is pair_end here, and pair_start in line 3; "),
      ("a.csv,2,帮扶人,helper_name,x\n", "error: m.csv:3: `x` says no helper"),
      ("a.csv,2,帮扶人,helper_name,all\n", "error: m.csv:3: `all` says no helper"),
      ("a.csv,2,帮扶人,helper_name,0\n", "error: m.csv:3: `0` says no helper"),
      ("a.csv,2,帮扶人,helper_name.2,1\n", "error: m.csv:3: `1` says no helper"),
      ("a.csv,zwei,帮扶人,helper_name,1\n", "error: m.csv:3: `zwei` is no number of a column; "),
    ] {
      try work.file("m.csv", head + rows)
      let run = try work.run("import", "a.csv", "-o", "d", "--mapping", "m.csv")
      #expect(try run.status == 2 && run.error.hasPrefix(complaint) && work.names() == ["a.csv", "m.csv"], "\(run.error)")
    }
    // The same said twice is no contradiction, nor is what is said of one column and of all with its header.
    try work.file("m.csv", head + "a.csv,3,结对时间,pair_start,1\na.csv,3,结对时间,pair_start,1\na.csv,,结对时间,ignore,\n")
    #expect(try work.run("import", "a.csv", "-o", "d", "--mapping", "m.csv").status == 0)
    #expect(work.text("d/pairings.csv")?.contains(",2021,") == true)
    let twice = try work.run("import", "a.csv", "-o", "e", "--map", "结对时间=pair_start", "--map", "结对时间=pair_end", "--lang", "zh")
    #expect(twice.status == 2 && twice.error.contains("--map 结对时间：既是 pair_start 又是 pair_end"))
  }

  @Test(arguments: [
    ["import"], ["import", "a.csv"], ["import", "a.csv", "-o", "d", "--jobs", "0"], ["import", "a.csv", "-o", "d", "--encoding", "morse"],
    ["import", "a.csv", "-o", "d", "--delimiter", "x"], ["import", "a.csv", "-o", "d", "--max-rejects", "x"],
    ["import", "a.csv", "-o", "d", "--lang", "fr"],
  ])
  func wrongUsage(arguments: [String]) throws {
    try work.file("a.csv", "户主姓名\n赵一\n")
    let run = try work.run(arguments)
    #expect(run.status == 64 && run.out == "" && !run.error.isEmpty)
  }

  @Test func wrongMappings() throws {
    try work.file("a.csv", "户主姓名\n赵一\n")
    try work.file("m.csv", "header,field\n户主姓名,nobody\n")
    try work.file("n.csv", "kopf,feld\n")
    for arguments in [
      ["--map", "户主姓名"], ["--map", "户主姓名=nobody"], ["--map", "别的=head_name"], ["--mapping", "m.csv"], ["--mapping", "n.csv"],
      ["--mapping", "none.csv"],
    ] {
      let run = try work.run(["import", "a.csv", "-o", "d"] + arguments)
      #expect(try run.status == 2 && run.error.hasPrefix("error: ") && work.names() == ["a.csv", "m.csv", "n.csv"], "\(arguments)")
    }
  }

  /// Rosters with one header and two meanings are told apart by their names.
  @Test func aMappingForOneOfSeveralRosters() throws {
    try work.file("户.csv", "行政村,姓名,户类型\n一村,赵一,脱贫户\n")
    try work.file("干:部.csv", "姓名,单位,备注：来源\n钱二,某局,县\n")
    let both = ["import", "户.csv", "干:部.csv", "-o", "data"]
    let asked = try work.run(both + ["--map", "户.csv:姓名=head_name"])
    #expect(asked.status == 2 && asked.error.contains("  column 1, 姓名: --map 干:部.csv:姓名@1=head_name   (or helper_name,"))
    let run = try work.run(both + ["--map", "户.csv:姓名=head_name", "--map", "干:部.csv：姓名@1=helper_name"])
    #expect(run.status == 0 && work.text("data/households.csv") == "id,place,head,kind,size\nH1,P1,赵一,脱贫户,\n")
    #expect(work.text("data/cadres.csv")?.hasSuffix("\nC1,U1,,,钱二,,,县\n") == true)
    // The file stands in mapping.csv, and given back it decides the same.
    let mapping = try #require(work.text("data/mapping.csv"))
    #expect(mapping.contains("户.csv,2,姓名,head_name,,given,") && mapping.contains("干:部.csv,1,姓名,helper_name,1,given,"))
    #expect(try work.run(both + ["--mapping", "data/mapping.csv"]).status == 0)
    // A column with a colon is no roster; what is called like none of both is wrong usage.
    #expect(try work.run(both + ["--replace", "--mapping", "data/mapping.csv", "--map", "备注：来源=ignore"]).status == 0)
    let unknown = try work.run(both + ["--map", "x.csv:姓名=head_name"])
    #expect(unknown.status == 64 && unknown.error.contains("is called x.csv") && unknown.error.contains("户.csv, 干:部.csv"))
    #expect(try work.run("coverage", "户.csv", "--map", "x.csv:姓名=head_name", locale: "zh_CN.UTF-8").error.contains("没有“x.csv”"))
    let column = try work.run(both + ["--map", "户.csv:名=head_name"])
    #expect(column.status == 2 && column.error.contains("(行政村, 姓名, 户类型)"))
    #expect(try work.run("coverage", "户.csv", "--map", "户.csv:姓名=head_name").status == 0)
  }

  /// Rosters of one name in two folders.
  @Test func aMappingForOneOfTwoRostersOfOneName() throws {
    try work.file("东/a.csv", "姓名,单位\n赵一,某社\n")
    try work.file("西/a.csv", "姓名,单位\n钱二,某局\n")
    let both = ["import", "东/a.csv", "西/a.csv", "-o", "data"]
    let unclear = try work.run(both + ["--map", "a.csv:姓名=head_name"])
    #expect(unclear.status == 64 && unclear.error.contains("东/a.csv, 西/a.csv"))
    let run = try work.run(both + ["--map", "东/a.csv:姓名=head_name", "--map", "西/a.csv:姓名=helper_name"])
    #expect(run.status == 0 && work.text("data/households.csv")?.contains("赵一") == true)
    #expect(work.text("data/cadres.csv")?.contains("钱二") == true)
  }

  @Test func theSameBytesForAnyJobs() throws {
    // Long rows: several blocks of text to convert, several parts to write.
    let note = String(repeating: "x", count: 80)
    var rows = "乡镇,行政村,户主姓名,户主联系电话,帮扶责任人,帮扶单位,联系电话,结对时间,户情说明\n"
    for index in 0..<12_000 {
      rows +=
        "\(index % 1000 == 0 ? "第\(index / 1000)镇" : ""),\(index % 50 == 0 ? "第\(index / 50)村" : ""),户\(index),139\(10_000_000 + index),助\(index % 700),第\(index % 70)局,138\(10_000_000 + index % 1400),2021.\(1 + index % 12),\(note)\n"
    }
    try work.file("a.csv", gb18030(rows))
    #expect((work.bytes("a.csv") ?? []).count > 1 << 20)
    for jobs in ["1", "5"] { #expect(try work.run("import", "a.csv", "-o", "d\(jobs)", "--jobs", jobs).status == 0) }
    for name in try FileManager.default.contentsOfDirectory(atPath: work.path + "/d1") {
      #expect(work.bytes("d1/" + name) == work.bytes("d5/" + name), "\(name)")
    }
    #expect((work.bytes("d1/households.csv") ?? []).count > 1 << 20)
    #expect(work.text("d1/pairings.csv")?.split(separator: "\n").count == 12_001)
  }
}
