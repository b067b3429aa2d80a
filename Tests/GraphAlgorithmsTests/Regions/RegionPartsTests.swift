import TestSupport
import Testing

@testable import GraphAlgorithms

/// The parts of the search, each against its slow version.
@Suite struct RegionPartsTests {
  private func state(_ map: RegionMap, _ bounds: [RegionBound], regions: Int) -> RegionState {
    let problem = map.problem(bounds: bounds, groupCount: regions)
    var random = SeededNumbers(state: 1)
    let merged = RegionMerging(problem: problem, ranges: RegionRanges(problem), noise: 0.3).run(
      from: (0..<Int32(map.areaCount)).map { $0 }, groupCount: map.areaCount, target: regions, random: &random)
    return RegionState(problem, labels: merged.labels, groupCount: merged.groupCount)
  }

  /// Every move that is allowed costs what it says, breaks what it says, and leaves connected regions; others would not.
  @Test func movesAgreeWithCountingAnew() {
    for seed in 0..<60 as Range<UInt64> {
      let map = RegionMap(areas: 24, seed: seed)
      let bounds = [RegionBound(amounts: map.people, floor: 12, cap: 30)]
      let oracle = RegionOracle(map: map, bounds: bounds)
      var state = state(map, bounds, regions: 6)
      var random = SeededNumbers(state: seed)
      for _ in 0..<80 where !state.border.isEmpty {
        let area = Int(state.border[random.below(state.border.count)])
        let (from, to) = (Int(state.labels[area]), state.otherRegion(of: area, random.next()))
        #expect(from != to)
        let rest = state.labels.indices.filter { state.labels[$0] == Int32(from) && $0 != area }
        let mayLeave = !rest.isEmpty && oracle.isConnected(rest)
        #expect(state.canLeave(area) == mayLeave, "seed \(seed)")
        if !mayLeave { continue }
        let before = (state.withinSumOfSquares(), state.violation)
        let (cost, violation) = (state.costOfMove(area, from: from, to: to), state.violationOfMove(area, from: from, to: to))
        state.move(area, to: to)
        #expect(abs(state.withinSumOfSquares() - before.0 - cost) < 1e-9 && abs(state.violation - before.1 - violation) < 1e-9)
        expectConsistent(state, map)
      }
    }
  }

  private func expectConsistent(_ state: RegionState, _ map: RegionMap) {
    let fresh = RegionState(state.problem, labels: state.labels, groupCount: state.groupCount)
    #expect(fresh.counts == state.counts && Set(fresh.border) == Set(state.border) && state.border.count == fresh.border.count)
    #expect(zip(fresh.sums, state.sums).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(fresh.amounts == state.amounts && fresh.violations == state.violations)
  }

  /// The heap's merging against a search over all pairs of bordering regions at each step.
  @Test func mergingTakesTheCheapestPair() {
    for seed in 0..<60 as Range<UInt64> {
      let map = RegionMap(areas: 18, seed: seed)
      let oracle = RegionOracle(map: map)
      var groups = (0..<18).map { [$0] }
      let target = max(4, map.problem(groupCount: 1).components().areas.count)
      var ways: Double = 0
      while groups.count > target {
        var best: (cost: Double, a: Int, b: Int)?
        for a in groups.indices {
          for b in a + 1..<groups.count where oracle.isConnected(groups[a] + groups[b]) {
            let cost = oracle.squares(groups[a] + groups[b]) - oracle.squares(groups[a]) - oracle.squares(groups[b])
            if best.map({ cost < $0.cost - 1e-9 }) ?? true { best = (cost, a, b) }
          }
        }
        guard let best else { break }
        ways += best.cost
        groups[best.a] += groups[best.b]
        groups.remove(at: best.b)
      }
      let problem = map.problem(groupCount: target)
      var random = SeededNumbers(state: 0)
      let merged = RegionMerging(problem: problem, ranges: RegionRanges(problem), noise: 0).run(
        from: (0..<18).map { Int32($0) }, groupCount: 18, target: target, random: &random)
      #expect(merged.groupCount == target && oracle.groups(merged.labels).allSatisfy(oracle.isConnected))
      // With ties there are several ways, and they need not cost the same; without, there is one.
      let distinct = Set(map.attributes[0]).count == 18
      if distinct { #expect(abs(RegionMeasure.within(problem, labels: merged.labels, groupCount: target) - ways) < 1e-9, "seed \(seed)") }
    }
  }

  @Test func packingKeepsFloorsAndConnection() {
    for seed in 0..<100 as Range<UInt64> {
      let map = RegionMap(areas: 30, seed: seed)
      let oracle = RegionOracle(map: map, bounds: [RegionBound(amounts: map.people, floor: 13)])
      let problem = map.problem(bounds: oracle.bounds, groupCount: nil)
      var packing = RegionPacking(problem)
      var random = SeededNumbers(state: seed)
      for areas in problem.components().areas {
        let count = packing.cut(areas, random: &random)
        #expect((count == 0) == (areas.reduce(0) { $0 + map.people[$1] } < 13))
        for piece in 0..<count {
          let group = areas.filter { packing.pieces[$0] == Int32(piece) }
          #expect(!group.isEmpty && oracle.isConnected(group) && oracle.keepsBounds(group), "seed \(seed)")
        }
      }
    }
  }

  @Test func relocationOnlyImproves() {
    for seed in 0..<60 as Range<UInt64> {
      let map = RegionMap(areas: 40, seed: seed)
      let oracle = RegionOracle(map: map, bounds: [RegionBound(amounts: [Double](repeating: 1, count: 40), floor: 2, cap: 12)])
      var state = state(map, oracle.bounds, regions: 9)
      let before = (state.withinSumOfSquares(), state.violation, state.groupCount)
      let hasImproved = RegionRelocation().run(on: &state)
      #expect(hasImproved ? state.withinSumOfSquares() < before.0 : state.withinSumOfSquares() == before.0, "seed \(seed)")
      #expect(state.violation <= before.1 + 1e-9 && state.groupCount == before.2)
      #expect(oracle.groups(state.labels).allSatisfy { !$0.isEmpty && oracle.isConnected($0) }, "seed \(seed)")
      expectConsistent(state, map)
    }
  }

  @Test func logarithms() {
    #expect(Double(1).logarithm == 0)
    #expect(abs(Double(2).logarithm - 0.6931471805599453) < 1e-15)
    #expect(abs(Double(10).logarithm - 2.302585092994046) < 1e-14)
    #expect(abs(Double(0.001).logarithm + 6.907755278982137) < 1e-14)
  }

  /// Mean 0, variance 1; what is empty is the mean, what is the same everywhere is 0.
  @Test func standardising() {
    let column = RegionProblem.standardised([1, .nan, 3, 5, 7])
    #expect(abs(column.reduce(0, +)) < 1e-12 && abs(column.reduce(0) { $0 + $1 * $1 } - 5) < 1e-12 && column[1] == 0)
    #expect(RegionProblem.standardised([4, 4, 4]) == [0, 0, 0])
    #expect(RegionProblem.standardised([.nan, .nan]) == [0, 0])
  }
}
