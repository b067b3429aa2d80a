import Foundation
import Testing

@testable import PairGraph

/// Small bad rosters made by hand, each with what must be said of it: line, byte, column, problem.
struct BadRosterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    /// `line byte column problem` of rejected rows, else what is thrown, or `kind line` of notes.
    var expected: [String]
    var testDescription: String { name }
  }

  private static let mapped = "行政村,户主姓名,帮扶责任人,结对开始时间,联系电话\n"

  static let rows: [Case] = [
    Case(name: "a year of two digits", text: mapped + "甲,赵,钱,21.5,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "a month 13", text: mapped + "甲,赵,钱,2021.13,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "a day that is none", text: mapped + "甲,赵,钱,2021-02-30,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "until now as a beginning", text: mapped + "甲,赵,钱,至今,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "words for a date", text: mapped + "甲,赵,钱,去年,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "a cell too few", text: mapped + "甲,赵,钱,2021\n", expected: ["2 71  too-few-fields"]),
    Case(name: "two cells too many", text: mapped + "甲,赵,钱,2021,,x,y\n", expected: ["2 71  too-many-fields"]),
    Case(name: "empty cells too many do not matter", text: mapped + "甲,赵,钱,2021,,,\n", expected: []),
    Case(name: "no name", text: mapped + "甲,,,2021,\n", expected: ["2 75 户主姓名 no-name"]),
    Case(name: "a village alone", text: mapped + "甲,,,,\n乙,赵,钱,,\n", expected: ["2 75 户主姓名 no-name"]),
    Case(name: "text behind a quote", text: mapped + "\"甲\"x,赵,钱,2021,\n", expected: ["2 71 行政村 text-after-quote"]),
    Case(
      name: "a line break inside quotes", text: mapped + "\"甲\n乙\",赵,钱,21,\n甲,赵,钱,22,\n",
      expected: ["2 89 结对开始时间 bad-date", "4 105 结对开始时间 bad-date"]),
    Case(name: "a total with fewer cells", text: mapped + "合计,3\n甲,赵,钱,x,\n", expected: ["3 92 结对开始时间 bad-date"]),
    Case(name: "a title on a later page", text: "台账\n" + mapped + "台账\n甲,赵,钱,x,\n", expected: ["4 97 结对开始时间 bad-date"]),
    Case(
      name: "CRLF", text: (mapped + "甲,赵,钱,x,\n甲,李,钱,y,\n").replacing("\n", with: "\r\n"),
      expected: ["2 84 结对开始时间 bad-date", "3 100 结对开始时间 bad-date"]),
    Case(name: "CR alone", text: (mapped + "甲,赵,钱,x,\n").replacing("\n", with: "\r"), expected: ["2 83 结对开始时间 bad-date"]),
    Case(
      name: "an end before the beginning", text: "户主姓名,帮扶人,结对开始时间,结对结束时间\n赵,钱,2021.5,2020.5\n", expected: ["2 76 结对结束时间 until-before-since"]
    ),
    Case(name: "a range that is none", text: "户主姓名,帮扶人,负责时间\n赵,钱,21-22\n", expected: ["2 44 负责时间 bad-date"]),
    Case(name: "a range backwards", text: "户主姓名,帮扶人,负责时间\n赵,钱,2022-2021\n", expected: ["2 44 负责时间 until-before-since"]),
    Case(name: "the same as above", text: "户主姓名,帮扶人\n赵,钱\n李,同上\n周,〃\n", expected: ["3 35 帮扶人 ditto", "4 46 帮扶人 ditto"]),
    Case(name: "signs that stand for no day", text: mapped + "甲,赵,钱,/,\n甲,李,钱,—,\n甲,周,钱,2021 年 5 月,\n", expected: []),
    Case(name: "over without an end", text: "户主姓名,帮扶人,结对状态\n赵,钱,已解除\n", expected: ["2 44 结对状态 ended-without-date"]),
    Case(name: "a member without a household", text: "户编号,成员姓名,与户主关系\n,赵,之子\n", expected: ["2 40 成员姓名 no-household"]),
    Case(name: "a helper without a household", text: mapped + "甲,,钱,,\n甲,赵,钱,,\n", expected: ["2 75 户主姓名 no-household"]),
    Case(name: "a helper without a member", text: "户编号,成员姓名,帮扶人\n,,钱\n", expected: ["2 34 成员姓名 no-household"]),
    Case(name: "a NUL byte", text: mapped + "甲,赵\0,钱,,\n甲,赵,钱,,\n", expected: ["2 75 户主姓名 nul-byte"]),
    Case(name: "a control character", text: mapped + "甲,赵,钱\u{1b},,\n", expected: ["2 79 帮扶责任人 control-character"]),
    Case(name: "a visit on no day", text: "户主姓名,帮扶人,走访日期\n赵,钱,5月\n", expected: ["2 44 走访日期 bad-date"]),
    Case(name: "a term of the cadre that is none", text: "干部姓名,任职时间\n钱,很久\n", expected: ["2 30 任职时间 bad-date"]),
    Case(name: "a date that is a number too large", text: mapped + "甲,赵,钱,99999999,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(name: "a day and a month the wrong way round", text: mapped + "甲,赵,钱,5/31/2021,\n", expected: ["2 83 结对开始时间 bad-date"]),
    Case(
      name: "names like headers", text: mapped + "村甲,户主甲,干部乙,x,\n", expected: ["2 98 结对开始时间 bad-date"]),
    Case(
      name: "a header of two rows", text: "户主,,帮扶人,\n姓名,电话,姓名,结对时间\n户主甲,,干部乙,21\n", expected: ["3 74 帮扶人/结对时间 bad-date"]),
    Case(
      name: "several in one file", text: mapped + "甲,赵,钱,x,\n,,,,\n甲,李,,,\n甲,孙\n",
      expected: ["2 83 结对开始时间 bad-date", "5 102  too-few-fields"]),
  ]

  @Test(arguments: rows)
  func rowsAreNamed(roster: Case) throws {
    let found = try ImportedRosters(roster.text)
    let problems = found.result.rejected.entries.map { "\($0.line) \($0.byte) \($0.column) \($0.problem.rawValue)" }
    #expect(problems == roster.expected)
    // The byte is where the cell or the row begins, and the raw text is the row.
    let bytes = Array(roster.text.utf8)
    for entry in found.result.rejected.entries { #expect(bytes[entry.byte...].starts(with: entry.raw) || !entry.column.isEmpty) }
    let rows = found.result.rows[0]
    #expect(rows.read == rows.used + rows.merged + rows.rejected && rows.rejected == roster.expected.count)
  }

  /// The same bytes in GB18030: byte offsets are those of the file.
  @Test func offsetsAreThoseOfTheFile() throws {
    for roster in Self.rows where !roster.text.contains("\"") {
      let bytes = try #require(roster.text.data(using: .init(rawValue: 0x8000_0632)))
      let found = try ImportedRosters([("台账.csv", Array(bytes))])
      #expect(
        found.result.rejected.entries.map { "\($0.line) \($0.column) \($0.problem.rawValue)" } == roster.expected.map(Self.withoutByte),
        "\(roster.name)")
      for entry in found.result.rejected.entries {
        let before = String(decoding: Array(roster.text.utf8).prefix(try Self.offset(roster, entry)), as: UTF8.self)
        #expect(entry.byte == before.data(using: .init(rawValue: 0x8000_0632))?.count, "\(roster.name)")
      }
    }
  }

  private static func withoutByte(_ text: String) -> String {
    let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    return "\(words[0]) \(words[2])"
  }

  private static func offset(_ roster: Case, _ entry: Diagnostic) throws -> Int {
    let found = try #require(roster.expected.first { $0.hasPrefix("\(entry.line) ") })
    return Int(found.split(separator: " ")[1]) ?? -1
  }

  /// Bytes that are no characters: the problem, the bytes themselves, and the encoding they are not of.
  static let bytes: [(name: String, bytes: [UInt8], expected: [String])] = [
    ("a byte FF in GB18030", gb18030("户主姓名,帮扶人\n赵一,", [0xff], "\n孙三,李四\n"), ["2 21 帮扶人 invalid-encoding FF GB18030 赵一,\\xFF"]),
    ("half a character in GB18030", gb18030("户主姓名,帮扶人\n", [0xd5], ",钱二\n"), ["2 16 户主姓名 invalid-encoding D5 GB18030 \\xD5,钱二"]),
    ("half of four bytes in GB18030", gb18030("户主姓名,帮扶人\n", [0x81, 0x30], ",钱二\n"), ["2 16 户主姓名 invalid-encoding 81 GB18030 \\x810,钱二"]),
    (
      "below a title in GB18030", gb18030("某县台账\n户主姓名,帮扶人\n赵一,钱", [0xfe, 0x0a], "孙三,李四\n"),
      ["3 30 帮扶人 invalid-encoding FE GB18030 赵一,钱\\xFE"]
    ),
    ("a byte FF in UTF-8", Array("户主姓名,帮扶人\n赵一,".utf8) + [0xff, 0x0a], ["2 30 帮扶人 invalid-utf8 FF UTF-8 赵一,\\xFF"]),
    (
      "a character cut short in UTF-8", Array("户主姓名,帮扶人\n赵一,".utf8) + [0xe9, 0x92, 0x0a],
      ["2 30 帮扶人 invalid-utf8 E9 92 UTF-8 赵一,\\xE9\\x92"]
    ),
    (
      "one row in GBK among UTF-8", Array("户主姓名,帮扶人\n赵一,钱二\n".utf8) + [0xd5, 0xc5, 0x2c, 0x31, 0x0a],
      ["3 37 户主姓名 invalid-utf8 D5 UTF-8 \\xD5\\xC5,1"]
    ),
    (
      "half of a surrogate pair in UTF-16", utf16("\u{feff}户主姓名,帮扶人\n赵一,") + [0x00, 0xd8] + utf16("\n"),
      ["2 26 帮扶人 invalid-encoding 00 D8 UTF-16LE 赵一,\\x00\\xD8"]
    ),
  ]

  private static func gb18030(_ head: String, _ bad: [UInt8], _ tail: String) -> [UInt8] {
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    return Array(head.data(using: encoding) ?? Data()) + bad + Array(tail.data(using: encoding) ?? Data())
  }

  private static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }

  @Test(arguments: bytes.indices)
  func bytesAreShown(index: Int) throws {
    let bad = Self.bytes[index]
    let found = try ImportedRosters([("台账.csv", bad.bytes)])
    let problems = found.result.rejected.entries.map {
      let raw = String(decoding: $0.raw, as: UTF8.self)
      return "\($0.line) \($0.byte) \($0.column) \($0.problem.rawValue) \($0.details.joined(separator: " ")) \(raw)"
    }
    #expect(problems == bad.expected, "\(bad.name)")
    let advice = found.result.rejected.entries.map { Texts(.english).advice(on: $0) }
    #expect(advice.allSatisfy { $0.contains("not UTF-8") || $0.contains("GB18030") || $0.contains("UTF-16LE") }, "\(advice)")
    // The same of a roster that is given to a check.
    let network = try Network.ofRoster(found.folder.path + "/台账.csv", RosterImport()).network
    #expect(network.rejected.entries.map(\.problem) == found.result.rejected.entries.map(\.problem))
  }

  static let files: [Case] = [
    Case(name: "no header", text: "甲,乙,丙\n1,2,3\n", expected: ["no-header 1"]),
    Case(name: "a title only", text: "某县台账\n", expected: ["no-header 1"]),
    Case(name: "places only", text: "乡镇,行政村\n甲,乙\n", expected: ["no-names 1"]),
    Case(name: "an ambiguous phone", text: "联系电话,户主姓名\n1,2\n", expected: ["ambiguous-header 1 联系电话@1=household_phone"]),
    Case(name: "an ambiguous name", text: "姓名,单位\n1,2\n", expected: ["ambiguous-header 1 姓名@1=head_name"]),
    Case(name: "two heads", text: "户主姓名,贫困户姓名\n1,2\n", expected: ["ambiguous-header 1 贫困户姓名@2=head_name"]),
    Case(name: "two phones of one head", text: "户主姓名,联系电话,联系电话\n1,2,3\n", expected: ["ambiguous-header 1 联系电话@3=household_phone"]),
    Case(name: "below a title", text: "台账\n联系电话,户主姓名\n1,2\n", expected: ["ambiguous-header 2 联系电话@1=household_phone"]),
    Case(
      name: "two questions", text: "联系电话,证件号码,户主姓名\n1,2,3\n", expected: ["ambiguous-header 1 联系电话@1=household_phone 证件号码@2=head_id_number"]),
    Case(name: "a quote that never closes", text: mapped + "甲,\"赵,钱,,\n", expected: ["unclosed-quote 2"]),
    Case(name: "nothing", text: "", expected: ["empty-file 1"]),
    Case(name: "empty lines", text: "\n\n\n", expected: ["empty-file 1"]),
    Case(name: "a workbook", text: "PK\u{3}\u{4}zip", expected: ["workbook 1"]),
  ]

  @Test(arguments: files)
  func filesAreRefused(roster: Case) {
    do {
      _ = try ImportedRosters(roster.text)
      Issue.record("imported")
    } catch let error as RosterError {
      let options = error.questions.map { " " + $0.option }.joined()
      #expect(["\(error.problem.rawValue) \(error.line ?? 0)\(options)"] == roster.expected)
    } catch let error as LoadError {
      #expect(["\(error.code) \(error.line ?? 0)"] == roster.expected)
    } catch { Issue.record(error) }
  }

  static let notes: [Case] = [
    Case(name: "scientific notation", text: "户主姓名,户主身份证号\n赵一,5.11E+17\n", expected: ["damaged-id 2"]),
    Case(name: "final zeros", text: "户主姓名,户主身份证号\n赵一,511000198001010000\n", expected: ["damaged-id 2"]),
    Case(name: "a wrong check digit", text: "户主姓名,户主身份证号\n赵一,511000198001010011\n", expected: ["bad-id 2"]),
    Case(name: "a masked number", text: "户主姓名,户主身份证号\n赵一,511000********0011\n", expected: ["bad-id 2"]),
    Case(name: "a family of many words", text: "户主姓名,家庭人口\n赵一,三四人\n", expected: ["left-out 2"]),
    Case(name: "two phones", text: "户主姓名,联系电话\n赵一,13800000001/13800000002\n", expected: ["phone-apart 2"]),
    Case(name: "a damaged phone", text: "户主姓名,联系电话\n赵一,1.38E+10\n", expected: ["bad-phone 2"]),
    Case(name: "two helpers in a cell", text: "户主姓名,帮扶人\n赵一,\"钱二,孙三\"\n", expected: ["names-apart 2"]),
    Case(
      name: "a village in a rejected row", text: "行政村,户主姓名,帮扶人\n甲,赵一,钱一\n乙,赵二\n,赵三,钱三\n,赵四,钱四\n乙,赵五,钱五\n,赵六,钱六\n",
      expected: ["unplaced 4", "unplaced 5"]),
    Case(
      name: "a village in a row with a bad date behind it",
      text: "行政村,户主姓名,帮扶人,结对开始时间\n甲,赵一,钱一,\n乙,赵二\n丙,赵三,钱三,21.5\n,赵四,钱四,\n", expected: []),
    Case(name: "a rejected row without a village", text: "行政村,户主姓名,帮扶人\n甲,赵一,钱一\n,赵二\n,赵三,钱三\n", expected: []),
    Case(
      name: "part of a total", text: "行政村,户主姓名,帮扶人\n甲,赵一,钱\n其中：脱贫户,5,\n", expected: ["no-row 3"]),
    Case(name: "the same household again", text: "行政村,户主姓名,户类型\n甲,赵一,脱贫户\n甲,赵一,监测户\n", expected: ["differs 2", "merged 2"]),
  ]

  @Test(arguments: notes)
  func whatIsDecidedIsSaid(roster: Case) throws {
    #expect(try ImportedRosters(roster.text).result.notes.map { "\($0.kind.rawValue) \($0.line)" } == roster.expected)
  }

  @Test func thereAreEnough() {
    let texts = (Self.rows + Self.files + Self.notes).map { Array($0.text.utf8) } + Self.bytes.map(\.bytes)
    #expect(texts.count >= 60 && Set(texts).count == texts.count, "\(texts.count)")
  }
}
