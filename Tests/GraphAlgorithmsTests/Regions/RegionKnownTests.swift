import Testing

@testable import GraphAlgorithms

/// Published partitions of the Mexican states, and those of pygeoda: ours are at least as good at the same number of regions.
@Suite struct RegionKnownTests {
  private struct Known {
    let name: String
    let groupCount: Int
    let ratio: Double
    var floor = 1.0
    var attributes = 0..<6
    var isMaximum = false
  }

  /// Ratios recomputed from the labels in the tests of spopt 0.7.0 (commit 493a58a), and of pygeoda 0.1.3, on standardised columns.
  private static let known = [
    Known(name: "spopt skater, 5", groupCount: 5, ratio: 0.67712702),
    Known(name: "spopt skater, 9 of at least 3", groupCount: 9, ratio: 0.560160301, floor: 3),
    Known(name: "spopt max-p, at least 4", groupCount: 8, ratio: 0.24863783, floor: 4, isMaximum: true),
    Known(name: "spopt max-p, at least 10", groupCount: 3, ratio: 0.324813119, floor: 10, isMaximum: true),
    Known(name: "spopt max-p of 2000, at least 5", groupCount: 6, ratio: 0.336844861, floor: 5, attributes: 5..<6, isMaximum: true),
    Known(name: "spopt azp, 3", groupCount: 3, ratio: 0.362801767),
    Known(name: "spopt ward, 5", groupCount: 5, ratio: 0.687145463),
    Known(name: "pygeoda skater, 3", groupCount: 3, ratio: 0.539767806),
    Known(name: "pygeoda schc ward, 3", groupCount: 3, ratio: 0.539767806),
    Known(name: "pygeoda redcap fullorder-wardlinkage, 3", groupCount: 3, ratio: 0.539767806),
    Known(name: "pygeoda skater, 5", groupCount: 5, ratio: 0.701805946),
    Known(name: "pygeoda schc ward, 5", groupCount: 5, ratio: 0.701805946),
    Known(name: "pygeoda redcap fullorder-wardlinkage, 5", groupCount: 5, ratio: 0.701805946),
    Known(name: "pygeoda skater, 6", groupCount: 6, ratio: 0.753593178),
    Known(name: "pygeoda schc ward, 6", groupCount: 6, ratio: 0.753593178),
    Known(name: "pygeoda redcap fullorder-wardlinkage, 6", groupCount: 6, ratio: 0.753593178),
  ]

  @Test func atLeastAsGoodAsPublished() {
    for known in Self.known {
      let attributes = known.attributes.map { RegionProblem.standardised(Mexico.income[$0]) }
      let size = RegionBound(amounts: [Double](repeating: 1, count: 32), floor: known.floor)
      let problem = RegionProblem(
        areaCount: 32, edges: Mexico.edges, attributes: attributes, bounds: known.floor > 1 ? [size] : [],
        groupCount: known.isMaximum ? nil : known.groupCount)
      var search = RegionSearch(seed: 1)
      if !Extent.isFull { search.sweeps = 100 }
      guard case .found(let solution) = search.run(on: problem) else {
        Issue.record("\(known.name): nothing found")
        continue
      }
      #expect(solution.groupCount >= known.groupCount, "\(known.name)")
      #expect(solution.ratio > known.ratio - 1e-9, "\(known.name): \(solution.ratio)")
      var map = RegionMap(areas: 1, seed: 0)
      (map.areaCount, map.edges, map.attributes) = (32, Mexico.edges, known.attributes.map { Mexico.income[$0] })
      #expect(RegionOracle(map: map, bounds: problem.bounds).fault(solution, groupCount: problem.groupCount) == nil, "\(known.name)")
    }
  }
}
