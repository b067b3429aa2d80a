/// Connected components of an undirected graph.
package struct Components: Sendable {
  package init() {}

  /// - Parameters:
  ///   - nodeCount: nodes are 0 ..< nodeCount.
  ///   - edges: pairs of nodes; direction, loops and repetition do not matter.
  /// - Returns: index = node, value = component; components are numbered from 0 by size, the largest first, then by
  ///   their smallest node. And index = component, value = number of nodes.
  /// - Complexity: O((nodes + edges) α) time, 12 bytes per node. Deterministic.
  package func run(nodeCount: Int, edges: some Sequence<(UInt32, UInt32)>) -> (labels: [UInt32], sizes: [Int]) {
    var sets = UnionFind(count: nodeCount)
    for (a, b) in edges { sets.union(a, b) }
    var first = [UInt32](repeating: .max, count: nodeCount)
    var roots: [UInt32] = []
    for node in 0..<UInt32(nodeCount) {
      let root = sets.find(node)
      if first[Int(root)] == .max {
        first[Int(root)] = node
        roots.append(root)
      }
    }
    let sizes = roots.map { sets.size(of: $0) }
    let order = roots.indices.sorted { (sizes[$1], first[Int(roots[$0])]) < (sizes[$0], first[Int(roots[$1])]) }
    var number = [UInt32](repeating: 0, count: nodeCount)
    for (rank, index) in order.enumerated() { number[Int(roots[index])] = UInt32(rank) }
    return ((0..<UInt32(nodeCount)).map { number[Int(sets.find($0))] }, order.map { sizes[$0] })
  }

  /// The same of a graph.
  ///
  /// - Complexity: nearly O(nodes + edges) time, some 30 bytes per node.
  package func run(on graph: WeightedGraph) -> (labels: [UInt32], sizes: [Int]) {
    let found = ConnectedParts.of([UInt32](repeating: 0, count: graph.nodeCount), in: graph)
    var sizes = [Int](repeating: 0, count: found.count)
    for label in found.labels { sizes[Int(label)] += 1 }
    // Numbered by first node until now.
    let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    var number = [UInt32](repeating: 0, count: found.count)
    for (rank, part) in order.enumerated() { number[part] = UInt32(rank) }
    return (found.labels.map { number[Int($0)] }, order.map { sizes[$0] })
  }
}
