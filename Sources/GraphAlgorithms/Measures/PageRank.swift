/// PageRank on an undirected graph: where somebody is found who walks along edges and now and then starts anew anywhere.
///
/// S. Brin and L. Page, "The anatomy of a large-scale hypertextual web search engine" (1998); from a node without edges the walk starts anew.
package struct PageRank: Sendable {
  /// The chance of walking on.
  package var damping: Double
  /// It ends when the sum of all changes is below this.
  package var tolerance: Double

  package init(damping: Double = 0.85, tolerance: Double = 1e-12) { (self.damping, self.tolerance) = (damping, tolerance) }

  /// - Returns: index = node, value = its share; the sum is 1.
  /// - Complexity: O(nodes + edges) for each round; at most some 180 with the defaults. 24 bytes per node. Deterministic, for any number of
  ///   threads: sums are taken over stretches of nodes that do not depend on it.
  package func run(on graph: WeightedGraph, jobs: Int) -> [Double] {
    let count = graph.nodeCount
    if count == 0 { return [] }
    let ranges = Concurrent.ranges(count, pieces: max(1, min(64, count >> 13)))
    // Shares of the walk that each edge carries.
    var outflow = [Double](repeating: 0, count: count)
    var ranks = [Double](repeating: 1 / Double(count), count: count)
    let inverse = (0..<count).map { graph.row($0).isEmpty ? 0 : 1 / Double(graph.row($0).count) }
    var alone = 0.0
    for node in 0..<count {
      outflow[node] = ranks[node] * inverse[node]
      if inverse[node] == 0 { alone += ranks[node] }
    }
    // Each round shrinks the changes by `damping`; the limit is for tolerances below what rounding allows.
    for _ in 0..<1000 {
      let base = (1 - damping + damping * alone) / Double(count)
      let (oldRanks, oldOutflow) = (ranks, outflow)
      let pieces = Concurrent.map(ranges.count, jobs: jobs) { piece in
        round(graph, oldRanks, oldOutflow, inverse, base: base, ranges[piece])
      }
      ranks.removeAll(keepingCapacity: true)
      outflow.removeAll(keepingCapacity: true)
      var change = 0.0
      alone = 0
      for piece in pieces {
        ranks += piece.ranks
        outflow += piece.outflow
        change += piece.change
        alone += piece.alone
      }
      if change < tolerance { break }
    }
    return ranks
  }

  private struct Piece: Sendable {
    var ranks: [Double]
    var outflow: [Double]
    var change = 0.0
    var alone = 0.0
  }

  private func round(
    _ graph: WeightedGraph, _ ranks: [Double], _ outflow: [Double], _ inverse: [Double], base: Double, _ range: Range<Int>
  ) -> Piece {
    var piece = Piece(ranks: [Double](repeating: 0, count: range.count), outflow: [Double](repeating: 0, count: range.count))
    let (offsets, targets) = (graph.offsets.span, graph.targets.span)
    let (ranks, outflow, inverse) = (ranks.span, outflow.span, inverse.span)
    var (change, alone) = (0.0, 0.0)
    for node in range {
      var sum = 0.0
      for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) { sum += outflow[Int(targets[entry])] }
      let rank = base + damping * sum
      piece.ranks[node &- range.lowerBound] = rank
      piece.outflow[node &- range.lowerBound] = rank * inverse[node]
      change += abs(rank - ranks[node])
      if inverse[node] == 0 { alone += rank }
    }
    (piece.change, piece.alone) = (change, alone)
    return piece
  }
}
