import TableIO
import Testing

/// The header record: what names it gives, where the rows start, and what is refused at sight.
struct HeaderTests {
  @Test(arguments: [
    ("id,name\n1,a", ["id", "name"], 2),
    ("\u{feff}id,name\n1,a", ["id", "name"], 2),
    // A mark in front of a quote: the field is quoted all the same.
    ("\u{feff}\"id\",name\r\n1,a", ["id", "name"], 2),
    ("\"id\",\"first, \"\"last\"\"\"\n1,a", ["id", "first, \"last\""], 2),
    // A name over two lines pushes the rows down.
    ("id,\"name\r\nof cadre\"\r\n1,a", ["id", "name\r\nof cadre"], 3),
    ("\n\r\n\rid,name\n1,a", ["id", "name"], 5),
    ("\u{feff}\n\nid,name\r1,a", ["id", "name"], 4),
    (" id ,\tname\t\n1,a", ["id", "name"], 2),
    ("\" id \",\"name\"\n1,a", ["id", "name"], 2),
    ("编号,姓名\n1,a", ["编号", "姓名"], 2),
    // Blanks nobody sees, and full width where the name is plain otherwise.
    ("id\u{a0},need\u{3000}\n1,a", ["id", "need"], 2), ("ｉｄ,户主（Ａ）　\n1,a", ["id", "户主（Ａ）"], 2),
    // A second byte order mark is none, but as invisible: in front of a tidy table it would be taken for one.
    ("\u{feff}\u{feff}id,name\n1,a", ["id", "name"], 2), ("\u{feff}\u{feff}\n1", [""], 2), ("a,\u{feff}b\n1,a", ["a", "\u{feff}b"], 2),
    // Only names that are there can be given twice.
    (",,id\n1,a,b", ["", "", "id"], 2),
    ("id,ID\n1,a", ["id", "ID"], 2),
  ])
  func namesAndFirstRow(text: String, names: [String], line: Int) throws {
    let reader = try tableReader(text)
    #expect(reader.header.names == names)
    for (column, name) in names.enumerated() where !name.isEmpty { #expect(reader.header.column(name) == column) }
    #expect(reader.header.column("none") == nil)
    let seen = SeenTable(Array(text.utf8), partSize: 1, jobs: 1)
    #expect(seen.rows.map(\.line) == [line])
    #expect(seen.rows.map(\.fields[0]) == [[0x31]])
  }

  @Test(arguments: ["id,name", "id,name\n", "id,name\r", "id,name\r\n", "\u{feff}id,name\n\n\n", "id,\"name\""])
  func headerOnlyIsATableWithoutRows(text: String) throws {
    #expect(try tableReader(text).header.names == ["id", "name"])
    for partSize in [1, 64] { #expect(SeenTable(Array(text.utf8), partSize: partSize, jobs: 2) == SeenTable()) }
  }

  @Test(arguments: ["", "\u{feff}", "\n", "\r\n\r\n", "\u{feff}\r\r\n\n"])
  func nothingButBlankLinesIsAnEmptyFile(text: String) {
    #expect(throws: TableError(.emptyFile, file: "t.csv", line: 1, byte: 0)) { try tableReader(text) }
  }

  @Test func duplicateNamesAreRefused() {
    refuse("id,name,id\n", .duplicateColumn, line: 1, byte: 8, column: "id")
    // Quotes and blanks do not make another name of it.
    refuse("\n\nid,x,\" id\"\n", .duplicateColumn, line: 3, byte: 7, column: "id")
  }

  @Test func faultsInNamesSayWhere() {
    refuse("id,\"name\n1,2\n", .unclosedQuote, line: 1, byte: 3, column: "2")
    refuse("\n\"a\nb\",\"name\n1,2\n", .unclosedQuote, line: 3, byte: 7, column: "2")
    refuse("\"", .unclosedQuote, line: 1, byte: 0, column: "1")
    refuse("id,\"name\"x\n", .textAfterQuote, line: 1, byte: 3, column: "2")
    refuse("id,\"na\" me,x\r\n1,2,3", .textAfterQuote, line: 1, byte: 3, column: "2")
  }

  @Test func otherFormatsAreRefusedAtSight() {
    refuse([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0x06], .workbook)  // .xlsx is a zip archive
    refuse([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], .workbook)  // .xls
    refuse([0xff, 0xfe, 0x69, 0, 0x64, 0], .otherEncoding, detail: "UTF-16")
    refuse([0xfe, 0xff, 0, 0x69, 0, 0x64], .otherEncoding, detail: "UTF-16")
    // Half of such a mark is text.
    #expect(throws: Never.self) { try tableReader([0x50, 0x4b, 0x0a]) }
  }

  @Test func namesThatAreNotUTF8AreAnotherEncoding() {
    // 编号 in GBK, second name.
    let bytes: [UInt8] = [0x69, 0x64, 0x2c, 0xb1, 0xe0, 0xba, 0xc5, 0x0a]
    #expect(throws: TableError(.otherEncoding, file: "t.csv", line: 1, byte: 3, column: "2")) { try tableReader(bytes) }
    // A character cut off by the end of the file.
    #expect(throws: TableError(.otherEncoding, file: "t.csv", line: 1, byte: 0, column: "1")) { try tableReader([0xe6, 0x9d]) }
  }

  /// The header is read 64 KiB first, then more: longer names, blank lines and line ends across that edge.
  @Test(arguments: [0xfffd, 0xfffe, 0xffff, 0x1_0000, 0x1_0001, 0x9_0000])
  func headersLongerThanTheFirstReadAreRead(length: Int) throws {
    for lineEnd in length > 0x2_0000 ? ["\r\n"] : ["\n", "\r\n", "\r"] {
      let name = String(repeating: "x", count: length - 3)
      let quoted = "\"" + String(repeating: "\n", count: length - 2) + "y\""
      let blank = String(repeating: lineEnd, count: length / lineEnd.utf8.count)
      for (text, names, line) in [
        ("id,\(name)\(lineEnd)1,2", ["id", name], 2), ("id,\(quoted)\(lineEnd)1,2", ["id", String(quoted.dropFirst().dropLast())], length),
        ("\(blank)id,name\(lineEnd)1,2", ["id", "name"], length / lineEnd.utf8.count + 2),
      ] {
        let reader = try tableReader(text)
        #expect(reader.header.names == names)
        #expect(SeenTable(Array(text.utf8), partSize: 64, jobs: 1).rows.map(\.line) == [line])
      }
    }
  }

  private func refuse(_ text: String, _ problem: TableProblem, line: Int, byte: Int, column: String) {
    #expect(throws: TableError(problem, file: "t.csv", line: line, byte: byte, column: column)) { try tableReader(text) }
  }

  private func refuse(_ bytes: [UInt8], _ problem: TableProblem, detail: String = "") {
    #expect(throws: TableError(problem, file: "t.csv", line: 1, byte: 0, detail: detail)) { try tableReader(bytes) }
  }
}
