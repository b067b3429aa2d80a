/// Cuts a connected set of areas into as many connected pieces as the floors allow, as far as seeded trees tell.
///
/// A depth-first tree is cut from its leaves upwards as soon as the part cut off reaches every floor: of the trees' own partitions none has
/// more pieces (Perl and Schach 1981, for one bound). Depth-first trees are long paths with few branches, so that a part rarely
/// overshoots its floor by more than an area.
struct RegionPacking {
  let problem: RegionProblem
  /// index = area, value = the last set that it was a member of.
  private var member: [UInt32]
  private var set: UInt32 = 0
  /// index = area, value = its parent in the tree; of the root itself; -1 outside.
  private var parents: [Int32]
  private var order: [Int32] = []
  /// index = area * bounds + bound, value = sum of the part of the tree below that is not cut off.
  private var amounts: [Double]
  /// index = area, value = piece.
  private(set) var pieces: [Int32]

  init(_ problem: RegionProblem) {
    self.problem = problem
    member = [UInt32](repeating: 0, count: problem.areaCount)
    parents = [Int32](repeating: -1, count: problem.areaCount)
    amounts = [Double](repeating: 0, count: problem.areaCount * problem.bounds.count)
    pieces = [Int32](repeating: 0, count: problem.areaCount)
  }

  /// Cuts a set once.
  ///
  /// - Returns: number of pieces; which area is in which stands in `pieces`. 0 where the whole set is below a floor.
  /// - Complexity: O(edges of the set · log degree).
  mutating func cut(_ areas: [Int], random: inout SeededNumbers) -> Int {
    set &+= 1
    for area in areas {
      member[area] = set
      parents[area] = -1
    }
    growTree(from: areas[random.below(areas.count)], random: &random)
    let count = cutFromLeaves()
    if count > 0 { joinRest(count) }
    return count
  }

  private mutating func growTree(from root: Int, random: inout SeededNumbers) {
    order.removeAll(keepingCapacity: true)
    parents[root] = Int32(root)
    order.append(Int32(root))
    var path = [root]
    let alike = random.below(2) == 0
    while let area = path.last {
      var best: (cost: Double, area: Int)?
      for index in problem.row(area) {
        let next = Int(problem.neighbours[index])
        if member[next] != set || parents[next] >= 0 { continue }
        let cost = (alike ? problem.distance(area, next) : Double(freeNeighbours(next))) * (0.5 + random.unit())
        if best.map({ cost < $0.cost }) ?? true { best = (cost, next) }
      }
      guard let best else {
        path.removeLast()
        continue
      }
      parents[best.area] = Int32(area)
      order.append(Int32(best.area))
      path.append(best.area)
    }
  }

  /// How many ways lead on from an area: those with few are taken first, or they end a path of their own.
  private func freeNeighbours(_ area: Int) -> Int {
    var count = 0
    for index in problem.row(area) {
      let next = Int(problem.neighbours[index])
      if member[next] == set && parents[next] < 0 { count += 1 }
    }
    return count
  }

  private mutating func cutFromLeaves() -> Int {
    let bounds = problem.bounds.count
    for area in order {
      pieces[Int(area)] = -1
      for bound in 0..<bounds { amounts[Int(area) * bounds + bound] = problem.bounds[bound].amounts[Int(area)] }
    }
    var count: Int32 = 0
    for area in order.reversed() {
      let area = Int(area)
      var isEnough = true
      for bound in 0..<bounds where problem.bounds[bound].isBelowFloor(amounts[area * bounds + bound]) { isEnough = false }
      if isEnough {
        pieces[area] = count
        count += 1
      } else if Int(parents[area]) != area {
        for bound in 0..<bounds { amounts[Int(parents[area]) * bounds + bound] += amounts[area * bounds + bound] }
      }
    }
    for area in order where pieces[Int(area)] < 0 && Int(parents[Int(area)]) != Int(area) {
      pieces[Int(area)] = pieces[Int(parents[Int(area)])]
    }
    return Int(count)
  }

  /// What is left around the root goes, area by area, to the bordering piece with the nearest area.
  private mutating func joinRest(_ count: Int) {
    var rest = order.filter { pieces[Int($0)] < 0 }.map { Int($0) }
    while !rest.isEmpty {
      var best: (cost: Double, index: Int, piece: Int32)?
      for (index, area) in rest.enumerated() {
        for position in problem.row(area) {
          let next = Int(problem.neighbours[position])
          if member[next] != set || pieces[next] < 0 { continue }
          let cost = problem.distance(area, next)
          if best.map({ cost < $0.cost }) ?? true { best = (cost, index, pieces[next]) }
        }
      }
      guard let best else { return }
      pieces[rest[best.index]] = best.piece
      rest.remove(at: best.index)
    }
  }
}

extension RegionProblem {
  /// The squared distance of two areas.
  @inline(__always)
  func distance(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for attribute in 0..<dimension {
      let difference = attributes[a &* dimension &+ attribute] - attributes[b &* dimension &+ attribute]
      sum += difference * difference
    }
    return sum
  }
}
