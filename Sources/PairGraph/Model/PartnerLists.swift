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
}
