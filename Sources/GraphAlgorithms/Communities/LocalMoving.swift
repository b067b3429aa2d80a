/// The first phase of Leiden: nodes move one by one to the neighbouring community that gains most, until none gains.
///
/// Nodes wait in a queue; one that moves puts those of its neighbours into it that are not of its new community.
///
/// In large graphs threads choose for a block of the queue at once, by the communities there are when it begins. Then the nodes of the block
/// take their turns in order: whose neighbours have not moved meanwhile goes where it chose, if that still gains; the others choose again.
struct LocalMoving {
  /// The penalty of two nodes in one community, per product of their masses.
  let scale: Double
  /// Threads; the communities do not depend on it.
  var jobs = 1
  /// Whether it ends when few of the nodes looked at still move, though others wait. Until then nearly all do, so that they are looked at in
  /// the order of their numbers, round after round.
  var leavesRest = false
  /// Whether nodes choose in blocks; needs the range of all nodes.
  var isInBlocks = false

  /// Nodes of a block: with more of them neighbours move more often before a node's turn, with less of them threads wait longer.
  private static let blockSizes = 256...2048

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

    init(labels: [UInt32], masses nodeMasses: ArraySlice<Double>) {
      self.labels = labels
      masses = [Double](repeating: 0, count: labels.count)
      sizes = [UInt32](repeating: 0, count: labels.count)
      for (label, mass) in zip(labels, nodeMasses) {
        masses[Int(label)] += mass
        sizes[Int(label)] += 1
      }
    }
  }

  /// Moves the nodes of a range; neighbours outside it are looked away from.
  ///
  /// - Parameters:
  ///   - masses: index = node of the graph.
  ///   - waiting: nodes of the range, counted from its start, in the order in which they are looked at; each once.
  /// - Returns: what was gained, in units of weight.
  /// - Complexity: O(edges of the nodes looked at). Every move raises the quality, so it ends.
  @discardableResult
  func run(_ graph: WeightedGraph, _ masses: [Double], in range: Range<Int>, _ state: inout State, waiting: [UInt32]) -> Double {
    if range.isEmpty || waiting.isEmpty { return 0 }
    var queue = MovingQueue(waiting, nodeCount: range.count)
    let pool = MovingChoice.Pool()
    let view = MovingView(graph: graph, masses: masses, range: range, scale: scale)
    if !isInBlocks, !leavesRest { return turns(.max, [], view, &state, &queue, pool).gain }
    var size = 2 * Self.blockSizes.lowerBound
    var gain = 0.0
    var (moves, looked) = (0, 0)
    // Those of the round that have not been looked at.
    var left = queue.count
    while queue.count > 0 {
      let block = isInBlocks ? queue.block(leavesRest ? min(size, left) : size) : []
      let count = isInBlocks ? block.count : min(left, 1 + range.count / 4)
      let choices = isInBlocks ? view.choices(of: block, state, pool, jobs: jobs) : []
      let done = turns(count, choices, view, &state, &queue, pool)
      gain += done.gain
      moves += done.moves
      looked += count
      left -= count
      // What neighbours do in a block, not how long it takes: sizes are the same for any number of threads.
      if done.again > count / 4 { size = max(Self.blockSizes.lowerBound, size / 2) }
      if done.again < count / 16 { size = min(Self.blockSizes.upperBound, size * 2) }
      guard leavesRest else { continue }
      if looked > range.count / 4 {
        if moves < looked / 4 { break }
        (moves, looked) = (0, 0)
      }
      if left > 0 { continue }
      // Memory is then read in order, and what is said of the communities that are left stands together.
      if queue.count > range.count / 16 {
        queue = MovingQueue(queue.inOrder(), nodeCount: range.count)
        state = State(labels: Groups.compact(state.labels, below: range.count).labels, masses: masses[range])
      }
      left = queue.count
    }
    return gain
  }

  /// Lets the first nodes of the queue take their turns.
  ///
  /// - Parameters:
  ///   - most: how many at most.
  ///   - choices: what they have chosen; empty where they have not.
  /// - Returns: how many moved, how many chose again, and what was gained.
  private func turns(
    _ most: Int, _ choices: [[MovingChoice]], _ view: MovingView, _ state: inout State, _ queue: inout MovingQueue,
    _ pool: borrowing MovingChoice.Pool
  ) -> (moves: Int, again: Int, gain: Double) {
    var scratch = pool.take(count: view.range.count)
    defer { pool.giveBack(scratch) }
    return turns(
      most, choices, view, &state.labels, &state.masses, &state.sizes, &queue.nodes, &queue.status, &queue.free, &queue.head, &queue.count,
      &scratch.ties, &scratch.seen)
  }

  private func turns(
    _ most: Int, _ choices: [[MovingChoice]], _ view: MovingView, _ allLabels: inout [UInt32], _ allMasses: inout [Double],
    _ allSizes: inout [UInt32], _ allNodes: inout [UInt32], _ allStatus: inout [UInt8], _ free: inout FreeNumbers, _ head: inout Int,
    _ count: inout Int, _ allTies: inout [Double], _ allSeen: inout [UInt32]
  ) -> (moves: Int, again: Int, gain: Double) {
    let (base, capacity, scale) = (view.range.lowerBound, view.range.count, scale)
    let (first, size) = (UInt32(truncatingIfNeeded: base), UInt32(truncatingIfNeeded: capacity))
    let (offsets, targets, weights) = (view.graph.offsets.span, view.graph.targets.span, view.graph.weights.span)
    let nodeMasses = view.masses.span
    let haveChosen = !choices.isEmpty
    var labels = allLabels.mutableSpan
    var masses = allMasses.mutableSpan
    var sizes = allSizes.mutableSpan
    var nodes = allNodes.mutableSpan
    var status = allStatus.mutableSpan
    var ties = allTies.mutableSpan
    var seen = allSeen.mutableSpan
    var (moves, again, turn) = (0, 0, 0)
    var total = 0.0
    var (piece, place) = (0, 0)
    while turn < most, count > 0 {
      turn &+= 1
      let node = Int(nodes[head])
      head &+= 1
      if head == capacity { head = 0 }
      count &-= 1
      var mustChoose = status[node] != MovingQueue.hasChosen
      status[node] = MovingQueue.isIdle
      let own = Int(labels[node])
      let mass = nodeMasses[base &+ node]
      let factor = scale * mass
      let rest = masses[own] - mass
      var choice = MovingChoice(community: 0, tie: 0, ownTie: 0)
      var (best, gain, stay) = (own, 0.0, 0.0)
      if haveChosen {
        if place == choices[piece].count { (piece, place) = (piece &+ 1, 0) }
        choice = choices[piece][place]
        place &+= 1
        if !mustChoose {
          best = Int(choice.community)
          stay = choice.ownTie - factor * rest
          gain = best == own ? stay : choice.tie - factor * masses[best]
          // Whoever moved, communities have grown and shrunk meanwhile.
          mustChoose = gain < 0 || gain < stay
        }
        again &+= mustChoose ? 1 : 0
      }
      if mustChoose {
        choice = MovingChoice.of(
          node, base: base, size: size, offsets, targets, weights, labels.span, masses.span, mass: mass, scale: scale, &ties, &seen)
        best = Int(choice.community)
        stay = choice.ownTie - factor * rest
        gain = best == own ? stay : choice.tie - factor * masses[best]
      }
      if gain < 0, sizes[own] > 1 {
        best = free.first(sizes.span)
        (gain, choice.tie) = (0, 0)
      }
      // Rounding must not send a node to and fro for ever.
      guard best != own, gain - stay > 1e-11 * (choice.tie + choice.ownTie) else { continue }
      if sizes[best] == 0 { free.removeFirst() }
      moves &+= 1
      total += gain - stay
      labels[node] = UInt32(truncatingIfNeeded: best)
      masses[own] -= mass
      masses[best] += mass
      sizes[own] -= 1
      sizes[best] += 1
      if sizes[own] == 0 {
        masses[own] = 0
        free.append(UInt32(truncatingIfNeeded: own))
      }
      for entry in Int(offsets[base &+ node])..<Int(offsets[base &+ node &+ 1]) {
        let target = targets[entry] &- first
        guard target < size else { continue }
        let neighbour = Int(target)
        // No branches here either. There is always room for one more: who moves does not wait.
        let isIdle = status[neighbour] == MovingQueue.isIdle
        let stays = isIdle && labels[neighbour] == UInt32(truncatingIfNeeded: best)
        let place = head &+ count
        nodes[place >= capacity ? place &- capacity : place] = target
        count &+= isIdle && !stays ? 1 : 0
        status[neighbour] = stays ? MovingQueue.isIdle : MovingQueue.waits
      }
    }
    return (moves, again, total)
  }
}
