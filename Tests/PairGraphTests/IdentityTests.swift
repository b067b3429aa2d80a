import Testing

@testable import PairGraph

/// Who is who where rows contradict each other, fit several, or lost their numbers.
struct IdentityTests {
  private func good(_ sequence: UInt64) -> String { ResidentID(number: 51_100_019_800_101_000 + sequence).text }

  private func notes(_ found: ImportedRosters, _ kinds: ImportNote.Kind...) -> [String] {
    found.result.notes.filter { kinds.contains($0.kind) }.map { "\($0.line) \($0.kind.rawValue) \($0.id) \($0.others): \($0.basis)" }
  }

  // MARK: One id, two places

  @Test func oneHouseholdInTwoVillages() throws {
    let text = "行政村,村民小组,户主姓名,户主身份证号\n甲村,1组,赵一,\(good(1))\n乙村,1组,赵一,\(good(1))\n"
    let found = try ImportedRosters(text)
    #expect(found.column("households", "place").map(found.path) == ["甲村/1组"])
    #expect(notes(found, .differs) == ["2 differs H1 : place: 甲村/1组 (台账.csv:2) | 乙村/1组 (台账.csv:3)"])
  }

  private let family = "行政村,户编号,户主姓名,成员姓名,与户主关系,成员证件号码,性别\n"

  /// A member in two households is written in the first, and both rows are listed.
  @Test func oneMemberInTwoHouseholds() throws {
    let found = try ImportedRosters(
      family + "甲村,1,赵一,赵二,之子,\(good(1)),男\n甲村,1,赵一,赵三,之子,\(good(2)),\n乙村,2,孙三,赵二,女婿,\(good(1)),男\n乙村,2,孙三,赵二,女婿,\(good(1)),女\n")
    #expect(found.column("nodes", "name") == ["赵二", "赵三"] && found.column("nodes", "household") == ["H1", "H1"])
    #expect(notes(found, .twoHouseholds) == ["4 two-households R1 H2: H1 (台账.csv:2) | H2 (台账.csv:4)"])
    #expect(notes(found, .differs) == ["2 differs R1 : relation: 之子 | 女婿, gender: 男 | 女"])
  }

