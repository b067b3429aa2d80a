import Foundation
import Testing

@testable import PairGraph

/// Whatever a pack asks, norms find what the slow, obvious oracle finds.
struct NormOracleTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// For a longer search: `PAIRGRAPH_NORM_SEEDS=20000 PAIRGRAPH_FIRST_SEED=1000 swift test --filter NormOracle`.
  private static let seeds = Int(environment["PAIRGRAPH_NORM_SEEDS"] ?? "") ?? 400
  private static let first = Int(environment["PAIRGRAPH_FIRST_SEED"] ?? "") ?? 0

  @Test(arguments: 0..<4)
  func findsWhatTheOracleFinds(block: Int) throws {
    let folder = try ScratchFolder()
    for seed in Self.first + block * Self.seeds / 4..<Self.first + (block + 1) * Self.seeds / 4 {
      let data = RandomNormData(seed: UInt64(seed))
      let asked = RandomNorms(seed: UInt64(seed) &+ 77, for: data, count: 6)
      try NormTrial(data, asked, in: folder, name: "seed \(seed)").compare(jobs: [1, 3])
    }
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

  init(_ data: RandomNormData, _ asked: RandomNorms, in folder: ScratchFolder, name: String) throws {
    (self.data, self.asked, self.folder, self.name) = (data, asked, folder, name)
    try folder.clear()
    for table in data.tables { try folder.write(table.file, table.bytes) }
    try folder.write("norms.csv", Array(asked.text.utf8))
    let model = NaiveModel(data.tables, day: data.day, detail: .full)
    #expect(model.rejects.isEmpty, "\(name)")
    oracle = NormOracle(model: model, from: data.from.flatMap { NaiveValues.day(Array($0.utf8), last: false) })
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
