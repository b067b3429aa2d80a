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
    let masses = masses(of: graph)
    var within = 0.0
    var communities = [Double](repeating: 0, count: count)
    let (targets, weights, isWeighted) = (graph.targets.span, graph.weights.span, graph.isWeighted)
    for node in 0..<graph.nodeCount {
      let label = labels[node]
      communities[Int(label)] += masses[node]
      var tie = 0.0
      for entry in graph.row(node) where labels[Int(targets[entry])] == label { tie += isWeighted ? weights[entry] : 1 }
      within += tie
    }
    switch self {
    case .modularity(let resolution):
      let total = masses.reduce(0, +)
      if total == 0 { return 0 }
      return within / total - resolution * communities.reduce(0) { $0 + ($1 / total) * ($1 / total) }
    case .constantPotts(let resolution):
      return within / 2 - resolution * communities.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
  }
}
