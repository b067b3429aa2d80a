/// Finds the nodes that help more than they may, and tells how loads are spread.
///
/// A node's load is the number of distinct nodes it helps on the network's day. Looked at are all cadres, and every other
/// node that helps somebody or has a `capacity`.
public struct OverloadCheck: Sendable {
  /// The most a node without a `capacity` may help; nil leaves it unbounded.
  public var max: Int?

  /// The largest bound, as of the column `capacity`.
  public static let largestBound = Int(Int32.max)

  public init(max: Int? = nil) { self.max = max }

  /// - Complexity: O(nodes + pairings), and O(f log f) for f findings.
  /// - Note: deterministic; findings stand by how far they are above, then by id.
  /// - Errors: `LoadError` when a table changed since it was loaded.
  public func run(on network: Network) throws -> OverloadResult {
    let partners = try network.partnerCounts(of: .from)
    let max = max
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      var (loads, findings, bounded): ([Int], [Finding], Int) = ([], [], 0)
      for table in network.nodeTables {
        let isCadre = table.spec.type == "cadre"
        let first = table.nodes.lowerBound
        for node in range.clamped(to: table.nodes) {
          let load = Int(partners[node])
          let capacity = table.capacity.map { Int($0[node - first]) } ?? -1
          guard load > 0 || capacity >= 0 || isCadre || (table.spec.type.isEmpty && network.type(of: node) == "cadre") else { continue }
          loads.append(load)
          guard let bound = capacity >= 0 ? capacity : max else { continue }
          bounded += 1
          if load > bound { findings.append(Finding(node: node, norm: "capacity", has: load, bound: bound)) }
        }
      }
      return (loads, findings, bounded)
    }
    let findings = try sorted(Array(parts.map(\.1).joined()), network)
    return OverloadResult(
      day: network.day, distribution: LoadDistribution(of: Array(parts.map(\.0).joined())), bounded: parts.reduce(0) { $0 + $1.2 },
      findings: findings)
  }

  /// By how far above the bound, then by id. Rows mostly stand by id already, which makes the second sort a single pass.
  private func sorted(_ findings: [Finding], _ network: Network) throws -> [Finding] {
    let parts = try Parallel.map(findings.count, jobs: network.jobs) { range in
      let texts = NodeTexts(network)
      return try range.map { try texts.id(of: findings[$0].node) }
    }
    let ids = Array(parts.joined())
    var byGap = [[Int]](repeating: [], count: (findings.map(\.gap).max() ?? 0) + 1)
    for (index, finding) in findings.enumerated() { byGap[finding.gap].append(index) }
    return byGap.reversed().flatMap { group in
      group.sorted { ids[$0].lexicographicallyPrecedes(ids[$1]) }.map { findings[$0] }
    }
  }
}

/// What `OverloadCheck` found.
public struct OverloadResult: Sendable {
  public let day: Day
  /// How the loads of all nodes looked at are spread.
  public let distribution: LoadDistribution
  /// How many of them have a bound.
  public let bounded: Int
  /// The nodes above their bound, by how far, then by id.
  public let findings: [Finding]
}
