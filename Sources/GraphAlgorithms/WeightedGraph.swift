/// An undirected graph with weights as neighbour lists in flat arrays (compressed sparse rows).
///
/// Simple: no loops, at most one edge between two nodes, none of weight 0. Every edge stands in the lists of both its ends; each list is ascending.
/// Memory: 4 bytes per node and 8 per edge, 24 per edge with weights.
package struct WeightedGraph: Sendable {
  /// index = node, value = where its list starts in `targets`; one more than there are nodes.
  package let offsets: [UInt32]
  /// The lists, one behind the other.
  package let targets: [UInt32]
  /// index = entry of `targets`, value = the edge's weight; empty where every edge weighs 1.
  package let weights: [Double]

  /// The most edges a graph may have.
  package static let largestEdgeCount = Int(Int32.max)

  /// Weights that are not 0 lie between these: products of their sums can then be trusted.
  package static let weightRange = 1e-100...1e100

  package var nodeCount: Int { offsets.count - 1 }
  package var edgeCount: Int { targets.count / 2 }
  package var isWeighted: Bool { !weights.isEmpty }
  /// The weight of all edges.
  var totalWeight: Double { isWeighted ? weights.reduce(0, +) / 2 : Double(edgeCount) }

  init(offsets: [UInt32], targets: [UInt32], weights: [Double]) {
    (self.offsets, self.targets, self.weights) = (offsets, targets, weights)
  }

  /// No nodes.
  package static let empty = WeightedGraph(offsets: [0], targets: [], weights: [])

  /// What cannot be a graph.
  package enum Fault: Error, Equatable, Sendable {
    /// An end that is no node, at an index of the edges.
    case noSuchNode(edge: Int)
    /// A weight that is below zero or no number, or not 0 and outside `weightRange`, at an index of the edges.
    case badWeight(edge: Int)
    /// Arrays of unequal length.
    case unequalCounts
    /// More than `largestEdgeCount` edges.
    case tooManyEdges
  }

  /// Where a node's list stands in `targets`.
  @inline(__always)
  package func row(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// A node's neighbours, ascending.
  package func neighbours(of node: Int) -> ArraySlice<UInt32> { targets[row(node)] }

  /// - Parameters:
  ///   - from: index = edge, value = one end; `to` the other. Loops are dropped.
  ///   - weights: index = edge; those of parallel edges are added up. Without them parallel edges are one of weight 1.
  ///     What weighs 0 is no edge, as if it were not there.
  ///   - addsParallel: without weights every edge weighs 1, and parallel edges are one that weighs as many as they are.
  /// - Complexity: O(nodes + edges) time. Deterministic: parallel weights are added in the order of the edges.
  /// - Errors: `Fault`.
  package init(
    nodeCount: Int, from: [UInt32], to: [UInt32], weights: [Double]? = nil, addsParallel: Bool = false
  ) throws(Fault) {
    guard from.count == to.count, weights.map({ $0.count == from.count }) ?? true else { throw .unequalCounts }
    guard from.count <= Self.largestEdgeCount else { throw .tooManyEdges }
    for edge in from.indices where from[edge] >= nodeCount || to[edge] >= nodeCount { throw .noSuchNode(edge: edge) }
    for (edge, weight) in (weights ?? []).enumerated() where weight != 0 && !Self.weightRange.contains(weight) {
      throw .badWeight(edge: edge)
    }
    // The transpose of a symmetric matrix is itself, but its rows come out ascending.
    let sorted = Self.transposed(Self.lists(nodeCount, from, to, weights ?? []))
    self = addsParallel && weights == nil && sorted.hasParallel ? sorted.counted() : sorted.merged()
  }

  private var hasParallel: Bool {
    (0..<nodeCount).contains { node in
      let row = row(node)
      return row.dropFirst().contains { targets[$0 - 1] == targets[$0] }
    }
  }

  /// The same with parallel edges as one that weighs as many as they are; without weights before.
  private func counted() -> WeightedGraph {
    let simple = merged()
    var weights = [Double](repeating: 0, count: simple.targets.count)
    for node in 0..<nodeCount {
      var last = simple.row(node).lowerBound
      for entry in row(node) {
        if simple.targets[last] != targets[entry] { last += 1 }
        weights[last] += 1
      }
    }
    return WeightedGraph(offsets: simple.offsets, targets: simple.targets, weights: weights)
  }

  /// The lists in the order of the edges, without loops and without what weighs 0.
  private static func lists(_ nodeCount: Int, _ from: [UInt32], _ to: [UInt32], _ edgeWeights: [Double]) -> WeightedGraph {
    var next = [UInt32](repeating: 0, count: nodeCount + 2)
    func isEdge(_ edge: Int) -> Bool { from[edge] != to[edge] && (edgeWeights.isEmpty || edgeWeights[edge] != 0) }
    for edge in from.indices where isEdge(edge) {
      next[Int(from[edge]) + 2] += 1
      next[Int(to[edge]) + 2] += 1
    }
    for node in 2..<max(2, nodeCount + 2) { next[node] += next[node - 1] }
    let count = Int(next[nodeCount + 1])
    var targets = [UInt32](repeating: 0, count: count)
    var weights = [Double](repeating: 0, count: edgeWeights.isEmpty ? 0 : count)
    for edge in from.indices where isEdge(edge) {
      let (a, b) = (Int(from[edge]), Int(to[edge]))
      let (first, second) = (Int(next[a + 1]), Int(next[b + 1]))
      (targets[first], targets[second]) = (to[edge], from[edge])
      if !edgeWeights.isEmpty { (weights[first], weights[second]) = (edgeWeights[edge], edgeWeights[edge]) }
      next[a + 1] += 1
      next[b + 1] += 1
    }
    next.removeLast()
    return WeightedGraph(offsets: next, targets: targets, weights: weights)
  }

  private static func transposed(_ graph: WeightedGraph) -> WeightedGraph {
    var next = graph.offsets
    var targets = [UInt32](repeating: 0, count: graph.targets.count)
    var weights = [Double](repeating: 0, count: graph.weights.count)
    for node in 0..<graph.nodeCount {
      for entry in graph.row(node) {
        let target = Int(graph.targets[entry])
        let place = Int(next[target])
        targets[place] = UInt32(truncatingIfNeeded: node)
        if graph.isWeighted { weights[place] = graph.weights[entry] }
        next[target] += 1
      }
    }
    return WeightedGraph(offsets: graph.offsets, targets: targets, weights: weights)
  }

  /// The same with parallel edges as one.
  private func merged() -> WeightedGraph {
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(self.offsets.count)
    var targets = targets
    var weights = weights
    var count = 0
    for node in 0..<nodeCount {
      let start = count
      for entry in row(node) {
        if count > start, targets[count - 1] == targets[entry] {
          if !weights.isEmpty { weights[count - 1] += weights[entry] }
        } else {
          targets[count] = targets[entry]
          if !weights.isEmpty { weights[count] = weights[entry] }
          count += 1
        }
      }
      offsets.append(UInt32(count))
    }
    targets.removeLast(targets.count - count)
    if !weights.isEmpty { weights.removeLast(weights.count - count) }
    return WeightedGraph(offsets: offsets, targets: targets, weights: weights)
  }

  /// index = node, value = sum of its edges' weights.
  package var strengths: [Double] {
    if !isWeighted { return (0..<nodeCount).map { Double(row($0).count) } }
    return (0..<nodeCount).map { weights[row($0)].reduce(0, +) }
  }
}
