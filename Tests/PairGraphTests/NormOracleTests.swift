import Foundation
import Testing

@testable import PairGraph

/// Whatever a pack asks, norms find what the slow, obvious oracle finds.
struct NormOracleTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// For a longer search: `PAIRGRAPH_NORM_SEEDS=20000 PAIRGRAPH_FIRST_SEED=1000 swift test --filter NormOracle`.
  private static let seeds = Int(environment["PAIRGRAPH_NORM_SEEDS"] ?? "") ?? 160
  private static let first = Int(environment["PAIRGRAPH_FIRST_SEED"] ?? "") ?? 0

  @Test(arguments: 0..<4)
  func findsWhatTheOracleFinds(block: Int) throws {
    let folder = try ScratchFolder()
    for seed in Self.first + block * Self.seeds / 4..<Self.first + (block + 1) * Self.seeds / 4 {
      let data = RandomNormData(seed: UInt64(seed))
      let oracle = NormOracle(data)
      let asked = RandomNorms(seed: UInt64(seed) &+ 77, for: data, count: 6, isTelling: oracle.isTelling)
      let trial = try NormTrial(data, asked, oracle, in: folder, name: "seed \(seed)")
      try trial.compare(jobs: [1, 3])
      if seed % 4 == 0 { try trial.compareBuiltIn(inherits: seed % 8 == 0) }
    }
  }

  /// Many norms of partners share one pass over the links: more of them than a row has marks.
  @Test func largePacks() throws {
    let folder = try ScratchFolder()
    for seed in 0..<6 {
      let data = RandomNormData(seed: UInt64(seed))
      let oracle = NormOracle(data)
      let asked = RandomNorms(seed: UInt64(seed) &+ 77, for: data, count: 150, isTelling: { $0.measure.count <= 5 && oracle.isTelling($0) })
      try NormTrial(data, asked, oracle, in: folder, name: "large \(seed)").compare(jobs: [1, 3])
    }
  }

  /// What is asked in these seeds is everything that can be asked: what is never found proves nothing.
  @Test func reachesEverything() throws {
    var counts: [String: Int] = [:]
    for seed in 0..<80 {
      let data = RandomNormData(seed: UInt64(seed))
      let oracle = NormOracle(data)
      let asked = RandomNorms(seed: UInt64(seed) &+ 77, for: data, count: 6, isTelling: oracle.isTelling)
      for norm in asked.norms {
        do {
          let answer = try oracle.answer(norm)
          if answer.isTelling {
            for feature in Self.features(norm) { counts[feature, default: 0] += 1 }
          }
        } catch { counts["side needed", default: 0] += 1 }
      }
    }
    for feature in Self.allFeatures { #expect(counts[feature, default: 0] >= 2, "\(feature)") }
  }

  private static let allFeatures: [String] = {
    var result = [
      "side needed", "info", "since", "until", "partner", "crosses", "edge alone", "edge of its own", "edge of others", "every node",
    ]
    result += ["count", "events", "days", "length", "sum", "sum of partners"].map { "measure \($0)" }
    result += ["helps", "helped", "either", "none"].map { "side \($0)" }
    result += ["P7D", "P15D", "P1M", "P3M", "P1Y", "term"].map { "every \($0)" }
    result += ["pairing", "member", "visit"].flatMap { ["of \($0)", "inherited \($0)"] }
    result += ["=", "!=", "<", "<=", ">", ">="].map { "sign \($0)" }
    result += ["place", "parent", "unit", "branch", "from", "to"].map { "by way of \($0)" }
    return result
  }()

  private static func features(_ norm: AskedNorm) -> [String] {
    let isOfEdges = norm.subject?.isOfEdges ?? false
    let isOwn = norm.relation == nil || norm.relation?.type == norm.subject?.type
    let measure =
      switch norm.measure {
      case "": "count"
      case "days" where isOfEdges && isOwn: "length"
      case let text where text.hasPrefix("sum:partner"): "sum of partners"
      case let text where text.hasPrefix("sum"): "sum"
      default: norm.measure
      }
    var result = ["measure " + measure, "of \(norm.relation?.type ?? "")"]
    if isOfEdges {
      result.append(norm.relation == nil ? "edge alone" : isOwn ? "edge of its own" : "edge of others")
    } else {
      result.append("side \(norm.side.isEmpty ? "none" : norm.side)")
    }
    if !norm.every.isEmpty { result.append("every \(norm.every)") }
    if norm.inherits { result.append("inherited \(norm.relation?.type ?? "")") }
    if norm.isInfo { result.append("info") }
    if !norm.since.isEmpty { result.append("since") }
    if !norm.until.isEmpty { result.append("until") }
    if norm.partner != nil { result.append("partner") }
    if norm.subject == nil { result.append("every node") }
    for condition in [norm.subject, norm.relation, norm.partner].compactMap({ $0 }).flatMap(\.conditions) {
      result += condition.isCrossing ? ["crosses"] : ["sign " + condition.sign]
      result += condition.steps.map { "by way of " + $0 }
    }
    return result
  }

  /// Tables of several parts, which are read side by side.
  @Test func manyRows() throws {
    let data = RandomNormData(seed: 5, size: 6)
    let oracle = NormOracle(data)
    let asked = RandomNorms(seed: 5, for: data, count: 12, isTelling: oracle.isTelling)
    try NormTrial(data, asked, oracle, in: ScratchFolder(), name: "many rows").compare(jobs: [1, 2, 3])
  }
}

