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
      var part = Part()
      for table in network.nodeTables {
        let (isCadre, isMixed) = (table.spec.type == "cadre", table.spec.type.isEmpty)
        let (first, capacities) = (table.nodes.lowerBound, table.capacity)
        for node in range.clamped(to: table.nodes) {
          let load = Int(partners[node])
          let capacity = capacities.map { Int($0[node - first]) } ?? -1
          guard load > 0 || capacity >= 0 || isCadre || (isMixed && network.type(of: node) == "cadre") else { continue }
          LoadDistribution.count(load, in: &part.histogram)
          guard let bound = capacity >= 0 ? capacity : max else { continue }
          part.bounded += 1
          if load > bound { part.findings.append(Finding(node: node, norm: "capacity", has: load, bound: bound)) }
        }
      }
      return part
    }
    var histogram = [Int](repeating: 0, count: parts.map(\.histogram.count).max() ?? 0)
    for part in parts { for (load, count) in part.histogram.enumerated() { histogram[load] += count } }
    return OverloadResult(
      day: network.day, distribution: LoadDistribution(histogram: histogram), bounded: parts.reduce(0) { $0 + $1.bounded },
      findings: try sorted(parts.flatMap(\.findings), network))
  }

  /// What a range of nodes contributes.
  private struct Part: Sendable {
    /// index = load, value = how many nodes have it.
    var histogram: [Int] = []
    var findings: [Finding] = []
    var bounded = 0
  }

  /// An id as the sort compares it: its first sixteen bytes as two numbers, and all of it where those agree.
  private struct SortedID: Sendable {
    let first: UInt64
    let second: UInt64
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      first = Self.number(bytes.prefix(8))
      second = Self.number(bytes.dropFirst(8).prefix(8))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
      bytes.reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - bytes.count))
    }

    static func < (a: SortedID, b: SortedID) -> Bool {
      if a.first != b.first { return a.first < b.first }
      if a.second != b.second { return a.second < b.second }
      return a.bytes.lexicographicallyPrecedes(b.bytes)
    }
  }

  /// By how far above the bound, then by id. Rows mostly stand by id already, which makes the second sort a single pass.
  private func sorted(_ findings: [Finding], _ network: Network) throws -> [Finding] {
    let parts = try Parallel.map(findings.count, jobs: network.jobs) { range in
      let texts = NodeTexts(network)
      return try range.map { SortedID(try texts.id(of: findings[$0].node)) }
    }
    let ids = parts.flatMap { $0 }
    var byGap = [[Int]](repeating: [], count: (findings.map(\.gap).max() ?? 0) + 1)
    for (index, finding) in findings.enumerated() { byGap[finding.gap].append(index) }
    let groups = byGap
    let sorted = try Parallel.map(groups.count, jobs: network.jobs, grain: 1) { range in
      range.reversed().flatMap { gap in groups[gap].sorted { ids[$0] < ids[$1] }.map { findings[$0] } }
    }
    return sorted.reversed().flatMap { $0 }
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
