internal import GraphAlgorithms

/// Turns proofs about numbers into proofs about nodes.
struct RegionReasons {
  private let network: Network
  private let nodes: [Int]
  private let problem: RegionProblem
  private let names: [String]

  init(_ network: Network, nodes: [Int], _ problem: RegionProblem, _ names: [String]) {
    (self.network, self.nodes, self.problem, self.names) = (network, nodes, problem, names)
  }

  /// - Parameter besides: groups that are not part of the problem.
  func reason(_ obstacle: RegionObstacle, besides: Int) throws -> RegionReason {
    switch obstacle {
    case .areaAboveCap(let area, let bound):
      .areaAboveCap(
        id: try ids([area])[0], column: names[bound], has: problem.bounds[bound].amounts[area], cap: problem.bounds[bound].cap)
    case .componentBelowFloor(let areas, let bound, let sum):
      .pieceBelowFloor(ids: try ids(areas), areas: areas.count, column: names[bound], has: sum, floor: problem.bounds[bound].floor)
    case .noNumber(let areas, let fewest, let most):
      .noNumber(ids: try ids(areas), areas: areas.count, fewest: fewest, most: most)
    case .cutAboveCap(let area, let hanging, let bound, let sum):
      .cutAboveCap(id: try ids([area])[0], areas: hanging, column: names[bound], has: sum, cap: problem.bounds[bound].cap)
    case .noPartition(let areas): .noPartition(ids: try ids(areas), areas: areas.count)
    case .noPartitionInto(let asked): .noPartitionInto(asked: asked + besides, areas: nodes.count)
    case .groupCount(let asked, let fewest, let most):
      .groupCount(asked: asked + besides, fewest: fewest + besides, most: most + besides)
    }
  }

  /// The first ids, to find the place by.
  private func ids(_ areas: [Int]) throws -> [String] { try network.ids(of: areas.prefix(3).map { nodes[$0] }) }
}
