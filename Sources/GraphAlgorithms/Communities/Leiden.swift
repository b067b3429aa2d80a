/// Communities after V. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
/// Scientific Reports 9, 5233 (2019).
///
/// An iteration moves nodes (`LocalMoving`), rebuilds communities from connected parts (`Refinement`), makes the parts nodes
/// (`Aggregation`) and goes on with those until nothing joins. On the way back, nodes at borders move once more on every level: a step
/// that is not in the paper, costs little and gains more than another iteration. Communities are connected, always.
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
    let order = NodeOrder.breadthFirst(original)
    let graph = NodeOrder.renumbered(original, order, jobs: jobs)
    let count = max(1, restarts)
    let found = Concurrent.map(count, jobs: jobs) { restart in
      let seed = seed &+ UInt64(restart) &* 0x2545_f491_4f6c_dd1d
      // What moves from single nodes cannot reach is reached from elsewhere: every second further search begins with random groups.
      let isRandom = restart % 2 == 1 && graph.nodeCount <= Self.largestRandom
      return partition(
        graph, from: isRandom ? Self.randomGroups(graph.nodeCount, seed: seed) : nil, seed: seed, jobs: count == 1 ? jobs : 1)
    }
    guard var best = found.first else { return Result(labels: [], count: 0, quality: 0) }
    for result in found where result.quality > best.quality { best = result }
    var labels = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { labels[Int(old)] = best.labels[new] }
    return Result(labels: Groups.compact(labels, below: labels.count).labels, count: best.count, quality: best.quality)
  }

  /// Larger graphs take long to find back from random groups.
  private static let largestRandom = 4096

  private static func randomGroups(_ count: Int, seed: UInt64) -> [UInt32] {
    var numbers = SeededNumbers(seed: seed, stream: 1)
    let groups = 2 + numbers.below(max(1, count / 2))
    return Groups.compact((0..<count).map { _ in UInt32(numbers.below(min(groups, count))) }, below: count).labels
  }

  /// - Parameter start: groups to begin with; nil begins with single nodes.
  private func partition(_ graph: WeightedGraph, from start: [UInt32]?, seed: UInt64, jobs: Int) -> Result {
    let masses = quality.masses(of: graph)
    let nodes = Level(graph: graph, masses: masses)
    let scale = quality.scale(masses: masses)
    var best: Result?
    var iteration = 0
    while iteration < iterations || iterations == 0 {
      let seed = seed &+ UInt64(iteration) &* 0x9e37_79b9_7f4a_7c15
      let found = iterate(nodes, from: best?.labels ?? start, scale: scale, seed: seed, jobs: jobs)
      let (labels, count) = ConnectedParts.of(found, in: graph)
      let value = quality.value(of: labels, count: count, in: graph)
      if let best, value <= best.quality + 1e-12 * abs(best.quality) { break }
      best = Result(labels: labels, count: count, quality: value)
      iteration += 1
    }
    return best ?? Result(labels: [], count: 0, quality: 0)
  }

  /// - Parameter start: communities to begin with; nil begins with single nodes.
  private func iterate(_ nodes: Level, from start: [UInt32]?, scale: Double, seed: UInt64, jobs: Int) -> [UInt32] {
    var levels = [nodes]
    var labels = start
    while true {
      let depth = levels.count - 1
      let level = levels[depth]
      let nodeCount = level.graph.nodeCount
      let moved: (labels: [UInt32], count: Int)
      if let labels {
        let waiting = depth == 0 ? level.boundary(labels) : Level.mixed(nodeCount, seed: seed, stream: UInt64(depth) << 32)
        moved = level.moved(labels, waiting: waiting, scale: scale)
      } else {
        moved = level.movedFromSingles(scale: scale, seed: seed, jobs: jobs)
      }
      labels = moved.labels
      if moved.count == nodeCount { break }
      let refinement = Refinement(scale: scale, seed: seed &+ UInt64(depth))
      var (parts, count) = refinement.run(level.graph, level.masses, moved.labels, Groups(moved.labels, count: moved.count), jobs: jobs)
      if count == nodeCount { (parts, count) = ConnectedParts.of(moved.labels, in: level.graph) }
      if count == nodeCount { break }
      let groups = Groups(parts, count: count)
      let (graph, masses) = Aggregation().run(level.graph, level.masses, parts, groups, jobs: jobs)
      levels[depth].parts = parts
      levels.append(Level(graph: graph, masses: masses))
      labels = (0..<count).map { moved.labels[Int(groups.members[Int(groups.starts[$0])])] }
      labels = Groups.compact(labels ?? [], below: nodeCount).labels
    }
    var result = labels ?? []
    for level in levels.dropLast().reversed() {
      let projected = level.parts.map { result[Int($0)] }
      result = level.moved(projected, waiting: level.boundary(projected), scale: scale).labels
    }
    return result
  }
}
