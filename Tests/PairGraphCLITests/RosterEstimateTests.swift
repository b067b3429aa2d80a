import Foundation
import Testing

/// `--estimate` of a roster, and what happens to one that cannot fit.
struct RosterEstimateTests {
  private static func roster(_ count: Int) -> String {
    "某县台账\n行政村,户主姓名,帮扶责任人,帮扶单位,结对开始时间\n"
      + (0..<count).map { "村\($0 / 100),户主\($0)号,干部\($0 / 10)号,某局,2021-05-01\n" }.joined()
  }

  /// Rows and bytes by file.
  private static func tables(_ out: String) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for line in out.split(separator: "\n").dropFirst().dropLast() {
      // Digits are in groups: `a.csv: about 60 000 rows, 1 234 567 bytes`.
      let parts = line.split(separator: ": about ")
      result[parts[0].trimmingCharacters(in: .whitespaces)] = parts[1].split(separator: ", ").compactMap { Int($0.filter(\.isNumber)) }
    }
    return result
  }

  @Test(arguments: ["coverage", "overload", "summary"]) func tablesOfASmallRoster(command: String) throws {
    let work = try Workdir()
    try work.file("台账.csv", Self.roster(120))
    let run = try work.run(command, "台账.csv", "--estimate", "--csv", "t.csv")
    #expect(
      run.status == 0 && run.error == "" && run.out.hasPrefix("Memory, estimated before reading:\n  台账.csv: about 120 rows, "), "\(run.out)"
    )
    let tables = Self.tables(run.out)
    #expect(
      tables.mapValues { $0[0] } == [
        "台账.csv": 120, "places.csv": 2, "units.csv": 1, "cadres.csv": 12, "households.csv": 120, "pairings.csv": 120,
      ])
    #expect(tables.values.allSatisfy { $0.count == 2 && $0[1] > 0 } && run.out.contains("in all: "))
    #expect(try work.names() == ["台账.csv"])
  }

  /// Sampled rows stand for the others; a text that is converted is counted.
  @Test func aLargeRoster() throws {
    let work = try Workdir()
    let text = Self.roster(30_000)
    try work.file("a.csv", text)
    try work.file("b.csv", [UInt8](try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))))
    var sizes: [Int] = []
    for file in ["a.csv", "b.csv"] {
      let tables = Self.tables(try work.run("coverage", file, "--estimate", "--lang", "en").out)
      for (name, count) in [(file, 30_000), ("households.csv", 30_000), ("pairings.csv", 30_000), ("cadres.csv", 3000)] {
        #expect(abs((tables[name]?[0] ?? 0) - count) * 10 < count, "\(name) \(tables)")
      }
      sizes.append(tables[file]?[1] ?? 0)
    }
    #expect(sizes[1] > sizes[0] + text.utf8.count * 9 / 10, "\(sizes)")
  }

  @Test func whatCannotFitIsRefused() throws {
    let work = try Workdir()
    try work.file("t.csv", Self.roster(20_000))
    // A file of holes: as large as no machine's memory, and nothing on the disk.
    #expect(try work.shell("truncate -s 8T t.csv").status == 0)
    let run = try work.run("coverage", "t.csv", "--csv", "out.csv")
    #expect(
      run.status == 2 && run.out == "" && run.error.hasPrefix("error: t.csv needs about ") && run.complaints.count == 1, "\(run.error)")
    #expect(try work.names() == ["t.csv"])
    let estimate = try work.run("coverage", "t.csv", "--estimate")
    #expect(estimate.status == 0 && estimate.out.contains("this machine has"))
  }

  @Test func whatIsNoRosterIsSaid() throws {
    let work = try Workdir()
    try work.file("t.csv", "甲,乙\n1,2\n")
    #expect(try work.run("coverage", "t.csv", "--estimate").error.contains("no line looks like a header"))
    try work.file("e.csv", "")
    #expect(try work.run("coverage", "e.csv", "--estimate").status == 2)
  }
}
