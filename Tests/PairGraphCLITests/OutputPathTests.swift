import Foundation
import Testing

/// Paths of outputs: never a table that is read, never the same file twice, and files keep what is theirs.
struct OutputPathTests {
  private let work: Workdir

  init() throws { work = try Workdir(data: Sample.villages) }

  private func refuses(_ arguments: [String], _ message: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let run = try work.run(arguments)
    #expect(run.status == 64 && run.out == "" && run.error.contains(message), "\(arguments): \(run.error)", sourceLocation: sourceLocation)
  }

  // MARK: Tables

  /// Every output of every command, and every output however the table is spelled; the table is as it was.
  @Test(arguments: ["--csv", "--dot", "--json", "--rejects", "--svg"]) func noTableIsOverwritten(option: String) throws {
    _ = try work.shell("ln -s data/pairings.csv link.csv; ln data/pairings.csv hard.csv; ln -s data folder; ln -s link.csv second.csv")
    let old = work.bytes("data/pairings.csv")
    let paths = [
      "data/pairings.csv", "data/./pairings.csv", "data//pairings.csv", "./data/../data/pairings.csv", "\(work.path)/data/pairings.csv",
      "link.csv", "second.csv", "hard.csv", "folder/pairings.csv",
    ]
    let commands = option == "--svg" ? ["draw"] : Outputs.commands
    for (index, path) in paths.enumerated() {
      for command in Extent.isFull ? commands : [commands[index % commands.count]] {
        try refuses([command, "data", option, path], "\(path) is the table pairings.csv of the dataset")
      }
    }
    for (index, data) in ["./data", "data/", "folder", work.path + "/data"].enumerated() {
      for command in Extent.isFull ? commands : [commands[index % commands.count]] {
        try refuses([command, data, option, "data/households.csv"], "data/households.csv is the table households.csv of the dataset")
      }
    }
    #expect(work.bytes("data/pairings.csv") == old && work.text("hard.csv") == work.text("data/pairings.csv"))
  }

  /// A table that is not there yet would be one at the next run; a table may also stand elsewhere.
  @Test func tablesToComeAndTablesElsewhere() throws {
    for name in ["visits.csv", "nodes.csv", "edges.csv", "norms.csv"] {
      try refuses(["coverage", "data", "--csv", "data/\(name)"], "data/\(name) is the table \(name) of the dataset")
      try refuses(["coverage", "data", "--csv", "data/../data/\(name)"], "is the table \(name) of the dataset")
    }
    _ = try work.shell("mv data/households.csv far.csv; ln -s ../far.csv data/households.csv")
    try refuses(["coverage", "data", "--csv", "far.csv"], "far.csv is the table households.csv of the dataset")
    #expect(try work.run("coverage", "data", "--csv", "data/report.csv", "--quiet").status == 0)
    #expect(try work.run("coverage", "data", "--csv", "visits.csv").status == 0)
    let chinese = try work.run("coverage", "data", "--csv", "data/pairings.csv", locale: "zh_CN.UTF-8")
    #expect(chinese.status == 64 && chinese.error.contains("data/pairings.csv 就是数据集的表 pairings.csv"))
  }

  /// A norm pack is read like a table.
  @Test(arguments: ["--csv", "--dot", "--json", "--rejects"]) func noPackIsOverwritten(option: String) throws {
    try work.file("own.csv", "id,subject,relation,min\na,household,pairing,1\n")
    try work.file("other.csv", "id,subject,relation,min\nb,household,pairing,1\n")
    let old = work.bytes("own.csv")
    for path in ["own.csv", "./own.csv", "data/../own.csv"] {
      let arguments = ["check", "data", "--norms", "other.csv", "--norms", "own.csv", option, path]
      try refuses(arguments, "\(path) is a norm pack that is read; write the output to another file")
    }
    #expect(work.bytes("own.csv") == old)
  }

  // MARK: Two outputs, one file

