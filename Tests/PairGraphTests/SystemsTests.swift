import Foundation
import Testing

@testable import PairGraph

/// Every system of the source documents: its network loads without a complaint, has the document's figures, and its pack finds what it must.
struct SystemsTests {
  private static let folder = SourceTree.root + "/datasets/systems/"

  private static func network(_ name: String, on day: String, _ norms: [Norm]) throws -> Network {
    var options = LoadOptions(day: try testDay(day), detail: .full, jobs: 2)
    options.serve(norms)
    options.asksOwnNorms = true
    return try Network(contentsOf: folder + name, options: options)
  }

  @Test(arguments: KnownSystem.all) func answersAreThoseKnown(system: KnownSystem) throws {
    let norms = try NormCheck.norms(of: Self.folder + system.name).norms
    let network = try Self.network(system.name, on: system.day, norms)
    #expect(network.rejected.count == 0 && network.unknownReferences.isEmpty && network.unreadFiles.isEmpty)
    #expect(network.rows.allSatisfy { $0.read == $0.used && $0.read > 0 })
    let result = try NormCheck(norms: norms).run(on: network)
    if let visits = result.streamed { #expect(visits.rows.used == visits.rows.read) }
    #expect(result.norms.map { "\($0.norm.id) \($0.asked)/\($0.met)" } == system.norms)
    let ids = try SubjectIDs(norms, result.findings, in: network)
    let found = result.findings.enumerated().map { index, finding in
      "\(norms[finding.norm].id) \(String(decoding: ids[index], as: UTF8.self)) \(finding.has)"
    }
    #expect(found == system.findings)
    #expect(result.idle.isEmpty)
  }

  /// One folder for each system from S1 to S24; each is in the table of answers and has a line in the README.
  @Test func thereIsOneForEach() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0 != "README.md" }.sorted()
    #expect(names.map { String($0.prefix(4)) } == (1...24).map { "s\($0 < 10 ? "0" : "")\($0)-" })
    #expect(Set(KnownSystem.all.map(\.name)) == Set(names))
    let lines = try String(contentsOfFile: Self.folder + "README.md", encoding: .utf8).split(separator: "\n").filter {
      $0.hasPrefix("| `s")
    }
    #expect(lines.map { String($0.split(separator: "`")[1]) } == names)
  }

  /// Every norm of every pack has its source, and norms of one pack do not exclude each other.
  @Test(arguments: Set(KnownSystem.all.map(\.name)).sorted()) func packsSayWhereTheyAreFrom(name: String) throws {
    let pack = try NormPack(contentsOf: Self.folder + name + "/norms.csv")
    #expect(pack.faults.isEmpty && pack.unknownColumns.isEmpty && NormConflict.find(pack.norms).count == 0)
    #expect(pack.norms.allSatisfy { !$0.source.isEmpty && !$0.title.isEmpty })
  }

  /// A breach counts for every place around it: S4, city, 片区, township, village.
  @Test func fourLevelsAddUp() throws {
    let name = "s04-wanyuan-four-levels"
    let norms = try NormCheck.norms(of: Self.folder + name).norms
    let network = try Self.network(name, on: "2024-06-30", norms)
    let result = try NormCheck(norms: norms).run(on: network)
    var counts: [String: PlaceTally.Count] = [:]
    for (place, count) in result.places.places { counts[try network.ids(of: [place])[0]] = count }
    // A place is asked for the place around it: of a district its two townships and their four villages.
    #expect(
      counts == [
        "wy": .init(asked: 2 + 4 + 8, broken: 4), "d1": .init(asked: 6, broken: 0), "d2": .init(asked: 6, broken: 4),
        "t1": .init(asked: 2, broken: 0), "t2": .init(asked: 2, broken: 0), "t3": .init(asked: 2, broken: 1),
        "t4": .init(asked: 2, broken: 2),
      ])
  }

  // MARK: Figures of the documents

  private static func rows(_ name: String, _ file: String) throws -> [[String: String]] {
    let lines = try String(contentsOfFile: folder + name + "/" + file, encoding: .utf8).split(separator: "\n")
    let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return cells.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(cells[0], $0)) }
  }

  @Test(arguments: [
    ("s05-liupanshui-joint-committees", "members.csv", ["committee": "k1", "role": "成员村"], 8),
    ("s06-panzhou-211", "units.csv", ["kind": "平台公司"], 21), ("s06-panzhou-211", "units.csv", ["kind": "金融机构"], 9),
    ("s09-regiment-work-teams", "committees.csv", [:], 11), ("s10-chengxiang-weak-organisations", "places.csv", ["lax": "yes"], 9),
    ("s12-wanyuan-away-branches", "branches.csv", ["away": "yes"], 8),
    ("s14-chengxiang-committee-members", "places.csv", ["lax": "yes"], 9),
    ("s15-chengxiang-jiankou", "committees.csv", [:], 4), ("s15-chengxiang-jiankou", "branches.csv", [:], 17),
    ("s16-chengxiang-first-secretaries", "cadres.csv", ["role": "第一书记"], 27),
    ("s20-suifenhe-double-pairing", "units.csv", [:], 26), ("s20-suifenhe-double-pairing", "places.csv", ["kind": "village"], 11),
    ("s22-huanggang-key-villages", "cadres.csv", ["role": "市领导"], 42), ("s22-huanggang-key-villages", "places.csv", ["key": "yes"], 42),
    ("s23-luotian-cooperative", "households.csv", [:], 12), ("s24-anding-joint-branches", "committees.csv", [:], 6),
    ("s24-anding-joint-branches", "branches.csv", [:], 33), ("s24-anding-joint-branches", "cadres.csv", ["role": "科室负责人"], 25),
    ("s24-anding-joint-branches", "cadres.csv", ["role": "村党支部书记"], 33), ("s24-anding-joint-branches", "units.csv", [:], 5),
  ])
  func countsAreTheDocuments(name: String, file: String, values: [String: String], count: Int) throws {
    #expect(try Self.rows(name, file).count { row in values.allSatisfy { row[$0.key] == $0.value } } == count)
  }

  @Test func sumsAreTheDocuments() throws {
    let sum = { (rows: [[String: String]], column: String) in rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
    #expect(try sum(Self.rows("s24-anding-joint-branches", "branches.csv"), "members") == 1619)
    #expect(try sum(Self.rows("s24-anding-joint-branches", "committees.csv"), "members") == 1619)
    #expect(try sum(Self.rows("s23-luotian-cooperative", "households.csv"), "size") == 18)
    #expect(try sum(Self.rows("s12-wanyuan-away-branches", "branches.csv"), "workers") == 140_000)
    let name = "s05-liupanshui-joint-committees"
    let first = Set(try Self.rows(name, "members.csv").filter { $0["committee"] == "k1" }.compactMap { $0["member"] })
    #expect(try sum(Self.rows(name, "places.csv").filter { first.contains($0["id"] ?? "") }, "households") == 1595)
  }
}
