import Testing

@testable import PairGraph

/// `answers.csv` says what is to be found, and nothing else is there.
struct PlantedFaultTests {
  /// Profiles with a scale at which the slow check takes no time.
  static let profiles: [(String, Double)] = [
    ("anding", 1), ("chengxiang", 0.1), ("suifenhe", 0.1), ("wanyuan", 0.006), ("liupanshui", 0.15), ("shanghai", 0.06),
    ("huanggang", 0.002),
    ("province", 0.000_05),
  ]

  /// Ends and beginnings of periods, and days in between.
  static let days = [
    "2024-06-30", "2024-12-31", "2025-01-01", "2024-02-29", "2023-03-01", "2025-09-15", "2025-09-16", "2021-08-09", "2022-07-31",
    "2022-08-01",
    "2013-07-31", "2013-08-01", "2026-11-25",
  ]

  private struct Expected {
    var findings: Set<NaiveNorms.Finding> = []
    var bad: Set<String> = []
    var ids: [String: String] = [:]
    var faults: Set<String> = []
    var count = 0

    init(_ answers: String) {
      for line in answers.split(separator: "\n").dropFirst() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        count += 1
        faults.insert(cells[0])
        let place = "\(cells[1]):\(cells[2])"
        if cells[4] == "diagnostic" {
          bad.insert(place)
          ids[place] = cells[3]
        } else {
          findings.insert(NaiveNorms.Finding(file: cells[1], line: Int(cells[2]) ?? 0, id: cells[3], norm: cells[5]))
        }
      }
    }
  }

  /// What the library's check finds: norm and id, sorted.
  private static func checked(_ data: GeneratedData, on day: String) throws -> [String] {
    let folder = try ScratchFolder()
    for (file, bytes) in data.files { try folder.write(file, bytes) }
    let norms = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay(day), detail: .bounds, jobs: 1)
    options.counts = .helps
    options.serve(norms, audit: false)
    let network = try Network(contentsOf: folder.path, options: options)
    let table = try joined(TableExport(for: .program).check(NormCheck(norms: norms).run(on: network), of: network))
    let lines = String(decoding: table, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let (norm, id) = (try #require(lines[0].firstIndex(of: "norm")), try #require(lines[0].firstIndex(of: "id")))
    return lines.dropFirst().map { "\($0[norm]) \($0[id])" }.sorted()
  }

  @Test(arguments: profiles) func answersAreWhatAnObviousCheckFinds(profile: String, scale: Double) throws {
    var (faults, merged) = (Set<String>(), 0)
    for seed in 0..<20 as Range<UInt64> {
      let day = Self.days[Int(seed) % Self.days.count]
      let data = try GeneratedData(profile, seed: seed, on: day, faults: true, scale: scale)
      let expected = Expected(data.text("answers.csv"))
      // Whether a period that ends on the day is over makes no difference.
      let naive = NaiveNorms({ data.text($0) }, on: day, countsLastDay: seed % 2 == 0)
      let found = naive.findings
      #expect(found == expected.findings, "\(profile) \(seed): \(found.symmetricDifference(expected.findings).prefix(5))")
      #expect(naive.rejected == expected.bad, "\(profile) \(seed): \(naive.rejected.symmetricDifference(expected.bad))")
      merged += naive.merged
      // No answer twice.
      #expect(expected.findings.count + expected.bad.count == expected.count)
      #expect(try Self.checked(data, on: day) == expected.findings.map { "\($0.norm) \($0.id)" }.sorted(), "\(profile) \(seed)")
      let rejected = try data.network(on: day).rejected.entries
      #expect(Set(rejected.map { "\($0.file):\($0.line)" }) == expected.bad && rejected.count == expected.bad.count, "\(profile) \(seed)")
      for row in rejected where row.problem == .duplicateID {
        #expect(expected.ids["\(row.file):\(row.line)"] == row.details.first)
      }
      faults.formUnion(expected.faults)
    }
    let hasMoney = ["chengxiang", "suifenhe", "wanyuan", "liupanshui", "shanghai", "province"].contains(profile)
    #expect(faults == Set(PlantedFault.allCases.map(\.rawValue)).subtracting(hasMoney ? [] : ["underpaid"]))
    #expect(merged > 0)
  }

  @Test(arguments: profiles) func withoutFaultsNothingIsFound(profile: String, scale: Double) throws {
    for seed in [0, 1, 4] as [UInt64] {
      let day = Self.days[Int(seed)]
      let data = try GeneratedData(profile, seed: seed, on: day, scale: scale)
      for countsLastDay in [false, true] {
        let naive = NaiveNorms({ data.text($0) }, on: day, countsLastDay: countsLastDay)
        #expect(naive.findings.isEmpty && naive.rejected.isEmpty && naive.merged == 0, "\(naive.findings.prefix(5))")
        // A norm about nobody proves nothing.
        for norm in naive.norms { #expect(naive.subjects(of: norm) > 0, "\(norm["id"])") }
      }
      let network = try data.network(on: day)
      #expect(network.rejected.count == 0 && network.unknownReferences.isEmpty)
      #expect(network.rows.allSatisfy { $0.read == $0.used })
      // The two default norms hold as well.
      #expect(try CoverageCheck().run(on: network).findings.isEmpty && OverloadCheck().run(on: network).findings.isEmpty)
    }
  }
}
