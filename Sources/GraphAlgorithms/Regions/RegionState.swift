/// A partition of the areas into contiguous regions while it is being improved.
///
/// Invariants: every region is connected and not empty; sums, amounts, violations and the border agree with `labels`.
struct RegionState {
  let problem: RegionProblem
  /// index = area, value = region.
  private(set) var labels: [Int32]
  private(set) var groupCount: Int
  /// index = region, value = number of areas.
  private(set) var counts: [Int32]
  /// index = region * dimension + attribute, value = sum over its areas.
  private(set) var sums: [Double]
  /// index = region * bounds + bound, value = sum over its areas.
  private(set) var amounts: [Double]
  /// index = region, value = how much its sums break the bounds.
  private(set) var violations: [Double]
  /// index = area, value = neighbours in other regions.
  private var foreign: [Int32]
  /// The areas that have such neighbours, in no particular order.
  private(set) var border: [Int32] = []
  /// index = area, value = where it stands in `border`, or -1.
  private var borderIndex: [Int32]

  /// index = area, value = the last search that came by.
  private var seen: [UInt32]
  /// index = area, value = the last search that looked for it.
  private var wanted: [UInt32]
  private var search: UInt32 = 0
  private var queue: [Int32] = []

  init(_ problem: RegionProblem, labels: [Int32], groupCount: Int) {
    self.problem = problem
    self.labels = labels
    self.groupCount = groupCount
    counts = [Int32](repeating: 0, count: groupCount)
    sums = [Double](repeating: 0, count: groupCount * problem.dimension)
    amounts = [Double](repeating: 0, count: groupCount * problem.bounds.count)
    violations = [Double](repeating: 0, count: groupCount)
    foreign = [Int32](repeating: 0, count: problem.areaCount)
    borderIndex = [Int32](repeating: -1, count: problem.areaCount)
    seen = [UInt32](repeating: 0, count: problem.areaCount)
    wanted = seen
    for area in 0..<problem.areaCount { add(area, to: Int(labels[area]), sign: 1) }
    for region in 0..<groupCount { violations[region] = violation(of: region) }
    for area in 0..<problem.areaCount { countForeign(area) }
  }

  var areaCount: Int { problem.areaCount }

  /// The sum of all violations, added up anew.
  var violation: Double { violations.reduce(0, +) }

  var isFeasible: Bool { violations.allSatisfy { $0 == 0 } }

  /// The sum of squares within the regions, added up anew.
  func withinSumOfSquares() -> Double { RegionMeasure.within(problem, labels: labels, groupCount: groupCount) }

  // MARK: Moving one area

  /// What moving an area between regions adds to the sum of squares within.
  @inline(__always)
  func costOfMove(_ area: Int, from: Int, to: Int) -> Double {
    let dimension = problem.dimension
    let (fromCount, toCount) = (Double(counts[from]), Double(counts[to]))
    let (fromInverse, toInverse) = (1 / fromCount, 1 / toCount)
    var leaving = 0.0
    var joining = 0.0
    for attribute in 0..<dimension {
      let value = problem.attributes[area &* dimension &+ attribute]
      let before = value - sums[from &* dimension &+ attribute] * fromInverse
      let after = value - sums[to &* dimension &+ attribute] * toInverse
      leaving += before * before
      joining += after * after
    }
    return joining * toCount / (toCount + 1) - (fromCount > 1 ? leaving * fromCount / (fromCount - 1) : 0)
  }

  /// What moving an area between regions adds to the violations.
  @inline(__always)
  func violationOfMove(_ area: Int, from: Int, to: Int) -> Double {
    let bounds = problem.bounds.count
    if bounds == 0 { return 0 }
    var result = -violations[from] - violations[to]
    for bound in 0..<bounds {
      let amount = problem.bounds[bound].amounts[area]
      result += problem.bounds[bound].violation(of: amounts[from &* bounds &+ bound] - amount)
      result += problem.bounds[bound].violation(of: amounts[to &* bounds &+ bound] + amount)
    }
    // Sums of the same terms in another order: what should be nothing may be off by rounding.
    return abs(result) < 1e-9 ? 0 : result
  }

  /// A neighbouring region of an area, one of its neighbours' by chance.
  @inline(__always)
  func otherRegion(of area: Int, _ chance: UInt64) -> Int {
    let row = problem.row(area)
    let own = labels[area]
    var index = row.lowerBound &+ Int(truncatingIfNeeded: ((chance & 0xffff_ffff) &* UInt64(truncatingIfNeeded: row.count)) >> 32)
    for _ in 0..<row.count {
      let label = labels[Int(problem.neighbours[index])]
      if label != own { return Int(label) }
      index &+= 1
      if index == row.upperBound { index = row.lowerBound }
    }
    return Int(own)
  }

