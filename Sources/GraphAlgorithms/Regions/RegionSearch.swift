import Dispatch
import Synchronization

/// Finds contiguous regions that are as alike inside as can be and keep their bounds.
///
/// Minimises the sum of squares within the regions for a fixed number of them, or for as many as the floors allow: first many regions, then
/// alike ones. Each start merges areas (`RegionMerging`) or packs them (`RegionMaximum`), then improves the partition by annealing
/// (`RegionAnnealing`) and by merges with splits (`RegionRelocation`); the best start wins, the earliest of equals.
///
/// Heuristic: nothing is said about the distance to the optimum (the problem is NP-hard). What is guaranteed: every region is connected
/// and keeps every bound, or the outcome says that none was found, with a proof where sums prove that there is none.
///
/// - Same problem and seed, same result, for any `jobs` and on any machine, unless `seconds` is set.
package struct RegionSearch: Sendable {
  package var seed: UInt64 = 0
  /// Starts; nil takes two, and more where the map is small.
  package var starts: Int?
  /// Proposals per area and start; nil takes 400, and fewer for more than 25 000 areas.
  package var sweeps: Int?
  /// How long to go on searching, in seconds of the clock; nil stops after the starts.
  package var seconds: Double?
  package var jobs = 1

  package init(seed: UInt64 = 0, seconds: Double? = nil, jobs: Int = 1) {
    self.seed = seed
    self.seconds = seconds
    self.jobs = jobs
  }

  /// - Complexity: O(starts · sweeps · areas) moves of nearly constant time each; about 200 bytes per area and thread.
  package func run(on problem: RegionProblem) -> RegionOutcome {
    let begin = ContinuousClock.now
    let ranges = RegionRanges(problem)
    if !ranges.obstacles.isEmpty { return .impossible(ranges.obstacles) }
    if problem.areaCount == 0 { return .found(RegionSolution(problem, labels: [], groupCount: 0, starts: 0)) }
    let starts = starts ?? (problem.areaCount <= 16 ? 32 : problem.areaCount <= 128 ? 8 : problem.areaCount <= 1024 ? 4 : 2)
    let sweeps = sweeps ?? max(50, min(400, 10_000_000 / problem.areaCount))
    var best: Attempt?
    var done = 0
    func search(_ count: Int, _ sweeps: Int) {
      let first = done
      for attempt in parallel(count, { RegionStart(problem, ranges: ranges, sweeps: sweeps).run(start: first + $0, seed: seed) }) {
        if best.map({ attempt.isBetter(than: $0) }) ?? true { best = attempt }
      }
      done += count
    }
    search(starts, sweeps)
    if let seconds {
      // One long schedule is worth more than many short ones: as long as the clock allows at the pace so far.
      let rounds = max(1, (starts + jobs - 1) / max(1, jobs))
      while true {
        let spent = ContinuousClock.now - begin
        let (gone, pace) = (spent.seconds, spent.seconds / Double(done * sweeps) * Double(starts) / Double(rounds))
        let affordable = (seconds - gone) / max(1e-9, pace) * 0.8
        if gone >= seconds || affordable < Double(min(sweeps, 50)) { break }
        search(max(1, jobs), Int(min(affordable, 1e9 / Double(problem.areaCount), Double(sweeps * 64))))
        if problem.areaCount < 3 { break }
      }
    }
    guard let best else { return .undecided(broken: 0, groupCount: 0) }
    if best.broken > 0 || problem.groupCount.map({ $0 != best.groupCount }) ?? false {
      return .undecided(broken: best.broken, groupCount: best.groupCount)
    }
    return .found(RegionSolution(problem, labels: best.labels, groupCount: best.groupCount, starts: done))
  }

  /// The results of `count` runs in order, on as many threads as `jobs`.
  private func parallel(_ count: Int, _ body: @Sendable (Int) -> Attempt) -> [Attempt] {
    if jobs <= 1 || count <= 1 { return (0..<count).map(body) }
    let results = Mutex([Attempt?](repeating: nil, count: count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        let attempt = body(index)
        results.withLock { $0[index] = attempt }
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
