internal import GraphAlgorithms

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

  /// - Complexity: O(nodes + pairings); with inheritance, times the depth of the place tree.
  /// - Note: deterministic; findings stand in the order of tables and rows.
  /// - Errors: `SelectorError` when the selector names a column that does not exist.
  public func run(on network: Network) throws -> CoverageResult {
    let needs = try needs(in: network)
    let partners = PartnerLists(network.edges(.pairings), of: .to, nodeCount: network.nodeCount, jobs: network.jobs)
    let norm = of == nil ? "need" : "of"
    let counter = HelperCount(network: network, partners: partners, inherits: inherits)
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      var findings: [Finding] = []
      for node in range where needs[node] > 0 {
        let has = counter.count(node)
        if has < Int(needs[node]) { findings.append(Finding(node: node, norm: norm, has: has, bound: Int(needs[node]))) }
      }
      return findings
    }
    let findings = Array(parts.joined())
    return CoverageResult(
      norm: norm, day: network.day, subjects: PlaceTally(network, asked: { needs[$0] > 0 }, findings: findings), findings: findings, needs: needs)
  }

  /// index = node, value = the least it must have; 0 where it is not asked.
  private func needs(in network: Network) throws -> [Int32] {
    let selected = try of?.select(in: network)
    var needs = [Int32](repeating: 0, count: network.nodeCount)
    for table in network.nodeTables {
      let empty: Int32 = of != nil || table.spec.type == "household" ? 1 : 0
      for (row, node) in table.nodes.enumerated() where selected?[node] ?? true {
        let need = table.need?[row] ?? -1
        needs[node] = need >= 0 ? need : (table.spec.type.isEmpty && network.type(of: node) == "household" ? 1 : empty)
      }
    }
    return needs
  }
}

/// Counts the distinct helpers of a node.
private struct HelperCount: Sendable {
  let network: Network
  let partners: PartnerLists
  let inherits: Bool

  func count(_ node: Int) -> Int {
    guard inherits else { return partners.distinct(node) }
    var helpers = Set(partners.partners(node))
    var place = network.place(of: node)
    while let current = place {
      helpers.formUnion(partners.partners(current))
      place = network.place(of: current)
    }
    helpers.remove(UInt32(node))
    return helpers.count
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
  /// index = node, value = the least it must have; 0 where it was not asked.
  let needs: [Int32]
}
