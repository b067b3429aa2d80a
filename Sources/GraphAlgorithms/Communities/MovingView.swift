/// What does not change while nodes of a range move.
struct MovingView: Sendable {
  let graph: WeightedGraph
  /// index = node of the graph.
  let masses: [Double]
  let range: Range<Int>
  let scale: Double

  /// What nodes choose as communities are now; pieces of the block, one behind the other.
  func choices(of block: [UInt32], _ state: LocalMoving.State, _ pool: borrowing MovingChoice.Pool, jobs: Int) -> [[MovingChoice]] {
    let ranges = Concurrent.ranges(block.count, pieces: max(1, block.count / 128))
    return Concurrent.map(ranges.count, jobs: jobs) { piece in
      var scratch = pool.take(count: range.count)
      let found = choices(of: block, ranges[piece], state, &scratch.ties, &scratch.seen)
      pool.giveBack(scratch)
      return found
    }
  }

  private func choices(
    of block: [UInt32], _ places: Range<Int>, _ state: LocalMoving.State, _ allTies: inout [Double],
    _ allSeen: inout [UInt32]
  ) -> [MovingChoice] {
    let (offsets, targets, weights, nodeMasses) = (graph.offsets.span, graph.targets.span, graph.weights.span, masses.span)
    let (labels, communityMasses, size) = (state.labels.span, state.masses.span, UInt32(truncatingIfNeeded: range.count))
    var ties = allTies.mutableSpan
    var seen = allSeen.mutableSpan
    var result: [MovingChoice] = []
    result.reserveCapacity(places.count)
    for place in places {
      let node = Int(block[place])
      result.append(
        MovingChoice.of(
          node, base: range.lowerBound, size: size, offsets, targets, weights, labels, communityMasses,
          mass: nodeMasses[range.lowerBound &+ node], scale: scale, &ties, &seen))
    }
    return result
  }
}