/// One dataset with its pack, as the library and the oracle see it.
struct NormTrial {
  let data: RandomNormData
  let asked: RandomNorms
  let folder: ScratchFolder
  let name: String
  let oracle: NormOracle
  let from: Day?

  init(_ data: RandomNormData, _ asked: RandomNorms, _ oracle: NormOracle, in folder: ScratchFolder, name: String) throws {
    (self.data, self.asked, self.oracle, self.folder, self.name) = (data, asked, oracle, folder, name)
    try folder.clear()
    for table in data.tables { try folder.write(table.file, table.bytes) }
    try folder.write("norms.csv", Array(asked.text.utf8))
    #expect(oracle.model.rejects.isEmpty, "\(name)")
    from = try data.from.map(testDay)
  }

  func network(_ norms: [Norm], jobs: Int) throws -> Network {
    var options = LoadOptions(day: try testDay(data.day), detail: .bounds, jobs: jobs)
    options.counts = .helps
    options.serve(norms)
    return try Network(contentsOf: folder.path, options: options)
  }

  func compare(jobs: [Int]) throws {
    let pack = try NormPack(contentsOf: folder.path + "/norms.csv")
    guard pack.faults.isEmpty, pack.norms.count == asked.norms.count else {
      Issue.record("\(name): \(pack.faults)")
      return
    }
    var norms: [Norm] = []
    var answers: [NormOracle.Answer] = []
    for (norm, own) in zip(pack.norms, asked.norms) {
      do {
        answers.append(try oracle.answer(own))
        norms.append(norm)
      } catch is NormOracle.SideNeeded {
        let network = try network([norm], jobs: 1)
        let error = #expect(throws: NormPackError.self, "\(name) \(norm.id)") { try NormCheck(norms: [norm], from: from).run(on: network) }
        #expect(error?.faults.map(\.kind) == [.sideNeeded], "\(name) \(norm.id)")
      }
    }
    for jobs in jobs {
      let network = try network(norms, jobs: jobs)
      #expect(network.rejected.count == 0, "\(name)")
      let result: CheckResult
      do { result = try NormCheck(norms: norms, from: from).run(on: network) } catch {
        Issue.record("\(name): \(error)")
        return
      }
      try compare(result, answers, norms, network, "\(name) jobs \(jobs)")
      if from == nil { try compareSides(result, norms, network) }
    }
  }

