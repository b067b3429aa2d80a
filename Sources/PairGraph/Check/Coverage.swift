/// Finds the nodes that have fewer helpers than they need: the lower side of `NormCheck`.
///
/// A node's `need` is the least number of distinct nodes that must help it on the network's day; an empty need is 1 for a household and
/// not asked of other nodes. A need of 0 is an exemption. A dataset's own norms replace that.
public struct CoverageCheck: Sendable {
  /// Ask these nodes instead; an empty `need` is then 1. The norm is called `of`.
  public var of: Selector?
  /// Helpers of a place count for everything inside it.
  public var inherits: Bool
  /// The dataset's own norms: their lower bounds are asked instead of the needs.
  public var norms: [Norm]?

  public init(of: Selector? = nil, inherits: Bool = false, norms: [Norm]? = nil) {
    self.of = of
    self.inherits = inherits
    self.norms = norms
  }

  /// - Complexity: O(nodes + pairings); with norms that of `NormCheck`.
  /// - Note: deterministic; findings stand in the order of tables and rows.
  /// - Errors: `SelectorError` when the selector names a column that does not exist; with norms those of `NormCheck`.
  public func run(on network: Network) throws -> CoverageResult {
    if let norms { return try run(norms, on: network) }
    let needs = try Needs(network, of: of)
    let findings = try findings(needs, network).all
    return CoverageResult(
      norms: [Norm.need(of: of, inherits: inherits)], day: network.day,
      subjects: try PlaceTally(network, asked: needs, broken: findings[...]), findings: findings, selector: of, needs: needs)
  }

  /// The nodes that fall short of what they need.
  func findings(_ needs: Needs, _ network: Network, norm: Int = 0) throws -> CountFindings {
    let counter = try HelperCount(network, inherits: inherits)
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      var findings: [CountFindings.Entry] = []
      let check = { (node: Int, has: Int, need: Int) in
        if has < need { findings.append(.init(node: UInt32(node), has: UInt32(has), bound: UInt32(need))) }
      }
      needs.forEachStretch(in: range) { nodes, need in
        counter.forEach(below: need, in: nodes) { check($0, $1, need) }
      } single: { node, need in
        check(node, counter.count(node), need)
      }
      return findings
    }
    return CountFindings(norm: norm, isBelow: true, parts: parts)
  }

  /// The lower side of a dataset's own norms.
  private func run(_ norms: [Norm], on network: Network) throws -> CoverageResult {
    var check = NormCheck(norms: norms.filter { $0.min != nil && !$0.isInfo })
    if inherits {
      var lookup = SelectionCache()
      for index in check.norms.indices where isHelped(check.norms[index], network, &lookup) { check.norms[index].inherits = true }
    }
    check.sides = .below
    let result = try check.run(on: network)
    let order = result.findings.indices.sorted {
      let (a, b) = (result.findings[$0], result.findings[$1])
      let (ofA, ofB) = (result.norms[a.norm].norm.tableOrder, result.norms[b.norm].norm.tableOrder)
      return (ofA, a.subject, $0) < (ofB, b.subject, $1)
    }
    return CoverageResult(
      norms: check.norms, day: network.day, subjects: result.places, findings: order.map { result.findings[$0] }, selector: nil, needs: nil,
      check: result)
  }

  /// Whether the subjects of a norm are those who are helped: links of a place are never a load of those inside it.
  private func isHelped(_ norm: Norm, _ network: Network, _ lookup: inout SelectionCache) -> Bool {
    if norm.isOfEdges { return false }
    if let side = norm.side { return side == .helped }
    // What does not fit the network is told by the check itself.
    return (try? NormPlan(norm, number: 0, in: network, from: nil, lookup: &lookup).side) == .helped
  }
}

extension Norm {
  /// Where its subjects stand among nodes and tables of edges.
  var tableOrder: Int { isOfEdges ? 1 + (Selector.edgeTypes.firstIndex(of: subject?.type ?? "") ?? 0) : 0 }
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
  /// The norms asked; findings name them by number.
  public let norms: [Norm]
  public let day: Day
  /// How many were asked and how many fall short, in all and by place.
  public let subjects: PlaceTally
  /// Who falls short, in the order of tables and rows.
  public let findings: [Finding]
  /// The nodes asked instead of those with a need.
  public let selector: Selector?
  /// nil where norms of the dataset were asked.
  let needs: Needs?
  /// The whole check, where norms of the dataset were asked.
  public private(set) var check: CheckResult?

  /// Ids of the norms.
  public var norm: String { norms.map(\.id).joined(separator: ", ") }
}
