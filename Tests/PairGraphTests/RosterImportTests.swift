import TestSupport
import Testing

@testable import PairGraph

/// What a roster becomes: shape, values, identity.
struct RosterImportTests {
  private let head = "乡镇,行政村,户主姓名,户主身份证号,联系电话,帮扶责任人,帮扶单位,联系电话,结对开始时间,结对结束时间\n"

  // MARK: Shape

  @Test func linesThatAreNoRows() throws {
    let found = try ImportedRosters(
      """
      某县结对台账,,,
      填报单位：某乡,,填报日期：2024.5,
      序号,行政村,户主姓名,帮扶责任人
      ,,,
      1,甲村,赵一,钱二
      某县结对台账,,,
      序号,行政村,户主姓名,帮扶责任人
      2,甲村,孙三,无
      甲村小计,,2户,
      3,,李四,
      合 计,,3,
      填表人：某,,审核人：某,
      """)
    #expect(found.lines("title") == 3 && found.lines("header") == 1 && found.lines("repeated-header") == 1)
    #expect(found.lines("subtotal") == 2 && found.lines("note") == 1 && found.lines("blank") == 1)
    #expect(found.column("households", "head") == ["赵一", "孙三", "李四"] && found.pairings == ["钱二→赵一 .."])
    #expect(found.result.rows[0].filled == 1 && found.column("households", "place").map(found.path) == ["甲村", "甲村", "甲村"])
    let rows = found.result.rows[0]
    #expect(rows.read == 3 && rows.used == 3 && rows.merged == 0 && rows.rejected == 0)
  }

  @Test func threeRowsOfHeaderAndUnits() throws {
    let found = try ImportedRosters(
      """
      户主情况,,,帮扶责任人情况,,
      基本情况,,家庭人口,基本情况,,
      姓名,联系电话,,姓名,单位,联系电话
      ,,（人）,,,
      1,2,3,4,5,6
      赵一,13900000001,4人,钱二,某局,13800000001
      """)
    #expect(found.lines("header") == 3 && found.lines("unit-row") == 2)
    #expect(found.column("households", "size") == ["4"] && found.column("households", "phone") == ["13900000001"])
    #expect(found.column("cadres", "phone") == ["13800000001"] && found.column("units", "name") == ["某局"])
  }

  /// A header of two rows and its units come again on the next page; places are filled across it.
  @Test func headersOfTwoRowsAndUnitsRepeat() throws {
    let header = "序号,家庭住址,,户主（姓名）,,第一帮扶责任人,\n,乡镇,行政村,姓名,联系电话,姓名,单位\n1,2,3,4,5,6,7\n"
    let found = try ImportedRosters(
      header + "1,甲镇,一村,赵一,13800000001,张三,财政局\n" + header + "2,,,钱二,13800000002,李四,财政局\n" + header.replacing("（姓名）", with: "(姓名)")
        + "3,,,孙三,13800000003,李四,财政局\n")
    #expect(found.lines("header") == 2 && found.lines("repeated-header") == 4 && found.lines("unit-row") == 3)
    #expect(found.column("households", "head") == ["赵一", "钱二", "孙三"] && found.column("cadres", "name") == ["张三", "李四"])
    #expect(found.column("households", "place").map(found.path) == ["甲镇/一村", "甲镇/一村", "甲镇/一村"])
    #expect(found.rows("places").count == 2 && found.result.rows[0].read == 3)
  }

