import Testing

@testable import PairGraph
@testable import TableIO

/// Two stray quotes make a cell of all rows between them; texts of several lines stay as they are.
struct SwallowedRowsTests {
  private static let header = "户主姓名,行政村,帮扶责任人,备注\n"

  private static func rows(_ range: Range<Int>, _ spoil: (Int, [String]) -> [String] = { $1 }) -> String {
    range.map { spoil($0, ["户\($0)", "柳村", "王甲", "好"]).joined(separator: ",") + "\n" }.joined()
  }

  /// A quote opens in one row, in any column, and another closes it rows later.
  @Test(arguments: 0..<4, [4, 5, 30, 400])
  func rowsInsideACellAreNamed(column: Int, count: Int) throws {
    let text =
      Self.header
      + Self.rows(0..<(count + 8)) { row, cells in
        var cells = cells
        if row == 3 { cells[column] = "\"" + cells[column] }
        if row == 3 + count { cells[column] += "\"" }
        return cells
      }
    let found = try ImportedRosters(text)
    let name = ["户主姓名", "行政村", "帮扶责任人", "备注"][column]
    #expect(found.problems == ["5 \(name) swallowed-rows"])
    #expect(found.rows("households").count == 7 && found.result.rows[0].read == 8)
    let entry = try #require(found.result.rejected.entries.first)
    #expect(entry.details.last == String(count) && String(decoding: entry.raw, as: UTF8.self).contains("户\(3 + count)"))
    #expect(Texts(.english).advice(on: entry).contains("only \(count) lines further down"))
    #expect(Texts(.chinese).advice(on: entry).contains("第 \(count) 行"))
  }

  /// A stray quote takes in a row or two already where the cell is a name.
  @Test func aNameHasOneLine() throws {
    let header = "序号,户主姓名,行政村,帮扶责任人,备注\n"
    let found = try ImportedRosters(header + "1,赵一,\"柳村,王甲,好\n2,赵二,柳村\",王甲,好\n3,赵三,松村,王甲,好\n")
    #expect(found.problems == ["2 行政村 swallowed-rows"] && found.column("households", "head") == ["赵三"])
  }

  private static let names = ["户主", "村", "帮扶人", "单位", "乡镇", "户类型", "家庭人口", "备注"]

  private static func row(_ row: Int, _ width: Int) -> [String] {
    let cells = ["张\(row)", "甲村", "王\(row)", "水务局", "某镇", "脱贫户", "\(1 + row % 4)", "2024年走访"]
    return Array(cells.prefix(width - 1)) + ["汉"]
  }

