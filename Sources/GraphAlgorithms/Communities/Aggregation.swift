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
    var piece = Piece()
    let entries = groups.members[Int(groups.starts[range.lowerBound])..<Int(groups.starts[range.upperBound])].reduce(0) {
      $0 + graph.row(Int($1)).count
    }
    piece.targets.reserveCapacity(entries)
    piece.weights.reserveCapacity(entries)
    let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let (nodeMasses, nodeParts, members, starts) = (masses.span, parts.span, groups.members.span, groups.starts.span)
    let isWeighted = graph.isWeighted
    // index = part, value = where it stands in the list being written, plus 1; stale below the list's start.
    var ties = [UInt32](repeating: 0, count: groups.count)
    var tiesSpan = ties.mutableSpan
    for part in range {
      let start = piece.targets.count
      var mass = 0.0
      for place in Int(starts[part])..<Int(starts[part + 1]) {
        let node = Int(members[place])
        mass += nodeMasses[node]
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
          let other = Int(nodeParts[Int(targets[entry])])
          if other == part { continue }
          let weight = isWeighted ? weights[entry] : 1
          let known = Int(tiesSpan[other])
          if known > start {
            piece.weights[known &- 1] += weight
          } else {
            piece.targets.append(UInt32(truncatingIfNeeded: other))
            piece.weights.append(weight)
            tiesSpan[other] = UInt32(truncatingIfNeeded: piece.targets.count)
          }
        }
      }
      piece.ends.append(UInt32(truncatingIfNeeded: piece.targets.count))
      piece.masses.append(mass)
    }
    return piece
  }
}
