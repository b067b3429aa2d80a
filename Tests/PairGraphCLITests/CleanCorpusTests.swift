import Foundation
import Testing

/// Small bad files made by hand, and what `clean` must say of each: line, byte, column and problem of every row it leaves out, and the table
/// that is left.
struct CleanCorpusTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    /// `line,byte,column,problem` of every rejected row.
    var rejects: [String]
    /// The tidy table.
    var table: String
    /// The column at fault ends the file, so that nothing stands behind it.
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], _ rejects: [String], _ table: String) {
      (self.name, self.bytes, self.rejects, self.table) = (name, bytes, rejects, table)
    }

    init(_ name: String, _ text: String, _ rejects: [String], _ table: String) { self.init(name, Array(text.utf8), rejects, table) }
  }

  private static func bytes(_ parts: Any...) -> [UInt8] {
    parts.flatMap { part -> [UInt8] in (part as? String).map { Array($0.utf8) } ?? (part as? [UInt8]) ?? [] }
  }

  private static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } }

  /// 户,张 and 李 in GBK.
  private static let (hu, zhang, li): ([UInt8], [UInt8], [UInt8]) = ([0xbb, 0xa7], [0xd5, 0xc5], [0xc0, 0xee])

  static let badRows: [Case] = [
    // Numbers of fields.
    Case("too few fields", "a,b\n1\n2,3\n", ["2,4,,too-few-fields"], "a,b\n2,3\n"),
    Case("too many fields", "a,b\n1,2,3\n2,3\n", ["2,4,,too-many-fields"], "a,b\n2,3\n"),
    Case("a comma too many at the end", "a,b\n1,2,\n", ["2,4,,too-many-fields"], "a,b\n"),
    Case("a line broken in two", "a,b,c\n1,2\n3,4,5\n", ["2,6,,too-few-fields"], "a,b,c\n3,4,5\n"),
    Case("both pieces of a broken line", "a,b,c\n1,2\n3\n", ["2,6,,too-few-fields", "3,10,,too-few-fields"], "a,b,c\n"),
    Case("an amount with a comma", "a,b\n1,\"1,000\"\n2,1,000\n", ["3,14,,too-many-fields"], "a,b\n1,\"1,000\"\n"),
    Case("the last row without a line end", "a,b\n1,2\n3", ["3,8,,too-few-fields"], "a,b\n1,2\n"),
    Case("behind an empty line", "a,b\n\n\n1\n", ["4,6,,too-few-fields"], "a,b\n"),
    Case("behind a line break in quotes", "a,b\n\"1\n2\",3\n4\n", ["4,12,,too-few-fields"], "a,b\n\"1\n2\",3\n"),
    Case("a row of another table", "a,b\n1,2\nx,y,z,w\n3,4\n", ["3,8,,too-many-fields"], "a,b\n1,2\n3,4\n"),
    Case("another delimiter in one row", "a,b\n1,2\n3;4\n", ["3,8,,too-few-fields"], "a,b\n1,2\n"),
    // Quotes.
    Case("text behind a quote", "a,b\n\"1\"x,2\n3,4\n", ["2,4,a,text-after-quote"], "a,b\n3,4\n"),
    Case("text behind a quote, in the last column", "a,b\n1,\"2\"x\n3,4\n", ["2,6,b,text-after-quote"], "a,b\n3,4\n"),
    Case("a blank behind a quote", "a,b\n\"1\" ,2\n", ["2,4,a,text-after-quote"], "a,b\n"),
    Case("a quote doubled on one side", "a,b\n\"x\"y\",2\n", ["2,4,a,text-after-quote"], "a,b\n"),
    Case("inches", "a,b\n1,\"5\"\"\"\n2,5\"\n", [], "a,b\n1,\"5\"\"\"\n2,\"5\"\"\"\n"),
    Case("text behind a quote beyond the header", "a,b\n1,2,\"3\"x\n", ["2,8,3,text-after-quote"], "a,b\n"),
    // A quote that is not closed where it should be, and texts of several lines.
    Case(
      "rows inside a cell", "a,b,c,d\n1,x,y,z\n2,\"x,y,z\n3,x,y,z\n4,x,y,z\n5,x,y,z\n6,x\",y,z\n7,x,y,z\n", ["3,18,b,swallowed-rows"],
      "a,b,c,d\n1,x,y,z\n7,x,y,z\n"),
    Case(
      "rows inside the last cell", "a;b;c;d\n1;x;y;\"z\n\(String(repeating: "3;x;y;z\n", count: 9))4;x;y;z\"\n5;x;y;z\n",
      ["2,14,d,swallowed-rows"], "a,b,c,d\n5,x,y,z\n"),
    Case(
      "a text of several lines", "a,b,c,d\n1,\"x,y\n3,x\n4,x,y,z\n5\",y,z\n", [], "a,b,c,d\n1,\"x,y\n3,x\n4,x,y,z\n5\",y,z\n"),
    // Bytes that are no UTF-8.
    Case("a byte FF", bytes("a,户\n1,", [0xff] as [UInt8], "\n2,3\n"), ["2,8,户,invalid-utf8"], "a,户\n2,3\n"),
    Case("a character cut short", bytes("户,b\n张,b\n", [0xe5, 0xbc] as [UInt8], ",2\n"), ["3,12,户,invalid-utf8"], "户,b\n张,b\n"),
    Case(
      "cut short at the end of the file", bytes("户,b\n张,b\n1,", [0xe5] as [UInt8]), ["3,14,b,invalid-utf8"], "户,b\n张,b\n"),
    Case("an overlong form", bytes("户,b\n1,", [0xc0, 0xaf] as [UInt8], "\n"), ["2,8,b,invalid-utf8"], "户,b\n"),
    Case("half of a surrogate pair", bytes("户,b\n", [0xed, 0xa0, 0x80] as [UInt8], ",2\n"), ["2,6,户,invalid-utf8"], "户,b\n"),
    Case("one row in GBK", bytes("户,b\n张,1\n", zhang, ",2\n"), ["3,12,户,invalid-utf8"], "户,b\n张,1\n"),
    Case(
      "two bad bytes in a row", bytes("户,b\n", [0xff] as [UInt8], ",", [0xfe] as [UInt8], "\n"), ["2,6,户,invalid-utf8"], "户,b\n"),
    Case(
      "a bad byte in quotes behind a line break", bytes("户,b\n\"1\n", [0xff] as [UInt8], "\",2\n3,4\n"), ["2,6,户,invalid-utf8"],
      "户,b\n3,4\n"),
    // Other encodings.
    Case(
      "a bad byte in GB18030", bytes(hu, ",b\n", zhang, ",1\n", [0xff] as [UInt8], ",2\n", li, ",3\n"), ["3,10,户,invalid-encoding"],
      "户,b\n张,1\n李,3\n"),
    Case(
      "half a character in GB18030", bytes(hu, ",b\n", zhang, ",1\n1,", [0xd5] as [UInt8], "\n", li, ",3\n"),
      ["3,12,b,invalid-encoding"], "户,b\n张,1\n李,3\n"),
    Case(
      "half of four bytes in GB18030", bytes(hu, ",b\n", zhang, ",1\n", [0x81, 0x30] as [UInt8], ",2\n"), ["3,10,户,invalid-encoding"],
      "户,b\n张,1\n"),
    Case("too few fields in GB18030", bytes(hu, ",b\n", zhang, ",1\n", li, "\n"), ["3,10,,too-few-fields"], "户,b\n张,1\n"),
    Case(
      "text behind a quote in GB18030", bytes(hu, ",b\n", zhang, ",\"", li, "\"1\n"), ["2,8,b,text-after-quote"], "户,b\n"),
    Case(
      "half of a surrogate pair in UTF-16", bytes([0xff, 0xfe] as [UInt8], utf16("a,b\n1,"), [0x00, 0xd8] as [UInt8], utf16("\n2,3\n")),
      ["2,14,b,invalid-encoding"], "a,b\n2,3\n"),
    Case("too many fields in UTF-16", bytes([0xff, 0xfe] as [UInt8], utf16("户,b\n1,2,3\n")), ["2,10,,too-many-fields"], "户,b\n"),
    // Control characters.
    Case("a NUL", "a,b\n1,x\0y\n2,3\n", ["2,6,b,nul-byte"], "a,b\n2,3\n"),
    Case("a NUL alone in a field", "a,b\n\0,1\n2,3\n", ["2,4,a,nul-byte"], "a,b\n2,3\n"),
    Case("a NUL in quotes", "a,b\n1,\"x\0\"\n", ["2,6,b,nul-byte"], "a,b\n"),
    Case("a vertical tab", "a,b\n1,x\u{b}y\n", ["2,6,b,control-character"], "a,b\n"),
    Case("an escape", "a,b\n\u{1b}[31m,2\n", ["2,4,a,control-character"], "a,b\n"),
    Case("a delete", "a,b\n1,2\u{7f}\n", ["2,6,b,control-character"], "a,b\n"),
    Case("the end-of-file sign of DOS", "a,b\n1,2\n\u{1a}\n", ["3,8,,too-few-fields"], "a,b\n1,2\n"),
    Case("a control character in a table with semicolons", "a;b\n1;\u{1}\n", ["2,6,b,control-character"], "a,b\n"),
    Case("two of them in a row", "a,b\n\u{1},\0\n", ["2,4,a,control-character"], "a,b\n"),
    // Delimiters and line ends.
    Case("semicolons and a short row", "a;b;c\n1;2;3\n4;5\n", ["3,12,,too-few-fields"], "a,b,c\n1,2,3\n"),
    Case("tabs and a long row", "a\tb\n1\t2\n3\t4\t5\n", ["3,8,,too-many-fields"], "a,b\n1,2\n"),
    Case("full-width commas and a short row", "甲，乙\n1，2\n3\n", ["3,16,,too-few-fields"], "甲,乙\n1,2\n"),
    Case("full-width commas and a NUL", "甲，乙\n1，\0\n", ["2,14,乙,nul-byte"], "甲,乙\n"),
    Case("mixed line ends", "a,b\r\n1,2\r3\n4,5\n", ["3,9,,too-few-fields"], "a,b\n1,2\n4,5\n"),
    Case("carriage returns alone", "a,b\r1\r2,3\r", ["2,4,,too-few-fields"], "a,b\n2,3\n"),
    Case("behind a byte order mark", "\u{feff}a,b\n1\n", ["2,7,,too-few-fields"], "a,b\n"),
    // Below lines of a title, which are no rows.
    Case("too few fields below a title", "t\na,b,c\n1,2\n3,4,5\n", ["3,8,,too-few-fields"], "a,b,c\n3,4,5\n"),
    Case("too many fields below a filled-up title", "t,,\na,b,c\n1,2,3,4\n3,4,5\n", ["3,10,,too-many-fields"], "a,b,c\n3,4,5\n"),
    Case(
      "a bad byte in a title is in no row", bytes("某县", [0xff] as [UInt8], ",,\n户,b,c\n1,2,", [0xfe] as [UInt8], "\n3,4,5\n"),
      ["3,22,c,invalid-utf8"], "户,b,c\n3,4,5\n"),
    Case("a NUL below a title", "t,,\na,b,c\n1,2,\0\n3,4,5\n", ["3,14,c,nul-byte"], "a,b,c\n3,4,5\n"),
    Case("text behind a quote below a title", "t,,\na,b,c\n1,\"2\"x,3\n3,4,5\n", ["3,12,b,text-after-quote"], "a,b,c\n3,4,5\n"),
    Case(
      "half a character below a title in GB18030", bytes(hu, ",,\n", zhang, ",b,c\n1,", [0xd5] as [UInt8], ",\n", li, ",3,4\n"),
      ["3,14,b,invalid-encoding"], "张,b,c\n李,3,4\n"),
    // Fields of any length.
    Case(
      "a field that is too long", "a,b\n1,\(String(repeating: "x", count: (1 << 20) + 1))\n2,3\n", ["2,6,b,field-too-long"], "a,b\n2,3\n"),
    Case(
      "the longest field there may be", "a,b\n1,\(String(repeating: "x", count: 1 << 20))\n", [],
      "a,b\n1,\(String(repeating: "x", count: 1 << 20))\n"),
  ]

  @Test(arguments: badRows) func aBadRow(bad: Case) throws {
    let work = try Workdir()
    try work.file("t.csv", bad.bytes)
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(run.status == (bad.rejects.isEmpty ? 0 : 3), "\(run.error)")
    #expect(work.text("out.csv") == bad.table)
    // One byte order mark, and each record on a line of its own but for line breaks inside it.
    let lines = (work.text("bad.csv") ?? "").components(separatedBy: "\r\n").filter { $0.hasPrefix("t.csv,") }
    let found = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[1...4].joined(separator: ",") }
    #expect(found == bad.rejects)
    #expect(run.out.contains(" \(bad.rejects.count) rejected"))
    // The same for any number of threads, and on standard output.
    let piped = try work.run("clean", "t.csv", "--jobs", "1", "--quiet")
    #expect(piped.out == bad.table)
  }

  /// What makes a whole file unusable: exit 2, the place, and no output.
  static let badFiles: [(name: String, bytes: [UInt8], message: String)] = [
    ("a quote that never closes", bytes("a,b\n1,2\n3,\"4\n5,6\n"), "t.csv, line 3, byte 10, column b: a quote opens here and never closes"),
    ("the same in the header", bytes("a,\"b\n1,2\n"), "t.csv, line 1, byte 2, column 2: a quote opens here"),
    ("the same in GB18030", bytes(hu, ",b\n", zhang, ",\"", li, "\n", li, ",1\n"), "t.csv, line 2, byte 8, column b: a quote opens here"),
    ("text behind a quote in the header", bytes("a,\"b\"x\n1,2\n"), "t.csv, line 1, byte 2, column 2: Text behind a closing quote"),
    (
      "rows in the header", bytes("a,b,c,\"d\n", String(repeating: "1,x,y,z\n", count: 9), "2,x,y,z\"\n3,x,y,z\n"),
      "t.csv, line 1, byte 6, column 4: a quote opens here"
    ),
    ("an empty file", [], "t.csv, line 1, byte 0, column –: the file is empty"),
    ("empty lines alone", bytes("\n\r\n\n"), "the file is empty"),
    ("a mark of UTF-16 alone", [0xff, 0xfe], "the file is empty"),
    ("a workbook", [0x50, 0x4b, 0x03, 0x04, 0x14], "t.csv: this is a workbook, not a CSV table"),
    ("an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "t.csv: this is a workbook"),
    ("a NUL in the header", bytes("a\0,b\n1,2\n"), "t.csv, line 1, byte 0, column –: looks like UTF-16"),
    ("a bad byte in the header", bytes("a,", [0xff] as [UInt8], "\n1,2\n"), "t.csv, line 1, byte 2, column 2: not UTF-8"),
  ]

  @Test(arguments: badFiles.indices) func aBadFile(index: Int) throws {
    let bad = Self.badFiles[index]
    let work = try Workdir()
    try work.file("t.csv", bad.bytes)
    let run = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(run.status == 2 && run.out == "" && run.error.hasPrefix("error: t.csv") && run.error.contains(bad.message), "\(run.error)")
    #expect(try work.names() == ["t.csv"])
  }

  @Test func theCorpusIsLarge() {
    let files = Self.badRows.map(\.bytes) + Self.badFiles.map(\.bytes)
    #expect(files.count >= 65 && Set(files).count == files.count, "\(files.count)")
  }
}
