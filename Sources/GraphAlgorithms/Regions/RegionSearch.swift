import Dispatch
import Synchronization

/// Finds contiguous regions that are as alike inside as can be and keep their bounds.
///
/// Minimises the sum of squares within the regions for a fixed number of them, or for as many as the floors allow: first many regions, then
/// alike ones. Each start merges areas (`RegionMerging`) or packs them (`RegionMaximum`), then improves the partition by annealing
/// (`RegionAnnealing`) and by merges with splits (`RegionRelocation`); the best start wins, the earliest of equals.
///
/// Connected pieces of up to a dozen areas are searched exhaustively (`RegionExhaustive`), which finds their best division or proves that there is
/// none. The rest is heuristic: nothing is said about the distance to the optimum (the problem is NP-hard). What is guaranteed: every region is
/// connected and keeps every bound, or the outcome says that none was found, with a proof where there is one.
///
/// - Same problem and seed, same result, for any `jobs` and on any machine, unless `seconds` is set.
package struct RegionSearch: Sendable {
  package var seed: UInt64 = 0
  /// Starts; nil takes two, and more where the map is small.
  package var starts: Int?
  /// Proposals per area and start; nil takes 400, with bounds 1 000, and fewer on large maps.
  package var sweeps: Int?
  /// How long to go on searching, in seconds of the clock; nil stops after the starts.
  package var seconds: Double?
  package var jobs = 1
  /// Whether small pieces are searched exhaustively first; without it the search is heuristic everywhere, for tests of it.
  var triesEverything = true

  package init(seed: UInt64 = 0, seconds: Double? = nil, jobs: Int = 1) {
    self.seed = seed
    self.seconds = seconds
    self.jobs = jobs
  }

  /// - Complexity: O(starts · sweeps · areas) moves of nearly constant time each; about 200 bytes per area and thread.
  package func run(on problem: RegionProblem) -> RegionOutcome {
    let ranges = RegionRanges(problem)
    if !ranges.obstacles.isEmpty { return .impossible(ranges.obstacles) }
    if problem.areaCount == 0 { return .found(RegionSolution(problem, labels: [], groupCount: 0, starts: 0)) }
    let small = triesEverything ? RegionSmallPieces(problem, ranges, jobs: jobs) : nil
    if let obstacles = small?.obstacles(problem, ranges), !obstacles.isEmpty { return .impossible(obstacles) }
    if let best = small?.best(problem, ranges) {
      if best.broken > 0 { return .impossible([.noPartitionInto(asked: best.groupCount)]) }
      if Self.broken(problem, best) == 0 {
        return .found(RegionSolution(problem, labels: best.labels, groupCount: best.groupCount, starts: 1, isOptimal: true))
      }
    }
    let cuts = RegionCuts.obstacles(problem, ranges)
    if !cuts.isEmpty { return .impossible(cuts) }
    // As many regions as possible is a question of every connected piece alone; a given number is one of all together.
    let (attempt, starts) = problem.groupCount == nil ? pieces(problem, ranges, small) : repaired(problem, ranges)
    if attempt.broken > 0, triesEverything {
      let dead = deadPieces(problem, ranges, attempt)
      if !dead.isEmpty { return .impossible(dead) }
    }
    if attempt.broken > 0 || problem.groupCount.map({ $0 != attempt.groupCount }) ?? false {
      return .undecided(broken: attempt.broken, groupCount: attempt.groupCount)
    }
    // Checked once more from nothing: what the search kept up to date on the way is not taken on trust.
    let broken = Self.broken(problem, attempt)
    if broken > 0 { return .undecided(broken: broken, groupCount: attempt.groupCount) }
    return .found(RegionSolution(problem, labels: attempt.labels, groupCount: attempt.groupCount, starts: starts))
  }

  /// Regions that break a bound or are in pieces, from their labels alone.
  private static func broken(_ problem: RegionProblem, _ attempt: Attempt) -> Int {
    let state = RegionState(problem, labels: attempt.labels, groupCount: attempt.groupCount)
    var sets = UnionFind(count: problem.areaCount)
    for area in 0..<problem.areaCount {
      for index in problem.row(area) where attempt.labels[area] == attempt.labels[Int(problem.neighbours[index])] {
        sets.union(UInt32(area), UInt32(problem.neighbours[index]))
      }
    }
    return state.violations.count { $0 > 0 } + sets.setCount - attempt.groupCount
  }

  /// The best of all starts on one problem, and how many there were.
  private func search(_ problem: RegionProblem, _ ranges: RegionRanges) -> (Attempt, Int) {
    let begin = ContinuousClock.now
    let isBound = problem.bounds.contains { $0.floor > 0 || $0.cap < .infinity }
    let starts = starts ?? (problem.areaCount <= 16 ? 16 : problem.areaCount <= 128 ? 12 : problem.areaCount <= 400 ? 4 : 2)
    let most = problem.areaCount <= 16 ? 100 : isBound || problem.areaCount <= 128 ? 1000 : 400
    let sweeps = sweeps ?? max(50, min(most, 10_000_000 / problem.areaCount))
    func attempts(_ starts: Range<Int>, _ sweeps: Int) -> [Attempt] {
      Self.parallel(starts.count, jobs) {
        RegionStart(problem, ranges: ranges, sweeps: sweeps).run(start: starts.lowerBound + $0, seed: seed)
      }
    }
    var found = attempts(0..<max(1, starts), sweeps)
    var best = found[0]
    var done = 0
    while true {
      for attempt in found where attempt.isBetter(than: best) { best = attempt }
      done += found.count
      guard let seconds, problem.areaCount > 2 else { return (best, done) }
      // One long schedule is worth more than many short ones: as long as the clock allows at the pace of the first starts.
      let gone = (ContinuousClock.now - begin).seconds
      let rounds = Double((done + jobs - 1) / max(1, jobs))
      let affordable = (seconds - gone) / (gone / rounds) * Double(sweeps) * 0.8
      if gone >= seconds || affordable < Double(sweeps) / 4 { return (best, done) }
      found = attempts(done..<done + max(1, jobs), Int(min(affordable, Double(sweeps) * 64)))
    }
  }

  /// Small pieces with a broken bound that no division at all would keep: the last resort, where there were too many to try all of them.
  private func deadPieces(_ problem: RegionProblem, _ ranges: RegionRanges, _ attempt: Attempt) -> [RegionObstacle] {
    let state = RegionState(problem, labels: attempt.labels, groupCount: attempt.groupCount)
    return ranges.components.lazy.filter { areas in
      areas.count <= RegionExhaustive.mostAreas && areas.contains { state.violations[Int(attempt.labels[$0])] > 0 }
        && RegionExhaustive(problem, areas: areas).possible.isEmpty
    }.prefix(5).map { .noPartition(areas: $0) }
  }

  /// Every connected piece of the map by itself.
  ///
  /// - Parameter small: those that were searched exhaustively.
  private func pieces(_ problem: RegionProblem, _ ranges: RegionRanges, _ small: RegionSmallPieces?) -> (Attempt, Int) {
    let isOne = ranges.components.count == 1
    let found = Self.parallel(ranges.components.count, isOne ? 1 : jobs) { index -> (Attempt, Int) in
      let areas = ranges.components[index]
      if let best = small?.pieces[index], let count = best.possible.last {
        return (Attempt(labels: best.labels(count), groupCount: count, broken: 0, countsGroups: true, within: best.costs[count]), 1)
      }
      var alone = self
      if !isOne {
        alone.jobs = 1
        alone.sweeps = sweeps ?? max(100, min(1000, 8_000_000 / problem.areaCount))
        alone.starts = starts ?? (areas.count <= 16 && ranges.components.count < 64 ? 16 : 3)
        alone.seconds = seconds.map { $0 * Double(areas.count * jobs) / Double(problem.areaCount) }
      }
      return alone.piece(isOne ? problem : problem.restricted(to: areas, groupCount: nil))
    }
    var labels = [Int32](repeating: 0, count: problem.areaCount)
    var whole = Attempt(labels: [], groupCount: 0, broken: 0, countsGroups: true, within: 0)
    for (areas, (attempt, _)) in zip(ranges.components, found) {
      for (index, area) in areas.enumerated() { labels[area] = Int32(whole.groupCount) + attempt.labels[index] }
      whole.groupCount += attempt.groupCount
      whole.broken += attempt.broken
      whole.within += attempt.within
    }
    whole.labels = labels
    return (whole, found.map(\.1).max() ?? 0)
  }

  /// A connected piece with as many regions as possible: where so many as floors allow cannot keep the caps, with one less, and so on.
  private func piece(_ problem: RegionProblem) -> (Attempt, Int) {
    let ranges = RegionRanges(problem)
    let (first, starts) = search(problem, ranges)
    if first.broken == 0 { return (first, starts) }
    for count in stride(from: first.groupCount - 1, through: max(ranges.fewest[0], first.groupCount - 8), by: -1) {
      let fewer = problem.asking(count)
      let (attempt, more) = search(fewer, ranges)
      if attempt.broken == 0 && attempt.groupCount == count { return (attempt, starts + more) }
    }
    return (first, starts)
  }

  /// A given number of regions; connected pieces with broken bounds are searched once more by themselves.
  private func repaired(_ problem: RegionProblem, _ ranges: RegionRanges) -> (Attempt, Int) {
    var (whole, starts) = search(problem, ranges)
    if whole.broken == 0 || ranges.components.count == 1 { return (whole, starts) }
    let state = RegionState(problem, labels: whole.labels, groupCount: whole.groupCount)
    let broken = ranges.components.filter { areas in areas.contains { state.violations[Int(whole.labels[$0])] > 0 } }
    let counts = broken.map { areas in Set(areas.map { whole.labels[$0] }).count }
    let found = Self.parallel(broken.count, jobs) { index -> Attempt in
      let alone = problem.restricted(to: broken[index], groupCount: counts[index])
      return RegionSearch(seed: seed).search(alone, RegionRanges(alone)).0
    }
    for (areas, attempt) in zip(broken, found) where attempt.broken == 0 {
      let used = Set(areas.map { whole.labels[$0] }).sorted()
      if used.count != attempt.groupCount { continue }
      for (index, area) in areas.enumerated() { whole.labels[area] = used[Int(attempt.labels[index])] }
    }
    whole.broken = RegionState(problem, labels: whole.labels, groupCount: whole.groupCount).violations.count { $0 > 0 }
    return (whole, starts)
  }

  /// The results of `count` runs in order, on as many threads as `jobs`.
  private static func parallel<Result: Sendable>(_ count: Int, _ jobs: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if jobs <= 1 || count <= 1 { return (0..<count).map(body) }
    let results = Mutex([Result?](repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        let result = body(index)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// What one start came to.
struct Attempt: Sendable {
  var labels: [Int32]
  var groupCount: Int
  /// Regions that break a bound.
  var broken: Int
  /// The number of regions counts only where as many as possible were asked for.
  var countsGroups: Bool
  var within: Double

  func isBetter(than other: Attempt) -> Bool {
    if broken != other.broken { return broken < other.broken }
    if groupCount != other.groupCount { return countsGroups ? groupCount > other.groupCount : groupCount < other.groupCount }
    return within < other.within
  }
}
