/// Merges with splits: two bordering regions whose union costs little become one, and a region whose best split wins more becomes two.
///
/// Moves of single areas never carry a region across the map; this does. Splits are the cuts of a minimum spanning tree of the region
/// (Assunção et al. 2006, SKATER).
struct RegionRelocation {
  /// - Returns: whether the sum of squares fell. Bounds that hold go on holding.
  /// - Complexity: O(edges log areas) a round.
  func run(on state: inout RegionState) -> Bool {
    var hasImproved = false
    for _ in 0..<8 where round(&state) { hasImproved = true }
    return hasImproved
  }

  private struct Split {
    let gain: Double
    let region: Int
    /// The areas of one side.
    let areas: [Int]
  }

  private func round(_ state: inout RegionState) -> Bool {
    let lists = state.areasByRegion()
    var finder = SplitFinder(state.problem)
    var splits: [Split] = []
    for region in lists.indices where lists[region].count > 1 {
      if let best = finder.best(lists[region]) { splits.append(Split(gain: best.gain, region: region, areas: best.areas)) }
    }
    splits.sort { ($1.gain, $0.region) < ($0.gain, $1.region) }
    let merges = state.merges()
    var isUsed = [Bool](repeating: false, count: state.groupCount)
    var next = 0
    var hasImproved = false
    for split in splits where !isUsed[split.region] {
      while next < merges.count && (isUsed[merges[next].a] || isUsed[merges[next].b]) { next += 1 }
      // A merge with the region to be split waits for the next one; the ones behind it are no cheaper.
      var index = next
      while index < merges.count {
        let merge = merges[index]
        if !isUsed[merge.a] && !isUsed[merge.b] && merge.a != split.region && merge.b != split.region { break }
        index += 1
      }
      guard index < merges.count, split.gain > merges[index].cost * (1 + 1e-9) + 1e-12 else { break }
      let merge = merges[index]
      for region in [merge.a, merge.b, split.region] { isUsed[region] = true }
      state.assign(lists[merge.b], to: merge.a)
      state.assign(split.areas, to: merge.b)
      hasImproved = true
    }
    return hasImproved
  }
}

/// Finds the best cut of a region's minimum spanning tree.
private struct SplitFinder {
  let problem: RegionProblem
  private var inside: [UInt32]
  private var reached: [UInt32]
  private var parents: [Int32]
  private var counts: [Double]
  private var sums: [Double]
  private var amounts: [Double]
  private var mark: UInt32 = 0

  init(_ problem: RegionProblem) {
    self.problem = problem
    inside = [UInt32](repeating: 0, count: problem.areaCount)
    reached = inside
    parents = [Int32](repeating: 0, count: problem.areaCount)
    counts = [Double](repeating: 0, count: problem.areaCount)
    sums = [Double](repeating: 0, count: problem.areaCount * problem.dimension)
    amounts = [Double](repeating: 0, count: problem.areaCount * problem.bounds.count)
  }

  mutating func best(_ areas: [Int]) -> (gain: Double, areas: [Int])? {
    let order = tree(areas)
    sumUp(order)
    let root = order[0]
    let (dimension, bounds) = (problem.dimension, problem.bounds.count)
    var best: (gain: Double, area: Int)?
    for area in order.dropFirst() {
      var isAllowed = true
      for bound in 0..<bounds {
        let (part, all) = (amounts[area * bounds + bound], amounts[root * bounds + bound])
        if problem.bounds[bound].isBelowFloor(part) || problem.bounds[bound].isBelowFloor(all - part) { isAllowed = false }
      }
      if !isAllowed { continue }
      var distance = 0.0
      let rest = counts[root] - counts[area]
      for attribute in 0..<dimension {
        let part = sums[area * dimension + attribute]
        let difference = part / counts[area] - (sums[root * dimension + attribute] - part) / rest
        distance += difference * difference
      }
      let gain = distance * counts[area] * rest / counts[root]
      if best.map({ gain > $0.gain }) ?? true { best = (gain, area) }
    }
    guard let best else { return nil }
    // A parent comes before its children.
    var side = Set([best.area])
    for area in order where side.contains(Int(parents[area])) && area != root { side.insert(area) }
    return (best.gain, order.filter { side.contains($0) })
  }

