/// The first phase of Leiden: nodes move one by one to the neighbouring community that gains most, until none gains.
///
/// Nodes wait in a queue; one that moves puts those of its neighbours into it that are not of its new community.
struct LocalMoving {
  /// The penalty of two nodes in one community, per product of their masses.
  let scale: Double

  /// The communities of a range of nodes. Numbers of communities are local: 0 ..< number of nodes of the range.
  struct State: Sendable {
    /// index = node of the range, value = its community.
    var labels: [UInt32]
    /// index = community, value = sum of its nodes' masses.
    var masses: [Double]
    /// index = community, value = number of nodes.
    var sizes: [UInt32]

    /// Every node by itself.
    init(singletons masses: ArraySlice<Double>) {
      labels = (0..<UInt32(masses.count)).map { $0 }
      self.masses = Array(masses)
      sizes = [UInt32](repeating: 1, count: masses.count)
    }

    init(labels: [UInt32], masses nodeMasses: [Double]) {
      self.labels = labels
      masses = [Double](repeating: 0, count: labels.count)
      sizes = [UInt32](repeating: 0, count: labels.count)
      for (node, label) in labels.enumerated() {
        masses[Int(label)] += nodeMasses[node]
        sizes[Int(label)] += 1
      }
    }
  }

  /// Moves the nodes of a range; neighbours outside it are looked away from.
  ///
  /// - Parameters:
  ///   - masses: index = node of the graph.
  ///   - waiting: nodes of the range, counted from its start, in the order in which they are looked at; each once.
  /// - Returns: how many moves there were.
  /// - Complexity: O(edges of the nodes looked at). Every move raises the quality, so it ends.
  @discardableResult
  func run(_ graph: WeightedGraph, _ masses: [Double], in range: Range<Int>, _ state: inout State, waiting: [UInt32]) -> Int {
    if range.isEmpty || waiting.isEmpty { return 0 }
    return move(graph, masses, in: range, &state.labels, &state.masses, &state.sizes, waiting)
  }

  private func move(
    _ graph: WeightedGraph, _ masses: [Double], in range: Range<Int>, _ allLabels: inout [UInt32], _ allMasses: inout [Double],
    _ allSizes: inout [UInt32], _ waiting: [UInt32]
  ) -> Int {
    let (first, size) = (UInt32(truncatingIfNeeded: range.lowerBound), UInt32(truncatingIfNeeded: range.count))
    let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let nodeMasses = masses.span
    let isWeighted = graph.isWeighted
    let scale = scale
    // Numbers of communities without nodes; when none is known, one is searched for.
    var free: [UInt32] = []
    var nextFree: UInt32 = 0
    var moves = 0
    // A ring with room for every node: no node waits twice.
    var queue = waiting
    let capacity = range.count
    if queue.count < capacity { queue.append(contentsOf: repeatElement(0, count: capacity - queue.count)) }
    var waits = [Bool](repeating: waiting.count == capacity, count: capacity)
    if waiting.count < capacity { for node in waiting { waits[Int(node)] = true } }
    var ties = [Double](repeating: 0, count: capacity)
    var seen = [UInt32](repeating: 0, count: capacity + 1)
    var labels = allLabels.mutableSpan
    var communityMasses = allMasses.mutableSpan
    var sizes = allSizes.mutableSpan
    var queueSpan = queue.mutableSpan
    var waitsSpan = waits.mutableSpan
    var tiesSpan = ties.mutableSpan
    var seenSpan = seen.mutableSpan
    var (head, count) = (0, waiting.count)
    while count > 0 {
      let node = Int(queueSpan[head])
      head += 1
      if head == capacity { head = 0 }
      count -= 1
      waitsSpan[node] = false
      let own = Int(labels[node])
      let (start, end) = (Int(offsets[range.lowerBound &+ node]), Int(offsets[range.lowerBound &+ node &+ 1]))
      var seenCount = 0
      for entry in start..<end {
        let target = targets[entry] &- first
        guard target < size else { continue }
        let community = labels[Int(target)]
        let weight = isWeighted ? weights[entry] : 1
        let tie = tiesSpan[Int(community)]
        // Written always and kept the first time: a branch would mostly be foretold wrongly, and comparing numbers needs one.
        seenSpan[seenCount] = community
        seenCount &+= tie.bitPattern == 0 ? 1 : 0
        tiesSpan[Int(community)] = tie + weight
      }
      let mass = nodeMasses[range.lowerBound &+ node]
      let factor = scale * mass
      let ownTie = tiesSpan[own]
      let stay = ownTie - factor * (communityMasses[own] - mass)
      var (best, bestGain, bestTie) = (own, stay, ownTie)
      for index in 0..<seenCount {
        let community = Int(seenSpan[index])
        let tie = tiesSpan[community]
        tiesSpan[community] = 0
        let gain = tie - factor * communityMasses[community]
        if gain > bestGain, community != own { (best, bestGain, bestTie) = (community, gain, tie) }
      }
      if bestGain < 0, sizes[own] > 1 {
        if free.isEmpty {
          while sizes[Int(nextFree)] != 0 { nextFree = nextFree + 1 == size ? 0 : nextFree + 1 }
          free.append(nextFree)
        }
        (best, bestGain, bestTie) = (Int(free[free.count - 1]), 0, 0)
      }
      // Rounding must not send a node to and fro for ever.
      guard best != own, bestGain - stay > 1e-11 * (bestTie + ownTie) else { continue }
      if sizes[best] == 0 { free.removeLast() }
      moves &+= 1
      labels[node] = UInt32(truncatingIfNeeded: best)
      communityMasses[own] -= mass
      communityMasses[best] += mass
      sizes[own] -= 1
      sizes[best] += 1
      if sizes[own] == 0 {
        communityMasses[own] = 0
        free.append(UInt32(truncatingIfNeeded: own))
      }
      for entry in start..<end {
        let target = targets[entry] &- first
        guard target < size else { continue }
        let neighbour = Int(target)
        if !waitsSpan[neighbour], labels[neighbour] != UInt32(truncatingIfNeeded: best) {
          waitsSpan[neighbour] = true
          var place = head &+ count
          if place >= capacity { place &-= capacity }
          queueSpan[place] = UInt32(truncatingIfNeeded: neighbour)
          count &+= 1
        }
      }
    }
    return moves
  }
}
