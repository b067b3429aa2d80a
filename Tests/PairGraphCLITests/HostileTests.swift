import TestSupport
import Foundation
import Testing

/// Input that nobody writes on purpose, or only to break something: every run ends with an exit code, never with a signal.
struct HostileTests {
  /// Runs every command on the dataset, or those that are given, and returns their exit codes.
  @discardableResult
  private func codes(
    _ work: Workdir, _ data: String = "data", _ options: String..., of commands: [String] = Outputs.commands
  ) throws -> [Int32] {
    try commands.map { command in
      let run = try work.run([command, data] + Outputs.options + options)
      #expect(!run.isKilled && [0, 2, 3].contains(run.status), "\(command): \(run.status) \(run.error)")
      return run.status
    }
  }

  private func table(_ work: Workdir) throws -> [Substring] {
    try work.run("coverage", "data", "--csv", "-", "--max-rejects", "100%").out.split(separator: "\n")
  }

  // MARK: Bytes

  @Test func lineEnds() throws {
    for end in ["\n", "\r\n", "\r"] {
      let tables = Sample.tiny.mapValues { "\u{feff}" + $0.replacing("\n", with: end) }
      for last in [end, ""] {
        let work = try Workdir(data: tables.mapValues { last.isEmpty ? String($0.unicodeScalars.dropLast(end.unicodeScalars.count)) : $0 })
        #expect(try table(work).dropFirst() == ["household,h2,B,,,,need,0,1,1"])
      }
    }
  }

  @Test func mixedLineEndsAndBlankLines() throws {
    let work = try Workdir(data: Sample.tiny(["households.csv": "\n\r\nid,head\r\rh1,A\n\n\r\nh2,B\r"]))
    #expect(try table(work).dropFirst() == ["household,h2,B,,,,need,0,1,1"])
    #expect(try work.run("coverage", "data").out.contains("households.csv: 2 read = 2 used"))
  }

  /// NUL is a byte like others in a table; on a terminal it is seen, not obeyed.
  @Test func zeroBytesAndControls() throws {
    let work = try Workdir(data: Sample.tiny(["households.csv": "id,head\nh1,A\0B\nh\u{2},\0C\u{1b}[31m\nh3,\u{9b}31m\u{7f}\n"]))
    #expect(try table(work).contains("household,h\u{2},\"\0C\u{1b}[31m\",,,,need,0,1,1"))
    let run = try work.run("coverage", "data")
    #expect(run.out.contains("  h\u{fffd}  \u{fffd}C\u{fffd}[31m (household)"))
    #expect(!(run.out + run.error).unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || 0x7f...0x9f ~= $0.value })
    let json = try JSONValue(try work.run("coverage", "data", "--json", "-").bytes)
    #expect(json["findings", 0, "name"] == "\0C\u{1b}[31m")
    #expect(try codes(work) == Outputs.commands.map { _ in 0 })
  }

  /// What a header or a file name holds never reaches the terminal as it is.
  @Test func controlsInMessages() throws {
    let escape = "\u{1b}[31m"
    let runs = [
      try Workdir(data: ["households.csv": "i\(escape)d,\u{9b}31m\nh1,A\n"]).run("coverage", "data"),
      try Workdir(data: ["households.csv": "id,a\(escape),a\(escape)\nh1,A,B\n"]).run("coverage", "data"),
      try Workdir(data: ["households.csv": "id,need\(escape)\nh1,A\nh\(escape),\n"]).run("coverage", "data", "--of", "household[x=1]"),
      try Workdir(data: ["cadres.csv": "id\n", "\(escape)x.csv": "id\n"]).run("summary", "data"),
      try Workdir(data: Sample.tiny(["pairings.csv": "from,to,since\(escape)\nc1,h\(escape)1,\n"])).run("coverage", "data"),
      try Workdir().run("coverage", "no\(escape)where"),
      try Workdir(data: Sample.tiny).run("draw", "data", "--dot", "-", "--around", "\(escape)x"),
      try Workdir(data: Sample.tiny).run("coverage", "data", "--csv", "no\(escape)/x"),
      try Workdir(data: Sample.tiny).run("coverage", "data", "--of", "household[\(escape)"),
      try Workdir(data: ["da\(escape)\nta/cadres.csv": "id\n"]).run("summary", "data/da\(escape)\nta"),
    ]
    for (index, run) in runs.enumerated() {
      #expect(!(run.out + run.error).unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || 0x7f...0x9f ~= $0.value }, "\(index)")
    }
  }

