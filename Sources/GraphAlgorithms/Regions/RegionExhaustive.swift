/// Every way to divide a small connected piece of a map into regions, tried: the best for each number of regions, or the proof that there is none.
///
/// Dynamic programming over sets of areas: the best division of a set is the region of its smallest area, and the best division of the rest.
struct RegionExhaustive {
  /// Larger pieces have too many sets.
  static let mostAreas = 12

  /// index = number of regions, value = the least sum of squares within; infinite where none with so many keeps the bounds.
  let costs: [Double]
  private let areaCount: Int
  /// index = set * (areas + 1) + regions, value = the region of the set's smallest area in the best division.
  private let choices: [UInt16]

  /// About how many steps a piece takes: 20 million are some hundredths of a second.
  static func work(areas: Int) -> Double { areas > mostAreas ? .infinity : (0..<areas).reduce(Double(areas) / 2) { work, _ in work * 3 } }

  /// - Complexity: O(3ⁿ · n) for n areas, up to 10 million steps; 2ⁿ · n · 10 bytes.
  init(_ problem: RegionProblem, areas: [Int]) {
    let (count, sets) = (areas.count, 1 << areas.count)
    let regions = Self.regions(problem, areas)
    let width = count + 1
    var best = [Double](repeating: .infinity, count: sets * width)
    var choices = [UInt16](repeating: 0, count: sets * width)
    best[0] = 0
    for set in 1..<sets {
      let lowest = set & -set
      let others = set ^ lowest
      let most = set.nonzeroBitCount
      var rest = others
      while true {
        let region = set ^ rest
        let cost = regions[region]
        if cost < .infinity {
          for number in 1...most where best[rest * width + number - 1] + cost < best[set * width + number] {
            best[set * width + number] = best[rest * width + number - 1] + cost
            choices[set * width + number] = UInt16(truncatingIfNeeded: region)
          }
        }
        if rest == 0 { break }
        rest = (rest - 1) & others
      }
    }
    areaCount = count
    costs = Array(best[((sets - 1) * width)...])
    self.choices = choices
  }

  /// The numbers of regions that keep the bounds, ascending.
  var possible: [Int] { costs.indices.filter { costs[$0] < .infinity } }

  /// index = place among the areas, value = region from 0, in the best division into so many.
  func labels(_ groupCount: Int) -> [Int32] {
    var labels = [Int32](repeating: 0, count: areaCount)
    var (set, number) = ((1 << areaCount) - 1, groupCount)
    while set > 0 {
      let region = Int(choices[set * (areaCount + 1) + number])
      number -= 1
      for area in 0..<areaCount where region >> area & 1 == 1 { labels[area] = Int32(number) }
      set ^= region
    }
    return labels
  }

  /// index = set of areas as bits, value = its sum of squares within; infinite where it is not connected or breaks a bound.
  private static func regions(_ problem: RegionProblem, _ areas: [Int]) -> [Double] {
    let (count, sets, dimension) = (areas.count, 1 << areas.count, problem.dimension)
    var numbers: [Int: Int] = [:]
    for (number, area) in areas.enumerated() { numbers[area] = number }
    let neighbours = areas.map { area in
      problem.row(area).reduce(0) { set, index in numbers[Int(problem.neighbours[index])].map { set | 1 << $0 } ?? set }
    }
    var isConnected = [Bool](repeating: false, count: sets)
    for set in 1..<sets {
      var reached = set & -set
      var next = reached
      while next != 0 {
        let area = next.trailingZeroBitCount
        next &= next - 1
        let new = neighbours[area] & set & ~reached
        (reached, next) = (reached | new, next | new)
      }
      isConnected[set] = reached == set
    }
    var costs = [Double](repeating: 0, count: sets)
    // index = set, value = sum of one figure.
    var sums = [Double](repeating: 0, count: sets)
    func addUp(_ value: (Int) -> Double) {
      for set in 1..<sets { sums[set] = sums[set & (set - 1)] + value(set.trailingZeroBitCount) }
    }
    for attribute in 0..<dimension {
      let values = areas.map { problem.attributes[$0 * dimension + attribute] }
      // Around their own middle, little is lost to rounding.
      let middle = values.reduce(0, +) / Double(count)
      addUp { values[$0] - middle }
      for set in 1..<sets { costs[set] -= sums[set] * sums[set] / Double(set.nonzeroBitCount) }
      addUp { (values[$0] - middle) * (values[$0] - middle) }
      for set in 1..<sets { costs[set] += sums[set] }
    }
    for bound in problem.bounds {
      addUp { bound.amounts[areas[$0]] }
      for set in 1..<sets where bound.isBelowFloor(sums[set]) || bound.isAboveCap(sums[set]) { isConnected[set] = false }
    }
    for set in 0..<sets { costs[set] = isConnected[set] ? max(0, costs[set]) : .infinity }
    return costs
  }
}

