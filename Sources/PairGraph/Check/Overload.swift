/// Finds the nodes that help more than they may, and tells how loads are spread: the upper side of `NormCheck`.
///
/// A node's load is the number of distinct nodes it helps on the network's day. Looked at are all cadres, and every other
/// node that helps somebody or has a `capacity`. A dataset's own norms replace capacities, but not the loads.
public struct OverloadCheck: Sendable {
  /// The most a node without a `capacity` may help; nil leaves it unbounded.
  public var max: Int?
  /// The dataset's own norms: their upper bounds are asked instead of the capacities.
  public var norms: [Norm]?

  /// The largest bound, as of the column `capacity`.
  public static let largestBound = Int(Int32.max)

  public init(max: Int? = nil, norms: [Norm]? = nil) {
    self.max = max
    self.norms = norms
  }

  /// - Complexity: O(nodes + pairings), and O(f log f) for f findings; with norms that of `NormCheck`.
  /// - Note: deterministic; findings stand by how far they are above, then by id.
  /// - Errors: `LoadError` when a table changed since it was loaded; with norms those of `NormCheck`.
  public func run(on network: Network) throws -> OverloadResult {
    let loads = try loads(network)
    guard let norms else {
      return OverloadResult(
        norms: [Norm.capacity()], day: network.day, distribution: loads.distribution, bounded: loads.bounded,
        findings: try sorted(loads.findings.all, network))
    }
    var check = NormCheck(norms: norms.filter { $0.max != nil && !$0.isInfo })
    check.sides = .above
    let result = try check.run(on: network)
    let ids = try SubjectIDs(result.norms.map(\.norm), result.findings, in: network)
    let order = result.findings.indices.sorted { a, b in
      let (one, other) = (result.findings[a], result.findings[b])
      if one.gap != other.gap { return one.gap > other.gap }
      return ids[a] == ids[b] ? a < b : ids[a].lexicographicallyPrecedes(ids[b])
    }
    return OverloadResult(
      norms: check.norms, day: network.day, distribution: loads.distribution, bounded: result.norms.reduce(0) { $0 + $1.asked },
      findings: order.map { result.findings[$0] }, check: result)
  }

  /// How loads are spread, and who carries too much, in the order of tables and rows.
  func loads(_ network: Network, norm: Int = 0) throws -> (distribution: LoadDistribution, bounded: Int, findings: CountFindings) {
    let partners = try network.partnerCounts(of: .from)
    let max = max
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs) { range in
      var part = Part()
      for table in network.nodeTables {
        let nodes = range.clamped(to: table.nodes)
        let (isCadre, isMixed) = (table.spec.type == "cadre", table.spec.type.isEmpty)
        guard table.capacity != nil || isCadre || isMixed else {
          // Of ten million households hardly one helps anybody, and nothing else would make them count.
          partners.forEachWithPartners(in: nodes) { node, load in part.take(node, load, bound: max) }
          continue
        }
        let (first, capacities) = (table.nodes.lowerBound, table.capacity)
        for node in nodes {
          let load = Int(partners[node])
          let capacity = capacities.map { Int($0[node - first]) } ?? -1
          guard load > 0 || capacity >= 0 || isCadre || (isMixed && network.type(of: node) == "cadre") else { continue }
          part.take(node, load, bound: capacity >= 0 ? capacity : max)
        }
      }
      return part
    }
    var histogram = [Int](repeating: 0, count: parts.map(\.histogram.count).max() ?? 0)
    for part in parts { for (load, count) in part.histogram.enumerated() { histogram[load] += count } }
    let findings = CountFindings(norm: norm, isBelow: false, parts: parts.map(\.findings))
    return (LoadDistribution(histogram: histogram), parts.reduce(0) { $0 + $1.bounded }, findings)
  }

  /// What a range of nodes contributes.
  private struct Part: Sendable {
    /// index = load, value = how many nodes have it.
    var histogram: [Int] = []
    var findings: [CountFindings.Entry] = []
    var bounded = 0

    @inline(__always)
    mutating func take(_ node: Int, _ load: Int, bound: Int?) {
      LoadDistribution.count(load, in: &histogram)
      guard let bound else { return }
      bounded += 1
      if load > bound { findings.append(.init(node: UInt32(node), has: UInt32(load), bound: UInt32(bound))) }
    }
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

  /// By how far above the bound, then by id. Rows mostly stand by id already, which makes the second sort a single pass, or none.
  private func sorted(_ findings: [Finding], _ network: Network) throws -> [Finding] {
    let gap = { (finding: Finding) in finding.gap.whole ?? 0 }
    var byGap = [[Int]](repeating: [], count: (findings.map(gap).max() ?? 0) + 1)
    for (index, finding) in findings.enumerated() { byGap[gap(finding)].append(index) }
    let groups = byGap
    if let first = findings.first, let last = findings.last, network.idsAscend(from: first.subject, through: last.subject) {
      return groups.reversed().flatMap { $0.map { findings[$0] } }
    }
    let parts = try Parallel.map(findings.count, jobs: network.jobs) { range in
      let texts = NodeTexts(network)
      return try range.map { SortedID(try texts.id(of: findings[$0].subject)) }
    }
    let ids = parts.inOneArray()
    let sorted = try Parallel.map(groups.count, jobs: network.jobs, grain: 1) { range in
      range.reversed().flatMap { gap in groups[gap].sorted { ids[$0] < ids[$1] }.map { findings[$0] } }
    }
    return Array(sorted.reversed()).inOneArray()
  }
}

/// What `OverloadCheck` found.
public struct OverloadResult: Sendable {
  /// The norms asked; findings name them by number.
  public let norms: [Norm]
  public let day: Day
  /// How the loads of all nodes looked at are spread.
  public let distribution: LoadDistribution
  /// How many have a bound.
  public let bounded: Int
  /// The nodes above their bound, by how far, then by id.
  public let findings: [Finding]
  /// The whole check, where norms of the dataset were asked.
  public var check: CheckResult?
}
