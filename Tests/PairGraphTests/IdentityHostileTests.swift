import Testing

@testable import PairGraph

/// The rules of identity against rosters that try to break them, each in three orders.
struct IdentityHostileTests {
  typealias Row = IdentityOracle.Row

  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let rows: [Row]
    /// index = row, value = the smallest row of the same person.
    let expected: [Int]
    var isHousehold = false
    /// Notes that must be there, and how many.
    var notes: [ImportNote.Kind: Int] = [:]
    var testDescription: String { title }
  }

  private static func good(_ sequence: UInt64) -> String { ResidentID(number: 51_100_019_800_101_000 + sequence).text }
  /// A number that ends in X.
  private static let withX = (1...99 as ClosedRange<UInt64>).map(good).first { $0.hasSuffix("X") } ?? ""

  private static func cadre(
    _ name: String = "王五", id: String = "", unit: String = "某局", phone: String = "", village: String = "甲村"
  ) -> Row { Row(name: name, id: id, phone: phone, village: village, unit: unit) }

  private static func household(
    _ name: String = "赵一", id: String = "", register: String = "", phone: String = "", village: String = "甲村", group: String = ""
  ) -> Row { Row(name: name, id: id, register: register, phone: phone, village: village, group: group) }

  private static let mobile = "13900001111"

  static let cadres = [
    Case(
      title: "blanks of all kinds in a name", rows: ["王五", "王　五", " 王 五", "王\u{a0}五", "王\u{200b}五　"].map { cadre($0) },
      expected: [0, 0, 0, 0, 0]),
    Case(
      title: "one name in two units", rows: [cadre(phone: mobile), cadre(unit: "他局", phone: "13900002222", village: "乙村")],
      expected: [0, 1]),
    Case(
      title: "one name and phone in two units", rows: [cadre(phone: mobile), cadre(unit: "他局", phone: mobile, village: "乙村")],
      expected: [0, 1], notes: [.keptApart: 1]),
    Case(
      title: "an id with x, X and full-width X",
      rows: [cadre(id: withX), cadre(id: withX.lowercased(), village: "乙村"), cadre(id: String(withX.dropLast()) + "Ｘ", unit: "他局")],
      expected: [0, 0, 0]),
    Case(
      title: "15 and 18 digits of one person", rows: [cadre(id: "511000800101001"), cadre(id: good(1), unit: "他局", village: "乙村")],
      expected: [0, 0]),
    Case(
      title: "15 digits, and 18 of another century",
      rows: [cadre(id: "511000100101001"), cadre(id: ResidentID(number: 51_100_020_100_101_001).text)], expected: [0, 1],
      notes: [.keptApart: 1]),
    Case(
      title: "a damaged id beside the real one", rows: [cadre(id: "5.11E+17", phone: mobile), cadre(id: good(1), phone: mobile)],
      expected: [0, 1], notes: [.damagedID: 1]),
    Case(
      title: "a rounded id beside the real one", rows: [cadre(id: "511000198001010000", phone: mobile), cadre(id: good(1), phone: mobile)],
      expected: [0, 1], notes: [.damagedID: 1]),
    Case(
      title: "equal damaged ids in two villages", rows: [cadre(id: "5.11E+17"), cadre(id: "5.11E+17", village: "乙村")], expected: [0, 1],
      notes: [.damagedID: 2]),
    Case(
      title: "a row without an id beside a damaged and a real one",
      rows: [cadre(id: "5.11E+17", phone: mobile), cadre(id: good(1), phone: mobile), cadre(phone: mobile, village: "乙村")],
      expected: [0, 1, 1], notes: [.merged: 1]),
    Case(
      title: "spellings of a phone",
      rows: ["13900001111", "139 0000 1111", "+86 139-0000-1111", "008613900001111", "１３９００００１１１１", "13900001111.0", "张三13900001111"]
        .enumerated()
        .map { cadre(phone: $1, village: "\($0)村") }, expected: [0, 0, 0, 0, 0, 0, 0]),
    Case(
      title: "damaged phones", rows: [cadre(phone: "1.39E+10"), cadre(phone: "1.39E+10", village: "乙村")], expected: [0, 1],
      notes: [.keptApart: 1]),
    Case(
      title: "the second of two phones", rows: [cadre(phone: "13900001111/13700002222"), cadre(phone: "13700002222")], expected: [0, 1],
      notes: [.keptApart: 1]),
    Case(title: "one id, two names", rows: [cadre(id: good(1)), cadre("王武", id: good(1))], expected: [0, 0], notes: [.otherName: 1]),
    Case(
      title: "one name, two ids", rows: [cadre(id: good(1), phone: mobile), cadre(id: good(2), phone: mobile)], expected: [0, 1],
      notes: [.keptApart: 1]),
    Case(
      title: "one of two with an id is meant",
      rows: [cadre(id: good(1), phone: mobile), cadre(id: good(2), phone: "13900002222"), cadre(phone: mobile, village: "乙村")],
      expected: [0, 1, 0], notes: [.merged: 1]),
    Case(
      title: "either of two is meant", rows: [cadre(id: good(1)), cadre(id: good(2)), cadre()], expected: [0, 1, 2], notes: [.unclear: 1]),
    Case(
      title: "either of three is meant, twice", rows: [cadre(id: good(1)), cadre(id: good(2)), cadre(id: good(3)), cadre(), cadre()],
      expected: [0, 1, 2, 3, 3], notes: [.unclear: 1]),
    Case(
      title: "phone, then village",
      rows: [cadre(id: good(1), phone: mobile, village: "丙村"), cadre(phone: mobile, village: "乙村"), cadre(village: "乙村")],
      expected: [0, 0, 0], notes: [.merged: 2]),
    Case(
      title: "a wrong check digit beside the right one", rows: [cadre(id: good(1)), cadre(id: String(good(1).dropLast()) + "5")],
      expected: [0, 1], notes: [.badID: 1]),
    Case(
      title: "an id with blanks and a sign in front",
      rows: [cadre(id: good(1)), cadre(id: "'" + good(1), unit: "他局"), cadre(id: "511000 19800101 0014", unit: "三局")],
      expected: [0, 0, 0]),
    Case(
      title: "an id of full-width digits with invisible signs",
      rows: [cadre(id: good(1)), cadre(id: "\u{200b}５１１０００１９８００１０１００１４\u{a0}", unit: "他局")], expected: [0, 0]),
    Case(
      title: "words for no id and no phone", rows: [cadre(id: "无", phone: "/"), cadre(id: "—", phone: "无"), cadre(id: "", phone: "0")],
      expected: [0, 0, 0]),
    Case(title: "spellings of a unit", rows: ["某局（本级）", "某 局(本级)", "某局　（本级）"].map { cadre(unit: $0) }, expected: [0, 0, 0]),
    Case(
      title: "dots of a name", rows: ["买买提·艾力", "买买提•艾力", "买买提・艾力", "买买提 · 艾力"].map { cadre($0) },
      expected: [0, 0, 0, 0]),
    Case(
      title: "a list of cadres and helpers of two villages",
      rows: [cadre(phone: mobile, village: ""), cadre(), cadre(village: "乙村")], expected: [0, 0, 0], notes: [.merged: 2]),
    Case(
      title: "a list with two of the name", rows: [cadre(phone: mobile, village: ""), cadre(phone: "13900002222", village: ""), cadre()],
      expected: [0, 1, 2], notes: [.unclear: 1]),
    Case(
      title: "no unit, but the phone of two units",
      rows: [cadre(phone: mobile), cadre(unit: "他局", phone: mobile), cadre(unit: "", phone: mobile, village: "乙村")], expected: [0, 1, 2],
      notes: [.unclear: 1]),
    Case(
      title: "a name alone beside the same with a unit", rows: [cadre(), cadre(unit: "")], expected: [0, 1], notes: [.nameAlone: 1]),
  ]

  static let households = [
    Case(
      title: "one name in two groups", rows: [household(group: "1组"), household(group: "2组")], expected: [0, 1], isHousehold: true,
      notes: [.keptApart: 1]),
    Case(
      title: "one id in two villages, x and X", rows: [household(id: withX), household(id: withX.lowercased(), village: "乙村")],
      expected: [0, 0], isHousehold: true, notes: [.differs: 1]),
    Case(
      title: "one register number, two names", rows: [household(register: "1"), household("孙三", register: "1")], expected: [0, 0],
      isHousehold: true, notes: [.otherName: 1]),
    Case(
      title: "two register numbers, one name", rows: [household(register: "1"), household(register: "2")], expected: [0, 1],
      isHousehold: true, notes: [.keptApart: 1]),
    Case(
      title: "one id, two register numbers", rows: [household(id: good(1), register: "1"), household(id: good(1), register: "2")],
      expected: [0, 0], isHousehold: true, notes: [.differs: 1]),
    Case(
      title: "one register number, two ids", rows: [household(id: good(1), register: "1"), household(id: good(2), register: "1")],
      expected: [0, 1], isHousehold: true, notes: [.sharedNumber: 2]),
    Case(
      title: "one register number, two ids and a row without",
      rows: [
        household(id: good(1), register: "1"), household("孙三", id: good(2), register: "1"), household("李四", register: "1"),
        household("赵一", register: "1"),
      ], expected: [0, 1, 2, 0], isHousehold: true, notes: [.sharedNumber: 4, .merged: 1]),
    Case(
      title: "one register number, one id and a row without",
      rows: [household(id: good(1), register: "1"), household("孙三", register: "1")], expected: [0, 0], isHousehold: true,
      notes: [.otherName: 1]),
    Case(
      title: "register numbers that lost their digits, ids",
      rows: [household(id: good(1), register: "5.10322E+15"), household("孙三", id: good(2), register: "5.10322E+15", village: "乙村")],
      expected: [0, 1], isHousehold: true, notes: [.sharedNumber: 0]),
    Case(
      title: "register numbers that lost their digits",
      rows: ["510322001001000000", "510322001001000000", "5.10322E+15"].map { household(register: $0) }, expected: [0, 1, 2],
      isHousehold: true, notes: [.damagedNumber: 3]),
    Case(
      title: "words for no register number",
      rows: ["无", "0", "#N/A", "待补", "未编号"].enumerated().map { household("赵\(["一", "二", "三", "四", "五"][$0])", register: $1) },
      expected: [0, 1, 2, 3, 4], isHousehold: true),
    Case(
      title: "15 and 18 digits", rows: [household(id: "511000800101001"), household(id: good(1), village: "乙村")], expected: [0, 0],
      isHousehold: true),
    Case(
      title: "a damaged id beside the real one", rows: [household(id: "5.11E+17"), household(id: good(1))], expected: [0, 1],
      isHousehold: true, notes: [.damagedID: 1]),
    Case(
      title: "a damaged id with a register number",
      rows: [household(id: "5.11E+17", register: "1"), household(id: good(1), register: "1")],
      expected: [0, 0], isHousehold: true),
    Case(
      title: "blanks in a name, spellings of a phone",
      rows: [household("赵　一", phone: "139 0000 1111", group: "1组"), household(phone: "+86-13900001111", group: "2组")], expected: [0, 0],
      isHousehold: true, notes: [.merged: 1]),
    Case(
      title: "either of two groups is meant", rows: [household(group: "1组"), household(group: "2组"), household()], expected: [0, 1, 2],
      isHousehold: true, notes: [.unclear: 1]),
    Case(
      title: "one name in two villages", rows: [household(), household(village: "乙村")], expected: [0, 1], isHousehold: true),
  ]

  @Test(arguments: cadres + households)
  func theRulesHold(own: Case) throws {
    let rosters = PeopleRosters(rows: own.rows, isHousehold: own.isHousehold)
    let order = Array(own.rows.indices)
    for order in [order, order.reversed(), Array(order.dropFirst() + order.prefix(1))] {
      let found = try ImportedRosters(rosters.files(order))
      let shown = found.result.notes.map { "\($0.kind.rawValue) \($0.type) \($0.name): \($0.basis)" }
      #expect(rosters.partition(found) == own.expected, "\(order): \(shown)")
      for (kind, count) in own.notes { #expect(rosters.count(kind, in: found) == count, "\(kind), \(order): \(shown)") }
      #expect(found.result.rows.allSatisfy { $0.rejected == 0 && $0.read == $0.used + $0.merged })
    }
  }
}