/// The small pieces of a map, each searched exhaustively, as far as that costs next to nothing.
struct RegionSmallPieces {
  /// index = component; nil where it is too large.
  private(set) var pieces: [RegionExhaustive?]

  /// Steps that are spent on all pieces together: some hundredths of a second.
  private static let budget = 2e7

  init(_ problem: RegionProblem, _ ranges: RegionRanges, jobs: Int) {
    let work = ranges.components.reduce(0) { $0 + ($1.count > RegionExhaustive.mostAreas ? 0 : RegionExhaustive.work(areas: $1.count)) }
    pieces = [RegionExhaustive?](repeating: nil, count: ranges.components.count)
    if work > Self.budget { return }
    pieces = Concurrent.map(ranges.components.count, jobs: jobs) { index in
      let areas = ranges.components[index]
      return areas.count > RegionExhaustive.mostAreas ? nil : RegionExhaustive(problem, areas: areas)
    }
  }

  /// What shows that no partition keeps the bounds.
  func obstacles(_ problem: RegionProblem, _ ranges: RegionRanges) -> [RegionObstacle] {
    let dead = pieces.indices.filter { pieces[$0]?.possible.isEmpty ?? false }
    if !dead.isEmpty { return dead.map { .noPartition(areas: ranges.components[$0]) } }
    guard let asked = problem.groupCount else { return [] }
    let (low, high) = pieces.indices.reduce((0, 0)) { sum, index in
      let possible = pieces[index]?.possible
      return (sum.0 + (possible?.first ?? ranges.fewest[index]), sum.1 + (possible?.last ?? ranges.most[index]))
    }
    return asked < low || asked > high ? [.groupCount(asked: asked, fewest: low, most: high)] : []
  }

  /// The best partition, where every piece is small; nil where one is not, or so many numbers of regions would have to be tried that it is slow.
  ///
  /// - Returns: an attempt without labels where no partition has as many regions as asked.
  func best(_ problem: RegionProblem, _ ranges: RegionRanges) -> Attempt? {
    let all = pieces.compactMap { $0 }
    if all.count < pieces.count { return nil }
    var counts = all.map { $0.possible.last ?? 0 }
    if let asked = problem.groupCount {
      if Double(all.count) * Double(asked) * Double(RegionExhaustive.mostAreas) > Self.budget { return nil }
      guard let shared = Self.shared(all, asked) else {
        return Attempt(labels: [], groupCount: asked, broken: 1, countsGroups: false, within: 0)
      }
      counts = shared
    }
    var labels = [Int32](repeating: 0, count: problem.areaCount)
    var (groupCount, within) = (0, 0.0)
    for (index, areas) in ranges.components.enumerated() {
      let own = all[index].labels(counts[index])
      for (place, area) in areas.enumerated() { labels[area] = Int32(groupCount) + own[place] }
      groupCount += counts[index]
      within += all[index].costs[counts[index]]
    }
    return Attempt(labels: labels, groupCount: groupCount, broken: 0, countsGroups: problem.groupCount == nil, within: within)
  }

  /// index = piece, value = its share of the regions in the best partition into so many; nil where there is none.
  private static func shared(_ pieces: [RegionExhaustive], _ asked: Int) -> [Int]? {
    // best[regions] of the pieces so far; and what the last of them took.
    var best = [Double](repeating: .infinity, count: asked + 1)
    best[0] = 0
    var taken: [[UInt8]] = []
    for piece in pieces {
      var next = [Double](repeating: .infinity, count: asked + 1)
      var own = [UInt8](repeating: 0, count: asked + 1)
      for number in piece.possible where number <= asked {
        for before in 0...asked - number where best[before] + piece.costs[number] < next[before + number] {
          next[before + number] = best[before] + piece.costs[number]
          own[before + number] = UInt8(number)
        }
      }
      taken.append(own)
      best = next
    }
    if best[asked] == .infinity { return nil }
    var left = asked
    var result: [Int] = []
    for own in taken.reversed() {
      result.append(Int(own[left]))
      left -= Int(own[left])
    }
    return result.reversed()
  }
}
