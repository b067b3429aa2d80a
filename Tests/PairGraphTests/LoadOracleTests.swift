import TestSupport
import Foundation
import Testing

@testable import PairGraph

/// Whatever is in a folder, the library finds in it what the slow, obvious model finds.
struct LoadOracleTests {
  /// Seeds of one case; the cases run side by side.
  private static let perCase = Extent.of(15, full: 100)
  /// Other seeds than the usual ones, for a longer search: `PAIRGRAPH_FIRST_SEED=100000 swift test --filter LoadOracle`.
  private static let first = Int(ProcessInfo.processInfo.environment["PAIRGRAPH_FIRST_SEED"] ?? "") ?? 0

  @Test(arguments: 0..<20)
  func readsWhatTheModelReads(block: Int) throws {
    let folder = try ScratchFolder()
    for seed in Self.first + block * Self.perCase..<Self.first + (block + 1) * Self.perCase {
      let data = RandomDataset(seed: UInt64(seed))
      try folder.clear()
      for table in data.tables { try folder.write(table.file, table.bytes) }
      // Everything is read in most of the cases, in the others what coverage and overload or drawings need.
      let detail: LoadOptions.Detail = seed % 3 == 0 ? .bounds : seed % 9 == 1 ? .graph : .full
      var random = SplitMix64(seed: UInt64(seed))
      let selector = Self.selector(&random)
      let attributes: Set<String> = selector.column.isEmpty ? [] : [selector.column]
      let network = try folder.network(on: data.day, detail, jobs: 1 + random.below(2), attributes: attributes)
      let model = NaiveModel(data.tables, day: data.day, detail: detail)
      let trial = Trial(network: network, model: model, name: "seed \(seed)")
      try trial.compareRows()
      try trial.compareCoverage(selector, inherits: random.oneIn(2))
      try trial.compareOverload(max: random.pick([nil, nil, 0, 1, 2]))
      if detail == .full { trial.compareSummary() }
    }
  }

  private static func selector(_ random: inout SplitMix64) -> NaiveSelector {
    let type = random.pick(["household", "place", "cadre", "unit", "branch", "committee", "node", "village", "生产队"])
    if random.oneIn(2) { return NaiveSelector(type: type) }
    return NaiveSelector(
      type: type, column: "kind", values: random.pick([["村"], ["village", "包户"], [""], ["q\"q", ""]]), isEqual: !random.oneIn(3))
  }

  /// Tables of a megabyte are read in parts, on several threads; what was found must be the same, byte for byte.
  @Test(arguments: [1, 2] as [UInt64])
  func manyThreadsFindTheSame(seed: UInt64) throws {
    let folder = try ScratchFolder()
    let data = RandomDataset(seed: 900 + seed, size: 15)
    for table in data.tables { try folder.write(table.file, table.bytes) }
    // Parts have half a megabyte.
    #expect(data.tables.contains { $0.bytes.count > 512 << 10 })
    let detail: LoadOptions.Detail = seed > 1 ? .full : .bounds
    let model = NaiveModel(data.tables, day: data.day, detail: detail)
    let network = try folder.network(on: data.day, detail, jobs: 2)
    let trial = Trial(network: network, model: model, name: "seed \(seed)")
    try trial.compareRows()
    try trial.compareCoverage(NaiveSelector(type: "household"), inherits: seed == 2)
    try trial.compareOverload(max: 1)
    if detail == .full { trial.compareSummary() }
    let alone = try folder.network(on: data.day, detail, jobs: 1)
    #expect(try Self.exports(of: network) == Self.exports(of: alone), "seed \(seed)")
  }

  /// Everything that is written about a network.
  private static func exports(of network: Network) throws -> [[UInt8]] {
    let coverage = try CoverageCheck().run(on: network)
    let inherited = try CoverageCheck(of: Selector("household"), inherits: true).run(on: network)
    let overload = try OverloadCheck(max: 1).run(on: network)
    let summary = NetworkSummary(of: network)
    let json = JSONExport(network)
    var result = [
      try json.coverage(coverage).bytes, try json.coverage(inherited).bytes, try json.overload(overload).bytes, json.summary(summary).bytes,
    ]
    for reader in [TableExport.Reader.people, .program] {
      let tables = TableExport(for: reader, language: reader == .people ? .chinese : nil)
      result += try [
        tables.coverage(coverage, of: network), tables.coverage(inherited, of: network), tables.overload(overload, of: network),
        tables.rejects(network.rejected, advice: Texts(.english)), tables.summary(summary, of: network),
      ].map { joined($0) }
    }
    let reports = Reports(network, in: .chinese)
    let lines =
      try reports.coverage(coverage) + reports.overload(overload) + reports.summary(summary) + reports.warnings() + reports.rejections()
    return result + [Array(lines.joined(separator: "\n").utf8)]
  }
}