  @Test func bytesThatAreNoText() throws {
    let work = try Workdir(data: Sample.tiny)
    for seed in 1...UInt64(Extent.of(12, full: 20)) {
      // Every command reads each of the three kinds for three seeds.
      let commands = Extent.isFull ? Outputs.commands : [Outputs.commands[Int(seed) % Outputs.commands.count]]
      var random = SplitMix64(seed: seed)
      // Commas, quotes and line ends often enough for rows to come about.
      let alphabet = Array("h1,\",\n\r, 2".utf8)
      let bytes = (0..<3000).map { _ in
        let draw = random.next()
        return draw % 8 == 0 ? UInt8(truncatingIfNeeded: draw >> 8) : alphabet[Int(draw >> 16) % alphabet.count]
      }
      try work.file("data/pairings.csv", Array("from,to,since\n".utf8) + bytes)
      try codes(work, of: commands)
      try work.file("data/households.csv", Array("id,head,need\n".utf8) + bytes)
      try codes(work, "data", "--jobs", "2", of: commands)
      try work.file("data/households.csv", bytes)
      try codes(work, of: commands)
      try work.file("data/households.csv", "id\nh1\nh2\n")
    }
  }

  // MARK: Sizes

  @Test func seventyThousandColumns() throws {
    let columns = (1...70_000).map { ",c\($0)" }.joined()
    let cells = String(repeating: ",", count: 70_000)
    let work = try Workdir(data: Sample.tiny(["households.csv": "id\(columns)\nh1\(cells)\nh2\(cells)\n"]))
    let run = try work.run("coverage", "data", "--csv", "-", "--dot", "t.dot")
    #expect(run.status == 0 && run.out.split(separator: "\n").dropFirst() == ["household,h2,,,,,need,0,1,1"])
    #expect(work.text("t.dot")?.hasPrefix("digraph ") == true)
    try work.file("data/households.csv", "ID\(columns)\nh1\(cells)\n")
    #expect(try work.run("coverage", "data").status == 2)
  }

  @Test func idsOfAMegabyte() throws {
    let long = String(repeating: "a", count: 1_000_000)
    let work = try Workdir(data: [
      "households.csv": "id,head\n\(long),A\n\(long),B\nh2,\(long)\n", "cadres.csv": "id\nc1\n",
      "pairings.csv": "from,to\nc1,\(long)\nc1,\(long)b\n",
    ])
    #expect(try work.run("draw", "data", "--dot", "t.dot", "--rejects", "r.csv", "--max-rejects", "2").status == 0)
    #expect(try table(work).dropFirst() == ["household,h2,\(long),,,,need,0,1,1"])
  }