  /// A minimum spanning tree (Prim); the areas in the order in which they joined it.
  private mutating func tree(_ areas: [Int]) -> [Int] {
    mark &+= 1
    for area in areas { inside[area] = mark }
    var heap = RegionHeap<Int64>()
    var order: [Int] = []
    var next = areas[0]
    parents[next] = Int32(next)
    while true {
      reached[next] = mark
      order.append(next)
      for index in problem.row(next) {
        let other = Int(problem.neighbours[index])
        if inside[other] == mark && reached[other] != mark { heap.push(problem.distance(next, other), Int64(next) << 32 | Int64(other)) }
      }
      while let top = heap.pop() {
        next = Int(top & 0xffff_ffff)
        parents[next] = reached[next] == mark ? parents[next] : Int32(top >> 32)
        if reached[next] != mark { break }
      }
      if reached[next] == mark { return order }
    }
  }

  private mutating func sumUp(_ order: [Int]) {
    let (dimension, bounds) = (problem.dimension, problem.bounds.count)
    for area in order {
      counts[area] = 1
      for attribute in 0..<dimension { sums[area * dimension + attribute] = problem.attributes[area * dimension + attribute] }
      for bound in 0..<bounds { amounts[area * bounds + bound] = problem.bounds[bound].amounts[area] }
    }
    for area in order.dropFirst().reversed() {
      let parent = Int(parents[area])
      counts[parent] += counts[area]
      for attribute in 0..<dimension { sums[parent * dimension + attribute] += sums[area * dimension + attribute] }
      for bound in 0..<bounds { amounts[parent * bounds + bound] += amounts[area * bounds + bound] }
    }
  }
}

extension RegionState {
  /// index = region, value = its areas, ascending.
  func areasByRegion() -> [[Int]] {
    var result = [[Int]](repeating: [], count: groupCount)
    for area in 0..<areaCount { result[Int(labels[area])].append(area) }
    return result
  }

  /// The bordering pairs of regions whose union keeps the caps, the cheapest first.
  func merges() -> [(cost: Double, a: Int, b: Int)] {
    var pairs: [Int64] = []
    for area in border {
      let own = labels[Int(area)]
      for index in problem.row(Int(area)) {
        let other = labels[Int(problem.neighbours[index])]
        if other > own { pairs.append(Int64(own) << 32 | Int64(other)) }
      }
    }
    pairs.sort()
    var result: [(cost: Double, a: Int, b: Int)] = []
    for (index, pair) in pairs.enumerated() where index == 0 || pairs[index - 1] != pair {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xffff_ffff))
      if keepsCaps(a, b) { result.append((costOfUnion(a, b), a, b)) }
    }
    return result.sorted { ($0.cost, $0.a, $0.b) < ($1.cost, $1.a, $1.b) }
  }

  private func keepsCaps(_ a: Int, _ b: Int) -> Bool {
    let bounds = problem.bounds.count
    return problem.bounds.indices.allSatisfy { bound in
      !problem.bounds[bound].isAboveCap(amounts[a * bounds + bound] + amounts[b * bounds + bound])
    }
  }

  private func costOfUnion(_ a: Int, _ b: Int) -> Double {
    let dimension = problem.dimension
    let (first, second) = (Double(counts[a]), Double(counts[b]))
    var distance = 0.0
    for attribute in 0..<dimension {
      let difference = sums[a * dimension + attribute] / first - sums[b * dimension + attribute] / second
      distance += difference * difference
    }
    return distance * first * second / (first + second)
  }
}
