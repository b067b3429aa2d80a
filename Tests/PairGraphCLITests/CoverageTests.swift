import Testing

/// `pairgraph coverage`.
struct CoverageTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  private func table(_ options: String...) throws -> String {
    try work.run(["coverage", "data", "--on", "2021-05-01", "--csv", "-"] + options).out
  }

  @Test func inEnglish() throws {
    let run = try work.run("coverage", "data", "--on", "2021-05-01")
    #expect(
      run.out == """
        3 of 4 uncovered (75.0 %) on 2021-05-01 [norm need]
        By county, widest gaps first:
          安县  2 of 3  66.7 %
        By township, widest gaps first:
          东乡  2 of 3  66.7 %
        By village, widest gaps first:
          乙村  1 of 1  100.0 %
          甲村  1 of 2  50.0 %
        Uncovered:
          h2  李二 (监测户)  安县/东乡/甲村
          h4  赵四 (脱贫户)  安县/东乡/乙村
          h5  =钱五 (脱贫户)
        Rows:
          places.csv: 4 read = 4 used + 0 merged + 0 rejected
          units.csv: 1 read = 1 used + 0 merged + 0 rejected
          branches.csv: 1 read = 1 used + 0 merged + 0 rejected
          cadres.csv: 3 read = 3 used + 0 merged + 0 rejected
          households.csv: 5 read = 5 used + 0 merged + 0 rejected
          committees.csv: 1 read = 1 used + 0 merged + 0 rejected
          pairings.csv: 9 read = 8 used + 1 merged + 0 rejected

        """)
    #expect(run.error == "" && run.status == 0)
  }

  @Test func inChinese() throws {
    let run = try work.run("coverage", "data", "--on", "2021-05-01", locale: "zh_CN.UTF-8")
    #expect(
      run.out == """
        4 个中有 3 个未覆盖（75.0 %），截至 2021-05-01 [口径 need]
        按县区，缺口大的在前：
          安县  3 个中有 2 个  66.7 %
        按乡镇，缺口大的在前：
          东乡  3 个中有 2 个  66.7 %
        按村，缺口大的在前：
          乙村  1 个中有 1 个  100.0 %
          甲村  2 个中有 1 个  50.0 %
        未覆盖：
          h2  李二 (监测户)  安县/东乡/甲村
          h4  赵四 (脱贫户)  安县/东乡/乙村
          h5  =钱五 (脱贫户)
        行数：
          places.csv：读入 4 = 采用 4 + 合并 0 + 拒绝 0
          units.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          branches.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          cadres.csv：读入 3 = 采用 3 + 合并 0 + 拒绝 0
          households.csv：读入 5 = 采用 5 + 合并 0 + 拒绝 0
          committees.csv：读入 1 = 采用 1 + 合并 0 + 拒绝 0
          pairings.csv：读入 9 = 采用 8 + 合并 1 + 拒绝 0

        """)
    #expect(run.error == "" && run.status == 0)
  }

  /// Every column; h1 has two helpers, h2 one of two, h3 is exempt, the only pairing of h4 has ended and h5 is in no place.
  @Test func everyColumn() throws {
    #expect(
      try table() == """
        type,id,name,kind,place,place_path,norm,has,min,missing
        household,h2,李二,监测户,v1,安县/东乡/甲村,need,1,2,1
        household,h4,赵四,脱贫户,v2,安县/东乡/乙村,need,0,1,1
        household,h5,=钱五,脱贫户,,,need,0,1,1

        """)
  }

  @Test func asJSON() throws {
    let json = try JSONValue(try work.run("coverage", "data", "--on", "2021-05-01", "--json", "-").bytes)
    #expect(json["command"] == "coverage" && json["norm"] == "need" && json["on"] == "2021-05-01")
    #expect(json["subjects"] == 4 && json["uncovered"] == 3 && json["share"] == 0.75)
    #expect(json["places", 3, "id"] == "v2" && json["places", 3, "uncovered"] == 1)
    let finding = json["findings", 0]
    #expect(finding["type"] == "household" && finding["id"] == "h2" && finding["name"] == "李二" && finding["kind"] == "监测户")
    #expect(finding["place"] == "v1" && finding["place_path"] == "安县/东乡/甲村" && finding["norm"] == "need")
    #expect(finding["has"] == 1 && finding["min"] == 2 && finding["missing"] == 1)
  }

  @Test func ofASelector() throws {
    let villages = """
      type,id,name,kind,place,place_path,norm,has,min,missing
      place,v2,乙村,village,t1,安县/东乡,of,0,1,1

      """
    #expect(try table("--of", "place[kind=village]") == villages)
    #expect(try table("--of", " place[ kind != county|township ] ") == villages)
    #expect(try table("--of", "household[kind=监测户; place!=v2]").contains("\nhousehold,h2,李二,监测户,v1,安县/东乡/甲村,of,1,2,1\n"))
    // An exemption holds with a selector, too; a cadre without a need is asked for one.
    #expect(try table("--of", "household[kind=一般户]").split(separator: "\n").count == 1)
    #expect(try table("--of", "cadre[id=g1]").contains("\ncadre,g1,陈一,,v1,安县/东乡/甲村,of,0,1,1\n"))
  }

  /// The branch that helps the village of h2 is its second helper.
  @Test func inherited() throws {
    #expect(try table("--inherit").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] } == ["h4", "h5"])
  }

  @Test(arguments: [
    "household[kind", "household[kind]", "[kind=a]", "", "household[=a]", "household]", "household[kind<3|4]", "household[a=b",
    "household]x[kind=a]", "] household[kind=a]", "household=[kind=a]",
    "house;hold[kind=a]", "household!",
  ])
  func aSelectorThatIsNone(selector: String) throws {
    let run = try work.run("coverage", "data", "--of", selector, "--csv", "t.csv")
    #expect(run.status == 64 && run.out == "" && run.error.contains("\n  \(selector)\n") && run.error.hasSuffix("^\n"))
    #expect(try work.names() == ["data"])
  }

  @Test func aSelectorWithAColumnThatIsNotThere() throws {
    let run = try work.run("coverage", "data", "--of", "household[kin=脱贫户]")
    #expect(run.status == 64)
    #expect(
      run.error == """
        error: there is no such column; there are: id, head, place, kind, need
          household[kin=脱贫户]
                    ^

        """)
  }

  /// A type that is neither known nor there is a slip of the pen, whoever keeps quiet.
  @Test func aSelectorWithATypeThatIsNotThere() throws {
    for options in [[], ["--quiet"]] {
      let run = try work.run(["coverage", "data", "--of", " hosehold[kind=a]", "--csv", "t.csv"] + options)
      #expect(run.status == 64 && run.out == "")
      #expect(
        run.error == """
          error: no node is of this type; did you mean `household`? Types here: place, unit, branch, cadre, household, committee
             hosehold[kind=a]
             ^

          """)
    }
    let far = try work.run("coverage", "data", "--of", "village", "--dot", "t.dot", "--quiet")
    #expect(far.status == 64 && far.error.hasPrefix("error: no node is of this type. Types here: place, unit, "))
    #expect(try work.run("coverage", "data", "--of", "农户", locale: "zh_CN.UTF-8").error.hasPrefix("错误：没有这种类型的节点。现有类型：place、unit、"))
    #expect(try work.names() == ["data"])
    try work.file("data/nodes.csv", "id,kind\nn1,village\nn2,\n")
    #expect(try work.run("coverage", "data", "--of", "village").out.hasPrefix("1 of 1 uncovered"))
    #expect(try work.run("coverage", "data", "--of", "vilage").error.contains("did you mean `village`? Types here: place, "))
    // A known type is only nowhere here.
    let work = try Workdir(data: Sample.tiny)
    for type in ["branch", "node", "place[kind=village]"] {
      let run = try work.run("coverage", "data", "--of", type, "--csv", "-")
      #expect(run.status == 0 && run.out == "type,id,name,kind,place,place_path,norm,has,min,missing\n")
      #expect(run.error == "warning: \(type) selects no node; types here: cadre, household\n")
    }
  }

  /// A table without rows has columns, too.
  @Test func aSelectorWithAColumnOfAnEmptyTable() throws {
    let work = try Workdir(data: Sample.tiny(["places.csv": "id,kind\n"]))
    let run = try work.run("coverage", "data", "--of", "place[kin=x]")
    #expect(run.status == 64 && run.error.hasPrefix("error: there is no such column; there are: id, kind\n"))
    #expect(try work.run("coverage", "data", "--of", "place[kind=x]").status == 0)
  }

  @Test func everyoneCovered() throws {
    let work = try Workdir(data: Sample.tiny(["pairings.csv": "from,to\nc1,h1\nc1,h2\n"]))
    #expect(try work.run("coverage", "data", "--on", "2021").out.hasPrefix("All 2 covered on 2021-01-01 [norm need]\nRows:\n"))
  }

  @Test func nobodyAsked() throws {
    let work = try Workdir(data: ["cadres.csv": "id\nc1\n"])
    let out = try work.run("coverage", "data", "--on", "2021").out
    #expect(out.hasPrefix("No node has a need on 2021-01-01: nothing to cover. Give a column `need`, or ask with --of"))
  }

  /// Any node table may have a need; findings stand by table, then by line, not by id.
  @Test func orderOfRows() throws {
    let work = try Workdir(data: [
      "households.csv": "id,head,need\nh9,A,1\nh1,B,1\nh5,C,3\n", "places.csv": "id,name,need\nz,Z,1\na,A,\nm,M,2\n",
      "nodes.csv": "id,kind,need\nn2,household,\nn1,fund,1\n", "units.csv": "id,need\nu1,0\nu0,1\n",
    ])
    let ids = try work.run("coverage", "data", "--csv", "-").out.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(ids == ["z", "m", "u0", "h9", "h1", "h5", "n2", "n1"])
  }

  /// A pairing with itself helps nobody; two kinds with one helper are one helper.
  @Test func whatCounts() throws {
    let work = try Workdir(data: [
      "households.csv": "id,need\nh1,1\nh2,2\n", "cadres.csv": "id\nc1\n",
      "pairings.csv": "from,to,kind\nh1,h1,a\nc1,h2,a\nc1,h2,b\n",
    ])
    let rows = try work.run("coverage", "data", "--csv", "-").out.split(separator: "\n").dropFirst()
    #expect(rows == ["household,h1,,,,,need,0,1,1", "household,h2,,,,,need,1,2,1"])
  }

  /// A summary is a screen; the table has all.
  @Test func aLongList() throws {
    let rows = (1...500).map { "h\($0),N\($0)\n" }.joined()
    let work = try Workdir(data: ["households.csv": "id,head\n" + rows])
    let run = try work.run("coverage", "data", "--csv", "t.csv")
    #expect(run.out.contains("  … and 490 more; --csv FILE lists all\n") && run.out.split(separator: "\n").count < 24)
    #expect(work.text("t.csv")?.split(separator: "\r\n").count == 501)
  }
}
