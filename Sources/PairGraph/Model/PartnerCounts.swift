/// How many distinct partners alive each node has over pairings, at one of their ends; the node itself is left out.
///
/// Takes a byte for each node: counts are small, and what does not fit is kept apart.
struct PartnerCounts: Sendable {
  private static let large = UInt8.max

  /// index = node, value = partners, or `large`.
  private var counts: [UInt8]
  /// Node -> partners, where they are at least `large`.
  private var others: [Int: UInt32] = [:]

  /// - Parameter counts: index = node, value = partners, below 255.
  init(_ counts: [UInt8]) { self.counts = counts }

  /// Counts the partners at one end of a table's edges.
  ///
  /// - Complexity: O(nodes + edges), see `PairCounter`.
  init(_ table: EdgeTable, of side: EdgeSide, nodeCount: Int, jobs: Int) throws {
    var counter = PairCounter(nodeCount: nodeCount)
    counter.add(from: table.from, to: table.to, alive: table.alive)
    let result = try counter.finish(table, countingHelps: side == .from, jobs: jobs)
    self = side == .to ? result.helped : result.helps ?? result.helped
  }

  subscript(node: Int) -> UInt32 {
    @inline(__always) get { counts[node] == Self.large ? others[node] ?? UInt32(Self.large) : UInt32(counts[node]) }
    set {
      counts[node] = UInt8(truncatingIfNeeded: min(newValue, UInt32(Self.large)))
      if newValue >= UInt32(Self.large) { others[node] = newValue }
    }
  }
}