  /// A table of any width with a last column of few values: from one row on, whatever the column.
  @Test(arguments: 2...9, 1...3) func whereOtherRowsAreAlike(width: Int, count: Int) throws {
    for column in 0..<width {
      let lines = (0..<12).map { number in
        var cells = Self.row(number, width)
        if number == 4 { cells[column] = "\"" + cells[column] }
        if number == 4 + count { cells[column] += "\"" }
        return cells.joined(separator: ",")
      }
      let header = Self.names.prefix(width - 1) + ["民族"]
      let text = ([header.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
      let found = try ImportedRosters(text)
      #expect(found.problems == ["6 \(header[column]) swallowed-rows"], "\(text)")
      #expect(found.result.rejected.entries.first?.details.last == String(count) && found.rows("households").count == 11 - count)
    }
  }

  /// Three villages, two of them inside a remark; and helpers that only look like several in one cell.
  @Test func aFewRows() throws {
    let found = try ImportedRosters("村,户主,帮扶人,备注\n甲村,张一,王一,\"患病\n乙村,张二,,\n丙村,张三,,\"\n丁村,张四,王四,x\n")
    #expect(found.problems == ["2 备注 swallowed-rows"] && found.column("households", "head") == ["张四"])
    let pairs = try ImportedRosters("户主,帮扶人\n张一,\"王一\n张二,王二\n张三,王三\"\n张四,王四\n")
    #expect(pairs.problems == ["2 帮扶人 swallowed-rows"] && pairs.column("households", "head") == ["张四"])
    // A list of helpers is one.
    for cell in ["王一\n李二\n孙三", "王一\n李二,孙三"] {
      let list = try ImportedRosters("户主,帮扶人\n张一,\"\(cell)\"\n周四,吴四\n")
      #expect(list.problems.isEmpty && list.rows("pairings").count == 4)
    }
  }

  /// Lists with as many commas as the table has columns, where no cell is like those of other rows.
  @Test(arguments: ["家庭成员:\n孙三,儿子,三年级\n孙四,女儿,二年级", "走访:\n一月,送米,两袋", "养殖\n种植,3000,亩\n务工,500,元"])
  func listsOfOtherThingsStay(text: String) throws {
    let found = try ImportedRosters("户主,村,备注\n赵一,甲村,\"\(text)\"\n钱二,乙村,好\n李三,丙村,\n")
    #expect(found.problems.isEmpty && found.column("households", "remark") == [text, "好", ""])
  }

  /// Nobody knows which village the rows inside the cell are in: those below without one stay without.
  @Test func noPlaceIsFilledFromThem() throws {
    let found = try ImportedRosters(
      "行政村,户主姓名,帮扶责任人,备注\n甲村,赵一,钱一,\n,赵二,钱一,\"好\n乙村,孙一,钱一,\n,孙二,钱一,\n,孙三,钱一,\n,孙四,钱一,好\"\n,孙五,钱一,\n丙村,李一,钱一,\n")
    #expect(found.problems == ["3 备注 swallowed-rows"] && found.column("households", "head") == ["赵一", "孙五", "李一"])
    #expect(found.column("households", "place").map(found.path) == ["甲村", "", "丙村"] && found.notes(.unplaced).count == 1)
  }

  /// Other delimiters, and full-width commas, which stand in the cell as they are.
  @Test(arguments: [";", "\t", "，"]) func otherDelimiters(sign: String) throws {
    let text =
      Self.header
      + Self.rows(0..<40) { row, cells in
        row == 5 ? [cells[0], "\"柳村"] + cells[2...] : row == 30 ? [cells[0], "柳村\""] + cells[2...] : cells
      }
    let found = try ImportedRosters(text.replacing(",", with: sign))
    #expect(found.problems == ["7 行政村 swallowed-rows"] && found.rows("households").count == 14)
  }

  /// Remarks and lists of names, as people write them.
  static let texts = [
    "第一，养牛\n第二，养羊\n第三，务工", "1,养牛\n2,养羊\n3,务工\n4,上学", "家庭成员:\n张三,男,30\n李四,女,28\n张五,男,3", "好\n\n\n", "见附件,\n,\n,,,\n", "一,二,三,四",
    "收入:\n种植,3000,亩\n养殖,2000,头\n务工,10000,月\n其他,500,元\n补贴,300,元\n利息,1,元\n小计,15801,元", "住址:甲镇,柳村,一组\n电话:1,2,3\n", "张三,李四\n王五", ",,,\n,,,\n",
    "2021年:养牛,养羊,务工,上学\n2022年:养牛,养羊", "a\nb\nc\nd\ne\nf\ng", "\"好\"\n\"坏\"\n",
  ]

  @Test(arguments: texts) func textsStayTexts(text: String) throws {
    for width in 2...9 {
      let columns = ["户主姓名", "备注"] + ["行政村", "帮扶责任人", "户类型", "家庭人口", "结对时间", "养牛", "养羊"].prefix(width - 2)
      let cells =
        ["赵一", "\"" + text.replacing("\"", with: "\"\"") + "\""] + ["柳村", "王甲", "脱贫户", "3", "2021.5", "1", "2"].prefix(width - 2)
      for turn in [false, true] {
        let lines = [columns, cells].map { (turn ? [$0[0]] + $0.dropFirst(2) + [$0[1]] : $0).joined(separator: ",") }
        // More rows, so that the delimiter is found.
        let more = "赵二" + String(repeating: ",", count: width - 1) + "\n"
        let found = try ImportedRosters(lines.joined(separator: "\n") + "\n" + more + more.replacing("二", with: "三"))
        #expect(found.problems.isEmpty && found.column("households", "remark") == [text, "", ""], "\(lines)")
      }
    }
  }

  /// A long list in a remark is none while its lines are not as the rows are.
  @Test func longListsStayTexts() throws {
    let list = (0..<200).map { "第\($0)次走访,送去化肥" }.joined(separator: "\n")
    for header in ["户主姓名,帮扶责任人,备注", "户主姓名,帮扶责任人,行政村,备注"] {
      let cells = header.contains("村") ? "赵一,王甲,柳村" : "赵一,王甲"
      #expect(try ImportedRosters("\(header)\n\(cells),\"\(list)\"\n").problems.isEmpty)
    }
  }

  /// The slow way: all lines as rows, counted.
  @Test func countsOfTheRule() {
    let rule = SwallowedRows(columns: 4, delimiter: 0x2c)
    let count = { (cells: [String], column: Int) in
      let found = rule.first(in: cells.map { Array($0.utf8) }) { _ in true }
      return found.flatMap { $0.column == column ? $0.lines : nil }
    }
    #expect(count(["a", "v,w,x\nb,v,w,x\nc,v,w,x\nd,v,w,x\ne,v", "w", "x"], 1) == 4)
    #expect(count(["a", "v,w,x\r\nb,v,w,x\rc,v,w,x\n\nd,v,w,x\ne,v", "w", "x"], 1) == 5)
    #expect(count(["a", "v,w,x\nb,v,w,x\nc,v,w,x\ne,v", "w", "x"], 1) == nil)
    // One row of ten may have lost a cell; not two.
    let many = { (short: Int) in "v,w,x\n" + (0..<20).map { $0 < short ? "b,v,w\n" : "b,v,w,x\n" }.joined() + "e,v" }
    #expect(count(["a", many(2), "w", "x"], 1) == 21 && count(["a", many(3), "w", "x"], 1) == nil)
    // Names where the row has numbers are another list's.
    #expect(count(["1", "2", "3", "list\nb,v,w,x\nc,v,w,x\nd,v,w,x\ne,v,w,x"], 3) == nil)
    #expect(count(["1", "2", "3", "list\n2,8,9,x\n3,8,9,x\n4,8,9,x\n5,8,9,x"], 3) == 4)
  }

  // MARK: Other lengths

  /// A cell is bounded, as that of a tidy table is.
  @Test(arguments: ["", "\""]) func aCellThatIsTooLong(quote: String) throws {
    let long = String(repeating: "长", count: TableCleaning.longestField / 3 + 1)
    let found = try ImportedRosters(Self.header + "赵一,柳村,王甲,\(quote)\(long)\(quote)\n赵二,柳村,王甲,好\n")
    #expect(found.problems == ["2 备注 field-too-long"] && found.column("households", "head") == ["赵二"])
    let entry = try #require(found.result.rejected.entries.first)
    #expect(Texts(.english).advice(on: entry).contains("\(long.utf8.count) bytes"))
    let longest = String(long.dropLast())
    #expect(try ImportedRosters(Self.header + "赵一,柳村,王甲,\(longest)\n").column("households", "remark") == [longest])
  }

  /// A header, or a title, that has taken in rows, one that is longer than any, and a quote that never closes.
  @Test func headers() throws {
    let code = { (text: String) -> String in
      do {
        _ = try ImportedRosters(text)
        return "imported"
      } catch let error as LoadError { return "\(error.code) \(error.line ?? 0)" } catch { return "\(error)" }
    }
    let rows = Self.rows(0..<20)
    #expect(code("户主姓名,行政村,帮扶责任人,\"备注\n" + rows + "户21,柳村,王甲,好\"\n" + rows) == "unclosed-quote 1")
    #expect(code("\"某县台账,,,\n" + rows + "\",,,\n" + Self.header + rows) == "unclosed-quote 1")
    #expect(code("户主姓名,\"行政村\n,帮扶责任人\n") == "unclosed-quote 1")
    #expect(code("户主姓名,行政村," + String(repeating: "备", count: 400_000) + "\n赵一,柳村,好\n") == "header-too-long 1")
    #expect(code("户主姓名,行政村,\"" + String(repeating: "备\n", count: 400_000) + "\"\n赵一,柳村,好\n") == "header-too-long 1")
    #expect(code(String(repeating: "\n", count: 600_000) + "户主姓名,行政村\n赵一,柳村\n") == "imported")
    #expect(code(String(repeating: "\n", count: 600_000)) == "empty-file 1")
  }
}
