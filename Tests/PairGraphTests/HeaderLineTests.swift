import Testing

@testable import PairGraph

/// Which line is the header, and what lines are that look like another one: no row goes with them.
struct HeaderLineTests {
  private static let names = "户主姓名,行政村,帮扶责任人"

  private static func rows(_ count: Int, _ tail: String = "", from first: Int = 0) -> String {
    (first..<first + count).map { "甲\($0),柳村,王甲\(tail)\n" }.joined()
  }

  /// `problem line` and what the message names besides.
  private func refusal(_ text: String, map: [String] = []) -> (problem: String, error: RosterError?) {
    do {
      let found = try ImportedRosters(text, map: map)
      return ("imported \(found.rows("households").count)", nil)
    } catch let error as RosterError { return ("\(error.problem.rawValue) \(error.line ?? 0)", error) } catch { return ("\(error)", nil) }
  }

  // MARK: A header further down

  /// Two tables below each other: however far down the second one starts, and whatever it is called, no row of the first is lost.
  @Test(arguments: [1, 2, 3, 10, 20, 38, 39, 60])
  func aSecondTableIsNoneOfTheFirst(count: Int) throws {
    let seconds = [
      ("," + Self.names + ",备注", ","), (Self.names + ",备注", ""), (Self.names + ",备注,联系电话", ",好"), (Self.names + ",收入情况", ",好"),
      ("帮扶责任人,户主姓名,行政村", ""), ("户主姓名,帮扶责任人", ""), ("序号," + Self.names + ",户类型,联系电话", ""),
    ]
    for (second, tail) in seconds {
      let first = tail.isEmpty ? Self.names : Self.names + (tail == "," ? "," : ",备注")
      for title in ["", "某县台账,,\n"] {
        let text = title + "\(first)\n" + Self.rows(count, tail) + "\(second)\n乙一,松村,李乙\n"
        let (problem, error) = refusal(text)
        let lines = title.isEmpty ? 1 : 2
        #expect(problem == "other-header \(count + lines + 1)", "\(text)")
        #expect(error?.details.first == String(lines), "\(text)")
        for language in [Language.english, .chinese] {
          let message = Texts(language).describe(try #require(error))
          #expect(message.contains("户主姓名") && message.contains(":\(count + lines + 1)") && message.contains("--map"), "\(message)")
        }
      }
    }
  }

  /// The second table of two has a title of its own.
  @Test func aTitleBetween() {
    let text =
      "建档立卡台账,,,,,\n序号,户主姓名,家庭人口,帮扶责任人,联系电话,\n1,赵一,3,钱甲,13800000001,\n监测户台账,,,,,\n序号,户主姓名,户主身份证号,帮扶责任人,家庭人口,联系电话\n1,孙一,,钱乙,2,13900000001\n"
    #expect(refusal(text).problem == "other-header 5")
  }

  /// Columns in another order, or a name more: nobody can tell the rows below from those above.
  @Test(arguments: [
    "户主姓名,帮扶责任人,行政村", "行政村,户主姓名,帮扶责任人", "户主姓名,行政村,帮扶单位", "户主姓名,行政村,帮扶责任人,备注", "户主,所在村,联系电话", "户主姓名,,行政村", "户主身份证号,行政村,帮扶责任人",
    "户 主 姓 名,帮扶责任人,行政村", "A1户主姓名,A2帮扶责任人,A3行政村", "户主姓名（户主）,帮扶责任人：,行政村*",
  ])
  func anotherOrderIsAnotherHeader(line: String) {
    #expect(refusal("\(Self.names)\n\(Self.rows(2))\(line)\n\(Self.rows(1, from: 9))").problem == "other-header 4", "\(line)")
  }

  /// The same columns, spelled otherwise or not all of them: a later page.
  @Test(arguments: [
    "户主姓名,行政村,帮扶责任人", "户主,行政村,帮扶人", "户主,村,帮扶干部", "贫困户姓名,所在村,结对责任人", "姓名,行政村,姓名", "户 主,行政村：,帮扶人*", "户主姓名,,帮扶责任人", "户主,村名,",
    "户主,行政村,帮扶人,", "户主,行政村", "A1户主姓名,Ａ2行政村,A3帮扶人姓名",
  ])
  func anotherSpellingIsARepeatedHeader(line: String) throws {
    let found = try ImportedRosters("\(Self.names)\n\(Self.rows(2))\(line)\n\(Self.rows(1, from: 9))")
    #expect(found.column("households", "head") == ["甲0", "甲1", "甲9"] && found.lines("repeated-header") == 1, "\(line)")
    #expect(found.problems.isEmpty && found.result.rows[0].read == 3, "\(line)")
  }

  /// Phones of the household and of the helper, each in the other's place, are told apart where their headers are.
  @Test func phonesInEachOthersPlace() throws {
    let head = "户主姓名,户主联系电话,帮扶责任人,帮扶人联系电话\n赵一,13900000001,钱一,13800000001\n"
    #expect(refusal(head + "户主姓名,联系电话,帮扶责任人,联系电话\n赵二,13900000002,钱二,\n").problem == "imported 2")
    #expect(refusal(head + "户主姓名,帮扶人电话,帮扶责任人,户主电话\n赵二,13900000002,钱二,\n").problem == "other-header 3")
  }

  /// Headers of two rows, spelled otherwise on the second page, or of another table.
  @Test func twoRows() throws {
    let head = "序号,户主,,帮扶责任人,,\n,姓名,联系电话,姓名,单位,联系电话\n1,赵一,13900000001,钱一,某局,13800000001\n"
    let row = "2,赵二,13900000002,钱二,某局,13800000002\n"
    let found = try ImportedRosters(head + "序号,户主,,帮扶人,,\n,户主姓名,电话,姓名,帮扶单位,手机号\n" + row)
    #expect(found.column("households", "head") == ["赵一", "赵二"] && found.lines("repeated-header") == 2)
    #expect(refusal(head + "序号,户主,,帮扶责任人,,\n,姓名,联系电话,单位,姓名,联系电话\n" + row).problem == "other-header 5")
    #expect(refusal(head + "序号,帮扶责任人,,户主,,\n,姓名,联系电话,姓名,单位,联系电话\n" + row).problem == "other-header 4")
  }

  /// A column of the user's own belongs to the header as it is written.
  @Test func columnsOfOnesOwn() throws {
    let head = "户主姓名,帮扶责任人,养牛头数,养羊头数\n赵一,钱一,1,2\n"
    #expect(refusal(head + "户主,帮扶人,养牛头数,养羊头数\n赵二,钱二,1,2\n").problem == "imported 2")
    #expect(refusal(head + "户主姓名,帮扶责任人,养羊头数,养牛头数\n赵二,钱二,1,2\n").problem == "other-header 3")
  }

  /// Of several threads and parts the first such line is told.
  @Test(arguments: [1, 2]) func theFirstIsTold(jobs: Int) throws {
    let page = Self.rows(6000)
    let text = "\(Self.names)\n\(page)户主姓名,帮扶责任人,行政村\n\(page)帮扶责任人,户主姓名,行政村\n\(page)"
    #expect(throws: (any Error).self) { _ = try ImportedRosters([("台账.csv", Array(text.utf8))], jobs: jobs) }
    #expect(refusal(text).problem == "other-header 6002")
  }

  // MARK: Rows that look like headers

  /// Values that are names of columns, too: 户主 is a relation, 单位 a kind of unit, 村 an example of a village.
  @Test(arguments: [
    ("户编号,成员姓名,与户主关系\n", "1,赵一,户主\n2,户主,户主\n"), ("户主姓名,行政村,帮扶责任人\n", "赵一,村,帮扶人\n户主甲,村,负责人\n"),
    ("干部姓名,职务,单位\n", "钱一,负责人,单位\n钱二,联系人,某局\n"), ("户主姓名,帮扶责任人,备注\n", "赵一,钱一,联系人\n户主,赵二,联系电话\n"),
    ("户主姓名,帮扶责任人,户类型\n", "户主1,帮扶人2,脱贫户\n户主2,帮扶人1,监测对象\n"), ("户主姓名,帮扶单位,备注\n", "赵一,帮扶单位,备注\n负责人,某局,单位\n"),
  ])
  func valuesAreNoHeaders(header: String, rows: String) throws {
    let found = try ImportedRosters(header + rows)
    #expect(found.lines("repeated-header") == 0 && found.result.rows[0].read == 2 && found.lines("header") == 1, "\(rows)")
  }

  // MARK: Above the header

  /// Titles and notes with some words of headers in them.
  @Test(arguments: [
    "某县台账,,", "填报单位：某镇,,", "单位：元,,", "填报单位：某镇,联系人：赵甲,联系电话：13800000001", "填报单位：,联系人：,联系电话：", "联系人：,,联系电话：", "单位,元,", "联系人,,",
    "填报单位：某镇,,填报日期：2024年5月1日", "帮扶单位：某局,,2024.5", "行政村：柳村,帮扶单位：某局,负责人：赵甲", ",户主姓名及帮扶责任人一览,", "填报单位,某镇,联系人",
  ])
  func titlesStayTitles(line: String) throws {
    for head in [line, "某县台账,,\n\(line)", "\(line)\n2024年5月,,"] {
      let found = try ImportedRosters("\(head)\n\(Self.names)\n\(Self.rows(3))")
      let count = head.split(separator: "\n").count
      // A line of groups may stand above a header; what its columns are is the same.
      #expect(found.lines("title") + found.lines("header") == count + 1, "\(head)")
      #expect(found.result.sheets[0].columns.map(\.field) == ["head_name", "village", "helper_name"], "\(head)")
      #expect(found.rows("households").count == 3 && found.result.rows[0].read == 3, "\(head)")
    }
  }

  /// A header that was sorted in among its rows: they are told, not dropped.
  @Test(arguments: [
    ("赵一,甲村,钱一\n", 1), ("赵一,甲村,钱一\n孙二,乙村,钱一\n", 1), ("某县台账,,\n赵一,甲村,钱一\n", 2), ("赵一,甲村,\n孙二,乙村,钱一\n", 2),
    ("511000200001010015,2021.5,\n", 1), (",511000200001010015,钱一\n", 1),
  ])
  func rowsAboveTheHeader(above: String, line: Int) throws {
    let (problem, error) = refusal(above + "\(Self.names)\n\(Self.rows(3))")
    #expect(problem == "rows-above-header \(line)", "\(above)")
    let header = above.split(separator: "\n").count + 1
    #expect(error?.details.first == String(header))
    for language in [Language.english, .chinese] {
      #expect(Texts(language).describe(try #require(error)).contains(String(header)))
    }
  }
}
