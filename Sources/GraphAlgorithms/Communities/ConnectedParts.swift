/// The connected parts of communities.
///
/// Most communities are connected, and few of their edges show it: see M. Sutton, T. Ben-Nun and A. Barak, "Optimizing parallel graph
/// connectivity computation via subgraph sampling" (2018).
enum ConnectedParts {
  /// Takes communities apart that are not connected; no edge is cut by that, so the quality never falls.
  ///
  /// - Parameter labels: index = node, value = community; numbers are about as small as there are nodes.
  /// - Returns: the same with a label for each part, numbered from 0 by first node; and how many there are.
  /// - Complexity: nearly O(nodes + edges), mostly a few edges of a node; memory some 24 bytes per node.
  static func of(_ labels: [UInt32], in graph: WeightedGraph) -> (labels: [UInt32], count: Int) {
    var (trees, roots) = forest(labels, in: graph)
    var sets = UnionFind(count: roots.count)
    // index = community, value = sets of its trees.
    var counts = [UInt32](repeating: 0, count: Int(labels.max() ?? 0) + 1)
    for root in roots { counts[Int(labels[Int(root)])] += 1 }
    join(roots, labels, trees, graph, &sets, &counts)
    // What a community's first nodes do not show, all of its edges do.
    let nodes = (0..<UInt32(labels.count)).filter { counts[Int(labels[Int($0)])] > 1 }
    join(nodes, labels, trees, graph, &sets, &counts)
    for node in trees.indices { trees[node] = sets.find(trees[node]) }
    return Groups.compact(trees, below: roots.count)
  }

  /// Hangs each node on one of its community that stands before it, if it has such a neighbour.
  ///
  /// - Returns: index = node, value = its tree; and index = tree, value = its first node.
  private static func forest(_ labels: [UInt32], in graph: WeightedGraph) -> (trees: [UInt32], roots: [UInt32]) {
    var trees = [UInt32](repeating: 0, count: labels.count)
    var roots: [UInt32] = []
    let (offsets, targets, labels) = (graph.offsets.span, graph.targets.span, labels.span)
    var span = trees.mutableSpan
    nodes: for node in 0..<labels.count {
      for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
        let target = Int(targets[entry])
        if target < node, labels[target] == labels[node] {
          span[node] = span[target]
          continue nodes
        }
      }
      span[node] = UInt32(truncatingIfNeeded: roots.count)
      roots.append(UInt32(truncatingIfNeeded: node))
    }
    return (trees, roots)
  }

  /// Joins the trees of some nodes with those of their neighbours in the community, as long as it has several.
  private static func join(
    _ nodes: [UInt32], _ labels: [UInt32], _ trees: [UInt32], _ graph: WeightedGraph, _ sets: inout UnionFind,
    _ counts: inout [UInt32]
  ) {
    let (offsets, targets, labels, trees) = (graph.offsets.span, graph.targets.span, labels.span, trees.span)
    for node in nodes {
      let (label, tree) = (labels[Int(node)], trees[Int(node)])
      if counts[Int(label)] == 1 { continue }
      for entry in Int(offsets[Int(node)])..<Int(offsets[Int(node) &+ 1]) {
        let target = Int(targets[entry])
        if labels[target] == label, trees[target] != tree, sets.union(tree, trees[target]) { counts[Int(label)] -= 1 }
      }
    }
  }
}
