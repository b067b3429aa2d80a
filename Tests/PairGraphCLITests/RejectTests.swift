import Testing

/// Rows that are left out: `--rejects`, `--max-rejects` and what is said of them.
struct RejectTests {
  /// One row of every problem, besides some that are good; 21 rows are read, 14 are rejected and one is merged.
  private static let tables = [
    "places.csv": Array("id,name,kind,parent\nv1,V,village,t1\nt1,T,township,v1\n".utf8),
    "cadres.csv": Array("id,name\nc1,C\nc2,D\n".utf8),
    "households.csv": Array("id,head,place,need\nh1,A,v1,1\n\"h\"\"2\",B\nh3,C,v1,1,9\n\"x\"y,C,v1,\n,D,v1,\nh1,E,v1,2\nh4,".utf8)
      + [0xff] + Array(",v1,\nh5,F,v1,-1\nh6,G,v1,\nh1,A,v1,1\n\n\"h7\nx\",H,v1,2.5\n".utf8),
    "pairings.csv": Array("from,to,since,until\nc1,h1,,\nc9,h1,,\nc1,h1,2021-13,\nc1,h1,2022,2021\nc1,,,\nc1,h1,x,y\n".utf8),
  ]

  private let work: Workdir

  init() throws {
    work = try Workdir()
    for (name, bytes) in Self.tables { try work.file("data/" + name, bytes) }
  }

