/// Finds the nodes that have fewer helpers than they need.
///
/// A node's `need` is the least number of distinct nodes that must help it on the network's day; an empty need is 1 for a household and
/// not asked of other nodes. A need of 0 is an exemption.
public struct CoverageCheck: Sendable {
  /// Ask these nodes instead; an empty `need` is then 1. The norm is called `of`.
  public var of: Selector?
  /// Helpers of a place count for everything inside it.
  public var inherits: Bool

  public init(of: Selector? = nil, inherits: Bool = false) {
    self.of = of
    self.inherits = inherits
  }

  /// - Complexity: O(nodes + pairings).
  /// - Note: deterministic; findings stand in the order of tables and rows.
  /// - Errors: `SelectorError` when the selector names a column that does not exist.
  public func run(on network: Network) throws -> CoverageResult {
    let needs = try Needs(network, of: of)
    let norm = of == nil ? "need" : "of"
    let counter = try HelperCount(network, inherits: inherits)
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      var findings: [Finding] = []
      let check = { (node: Int, has: Int, need: Int) in
        if has < need { findings.append(Finding(node: node, norm: norm, has: has, bound: need)) }
      }
      needs.forEachStretch(in: range) { nodes, need in
        counter.forEach(below: need, in: nodes) { check($0, $1, need) }
      } single: { node, need in
        check(node, counter.count(node), need)
      }
      return findings
    }
    let findings = Array(parts.joined())
    let tally = try PlaceTally(network, needs: needs, findings: findings)
    return CoverageResult(norm: norm, day: network.day, subjects: tally, findings: findings, selector: of, needs: needs)
  }
}

/// Counts the distinct helpers of a node.
private struct HelperCount: Sendable {
  private let counts: PartnerCounts
  /// With inheritance: index = node, value = distinct helpers of the node and of all places around it.
  private let inherited: [UInt32]?

  init(_ network: Network, inherits: Bool) throws {
    counts = try network.partnerCounts(of: .to)
    inherited = inherits ? InheritedHelpers(network).counts : nil
  }

  @inline(__always)
  func count(_ node: Int) -> Int { inherited.map { Int($0[node]) } ?? Int(counts[node]) }

  /// Calls `body` with every node of a range that has fewer helpers than `need`, and how many.
  @inline(__always)
  func forEach(below need: Int, in nodes: Range<Int>, _ body: (Int, Int) -> Void) {
    guard let inherited else { return counts.forEach(below: need, in: nodes, body) }
    for node in nodes where inherited[node] < need { body(node, Int(inherited[node])) }
  }
}

/// What `CoverageCheck` found.
public struct CoverageResult: Sendable {
  /// Id of the norm: `need` or `of`.
  public let norm: String
  public let day: Day
  /// How many were asked and how many fall short, in all and by place.
  public let subjects: PlaceTally
  /// The nodes that fall short, in the order of tables and rows.
  public let findings: [Finding]
  /// The nodes asked instead of those with a need.
  public let selector: Selector?
  let needs: Needs
}
