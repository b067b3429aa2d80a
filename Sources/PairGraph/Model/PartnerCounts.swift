/// How many distinct partners alive each node has over pairings, at one of their ends; the node itself is left out.
struct PartnerCounts: Sendable {
  /// index = node, value = partners.
  private let counts: [UInt32]

  init(_ counts: [UInt32]) { self.counts = counts }

  /// Counts the partners at one end of a table's edges.
  ///
  /// - Complexity: O(nodes + edges), see `PairCounter`.
  init(_ table: EdgeTable, of side: EdgeSide, nodeCount: Int, jobs: Int) throws {
    var counter = PairCounter(nodeCount: nodeCount, rows: table.count)
    counter.add(PairCounter.Part(from: table.from, to: table.to, alive: table.alive))
    let result = try counter.finish(countingHelps: side == .from, jobs: jobs)
    self = side == .to ? result.helped : result.helps ?? result.helped
  }

  @inline(__always)
  subscript(node: Int) -> Int { Int(counts[node]) }
}
