/// The third phase of Leiden: every part becomes a node, edges between two parts become one.
struct Aggregation {
  /// - Parameters:
  ///   - groups: the nodes by part.
  ///   - jobs: threads; the graph does not depend on it.
  /// - Returns: the graph of the parts, without loops, and their masses.
  /// - Complexity: O(nodes + edges).
  func run(_ graph: WeightedGraph, _ masses: [Double], _ parts: [UInt32], _ groups: Groups, jobs: Int) -> (WeightedGraph, [Double]) {
    let ranges = groups.ranges(ofAbout: max(1 << 14, graph.nodeCount / 16))
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { lists(graph, masses, parts, groups, of: ranges[$0]) }
    var offsets: [UInt32] = [0]
    var targets: [UInt32] = []
    var weights: [Double] = []
    var partMasses: [Double] = []
    offsets.reserveCapacity(groups.count + 1)
    targets.reserveCapacity(pieces.reduce(0) { $0 + $1.targets.count })
    weights.reserveCapacity(targets.capacity)
    for piece in pieces {
      let first = UInt32(targets.count)
      for end in piece.ends { offsets.append(first + end) }
      targets += piece.targets
      weights += piece.weights
      partMasses += piece.masses
    }
    return (WeightedGraph(offsets: offsets, targets: targets, weights: weights), partMasses)
  }

  private struct Piece: Sendable {
    /// index = part of the range, value = where its list ends.
    var ends: [UInt32] = []
    var targets: [UInt32] = []
    var weights: [Double] = []
    var masses: [Double] = []
  }

  private func lists(
    _ graph: WeightedGraph, _ masses: [Double], _ parts: [UInt32], _ groups: Groups, of range: Range<Int>
  ) -> Piece {
    let entries = groups.members[Int(groups.starts[range.lowerBound])..<Int(groups.starts[range.upperBound])].reduce(0) {
      $0 + graph.row(Int($1)).count
    }
    var piece = Piece()
    piece.ends.reserveCapacity(range.count)
    piece.masses.reserveCapacity(range.count)
    piece.targets = [UInt32](repeating: 0, count: entries + 1)
    piece.weights = [Double](repeating: 0, count: entries)
    // index = part, value = the weight of the edges to it, 0 outside of the list being written.
    var ties = [Double](repeating: 0, count: groups.count)
    let count = fill(
      &piece.ends, &piece.targets, &piece.weights, &piece.masses, &ties, graph, masses, parts, groups, of: range)
    // Copies of the right size: the room is mostly many times as large, and other pieces are still to come.
    piece.targets = Array(piece.targets[..<count])
    piece.weights = Array(piece.weights[..<count])
    return piece
  }

  /// Writes the lists of the parts of a range.
  ///
  /// - Returns: the entries written.
  private func fill(
    _ ends: inout [UInt32], _ allTargets: inout [UInt32], _ allWeights: inout [Double], _ partMasses: inout [Double],
    _ allTies: inout [Double], _ graph: WeightedGraph, _ masses: [Double], _ parts: [UInt32], _ groups: Groups, of range: Range<Int>
  ) -> Int {
    let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let (nodeMasses, nodeParts, members, starts) = (masses.span, parts.span, groups.members.span, groups.starts.span)
    let isWeighted = graph.isWeighted
    var ties = allTies.mutableSpan
    var newTargets = allTargets.mutableSpan
    var newWeights = allWeights.mutableSpan
    var count = 0
    for part in range {
      let start = count
      var mass = 0.0
      let own = UInt32(truncatingIfNeeded: part)
      for place in Int(starts[part])..<Int(starts[part &+ 1]) {
        let node = Int(members[place])
        mass += nodeMasses[node]
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
          let other = nodeParts[Int(targets[entry])]
          TieSums.add(isWeighted ? weights[entry] : 1, to: other, isListed: other != own, &ties, &newTargets, &count)
        }
      }
      ties[part] = 0
      for entry in start..<count {
        let other = Int(newTargets[entry])
        newWeights[entry] = ties[other]
        ties[other] = 0
      }
      ends.append(UInt32(truncatingIfNeeded: count))
      partMasses.append(mass)
    }
    return count
  }
}
