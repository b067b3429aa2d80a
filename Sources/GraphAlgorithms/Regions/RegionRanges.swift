/// How many regions every connected piece of a map can have, as far as sums tell.
package struct RegionRanges: Sendable {
  /// index = component, value = its areas, ascending; components are in the order of their smallest areas.
  package let components: [[Int]]
  /// index = component, value = the fewest regions its caps allow.
  package private(set) var fewest: [Int]
  /// index = component, value = the most regions its floors allow; 0 where all of it is below one.
  package private(set) var most: [Int]
  /// What makes the bounds impossible; each stands for a proof.
  package private(set) var obstacles: [RegionObstacle] = []

  /// - Complexity: O(areas · bounds + edges).
  package init(_ problem: RegionProblem) {
    components = problem.components().areas
    fewest = [Int](repeating: 1, count: components.count)
    most = components.map(\.count)
    for (component, areas) in components.enumerated() {
      for (index, bound) in problem.bounds.enumerated() {
        for area in areas where bound.isAboveCap(bound.amounts[area]) {
          obstacles.append(.areaAboveCap(area: area, bound: index))
        }
        let sum = areas.reduce(0) { $0 + bound.amounts[$1] }
        if bound.floor > 0 {
          if bound.isBelowFloor(sum) { obstacles.append(.componentBelowFloor(areas: areas, bound: index, sum: sum)) }
          most[component] = Int(min(Double(most[component]), (sum + bound.slack * 2) / bound.floor))
        }
        if bound.cap < .infinity && bound.cap > 0 {
          let needed = min(Double(areas.count + 1), ((sum - bound.slack * 2) / bound.cap).rounded(.up))
          fewest[component] = max(fewest[component], Int(needed))
        }
      }
      if most[component] > 0 && fewest[component] > most[component] {
        obstacles.append(.noNumber(areas: areas, fewest: fewest[component], most: most[component]))
      }
    }
    if let asked = problem.groupCount, obstacles.isEmpty {
      let (low, high) = (fewest.reduce(0, +), most.reduce(0, +))
      if asked < low || asked > high { obstacles.append(.groupCount(asked: asked, fewest: low, most: high)) }
    }
  }
}

/// Why bounds cannot hold: each is a proof, by arithmetic or by trying everything.
package enum RegionObstacle: Sendable, Equatable {
  /// One area alone is above a cap.
  case areaAboveCap(area: Int, bound: Int)
  /// All areas of a connected piece together are below a floor.
  case componentBelowFloor(areas: [Int], bound: Int, sum: Double)
  /// The caps ask for at least `fewest` regions in a connected piece, the floors allow at most `most`.
  case noNumber(areas: [Int], fewest: Int, most: Int)
  /// The parts of a piece that hang on one area and are below a floor, each by itself: all of them are in its region, which is above a cap.
  ///
  /// - hanging: how many areas those are; `sum`: of the bound, with the area itself.
  case cutAboveCap(area: Int, hanging: Int, bound: Int, sum: Double)
  /// Every way to divide a connected piece was tried: none keeps the bounds.
  case noPartition(areas: [Int])
  /// Every way to divide the map into so many regions was tried: none keeps the bounds.
  case noPartitionInto(asked: Int)
  /// All pieces together can have from `fewest` to `most` regions.
  case groupCount(asked: Int, fewest: Int, most: Int)
}
