/// The second phase of Leiden: every community is built again from single nodes, by merges that keep its parts connected.
///
/// A node joins a part only while it is still alone, when both are well connected to the rest of the community, and where it gains most.
/// In further rounds the parts do the same: a level of the hierarchy without its graph. What comes out are connected parts of the
/// communities; they become the nodes of the next level.
struct Refinement {
  /// The penalty of two nodes in one part, per product of their masses.
  let scale: Double
  let seed: UInt64
  /// How often merging begins again with what came out.
  let rounds: Int

  /// - Parameters:
  ///   - groups: the nodes by community.
  ///   - jobs: threads; the parts do not depend on it.
  /// - Returns: index = node, value = its part, numbered in the order of the communities; and the number of parts.
  /// - Complexity: O(nodes + edges) for each round. Memory: 4 bytes per edge within communities and direction, 12 with weights.
  func run(_ graph: WeightedGraph, _ masses: [Double], _ groups: Groups, jobs: Int) -> (parts: [UInt32], count: Int) {
    let ranges = groups.ranges(ofAbout: 1 << 14)
    let pieces = Concurrent.map(ranges.count, jobs: jobs) { piece in refine(graph, masses, groups, ranges[piece]) }
    var parts = [UInt32](repeating: 0, count: groups.members.count)
    var count: UInt32 = 0
    var position = 0
    var span = parts.mutableSpan
    for piece in pieces {
      for part in piece.parts {
        span[Int(groups.members[position])] = part &+ count
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
  private func refine(_ graph: WeightedGraph, _ masses: [Double], _ groups: Groups, _ communities: Range<Int>) -> Piece {
    let base = Int(groups.starts[communities.lowerBound])
    var numbers = SeededNumbers(seed: seed, stream: UInt64(communities.lowerBound))
    let total = Int(groups.starts[communities.upperBound]) - base
    var merging = Merging(total: total, scale: scale)
    for community in communities {
      let own = Int(groups.starts[community]) - base..<Int(groups.starts[community + 1]) - base
      if own.count == 1 { continue }
      merging.begin(graph, masses, groups, base: base, own)
      for round in 0..<rounds where round == 0 || merging.lists.count > 1 { merging.merge(&numbers) }
    }
    let (parts, count) = Groups.compact(merging.part, below: total)
    return Piece(parts: parts, count: UInt32(count))
  }
}

extension SeededNumbers {
  /// Fisher and Yates.
  mutating func shuffle<Value>(_ values: inout [Value]) {
    if values.count < 2 { return }
    for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, below(last + 1)) }
  }
}