  /// What is said stays readable, however long what it is about.
  @Test func messagesAboutLongTexts() throws {
    let long = String(repeating: "长", count: 22_000)
    let work = try Workdir(data: [
      "places.csv": "id,name,kind,parent\np1,\(long),\(long),\np2,\(long),\(long),p1\n\(long),x,,\n",
      "households.csv": "id,head,place,need,\(long)\n\(long),\(long),p2,,\n\(long),B,\(long)z,,\nh2,\(long),p1,\(long),\n",
      "cadres.csv": "id,unit,nam\nc1,\(long),\nc2,,\n", "nodes.csv": "id,kind,need\nn1,\(long),1\n",
      "pairings.csv": "from,to,since,until\nc1,\(long)b,,\nc2,n1,\(long),\nc1,n1,2022,2021\n",
    ])
    for command in ["summary", "coverage", "overload", "draw"] {
      let run = try work.run(command, "data", "--dot", "t.dot", "--max-rejects", "100%")
      #expect(run.status == 0 && (run.out + run.error).components(separatedBy: "\n").allSatisfy { $0.count < 400 }, "\(command)")
    }
    // Systems bound the length of an argument.
    let argument = String(repeating: "长", count: 15_000)
    let runs = [
      try work.run("coverage", "data", "--of", "household[\(argument)=1]"), try work.run("coverage", "data", "--of", "place[\(argument)"),
      try work.run("coverage", "data", "--of", "\(argument)x"),
      try work.run("coverage", "data", "--of", "household[\(argument)=x|\(argument)"),
      try work.run("draw", "data", "--dot", "t.dot", "--around", "\(argument)y"),
      try work.run("draw", "data", "--dot", "t.dot", "--by", "\(argument)y"),
    ]
    for run in runs { #expect(run.status == 64 && run.error.components(separatedBy: "\n").prefix(3).allSatisfy { $0.count < 600 }) }
    try work.file("data/cadres.csv", "ID,\((1...5000).map { "c\($0)" }.joined(separator: ","))\n")
    #expect(try work.run("coverage", "data").error.count < 1000)
    try work.file("data/cadres.csv", "id,\(long),\(long)\n")
    #expect(try work.run("coverage", "data").error.count < 1000)
  }

  @Test func aFieldOfMegabytes() throws {
    let long = String(repeating: "一\n\"\"", count: 250_000)
    let work = try Workdir(data: Sample.tiny(["households.csv": "id,head\nh1,A\nh2,\"\(long)\"\nh3,C\n"]))
    let rows = try work.run("coverage", "data", "--csv", "-").out
    #expect(rows.hasSuffix("\nhousehold,h2,\"\(long)\",,,,need,0,1,1\nhousehold,h3,C,,,,need,0,1,1\n"))
  }

  /// A chain of places deeper than the stack, which is a small one here.
  @Test func placesInPlacesInPlaces() throws {
    let count = 5000
    let chain = (1..<count).map { "p\($0),P,village,p\($0 - 1)\n" }.joined()
    let work = try Workdir(data: [
      "places.csv": "id,name,kind,parent\np0,P,village,\n" + chain, "households.csv": "id,place\nh1,p\(count - 1)\nh2,p7\n",
      "cadres.csv": "id\nc1\n", "pairings.csv": "from,to\nc1,p3\n",
    ])
    for command in Outputs.commands {
      let run = try work.shell("ulimit -s 512; exec \"$PAIRGRAPH\" \(command) data \(Outputs.options.joined(separator: " "))")
      #expect(run.status == 0 && !run.isKilled, "\(command): \(run.error)")
    }
    let path = { (depth: Int) in Array(repeating: "P", count: depth).joined(separator: "/") }
    #expect(
      try table(work).dropFirst() == ["household,h1,,,p\(count - 1),\(path(count)),need,0,1,1", "household,h2,,,p7,\(path(8)),need,0,1,1"])
    #expect(try work.run("coverage", "data", "--inherit", "--on", "2021").out.hasPrefix("All 2 covered"))
    // And the same, biting its tail.
    try work.file("data/places.csv", "id,name,kind,parent\np0,P,village,p\(count - 1)\n" + chain)
    #expect(try work.run("summary", "data").status == 3)
  }

  @Test func numbersAtTheirLimits() throws {
    let work = try Workdir(data: [
      "households.csv": "id,need\nh1,2147483647\nh2,99999999999999999999\nh3,0\nh4,1e3\nh5,+1\nh6,01\n",
      "cadres.csv": "id,capacity\nc1,2147483647\nc2,2147483648\nc3,0\n", "pairings.csv": "from,to,amount\nc3,h1,1e400\nc3,h3,\n",
    ])
    #expect(try codes(work, "data", "--max-rejects", "100%") == Outputs.commands.map { _ in 0 })
    #expect(try table(work)[1] == "household,h1,,,,,need,1,2147483647,2147483646")
  }

