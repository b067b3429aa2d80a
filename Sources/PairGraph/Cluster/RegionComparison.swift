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
    let committees = try RegionCommittees(network, nodes)
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
  /// The joint committees with areas among their members, in the order of their table.
  let nodes: [Int]
  /// index = as in `nodes`, value = its areas, ascending: an area that is in two stands with both.
  let members: [[Int]]
  /// index = area, value = its committee as an index of `nodes`, the first one by the order of the memberships; nil in none.
  let labels: [Int?]
  /// Areas that are in several, with their committees as indices of `nodes`.
  let inSeveral: [(area: Int, committees: [Int])]

  /// Parts of a kind of committees that join villages; a work team in a village joins none.
  private static let parts = ["联村党", "中心村党", "联合党", "片区党"]

  /// The kind of a joint committee where there is none yet.
  static let usualKind = "联村党委"

  /// Whether a committee of this kind joins villages.
  static func joins(_ kind: String) -> Bool { parts.contains { kind.firstRange(of: $0) != nil } }

  /// index = place among the nodes of the type, value = kind; nothing where no committee has one.
  static func kinds(_ network: Network) throws -> [(node: Int, kind: String)] {
    let nodes = network.nodeTables.filter { $0.spec.type == "committee" }.flatMap { Array($0.nodes) }
    guard let (codes, texts) = try RegionColumns(network, nodes).coded("kind") else { return [] }
    return zip(nodes, codes).map { ($0, texts[$1]) }
  }

  /// A branch stands for the village that is its place, or around it.
  ///
  /// - Complexity: O(memberships + committees).
  init(_ network: Network, _ areas: [Int]) throws {
    let set = NodeSet(areas, below: network.nodeCount)
    let joint = Set(try Self.kinds(network).filter { Self.joins($0.kind) }.map(\.node))
    let branches = network.nodeTables.filter { $0.spec.type == "branch" }.map(\.nodes)
    var found = [[Int]](repeating: [], count: areas.count)
    for (committee, member) in network.edges(.members).aliveEdges where joint.contains(Int(committee)) {
      var node: Int? = Int(member)
      if branches.contains(where: { $0.contains(Int(member)) }) {
        var steps = 0
        while let place = node, !set.contains(place), steps < 64 { (node, steps) = (network.place(of: place), steps + 1) }
      }
      guard let node, set.contains(node) else { continue }
      let area = set.number(of: node)
      if !found[area].contains(Int(committee)) { found[area].append(Int(committee)) }
    }
    let used = Set(found.flatMap { $0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
    let lists = found.map { $0.compactMap { numbers[$0] } }
    var members = [[Int]](repeating: [], count: used.count)
    for (area, list) in lists.enumerated() { for committee in list { members[committee].append(area) } }
    nodes = used
    self.members = members
    labels = lists.map(\.first)
    inSeveral = lists.enumerated().filter { $0.element.count > 1 }.map { ($0.offset, $0.element) }
  }
}
