internal import GraphAlgorithms

/// Areas in contiguous groups, planned or as they are, and how good the groups are.
public struct RegionResult: Sendable {
  /// `regions` for groups that were planned, `evaluate` for those there are.
  public internal(set) var method = "regions"
  public let day: Day
  /// index = area, value = its node; ascending.
  public let nodes: [Int]
  /// index = area, value = its group from 1, the largest first, of equal ones the one with the smallest id; nil for one that is in none.
  public let groups: [Int?]
  /// index = group - 1, value = how many areas it has.
  public let sizes: [Int]
  /// The share of the sum of squares that lies between the groups; nil where nothing is compared.
  public let ratio: Double?
  /// The sum of squares within the groups, and of all that are in one.
  public let within: Double
  public let total: Double
  public let borders: RegionBorders
  /// Number of pairs of areas that border.
  public let borderCount: Int
  /// Nodes that border on none or lie in a piece too small for a floor.
  public let islands: [Int]
  /// Pairs of nodes that were taken to border, for `join`.
  public internal(set) var joined: [(Int, Int)] = []
  public internal(set) var seed: UInt64?
  public internal(set) var seconds: Double
  /// index = group - 1, value = the committee that it is; empty for groups that were planned.
  public internal(set) var committees: [Int] = []
  /// How the groups are to be judged, besides the ratio.
  public let principles: RegionPrinciples
  /// index = group - 1.
  public let figures: [RegionFigures]
  /// How the committees there are compare; nil where there are none.
  public internal(set) var comparison: RegionComparison?
  let map: RegionMap

  /// - Parameter labels: index = area, value = group in any order.
  init(
    _ network: Network, map: RegionMap, labels: [Int?], attributes: [[Double]], islands: [Int], seconds: Double, committees: [Int] = []
  ) throws {
    let texts = NodeTexts(network)
    let ids = try map.nodes.map { try texts.id(of: $0) }
    let count = (labels.compactMap { $0 }.max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: count)
    for (area, label) in labels.enumerated() { if let label { members[label].append(area) } }
    var smallest = members.map { $0.min { ids[$0].lexicographicallyPrecedes(ids[$1]) } ?? 0 }
    let order = members.indices.filter { !members[$0].isEmpty }.sorted { a, b in
      if members[a].count != members[b].count { return members[a].count > members[b].count }
      return ids[smallest[a]].lexicographicallyPrecedes(ids[smallest[b]])
    }
    smallest = []
    var numbers = [Int](repeating: 0, count: count)
    for (rank, label) in order.enumerated() { numbers[label] = rank + 1 }
    day = network.day
    nodes = map.nodes
    groups = labels.map { $0.map { numbers[$0] } }
    sizes = order.map { members[$0].count }
    let codes = groups.map { Int32(($0 ?? 0) - 1) }
    let problem = RegionProblem(areaCount: map.nodes.count, edges: [], attributes: attributes, groupCount: nil)
    within = RegionMeasure.within(problem, labels: codes, groupCount: order.count)
    total = RegionMeasure.within(problem, labels: codes.map { min(0, $0) }, groupCount: 1)
    ratio = attributes.isEmpty ? nil : total > 0 ? 1 - within / total : 1
    borders = map.borders
    borderCount = map.edges.count
    self.islands = islands.map { map.nodes[$0] }
    self.seconds = seconds
    self.committees = committees.isEmpty ? [] : order.map { committees[$0] }
    self.map = map
    let grouped = order.map { members[$0] }
    let columns = RegionColumns(network, map.nodes)
    principles = try RegionPrinciples(map, grouped, columns)
    figures = try RegionFigures.all(network, map, grouped, columns)
    if committees.isEmpty { comparison = try RegionComparison(network, nodes: nodes, groups: groups) }
  }

  /// index = group - 1, value = its areas, ascending.
  var members: [[Int]] {
    var result = [[Int]](repeating: [], count: sizes.count)
    for (area, group) in groups.enumerated() { if let group { result[group - 1].append(area) } }
    return result
  }
}
