import Foundation
import Testing

/// Where results go: files that are whole or not there, standard output, pipes that close.
struct OutputTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  /// A dataset whose tables are larger than any pipe: 5 000 households that nobody helps.
  private static let large = [
    "households.csv": "id,head\n" + (1...5000).map { "h\($0),A long name to fill the pipe \($0)\n" }.joined(), "cadres.csv": "id\nc1\n",
  ]

  // MARK: - and files

  /// With `-` the table alone is on standard output: no summary, no byte order mark, LF.
  @Test func standardOutputIsTheTableAlone() throws {
    for (command, option, start) in [
      ("summary", "--csv", "what,"), ("coverage", "--csv", "type,"), ("overload", "--csv", "type,"), ("summary", "--dot", "digraph "),
      ("coverage", "--dot", "digraph "), ("overload", "--dot", "digraph "), ("draw", "--dot", "digraph "), ("summary", "--json", "{"),
      ("coverage", "--json", "{"), ("overload", "--json", "{"), ("summary", "--rejects", "file,"), ("coverage", "--rejects", "file,"),
    ] {
      let run = try work.run(command, "data", option, "-")
      #expect(run.status == 0 && run.error == "" && run.out.hasPrefix(start), "\(command) \(option)")
      #expect(!run.bytes.contains(0x0d) && run.bytes.last == 0x0a)
      #expect(!run.out.contains("Rows:") && !run.out.contains("Drawn:"))
    }
  }

  /// Files of tables are for people: a byte order mark and CR LF. DOT and JSON are for programs.
  @Test func files() throws {
    for command in Outputs.commands {
      let run = try work.run([command, "data"] + Outputs.options)
      #expect(run.status == 0 && run.error == "" && run.out.contains(command == "draw" ? "Drawn:" : "Rows:\n"))
      #expect(try work.names() == ["data", "r.csv", "t.csv", "t.dot", "t.json"])
      #expect(try work.bytes("t.dot") == work.run(command, "data", "--dot", "-").bytes)
      #expect(try work.bytes("t.json").map(withoutSeconds) == withoutSeconds(work.run(command, "data", "--json", "-").bytes))
      #expect(work.bytes("r.csv") == forPeople("file,line,byte,column,problem,advice,raw\n"))
    }
    let table = try work.run("overload", "data", "--csv", "-").out
    #expect(try work.run("overload", "data", "--csv", "t.csv").status == 0)
    #expect(work.bytes("t.csv") == forPeople(table))
  }

  /// An output more changes neither the exit code nor what the others say: rows that only the drawing would need are warned of.
  @Test func aDrawingChangesNothingElse() throws {
    let work = try Workdir(data: Sample.villages)
    try work.file("data/members.csv", "committee,member,since\nk1,v1,\nk1,gone,\nk1,v2,soon\n")
    try work.file("data/edges.csv", "from,to\nv1,v2\nv1,gone\n")
    // Two units that are each other's parents, one of which helps: no check asks for the parents of units.
    try work.file("data/units.csv", "id,name,parent,place\nu1,A,u2,v1\nu2,B,u1,v1\n")
    try work.file("data/pairings.csv", "from,to\nu2,h1\ng1,h2\nu2,h2\ngone,h3\n")
    for command in ["coverage", "overload"] {
      for (limit, status) in [("0", Int32(3)), ("1", 0), ("6%", 0), ("4%", 3)] {
        let options = [command, "data", "--max-rejects", limit, "--on", "2021"]
        let alone = try work.run(options + ["--json", "a.json", "--csv", "a.csv", "--rejects", "ar.csv"])
        let drawn = try work.run(options + ["--json", "b.json", "--csv", "b.csv", "--rejects", "br.csv", "--dot", "t.dot"])
        #expect(alone.status == status && drawn.status == status && alone.out == drawn.out, "\(command) \(limit)")
        for (a, b) in [("a.json", "b.json"), ("a.csv", "b.csv"), ("ar.csv", "br.csv")] { #expect(work.bytes(a) == work.bytes(b)) }
        #expect(
          drawn.complaints.filter { !alone.complaints.contains($0) } == [
            "warning: members.csv: 2 rows cannot be used and are missing in the drawing; `pairgraph summary` lists them",
            "warning: edges.csv: 1 row cannot be used and is missing in the drawing; `pairgraph summary` lists it",
          ])
        #expect(try work.run(options + ["--dot", "t.dot", "--quiet"]).error == work.run(options + ["--csv", "t.csv", "--quiet"]).error)
        let shown = Drawn(work.bytes("t.dot") ?? [])
        #expect(shown.has("u2", "h1") && shown.has("v1", "v2") && shown.has("v1", "k1") && shown.nodes.contains("u1"))
      }
    }
    // What is drawn for its own sake needs its tables, and so does what counts everything.
    #expect(try work.run("draw", "data", "--dot", "t.dot", "--max-rejects", "3").status == 3)
    #expect(try work.run("draw", "data", "--dot", "t.dot", "--max-rejects", "4").status == 0)
    #expect(try work.run("summary", "data", "--max-rejects", "4").status == 3)
  }

  /// Cells that a spreadsheet would run get a quote mark, in files only; numbers are left alone.
  @Test func guardedCells() throws {
    let names = ["=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", "\tx", "\"=\"\"a\"\"\"", "a=b", "1-1", "'x", " =x"]
    let work = try Workdir(data: ["households.csv": "id,head,kind\n" + names.enumerated().map { "\($0),\($1),=k\n" }.joined()])
    let piped = try work.run("coverage", "data", "--csv", "-").out.split(separator: "\n").dropFirst()
    #expect(piped.first == "household,0,=1+1,=k,,,need,0,1,1" && !piped.contains { $0.contains("'=") })
    #expect(try work.run("coverage", "data", "--csv", "t.csv").status == 0)
    let rows = (work.text("t.csv") ?? "").split(separator: "\r\n").dropFirst()
    #expect(rows.allSatisfy { $0.hasSuffix(",'=k,,,need,0,1,1") })
    let cells = ["'=1+1", "'+1", "'-1", "'@x", "'＝1", "'＋1", "'－1", "'＠x", "\"'\tx\"", "\"'=\"\"a\"\"\"", "a=b", "1-1", "'x", "\" =x\""]
    for (index, (row, cell)) in zip(rows, cells).enumerated() where cell != "\"'\tx\"" {
      #expect(row == "household,\(index),\(cell),'=k,,,need,0,1,1")
    }
    #expect(Array(rows)[8].contains("'\tx"))
  }

  // MARK: Unwritable

  /// A path that cannot be written fails before the work: even before the dataset turns out to be missing.
  @Test(arguments: ["--csv", "--dot", "--json", "--rejects"]) func badPathsFailFirst(option: String) throws {
    try work.file("file", "x")
    for path in ["no/such/folder/t", "data", ".", "/", "", "file/t", "data/"] {
      for data in path == "data" || Extent.isFull ? ["data", "nowhere"] : ["nowhere"] {
        let run = try work.run("summary", data, option, path)
        #expect(run.status == 2 && run.out == "" && run.complaints.count == 1, "\(path)")
        #expect(run.error.hasPrefix("error: \(path) cannot be written: "), "\(path)")
      }
    }
    #expect(try work.names() == ["data", "file"])
    #expect(
      try work.run("draw", "nowhere", "--svg", "no/such/t.svg").error
        == "error: no/such/t.svg cannot be written: No such file or directory\n")
  }

  @Test func aFolderIsNoOutput() throws {
    #expect(try work.run("coverage", "data", "--csv", "data").error == "error: data cannot be written: is a folder\n")
    #expect(try work.run("coverage", "data", "--csv", "data", "--lang", "zh").error.hasPrefix("错误：无法写入 data："))
  }

  @Test func devices() throws {
    #expect(try work.run("coverage", "data", "--csv", "/dev/null", "--dot", "/dev/null", "--json", "/dev/null").status == 0)
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try work.run("coverage", "data", "--csv", "/dev/full")
    #expect(run.status == 2 && run.out == "" && run.error == "error: /dev/full cannot be written: No space left on device\n")
    for option in ["--csv -", "--json -", "--dot -", ""] {
      let run = try work.shell("\"$PAIRGRAPH\" coverage data \(option) >/dev/full")
      #expect(run.status == 2 && run.error.contains("cannot be written: No space left on device"), "\(option)")
    }
  }

  /// A link goes on being one, and what it leads to has the new text.
  @Test func links() throws {
    try work.file("real.csv", "old")
    try work.link("link.csv", to: "real.csv")
    #expect(try work.run("coverage", "data", "--csv", "link.csv").status == 0)
    #expect(work.text("real.csv")?.contains("household,h4") == true)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work.path + "/link.csv") == "real.csv")
    try work.folder("elsewhere")
    try work.link("folder", to: "elsewhere")
    #expect(try work.run("coverage", "data", "--csv", "folder/t.csv").status == 0)
    #expect(work.text("elsewhere/t.csv") == work.text("real.csv"))
  }

  @Test func anOldFileIsReplaced() throws {
    try work.file("t.csv", String(repeating: "old and much longer than what comes ", count: 1000))
    #expect(try work.run("coverage", "data", "--csv", "t.csv").status == 0)
    #expect(
      work.bytes("t.csv")?.prefix(8).elementsEqual(forPeople("type,")) == true && work.text("t.csv")?.contains("much longer") == false)
    #expect(try work.names() == ["data", "t.csv"])
  }

  /// What a killed run left lying about is in nobody's way, even if that run had the same process id, as in containers.
  @Test func remainsOfAKilledRun() throws {
    let run = try work.shell("touch .t.csv.$$.tmp; exec \"$PAIRGRAPH\" coverage data --csv t.csv --quiet")
    #expect(run.status == 0 && run.error == "" && work.text("t.csv")?.contains("household,h4") == true)
  }

  /// A signal that ends a run leaves nothing behind, and ends it as ever.
  @Test(arguments: [("INT", 2), ("TERM", 15), ("HUP", 1)]) func signals(name: String, number: Int) throws {
    try work.file("bin/dot", "#!/bin/sh\ntouch ready\nsleep 0.5\n")
    let run = try work.shell(
      """
      chmod +x bin/dot; export PATH="$PWD/bin:$PATH"
      run=$$; (while [ ! -e ready ]; do sleep 0.01; done; ls -A | grep -c tmp; kill -\(name) $run) & exec "$PAIRGRAPH" draw data --svg t.svg
      """)
    #expect(run.out == "1\n" && run.isKilled && run.status == number)
    #expect(try work.names() == ["bin", "data", "ready"])
  }

  /// The same while a file is written, whenever in that time the signal comes.
  @Test func signalsWhileWriting() throws {
    let rows = (1...20_000).map { "h\($0),A long name to make a large file \($0)\n" }.joined()
    let work = try Workdir(data: ["households.csv": "id,head\n" + rows])
    _ = try work.shell(
      """
      for try in 1 2 3; do
        "$PAIRGRAPH" coverage data --quiet --json t.json & child=$!
        while kill -0 $child 2>/dev/null && ! [ -s .t.json.*.tmp ]; do sleep 0.002; done
        kill -TERM $child; wait $child; rm -f t.json
      done
      """)
    #expect(try work.names() == ["data"])
  }

  /// Who asks for a run that survives the terminal gets one.
  @Test func ignoredSignalsStayIgnored() throws {
    try work.file("bin/dot", "#!/bin/sh\ntouch ready\nsleep 0.3\necho '<svg/>' >\"$3\"\n")
    let run = try work.shell(
      """
      chmod +x bin/dot; export PATH="$PWD/bin:$PATH"
      trap '' HUP; "$PAIRGRAPH" draw data --svg t.svg --quiet & child=$!
      while [ ! -e ready ]; do sleep 0.01; done
      kill -HUP $child; wait $child; echo $?
      """)
    #expect(run.out == "0\n" && work.text("t.svg") == "<svg/>\n")
  }

  /// Help that cannot be written is no success.
  @Test func helpOnAFullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let run = try work.shell("\"$PAIRGRAPH\" --help >/dev/full")
    #expect(run.status == 2 && run.error == "error: standard output cannot be written: No space left on device\n")
  }

  // MARK: Writing fails

  /// The old file stays whole and nothing lies about when there is no room for the new one.
  @Test func aFileThatBecomesTooLarge() throws {
    let work = try Workdir(data: Self.large)
    for (option, name) in [("--csv", "t.csv"), ("--json", "t.json"), ("--dot", "t.dot"), ("--rejects", "r.csv")] {
      if option == "--rejects" { try work.file("data/pairings.csv", "from,to\n" + (1...500).map { "x\($0),h1\n" }.joined()) }
      try work.file(name, "old")
      let run = try work.shell("ulimit -f 1; exec \"$PAIRGRAPH\" coverage data --limit 9999 \(option) \(name) --quiet --max-rejects 500")
      #expect(run.status == 2 && !run.isKilled, "\(option)")
      #expect(run.error == "error: \(name) cannot be written: File too large\n")
      #expect(work.text(name) == "old")
      try work.remove(name)
      #expect(try work.names() == ["data"])
    }
  }

  /// The same on a disk that is full, where this machine lets a test make one.
  @Test func aFullDisk() throws {
    let work = try Workdir(data: Self.large)
    let script = """
      mkdir disk && unshare -m sh -c '
        mount -t tmpfs -o size=64k none disk 2>/dev/null || exit 77
        echo old >disk/t.csv
        "$PAIRGRAPH" coverage data --csv disk/t.csv --quiet; echo "$?"; cat disk/t.csv; ls -A disk'
      """
    let run = try work.shell(script)
    if run.status != 0 { return }
    #expect(run.out == "2\nold\nt.csv\n" && run.error == "error: disk/t.csv cannot be written: No space left on device\n")
  }

  @Test func aFolderThatAllowsNothing() throws {
    try work.file("closed/t.csv", "old")
    try work.file("readonly.csv", "old")
    for path in ["closed/t.csv", "closed/new.csv", "readonly.csv"] {
      let run = try work.shell(
        "\(Program.asUser); chmod 555 closed; chmod 444 readonly.csv; \"$@\" \"$PAIRGRAPH\" coverage data --csv \(path)")
      if run.status >= 126 { return }  // root, and no way to be somebody else
      #expect(run.status == 2 && run.error == "error: \(path) cannot be written: Permission denied\n")
    }
    #expect(work.text("closed/t.csv") == "old" && work.text("readonly.csv") == "old")
    _ = try work.shell("chmod 755 closed")
  }

  // MARK: Pipes that close

  @Test func aReaderThatStops() throws {
    let work = try Workdir(data: Self.large)
    for line in [
      "coverage data --csv -", "coverage data --json -", "summary data --dot - --limit 9999 --quiet",
      "draw data --dot - --limit 9999 --quiet",
      "coverage data", "--help", "coverage --help",
    ] {
      let run = try work.shell("{ \"$PAIRGRAPH\" \(line); echo $? >status; } | head -c 1")
      #expect(run.out.count == 1 && run.error == "" && work.text("status") == "0\n", "\(line)")
      let unread = try work.shell("{ sleep 0.1; \"$PAIRGRAPH\" \(line); echo $? >status; } | true")
      #expect(unread.error == "" && work.text("status") == "0\n", "\(line)")
    }
  }

  /// Whoever looks at the first rows only still gets the files asked for, and the exit code.
  @Test func aReaderThatStopsStopsNothingElse() throws {
    var data = Self.large
    data["pairings.csv"] = "from,to\nc1,h1\nc9,h1\n"
    let work = try Workdir(data: data)
    let line = "coverage data --csv - --json t.json --rejects r.csv"
    let run = try work.shell("{ \"$PAIRGRAPH\" \(line) --max-rejects 1 2>/dev/null; echo $? >status; } | head -1")
    #expect(run.out.hasPrefix("type,") && work.text("status") == "0\n")
    #expect(try work.names() == ["data", "r.csv", "status", "t.json"] && work.text("r.csv")?.contains("unknown-end") == true)
    _ = try work.shell("{ \"$PAIRGRAPH\" \(line) 2>/dev/null; echo $? >status; } | head -1")
    #expect(work.text("status") == "3\n")
  }

  /// Standard streams that were never open.
  @Test func closedStreams() throws {
    for line in ["coverage data", "coverage data --csv -", "draw data --dot -", "summary data --json - --quiet", "check data --csv -"] {
      let run = try work.shell("\"$PAIRGRAPH\" \(line) >&-")
      // A summary for people is not missed where nobody can see it; a table that was asked for is.
      let isMissed = line.contains(" -")
      #expect(run.status == (isMissed ? 2 : 0), "\(line)")
      #expect(run.error == (isMissed ? "error: standard output cannot be written: it is closed\n" : ""), "\(line)")
      #expect(try work.shell("\"$PAIRGRAPH\" \(line) >&- 2>&- <&-").status == (isMissed ? 2 : 0), "\(line)")
    }
    // A file must not end up as the standard output or error that is missing.
    #expect(try work.run("coverage", "data", "--csv", "open.csv").status == 0)
    #expect(try work.shell("\"$PAIRGRAPH\" coverage data --csv t.csv --json t.json >&- 2>&- <&-").status == 0)
    #expect(work.bytes("t.csv") == work.bytes("open.csv") && work.text("t.json")?.hasSuffix("}\n") == true)
    #expect(try work.shell("\"$PAIRGRAPH\" coverage nowhere 2>&-").status == 2)
    let broken = try work.shell("{ \"$PAIRGRAPH\" coverage nowhere; echo $? >status; } 2>&1 >/dev/null | true; cat status")
    #expect(broken.out == "2\n")
  }

  /// The same for a pipe that has a name.
  @Test func aReaderOfANamedPipeWhoStops() throws {
    let work = try Workdir(data: Self.large)
    let run = try work.shell("mkfifo pipe; head -c 1 pipe & \"$PAIRGRAPH\" coverage data --csv pipe --quiet; echo $?; wait")
    #expect(run.out.contains("0") && !run.out.contains("2") && run.error == "")
  }

  @Test func aNamedPipe() throws {
    let run = try work.shell("mkfifo pipe; cat pipe >copy & \"$PAIRGRAPH\" coverage data --csv pipe --quiet; echo $?; wait")
    #expect(run.out == "0\n" && run.error == "")
    #expect(try work.run("coverage", "data", "--csv", "t.csv").status == 0)
    #expect(work.bytes("copy") == work.bytes("t.csv"))
  }
}
