/// Core numbers: the largest k for which a node is in a part of the graph where everybody has k neighbours.
///
/// V. Batagelj and M. Zaveršnik, "An O(m) algorithm for cores decomposition of networks" (2003): the node with the fewest neighbours left is
/// taken away, again and again.
package struct CoreNumbers: Sendable {
  package init() {}

  /// - Returns: index = node, value = its core number.
  /// - Complexity: O(nodes + edges) time, 12 bytes per node. Deterministic.
  package func run(on graph: WeightedGraph) -> [UInt32] {
    let count = graph.nodeCount
    var degrees = (0..<count).map { UInt32(graph.row($0).count) }
    // Nodes by neighbours left; index = degree, value = where the nodes of that degree start.
    var starts = [UInt32](repeating: 0, count: Int(degrees.max() ?? 0) + 2)
    for degree in degrees { starts[Int(degree) + 1] += 1 }
    for degree in 1..<starts.count { starts[degree] += starts[degree - 1] }
    var next = starts
    var order = [UInt32](repeating: 0, count: count)
    var places = [UInt32](repeating: 0, count: count)
    for node in 0..<count {
      let place = next[Int(degrees[node])]
      order[Int(place)] = UInt32(truncatingIfNeeded: node)
      places[node] = place
      next[Int(degrees[node])] += 1
    }
    do {
      let (offsets, targets) = (graph.offsets.span, graph.targets.span)
      var degrees = degrees.mutableSpan
      var starts = starts.mutableSpan
      var order = order.mutableSpan
      var places = places.mutableSpan
      for position in 0..<count {
        let node = Int(order[position])
        let degree = degrees[node]
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
          let other = Int(targets[entry])
          let left = degrees[other]
          guard left > degree else { continue }
          // It changes places with the first of its degree, which then is one of the degree below.
          let first = max(starts[Int(left)], UInt32(truncatingIfNeeded: position) &+ 1)
          let (own, displaced) = (places[other], order[Int(first)])
          order[Int(own)] = displaced
          places[Int(displaced)] = own
          order[Int(first)] = UInt32(truncatingIfNeeded: other)
          places[other] = first
          starts[Int(left)] = first &+ 1
          degrees[other] = left &- 1
        }
      }
    }
    return degrees
  }
}
