import Foundation
import Testing

import PairGraph

/// The example of the READMEs compiles, runs, and says what it should: it stands here, and in both of them.
struct ReadmeExampleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..").standardized.path

  // The example, with the dataset's folder and `print` as the test needs them.
  private func example(_ folder: String, print: (String) -> Void) throws {
    // README: begin
    let network = try Network(contentsOf: folder)
    let result = try CoverageCheck().run(on: network)
    let ids = try network.ids(of: result.findings.map(\.subject))

    print("\(result.findings.count) of \(result.subjects.total.asked) uncovered on \(result.day)")
    for (id, finding) in zip(ids, result.findings) {
      print("\(id): has \(finding.has) of \(finding.bound)")
    }

    let groups = try CommunityDetection(resolution: 1, seed: 1, restarts: 20).run(on: network)
    print("\(groups.sizes.count) groups, modularity \(groups.quality ?? 0)")

    // Any other graph: two triangles with a tie between them.
    let graph = try TieGraph(nodeCount: 6, edges: [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)])
    print("\(try CommunityDetection().run(on: graph).groups)")
    print("\(NetworkMetrics().run(on: graph).betweenness)")
    // README: end
  }

  @Test func saysWhatItShould() throws {
    var lines: [String] = []
    try example("\(Self.root)/datasets/ganzhou-2022") { lines.append($0) }
    #expect(lines[0].hasPrefix("8 of 18 uncovered on ") && lines[1] == "360704: has 0 of 1")
    #expect(lines[9].contains(" groups, modularity 0."))
    #expect(lines[10] == "[1, 1, 1, 2, 2, 2]" && lines[11] == "[0.0, 0.0, 6.0, 6.0, 0.0, 0.0]")
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"]) func isTheOneOfTheReadme(name: String) throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(source.firstIndex { $0.hasSuffix("// README: begin") })
    let end = try #require(source.firstIndex { $0.hasSuffix("// README: end") })
    let code = source[start + 1..<end].map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }.joined(separator: "\n")
    let text = try String(contentsOfFile: "\(Self.root)/\(name)", encoding: .utf8)
    #expect(text.contains("import PairGraph\n\nlet folder = \"datasets/ganzhou-2022\"\n" + code + "\n```"))
  }
}
