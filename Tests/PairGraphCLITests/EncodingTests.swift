import Testing

/// Tables of other encodings and delimiters, in dataset folders and for `clean`.
struct EncodingTests {
  private static let gbkHouseholds: [UInt8] =
    Array("id,head\nh1,".utf8) + [0xd5, 0xc5, 0xc8, 0xfd] + Array("\nh2,".utf8) + [0xc0, 0xee, 0xcb, 0xc4] + Array("\nh3\n".utf8)

  @Test func aDatasetInGB18030() throws {
    let work = try Workdir(data: ["cadres.csv": "id;name\nc1;C\n", "pairings.csv": "from\tto\nc1\th1\n"])
    try work.file("data/households.csv", Self.gbkHouseholds)
    let run = try work.run("coverage", "data", "--csv", "-", "--rejects", "bad.csv", "--max-rejects", "1")
    #expect(run.status == 0 && run.out.hasSuffix("\nhousehold,h2,李四,,,,need,0,1,1\n"), "\(run.out)")
    #expect(
      Array(run.complaints.prefix(3)) == [
        "cadres.csv: read as UTF-8, fields separated by ; (found from the bytes)",
        "households.csv: read as GB18030, fields separated by , (found from the bytes)",
        "pairings.csv: read as UTF-8, fields separated by Tab (found from the bytes)",
      ])
    // Byte 24 is of the file, not of the text it becomes.
    #expect(work.text("bad.csv")?.contains("households.csv,4,24,,too-few-fields,") == true)
    #expect(try work.run("coverage", "data", "--quiet", "--max-rejects", "1").error == "")
  }

  @Test func aDatasetInUTF16() throws {
    let work = try Workdir(data: Sample.tiny)
    let bytes = "\u{feff}id,head\nh1,张\nh2,𠀀\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    try work.file("data/households.csv", bytes)
    #expect(try work.run("coverage", "data", "--csv", "-").out.hasSuffix("\nhousehold,h2,𠀀,,,,need,0,1,1\n"))
  }

  /// A row in another encoding far behind the first megabyte of plain text is still found.
  @Test func aLateLook() throws {
    let line = "h00000000,\(String(repeating: "x", count: 300))\n"
    var text = Array("id,head\n".utf8)
    for number in 0..<8000 { text += Array(line.utf8).prefix(1) + Array("\(10_000_000 + number)".utf8) + Array(line.utf8).dropFirst(9) }
    let middle = text.count
    text += Array("h1,".utf8) + [0xd5, 0xc5] + Array("\nh2,B\n".utf8)
    // Samples are taken elsewhere.
    text += text[8..<100_000].map { $0 == 0x31 ? 0x32 : $0 } + Array("\n".utf8)
    let work = try Workdir(data: Sample.tiny)
    try work.file("data/households.csv", text)
    #expect(middle > 1 << 20)
    let table = try work.run("coverage", "data", "--csv", "-", "--rejects", "bad.csv").out
    #expect(table.contains("household,h2,B") && work.text("bad.csv")?.contains("invalid") == false)
    let clean = try work.run("clean", "data/households.csv", "-o", "out.csv")
    #expect(clean.status == 0 && work.text("out.csv")?.contains("h1,张\n") == true)
  }

  // MARK: clean

  @Test func choices() throws {
    let work = try Workdir()
    try work.file("t.csv", Self.gbkHouseholds)
    let found = try work.run("clean", "t.csv", "-o", "out.csv", "--max-rejects", "1")
    #expect(
      found.out == """
        t.csv: read as GB18030, fields separated by , (found from the bytes)
        t.csv: 3 read = 2 written + 0 merged + 1 rejected

        """)
    let given = try work.run("clean", "t.csv", "-o", "out.csv", "--encoding", "gbk", "--delimiter", "comma", "--max-rejects", "50%")
    #expect(given.out.hasPrefix("t.csv: read as GB18030, fields separated by ,\n") && work.text("out.csv") == "id,head\nh1,张三\nh2,李四\n")
    let wrong = try work.run("clean", "t.csv", "-o", "out.csv", "--encoding", "utf-8")
    #expect(wrong.status == 3 && wrong.error.contains("t.csv, line 2, byte 11, column head: invalid-utf8. The bytes D5 are not UTF-8"))
    for arguments in [["--encoding", "latin1"], ["--delimiter", "|"], ["--max-rejects", "x"], ["--jobs", "0"], ["-o", "t.csv"]] {
      #expect(try work.run(["clean", "t.csv"] + arguments).status == 64, "\(arguments)")
    }
    #expect(try work.run("clean", "none.csv").status == 2)
  }

  /// Quotes that are not needed go, line breaks in cells become line feeds, equal rows are merged; a tidy table is its own.
  @Test func whatChanges() throws {
    let work = try Workdir()
    try work.file("t.csv", "\u{feff}\r\n a ,\"b\",a\r\n\"1\",\" x\",\"p\r\nq\r\"\r\n1, x,\"p\nq\n\"\r1;2,\"3,4\",=5\r\n")
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    let tidy = "a,b,a\n1, x,\"p\nq\n\"\n1;2,\"3,4\",=5\n"
    #expect(work.text("out.csv") == tidy)
    // Line breaks of a cell are compared as they are written.
    #expect(run.out.hasSuffix("t.csv: 3 read = 2 written + 1 merged + 0 rejected\n"), "\(run.out)")
    #expect(run.error == "warning: t.csv: several columns are called a\n")
    #expect(try work.run("clean", "out.csv", "--quiet").out == tidy)
    try work.file("one.csv", "a\n\"\"\n\n\"\"\nb\n")
    #expect(try work.run("clean", "one.csv", "--quiet").out == "a\n\"\"\nb\n")
  }

  @Test func theFirstTenOfEachKind() throws {
    let work = try Workdir()
    try work.file("t.csv", "a,b\n" + (1...12).map { "\($0)\n" }.joined() + "1,\0\n")
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(run.complaints.count == 13 && run.complaints[11] == "… and 2 more with `too-few-fields` in t.csv", "\(run.error)")
    #expect(
      run.complaints[12]
        == "error: 13 rows rejected, more than --max-rejects 0 allows; list them with --rejects FILE; the outputs are written and are of the rows that were not rejected"
    )
    #expect(try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv").complaints.count == 1)
  }

  /// A table that is read may not be written over, and a file that cannot be read leaves the output as it was.
  @Test func outputsAreSafe() throws {
    let work = try Workdir()
    try work.file("t.csv", "a,b\n1,\"2\n")
    try work.file("out.csv", "old\n")
    #expect(try work.run("clean", "t.csv", "-o", "out.csv").status == 2 && work.text("out.csv") == "old\n")
    #expect(try work.run("clean", "t.csv", "-o", "./t.csv").status == 64)
    #expect(try work.names() == ["out.csv", "t.csv"])
  }
}
