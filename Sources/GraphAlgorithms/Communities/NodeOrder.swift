/// A numbering in which neighbours stand near each other: memory is then read in order, which is most of the speed.
enum NodeOrder {
  /// The nodes of each component in breadth-first order, from its first node.
  ///
  /// - Returns: index = new number, value = node.
  /// - Complexity: O(nodes + edges).
  static func breadthFirst(_ graph: WeightedGraph) -> [UInt32] {
    let count = graph.nodeCount
    var order = [UInt32](repeating: 0, count: count)
    var isReached = [Bool](repeating: false, count: count)
    let (offsets, targets) = (graph.offsets.span, graph.targets.span)
    var orderSpan = order.mutableSpan
    var reached = isReached.mutableSpan
    var end = 0
    for start in 0..<count where !reached[start] {
      var next = end
      orderSpan[end] = UInt32(truncatingIfNeeded: start)
      reached[start] = true
      end &+= 1
      while next < end {
        let node = Int(orderSpan[next])
        next &+= 1
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
          let target = Int(targets[entry])
          if reached[target] { continue }
          reached[target] = true
          orderSpan[end] = UInt32(truncatingIfNeeded: target)
          end &+= 1
        }
      }
    }
    return order
  }

  /// The graph with its nodes renumbered.
  ///
  /// - Parameter order: index = new number, value = node.
  /// - Complexity: O(nodes + edges).
  static func renumbered(_ graph: WeightedGraph, _ order: [UInt32], jobs: Int) -> WeightedGraph {
    var number = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { number[Int(old)] = UInt32(truncatingIfNeeded: new) }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(order.count + 1)
    var end: UInt32 = 0
    for old in order {
      end += graph.offsets[Int(old) + 1] - graph.offsets[Int(old)]
      offsets.append(end)
    }
    let ranges = Concurrent.ranges(order.count, pieces: max(1, min(jobs, order.count >> 14)))
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { [number, offsets] piece in
      rows(graph, order, number, ranges[piece], count: Int(offsets[ranges[piece].upperBound] - offsets[ranges[piece].lowerBound]))
    }
    if pieces.count == 1 { return WeightedGraph(offsets: offsets, targets: pieces[0].targets, weights: pieces[0].weights) }
    return WeightedGraph(offsets: offsets, targets: pieces.flatMap(\.targets), weights: pieces.flatMap(\.weights))
  }

  private static func rows(
    _ graph: WeightedGraph, _ order: [UInt32], _ number: [UInt32], _ range: Range<Int>, count: Int
  ) -> (targets: [UInt32], weights: [Double]) {
    var targets = [UInt32](repeating: 0, count: count)
    var weights = [Double](repeating: 0, count: graph.isWeighted ? count : 0)
    let (offsets, oldTargets, oldWeights, order, number) = (
      graph.offsets.span, graph.targets.span, graph.weights.span, order.span, number.span
    )
    var newTargets = targets.mutableSpan
    var newWeights = weights.mutableSpan
    let isWeighted = graph.isWeighted
    var place = 0
    for new in range {
      let old = Int(order[new])
      for entry in Int(offsets[old])..<Int(offsets[old &+ 1]) {
        newTargets[place] = number[Int(oldTargets[entry])]
        if isWeighted { newWeights[place] = oldWeights[entry] }
        place &+= 1
      }
    }
    return (targets, weights)
  }
}
