import Foundation
import Testing

/// `pairgraph generate`.
struct GenerateTests {
  private let work: Workdir

  init() throws { work = try Workdir() }

  private static let tables = [
    "adjacent.csv", "branches.csv", "cadres.csv", "committees.csv", "generated.csv", "members.csv", "norms.csv", "pairings.csv",
    "places.csv",
    "units.csv", "visits.csv",
  ]

  @Test func aFolderThatCanBeRead() throws {
    let run = try work.run("generate", "anding", "-o", "data", "--seed", "7", "--on", "2024-12-31")
    #expect(
      run.out == """
        anding, seed 7, on 2024-12-31, written to data: places.csv 34, units.csv 6, branches.csv 33, cadres.csv 64, committees.csv 6, \
        members.csv 97, pairings.csv 39, visits.csv 99, adjacent.csv 54
        Counts are those of the source document as far as it has them. Everything else is invented: names, places, dates, pairings, \
        and norms whose source says that they are examples

        """)
    #expect(run.status == 0 && run.error == "")
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path + "/data").sorted() == Self.tables)
    #expect(try work.names() == ["data"])
    let summary = try work.run("summary", "data", "--on", "2024-12-31")
    #expect(summary.status == 0 && summary.out.contains("联村党总支 6"))
  }

  /// Bad rows are those of the answers, to the line.
  @Test func badRowsAreAnswered() throws {
    let run = try work.run("generate", "chengxiang", "-o", "data", "--seed", "3", "--on", "2024-12-31", "--faults")
    #expect(run.status == 0 && run.out.contains("Planted, with answers in answers.csv:\n  uncovered: "))
    let summary = try work.run("summary", "data", "--on", "2024-12-31", "--rejects", "-", "--max-rejects", "100%", "--quiet")
    let rejected = summary.out.split(separator: "\n").dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
    let answers = (work.text("data/answers.csv") ?? "").split(separator: "\n").filter { $0.contains(",diagnostic,") }
    let places = answers.map { $0.split(separator: ",")[1...2].joined(separator: ",") }
    #expect(summary.status == 0 && !places.isEmpty && places.sorted() == rejected.sorted())
  }

  @Test func theSameBytesForAnyJobs() throws {
    for jobs in ["1", "2", "5"] {
      #expect(
        try work.run("generate", "province", "-o", "d\(jobs)", "--scale", "0.01", "--on", "2024", "--jobs", jobs, "--faults").status == 0)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: work.path + "/d1") {
      #expect(work.bytes("d1/" + name) == work.bytes("d2/" + name) && work.bytes("d1/" + name) == work.bytes("d5/" + name), "\(name)")
    }
    #expect(work.text("d1/generated.csv") == "profile,seed,on,faults,scale\nprovince,1,2024-01-01,yes,0.01\n")
  }

  /// As with `import`: somebody's own work is never replaced, an earlier result is.
  @Test func theFolderIsWholeOrAsItWas() throws {
    #expect(try work.run("generate", "anding", "-o", "data", "--faults").status == 0)
    let kept = work.bytes("data/places.csv")
    // The same again changes nothing; something else is asked for.
    #expect(try work.run("generate", "anding", "-o", "data", "--faults").status == 0)
    let other = try work.run("generate", "anding", "-o", "data", "--faults", "--seed", "2")
    #expect(
      other.status == 2 && other.error.hasPrefix("error: data holds files that would be written otherwise, edited or of another seed"))
    #expect(work.bytes("data/places.csv") == kept)
    #expect(try work.run("generate", "suifenhe", "-o", "data/", "--scale", "0.1", "--replace").status == 0)
    #expect(work.text("data/answers.csv") == nil && work.text("data/households.csv") != nil && work.text("data/members.csv") == nil)
    try work.file("data/notes.txt", "mine")
    let before = work.bytes("data/pairings.csv")
    let refused = try work.run("generate", "anding", "-o", "data")
    #expect(refused.status == 2 && refused.error.contains("notes.txt") && refused.out == "")
    #expect(work.bytes("data/pairings.csv") == before && work.text("data/notes.txt") == "mine")
    // Tables without the mark of a generated folder.
    try work.file("own/households.csv", "id\n")
    let own = try work.run("generate", "anding", "-o", "own")
    #expect(own.status == 2 && own.error.contains("households.csv") && work.text("own/households.csv") == "id\n")
    try work.folder("empty")
    #expect(try work.run("generate", "anding", "-o", "empty").status == 0)
    #expect(try work.run("generate", "anding", "-o", "no/such/folder").status == 2)
    #expect(try work.run("generate", "anding", "-o", "data/notes.txt").status == 2)
    #expect(try work.names() == ["data", "empty", "own"])
  }

  /// Neither files nor their folder stay when a signal comes while they are written.
  @Test func signalsWhileWriting() throws {
    _ = try work.shell(
      """
      "$PAIRGRAPH" generate huanggang -o d --quiet & child=$!
      while kill -0 $child 2>/dev/null && ! [ -s .d.*.tmp/places.csv ]; do :; done
      kill -TERM $child; wait $child
      """)
    #expect(try work.names().isEmpty)
  }

  @Test func aFolderThatCannotBeWritten() throws {
    try work.folder("locked")
    let run = try work.shell(
      "\(Program.asUser); chmod 555 locked; \"$@\" \"$PAIRGRAPH\" generate anding -o locked/data; s=$?; chmod 755 locked; exit $s")
    #expect(run.status == 2 && run.error.hasPrefix("error: ") && run.error.contains("locked/data"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: work.path + "/locked").isEmpty)
  }

  @Test(arguments: [
    [], ["anding"], ["anding", "-o"], ["anding", "-o", "d", "--seed", "-1"], ["anding", "-o", "d", "--seed", "x"],
    ["anding", "-o", "d", "--on", "2024-02-30"], ["anding", "-o", "d", "--on", "0001-01-01"], ["anding", "-o", "d", "--on", "9999-01-01"],
    ["anding", "-o", "d", "--scale", "0"], ["anding", "-o", "d", "--scale", "nan"], ["anding", "-o", "d", "--scale", "11"],
    ["anding", "-o", "d", "--jobs", "0"], ["anding", "-o", "d", "--lang", "fr"], ["anding", "suifenhe", "-o", "d"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let run = try work.run(["generate"] + arguments)
    #expect(try run.status == 64 && run.out == "" && !run.error.isEmpty && work.names().isEmpty)
  }

  @Test func unknownProfiles() throws {
    let near = try work.run("generate", "huangang", "-o", "d")
    #expect(
      near.status == 64
        && near.complaints.first
          == "Error: there is no profile `huangang`; did you mean huanggang? There are: anding, chengxiang, suifenhe, "
          + "wanyuan, liupanshui, shanghai, huanggang, province, nation"
    )
    let far = try work.run("generate", "火星\u{1b}[31m", "-o", "d", "--lang", "zh")
    #expect(far.status == 64 && far.error.contains("没有名为“火星\u{fffd}[31m”的网络；可选：anding、") && !far.error.contains("\u{1b}"))
  }

  @Test func quietAndChinese() throws {
    let quiet = try work.run("generate", "anding", "-o", "d", "--quiet")
    #expect(quiet.status == 0 && quiet.out == "" && quiet.error == "")
    let chinese = try work.run("generate", "anding", "-o", "e", "--faults", locale: "zh_CN.UTF-8")
    #expect(chinese.out.contains("已埋入的问题") && chinese.out.contains("其余都是虚构的"))
    #expect(work.bytes("d/norms.csv") == work.bytes("e/norms.csv"))
  }

  @Test func help() throws {
    let help = try work.run("generate", "--help")
    #expect(help.status == 0 && help.error == "" && help.out.contains("All else is invented") && help.out.contains("nation"))
    #expect(try work.run("generate", "--help", locale: "zh_CN.UTF-8").out.contains("其余都是虚构的"))
  }
}