  /// A village, a household and a helper may be called 合计; what is left out is counted and listed.
  @Test func somebodyCalledTotalIsNoTotal() throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,身份证号,帮扶责任人\n甲村,合计,\(good(1)),钱二\n乙村,合计,,钱二\n合计,赵一,,钱二\n甲村,孙三,,合计\n甲村,小计,\(good(2)),\n"
        + "甲村小计,5户,,1人\n乙村小计,共五户,,一人\n合计,合计,合计,合计\n合计,,,钱二\n合计,—,,无\n")
    #expect(found.column("households", "head") == ["合计", "合计", "赵一", "孙三", "小计"])
    #expect(found.pairings == ["合计→孙三 ..", "钱二→合计 ..", "钱二→合计 ..", "钱二→赵一 .."] && found.lines("subtotal") == 5)
    let left = found.result.notes.filter { $0.kind == .noRow }
    #expect(left.map(\.line) == [7, 8, 9, 10, 11] && left.allSatisfy { $0.type == "subtotal" } && left[0].basis == "甲村小计 5户 1人")
    let cadres = try ImportedRosters("干部姓名,帮扶单位,联系电话\n合计,某局,13800000001\n合计,2,\n")
    #expect(cadres.column("cadres", "name") == ["合计"] && cadres.lines("subtotal") == 1)
  }

  /// Signatures, notes and days below the table, wherever they stand, are no households and no cadres.
  @Test(arguments: [
    "填表人：赵甲,,,审核人：钱乙,,", "负责人：赵甲,,,,,", ",,填 表 人：,赵甲,负责人：,钱乙", "制表人 赵甲 审核人 钱乙,,,,,", "制表人,赵甲,,,审核人,钱乙", ",,负责人 赵甲,制表人 钱乙,,",
    ",,附：1.本表一式三份,,,", ",,附1.本表一式三份,,,", ",,注：以上为脱贫户,,,", ",,2021年5月6日,,,", ",,,2021.5.6,,", "2021 年 5 月 6 日,,,,,", ",,二〇二一年五月六日,,,",
    ",,,　　年　月　日,,",
    ",,　审核人：钱乙,,,", ",,某乡人民政府（盖章）,,,", ",,,某局(公章),,2021年5月6日", "填报单位：某乡,,,填报日期：2021.5.6,,",
  ])
  func linesBelowTheTable(line: String) throws {
    let found = try ImportedRosters("序号,行政村,户主姓名,帮扶责任人,帮扶单位,备注\n1,甲村,赵一,钱二,某局,\n\(line)\n")
    #expect(found.lines("note") == 1 && found.problems.isEmpty && found.result.rows[0].read == 1)
    #expect(found.column("households", "head") == ["赵一"] && found.column("cadres", "name") == ["钱二"])
    #expect(found.rows("places").count == 1 && found.rows("units").count == 1)
    #expect(found.result.notes.filter { $0.kind == .noRow }.map(\.line) == [3])
  }

  /// Rows that only look like notes.
  @Test func rowsThatAreNoNotes() throws {
    let found = try ImportedRosters("帮扶职务,干部姓名,帮扶单位,联系电话\n负责人,钱二,某局,\n审核人,孙三,某局,13800000001\n主要负责人,李四,某局,\n")
    #expect(found.column("cadres", "name") == ["钱二", "孙三", "李四"] && found.lines("note") == 0)
    let villages = try ImportedRosters("行政村,户主姓名,帮扶人,结对开始时间\n附城村,附一,日月,2021年5月6日\n第一村,注二,钱二,\n,,,2021年5月6日\n")
    #expect(villages.column("households", "head") == ["附一", "注二"] && villages.problems == ["4 户主姓名 no-name"])
  }

  /// The rows of villages that are counted begin as page numbers do; a page number is told all the same.
  @Test func villagesThatAreCounted() throws {
    let rows = (1...40).map { "第\($0)村,赵\($0),钱二,某局,\n" }.joined()
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,帮扶单位,备注\n" + rows + "第1页,,,,\n第 2 页,,,,审核人：孙三\n第3页,填表 人 李四,,,\n第四村,赵五,:,某局,\n")
    #expect(found.rows("households").count == 41 && found.lines("note") == 3 && found.problems.isEmpty)
    #expect(found.rows("places").count == 41)
  }

  /// Short headers that other headers begin or end with: a post, and a term whose both days count.
  @Test func headersWithoutTheirHelper() throws {
    let found = try ImportedRosters("户主姓名,帮扶责任人,帮扶职务,起止时间\n赵一,钱二,科长,2021.5-2023年4月\n孙三,李四,,2022.1.1-至今\n")
    #expect(found.column("cadres", "role") == ["科长", ""])
    #expect(found.column("pairings", "since") == ["2021-05", "2022-01-01"] && found.column("pairings", "until") == ["2023-04", ""])
  }

  /// A unit and the names of the helper's columns share a row; a name that is not known is there, too.
  @Test func unitsAmongTheNamesOfTheSecondRow() throws {
    let found = try ImportedRosters("户主姓名,家庭人口,帮扶责任人,,,\n,（人）,姓名,单位,爱好,联系电话\n赵一,3,钱二,某局,下棋,13800000001\n")
    #expect(found.lines("header") == 2 && found.column("households", "size") == ["3"] && found.column("cadres", "phone") == ["13800000001"])
    #expect(found.column("households", "帮扶责任人/爱好") == ["下棋"])
  }

  @Test func mergedCellsAreFilledInPlacesOnly() throws {
    let found = try ImportedRosters(
      "乡镇,行政村,组,户主姓名,户类型,帮扶人\n甲镇,一村,1组,赵一,脱贫户,钱二\n,,,孙三,,\n,二村,,李四,,\n乙镇,,,周五,,\n")
    #expect(
      found.column("households", "place").map(found.path) == ["甲镇/一村/1组", "甲镇/一村/1组", "甲镇/二村", "乙镇"])
    #expect(found.column("households", "kind") == ["脱贫户", "", "", ""] && found.pairings == ["钱二→赵一 .."])
    #expect(found.result.rows[0].filled == 4)
  }

  // MARK: Values

  @Test func badDatesAreRejectedWithTheirPlace() throws {
    let found = try ImportedRosters(
      head + "甲镇,一村,赵一,,,钱二,某局,,21.5,\n甲镇,一村,孙三,,,钱二,某局,,2021.5,2020年\n甲镇,一村,李四,,,钱二,某局,,45296,长期\n,,,,,,,,2021,\n")
    #expect(found.problems == ["2 结对开始时间 bad-date", "3 结对结束时间 until-before-since", "5 户主姓名 no-name"])
    #expect(found.pairings == ["钱二→李四 2024-01-05.."])
    let raw = found.result.rejected.entries.map { String(decoding: $0.raw, as: UTF8.self) }
    #expect(raw == ["甲镇,一村,赵一,,,钱二,某局,,21.5,", "甲镇,一村,孙三,,,钱二,某局,,2021.5,2020年", ",,,,,,,,2021,"])
  }

  /// A beginning that holds the end, too, is taken apart where nothing else says when it ended.
  @Test func rangesInTheColumnOfBeginnings() throws {
    let text = """
      户主姓名,帮扶人,结对开始时间,结对结束时间
      赵一,钱,2021.5-2023.4,
      赵二,钱,2021年5月至今,
      赵三,钱,2021.5—2022.6,2022年6月
      赵四,钱,２０２１．５～２０２２．６,/
      赵五,"钱、孙",2021.5-2023.4,
      赵六,无,2021.5-2023.4,
      赵七,钱,2021.5-2023.4,2023.5
      赵八,钱,2021年5月至今,2023.5
      赵九,钱,2021.5-2023.4,至今
      赵十,钱,2023.4-2021.5,
      周一,钱,21.5-22.6,
      周二,钱,2021.5-6,
      """
    let found = try ImportedRosters(text)
    #expect(
      found.pairings == [
        "孙→赵五 2021-05..2023-04", "钱→赵一 2021-05..2023-04", "钱→赵三 2021-05..2022-06", "钱→赵二 2021-05..", "钱→赵五 2021-05..2023-04",
        "钱→赵四 2021-05..2022-06",
      ])
    #expect(found.problems == (8...13).map { "\($0) 结对开始时间 " + ($0 == 11 ? "until-before-since" : "bad-date") })
    #expect(found.notes(.datesApart).prefix(2) == ["2 钱 结对开始时间: 2021.5-2023.4", "3 钱 结对开始时间: 2021年5月至今"])
    #expect(found.result.notes.filter { $0.kind == .datesApart }.map(\.line) == [2, 3, 4, 5, 6])
    let advice = found.result.rejected.entries.map { Texts(.english).advice(on: $0) }
    #expect(
      advice[0].contains("`2021.5-2023.4`") && advice[0].contains("(`2023.5`)")
        && advice[3].contains("`2021-05` is before the start `2023-04`"))
    let range = try ImportedRosters("户主姓名,帮扶人,结对时间,负责时间\n赵一,钱,2021.5-2023.4,2020\n赵二,钱,2021.5-2023.4,\n")
    #expect(range.problems == ["2 结对时间 bad-date"] && range.pairings == ["钱→赵二 2021-05..2023-04"])
  }

  /// Width and blanks mean nothing where names are compared, and stay where they are written.
  @Test func namesStayAsTheyAreWritten() throws {
    let found = try ImportedRosters(
      """
      乡镇,行政村,联村党委,户主姓名,帮扶责任人,帮扶单位,所在党支部,走访日期,走访人
      石　梁镇,（一）村\u{a0},东片 联村党委,赵　一,张　三、李四,Ａ局 二科,第 一支部,2024.1.5,周　五
      石梁镇,(一)村,东片联村党委,孙三,张三,A局二科,第一支部,,
      ,\u{200b}Ｂ村,东片联村党委　,李四,张三,A局二科,第一支部,,
      """, map: ["所在党支部=helper_branch"])
    #expect(found.column("places", "name") == ["石　梁镇", "（一）村", "Ｂ村"])
    #expect(found.column("households", "head") == ["赵　一", "孙三", "李四"])
    #expect(Set(found.column("cadres", "name")) == ["张　三", "李四", "周　五", "张三"])
    #expect(found.column("units", "name") == ["Ａ局 二科"] && found.column("branches", "name") == ["第 一支部"])
    #expect(found.column("committees", "name") == ["东片 联村党委"] && found.rows("members").count == 2)
    // What stands above is taken over as it is written, from a row that was rejected, too.
    let above = try ImportedRosters("乡镇,行政村,户主姓名,结对时间,帮扶人\n甲镇,Ｃ 村,赵一,21.5,钱\n,,孙三,,\n")
    #expect(above.column("places", "name") == ["甲镇", "Ｃ 村"])
  }

  /// Trimming takes from the edges what folding makes nothing of, and nothing else.
  @Test func trimmedNames() {
    let alphabet = [" ", "\u{3000}", "\u{a0}", "\u{200b}", "\n", "村", "（", "a"]
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let text = (0..<Int(random.next() % 8)).map { _ in random.pick(alphabet) }.joined()
      let trimmed = CellText.trimmed(Array(text.utf8)[...])
      #expect(CellText.folded(trimmed[...]) == CellText.folded(Array(text.utf8)[...]))
      let shown = String(decoding: trimmed, as: UTF8.self)
      let edges = [shown.unicodeScalars.first, shown.unicodeScalars.last].compactMap { $0.map { Array(String($0).utf8) } }
      let isInside = trimmed.isEmpty || Array(text.utf8).firstRange(of: trimmed) != nil
      #expect(isInside && edges.allSatisfy { !CellText.isBlank($0[...]) }, "\(text.debugDescription)")
    }
  }

  @Test func damagedIDsStayApart() throws {
    let found = try ImportedRosters(
      head
        + "甲镇,一村,赵一,511000198001010011,,,,,,\n甲镇,一村,赵一,5.11E+17,,,,,,\n甲镇,一村,赵一,511000198001010000,,,,,,\n甲镇,一村,孙三,511000198001010012,,,,,,\n"
    )
    #expect(found.column("households", "head") == ["赵一", "赵一", "赵一", "孙三"])
    let damaged = found.result.notes.filter { $0.kind == .damagedID }
    #expect(damaged.map(\.line) == [3, 4] && damaged.allSatisfy { $0.others == "H1" })
    #expect(found.column("households", "id_number")[1] == "5.11E+17")
    #expect(found.result.notes.count { $0.kind == .badID } == 2)
  }

  /// Of many candidates the first are listed, and how many more there are.
  @Test(arguments: [1, 5, 6, 12])
  func manyCandidates(count: Int) throws {
    // Namesakes in one village, apart by their numbers; and one whose number is damaged.
    let households = (1...count).map { "一村,赵一,\(good(UInt64($0))),\n" }.joined()
    let found = try ImportedRosters("行政村,户主姓名,户主身份证号,备注\n" + households + "一村,赵一,5.11E+17,\n二村,赵一,5.11E+17,\n")
    let digits = String(count + 2).count
    let ids = (1...min(5, count)).map { number in "H" + String(repeating: "0", count: digits - String(number).count) + String(number) }
    let expected = ids.joined(separator: " ") + (count > 5 ? " +\(count - 5)" : "")
    #expect(found.result.notes.filter { $0.kind == .damagedID }.map(\.others) == [expected, ""])
    // Nobody but others with damaged numbers: those.
    let damaged = (0..<count).map { "一村,赵一,5.11E+17,\($0)\n" }.joined()
    let lost = try ImportedRosters("行政村,户主姓名,户主身份证号,备注\n" + damaged)
    let notes = lost.result.notes.filter { $0.kind == .damagedID }.map(\.others)
    #expect(notes.count == count && notes.allSatisfy { $0.hasSuffix(" +\(count - 6)") == (count > 6) && !$0.hasSuffix("+0") })
    // Cadres of other units who help in the village.
    let cadres = (1...count).map { "一村,户\($0),钱二,局\($0),\(good(UInt64($0)))\n" }.joined()
    let units = try ImportedRosters("行政村,户主姓名,帮扶责任人,帮扶单位,帮扶责任人身份证号\n" + cadres + "一村,户零,钱二,,5.11E+17\n")
    let other = units.result.notes.first { $0.kind == .damagedID && $0.type == "cadre" }?.others ?? ""
    #expect(other.split(separator: " ").count == min(5, count) + (count > 5 ? 1 : 0) && other.hasSuffix("+\(count - 5)") == (count > 5))
  }

  @Test func cellsWithMoreThanOneThing() throws {
    let found = try ImportedRosters(
      head + "甲镇,一村,赵一,,13900000001/13900000002,\"钱二、孙三\",某局,13800000001 13800000002,,\n甲镇,一村,李四,,,,某局,周五13800000003 2021.5,,\n")
    #expect(found.pairings == ["周五→李四 2021-05..", "孙三→赵一 ..", "钱二→赵一 .."])
    #expect(found.column("cadres", "phone") == ["13800000001", "13800000002", "13800000003"])
    #expect(found.result.notes.count { $0.kind == .phoneApart } == 3 && found.result.notes.count { $0.kind == .namesApart } == 1)
    #expect(found.column("households", "phone") == ["13900000001/13900000002", ""])
  }

  /// All numbers of a cell are kept; what else it holds goes where it belongs, or stays with them.
  @Test func phoneCellsLoseNothing() throws {
    let found = try ImportedRosters(
      head
        + "甲镇,一村,赵一,,139 0000 1111,钱二,某局,13800000001/13700002222 2022.3,,\n甲镇,一村,孙三,,1.39E+10,,某局,周五138000000032021.5;0797-1234567,,\n"
        + "甲镇,一村,李四,,吴十13900002222 2020.1,郑一,他局,王七13800000004、13800000005 2021.5,2020.3,\n甲镇,二村,冯八,,无,陈九,他局,０７９７－１２３４５６７转８０１,,\n"
    )
    #expect(found.column("households", "phone") == ["13900001111", "1.39E+10", "13900002222 吴十 2020-01", ""])
    #expect(
      found.column("cadres", "phone") == [
        "13800000001/13700002222", "13800000003/0797-1234567", "13800000004/13800000005 王七 2021-05", "0797-1234567-801",
      ])
    #expect(found.pairings == ["周五→孙三 2021-05..", "郑一→李四 2020-03..", "钱二→赵一 2022-03..", "陈九→冯八 .."])
    #expect(found.notes(.badPhone).count == 1 && found.result.notes.count { $0.kind == .phoneApart } == 4)
    #expect(found.result.notes.first { $0.kind == .badPhone }?.basis == "联系电话: 1.39E+10")
  }

  /// Digits decide who is who, in whatever spelling; a number without all of its digits decides nothing.
  @Test func spellingsOfOnePhoneAreOnePerson() throws {
    let spellings = [
      "13800000001", "138 0000 0001", "+86 138-0000-0001", "13800000001.0", "１３８００００\u{200b}０００１", "13800000001/13700000000",
    ]
    let rows = spellings.enumerated().map { "第\($0)村,户\($0),王甲,某局,\($1)\n" }.joined()
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人,帮扶单位,联系电话\n" + rows)
    #expect(found.rows("cadres").count == 1 && found.rows("households").count == 6)
    let damaged = try ImportedRosters("行政村,户主姓名,帮扶责任人,帮扶单位,联系电话\n一村,户一,王甲,某局,1.38E+10\n二村,户二,王甲,某局,1.38E+10\n")
    #expect(damaged.column("cadres", "phone") == ["1.38E+10", "1.38E+10"] && damaged.notes(.badPhone).count == 2)
  }

  /// Two helpers have the number behind their own name; with fewer or more numbers than helpers all of them stay with the first.
  @Test(arguments: [
    ("13800000001/13800000002", ["13800000001", "13800000002"]), ("孙三13800000002 钱二13800000001", ["13800000001", "13800000002"]),
    ("13800000001/13800000002/13800000003", ["13800000001/13800000002/13800000003", ""]), ("13800000001", ["13800000001", ""]),
    ("13800000001/1.38E+10", ["13800000001/1.38E+10", ""]), ("13800000001 13800000002 停机", ["13800000001 13800000002 停机", "13800000002"]),
  ])
  func phonesOfTwoHelpers(cell: String, phones: [String]) throws {
    let found = try ImportedRosters("户主姓名,帮扶责任人,联系电话\n赵一,钱二、孙三,\(cell)\n")
    #expect(found.column("cadres", "name") == ["钱二", "孙三"] && found.column("cadres", "phone") == phones)
  }

  /// A row without a helper has nobody whose phone it is: that is said.
  @Test func phonesWithoutAHelperAreSaid() throws {
    let found = try ImportedRosters("户主姓名,帮扶责任人,帮扶单位,联系电话\n赵一,,某局,13800000001\n孙三,无,,138 0000 0002\n李四,无,,无\n")
    #expect(found.result.notes.filter { $0.kind == .leftOut }.map(\.basis) == ["联系电话: 13800000001", "联系电话: 138 0000 0002"])
  }

  /// The same of what else is said of a helper, a pairing or a visit, where there is none.
  @Test func detailsOfNobodyAreSaid() throws {
    let found = try ImportedRosters(
      """
      户主姓名,帮扶责任人,帮扶单位,帮扶干部职务,结对开始时间,结对状态,走访日期,走访人
      赵一,,某局,员,2021.5,有效,,周五
      孙三,无,无,/,21.5-22.6,,2024.1.5,周五
      李四,钱二,,员,2021.5,有效,2024.1.5,
      """)
    #expect(
      found.notes(.leftOut) == ["2 某局 帮扶干部职务: 员", "2 某局 结对开始时间: 2021.5", "2  走访人: 周五", "3 无 结对开始时间: 21.5-22.6"])
    #expect(found.pairings == ["钱二→李四 2021-05.."] && found.problems.isEmpty)
  }

  @Test func aPersonCalledTotalMayHaveAPhoneInGroups() throws {
    let found = try ImportedRosters("行政村,户主姓名,联系电话\n甲村,合计,139 0000 1111\n甲村,合计,12\n")
    #expect(found.column("households", "head") == ["合计"] && found.lines("subtotal") == 1)
  }

  @Test func aPairingThatIsOverNeedsAnEnd() throws {
    let found = try ImportedRosters("户主姓名,帮扶人,结对结束时间,结对状态\n赵一,钱二,,已解除\n孙三,钱二,2020,已解除\n李四,钱二,,有效\n")
    #expect(found.problems == ["2 结对状态 ended-without-date"] && found.pairings.count == 2)
  }

  // MARK: Identity

  @Test func cadresByIDThenPhoneThenVillage() throws {
    let found = try ImportedRosters(
      """
      行政村,户主姓名,帮扶责任人,帮扶单位,联系电话,证件号码
      一村,户一,王甲,某局,13800000001,
      二村,户二,王甲,某局,13800000001,
      一村,户三,王乙,某局,,
      一村,户四,王乙,某局,,
      二村,户五,王乙,某局,,
      一村,户六,王丙,某局,,51100019800101001X
      一村,户七,王丙,某局,,511000198001010028
      一村,户八,王丁,某局,,51100019800101001X
      """.replacing("51100019800101001X", with: good(1)).replacing("511000198001010028", with: good(2)))
    // 王甲 by phone; 王乙 by village, so one of each village; 王丙 and 王丙 by id, and 王丁 is the first of them.
    #expect(found.column("cadres", "name") == ["王甲", "王乙", "王乙", "王丙", "王丙"])
    #expect(found.column("pairings", "from") == ["C1", "C1", "C2", "C2", "C3", "C4", "C5", "C4"])
    #expect(found.notes(.otherName) == ["9 王丁 id"] && found.notes(.keptApart).contains("8 王丙 id"))
    #expect(found.result.notes.contains { $0.kind == .merged && $0.line == 3 && $0.id == "C1" && $0.basis == "name + unit + phone" })
    #expect(found.result.notes.contains { $0.kind == .merged && $0.line == 4 && $0.id == "C2" && $0.rows == 2 })
  }

  /// A good number with a sequence.
  private func good(_ sequence: UInt64) -> String { ResidentID(number: 51_100_019_800_101_000 + sequence).text }

  @Test func householdsOfSeveralRows() throws {
    let found = try ImportedRosters(
      head
        + "甲镇,一村,赵一,\(good(1)),,钱二,某局,,2021,\n甲镇,一村,赵一,\(good(1)),13900000001,孙三,某局,,2021,\n甲镇,一村,赵一,\(good(1)),,钱二,某局,,2021,\n甲镇,二村,赵一,\(good(3)),,,,,,\n"
    )
    #expect(found.column("households", "head") == ["赵一", "赵一"] && found.column("households", "phone") == ["13900000001", ""])
    #expect(found.pairings == ["孙三→赵一 2021..", "钱二→赵一 2021.."])
    #expect(found.result.rows[0].used == 3 && found.result.rows[0].merged == 1)
  }

  @Test func severalFilesJoin() throws {
    let households = "乡镇,行政村,户主姓名,户主身份证号,户类型\n甲镇,一村,赵一,\(good(1)),脱贫户\n甲镇,一村,孙三,\(good(2)),监测户\n"
    let cadres = "干部姓名,帮扶单位,联系电话,职级\n钱二,某局,13800000001,副科\n钱二,他局,13800000002,\n"
    let pairings = "行政村,户主姓名,户主身份证号,帮扶责任人,帮扶单位\n一村,赵一,\(good(1)),钱二,某局\n"
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let files = [("h.csv", households), ("c.csv", cadres), ("p.csv", pairings)]
      let found = try ImportedRosters(order.map { (files[$0].0, Array(files[$0].1.utf8)) })
      #expect(found.rows("households").count == 2 && found.rows("cadres").count == 2 && found.pairings == ["钱二→赵一 .."], "\(order)")
      let helper = found.column("pairings", "from")[0]
      #expect(found.value("cadres", helper, "rank") == "副科" && found.value("cadres", helper, "phone") == "13800000001")
      // 一村 without its township is the one 一村 there is.
      #expect(found.rows("places").count == 2 && found.result.joinedPlaces == 1)
    }
  }

  @Test func membersOfHouseholds() throws {
    let found = try ImportedRosters(
      "户编号,成员姓名,与户主关系,身份证号,帮扶责任人\n1,赵一,户主,\(good(1)),钱二\n1,赵二,之子,\(good(2)),钱二\n2,孙三,户主,\(good(3)),\n,周五,之女,,\n")
    #expect(found.column("households", "head") == ["赵一", "孙三"] && found.column("nodes", "name") == ["赵一", "赵二", "孙三"])
    #expect(found.column("nodes", "household") == ["H1", "H1", "H2"] && found.column("nodes", "kind") == ["person", "person", "person"])
    #expect(found.pairings == ["钱二→赵一 .."] && found.problems == ["5 成员姓名 no-household"])
  }

  @Test func severalHelpersVisitsAndCommittees() throws {
    let found = try ImportedRosters(
      """
      行政村,联村党委,户主姓名,第一帮扶责任人,,第二帮扶责任人,,走访日期,走访人,主题
      ,,,姓名,联系电话,姓名,联系电话,,,
      一村,东片联村党委,赵一,钱二,13800000001,孙三,13800000002,2024.3.1,,慰问
      二村,东片联村党委,李四,钱二,13800000001,,,2024.3.2,周五,
      """)
    #expect(found.pairings == ["孙三→赵一 ..", "钱二→李四 ..", "钱二→赵一 .."])
    #expect(Set(found.column("pairings", "helper")) == ["第一帮扶责任人", "第二帮扶责任人"])
    #expect(found.column("visits", "from").map { found.value("cadres", $0, "name") } == ["钱二", "周五"])
    #expect(found.column("visits", "kind") == ["慰问", ""] && found.column("committees", "name") == ["东片联村党委"])
    #expect(found.column("members", "member").map(found.path) == ["一村", "二村"])
  }

  /// Columns that hold for all helpers of a row hold for each that there is; where there is none, they are said of nobody.
  @Test func columnsOfAllHelpers() throws {
    let text = """
      户主姓名,行政村,第一帮扶责任人,第二帮扶责任人,结对时间,结对结束时间,帮扶单位,联系电话
      赵一,一村,钱二,孙三,2021.5,2022.5,某局,13800000001
      周四,一村,钱二,,2021.6,,某局,13800000001
      吴五,一村,,孙三,2021.7,,,
      郑六,一村,,无,2021.8,,某局,13800000009李四
      """
    let found = try ImportedRosters(text, map: ["帮扶单位=helper_unit.all", "联系电话=helper_phone.all"])
    #expect(
      found.pairings == ["孙三→吴五 2021-07..", "孙三→赵一 2021-05..2022-05", "钱二→周四 2021-06..", "钱二→赵一 2021-05..2022-05"])
    let left = found.result.notes.filter { $0.kind == .leftOut }.map { "\($0.line) \($0.basis)" }
    #expect(left == ["5 结对时间: 2021.8", "5 联系电话: 13800000009李四"])
    #expect(found.rows("cadres").filter { $0["name"] == "钱二" }.map { $0["phone"] ?? "" } == ["13800000001"])
    #expect(found.column("units", "name") == ["某局"])
    // The same said of each.
    let each = """
      户主姓名,行政村,第一帮扶责任人,第一帮扶责任人单位,第一帮扶责任人电话,结对时间,第二帮扶责任人,第二帮扶责任人单位,第二帮扶责任人电话,结对时间
      赵一,一村,钱二,某局,13800000001,2021.5,孙三,某局,13800000001,2021.5
      """
    let shared = "户主姓名,行政村,结对时间,第一帮扶责任人,第二帮扶责任人,单位,电话\n赵一,一村,2021.5,钱二,孙三,某局,13800000001\n"
    let one = try ImportedRosters(shared, map: ["单位=helper_unit.all", "电话=helper_phone.all"])
    for table in ["cadres", "units", "pairings", "households"] {
      #expect(try one.rows(table) == ImportedRosters(each).rows(table), "\(table)")
    }
  }

  @Test func unitsThatHelpPlaces() throws {
    let found = try ImportedRosters("帮扶单位,帮扶单位类型,定点帮扶村\n某局,机关,一村\n某企业,企业,二村\n")
    #expect(found.pairings == ["某企业→二村 ..", "某局→一村 .."] && found.column("units", "kind") == ["机关", "企业"])
  }

  /// A column of the user's own stays under its header, whatever it is called.
  @Test func columnsOfOnesOwn() throws {
    let found = try ImportedRosters("户主姓名,养牛头数,need,帮扶人,养牛头数\n赵一,3,7,钱二,4\n")
    #expect(found.column("households", "养牛头数") == ["3"] && found.column("households", "养牛头数_5") == ["4"])
    #expect(found.column("households", "need_3") == ["7"] && found.rows("households")[0]["need"] == nil)
  }

  /// What a table says of somebody it has no rows of is kept with those it has.
  @Test func fieldsWithoutARowOfTheirOwn() throws {
    let cadres = try ImportedRosters("干部姓名,帮扶单位,备注,家庭人口,结对时间,与户主关系\n钱二,某局,好,4,2021,之子\n")
    #expect(
      cadres.rows("cadres")[0].filter { !["id", "unit", "branch", "place", "name", "role", "rank"].contains($0.key) } == [
        "备注": "好", "家庭人口": "4", "结对时间": "2021", "与户主关系": "之子",
      ])
    #expect(cadres.result.sheets[0].columns.map(\.how) == ["exact", "exact", "no-row", "no-row", "no-row", "no-row"])
    let units = try ImportedRosters("帮扶单位,单位地址,备注,帮扶干部职务\n某局,东街,好,员\n某局,西街,好,员\n")
    #expect(units.rows("units") == [["id": "U1", "name": "某局", "kind": "", "level": "", "unit_address": "东街", "备注": "好", "帮扶干部职务": "员"]])
    #expect(
      units.result.notes.map { "\($0.kind) \($0.type) \($0.id) \($0.name) \($0.basis)" } == ["differs unit U1 某局 unit_address: 东街 | 西街"])
    let villages = try ImportedRosters("帮扶单位,村,备注\n某局,一村,好\n某局,二村,差\n")
    #expect(villages.column("pairings", "备注") == ["好", "差"] && villages.rows("units").count == 1)
    let alone = try ImportedRosters("户主姓名,帮扶干部职务,单位地址,结对时间,走访人\n赵一,员,东街,2021,周五\n")
    #expect(alone.rows("households")[0].values.sorted() == ["", "", "", "2021", "H1", "东街", "员", "周五", "赵一"])
    let second = try ImportedRosters("户主姓名,第一帮扶责任人,第二帮扶责任人联系电话\n赵一,钱二,13800000001\n")
    #expect(second.column("households", "第二帮扶责任人联系电话") == ["13800000001"])
  }

  /// A household may be named by its head's number alone.
  @Test func householdsWithoutANameOfTheirOwn() throws {
    let found = try ImportedRosters("户主身份证号,帮扶人,结对起止时间\n\(good(1)),钱二,2021.5-2022.6\n\(good(2)),,\n\(good(1)),孙三,\n,钱二,\n")
    #expect(found.column("households", "id_number") == [good(1), good(2)] && found.problems == ["5 户主身份证号 no-household"])
    #expect(found.pairings == ["孙三→ ..", "钱二→ 2021-05..2022-06"])
  }

  /// A column without a name that is empty in the first rows may have something far below.
  @Test func cellsOfAColumnWithoutANameAreListed() throws {
    let rows = (0..<300).map { "户\($0),钱二,\($0 == 280 ? "补充" : "")\n" }.joined()
    let found = try ImportedRosters("户主姓名,帮扶人,\n" + rows)
    #expect(found.notes(.leftOut) == ["282  3: 补充"])
  }

  @Test(arguments: [
    ("甲,乙\n1,2\n", RosterError.Problem.noHeader), ("联系电话,户主姓名\n1,2\n", .ambiguous), ("行政村,乡镇\n1,2\n", .noNames), ("", .noHeader),
  ])
  func whatCannotBeImported(text: String, problem: RosterError.Problem) throws {
    do {
      _ = try ImportedRosters(text)
      Issue.record("imported")
    } catch let error as RosterError {
      #expect(error.problem == problem)
    } catch let error as LoadError { #expect(error.code == "empty-file" && text.isEmpty) }
  }
}
