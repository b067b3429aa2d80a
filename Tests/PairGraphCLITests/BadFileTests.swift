import Testing

/// Input that cannot be used: exit 2, one message with file, place and advice, and nothing written.
struct BadFileTests {
  /// What to write to `data/households.csv`, and what the message says of it.
  private struct Bad: CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var message: String
    var chinese: String

    init(_ name: String, _ bytes: [UInt8], _ message: String, _ chinese: String) {
      (self.name, self.bytes, self.message, self.chinese) = (name, bytes, message, chinese)
    }

    init(_ name: String, _ text: String, _ message: String, _ chinese: String) { self.init(name, Array(text.utf8), message, chinese) }

    var testDescription: String { name }
  }

  private static let files = [
    Bad(
      "a missing column", "head,place\nA,v\n",
      "households.csv, line 1, byte 0, column id: no column `id`. The columns are: head, place. Name one of them `id`",
      "households.csv 第 1 行，字节 0，列 id：缺少列 id。现有的列：head, place。请把其中一列命名为 id"),
    Bad(
      "a duplicate column", "id,head,head\nh1,A,B\n",
      "households.csv, line 1, byte 8, column head: the column `head` occurs twice. Rename or delete one",
      "households.csv 第 1 行，字节 8，列 head：列 head 出现了两次，请改名或删掉一列"),
    Bad("a duplicate column in quotes", "id,head,\"head\"\nh1,A,B\n", "households.csv, line 1, byte 8, column head", "列 head"),
    Bad("a duplicate column with blanks", "id,head,\thead \nh1,A,B\n", "households.csv, line 1, byte 8, column head", "列 head"),
    Bad(
      "a workbook", [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00],
      "households.csv: this is a workbook, not a CSV table. Open it in Excel or WPS and save the sheet as “CSV UTF-8 (comma delimited)”",
      "households.csv：这是工作簿，不是 CSV 表。请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”"),
    Bad("an old workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1], "households.csv: this is a workbook", "households.csv：这是工作簿"),
    Bad(
      "an unclosed quote", "id,head\nh1,A\nh2,\"B\nh3,C\n",
      "households.csv, line 3, byte 16, column head: a quote opens here and never closes. Close it, or double it if it is part of the text",
      "households.csv 第 3 行，字节 16，列 head：这里的引号没有右引号。请补上；如果引号是文字的一部分，请写两遍"),
    Bad(
      "an unclosed quote behind line breaks in quotes", "id,head\nh1,\"A\nA\nA\"\n\"h2,\nB\n",
      "households.csv, line 5, byte 19, column id: a quote opens here", "households.csv 第 5 行，字节 19，列 id"),
    Bad(
      "an unclosed quote in the header", "id,\"head\nh1,A\n", "households.csv, line 1, byte 3, column 2: a quote opens here",
      "第 1 行，字节 3，列 2"),
    Bad(
      "text behind a quote in the header", "id,\"a\"b\nh1,A\n", "households.csv, line 1, byte 3, column 2: Text behind a closing quote",
      "列 2"),
    Bad("a zero byte in the header", "id,he\0ad\nh1,A\n", "looks like UTF-16", "看来是 UTF-16"),
    Bad(
      "an empty file", "", "the file is empty; a table needs a header row. Delete the file if the dataset has no such table", "文件是空的，表必须有表头"
    ),
    Bad("a byte order mark alone", [0xef, 0xbb, 0xbf], "the file is empty", "文件是空的"),
    Bad("empty lines alone", "\n\r\n\n", "the file is empty", "文件是空的"),
  ]

  @Test(arguments: files) private func aBadFile(bad: Bad) throws {
    let work = try Workdir(data: Sample.tiny)
    try work.file("data/households.csv", bad.bytes)
    for command in Outputs.commands {
      let run = try work.run([command, "data"] + Outputs.options)
      #expect(run.status == 2 && run.out == "" && run.complaints.count == 1)
      #expect(run.error.hasPrefix("error: data/households.csv") && run.error.contains(bad.message), "\(run.error)")
    }
    #expect(try work.names() == ["data"])
    let chinese = try work.run("coverage", "data", locale: "zh_CN.UTF-8").error
    #expect(chinese.hasPrefix("错误：data/households.csv") && chinese.contains(bad.chinese), "\(chinese)")
  }

  /// Of an edge table as of a node table, and of each end.
  @Test(arguments: [("from,kind\nc1,a\n", "to"), ("to,kind\nh1,a\n", "from"), ("From,To\nc1,h1\n", "from")])
  func anEdgeTableWithoutAnEnd(text: String, column: String) throws {
    let work = try Workdir(data: Sample.tiny(["pairings.csv": text]))
    let run = try work.run("coverage", "data")
    #expect(
      run.status == 2
        && run.error.hasPrefix("error: data/pairings.csv, line 1, byte 0, column \(column): no column `\(column)`. The columns are: "))
  }

  @Test func aWorkbookBesideTheTables() throws {
    for name in ["households.xlsx", "households.xls", "households.et"] {
      let work = try Workdir(data: ["cadres.csv": "id\nc1\n", name: "PK"])
      let run = try work.run("coverage", "data")
      #expect(run.status == 2 && run.error.hasPrefix("error: data/\(name): this is a workbook"))
    }
    // Beside the table of its name it is a copy that nobody asks for.
    let work = try Workdir(data: Sample.tiny(["households.xlsx": "PK"]))
    #expect(try work.run("coverage", "data").status == 0)
  }

  // MARK: Folders

  @Test func noFolder() throws {
    let work = try Workdir(data: Sample.tiny)
    let expected = [
      ("nowhere", "error: nowhere: No such file or directory. Give the folder of a dataset\n"),
      ("", "error: : No such file or directory. Give the folder of a dataset\n"),
      // A file is a roster, and a table of a dataset is none.
      ("data/cadres.csv", "error: data/cadres.csv:1: no line looks like a header."),
      ("/dev/null", "error: /dev/null is a file. Give the folder"),
      (
        ".",
        "error: .: no table in this folder. A dataset has places.csv, units.csv, branches.csv, cadres.csv, households.csv, pairings.csv, … (any may be missing)\n"
      ),
    ]
    for (path, message) in expected {
      for command in Outputs.commands {
        let run = try work.run(command, path, "--dot", "t.dot")
        #expect(run.status == 2 && run.out == "" && run.error.hasPrefix(message), "\(path)")
      }
    }
    #expect(try work.names() == ["data"])
    #expect(try work.run("coverage", "nowhere", "--lang", "zh").error.hasSuffix("请给出数据集的文件夹\n"))
    #expect(try work.run("coverage", ".", "--lang", "zh").error.hasPrefix("错误：.：文件夹中没有数据集的表"))
  }

  // MARK: Things that are no files

  @Test func tablesThatAreNoFiles() throws {
    let expected = [
      ("mkdir data/households.csv", "not a regular file"), ("mkfifo data/households.csv", "not a regular file"),
      ("ln -s /dev/zero data/households.csv", "not a regular file"), ("ln -s nowhere data/households.csv", "No such file or directory"),
      ("ln -s households.csv data/households.csv", "Too many levels of symbolic links"),
    ]
    for (script, reason) in expected {
      let work = try Workdir(data: ["cadres.csv": "id\nc1\n"])
      #expect(try work.shell(script).status == 0)
      let run = try work.run("coverage", "data")
      #expect(run.status == 2 && run.error == "error: data/households.csv: cannot be read: \(reason)\n", "\(script)")
    }
  }

  /// A table may stand elsewhere.
  @Test func aTableBehindALink() throws {
    let work = try Workdir(data: Sample.tiny)
    _ = try work.shell("mv data/households.csv far.csv; ln -s ../far.csv data/households.csv; ln -s data link")
    #expect(try work.run("coverage", "link", "--csv", "-").out.contains("household,h2"))
  }

  @Test func whatNobodyMayRead() throws {
    let work = try Workdir(data: Sample.tiny)
    let table = try work.shell("\(Program.asUser); chmod 000 data/cadres.csv; \"$@\" \"$PAIRGRAPH\" coverage data")
    if table.status >= 126 { return }  // root, and no way to be somebody else
    #expect(table.status == 2 && table.error == "error: data/cadres.csv: cannot be read: Permission denied\n")
    let folder = try work.shell("\(Program.asUser); chmod 000 data; \"$@\" \"$PAIRGRAPH\" coverage data; s=$?; chmod 755 data; exit $s")
    #expect(folder.status == 2 && folder.error == "error: data: Permission denied. Give the folder of a dataset\n")
  }
}
