internal import GraphAlgorithms

/// Connected components: nodes that are tied directly or through others.
public struct ComponentGroups: GroupingMethod {
  public init() {}

  /// - Complexity: O(nodes + ties).
  public func run(on graph: TieGraph, of network: Network?, jobs: Int) throws -> Grouping {
    let start = Stopwatch()
    let found = Components().run(on: graph.graph)
    return try grouping("components", graph, of: network, (found.labels, found.sizes.count), since: start)
  }
}
