import Testing

@testable import PairGraph

/// What only looks like a household, a helper or a pairing: read as none, and said so.
struct RosterDoubtTests {
  private func good(_ sequence: UInt64) -> String { ResidentID(number: 51_100_019_800_101_000 + sequence).text }

  // MARK: Numbers of households

  /// Each row keeps its resident id, and what is wrong with the number is listed with its line.
  @Test(arguments: ["5.10322E+15", "510322001001000000", "1"])
  func numbersThatIdentifyNobody(number: String) throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,户主身份证号,户编号,帮扶责任人\n甲村,赵一,\(good(1)),\(number),钱二\n甲村,孙三,\(good(2)),\(number),\n乙村,李四,\(good(3)),\(number),\n")
    #expect(found.column("households", "id_number") == [good(1), good(2), good(3)] && found.pairings == ["钱二→赵一 .."])
    let kind: ImportNote.Kind = number == "1" ? .sharedNumber : .damagedNumber
    #expect(found.result.notes.filter { $0.kind == kind }.map(\.line) == [2, 3, 4])
  }

  /// Final zeros are a number's own in a column of texts.
  @Test func zerosOfLongNumbers() throws {
    let found = try ImportedRosters(
      "行政村,户编号,户主姓名\n甲村,5103220010010010,赵一\n甲村,5103220010010010,赵二\n甲村,5103220010010011,孙三\n")
    #expect(found.rows("households").count == 2 && found.notes(.damagedNumber).isEmpty)
  }

  @Test func membersOfDamagedHouseholds() throws {
    let found = try ImportedRosters(
      "户编号,户主姓名,成员姓名,与户主关系\n5.10322E+15,赵一,赵一,户主\n5.10322E+15,赵一,李二,配偶\n5.10322E+15,孙三,孙三,户主\n5.10322E+15,,周四,之子\n")
    #expect(found.column("households", "head") == ["赵一", "孙三"] && found.column("nodes", "household") == ["H1", "H1", "H2"])
    #expect(found.problems == ["5 成员姓名 no-household"])
  }

  // MARK: Nobody

  @Test(arguments: [
    "未安排", "未结对", "空缺", "缺", "无帮扶人", "无责任人", "N/A", "#N/A", "#REF!", "NULL", "null", "None", "---", "?", "？", "x", "XxX", "否", "不详", "（无）",
    "(空)", "[无]", "已死亡", "已调走",
    "暂未安排", "未明确", "待确定", "尚未安排", "不明", "***", "。", "×", "无。", "_", "…", "∕", "○", "一", "不需要", "无需帮扶", "脱贫不享受", "未落实帮扶人", "帮扶人空缺", "责任人待定",
    "均无", "未落实、待定", "无人",
  ])
  func wordsForNobody(word: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,\(word)\n甲村,孙三,\(word)\n甲村,李四,钱二\n")
    #expect(found.column("cadres", "name") == ["钱二"] && found.column("households", "head") == ["赵一", "孙三", "李四"])
    #expect(found.result.rows[0].nobody == 2)
    let notes = found.result.notes.filter { $0.kind == .nobody }
    #expect(notes.map(\.line) == [2] && notes.map(\.rows) == [2] && notes[0].basis.hasPrefix("帮扶责任人: "))
  }

  @Test(arguments: ["无", "暂无", "待定", "/", "0", "-", "没有", "未定"])
  func plainWordsForNobody(word: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,\(word)\n甲村,李四,钱二\n")
    #expect(found.column("cadres", "name") == ["钱二"] && found.result.rows[0].nobody == 1 && found.notes(.nobody).isEmpty)
  }

  @Test(arguments: [
    "吴未", "尚小云", "卫国", "贾缺", "吴无", "空山", "莫否", "一凡", "共和", "白玛", "买买提·艾力", "C001", "Tom", "未央区某局", "无锡市某局", "古丽（无电话）", "张一", "伍待定",
  ])
  func namesThatOnlyLookSo(name: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,\(name)\n")
    #expect(found.rows("cadres").count == 1 && found.rows("pairings").count == 1 && found.result.rows[0].nobody == 0)
    let heads = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,\(name),钱二\n")
    #expect(heads.rows("households").count == 1 && heads.problems.isEmpty)
  }

  @Test func headsAndUnitsThatAreNobody() throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,户编号,帮扶责任人,帮扶单位\n甲村,无,H1,钱二,无锡市某局\n甲村,/,,孙三,\n甲村,—,,,\n甲村,未知,H2,李四,暂无单位\n")
    #expect(found.column("households", "head") == ["", ""] && found.column("units", "name") == ["无锡市某局"])
    #expect(found.problems == ["3 户主姓名 no-household", "4 户主姓名 no-name"])
  }

  @Test func somebodyBesideNobody() throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,钱二、未定\n")
    #expect(found.pairings == ["钱二→赵一 .."] && found.notes(.nobody) == ["2  帮扶责任人: 钱二、未定"])
  }

  @Test(arguments: ["未来科技公司", "暂住人口管理办", "无党派联谊会", "待业保险处"])
  func organisationsThatBeginSo(name: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,\(name)\n")
    #expect(found.column("cadres", "name") == [name] && found.notes(.nobody).isEmpty)
  }

  // MARK: States

  @Test(arguments: ["解除结对", "已解除（2022年）", "已退出", "停止", "已脱钩", "历史", "终止", "已调整", "注销", "无效", "到期", "已 解除"])
  func statesThatEnd(state: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,结对状态,结对结束时间\n甲村,赵一,钱二,\(state),\n甲村,孙三,钱二,\(state),2022-05\n")
    #expect(found.problems == ["2 结对状态 ended-without-date"] && found.pairings == ["钱二→孙三 ..2022-05"])
  }

  /// The household stays, without a helper.
  @Test(arguments: ["未结对", "否", "0", "暂 未结对"])
  func statesWithoutAPairing(state: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,结对状态,结对结束时间\n甲村,赵一,钱二,\(state),\n甲村,孙三,钱二,\(state),2022-05\n")
    #expect(found.problems.isEmpty && found.column("households", "head") == ["赵一", "孙三"] && found.pairings == ["钱二→孙三 ..2022-05"])
    #expect(found.result.notes.filter { $0.kind == .leftOut }.map(\.basis) == ["帮扶责任人: 钱二"])
  }

  @Test(arguments: ["在帮", "正常", "有效", "是", "结对中", "未解除", "尚未到期", "", "1"])
  func statesThatDoNot(state: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,结对状态\n甲村,赵一,钱二,\(state)\n")
    #expect(found.pairings == ["钱二→赵一 .."] && found.notes(.unknownState).isEmpty && found.problems.isEmpty)
  }

  @Test func statesThatNobodyKnows() throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,结对状态\n甲村,赵一,钱二,二类\n甲村,孙三,钱二,二类\n甲村,李四,钱二,三类\n")
    let notes = found.result.notes.filter { $0.kind == .unknownState }
    #expect(notes.map(\.line) == [2, 4] && notes.map(\.rows) == [2, 1] && notes.map(\.basis) == ["结对状态: 二类", "结对状态: 三类"])
    #expect(found.rows("pairings").count == 3)
  }

  // MARK: Lines that are no rows

  /// Who is called as places are, and has nobody.
  @Test(arguments: ["周镇", "杨屯", "李村", "张组"])
  func namesOfPlaces(name: String) throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,钱二\n,\(name),\n")
    #expect(found.column("households", "head") == ["赵一", name] && found.problems.isEmpty)
  }

  /// A village in a line of its own, in its own column.
  @Test func villageAboveItsRows() throws {
    let found = try ImportedRosters("乡镇,行政村,户主姓名,帮扶责任人\n某镇,甲村,赵一,钱二\n,丙村,,\n,,孙三,钱二\n")
    #expect(found.problems == ["3 户主姓名 no-name"] && found.column("places", "name") == ["某镇", "甲村", "丙村"])
    #expect(found.column("households", "place") == ["P2", "P3"])
  }

  private let wide = "乡镇,行政村,户主姓名,户主身份证号,户联系电话,户类型,家庭人口,帮扶责任人,帮扶单位,帮扶人手机号,结对开始时间\n"
  private var row: String { "某镇,甲村,赵一,\(good(1)),13900000001,脱贫户,3,钱二,某局,13800000001,2021.5\n" }

  @Test(arguments: [
    "填表人：王五,,,审核人：赵六,,,,,,,", "填表人：王五,,,审核人：赵六,,,电话：13800001234,,,,", "填表人：王五,,,审核人：赵六,电话：13800001234,,,,,,2024年5月",
    "制表：王五,,,,,,,,,,", "驻村工作队长签字：,,,村支部书记签字：,,,,,,,", ",,,以下空白,,,,,,,", ",,以下空白,,,,,,,,", ",,,,,,,以下空白,,,", "以下空白,,,,,,,,,,",
    "某镇,甲村,以上共2户,,,,,,,,",
    "某镇,甲村,,以上共2户,,,,,,,", "本页合计：12户,,,,,,,,,,", ",,某县结对台账（续）,,,,,,,,", "附表2 未落实户,,,,,,,,,,", "二、乙村,,,,,,,,,,", ",,（三）丙村,,,,,,,,",
    ",,甲村,,,,,,,,",
    "单位负责人：张三,,,,,,,日期：2024年5月,,,",
  ])
  func linesBelowOrBetween(line: String) throws {
    let found = try ImportedRosters(wide + row + line + "\n")
    #expect(found.column("households", "head") == ["赵一"] && found.column("cadres", "name") == ["钱二"] && found.problems.isEmpty)
    #expect(found.rows("places").count == 2 && found.result.rows[0].read == 1)
    #expect(found.result.notes.filter { $0.kind == .noRow }.map(\.line) == [3])
  }

  /// Words in the column of ids name nobody; a list of ids is one all the same.
  @Test func wordsInAColumnOfIDs() throws {
    let found = try ImportedRosters(wide + row + "某镇,甲村,,情况不明的户,,,,,,,\n某镇,甲村,,E1234567,,,,,,,\n")
    #expect(found.rows("households").count == 2 && found.problems == ["3 户主姓名 no-name"])
    let ids = try ImportedRosters("户主身份证号,帮扶责任人\n\(good(1)),钱二\n某某,孙三\n")
    #expect(ids.rows("households").count == 2)
  }

  /// A cell is filled from a row that was taken only, and across a title that is there once more.
  @Test func placesAreNotFilledFromLines() throws {
    let found = try ImportedRosters(
      "某县结对台账,,,\n乡镇,村,户主,帮扶人\n某镇,甲村,赵一,钱二\n,,孙三,钱二\n某县结对台账（续表）,,,\n乡镇,村,户主,帮扶人\n,,李四,钱二\n,乙村,周五,钱二\n")
    #expect(found.column("households", "place").map(found.path) == ["某镇/甲村", "某镇/甲村", "某镇/甲村", "某镇/乙村"])
    #expect(found.lines("title") == 2 && found.problems.isEmpty)
    for line in ["某县乙村结对台账", "未落实帮扶责任人的户", "二、乙村"] {
      let found = try ImportedRosters("村,户主,帮扶人\n甲村,赵一,钱二\n\(line),,\n,孙三,钱二\n,李四,\n乙村,周五,\n,吴六,\n")
      #expect(found.column("households", "place").map(found.path) == ["甲村", "", "", "乙村", "乙村"], "\(line)")
      #expect(found.column("places", "name") == ["甲村", "乙村"] && found.notes(.unplaced).count == 2, "\(line)")
    }
  }

  @Test(arguments: [
    "村名,支书,电话,,,,,,,,", "单位名称,帮扶户数,责任人数,,,,,,,,", "序号,村名称,户主名,原因,,,,,,,", "单位,户数,,,,,,,,,", "村名,户主名,电话", "姓名,单位,职务,电话,,,,,,,",
  ])
  func headersOfOtherTables(line: String) throws {
    #expect { try ImportedRosters(wide + row + "\n" + line + "\n乙村,王某,某,,,,,,,,\n") } throws: {
      ($0 as? RosterError)?.problem == .otherHeader
    }
  }

  @Test func rowsThatAreNoHeaders() throws {
    let found = try ImportedRosters("村,户主,帮扶人,职务,单位\n甲村,李名,王人,负责人,某单位\n单位村,张数,赵电,联系人,农业单位\n甲村,钱号,周因,组长,\n")
    #expect(found.column("households", "head") == ["李名", "张数", "钱号"] && found.problems.isEmpty)
  }

  // MARK: Dates

  @Test(arguments: [
    "结对时间,\n,,姓名,电话,开始时间,结束时间", "结对时间,\n,,姓名,电话,开始,结束", "结对帮扶时间,\n,,姓名,电话,起,止", "帮扶时间,\n,,姓名,电话,起始时间,终止时间", "帮扶期限,\n,,姓名,电话,开始日期,结束日期",
    "结对起止时间,\n,,姓名,电话,自,至", "结对,\n,,姓名,电话,起,截止日期",
  ])
  func datesBelowTheirTerm(header: String) throws {
    let found = try ImportedRosters("村,户主,帮扶责任人,,\(header)\n甲村,赵一,钱二,13800000001,2021.5,2022.5\n")
    #expect(found.pairings == ["钱二→赵一 2021-05..2022-05"])
  }

  @Test func datesThatAreTheOnlySecondRow() throws {
    let found = try ImportedRosters("村,户主,帮扶人,结对时间,\n,,,开始,结束\n甲村,赵一,钱二,2021.5,2023.5\n")
    #expect(found.pairings == ["钱二→赵一 2021-05..2023-05"] && found.lines("header") == 2 && found.problems.isEmpty)
  }

  @Test func datesOfNobodyKnowsWhat() throws {
    for header in ["开始时间,结束时间\n", "时间,\n,,,起,止\n"] {
      let text = "村,户主,帮扶人,\(header)甲村,赵一,钱二,2021.5,2023.5\n"
      #expect { try ImportedRosters(text) } throws: { ($0 as? RosterError)?.questions.map(\.column) == [4, 5] }
    }
    let other = try ImportedRosters("村,户主,帮扶人,务工时间,\n,,姓名,开始时间,结束时间\n甲村,赵一,钱二,2021.5,2023.5\n")
    #expect(other.pairings == ["钱二→赵一 .."])
  }

  // MARK: Others

  @Test func formulasOfATextAreTheText() throws {
    let found = try ImportedRosters(
      "户主姓名,户主身份证号,帮扶责任人,帮扶人手机号\n赵一,\"=\"\"\(good(1))\"\"\",钱二,=\"13800000001\"\n赵二,\(good(1)),钱二,=13800000001\n孙三,\"=\"\"\"\"\",=A1+B2,\n")
    #expect(found.column("households", "id_number") == [good(1), ""] && found.notes(.badID).isEmpty)
    #expect(found.column("cadres", "phone") == ["13800000001", ""])
  }

  @Test func contradictionsThroughPaths() throws {
    #expect {
      try ImportedRosters(
        [("c.csv", Array("户主,帮扶责任人\n赵一,钱二\n".utf8))], map: ["c.csv:帮扶责任人=helper_name", "帮扶责任人=helper_name", "c.csv:帮扶责任人@2=head_name"])
    } throws: { ($0 as? RosterError)?.problem != .contradiction }
    var mapping = RosterMapping()
    try mapping.add(option: "c.csv:帮扶责任人=helper_name")
    try mapping.add(option: "m/c.csv:帮扶责任人=head_name")
    #expect { try mapping.resolved(for: [("m/c.csv", "c.csv")]) } throws: { ($0 as? RosterError)?.problem == .contradiction }
  }

  @Test func helpersThatLookMerged() throws {
    let found = try ImportedRosters("村,户主,帮扶人\n甲村,赵一,钱二\n,孙三,\n,李四,\n乙村,周五,吴六\n,郑七,\n")
    let notes = found.result.notes.filter { $0.kind == .helperAbove }
    #expect(notes.map(\.line) == [3] && notes.map(\.rows) == [3] && found.rows("pairings").count == 2)
    let major = try ImportedRosters("帮扶人,单位,村,户主\n钱二,某局,甲村,赵一\n,,甲村,孙三\n,,甲村,李四\n吴六,某局,乙村,周五\n")
    #expect(major.result.notes.filter { $0.kind == .helperAbove }.map(\.rows) == [2])
    let usual = try ImportedRosters("村,户主,帮扶人\n甲村,赵一,钱二\n,孙三,\n,李四,无\n乙村,周五,\n,郑七,吴六\n")
    #expect(usual.notes(.helperAbove).isEmpty)
  }
}
