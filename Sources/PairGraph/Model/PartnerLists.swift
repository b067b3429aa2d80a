internal import GraphAlgorithms

/// Each node's partners over the edges of one table, at one of its ends.
struct PartnerLists: Sendable {
  /// Lists of partner numbers; flagged where the edge is not alive on the network's day.
  private let lists: Adjacency

  /// - Parameter side: the end whose lists are made; the partners are at the other.
  /// - Complexity: O(nodes + edges).
  init(_ table: EdgeTable, of side: EdgeSide, jobs: Int) {
    let (keys, partners) = side == .from ? (table.from, table.to) : (table.to, table.from)
    lists = Adjacency(keys: keys, values: partners, unmarked: table.alive, jobs: jobs)
  }

  /// The partners alive, the node itself left out; repeated as often as there are edges.
  func partners(_ node: Int) -> [UInt32] { lists.list(node).filter { $0 & Adjacency.flag == 0 && $0 != UInt32(node) } }

  /// Counts every node's distinct partners.
  ///
  /// - Complexity: O(nodes + edges log degree).
  func counts(jobs: Int) throws -> [PartnerCounts.Part] {
    let first = lists.nodes.lowerBound
    return try Parallel.map(lists.nodes.count, jobs: jobs) { range in
      let nodes = range.lowerBound + first..<range.upperBound + first
      var counter = DistinctCounter()
      var counts: [UInt32] = []
      counts.reserveCapacity(nodes.count)
      for part in lists.parts(of: nodes) {
        for node in nodes.clamped(to: part.nodes) {
          let row = part.row(node)
          counts.append(row.isEmpty ? 0 : counter.distinct(node, part.entries[row]))
        }
      }
      return PartnerCounts.Part(nodes: nodes, counts: counts, repeating: counter.repeating)
    }
  }
}

/// Counts the distinct entries of many short lists.
struct DistinctCounter: Sendable {
  /// Nodes whose list has a partner twice.
  private(set) var repeating: [Int] = []
  private var scratch: [UInt32] = []

  /// The number of distinct partners in a list of flagged entries, the node itself and edges not alive left out.
  mutating func distinct(_ node: Int, _ list: ArraySlice<UInt32>) -> UInt32 {
    if list.count == 1 { return list[list.startIndex] & Adjacency.flag == 0 && list[list.startIndex] != UInt32(node) ? 1 : 0 }
    scratch.removeAll(keepingCapacity: true)
    // Sorted with the flag last, a partner's first entry tells whether any of its edges is alive.
    for entry in list { scratch.append(entry &<< 1 | entry &>> 31) }
    sortScratch()
    var count: UInt32 = 0
    var repeats = false
    var last = UInt32.max
    for entry in scratch {
      let partner = entry &>> 1
      if partner == last {
        repeats = true
        continue
      }
      last = partner
      if entry & 1 == 0, partner != UInt32(node) { count += 1 }
    }
    if repeats { repeating.append(node) }
    return count
  }

  /// Most lists are a handful, where insertion beats everything.
  private mutating func sortScratch() {
    if scratch.count > 24 { return scratch.sort() }
    for index in scratch.indices.dropFirst() {
      let entry = scratch[index]
      var hole = index
      while hole > 0, scratch[hole - 1] > entry {
        scratch[hole] = scratch[hole - 1]
        hole -= 1
      }
      scratch[hole] = entry
    }
  }
}