  /// Whether the region of an area stays connected, and not empty, without it.
  ///
  /// - Complexity: O(edges of the region); mostly the area's neighbours are found next to each other.
  mutating func canLeave(_ area: Int) -> Bool {
    let own = labels[area]
    if counts[Int(own)] < 2 { return false }
    search &+= 1
    var left = 0
    var start: Int32 = -1
    for index in problem.row(area) {
      let next = problem.neighbours[index]
      if labels[Int(next)] != own { continue }
      wanted[Int(next)] = search
      left &+= 1
      start = next
    }
    if left < 2 { return left == 1 }
    seen[area] = search
    seen[Int(start)] = search
    left &-= 1
    queue.removeAll(keepingCapacity: true)
    queue.append(start)
    var first = 0
    while first < queue.count {
      for index in problem.row(Int(queue[first])) {
        let next = Int(problem.neighbours[index])
        if labels[next] != own || seen[next] == search { continue }
        seen[next] = search
        if wanted[next] == search {
          left &-= 1
          if left == 0 { return true }
        }
        queue.append(Int32(truncatingIfNeeded: next))
      }
      first &+= 1
    }
    return false
  }

  /// Moves an area; its region must stay connected and it must border on the other.
  mutating func move(_ area: Int, to: Int) {
    let from = Int(labels[area])
    add(area, to: from, sign: -1)
    add(area, to: to, sign: 1)
    if !problem.bounds.isEmpty {
      violations[from] = violation(of: from)
      violations[to] = violation(of: to)
    }
    labels[area] = Int32(truncatingIfNeeded: to)
    var own: Int32 = 0
    for index in problem.row(area) {
      let next = Int(problem.neighbours[index])
      let label = Int(labels[next])
      if label == to {
        foreign[next] &-= 1
        if foreign[next] == 0 { leaveBorder(next) }
        continue
      }
      own &+= 1
      if label == from {
        foreign[next] &+= 1
        if foreign[next] == 1 { joinBorder(next) }
      }
    }
    let was = foreign[area]
    foreign[area] = own
    if own == 0 && was > 0 { leaveBorder(area) }
    if own > 0 && was == 0 { joinBorder(area) }
  }

  // MARK: Moving many

  /// Gives areas other regions at once; the counts, sums and borders are brought up to date.
  ///
  /// - Complexity: O(areas given and their edges).
  mutating func assign(_ areas: [Int], to region: Int) {
    var touched: Set<Int> = [region]
    for area in areas {
      touched.insert(Int(labels[area]))
      add(area, to: Int(labels[area]), sign: -1)
      add(area, to: region, sign: 1)
      labels[area] = Int32(region)
    }
    for region in touched { violations[region] = violation(of: region) }
    for area in areas {
      countForeign(area)
      for index in problem.row(area) { countForeign(Int(problem.neighbours[index])) }
    }
  }

  /// Opens a region, still empty.
  mutating func addRegion() -> Int {
    counts.append(0)
    sums.append(contentsOf: repeatElement(0, count: problem.dimension))
    amounts.append(contentsOf: repeatElement(0, count: problem.bounds.count))
    violations.append(0)
    groupCount += 1
    return groupCount - 1
  }

  // MARK: Parts

  @inline(__always)
  private mutating func add(_ area: Int, to region: Int, sign: Double) {
    let dimension = problem.dimension
    counts[region] &+= sign > 0 ? 1 : -1
    for attribute in 0..<dimension {
      sums[region &* dimension &+ attribute] += sign * problem.attributes[area &* dimension &+ attribute]
    }
    let bounds = problem.bounds.count
    for bound in 0..<bounds { amounts[region &* bounds &+ bound] += sign * problem.bounds[bound].amounts[area] }
  }

  @inline(__always)
  private func violation(of region: Int) -> Double {
    var result = 0.0
    let bounds = problem.bounds.count
    for bound in 0..<bounds { result += problem.bounds[bound].violation(of: amounts[region &* bounds &+ bound]) }
    return result
  }

  private mutating func countForeign(_ area: Int) {
    var count: Int32 = 0
    for index in problem.row(area) where labels[Int(problem.neighbours[index])] != labels[area] { count += 1 }
    foreign[area] = count
    if count > 0 && borderIndex[area] < 0 { joinBorder(area) }
    if count == 0 && borderIndex[area] >= 0 { leaveBorder(area) }
  }

  @inline(__always)
  private mutating func joinBorder(_ area: Int) {
    borderIndex[area] = Int32(truncatingIfNeeded: border.count)
    border.append(Int32(truncatingIfNeeded: area))
  }

  @inline(__always)
  private mutating func leaveBorder(_ area: Int) {
    let index = Int(borderIndex[area])
    guard let last = border.popLast() else { return }
    if index < border.count {
      border[index] = last
      borderIndex[Int(last)] = Int32(truncatingIfNeeded: index)
    }
    borderIndex[area] = -1
  }
}