  /// Coverage and overload are the two sides of the check.
  private func compareSides(_ result: CheckResult, _ norms: [Norm], _ network: Network) throws {
    let coverage = try CoverageCheck(norms: norms).run(on: network)
    let overload = try OverloadCheck(norms: norms).run(on: network)
    for (own, all) in [
      (shown(coverage.findings, coverage.norms), shown(result.lower.findings, result.lower.norms)),
      (shown(overload.findings, overload.norms), shown(result.upper.findings, result.upper.norms)),
    ] { #expect(own.sorted() == all.sorted(), "\(name)") }
    #expect(result.lower.findings.count + result.upper.findings.count == result.findings.count, "\(name)")
    #expect(overload.findings.map(\.gap.value) == overload.findings.map(\.gap.value).sorted(by: >), "\(name)")
    let order = coverage.findings.map { [coverage.norms[$0.norm].tableOrder, $0.subject] }
    #expect(order.map { $0[0] << 40 | $0[1] } == order.map { $0[0] << 40 | $0[1] }.sorted(), "\(name)")
  }

  private func shown(_ findings: [Finding], _ norms: [Norm]) -> [String] {
    findings.map { "\(norms[$0.norm].id) \($0.subject) \($0.period?.description ?? "-") \($0.has) \($0.bound) \($0.isBelow)" }
  }

  /// The two built-in norms, as they are, written as a pack, and as coverage and overload have always asked them.
  func compareBuiltIn(inherits: Bool) throws {
    let path = folder.path + "/built-in.csv"
    let pack =
      "id,subject,relation,side,min,max,inherit\nneed,*,pairing,helped,need,,\(inherits ? "yes" : "")\ncapacity,*,pairing,helps,,capacity,\n"
    try folder.write("built-in.csv", Array(pack.utf8))
    let written = try NormPack(contentsOf: path).usable()
    let network = try network(written, jobs: 2)
    let builtIn = inherits ? [Norm.need(inherits: true), .capacity()] : NormCheck.builtIn
    let coverage = try CoverageCheck(inherits: inherits).run(on: network)
    let overload = try OverloadCheck().run(on: network)
    for norms in [builtIn, written] {
      let result = try NormCheck(norms: norms).run(on: network)
      #expect(result.lower.findings == coverage.findings, "\(name)")
      #expect(shown(result.upper.findings, norms).sorted() == shown(overload.findings.map(\.asSecond), norms).sorted(), "\(name)")
      #expect(result.norms.map(\.asked) == [coverage.subjects.total.asked, overload.bounded], "\(name)")
    }
  }

  private func compare(
    _ result: CheckResult, _ answers: [NormOracle.Answer], _ norms: [Norm], _ network: Network, _ name: String
  ) throws {
    let ids = try SubjectIDs(norms, result.findings, in: network)
    #expect(result.findings.map(\.norm) == result.findings.map(\.norm).sorted(), "\(name)")
    for (number, expected) in answers.enumerated() {
      let own = result.norms[number]
      var seen = NormOracle.Answer(asked: own.asked, below: own.below, above: own.above)
      for (index, finding) in result.findings.enumerated() where finding.norm == number {
        seen.findings.append(
          NormOracle.Found(
            id: String(decoding: ids[index], as: UTF8.self), period: finding.period.map { Int($0.number) }, isBelow: finding.isBelow,
            has: finding.has.value, bound: finding.bound.value))
      }
      if seen == expected { continue }
      let line = asked.text.split(separator: "\n").first { $0.hasPrefix("\"\(norms[number].id)\"") } ?? ""
      Issue.record("\(name) on \(data.day) from \(data.from ?? "-")\n  \(line)\n  found    \(seen)\n  expected \(expected)")
    }
  }
}

extension Finding {
  /// The same of the second norm asked.
  fileprivate var asSecond: Finding {
    var finding = self
    finding.norm = 1
    return finding
  }
}