  @Test func everyColumn() throws {
    let run = try work.run("coverage", "data", "--rejects", "-", "--max-rejects", "14")
    #expect(
      run.out == """
        file,line,byte,column,problem,advice,raw
        places.csv,3,50,parent,parent-cycle,"The parent `v1` leads in a circle back to this row, by way of places.csv:2: correct one of the parents","t1,T,township,v1"
        households.csv,3,29,,too-few-fields,"The row has 2 fields, the header 4: add the missing commas, or put a field with a line break in quotes",\(#""""h""""2"",B""#)
        households.csv,4,38,,too-many-fields,"The row has 5 fields, the header 4: put a field that contains a comma in quotes","h3,C,v1,1,9"
        households.csv,5,50,id,text-after-quote,Text behind a closing quote (which may have been opened on a line before): put the whole field in quotes and double the quotes inside it,\(#""""x""y,C,v1,""#)
        households.csv,6,61,id,empty-id,The cell is empty: give the row an id,",D,v1,"
        households.csv,7,68,id,duplicate-id,The id `h1` is already used at households.csv:2: give one of the two rows another id,"h1,E,v1,2"
        households.csv,8,81,head,invalid-utf8,The bytes FF are not UTF-8: save the table as “CSV UTF-8”,"h4,\\xFF,v1,"
        households.csv,9,95,need,bad-number,`-1` is not a whole number from 0 to 2 147 483 647: write one such as 3,"h5,F,v1,-1"
        households.csv,13,130,need,bad-number,`2.5` is not a whole number from 0 to 2 147 483 647: write one such as 3,\(#""""h7"#)
        \(#"x"",H,v1,2.5""#)
        pairings.csv,3,28,from,unknown-end,`c9` is not an id of any node: add it to its table or correct it,"c9,h1,,"
        pairings.csv,4,42,since,bad-date,"`2021-13` is no date: write 2021-05-01, 2021-05 or 2021","c1,h1,2021-13,"
        pairings.csv,5,62,until,until-before-since,The end `2021` is before the start `2022`: correct one of them,"c1,h1,2022,2021"
        pairings.csv,6,70,to,unknown-end,The cell is empty: give the id of a node,"c1,,,"
        pairings.csv,7,79,since,bad-date,"`x` is no date: write 2021-05-01, 2021-05 or 2021","c1,h1,x,y"

        """)
    #expect(run.status == 0)
  }

  /// `byte` leads to the field in the file, `line` to the line on which its record starts: the last one has a line break in it.
  @Test func positionsAreTrue() throws {
    for row in try work.run("coverage", "data", "--rejects", "-").out.matches(of: /(?m)^(\w+\.csv),(\d+),(\d+),(\w*),/) {
      let bytes = try #require(Self.tables[String(row.1)])
      let (line, byte) = (try #require(Int(row.2)), try #require(Int(row.3)))
      #expect(bytes[..<byte].count { $0 == 0x0a } + 1 == (byte == 130 ? line + 1 : line), "\(row.0)")
      #expect(byte == 0 || bytes[byte - 1] == 0x0a || bytes[byte - 1] == 0x2c, "\(row.0)")
    }
  }

  @Test func inChinese() throws {
    let lines = try work.run("coverage", "data", "--rejects", "-", "--lang", "zh").out.split(separator: "\n")
    #expect(lines[0] == "文件,行,字节,列,问题,建议,原文")
    #expect(lines.contains("households.csv,6,61,id,empty-id,单元格为空：请填写编号,\",D,v1,\""))
    #expect(lines.contains("pairings.csv,3,28,from,unknown-end,“c9”不是任何节点的编号：请在相应的表中补上，或改正,\"c9,h1,,\""))
  }

  @Test func asAFile() throws {
    let text = try work.run("summary", "data", "--rejects", "-").out
    let run = try work.run("summary", "data", "--rejects", "r.csv")
    #expect(run.status == 3 && run.out.hasPrefix("data: "))
    // The line break inside a cell is the user's own and stays as it is.
    let expected = String(decoding: forPeople(text), as: UTF8.self).replacing("h7\r\nx", with: "h7\nx")
    #expect(work.text("r.csv") == expected)
  }

  @Test func noneRejected() throws {
    let work = try Workdir(data: Sample.tiny)
    #expect(try work.run("coverage", "data", "--rejects", "r.csv").status == 0)
    #expect(work.bytes("r.csv") == forPeople("file,line,byte,column,problem,advice,raw\n"))
  }

  // MARK: What is said

  @Test func rowsAddUp() throws {
    let out = try work.run("coverage", "data").out
    #expect(out.contains("  households.csv: 11 read = 2 used + 1 merged + 8 rejected (9 lines)\n"))
    #expect(out.contains("  pairings.csv: 6 read = 1 used + 0 merged + 5 rejected\n"))
    #expect(out.hasSuffix("Rejected rows: 14 (15 lines); the result is of the rest\n"))
  }

  @Test func everyRowIsNamedOnStandardError() throws {
    let complaints = try work.run("coverage", "data", "--max-rejects", "100%").complaints
    #expect(complaints.count == 15)
    #expect(complaints[0].hasPrefix("warning: places.csv: rows that name a `parent` that does not exist: 1, the first is line 2 with `t1`"))
    #expect(complaints[5] == "households.csv, line 6, byte 61, column id: empty-id. The cell is empty: give the row an id")
    #expect(
      complaints[10]
        == "pairings.csv, line 3, byte 28, column from: unknown-end. `c9` is not an id of any node: add it to its table or correct it")
    let chinese = try work.run("coverage", "data", locale: "zh_CN.UTF-8").complaints
    #expect(chinese[5] == "households.csv 第 6 行，字节 61，列 id：empty-id。单元格为空：请填写编号")
  }

  /// Ten of a kind, and how many more; the table has them all. Ids are too long for a near one to be looked for.
  @Test func manyOfAKind() throws {
    let long = String(repeating: "x", count: 40)
    let rows = (1...2000).map { "c1,\(long)\($0)\n" }.joined()
    let work = try Workdir(data: Sample.tiny(["pairings.csv": "from,to\n" + rows]))
    let run = try work.run("coverage", "data", "--rejects", "r.csv", "--max-rejects", "2000")
    #expect(run.complaints.count == 11 && run.complaints.last == "… and 1 990 more with `unknown-end` in pairings.csv")
    #expect(work.text("r.csv")?.split(separator: "\r\n").count == 2001)
  }

  /// Nodes keep their rows when a place, unit or branch of theirs does not exist; that is a warning.
  @Test func unknownReferences() throws {
    let work = try Workdir(data: Sample.tiny(["households.csv": "id,head,place\nh1,A,\nh2,B,x1\nh3,C,x2\n"]))
    let run = try work.run("coverage", "data")
    #expect(run.status == 0)
    #expect(
      run.error
        == "warning: households.csv: rows that name a `place` that does not exist: 2, the first is line 3 with `x1`; they are kept without it\n"
    )
  }

  @Test func filesThatAreNoTables() throws {
    let work = try Workdir(data: Sample.tiny.merging(["housholds.csv": "x\n", "notes.txt": "x", "扶贫.csv": "x\n"]) { $1 })
    let run = try work.run("summary", "data")
    #expect(run.status == 0)
    #expect(
      run.error == """
        warning: housholds.csv is no table of a dataset and was not read; did you mean households.csv?
        warning: 扶贫.csv is no table of a dataset and was not read

        """)
  }

  // MARK: --max-rejects

  /// 14 of 21 rows are 66.67 %.
  @Test(
    arguments: [
      ("0", 3), ("13", 3), ("14", 0), ("15", 0), ("0%", 3), ("66%", 3), ("66.6%", 3), ("66.67%", 0), ("100%", 0), ("1e2%", 0),
    ])
  func limits(limit: String, status: Int32) throws {
    let run = try work.run("coverage", "data", "--csv", "t.csv", "--json", "t.json", "--rejects", "r.csv", "--max-rejects", limit)
    #expect(run.status == status)
    // Outputs are written, whatever the exit code; and where it is 3, they say so.
    #expect(try work.names() == ["data", "r.csv", "t.csv", "t.json"])
    #expect(work.text("r.csv")?.contains("parent-cycle") == true && work.text("t.csv")?.contains("household,h6") == true)
    #expect(try JSONValue(work.bytes("t.json") ?? [])["rows", 0, "rejected"] == 1)
    #expect((run.complaints.last?.hasPrefix("error: 14 rows rejected (15 lines), more than --max-rejects ") == true) == (status == 3))
    #expect(!run.error.contains("--rejects FILE"))
    #expect((run.complaints.last?.contains("the outputs are written and are of the rows that were not rejected") == true) == (status == 3))
  }

  /// The limit is named as it was given.
  @Test(arguments: ["0", "13", "0%", "50%", "66.6%", "0.5%"]) func theLimitIsNamed(limit: String) throws {
    #expect(
      try work.run("coverage", "data", "--max-rejects", limit).error.contains(
        "14 rows rejected (15 lines), more than --max-rejects \(limit) allows"))
  }

  @Test func withoutALimitOneIsTooMany() throws {
    let work = try Workdir(data: Sample.tiny(["pairings.csv": "from,to\nc1,h1\nc2,h1\n"]))
    for command in ["summary", "coverage", "overload"] {
      let run = try work.run(command, "data")
      #expect(run.status == 3)
      #expect(run.complaints.last == "error: 1 row rejected, more than --max-rejects 0 allows; list them with --rejects FILE")
    }
    #expect(try work.run("draw", "data", "--dot", "-").status == 3)
    #expect(
      try work.run("coverage", "data", "--csv", "-").out
        == "type,id,name,kind,place,place_path,norm,has,min,missing\nhousehold,h2,B,,,,need,0,1,1\n")
  }
}
