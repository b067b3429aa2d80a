/// Communities after V. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
/// Scientific Reports 9, 5233 (2019).
///
/// Nodes move (`LocalMoving`). An iteration rebuilds communities from connected parts (`Refinement`), makes the parts nodes
/// (`Aggregation`), moves those and goes on with them until nothing joins; on the way back, nodes at borders move once more on every
/// level. What is not in the paper: that way back, and that the first level of parts goes up and down twice. Both cost little and gain more
/// than another iteration. Nodes with one neighbour go with it (`Pendants`). Communities are connected, always.
///
/// - Note: the same seed gives the same communities, for any number of threads.
package struct Leiden: Sendable {
  package var quality: QualityFunction
  package var seed: UInt64
  /// Iterations, each starting with the communities of the one before; 0 goes on until one gains nothing.
  package var iterations: Int
  /// Runs with seeds of their own, the best of which is kept; the first of equal ones.
  package var restarts: Int

  package init(quality: QualityFunction = .modularity(resolution: 1), seed: UInt64 = 1, iterations: Int = 2, restarts: Int = 1) {
    (self.quality, self.seed, self.iterations, self.restarts) = (quality, seed, iterations, restarts)
  }

  package struct Result: Sendable {
    /// index = node, value = its community, numbered from 0 by first node.
    package var labels: [UInt32]
    /// Number of communities.
    package var count: Int
    package var quality: Double
  }

  /// - Parameter jobs: threads; the result does not depend on it.
  /// - Complexity: about O(nodes + edges) per iteration and restart. Memory per thread of restarts: some 60 bytes per node and 16 per
  ///   edge, 50 per edge with weights.
  package func run(on original: WeightedGraph, jobs: Int) -> Result {
    let masses = quality.masses(of: original)
    let scale = quality.scale(masses: masses)
    let pendants = Pendants(original, masses, scale: scale)
    let order = NodeOrder.breadthFirst(original, without: pendants)
    let nodes = pendants.level(original, masses, order, jobs: jobs)
    let count = max(1, restarts)
    let found = Concurrent.map(count, jobs: jobs) { restart in
      let seed = seed &+ UInt64(restart) &* 0x2545_f491_4f6c_dd1d
      // What moves from single nodes cannot reach is reached from elsewhere: every second further search begins with random groups.
      let isRandom = restart % 2 == 1 && order.nodes.count <= Self.largestRandom
      return partition(
        nodes, isNear: order.isNear, from: isRandom ? Self.randomGroups(order.nodes.count, seed: seed) : nil, scale: scale, seed: seed,
        jobs: count == 1 ? jobs : 1)
    }
    guard var best = found.first else { return Result(labels: [], count: 0, quality: 0) }
    for result in found where result.quality > best.quality { best = result }
    best.labels = pendants.expanded(best.labels, order.nodes)
    return best
  }

  /// What is said of the nodes of a larger graph has no room near the processor.
  private static let largestScattered = 1 << 15

  /// Larger graphs take long to find back from random groups.
  private static let largestRandom = 4096

  /// Where parts of a large graph that go up and down again gain less, as a share of all weight, another iteration is not begun.
  private static let leastGain = 1e-5

  private static func randomGroups(_ count: Int, seed: UInt64) -> [UInt32] {
    var numbers = SeededNumbers(seed: seed, stream: 1)
    let groups = 2 + numbers.below(max(1, count / 2))
    return Groups.compact((0..<count).map { _ in UInt32(numbers.below(min(groups, count))) }, below: count).labels
  }

  /// - Parameters:
  ///   - isNear: whether neighbours stand near each other.
  ///   - start: groups to begin with; nil begins with single nodes.
  private func partition(
    _ original: Level, isNear: Bool, from start: [UInt32]?, scale: Double, seed: UInt64, jobs: Int
  ) -> Result {
    var nodes = original
    var moved: Level.Moved
    if let start {
      moved = nodes.moved(start, waiting: nodes.boundary(start), scale: scale)
    } else {
      // What is left waiting is looked at on the way back, when nodes of one community stand side by side.
      moved = nodes.movedFromSingles(
        scale: scale, seed: seed, jobs: jobs, leavesRest: !isNear && nodes.graph.nodeCount > Self.largestScattered)
    }
    // From here on nodes of one community stand side by side; where neighbours do, they do so already.
    var order: [UInt32]?
    if !isNear, nodes.graph.nodeCount > Self.largestScattered {
      let groups = Groups(moved.labels, count: moved.count)
      nodes = Level(
        graph: NodeOrder.renumbered(nodes.graph, groups.members, jobs: jobs), masses: groups.members.map { nodes.masses[Int($0)] },
        loops: nodes.loops)
      moved.labels = groups.members.map { moved.labels[Int($0)] }
      order = groups.members
    }
    // An iteration never loses: every move gains.
    var last: Double?
    var iteration = 0
    while iteration < iterations || iterations == 0 {
      let seed = seed &+ UInt64(iteration) &* 0x9e37_79b9_7f4a_7c15
      guard let next = iterate(nodes, from: moved, depth: 0, scale: scale, seed: seed, jobs: jobs) else { break }
      moved = next
      iteration += 1
      if iterations > 0 {
        if moved.isSettled { break }
        continue
      }
      let value = quality.value(of: moved.labels, count: moved.count, in: nodes, jobs: jobs)
      if let last, value <= last + 1e-12 * abs(last) { break }
      last = value
    }
    var best = ConnectedParts.of(moved.labels, in: nodes.graph)
    let value = quality.value(of: best.labels, count: best.count, in: nodes, jobs: jobs)
    if let order {
      let labels = best.labels
      for (new, old) in order.enumerated() { best.labels[Int(old)] = labels[new] }
    }
    return Result(labels: best.labels, count: best.count, quality: value)
  }

  /// Takes communities apart into parts, moves those, and goes back.
  ///
  /// - Parameters:
  ///   - start: communities to begin with.
  ///   - depth: 0 for the nodes themselves.
  /// - Returns: communities in which no node alone has a better place, and what they gained; nil where nothing can be joined.
  private func iterate(
    _ level: Level, from start: Level.Moved, depth: Int, scale: Double, seed: UInt64, jobs: Int
  ) -> Level.Moved? {
    let nodeCount = level.graph.nodeCount
    if start.count == nodeCount { return nil }
    // One round makes parts of two or three nodes. With many edges to a node these have nearly as many between them: a graph as large.
    // Parts that merge early are fixed for what follows: further up it takes more edges to be worth that.
    let rounds = level.graph.targets.count > (depth == 0 ? 16 : 64) * nodeCount ? 2 : 1
    let refinement = Refinement(scale: scale, seed: seed &+ UInt64(depth), rounds: rounds)
    var (parts, count) = refinement.run(level.graph, level.masses, Groups(start.labels, count: start.count), jobs: jobs)
    if count == nodeCount { (parts, count) = ConnectedParts.of(start.labels, in: level.graph) }
    if count == nodeCount { return nil }
    let groups = Groups(parts, count: count)
    let (graph, masses) = Aggregation().run(level.graph, level.masses, parts, groups, jobs: jobs)
    let coarse = Level(graph: graph, masses: masses)
    let labels = (0..<count).map { start.labels[Int(groups.members[Int(groups.starts[$0])])] }
    let waiting = Level.mixed(count, seed: seed, stream: UInt64(depth + 1) << 32)
    var moved = coarse.moved(Groups.compact(labels, below: nodeCount).labels, waiting: waiting, scale: scale, jobs: jobs)
    var isSettled = false
    for cycle in 0..<(depth == 0 ? 2 : 1) {
      let seed = seed &+ UInt64(cycle) &* 0xd134_2543_de82_ef95
      guard var next = iterate(coarse, from: moved, depth: depth + 1, scale: scale, seed: seed, jobs: jobs) else { break }
      isSettled = depth == 0 && cycle > 0 && level.isLarge && next.gain <= Self.leastGain * level.graph.totalWeight
      next.gain += moved.gain
      moved = next
    }
    let projected = parts.map { moved.labels[Int($0)] }
    var result = level.moved(projected, waiting: level.boundary(projected), scale: scale, jobs: jobs)
    result.gain += moved.gain
    result.isSettled = isSettled
    return result
  }
}
