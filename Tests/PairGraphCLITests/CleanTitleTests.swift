import Foundation
import Testing

/// `clean` of tables with titles and notes above their header, and of tables that only look so.
struct CleanTitleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    /// What is said of lines that are left out; empty for none.
    var titles: String
    /// The tidy table.
    var table: String
    /// Rows that are rejected, as `line,byte,column,problem`.
    var rejects: [String] = []
    var testDescription: String { name }
  }

  static let titled: [Case] = [
    Case(name: "a title", text: "某县台账\n乡,村,户\n甲,乙,1\n", titles: "1 line above the header left out: line 1 某县台账", table: "乡,村,户\n甲,乙,1\n"),
    Case(
      name: "as a spreadsheet fills it up", text: "某县台账,,\n乡,村,户\n甲,乙,1\n", titles: "1 line above the header left out: line 1 某县台账",
      table: "乡,村,户\n甲,乙,1\n"),
    Case(
      name: "in the middle", text: ",Report of 2021,\nid,name,n\n1,x,2\n2,y,3\n",
      titles: "1 line above the header left out: line 1 Report of 2021",
      table: "id,name,n\n1,x,2\n2,y,3\n"),
    Case(
      name: "two lines and an empty one", text: "\n台账,,,\n,,,\n2024年5月,,,\na,b,c,d\n1,2,3,4\n",
      titles: "3 lines above the header left out: line 2 台账, line 4 2024年5月, …", table: "a,b,c,d\n1,2,3,4\n"),
    Case(
      name: "a note with several cells", text: "某县台账,,,\n填报单位：某乡,,填报日期：2024.5,\n序号,甲,乙,丙\n1,x,y,z\n",
      titles: "2 lines above the header left out: line 1 某县台账, line 2 填报单位:某乡 填报日期:2024.5", table: "序号,甲,乙,丙\n1,x,y,z\n"),
    Case(
      name: "a title with a line break", text: "\"某县\n台账\",,\na,b,c\n1,2\n3,4,5\n",
      titles: "1 line above the header left out: line 1 某县 台账",
      table: "a,b,c\n3,4,5\n", rejects: ["4,24,,too-few-fields"]),
    Case(
      name: "years as names", text: "人口\n地区,2019,2020\n甲,1,2\n", titles: "1 line above the header left out: line 1 人口",
      table: "地区,2019,2020\n甲,1,2\n"),
    Case(
      name: "rows of a roster behind its header", text: "台账\n户主姓名,帮扶责任人\n赵一,\n钱二,孙三\n",
      titles: "1 line above the header left out: line 1 台账",
      table: "户主姓名,帮扶责任人\n赵一,\n钱二,孙三\n"),
    Case(
      name: "a header of two rows", text: "台账,,,\n户主,,帮扶人,\n姓名,电话,姓名,电话\n赵,1,钱,2\n",
      titles: "1 line above the header left out: line 1 台账", table: "户主/姓名,户主/电话,帮扶人/姓名,帮扶人/电话\n赵,1,钱,2\n"),
    Case(
      name: "a group above the header", text: "台账,,\n,帮扶责任人,\n户主姓名,姓名,电话\n赵,钱,2\n",
      titles: "1 line above the header left out: line 1 台账", table: "户主姓名,帮扶责任人/姓名,帮扶责任人/电话\n赵,钱,2\n"),
    Case(
      name: "a note as wide as the table", text: "台账,\n填报单位：x,填报日期：2024\na,b\nx,y\n",
      titles: "2 lines above the header left out: line 1 台账, line 2 填报单位:x 填报日期:2024", table: "a,b\nx,y\n"),
    Case(name: "a header alone", text: "台账\na,b,c\n", titles: "1 line above the header left out: line 1 台账", table: "a,b,c\n"),
    Case(
      name: "a title that comes again is a row", text: "台账,,\na,b,c\n1,2,3\n台账,,\n", titles: "1 line above the header left out: line 1 台账",
      table: "a,b,c\n1,2,3\n台账,,\n"),
    Case(
      name: "a bad row and a row twice", text: "台账\na;b;c\n1;2;3\n1;2;3\n1;2\n", titles: "1 line above the header left out: line 1 台账",
      table: "a,b,c\n1,2,3\n", rejects: ["5,25,,too-few-fields"]),
    Case(
      name: "a resident id in the title", text: "户主110101199003071233台账\na,b,c\n1,2,3\n",
      titles: "1 line above the header left out: line 1 户主110101********1233台账", table: "a,b,c\n1,2,3\n"),
  ]

  static let untitled: [Case] = [
    Case(name: "one column", text: "a\n1\n2\n", titles: "", table: "a\n1\n2\n"),
    Case(name: "one column and a bad row", text: "a\nx\ny,z\nw\n", titles: "", table: "a\nx\nw\n", rejects: ["3,4,,too-many-fields"]),
    Case(name: "one column and a bad row first", text: "a\ny,z\nw\n", titles: "", table: "a\nw\n", rejects: ["2,2,,too-many-fields"]),
    Case(name: "one column and a bad row alone", text: "a\ny,z\n", titles: "", table: "a\n", rejects: ["2,2,,too-many-fields"]),
    Case(
      name: "numbers below one name", text: "a\n1,2,3\n4,5,6\n", titles: "", table: "a\n",
      rejects: ["2,2,,too-many-fields", "3,8,,too-many-fields"]),
    Case(name: "one name of three", text: "id,,\n1,2,3\n4,5,6\n", titles: "", table: "id,,\n1,2,3\n4,5,6\n"),
    Case(name: "a header of words with colons", text: "x:a,x:b\n1,2\n", titles: "", table: "x:a,x:b\n1,2\n"),
    Case(name: "a header of notes", text: "填报单位,填报日期,数\n甲,2024,1\n", titles: "", table: "填报单位,填报日期,数\n甲,2024,1\n"),
    Case(
      name: "a list longer than a title", text: "a\n" + String(repeating: "x\n", count: 9) + "a,b,c\nx,y,z\n", titles: "",
      table: "a\n" + String(repeating: "x\n", count: 1), rejects: ["11,20,,too-many-fields", "12,26,,too-many-fields"]),
  ]

  @Test(arguments: titled + untitled) func theHeaderIsFound(table: Case) throws {
    let work = try Workdir()
    try work.file("t.csv", table.text)
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(work.text("out.csv") == table.table)
    let said = run.out.split(separator: "\n").filter { $0.contains("above the header") }
    #expect(said == (table.titles.isEmpty ? [] : ["t.csv: \(table.titles)"]), "\(run.out)")
    let lines = (work.text("bad.csv") ?? "").components(separatedBy: "\r\n").filter { $0.hasPrefix("t.csv,") }
    #expect(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[1...4].joined(separator: ",") } == table.rejects)
    // Rows read = written + merged + rejected.
    let counts = run.out.split(separator: "\n").last.map { $0.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) } } ?? []
    #expect(counts.count == 4 && counts[0] == counts[1] + counts[2] + counts[3] && counts[3] == table.rejects.count, "\(run.out)")
  }

  /// A first line of one cell over rows that may have no header stays the header, and it is said.
  @Test(arguments: [
    ("甲村\n张一,男,50\n李二,女,60\n", "甲村\n", 2), ("甲村,,\n张一,男,50\n李二,女,60\n", "甲村,,\n张一,男,50\n李二,女,60\n", 0),
    ("甲村\n张一,男\n李二,女\n", "甲村\n", 2), ("甲村\n男,张一\n男,李二\n女,孙三\n", "甲村\n", 3),
    ("某村花名册\n张一,男,50\n李二,女,60\n", "某村花名册\n", 2),
  ])
  func aLineThatMayBeNoTitleStays(text: String, table: String, rejected: Int) throws {
    let work = try Workdir()
    try work.file("t.csv", text)
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(work.text("out.csv") == table && run.status == (rejected > 0 ? 3 : 0))
    let name = text.hasPrefix("某") ? "某村花名册" : "甲村"
    #expect(run.out.contains("t.csv: line 1 (\(name)) stays the header, since the line below it may be a row"), "\(run.out)")
    #expect(try work.run("clean", "t.csv", "-o", "out.csv", "--lang", "zh").out.contains("t.csv：第 1 行（\(name)）仍作表头"))
  }

  /// The rows of a header of two are put together where an import does so; on later pages they go.
  @Test func aHeaderOfTwoRows() throws {
    let work = try Workdir()
    let header = "乡镇,村,户主,帮扶责任人,\n,,,姓名,电话\n"
    try work.file("t.csv", header + "某镇,甲村,张一,王一,138\n" + header + "某镇,甲村,张二,王二,139\n合计,,2,,\n")
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(work.text("out.csv") == "乡镇,村,户主,帮扶责任人/姓名,帮扶责任人/电话\n某镇,甲村,张一,王一,138\n某镇,甲村,张二,王二,139\n合计,,2,,\n")
    #expect(run.out.contains("t.csv: a header of 2 rows made one: 帮扶责任人/姓名, 帮扶责任人/电话\n"), "\(run.out)")
    #expect(run.out.contains("t.csv: 2 rows equal to the header left out\n") && run.out.contains("3 read = 3 written"), "\(run.out)")
    #expect(try work.run("clean", "t.csv", "-o", "out.csv", "--lang", "zh").out.contains("t.csv：2 行表头合为一行：帮扶责任人/姓名，帮扶责任人/电话\n"))
    // A bad row is found at its place in the file.
    try work.file("t.csv", header + "某镇,甲村,张一,王一,138\n某镇,甲村\n")
    _ = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(work.text("bad.csv")?.contains("t.csv,4,84,,too-few-fields,") == true, "\(work.text("bad.csv") ?? "")")
  }

  /// No import takes these for headers of two rows: the second row is data.
  @Test(arguments: ["姓名,电话\n姓名,甲\n", "a,,b,\nc,d,e,f\n1,2,3,4\n", "户主,帮扶人\n户主甲,干部乙\n"])
  func aHeaderOfOneRow(text: String) throws {
    let work = try Workdir()
    try work.file("t.csv", text)
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(work.text("out.csv") == text && !run.out.contains("made one"), "\(run.out)")
  }

  /// Records of several lines: how many lines of the file were rejected stands beside how many rows.
  @Test func linesOfRejectedRows() throws {
    let work = try Workdir()
    try work.file("t.csv", "a,b\n1,\"x\ny\",z\n2,\"x\r\ny\rz\",z\n3\n4,5\n")
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(run.out.contains("t.csv: 4 read = 1 written + 0 merged + 3 rejected (6 lines)\n"), "\(run.out)")
    #expect(run.error.contains("error: 3 rows rejected (6 lines), more than --max-rejects 0 allows"), "\(run.error)")
    let chinese = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv", "--lang", "zh")
    #expect(chinese.out.contains("拒绝 3（占文件 6 行）\n") && chinese.error.contains("拒绝了 3 行（占文件 6 行），"), "\(chinese.out)")
    try work.file("r.csv", "户主姓名,帮扶责任人\n赵一,\"钱\n二\",孙\n李四,王五\n")
    let summary = try work.run("coverage", "r.csv", "--on", "2024-01-01", "--json", "c.json")
    #expect(summary.out.contains("r.csv: 2 read = 1 used + 0 merged + 1 rejected (2 lines)\n"), "\(summary.out)")
    #expect(summary.out.contains("Rejected rows: 1 (2 lines);") && work.text("c.json")?.contains("\"rejected_lines\": 2") == true)
    _ = try work.run("coverage", "r.csv", "--on", "2024-01-01", "--json", "c.json", "--lang", "zh")
    #expect(work.text("c.json")?.contains("\"拒绝行所占文件行数\": 2") == true, "\(work.text("c.json") ?? "")")
    #expect(try work.run("import", "r.csv", "-o", "d").out.contains("2 read = 1 used + 0 merged + 1 rejected (2 lines)\n"))
    // Where every row has one line, nothing is said of lines.
    try work.file("t.csv", "a,b\n1\n2,3\n")
    let plain = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(plain.out.hasSuffix("1 rejected\n") && plain.error.contains("error: 1 row rejected, more"))
  }

  /// The header on every page: rows equal to it in every cell go, and are counted; a total is a row like others.
  @Test(arguments: [
    ("姓名,电话\n甲,139\n姓名,电话\n乙,138\n合计,2\n", "姓名,电话\n甲,139\n乙,138\n合计,2\n", 1),
    ("姓名,电话\n\"姓名\",电话\n姓名 ,电话\n甲,\n姓名,电话\n", "姓名,电话\n姓名 ,电话\n甲,\n", 2),
    (" 姓名,电话\n 姓名,电话\n姓名,电话\n姓名,电话号\n", "姓名,电话\n姓名,电话号\n", 2),
    ("台账,\n姓名,\"电\r\n话\"\n姓名,\"电\n话\"\n甲,1\n", "姓名,\"电\n话\"\n甲,1\n", 1), ("村\n村\n镇\n", "村\n村\n镇\n", 0),
    ("标题,,\n甲,乙,丙\n1,2,3\n甲,乙,丙\n4,5,6\n", "甲,乙,丙\n1,2,3\n4,5,6\n", 1),
    ("姓名,\n姓名,\n甲,\n", "姓名,\n姓名,\n甲,\n", 0), ("a,b\n\0,1\na,b\n1\n1,2\na,b\n\u{1},1\na,b\n", "a,b\n1,2\n", 3),
  ])
  func aHeaderComesAgain(text: String, table: String, count: Int) throws {
    let work = try Workdir()
    try work.file("t.csv", text)
    for jobs in ["1", "2"] {
      let run = try work.run("clean", "t.csv", "-o", "out.csv", "--jobs", jobs, "--max-rejects", "9")
      #expect(work.text("out.csv") == table && run.status == 0)
      #expect(
        run.out.contains("t.csv: \(count) \(count == 1 ? "row" : "rows") equal to the header left out\n") == (count > 0), "\(run.out)")
      let counts = run.out.split(separator: "\n").last.map { $0.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) } } ?? []
      #expect(counts.count == 4 && counts[0] == counts[1] + counts[2] + counts[3], "\(run.out)")
      #expect(counts[1] == table.split(separator: "\n").count - (table.contains("电\n") ? 2 : 1), "\(run.out)")
    }
  }

  /// Rows seen before are found at their place in the file, whatever is left out between.
  @Test func equalRowsBehindRepeatedHeaders() throws {
    let work = try Workdir()
    let page = "a,b\n" + (0..<3000).map { "\($0),x\n" }.joined()
    try work.file("t.csv", String(repeating: page, count: 40))
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(work.text("out.csv") == page && run.out.contains("39 rows equal to the header left out"))
    #expect(run.out.contains("120 000 read = 3 000 written + 117 000 merged + 0 rejected"), "\(run.out)")
  }

  @Test func inOtherEncodings() throws {
    let work = try Workdir()
    let text = "某县台账，，\n乡，村，户\n甲，乙，1\n丙，丁\n"
    try work.file("t.csv", Array(try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))))
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv", "--lang", "zh")
    #expect(work.text("out.csv") == "乡,村,户\n甲,乙,1\n" && run.out.contains("\nt.csv：表头上方有 1 行未写出：第 1 行 某县台账\n"), "\(run.out)")
    #expect(work.text("bad.csv")?.contains("t.csv,4,34,,too-few-fields,") == true, "\(work.text("bad.csv") ?? "")")
    // On standard output there is the table alone.
    let piped = try work.run("clean", "t.csv", "--max-rejects", "1")
    #expect(piped.out == "乡,村,户\n甲,乙,1\n" && piped.error.contains("1 line above the header left out: line 1 某县台账"))
  }
}