  // MARK: Names

  @Test(arguments: [
    "with blank", "中文 数据", "data/", "data//", "./data/.", "quo\"te", "$(touch x)", "-dash", "line\nbreak", "日本語🏠", "%s%n", "*",
  ])
  func namesOfFolders(name: String) throws {
    let work = try Workdir(data: Sample.tiny)
    if !name.contains("data") || name.contains("中") { for (table, text) in Sample.tiny { try work.file("\(name)/\(table)", text) } }
    let path = name.hasPrefix("-") ? "./\(name)" : name
    #expect(try codes(work, path, of: ["draw"]) == [0])
    #expect(try work.run("coverage", path, "--csv", "-").out.contains("household,h2"))
    #expect(try work.run("coverage", "--csv", "-", "--", name).out.contains("household,h2"))
    if Program.hasDot { #expect(try work.shell("dot -Tsvg t.dot -o t.svg").error == "") }
    #expect(try !work.names().contains("x"))
  }

  @Test(arguments: ["with blank.csv", "表 格.csv", "-dash.csv", "$(touch x).csv", "quo\"te'.csv", "line\nbreak.csv", "no-ending"])
  func namesOfOutputs(name: String) throws {
    let work = try Workdir(data: Sample.tiny)
    #expect(try work.run("coverage", "data", "--csv=\(name)").status == 0)
    #expect(try work.names() == ["data", name].sorted() && work.text(name)?.contains("household,h2") == true)
  }

  @Test func aNameAsLongAsTheyGet() throws {
    let work = try Workdir(data: Sample.tiny)
    let name = String(repeating: "n", count: 255)
    #expect(try work.run("coverage", "data", "--csv", name).status == 0)
    #expect(try work.names() == ["data", name])
    let run = try work.run("coverage", "data", "--csv", name + "n")
    #expect(run.status == 2 && run.error.hasSuffix("cannot be written: File name too long\n"))
  }

  // MARK: Others at work

  /// Somebody cuts a table short while it is read: a message, never a crash.
  @Test func aFileThatShrinksMeanwhile() throws {
    let rows = (1...25_000).map { "h\($0),\"A name in quotes \($0)\"\n" }.joined()
    let work = try Workdir(data: Sample.tiny(["households.csv": "id,head\n" + rows]))
    _ = try work.shell("cp data/households.csv full.csv")
    let whole = try work.run("coverage", "data", "--csv", "-", "--quiet").out
    _ = try work.run("coverage", "data", "--csv", "out.csv", "--quiet")
    let wholeFile = work.text("out.csv")
    for delay in ["0", "0.02", "0.05", "0.1", "0.2", "0.4"] {
      for size in ["0", "9", "300000"] {
        let change = "sleep \(delay); head -c \(size) full.csv >data/households.csv"
        let run = try work.shell(
          "cp full.csv data/households.csv; { \(change); } & \"$PAIRGRAPH\" coverage data --csv - --quiet; s=$?; wait; exit $s")
        #expect([0, 2, 3].contains(run.status), "\(run.status) \(run.error)")
        if run.status == 2 { #expect(run.error.contains("households.csv")) }
        if run.status == 2 { #expect(run.out == "" || run.out == whole) }
        // The same into a file, which is not touched unless the answer is that of what was opened.
        let file = try work.shell(
          "cp full.csv data/households.csv; echo old >out.csv; { \(change); } & \"$PAIRGRAPH\" coverage data --csv out.csv --quiet; s=$?; wait; exit $s"
        )
        if file.status == 2 { #expect(work.text("out.csv") == "old\n" || work.text("out.csv") == wholeFile) }
      }
    }
  }
}
