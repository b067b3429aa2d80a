/// Proofs from single areas that parts of a map hang on.
///
/// Without area v a connected piece falls apart. A part that is below a floor as a whole can hold no region of its own, nor any of its areas be in
/// one without v: all of it is in the region of v, with all other such parts. Where they are above a cap together, no partition keeps the bounds.
/// The simplest case are leaves, which have one neighbour only.
struct RegionCuts {
  private let problem: RegionProblem
  /// index = area, value = when it was reached, from 1; the earliest reached from its subtree; its parent, or -1.
  private var order: [Int]
  private var low: [Int]
  private var parent: [Int]
  /// index = bound, then area, value = the sum over its subtree; and over the parts that hang on it and are below a floor.
  private var sums: [[Double]]
  private var forced: [[Double]]
  /// The same of what is left of the piece without it and the subtrees that hang on it.
  private var rests: [[Double]]
  private var restSizes: [Int]
  /// index = area, value = the next of its neighbours to look at.
  private var cursors: [Int]
  /// index = area, value = areas of its subtree, and of those parts.
  private var sizes: [Int]
  private var hanging: [Int]

  /// - Returns: a proof for each area that too much hangs on, by area; the first bound that shows it.
  /// - Complexity: O((areas + edges) · bounds).
  static func obstacles(_ problem: RegionProblem, _ ranges: RegionRanges) -> [RegionObstacle] {
    if !problem.bounds.contains(where: { $0.floor > 0 }) || !problem.bounds.contains(where: { $0.cap < .infinity }) { return [] }
    var cuts = RegionCuts(problem)
    for areas in ranges.components { cuts.search(areas) }
    return cuts.found
  }

  private init(_ problem: RegionProblem) {
    self.problem = problem
    order = [Int](repeating: 0, count: problem.areaCount)
    (low, sizes, hanging, restSizes) = (order, order, order, order)
    cursors = (0..<problem.areaCount).map { problem.row($0).lowerBound }
    parent = [Int](repeating: -1, count: problem.areaCount)
    sums = problem.bounds.map(\.amounts)
    forced = problem.bounds.map { _ in [Double](repeating: 0, count: problem.areaCount) }
    rests = forced
  }

  private var found: [RegionObstacle] {
    (0..<problem.areaCount).compactMap { area in
      if hanging[area] == 0 { return nil }
      for (index, bound) in problem.bounds.enumerated() {
        let sum = bound.amounts[area] + forced[index][area]
        if bound.isAboveCap(sum - 2 * bound.slack) { return .cutAboveCap(area: area, hanging: hanging[area], bound: index, sum: sum) }
      }
      return nil
    }
  }

  /// Depth-first search (Hopcroft and Tarjan 1973) without recursion: a map may be a path of any length.
  private mutating func search(_ areas: [Int]) {
    let root = areas[0]
    var path = [root]
    var time = 1
    (order[root], low[root]) = (time, time)
    while let area = path.last {
      if cursors[area] < problem.row(area).upperBound {
        let other = Int(problem.neighbours[cursors[area]])
        cursors[area] += 1
        if order[other] == 0 {
          time += 1
          (order[other], low[other], parent[other]) = (time, time, area)
          path.append(other)
        } else if other != parent[area] {
          low[area] = min(low[area], order[other])
        }
      } else {
        path.removeLast()
        sizes[area] += 1
        let above = parent[area]
        if above < 0 { continue }
        low[above] = min(low[above], low[area])
        sizes[above] += sizes[area]
        for bound in sums.indices { sums[bound][above] += sums[bound][area] }
      }
    }
    weigh(areas, root)
  }

  /// Adds up, for each area, the parts that are left of the piece without it: subtrees that reach nothing above it, and all the rest.
  private mutating func weigh(_ areas: [Int], _ root: Int) {
    for area in areas {
      restSizes[area] = areas.count - 1
      for bound in sums.indices { rests[bound][area] = sums[bound][root] - problem.bounds[bound].amounts[area] }
    }
    for area in areas where area != root && low[area] >= order[parent[area]] {
      for bound in sums.indices { rests[bound][parent[area]] -= sums[bound][area] }
      restSizes[parent[area]] -= sizes[area]
      hang(parent[area], sums.map { $0[area] }, sizes[area])
    }
    for area in areas where restSizes[area] > 0 { hang(area, rests.map { $0[area] }, restSizes[area]) }
  }

  private mutating func hang(_ area: Int, _ amounts: [Double], _ count: Int) {
    // Rounding never makes a proof.
    if !problem.bounds.indices.contains(where: { problem.bounds[$0].isBelowFloor(amounts[$0] + 2 * problem.bounds[$0].slack) }) { return }
    for bound in forced.indices { forced[bound][area] += amounts[bound] }
    hanging[area] += count
  }
}
