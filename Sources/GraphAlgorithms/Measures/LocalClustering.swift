/// Local clustering: of the pairs of a node's neighbours, the share that are neighbours themselves (Watts and Strogatz 1998).
package struct LocalClustering: Sendable {
  package init() {}

  /// - Returns: index = node, value = its coefficient; 0 with fewer than two neighbours.
  /// - Complexity: O(edges^1.5) time: triangles are looked for from the end with the fewest neighbours (Chiba and Nishizeki 1985). 4 bytes per
  ///   node and thread, and 4 per edge. Deterministic, for any number of threads.
  package func run(on graph: WeightedGraph, jobs: Int) -> [Double] {
    let triangles = triangles(of: graph, jobs: jobs)
    return (0..<graph.nodeCount).map { node in
      let degree = Double(graph.row(node).count)
      return degree < 2 ? 0 : 2 * Double(triangles[node]) / (degree * (degree - 1))
    }
  }

  /// index = node, value = triangles it is in.
  func triangles(of graph: WeightedGraph, jobs: Int) -> [Int] {
    let higher = Self.towardsHigherDegree(graph)
    let pieces = max(1, min(jobs, graph.nodeCount >> 10))
    // Strided: nodes near each other have degrees alike.
    let found = Concurrent.map(pieces, jobs: jobs) { piece in
      var counts = [UInt32](repeating: 0, count: graph.nodeCount)
      var marks = [UInt32](repeating: .max, count: graph.nodeCount)
      let (offsets, targets) = (higher.offsets.span, higher.targets.span)
      var countSpan = counts.mutableSpan
      var markSpan = marks.mutableSpan
      for node in stride(from: piece, to: graph.nodeCount, by: pieces) {
        let own = Int(offsets[node])..<Int(offsets[node &+ 1])
        if own.count < 2 { continue }
        let mark = UInt32(truncatingIfNeeded: node)
        for entry in own { markSpan[Int(targets[entry])] = mark }
        var sum: UInt32 = 0
        for entry in own {
          let middle = Int(targets[entry])
          var closed: UInt32 = 0
          for far in Int(offsets[middle])..<Int(offsets[middle &+ 1]) where markSpan[Int(targets[far])] == mark {
            countSpan[Int(targets[far])] &+= 1
            closed &+= 1
          }
          countSpan[middle] &+= closed
          sum &+= closed
        }
        countSpan[node] &+= sum
      }
      return counts
    }
    return (0..<graph.nodeCount).map { node in found.reduce(0) { $0 + Int($1[node]) } }
  }

  /// Each edge once, from the end with fewer neighbours to the other.
  private static func towardsHigherDegree(_ graph: WeightedGraph) -> (offsets: [UInt32], targets: [UInt32]) {
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    offsets.reserveCapacity(graph.nodeCount + 1)
    targets.reserveCapacity(graph.edgeCount)
    for node in 0..<graph.nodeCount {
      let own = graph.row(node)
      for entry in own {
        let target = Int(graph.targets[entry])
        if (own.count, node) < (graph.row(target).count, target) { targets.append(graph.targets[entry]) }
      }
      offsets.append(UInt32(truncatingIfNeeded: targets.count))
    }
    return (offsets, targets)
  }
}
