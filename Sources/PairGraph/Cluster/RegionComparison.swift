internal import GraphAlgorithms

/// How groups that were planned compare with the committees there are.
public struct RegionComparison: Sendable {
  /// Areas that are in a group of both.
  public let compared: Int
  /// 1 for the same groups, 0 on average for groups by chance (Hubert and Arabie 1985).
  public let adjustedRandIndex: Double
  /// Mutual information over the mean of both entropies: 1 for the same groups.
  public let normalisedMutualInformation: Double
  /// Areas that would change their committee, where each group goes on as the committee it shares most areas with.
  public let moves: [(node: Int, from: Int, to: Int)]

  /// nil where no two areas are in committees.
  init?(_ network: Network, nodes: [Int], groups: [Int?]) throws {
    let committees = RegionCommittees(network, nodes)
    let both = nodes.indices.filter { groups[$0] != nil && committees.labels[$0] != nil }
    if both.count < 2 { return nil }
    let (planned, present) = (both.map { Int32(groups[$0] ?? 0) }, both.map { Int32(committees.labels[$0] ?? 0) })
    let comparison = PartitionComparison(planned, present)
    compared = both.count
    adjustedRandIndex = comparison.adjustedRandIndex
    normalisedMutualInformation = comparison.normalisedMutualInformation
    // The largest overlaps first; each group and each committee once.
    var overlaps: [Int64: Int] = [:]
    for index in both.indices { overlaps[Int64(planned[index]) << 32 | Int64(present[index]), default: 0] += 1 }
    var heir: [Int32: Int32] = [:]
    var taken: Set<Int32> = []
    for (pair, _) in overlaps.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let (group, committee) = (Int32(pair >> 32), Int32(pair & 0xffff_ffff))
      if heir[group] == nil && !taken.contains(committee) {
        heir[group] = committee
        taken.insert(committee)
      }
    }
    moves = both.indices.filter { heir[planned[$0]] != present[$0] }.map {
      (nodes[both[$0]], committees.nodes[Int(present[$0])], Int(planned[$0]))
    }
  }
}

/// The committees that areas are in on the day.
struct RegionCommittees {
  /// The committees with areas among their members, in the order of their table.
  let nodes: [Int]
  /// index = area, value = its committee as an index of `nodes`, the first one by the order of the memberships; nil in none.
  let labels: [Int?]
  /// Areas that are in several.
  let inSeveral: [Int]

  /// - Complexity: O(memberships).
  init(_ network: Network, _ areas: [Int]) {
    let set = NodeSet(areas, below: network.nodeCount)
    var first = [Int?](repeating: nil, count: areas.count)
    var several: Set<Int> = []
    for (committee, member) in network.edges(.members).aliveEdges where set.contains(Int(member)) {
      let area = set.number(of: Int(member))
      if let known = first[area] {
        if known != Int(committee) { several.insert(area) }
      } else {
        first[area] = Int(committee)
      }
    }
    let used = Set(first.compactMap { $0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    nodes = used
    labels = first.map { $0.flatMap { numbers[$0] } }
    inSeveral = several.sorted()
  }
}
