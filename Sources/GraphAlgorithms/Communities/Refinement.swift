/// The second phase of Leiden: every community is built again from single nodes, by merges that keep its parts connected.
///
/// A node joins a part only while it is still alone, when both are well connected to the rest of the community, and where it gains most.
/// What comes out are connected parts of the communities; they become the nodes of the next level.
struct Refinement {
  /// The penalty of two nodes in one part, per product of their masses.
  let scale: Double
  let seed: UInt64

  /// - Parameters:
  ///   - groups: the nodes by community.
  ///   - jobs: threads; the parts do not depend on it.
  /// - Returns: index = node, value = its part, numbered in the order of the communities; and the number of parts.
  /// - Complexity: O(nodes + edges).
  func run(_ graph: WeightedGraph, _ masses: [Double], _ labels: [UInt32], _ groups: Groups, jobs: Int) -> (parts: [UInt32], count: Int) {
    let ranges = groups.ranges(ofAbout: 1 << 14)
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { piece in refine(graph, masses, labels, groups, ranges[piece]) }
    var parts = [UInt32](repeating: 0, count: labels.count)
    var count: UInt32 = 0
    var position = 0
    for piece in pieces {
      for part in piece.parts {
        parts[Int(groups.members[position])] = part + count
        position += 1
      }
      count += piece.count
    }
    return (parts, Int(count))
  }

  private struct Piece: Sendable {
    /// In the order of the members.
    var parts: [UInt32]
    var count: UInt32
  }

  /// The parts of some communities. All arrays are of their members: index = position among them.
  private func refine(
    _ graph: WeightedGraph, _ masses: [Double], _ labels: [UInt32], _ groups: Groups, _ communities: Range<Int>
  ) -> Piece {
    let base = Int(groups.starts[communities.lowerBound])
    let total = Int(groups.starts[communities.upperBound]) - base
    var numbers = SeededNumbers(seed: seed, stream: UInt64(communities.lowerBound))
    let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let (nodeMasses, nodeLabels, places, members) = (masses.span, labels.span, groups.places.span, groups.members.span)
    let isWeighted = graph.isWeighted
    // Of a part, under the position of the node it started with.
    var part = (0..<UInt32(total)).map { $0 }
    var partMasses = [Double](repeating: 0, count: total)
    var partTies = [Double](repeating: 0, count: total)
    var isAlone = [Bool](repeating: true, count: total)
    var order: [UInt32] = []
    var ties = [Double](repeating: 0, count: total)
    var seen: [UInt32] = [UInt32](repeating: 0, count: total)
    do {
      var part = part.mutableSpan
      var partMasses = partMasses.mutableSpan
      var partTies = partTies.mutableSpan
      var isAlone = isAlone.mutableSpan
      var ties = ties.mutableSpan
      var seen = seen.mutableSpan
      for community in communities {
        let own = Int(groups.starts[community]) - base..<Int(groups.starts[community + 1]) - base
        if own.count == 1 { continue }
        var communityMass = 0.0
        let label = nodeLabels[Int(members[base + own.lowerBound])]
        for position in own {
          let node = Int(members[base &+ position])
          var tie = 0.0
          for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) where nodeLabels[Int(targets[entry])] == label {
            tie += isWeighted ? weights[entry] : 1
          }
          partTies[position] = tie
          partMasses[position] = nodeMasses[node]
          communityMass += nodeMasses[node]
        }
        order.removeAll(keepingCapacity: true)
        for position in own { order.append(UInt32(truncatingIfNeeded: position)) }
        numbers.shuffle(&order)
        for start in order {
          let position = Int(start)
          guard isAlone[position], Int(part[position]) == position else { continue }
          let node = Int(members[base &+ position])
          let mass = nodeMasses[node]
          let nodeTies = partTies[position]
          guard nodeTies >= scale * mass * (communityMass - mass) else { continue }
          var seenCount = 0
          for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
            let target = Int(targets[entry])
            guard nodeLabels[target] == label else { continue }
            let other = Int(part[Int(places[target]) &- base])
            let tie = ties[other]
            if tie == 0 {
              seen[seenCount] = UInt32(truncatingIfNeeded: other)
              seenCount &+= 1
            }
            ties[other] = tie + (isWeighted ? weights[entry] : 1)
          }
          var (best, bestGain, bestTie) = (position, 0.0, 0.0)
          for index in 0..<seenCount {
            let other = Int(seen[index])
            let tie = ties[other]
            ties[other] = 0
            let gain = tie - scale * mass * partMasses[other]
            if gain > bestGain || (gain == 0 && best == position),
              partTies[other] >= scale * partMasses[other] * (communityMass - partMasses[other])
            {
              (best, bestGain, bestTie) = (other, gain, tie)
            }
          }
          if best == position { continue }
          part[position] = UInt32(truncatingIfNeeded: best)
          isAlone[best] = false
          partMasses[best] += mass
          partTies[best] += nodeTies - 2 * bestTie
        }
      }
    }
    // Parts numbered by their first member.
    var number = [UInt32](repeating: .max, count: total)
    var count: UInt32 = 0
    for position in part.indices {
      let start = Int(part[position])
      if number[start] == .max {
        number[start] = count
        count += 1
      }
      part[position] = number[start]
    }
    return Piece(parts: part, count: count)
  }
}

extension SeededNumbers {
  /// Fisher and Yates.
  mutating func shuffle(_ values: inout [UInt32]) {
    if values.count < 2 { return }
    for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, below(last + 1)) }
  }
}
