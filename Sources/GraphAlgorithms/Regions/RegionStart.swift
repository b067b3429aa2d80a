/// One start of a search: a first partition, repaired where it breaks bounds, then improved.
struct RegionStart {
  let problem: RegionProblem
  let ranges: RegionRanges
  let sweeps: Int

  init(_ problem: RegionProblem, ranges: RegionRanges, sweeps: Int) {
    self.problem = problem
    self.ranges = ranges
    self.sweeps = sweeps
  }

  func run(start: Int, seed: UInt64) -> Attempt {
    // Streams of neighbouring seeds and starts must not overlap: both go through the mixer.
    var mixer = SeededNumbers(state: seed)
    var random = SeededNumbers(state: mixer.next() ^ (UInt64(start) &* 0xd134_2543_de82_ef95))
    var state = first(start, &random)
    let isBound = problem.bounds.contains { $0.floor > 0 || $0.cap < .infinity }
    let relocation = RegionRelocation()
    let labels = state.labels
    RegionAnnealing(sweeps: sweeps, heat: 0.9, leniency: isBound ? 0.6 : 0).run(on: &state, random: &random)
    // Tight bounds: where nothing that keeps them was met on the way, twice more, and dearer.
    for attempt in 1...2 where !state.isFeasible || isBound && state.labels == labels {
      RegionAnnealing(sweeps: sweeps, heat: 0.9 / Double(attempt), leniency: 0.8, price: 10).run(on: &state, random: &random)
    }
    for _ in 0..<3 where relocation.run(on: &state) {
      RegionAnnealing(sweeps: max(1, sweeps / 8), heat: 0.15, leniency: 0).run(on: &state, random: &random)
    }
    return Attempt(
      labels: state.labels, groupCount: state.groupCount, broken: state.violations.count { $0 > 0 },
      countsGroups: problem.groupCount == nil, within: state.withinSumOfSquares())
  }

  private func first(_ start: Int, _ random: inout SeededNumbers) -> RegionState {
    let hasFloors = problem.bounds.contains { $0.floor > 0 }
    let single = (0..<Int32(problem.areaCount)).map { $0 }
    guard let wanted = problem.groupCount else {
      let packed = RegionMaximum(problem: problem, ranges: ranges, tries: 12).run(random: &random)
      return RegionState(problem, labels: packed.labels, groupCount: packed.groupCount)
    }
    // The first start is the plain method, the others stretch its costs by chance; with floors every other one begins with what keeps them.
    let merging = RegionMerging(problem: problem, ranges: ranges, noise: start < 2 ? 0 : 0.5)
    var (labels, groupCount) = (single, problem.areaCount)
    if hasFloors && start % 2 == 1 {
      (labels, groupCount) = RegionMaximum(problem: problem, ranges: ranges, tries: 12).run(random: &random)
      if groupCount < wanted { (labels, groupCount) = (single, problem.areaCount) }
    }
    let merged = merging.run(from: labels, groupCount: groupCount, target: wanted, random: &random)
    return RegionState(problem, labels: merged.labels, groupCount: merged.groupCount)
  }
}
