/// A partition into contiguous regions that keeps every bound.
package struct RegionSolution: Sendable, Equatable {
  /// index = area, value = region; regions are numbered from 0 by size, the largest first, then by their smallest area.
  package let labels: [Int32]
  package let groupCount: Int
  /// The sum of squares within the regions, and of all areas together.
  package let within: Double
  package let total: Double
  /// Starts from which the search began.
  package let starts: Int
  /// Whether no partition is better: every one was tried.
  package let isOptimal: Bool

  /// The share of the sum of squares that lies between the regions; 1 where all areas are alike.
  package var ratio: Double { total > 0 ? 1 - within / total : 1 }

  init(_ problem: RegionProblem, labels: [Int32], groupCount: Int, starts: Int, isOptimal: Bool = false) {
    var sizes = [Int](repeating: 0, count: groupCount)
    var firsts = [Int](repeating: 0, count: groupCount)
    for (area, label) in labels.enumerated().reversed() {
      sizes[Int(label)] += 1
      firsts[Int(label)] = area
    }
    let order = (0..<groupCount).sorted { (sizes[$1], firsts[$0]) < (sizes[$0], firsts[$1]) }
    var numbers = [Int32](repeating: 0, count: groupCount)
    for (rank, region) in order.enumerated() { numbers[region] = Int32(rank) }
    self.labels = labels.map { numbers[Int($0)] }
    self.groupCount = groupCount
    within = RegionMeasure.within(problem, labels: self.labels, groupCount: groupCount)
    total = RegionMeasure.total(problem)
    self.starts = starts
    self.isOptimal = isOptimal
  }
}

/// What became of a search for regions.
package enum RegionOutcome: Sendable, Equatable {
  case found(RegionSolution)
  /// No partition keeps the bounds: every obstacle is a proof.
  case impossible([RegionObstacle])
  /// The search found no partition that keeps the bounds, and no proof that there is none.
  ///
  /// - broken: regions of the best partition seen that break a bound; `groupCount`: how many regions it has.
  case undecided(broken: Int, groupCount: Int)
}
