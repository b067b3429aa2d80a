internal import GraphAlgorithms

/// Shells of one core number: the largest k for which a node is in a part of the graph where everybody has k neighbours.
///
/// ``Grouping/marks`` has the core number of each group.
public struct CoreGroups: GroupingMethod {
  public init() {}

  /// - Complexity: O(nodes + ties).
  public func run(on graph: TieGraph, of network: Network?, jobs: Int) throws -> Grouping {
    let start = Stopwatch()
    let cores = CoreNumbers().run(on: graph.graph)
    var label = [Int](repeating: -1, count: Int(cores.max() ?? 0) + 1)
    for core in cores { label[Int(core)] = 0 }
    let marks = label.indices.filter { label[$0] == 0 }
    for (number, core) in marks.enumerated() { label[core] = number }
    return try grouping("cores", graph, of: network, (cores.map { UInt32(label[Int($0)]) }, marks.count), marks: marks, since: start)
  }
}
