import TestSupport
import Testing

@testable import PairGraph

/// Rosters of one header row and few rows, whose invented names look like headers.
struct TinyRosterTests {
  private static let names = [
    "户主甲", "户主一", "干部乙", "干部一", "帮扶干部甲", "单位负责人王", "村甲", "负责人赵", "联系人钱", "家庭甲", "对象乙", "责任人甲", "书记王", "队员李", "成员丙", "户甲",
    "监测甲", "信息员", "备注甲", "时间", "户主1", "帮扶人2", "户主甲（单位）", "赵一", "钱",
  ]
  private static let headers = [
    "户主姓名,帮扶责任人", "村,户主姓名,帮扶责任人", "行政村,户主姓名,帮扶责任人,帮扶单位", "行政村,户主姓名,帮扶责任人,爱好", "户主姓名,帮扶责任人,养牛,养羊",
    "乡镇,行政村,户主姓名,户类型,帮扶责任人,帮扶单位,备注",
  ]

  /// Every row is a household, whatever its people are called.
  @Test(arguments: headers)
  func rowsAreNoHeaders(header: String) throws {
    let columns = header.split(separator: ",").map(String.init)
    var random = SplitMix64(seed: UInt64(header.utf8.count))
    for trial in 0..<100 {
      let count = 1 + trial % 3
      let isTitled = trial % 2 == 1
      let rows = (0..<count).map { _ in columns.map { _ in random.pick(Self.names) } }
      let text = (isTitled ? ["某县台账"] : []) + [header] + rows.map { $0.joined(separator: ",") }
      let found = try ImportedRosters(text.joined(separator: "\n") + "\n")
      #expect(found.lines("header") == 1 && found.lines("unit-row") == 0, "\(text)")
      #expect(found.result.rows[0].read == count && found.lines("title") == (isTitled ? 1 : 0), "\(text)")
    }
  }

  /// With few cells filled, or with a column that has no name.
  @Test(arguments: [
    "户主姓名,帮扶责任人\n户主甲,干部乙\n", "户主姓名,帮扶责任人\n户主甲,\n", "户主姓名,帮扶责任人\n户主甲,干部乙\n户主丙,干部丁\n户主戊,\n", "序号,户主姓名,帮扶责任人\n,户主甲,干部乙\n",
    "户主姓名,帮扶责任人,\n户主甲,干部乙,备注丙\n", "户主姓名,帮扶责任人,,\n户主甲,干部乙,单位丙,\n", "行政村,户主姓名,帮扶责任人\n村甲,,\n,户主甲,干部乙\n",
    "户主姓名,户类型,帮扶责任人\n户主甲,脱贫户,干部乙\n", "户主姓名,帮扶单位\n户主甲,单位乙\n", "户主姓名,\n户主甲,干部乙\n", "干部姓名,单位\n干部一,单位负责人王\n",
  ])
  func oneRowOfHeader(text: String) throws {
    let found = try ImportedRosters(text)
    let count = text.split(separator: "\n").count - 1
    #expect(found.lines("header") == 1 && found.result.rows[0].read == count, "\(found.result.sheets[0].columns.map(\.header))")
  }

  /// To say what a column is does not make another row the header.
  @Test func anAnswerMovesNoHeader() throws {
    let text = "户主姓名,帮扶人2,养牛\n帮扶人2,帮扶人2,帮扶人2\n"
    let found = try ImportedRosters(text, map: ["帮扶人2@2=helper_name"])
    #expect(found.lines("header") == 1 && found.column("households", "head") == ["帮扶人2"] && found.pairings == ["帮扶人2→帮扶人2 .."])
  }

  /// What is a header of several rows stays one, above one row of data.
  @Test(arguments: [
    ("户主,,帮扶责任人,,\n姓名,联系电话,姓名,单位,联系电话\n", 2), ("序号,户主姓名,帮扶责任人,\n,,姓名,单位\n", 2), ("序号,户主姓名,身份证号,帮扶责任人,\n,,,姓名,爱好\n", 2),
    ("户主情况,,,帮扶责任人情况,,\n基本情况,,家庭人口,基本情况,,\n姓名,联系电话,,姓名,单位,联系电话\n", 3),
    ("序号,乡镇,行政村,户主姓名,身份证号,帮扶情况,,,\n,,,,,帮扶责任人情况,,走访情况,\n,,,,,姓名,单位,走访日期,主题\n", 3), ("户主姓名,家庭人口,帮扶责任人\n,（人）,姓名\n", 2),
  ])
  func severalRowsOfHeader(header: String, count: Int) throws {
    let width = header.split(separator: "\n")[0].count { $0 == "," } + 1
    let found = try ImportedRosters(header + (0..<width).map { "户主\($0)号" }.joined(separator: ",") + "\n")
    #expect(found.lines("header") == count, "\(found.result.sheets[0].columns.map(\.header))")
  }
}
