internal import GraphAlgorithms
internal import TableIO

/// How many distinct partners alive each node has, over the edges of one table, at one of its ends.
struct PartnerCounts: Sendable {
  private let nodes: Range<Int>
  /// The counts of consecutive ranges of nodes: index = node of the range, value = number of partners.
  private let parts: [Part]
  /// Nodes with two edges, alive or not, to one partner; ascending. Kept until equal rows have been looked for.
  private(set) var repeating: [Int]

  struct Part: Sendable {
    var nodes: Range<Int>
    var counts: [UInt32]
    var repeating: [Int] = []
  }

  /// Most nodes have one partner or most have several. The first kind is counted with one look at each edge; where that meets too
  /// many second partners, the edges are sorted by node.
  ///
  /// - Parameter side: the end whose partners are counted.
  /// - Complexity: O(nodes + edges log degree); 4 bytes per node, for the second kind also 4 per edge.
  init(_ table: EdgeTable, of side: EdgeSide, jobs: Int) throws {
    let (keys, partners) = side == .from ? (table.from, table.to) : (table.to, table.from)
    guard let lowest = keys.min(), let highest = keys.max() else {
      (nodes, parts, repeating) = (0..<0, [], [])
      return
    }
    let nodes = Int(lowest)..<Int(highest) + 1
    let firsts = FirstPartners(keys: keys, partners: partners, alive: table.alive)
    let counted = try Parallel.map(nodes.count, jobs: jobs, grain: keys.count > 1 << 16 ? max(1, nodes.count / max(1, jobs)) : nodes.count)
    {
      firsts.count($0.lowerBound + nodes.lowerBound..<$0.upperBound + nodes.lowerBound)
    }
    let all = counted.compactMap { $0 }
    self.nodes = nodes
    parts = try all.count == counted.count ? all : PartnerLists(table, of: side, jobs: jobs).counts(jobs: jobs)
    repeating = parts.flatMap(\.repeating)
  }

  mutating func forgetRepeating() { repeating = [] }

  /// Number of different partners alive, the node itself left out.
  func distinct(_ node: Int) -> Int {
    guard nodes.contains(node), let part = parts.first(where: { $0.nodes.contains(node) }) else { return 0 }
    return Int(part.counts[node - part.nodes.lowerBound])
  }

  /// Calls `body` with every node of a range and its number of partners.
  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int, Int) -> Void) {
    var node = range.lowerBound
    for part in parts {
      let end = min(range.upperBound, part.nodes.upperBound)
      while node < min(end, part.nodes.lowerBound) {
        body(node, 0)
        node += 1
      }
      while node < end {
        body(node, Int(part.counts[node &- part.nodes.lowerBound]))
        node &+= 1
      }
    }
    while node < range.upperBound {
      body(node, 0)
      node += 1
    }
  }
}

/// Counts partners where nearly every node has at most one.
private struct FirstPartners: Sendable {
  let keys: [UInt32]
  let partners: [UInt32]
  let alive: [Bool]

  private static let none = UInt32.max

  /// - Returns: nil when more than an eighth of the edges are second partners.
  func count(_ nodes: Range<Int>) -> PartnerCounts.Part? {
    let first = UInt32(nodes.lowerBound)
    let size = UInt32(nodes.count)
    // index = node of the range, value = its first partner, flagged when that edge is not alive.
    var slots = LargeArray.filled(with: Self.none, count: nodes.count)
    // Node and partner of every further edge.
    var further: [UInt64] = []
    let most = keys.count / 8 + 64
    for edge in keys.indices where keys[edge] &- first < size {
      let slot = Int(keys[edge] &- first)
      let entry = alive[edge] ? partners[edge] : partners[edge] | Adjacency.flag
      if slots[slot] == Self.none {
        slots[slot] = entry
      } else {
        further.append(UInt64(slot) << 32 | UInt64(entry))
        if further.count > most { return nil }
      }
    }
    return counted(nodes, &slots, further)
  }

  private func counted(_ nodes: Range<Int>, _ slots: inout [UInt32], _ further: [UInt64]) -> PartnerCounts.Part {
    var counter = DistinctCounter()
    let sorted = further.sorted()
    var several: [(slot: Int, count: UInt32)] = []
    var start = 0
    while start < sorted.count {
      let slot = sorted[start] >> 32
      var end = start
      while end < sorted.count, sorted[end] >> 32 == slot { end += 1 }
      let list = [slots[Int(slot)]] + sorted[start..<end].map { UInt32(truncatingIfNeeded: $0) }
      several.append((Int(slot), counter.distinct(nodes.lowerBound + Int(slot), list[...])))
      start = end
    }
    for slot in slots.indices {
      let entry = slots[slot]
      slots[slot] = entry & Adjacency.flag == 0 && Int(entry) != nodes.lowerBound &+ slot ? 1 : 0
    }
    for (slot, count) in several { slots[slot] = count }
    return PartnerCounts.Part(nodes: nodes, counts: slots, repeating: counter.repeating)
  }
}