  @Test func twoOutputsInOneFile() throws {
    _ = try work.shell("echo >old; ln -s old link; ln old hard; ln -s new dangling; ln -s . here")
    for (first, second) in [
      ("new", "./new"), ("new", "\(work.path)/new"), ("old", "link"), ("old", "hard"), ("hard", "link"), ("new", "dangling"),
      ("new", "here/new"), ("here/./new", "dangling"), ("old", "old"),
    ] {
      try refuses(["coverage", "data", "--csv", first, "--json", second], "two outputs cannot go to the same file \(second)")
      try refuses(["draw", "data", "--rejects", first, "--svg", second], "two outputs cannot go to the same file \(second)")
    }
    #expect(try work.names() == ["dangling", "data", "hard", "here", "link", "old"])
    #expect(try work.run("coverage", "data", "--csv", "/dev/null", "--json", "/dev/../dev/null").status == 0)
  }

  // MARK: What a file keeps

  private func mode(_ name: String) throws -> Int? {
    (try FileManager.default.attributesOfItem(atPath: work.path + "/" + name)[.posixPermissions] as? NSNumber)?.intValue
  }

  /// A replaced file is read by those who could read it before; a new one, which holds data of persons, by its owner alone.
  @Test func permissions() throws {
    for (before, name) in [(0o600, "a.csv"), (0o640, "b.csv"), (0o644, "c.csv"), (0o666, "d.csv"), (0o755, "e.csv")] {
      try work.file(name, "old")
      try FileManager.default.setAttributes([.posixPermissions: before], ofItemAtPath: work.path + "/" + name)
      for mask in ["022", "077", "000"] {
        #expect(try work.shell("umask \(mask); \"$PAIRGRAPH\" coverage data --csv \(name)").status == 0)
        #expect(try mode(name) == before && work.text(name)?.contains("household,h4") == true)
      }
    }
    for mask in ["022", "077", "000", "027"] {
      #expect(try work.shell("umask \(mask); \"$PAIRGRAPH\" coverage data --csv new.csv").status == 0)
      #expect(try mode("new.csv") == 0o600)
      try work.remove("new.csv")
    }
  }

  /// A link that leads to nothing yet leads to the new file afterwards.
  @Test func linksToNothing() throws {
    try work.folder("far")
    _ = try work.shell("ln -s far/t.csv one; ln -s one two; ln -s \"$PWD/far/u.csv\" three; ln -s loop loop")
    for (link, target, end) in [("two", "one", "far/t.csv"), ("three", "\(work.path)/far/u.csv", "far/u.csv")] {
      #expect(try work.run("coverage", "data", "--csv", link).status == 0)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work.path + "/" + link).hasSuffix(target))
      #expect(work.text(end)?.contains("household,h4") == true)
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work.path + "/one") == "far/t.csv")
    let loop = try work.run("coverage", "data", "--csv", "loop")
    #expect(loop.status == 2 && loop.error == "error: loop cannot be written: Too many levels of symbolic links\n")
    #expect(try work.names() == ["data", "far", "loop", "one", "three", "two"])
  }

  // MARK: Standard output by its other names

  /// It is the table for a program and nothing else, as with `-`.
  @Test func standardOutputAsADevice() throws {
    let table = try work.run("coverage", "data", "--csv", "-").bytes
    for path in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] where FileManager.default.fileExists(atPath: path) {
      #expect(try work.run("coverage", "data", "--csv", path).bytes == table, "\(path)")
      #expect(try work.shell("\"$PAIRGRAPH\" coverage data --csv \(path) | cat").bytes == table, "\(path)")
      #expect(try work.run("coverage", "data", "--csv", path, "--json", "-").status == 64)
    }
    #expect(try work.shell("\"$PAIRGRAPH\" coverage data --csv - >/dev/full").error.hasPrefix("error: standard output cannot be written: "))
  }

  @Test(.enabled(if: Program.hasDot)) func aPictureWithANameLikeAnOption() throws {
    #expect(try work.run("draw", "data", "--svg=-x.svg").status == 0)
    #expect(try work.run("draw", "data", "--svg", "/dev/null").status == 0)
    #expect(try work.names() == ["-x.svg", "data"] && work.text("-x.svg")?.contains("<svg") == true)
  }
}
