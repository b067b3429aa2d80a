import TestSupport

@testable import GraphAlgorithms

/// A seeded map: a grid with holes and some diagonals, at times an island, values with ties.
struct RegionMap {
  var areaCount = 0
  var edges: [(UInt32, UInt32)] = []
  /// index = attribute, then area.
  var attributes: [[Double]] = []
  var people: [Double] = []
  /// index = area, value = its township.
  var townships: [UInt32] = []

  init(areas: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed &* 977 &+ 5)
    let width = max(1, Int(Double(areas).squareRoot().rounded()))
    var cells: [Int] = []
    var cell = 0
    while cells.count < areas {
      if Int.random(in: 0..<8, using: &generator) > 0 { cells.append(cell) }
      cell += 1
    }
    areaCount = areas
    for (b, to) in cells.enumerated() {
      for (a, from) in cells[..<b].enumerated() {
        let (columns, rows) = (abs(from % width - to % width), to / width - from / width)
        let touch = columns + rows == 1 || columns == 1 && rows == 1 && Bool.random(using: &generator)
        // Each way round, at times twice, and a loop: none of it matters.
        if touch { edges.append(Bool.random(using: &generator) ? (UInt32(a), UInt32(b)) : (UInt32(b), UInt32(a))) }
        if touch && a % 3 == 0 { edges += [(UInt32(b), UInt32(a)), (UInt32(a), UInt32(a))] }
      }
    }
    if areas > 3 && seed % 5 == 0 { edges.removeAll { $0.0 == 0 || $0.1 == 0 } }
    let steps = Int.random(in: 2...40, using: &generator)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      attributes.append((0..<areas).map { _ in Double(Int.random(in: 0..<steps, using: &generator)) / 4 })
    }
    people = (0..<areas).map { _ in Double(Int.random(in: 1...9, using: &generator)) }
    townships = cells.map { UInt32($0 / (width * 3)) }
  }

  func problem(bounds: [RegionBound] = [], groupCount: Int?, within labels: [UInt32]? = nil) -> RegionProblem {
    RegionProblem(
      areaCount: areaCount, edges: edges, within: labels, attributes: attributes.map(RegionProblem.standardised), bounds: bounds,
      groupCount: groupCount)
  }
}

/// Whether partitions are what they should be, by code that shares nothing with the solver.
struct RegionOracle {
  let map: RegionMap
  var bounds: [RegionBound] = []
  var within: [UInt32]?

  /// Whether all of a set can be reached from its first over edges inside it.
  func isConnected(_ areas: [Int]) -> Bool {
    var reached: Set<Int> = [areas[0]]
    var grows = true
    while grows {
      grows = false
      for (a, b) in map.edges where areas.contains(Int(a)) && areas.contains(Int(b)) && reached.contains(Int(a)) != reached.contains(Int(b))
      {
        reached.formUnion([Int(a), Int(b)])
        grows = true
      }
    }
    return reached.count == areas.count
  }

  func keepsBounds(_ areas: [Int]) -> Bool {
    if let within, Set(areas.map { within[$0] }).count > 1 { return false }
    return bounds.allSatisfy { bound in
      let sum = areas.reduce(0) { $0 + bound.amounts[$1] }
      return sum >= bound.floor && sum <= bound.cap
    }
  }

  /// The sum of squared differences of all pairs, divided by the number of areas, is the sum of squares within.
  func squares(_ areas: [Int]) -> Double {
    var sum = 0.0
    for column in map.attributes.map(RegionProblem.standardised) {
      for a in areas { for b in areas where a < b { sum += (column[a] - column[b]) * (column[a] - column[b]) } }
    }
    return sum / Double(areas.count)
  }

  func groups(_ labels: [Int32]) -> [[Int]] {
    (0...Int(labels.max() ?? 0)).map { label in labels.indices.filter { labels[$0] == Int32(label) } }
  }

  /// What is wrong with a solution; nil where nothing is.
  func fault(_ solution: RegionSolution, groupCount: Int?) -> String? {
    let groups = groups(solution.labels)
    if solution.labels.count != map.areaCount || groups.count != solution.groupCount { return "number of regions" }
    if let groupCount, groupCount != groups.count { return "not as many regions as asked" }
    if groups.contains(where: \.isEmpty) { return "an empty region" }
    if !groups.allSatisfy(isConnected) { return "a region in pieces" }
    if !groups.allSatisfy(keepsBounds) { return "a broken bound" }
    let within = groups.reduce(0) { $0 + squares($1) }
    let total = squares(Array(0..<map.areaCount))
    if abs(within - solution.within) > 1e-8 * (1 + total) { return "within \(solution.within), not \(within)" }
    if total > 1e-9 && abs(1 - within / total - solution.ratio) > 1e-8 { return "ratio" }
    if groups.map(\.count) != groups.map(\.count).sorted(by: >) { return "order of the regions" }
    return nil
  }

  /// The best partition of all: by number of regions where as many as possible are wanted, then by the sum of squares. nil where none keeps the bounds.
  func optimum(groupCount: Int?) -> (groups: Int, within: Double)? {
    // index = set of areas as bits, value = its sum of squares; infinite where it cannot be a region.
    let costs = (0..<1 << map.areaCount).map { bits -> Double in
      let areas = (0..<map.areaCount).filter { bits >> $0 & 1 == 1 }
      return !areas.isEmpty && keepsBounds(areas) && isConnected(areas) ? squares(areas) : .infinity
    }
    // best[k][set] by the region of the smallest area of the set.
    let full = 1 << map.areaCount - 1
    var best = [Double](repeating: .infinity, count: full + 1)
    best[0] = 0
    var found: (groups: Int, within: Double)?
    for groups in 1...(groupCount ?? map.areaCount) {
      var next = [Double](repeating: .infinity, count: full + 1)
      for set in 1...full {
        let lowest = set & -set
        var part = set
        while part > 0 {
          if part & lowest != 0 && costs[part] < .infinity && best[set ^ part] < .infinity {
            next[set] = min(next[set], costs[part] + best[set ^ part])
          }
          part = (part - 1) & set
        }
      }
      best = next
      if best[full] < .infinity && groupCount.map({ $0 == groups }) ?? true { found = (groups, best[full]) }
    }
    return found
  }
}
