import Foundation
import Testing

/// The systems of the source documents, as the tables of the READMEs say they are asked and drawn.
struct SystemTests {
  private static let root = Sample.dataset("..")

  /// The commands of the table in a README: one for each system, from S1 on.
  private static func commands(_ readme: String) throws -> [[String]] {
    let lines = try String(contentsOfFile: root + "/" + readme, encoding: .utf8).split(separator: "\n")
    return lines.compactMap { line in
      guard let match = line.firstMatch(of: /^\| S\d+ \|.*\| `pairgraph ([^`]*)` \|/) else { return nil }
      return match.1.split(separator: " ").map(String.init)
    }
  }

  @Test func bothTablesNameAllSystems() throws {
    let commands = try Self.commands("README.md")
    #expect(try commands.count == 24 && commands == Self.commands("README.zh-CN.md"))
    let folders = try FileManager.default.contentsOfDirectory(atPath: Sample.dataset("systems")).filter { $0 != "README.md" }.sorted()
    #expect(commands.map { $0.count > 1 ? $0[1] : "" } == folders.map { "datasets/systems/" + $0 })
  }

  /// Each command runs without a word on standard error, and what it asks is drawn with every edge that is alive.
  @Test(arguments: try commands("README.md")) func isAskedAndDrawn(command: [String]) throws {
    let work = try Workdir()
    let folder = try #require(command.dropFirst().first { $0.hasPrefix("datasets/") })
    let day = try #require(command.firstIndex(of: "--on").map { command[$0 + 1] })
    let data = Self.root + "/" + folder
    let run = try work.run(command.map { $0 == folder ? data : $0 })
    #expect(run.error == "" && run.status == (folder.contains("s11") ? 0 : 1), "\(command)")
    let summary = try work.run("summary", data, "--on", day)
    let edges = try #require(summary.out.firstMatch(of: /(\d+) edges? alive/).flatMap { Int($0.1) })
    for question in ["check", "draw"] {
      let run = try work.run(question, data, "--on", day, "--quiet", "--csv", "-", "--dot", "\(question).dot")
      let drawn = Drawn(work.bytes("\(question).dot") ?? [])
      // A pairing that is over and broke a norm of its own dates is drawn for that.
      let over = drawn.edges.count - edges
      #expect(run.error == "" && over == (question == "check" && folder.contains("s18") ? 2 : 0), "\(question) \(folder)")
      #expect(!drawn.boxes.isEmpty, "\(folder)")
      guard question == "check" else { continue }
      // Who breaks a norm is marked, a node or a pairing; norms that only inform mark nobody.
      let marked = drawn.classes.filter { $0.value.contains("covered") || $0.value.contains("overloaded") }.keys
      let broken = try Self.broken(run.out, data)
      #expect(Set(marked) == broken.nodes && drawn.marked == broken.edges, "\(folder)")
    }
    if Program.hasDot { #expect(try work.shell("dot -Tcanon check.dot draw.dot > /dev/null").error == "", "\(folder)") }
  }

  /// Nodes and pairings that break a norm, from the table of `check`.
  private static func broken(_ table: String, _ data: String) throws -> (nodes: Set<String>, edges: Set<Drawn.Edge>) {
    let rows = table.split(separator: "\n").dropFirst()
    let ids = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false)[5] }
    var broken: (nodes: Set<String>, edges: Set<Drawn.Edge>) = ([], [])
    for id in ids {
      guard let line = id.firstMatch(of: /^pairings\.csv:(\d+)$/).flatMap({ Int($0.1) }) else {
        broken.nodes.insert(String(id))
        continue
      }
      let pairings = try String(contentsOfFile: data + "/pairings.csv", encoding: .utf8).split(separator: "\n")
      let ends = pairings[line - 1].split(separator: ",").map(String.init)
      broken.edges.insert(Drawn.Edge(from: ends[0], to: ends[1]))
    }
    return broken
  }

  /// S11: villages of three counties, with the pairings that cross their borders.
  @Test func pairingsCrossTheBorders() throws {
    let run = try Workdir().run("draw", Sample.dataset("systems/s11-wanyuan-border"), "--on", "2024-06-30", "--dot", "-")
    let drawn = Drawn(run.bytes)
    #expect(Set(drawn.boxes) == ["万源市", "甲县", "乙县"] && drawn.nodes.count == 8 && drawn.edges.count == 5)
    #expect(drawn.has("v01", "v05") && drawn.has("v02", "v07") && drawn.has("v06", "v03"))
  }
}