  /// The head of one household is a member of another; of his own he may be.
  @Test func aHeadWhoIsAMemberElsewhere() throws {
    let files = [
      "行政村,户编号,户主姓名,户主身份证号\n甲村,1,赵一,\(good(1))\n乙村,2,孙三,\(good(3))\n",
      "户编号,成员姓名,与户主关系,成员证件号码\n1,赵一,户主,\(good(1))\n2,赵一,之父,\(good(1))\n1,孙三,之妻,\(good(3))\n",
    ]
    let found = try ImportedRosters(files.enumerated().map { ("\($0).csv", Array($1.utf8)) })
    #expect(
      notes(found, .twoHouseholds) == [
        "3 two-households R1 H2: H1 (1.csv:2) | H2 (1.csv:3)", "4 two-households R2 H2: H1 (1.csv:4) | H2 (0.csv:3)",
      ])
  }

  /// What rows of one member say differently is said; the same id under another name is one member.
  @Test func membersThatDiffer() throws {
    let found = try ImportedRosters(
      family + "甲村,1,赵一,赵二,之子,,男\n甲村,1,赵一,赵二,之女,,\n甲村,1,赵一,赵三,之子,\(good(1)),\n甲村,1,赵一,赵四,之子,\(good(1)),\n")
    #expect(found.rows("nodes").count == 2 && notes(found, .twoHouseholds).isEmpty)
    #expect(notes(found, .differs) == ["2 differs R1 : relation: 之子 | 之女", "4 differs R2 : name: 赵三 | 赵四"])
    #expect(notes(found, .otherName) == ["5 other-name R2 : id"])
  }

  /// A village, and a group in it, are no two places; the nearer one is the household's.
  @Test func aGroupInItsVillageDoesNotDiffer() throws {
    let village = "行政村,户主姓名,户主身份证号\n甲村,赵一,\(good(1))\n"
    let group = "行政村,村民小组,户主姓名,户主身份证号\n甲村,1组,赵一,\(good(1))\n"
    for files in [[village, group], [group, village]] {
      let found = try ImportedRosters(files.enumerated().map { ("\($0).csv", Array($1.utf8)) })
      #expect(found.column("households", "place").map(found.path) == ["甲村/1组"] && notes(found, .differs).isEmpty)
    }
  }

  @Test func oneCadreInTwoUnitsBranchesAndPlaces() throws {
    let found = try ImportedRosters(
      "行政村,干部姓名,帮扶人身份证号,帮扶单位,帮扶人所在党支部\n甲村,钱二,\(good(1)),某局,一支部\n乙村,钱二,\(good(1)),他局,二支部\n甲村,孙三,\(good(2)),某局,一支部\n甲村,孙三,\(good(2)),某局,二支部\n",
      map: ["帮扶人所在党支部=helper_branch"])
    #expect(found.column("cadres", "name") == ["钱二", "孙三"])
    #expect(notes(found, .differs) == ["2 differs C1 : unit, branch, place", "4 differs C2 : branch"])
  }

  // MARK: Damaged ids

  @Test func equalDamagedNumbersAreNotOne() throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,户主身份证号,户类型\n甲村,赵一,5.10322E+17,脱贫户\n乙村,赵一,5.10322E+17,脱贫户\n甲村,孙三,5.10322E+17,脱贫户\n甲村,赵一,5.10322E+17,监测户\n甲村,赵一,5.10322E+17,脱贫户\n"
    )
    // The last row says in every cell what the first one says.
    #expect(found.column("households", "head") == ["赵一", "赵一", "孙三", "赵一"] && found.result.rows[0].merged == 1)
    #expect(
      notes(found, .damagedID) == [
        "2 damaged-id H1 H4: name + village + id text", "3 damaged-id H2 : name + village + id text",
        "4 damaged-id H3 : name + village + id text", "5 damaged-id H4 H1: name + village + id text",
      ])
    #expect(notes(found, .merged) == ["2 merged H1 : name + village + id text"])
  }

  /// The running number of a row says nothing of the household; another helper does.
  @Test func whatMakesDamagedRowsDiffer() throws {
    let found = try ImportedRosters(
      "序号,行政村,户主姓名,户主身份证号,帮扶责任人\n1,甲村,赵一,511000198001010000,钱二\n2,甲村,赵一,511000198001010000,钱二\n3,甲村,赵一,511000198001010000,李四\n")
    #expect(found.rows("households").count == 2 && found.result.rows[0].merged == 1)
  }

  @Test func damagedNumbersOfCadres() throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,帮扶责任人,帮扶人身份证号,帮扶单位,职务\n甲村,周一,钱二,5.10322E+17,某局,科员\n甲村,周二,钱二,5.10322E+17,某局,科员\n甲村,周三,钱二,5.10322E+17,某局,局长\n乙村,周四,钱二,5.10322E+17,某局,科员\n甲村,周五,钱二,\(good(1)),某局,科员\n"
    )
    #expect(found.column("pairings", "from") == ["C1", "C1", "C2", "C3", "C4"])
    let damaged = found.result.notes.filter { $0.kind == .damagedID && $0.type == "cadre" }
    #expect(damaged.map(\.line) == [2, 4, 5] && damaged.allSatisfy { $0.others == "C4" })
  }

  @Test func candidatesOfOtherUnits() throws {
    let found = try ImportedRosters(helpers + "甲村,周一,钱二,5.10322E+17,某局,\n甲村,周二,钱二,\(good(1)),他局,\n乙村,周三,钱二,\(good(2)),他局,\n")
    #expect(notes(found, .damagedID) == ["2 damaged-id C1 C2: name + unit + village + id text"])
  }

  /// A word for none is no document that contradicts.
  @Test func aWordForNoneIsNoNumber() throws {
    let found = try ImportedRosters("行政村,户主姓名,户主身份证号,帮扶责任人\n甲村,赵一,\(good(1)),钱二\n甲村,赵一,无,李四\n甲村,赵一,/,周五\n")
    #expect(found.rows("households").count == 1 && notes(found, .badID).isEmpty)
  }

  // MARK: Who fits several

  private let helpers = "行政村,户主姓名,帮扶责任人,帮扶人身份证号,帮扶单位,帮扶人手机号\n"

  @Test(arguments: [[0, 1, 2], [0, 2, 1], [2, 0, 1]])
  func aHelperWhoFitsTwoIsNotGuessed(order: [Int]) throws {
    for rows in [
      ["甲村,周一,钱二,,某局,13800000001\n", "甲村,周二,钱二,,某局,13800000002\n", "甲村,周三,钱二,,某局,\n"],
      ["甲村,周一,钱二,\(good(1)),某局,\n", "甲村,周二,钱二,\(good(2)),某局,\n", "甲村,周三,钱二,,某局,\n"],
      ["甲村,周一,钱二,\(good(1)),某局,13800000001\n", "甲村,周二,钱二,\(good(2)),某局,13800000001\n", "甲村,周三,钱二,,某局,13800000001\n"],
    ] {
      let found = try ImportedRosters(helpers + order.map { rows[$0] }.joined())
      #expect(found.rows("cadres").count == 3)
      let unclear = found.result.notes.filter { $0.kind == .unclear }
      #expect(unclear.map(\.line) == [2 + (order.firstIndex(of: 2) ?? 0)] && unclear[0].others.split(separator: " ").count == 2)
    }
  }

  /// The first five are listed, and how many more there are.
  @Test(arguments: [2, 5, 6, 9])
  func whoFitsManyIsToldOfAll(count: Int) throws {
    let known = (0..<count).map { "甲村,周\($0),钱二,,某局,1380000000\($0)\n" }.joined()
    let found = try ImportedRosters(helpers + known + "甲村,周周,钱二,,某局,\n甲村,周吴,钱二,E1,某局,\n")
    #expect(found.rows("cadres").count == count + 2)
    let others = found.result.notes.filter { $0.kind == .unclear }.map { $0.others.split(separator: " ").map(String.init) }
    // Those who fit all fit each other, too.
    let all = count + 1
    #expect(others.count == 2)
    for own in others {
      #expect(own.prefix { $0.hasPrefix("C") }.count == min(5, all))
      #expect(own.last.map { $0.hasPrefix("+") ? $0 : "" } == (all > 5 ? "+\(all - 5)" : ""))
    }
  }

  /// A list of cadres knows no villages: its one row of the name is the helper in all of them; two rows are none's.
  @Test func theOnlyOneOfTheUnit() throws {
    let pairings = helpers + "甲村,周一,钱二,,某局,\n乙村,周二,钱二,,某局,\n"
    let list = "干部姓名,帮扶单位,联系电话\n钱二,某局,13800000001\n"
    for files in [[list, pairings], [pairings, list]] {
      let found = try ImportedRosters(files.enumerated().map { ("\($0).csv", Array($1.utf8)) })
      #expect(found.column("cadres", "phone") == ["13800000001"])
      let two = try ImportedRosters(
        files.enumerated().map { ("\($0).csv", Array(($1 == list ? list + "钱二,某局,13800000002\n" : $1).utf8)) })
      #expect(two.rows("cadres").count == 4 && notes(two, .unclear).count == 2)
    }
  }

  /// Name, unit and phone of one person may stand in several rows of his resident id.
  @Test(arguments: [
    ["甲村,周一,孙三,\(Self.id),,13800000001\n", "甲村,周二,赵一,\(Self.id),某局,\n", "乙村,周三,赵一,,某局,13800000001\n"],
    ["甲村,周一,赵一,\(Self.id),他局,13800000001\n", "甲村,周二,孙三,\(Self.id),某局,\n", "乙村,周三,赵一,,某局,13800000001\n"],
  ])
  func whatIsKnownFromAnotherRow(rows: [String]) throws {
    for rows in [rows, rows.reversed()] {
      let found = try ImportedRosters(helpers + rows.joined())
      #expect(found.rows("cadres").count == 1 && notes(found, .merged).count == 1)
    }
  }

  private static let id = ResidentID(number: 51_100_019_800_101_001).text

  /// The row with the phone may be either of two; so nobody knows which of the village the row without one is.
  @Test func whoFitsOneOfWhomItIsOpen() throws {
    let found = try ImportedRosters(
      helpers + "甲村,周一,赵一,,,\n乙村,周二,赵一,E1234567,,13800000001\n甲村,周三,赵一,\(good(1)),,13800000001\n甲村,周四,赵一,,,13800000001\n")
    #expect(found.rows("cadres").count == 4)
    #expect(notes(found, .unclear).map { $0.prefix(1) } == ["2", "5"])
  }

  // MARK: A name alone

  /// A helper of whom only the name is known is another one in every village: the name is listed, with how many rows there are.
  @Test func nameAlone() throws {
    let rows = (0..<12).map { "第\($0)村,户\($0),王五\n第\($0)村,户\($0)甲,王五\n" }.joined()
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n" + rows + "甲村,户甲,李四\n")
    #expect(found.rows("cadres").count == 13)
    let alone = found.result.notes.filter { $0.kind == .nameAlone }
    #expect(alone.map(\.line) == [2] && alone[0].rows == 24)
    #expect(alone[0].basis == "name + village" && alone[0].id == "C01" && alone[0].others == "C02 C03 C04 C05 C06 +6")
  }

  /// Where no row knows a village, all of them are one: that is listed as what it is, too.
  @Test func nameAloneWithoutVillages() throws {
    let found = try ImportedRosters("户主姓名,帮扶责任人\n" + (0..<12).map { "户\($0),王五\n" }.joined())
    #expect(found.rows("cadres").count == 1 && notes(found, .merged, .nameAlone) == ["2 merged C1 : name"])
    #expect(found.result.notes.first { $0.kind == .merged }?.rows == 12)
  }

  /// Somebody of whom more is known may be meant; those of the own village come first.
  @Test func nameAloneBesideOthers() throws {
    let found = try ImportedRosters(
      helpers + "乙村,周一,王五,\(good(1)),某局,\n甲村,周二,王五,,他局,\n甲村,周三,王五,,,\n甲村,周四,李四,,,13800000001\n乙村,周五,李四,,某局,\n")
    #expect(notes(found, .nameAlone) == ["4 name-alone C3 C2 C1: name + village"])
  }

  @Test func householdsOfANameAlone() throws {
    let files = ["行政村,户主姓名\n甲村,赵一\n乙村,赵一\n乙村,孙三\n", "户主姓名,帮扶责任人\n赵一,钱二\n李四,钱二\n"]
    let found = try ImportedRosters(files.enumerated().map { ("\($0).csv", Array($1.utf8)) })
    #expect(found.rows("households").count == 5 && notes(found, .nameAlone) == ["2 name-alone H4 H1 H2: name"])
  }

  // MARK: Households that contradict each other

  @Test(arguments: [
    ("甲村,1组,,赵一,,13800000001", "甲村,1组,,赵一,,13800000002", "phone"), ("甲村,1组,11,赵一,,", "甲村,1组,12,赵一,,", "register"),
    ("甲村,1组,,赵一,,", "甲村,2组,,赵一,,", "group"), ("甲村,1组,,赵一,E1234567,", "甲村,1组,,赵一,511000198001010015,", "id"),
    ("甲村,1组,,赵一,E1234567,", "甲村,1组,,赵一,E7654321,", "id"),
  ])
  func whatContradictsKeepsApart(one: String, other: String, basis: String) throws {
    for rows in [[one, other], [other, one]] {
      let found = try ImportedRosters("行政村,村民小组,户编号,户主姓名,户主身份证号,户联系电话\n" + rows.joined(separator: "\n"))
      #expect(found.rows("households").count == 2)
      #expect(notes(found, .keptApart) == ["3 kept-apart H2 H1: \(basis)"])
    }
  }

  /// What only one row says is no contradiction.
  @Test(arguments: [
    ("甲村,1组,,赵一,,13800000001", "甲村,1组,,赵一,,"), ("甲村,1组,11,赵一,,", "甲村,1组,,赵一,,13800000001"),
    ("甲村,1组,,赵一,E1234567,", "甲村,1组,,赵一,,"), ("甲村,1组,,赵一,E1234567,13800000001", "甲村,1组,,赵一,E1234567,"),
  ])
  func whatOneDoesNotKnowIsNoContradiction(one: String, other: String) throws {
    for rows in [[one, other], [other, one]] {
      let found = try ImportedRosters("行政村,村民小组,户编号,户主姓名,户主身份证号,户联系电话\n" + rows.joined(separator: "\n"))
      #expect(found.rows("households").count == 1 && notes(found, .merged).count == 1)
    }
  }
}
