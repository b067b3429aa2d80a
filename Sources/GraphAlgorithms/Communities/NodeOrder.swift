/// A numbering in which neighbours stand near each other: memory is then read in order, which is most of the speed.
struct NodeOrder: Sendable {
  /// index = new number, value = node.
  let nodes: [UInt32]
  /// Whether it brings neighbours near. In graphs where everybody is a few steps from everybody no order does.
  let isNear: Bool

  /// The nodes of each component in breadth-first order, from its first node.
  ///
  /// - Parameter pendants: who goes with another is left out. Where an eighth of the others is equally far from the first, the search ends,
  ///   and all that were not reached keep their order: `isNear` is false. Without pendants it never ends early.
  /// - Complexity: O(nodes + edges).
  static func breadthFirst(_ graph: WeightedGraph, without pendants: Pendants? = nil) -> NodeOrder {
    let count = graph.nodeCount
    var order = [UInt32](repeating: 0, count: count)
    let widest = pendants.map { max(1 << 12, (count - $0.count) / 8) } ?? count
    var isNear = true
    var end = 0
    do {
      var isReached = [Bool](repeating: false, count: count)
      if let pendants, pendants.count > 0 {
        for (node, host) in pendants.hosts.enumerated() where Int(host) != node { isReached[node] = true }
      }
      let (offsets, targets) = (graph.offsets.span, graph.targets.span)
      var orderSpan = order.mutableSpan
      var reached = isReached.mutableSpan
      search: for start in 0..<count where !reached[start] {
        var next = end
        orderSpan[end] = UInt32(truncatingIfNeeded: start)
        reached[start] = true
        end &+= 1
        var levelEnd = end
        while next < end {
          if next == levelEnd {
            isNear = end &- levelEnd <= widest
            if !isNear { break search }
            levelEnd = end
          }
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
      if !isNear {
        for node in 0..<count where !reached[node] {
          orderSpan[end] = UInt32(truncatingIfNeeded: node)
          end &+= 1
        }
      }
    }
    if !isNear, pendants?.count == 0 { return NodeOrder(nodes: (0..<UInt32(count)).map { $0 }, isNear: false) }
    order.removeLast(count - end)
    return NodeOrder(nodes: order, isNear: isNear)
  }

  /// The graph with its nodes renumbered; nodes that are not in the order are left out.
  ///
  /// - Parameter order: index = new number, value = node.
  /// - Complexity: O(nodes + edges).
  static func renumbered(_ graph: WeightedGraph, _ order: [UInt32], jobs: Int) -> WeightedGraph {
    var number = [UInt32](repeating: .max, count: graph.nodeCount)
    for (new, old) in order.enumerated() { number[Int(old)] = UInt32(truncatingIfNeeded: new) }
    let ranges = Concurrent.ranges(order.count, pieces: max(1, min(4 * jobs, order.count >> 14)))
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { [number] piece in rows(graph, order, number, ranges[piece]) }
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(order.count + 1)
    var end: UInt32 = 0
    for piece in pieces {
      for count in piece.counts {
        end &+= count
        offsets.append(end)
      }
    }
    if pieces.count == 1 { return WeightedGraph(offsets: offsets, targets: pieces[0].targets, weights: pieces[0].weights) }
    return WeightedGraph(offsets: offsets, targets: pieces.flatMap(\.targets), weights: pieces.flatMap(\.weights))
  }

  private struct Rows: Sendable {
    /// index = node of the range, value = the length of its list.
    var counts: [UInt32]
    var targets: [UInt32]
    var weights: [Double]
  }

  private static func rows(_ graph: WeightedGraph, _ order: [UInt32], _ number: [UInt32], _ range: Range<Int>) -> Rows {
    var room = 1
    for new in range { room &+= graph.row(Int(order[new])).count }
    var counts = [UInt32](repeating: 0, count: range.count)
    var targets = [UInt32](repeating: 0, count: room)
    var weights = [Double](repeating: 0, count: graph.isWeighted ? room : 0)
    let (offsets, oldTargets, oldWeights, order, number) = (
      graph.offsets.span, graph.targets.span, graph.weights.span, order.span, number.span
    )
    let isWeighted = graph.isWeighted
    var place = 0
    do {
      var newTargets = targets.mutableSpan
      var newWeights = weights.mutableSpan
      for new in range {
        let old = Int(order[new])
        let start = place
        for entry in Int(offsets[old])..<Int(offsets[old &+ 1]) {
          let target = number[Int(oldTargets[entry])]
          newTargets[place] = target
          if isWeighted { newWeights[place] = oldWeights[entry] }
          place &+= target == .max ? 0 : 1
        }
        counts[new &- range.lowerBound] = UInt32(truncatingIfNeeded: place &- start)
      }
    }
    targets.removeLast(room - place)
    if isWeighted { weights.removeLast(room - place) }
    return Rows(counts: counts, targets: targets, weights: weights)
  }
}
