import TestSupport
import Testing

@testable import GraphAlgorithms

/// Proofs from areas that too much of a map hangs on.
@Suite struct RegionCutsTests {
  private func found(_ problem: RegionProblem) -> [RegionObstacle] { RegionCuts.obstacles(problem, RegionRanges(problem)) }

  private func problem(_ count: Int, _ edges: [(UInt32, UInt32)], _ bounds: [RegionBound]) -> RegionProblem {
    RegionProblem(areaCount: count, edges: edges, attributes: [], bounds: bounds, groupCount: nil)
  }

  private func sizes(_ count: Int, _ fewest: Double, _ most: Double) -> RegionBound {
    RegionBound(amounts: [Double](repeating: 1, count: count), floor: fewest, cap: most)
  }

  /// Each part by itself, by reaching it without the area: the slow version.
  private func slow(_ map: RegionMap, _ bounds: [RegionBound]) -> [RegionObstacle] {
    let oracle = RegionOracle(map: map)
    let pieces = map.problem(groupCount: nil).components().areas
    return (0..<map.areaCount).compactMap { area in
      var rest = (pieces.first { $0.contains(area) } ?? []).filter { $0 != area }
      var hanging: [Int] = []
      while let start = rest.first {
        var part = [start]
        while let next = rest.first(where: { !part.contains($0) && oracle.isConnected(part + [$0]) }) { part.append(next) }
        rest.removeAll { part.contains($0) }
        if bounds.contains(where: { bound in part.reduce(0) { $0 + bound.amounts[$1] } < bound.floor }) { hanging += part }
      }
      for (index, bound) in bounds.enumerated() {
        let sum = hanging.reduce(bound.amounts[area]) { $0 + bound.amounts[$1] }
        if !hanging.isEmpty && sum > bound.cap { return .cutAboveCap(area: area, hanging: hanging.count, bound: index, sum: sum) }
      }
      return nil
    }
  }

  /// The same as the slow version, and never where there is a partition that keeps the bounds.
  @Test func proofsAreProofs() {
    var proofs = 0
    for seed in 0..<400 as Range<UInt64> {
      var map = RegionMap(areas: 5 + Int(seed % 5), seed: seed)
      // Fewer borders: more hangs on single areas.
      map.edges.removeAll { ($0.0 + $0.1 + UInt32(seed)) % 3 == 0 }
      let bounds = [
        RegionBound(amounts: map.people, floor: Double(2 + seed % 7), cap: Double(14 + seed % 11)),
        sizes(map.areaCount, Double(1 + seed % 3), Double(3 + seed % 2)),
      ]
      let found = found(map.problem(bounds: bounds, groupCount: nil))
      #expect(found == slow(map, bounds), "seed \(seed)")
      if found.isEmpty { continue }
      proofs += 1
      #expect(RegionOracle(map: map, bounds: bounds).optimum(groupCount: nil) == nil, "seed \(seed)")
    }
    #expect(proofs > 60)
  }

  /// A star: its rays cannot be grouped without the middle. Where they can be alone, or the middle may hold them all, there is no proof.
  @Test func aStar() {
    let rays = (1..<20).map { (UInt32(0), UInt32($0)) }
    #expect(found(problem(20, rays, [sizes(20, 2, 5)])) == [.cutAboveCap(area: 0, hanging: 19, bound: 0, sum: 20)])
    #expect(
      RegionSearch().run(on: problem(20, rays, [sizes(20, 2, 5)])) == .impossible([.cutAboveCap(area: 0, hanging: 19, bound: 0, sum: 20)]))
    #expect(found(problem(20, rays, [sizes(20, 1, 5)])).isEmpty && found(problem(20, rays, [sizes(20, 2, 20)])).isEmpty)
  }

  /// A path as long as a county is searched without recursion, and has groups.
  @Test func aLongPath() {
    let path = (1..<50_000).map { (UInt32($0 - 1), UInt32($0)) }
    #expect(found(problem(50_000, path, [sizes(50_000, 2, 3)])).isEmpty)
  }

  /// Numbers of any size, and however near each other, keep their order and distances.
  @Test func standardisedNumbersOfAnySize() {
    let steps: [Double] = [0, 1, 4, 2, 3, 1]
    let plain = RegionProblem.standardised(steps)
    for scale in [1e300, 1e-300, 0x1p1020, 0x1p-1074, 1e15] {
      let scaled = RegionProblem.standardised(steps.map { $0 * scale })
      #expect(zip(plain, scaled).allSatisfy { abs($0 - $1) < 1e-9 }, "\(scale)")
    }
    let far = RegionProblem.standardised(steps.map { 9e15 + $0 } + [.nan])
    let near = RegionProblem.standardised(steps + [.nan])
    #expect(zip(near, far).allSatisfy { abs($0 - $1) < 1e-12 } && far[6] == 0)
    #expect(RegionProblem.standardised([1.7e308, -1.7e308, 0]).allSatisfy { abs($0) < 2 })
    #expect(RegionProblem.standardised([0.1, 0.1, .nan, 0.1]) == [0, 0, 0, 0] && RegionProblem.standardised([.nan]) == [0])
  }
}
