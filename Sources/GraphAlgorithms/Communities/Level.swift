/// A graph on the way from nodes to communities: its nodes are parts of the level below.
struct Level: Sendable {
  let graph: WeightedGraph
  /// index = node, value = what pairs are charged by.
  let masses: [Double]
  /// Twice the weight of the edges that are within nodes.
  var loops = 0.0
  /// Where threads are worth their trouble, and the last digits are not worth much time.
  var isLarge: Bool { graph.targets.count >= 100_000 }

  /// Communities that came out of moves.
  struct Moved {
    /// index = node, value = community, numbered by first node.
    var labels: [UInt32]
    /// Number of communities.
    var count: Int
    /// What the moves gained, in units of weight.
    var gain: Double
    /// Whether another iteration would gain next to nothing.
    var isSettled = false

    init(_ labels: [UInt32], gain: Double) {
      (self.labels, count) = Groups.compact(labels, below: labels.count)
      self.gain = gain
    }
  }

  /// Nodes with a neighbour in another community: nobody else has a better place to go.
  func boundary(_ labels: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    let (offsets, targets, labels) = (graph.offsets.span, graph.targets.span, labels.span)
    for node in 0..<labels.count {
      let label = labels[node]
      for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) where labels[Int(targets[entry])] != label {
        result.append(UInt32(truncatingIfNeeded: node))
        break
      }
    }
    return result
  }

  /// Moves nodes, beginning with those that wait.
  ///
  /// - Parameters:
  ///   - jobs: threads; the communities do not depend on it.
  ///   - leavesRest: whether it ends when few of the nodes looked at still move.
  func moved(_ labels: [UInt32], waiting: [UInt32], scale: Double, jobs: Int = 1, leavesRest: Bool = false) -> Moved {
    var state = LocalMoving.State(labels: labels, masses: masses[...])
    let moving = LocalMoving(scale: scale, jobs: jobs, leavesRest: leavesRest, isInBlocks: isLarge)
    let gain = moving.run(graph, masses, in: 0..<labels.count, &state, waiting: waiting)
    return Moved(state.labels, gain: gain)
  }

  /// What is said of as many nodes fits a cache.
  static let stretchLength = 1 << 15

  /// The first moves from single nodes. Stretches of nodes are moved by themselves, on as many threads as there are; then those that have
  /// neighbours in other stretches. The stretches do not depend on `jobs`.
  ///
  /// - Parameter leavesRest: whether it ends when few of the nodes looked at still move, in a stretch and in all; for nodes that do not stand
  ///   near their neighbours.
  func movedFromSingles(scale: Double, seed: UInt64, jobs: Int, leavesRest: Bool = false) -> Moved {
    let count = leavesRest ? scatteredStretches() : max(1, graph.nodeCount / Self.stretchLength)
    let ranges = Concurrent.ranges(graph.nodeCount, pieces: count)
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { piece in
      let range = ranges[piece]
      var state = LocalMoving.State(singletons: masses[range])
      let waiting = Self.mixed(range.count, seed: seed, stream: UInt64(piece))
      LocalMoving(scale: scale, leavesRest: leavesRest).run(graph, masses, in: range, &state, waiting: waiting)
      return state.labels
    }
    if pieces.count == 1 { return Moved(pieces[0], gain: 0) }
    var labels: [UInt32] = []
    var waiting: [UInt32] = []
    labels.reserveCapacity(graph.nodeCount)
    for (range, piece) in zip(ranges, pieces) {
      for label in piece { labels.append(label + UInt32(range.lowerBound)) }
      for node in range where graph.neighbours(of: node).contains(where: { !range.contains(Int($0)) }) { waiting.append(UInt32(node)) }
    }
    // What is said of communities stands together.
    labels = Groups.compact(labels, below: labels.count).labels
    return moved(labels, waiting: waiting, scale: scale, jobs: jobs, leavesRest: leavesRest)
  }

  /// Neighbours that a node has in its stretch, on average: fewer of them do not tell communities, more of them take longer.
  private static let neighboursWithin = 6

  /// Into how many stretches nodes are cut: of `length`, or longer ones where those hold few neighbours and these hold enough.
  ///
  /// - Complexity: O(nodes + edges) / 64.
  func scatteredStretches(ofAbout length: Int = stretchLength) -> Int {
    let (short, long) = (max(1, graph.nodeCount / length), graph.targets.count / (Self.neighboursWithin * max(1, graph.nodeCount)))
    if long < 3 || long >= short { return max(long, short) }
    // A sample: what counts is whether it is most of the neighbours or next to none.
    var (nodes, within) = (0, 0)
    for node in stride(from: 0, to: graph.nodeCount, by: 64) {
      nodes += 1
      for target in graph.neighbours(of: node) where Int(target) / length == node / length { within += 1 }
    }
    return within < Self.neighboursWithin * nodes ? long : short
  }

  /// All nodes in random order, but within stretches that fit a cache: neighbours stand near each other.
  static func mixed(_ count: Int, seed: UInt64, stream: UInt64) -> [UInt32] {
    var numbers = SeededNumbers(seed: seed, stream: stream)
    var order = (0..<UInt32(count)).map { $0 }
    for first in stride(from: 0, to: count, by: 4096) {
      let end = min(count, first + 4096)
      for last in stride(from: end - 1, to: first, by: -1) { order.swapAt(last, first + numbers.below(last - first + 1)) }
    }
    return order
  }
}
