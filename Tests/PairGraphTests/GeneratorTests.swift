import Testing

@testable import PairGraph

/// A comparison with a model proves nothing about what the generator never makes.
struct GeneratorTests {
  @Test func everyFaultIsPlanted() {
    var problems: [String: Int] = [:]
    var merged: Set<String> = []
    var unknown: Set<String> = []
    var findings = 0
    for seed in 0..<400 as Range<UInt64> {
      let data = RandomDataset(seed: seed)
      let model = NaiveModel(data.tables, day: data.day, detail: .full)
      for reject in model.rejects { problems["\(reject.problem) \(reject.column)", default: 0] += 1 }
      merged.formUnion(model.rows.filter { $0.merged > 0 }.map(\.file))
      unknown.formUnion(model.unknown.map { "\($0.file) \($0.column)" })
      findings += model.coverage(of: nil, inherits: true).findings.count + model.overload(max: 1).findings.count
    }
    let seen = Set(problems.keys.map { $0.split(separator: " ")[0] }.map(String.init))
    // The others are of other encodings, of rosters, and of `clean`.
    let elsewhere: Set<Problem> = [
      .invalidEncoding, .noName, .noHousehold, .endedWithoutDate, .ditto, .controlCharacter, .nulByte, .fieldTooLong, .swallowedRows,
    ]
    #expect(seen == Set(Problem.allCases.filter { !elsewhere.contains($0) }.map(\.rawValue)))
    // Circles of both kinds, bad numbers of both kinds, bad dates where they are required and where not.
    for fault in ["parent-cycle parent", "parent-cycle place", "bad-number need", "bad-number lat", "bad-date since", "bad-date date"] {
      #expect(problems[fault] != nil, "\(fault)")
    }
    #expect(merged.isSuperset(of: ["places.csv", "households.csv", "nodes.csv", "pairings.csv", "members.csv", "visits.csv"]))
    #expect(unknown.isSuperset(of: ["places.csv parent", "units.csv parent", "cadres.csv unit", "cadres.csv branch", "nodes.csv place"]))
    #expect(findings > 1000)
  }

  /// Dates of the model are counted day by day; the library computes them.
  @Test func daysOfTheModelAreTheLibrarys() {
    for year in [1, 4, 100, 1582, 1899, 1900, 1969, 1970, 1972, 2000, 2024, 2100, 9999] {
      for month in 1...12 {
        for day in [1, 28, NaiveValues.daysInMonth(year, month)] {
          let number = Day(number: Int32(NaiveValues.number(year, month, day)))
          let text =
            String(repeating: "0", count: 4 - String(year).count) + "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          #expect(number.description == text)
          #expect(Day(text) == number)
        }
      }
    }
  }
}
