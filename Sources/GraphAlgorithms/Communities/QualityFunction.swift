/// What makes a partition good.
///
/// Both reward ties within communities and charge every pair of nodes in one: Σ over communities of (ties within − penalty).
package enum QualityFunction: Sendable, Equatable {
  /// Modularity (Newman and Girvan 2004) with a resolution γ (Reichardt and Bornholdt 2006):
  /// Q = Σ_c (w_c / m − γ (k_c / 2m)²), with w_c the weight of edges within c, k_c the sum of its nodes' strengths, m that of all edges.
  case modularity(resolution: Double)
  /// The constant Potts model (Traag, Van Dooren and Nesterov 2011): H = Σ_c (w_c − γ n_c (n_c − 1) / 2), with n_c its number of nodes.
  case constantPotts(resolution: Double)

  package var resolution: Double {
    switch self {
    case .modularity(let resolution), .constantPotts(let resolution): resolution
    }
  }

  /// index = node, value = what a pair of nodes is charged by.
  func masses(of graph: WeightedGraph) -> [Double] {
    switch self {
    case .modularity: graph.strengths
    case .constantPotts: [Double](repeating: 1, count: graph.nodeCount)
    }
  }

  /// What a pair is charged per product of masses, in units of weight.
  func scale(masses: [Double]) -> Double {
    switch self {
    case .modularity(let resolution):
      let total = masses.reduce(0, +)
      return total > 0 ? resolution / total : 0
    case .constantPotts(let resolution): return resolution
    }
  }

  /// The quality of a partition; 0 for the modularity of a graph without edges.
  ///
  /// - Parameter labels: index = node, value = community below `count`.
  /// - Complexity: O(nodes + edges).
  package func value(of labels: [UInt32], count: Int, in graph: WeightedGraph) -> Double {
    value(of: labels, count: count, in: Level(graph: graph, masses: masses(of: graph)), jobs: 1)
  }

  /// - Parameter jobs: threads; the value does not depend on it.
  func value(of labels: [UInt32], count: Int, in level: Level, jobs: Int) -> Double {
    let ranges = Concurrent.ranges(labels.count, pieces: 1 + labels.count >> 14)
    let within = Concurrent.map(ranges.count, jobs: jobs) { Self.within(labels, level.graph, ranges[$0]) }.reduce(level.loops, +)
    var communities = [Double](repeating: 0, count: count)
    for (node, label) in labels.enumerated() { communities[Int(label)] += level.masses[node] }
    switch self {
    case .modularity(let resolution):
      let total = communities.reduce(0, +)
      if total == 0 { return 0 }
      return within / total - resolution * communities.reduce(0) { $0 + ($1 / total) * ($1 / total) }
    case .constantPotts(let resolution):
      return within / 2 - resolution * communities.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
  }

  /// The weight of the edges from some nodes to others of their community.
  private static func within(_ labels: [UInt32], _ graph: WeightedGraph, _ nodes: Range<Int>) -> Double {
    let (offsets, targets, weights, labels, isWeighted) = (
      graph.offsets.span, graph.targets.span, graph.weights.span, labels.span, graph.isWeighted
    )
    var sum = 0.0
    for node in nodes {
      let label = labels[node]
      if isWeighted {
        var tie = 0.0
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) { tie += labels[Int(targets[entry])] == label ? weights[entry] : 0 }
        sum += tie
      } else {
        var count = 0
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) { count &+= labels[Int(targets[entry])] == label ? 1 : 0 }
        sum += Double(count)
      }
    }
    return sum
  }
}
