/// Nodes with one neighbour that go with it in the best of partitions, whatever the others do: they need not be searched for.
///
/// To join the neighbour's community, of mass M without the node, brings w − scale · m · M for an edge of weight w and a node of mass m, and
/// to be elsewhere brings nothing. M is at most the mass of all other nodes; where w is no less than the charge for that, nothing is
/// better than joining. So it is for modularity at a resolution up to 1, where m = w, and scarcely ever for the constant Potts model.
struct Pendants: Sendable {
  /// index = node, value = the node it goes with: its neighbour or itself.
  let hosts: [UInt32]
  /// How many go with another.
  let count: Int

  /// - Complexity: O(nodes).
  init(_ graph: WeightedGraph, _ masses: [Double], scale: Double) {
    let total = masses.reduce(0, +)
    let (offsets, targets, weights, isWeighted) = (graph.offsets.span, graph.targets.span, graph.weights.span, graph.isWeighted)
    var hosts = (0..<UInt32(masses.count)).map { $0 }
    var hostsSpan = hosts.mutableSpan
    var count = 0
    for node in 0..<masses.count {
      let entry = Int(offsets[node])
      guard Int(offsets[node &+ 1]) == entry &+ 1 else { continue }
      let neighbour = Int(targets[entry])
      // Of two that have nobody else, the first stays.
      if neighbour > node, offsets[neighbour &+ 1] == offsets[neighbour] &+ 1 { continue }
      let mass = masses[node]
      guard (isWeighted ? weights[entry] : 1) >= scale * mass * (total - mass) else { continue }
      hostsSpan[node] = UInt32(truncatingIfNeeded: neighbour)
      count &+= 1
    }
    (self.hosts, self.count) = (hosts, count)
  }

  /// The nodes that are left, with the masses of those that go with them.
  ///
  /// - Parameters:
  ///   - order: those that are left.
  ///   - jobs: threads; the level does not depend on it.
  func level(_ graph: WeightedGraph, _ masses: [Double], _ order: NodeOrder, jobs: Int) -> Level {
    if count == 0, !order.isNear { return Level(graph: graph, masses: masses) }
    if count == 0 { return Level(graph: NodeOrder.renumbered(graph, order.nodes, jobs: jobs), masses: order.nodes.map { masses[Int($0)] }) }
    var sums = masses
    var loops = 0.0
    for (node, host) in hosts.enumerated() where Int(host) != node {
      sums[Int(host)] += masses[node]
      loops += 2 * (graph.isWeighted ? graph.weights[Int(graph.offsets[node])] : 1)
    }
    return Level(graph: NodeOrder.renumbered(graph, order.nodes, jobs: jobs), masses: order.nodes.map { sums[Int($0)] }, loops: loops)
  }

  /// - Parameter labels: of those that are left, in the order.
  /// - Returns: index = node, value = community, numbered from 0 by first node.
  func expanded(_ labels: [UInt32], _ order: [UInt32]) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: hosts.count)
    for (new, old) in order.enumerated() { result[Int(old)] = labels[new] }
    if count > 0 { for (node, host) in hosts.enumerated() { result[node] = result[Int(host)] } }
    return Groups.compact(result, below: result.count).labels
  }
}
