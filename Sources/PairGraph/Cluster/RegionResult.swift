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
  /// The share of the sum of squares that lies between the groups; nil where nothing is compared: without columns, or where all are alike.
  public let ratio: Double?
  /// The sum of squares within the groups, and of all that are in one.
  public let within: Double
  public let total: Double
  /// nil where nothing tells who borders on whom.
  public let borders: RegionBorders?
  /// Number of pairs of areas that border.
  public let borderCount: Int
  /// Nodes that border on none or lie in a piece too small for a floor.
  public let islands: [Int]
  /// What was asked for; of an evaluation its columns, selector and neighbours.
  public internal(set) var asked = RegionPlanning(by: [])
  /// How each column was read that the areas are compared by, and what each bound is on.
  public let readings: [RegionReading]
  public internal(set) var limits: [RegionLimit] = []
  /// Pairs of nodes that do not border and may be of one group all the same, for `join`: what was to be joined, and the nearest.
  public internal(set) var joined: [(Int, Int)] = []
  /// Groups that are below a floor, each floor by itself: pieces of the map that `keep` made a group as they are.
  public internal(set) var below: [RegionShortfall] = []
  /// Whether no other groups that keep the bounds are better: small pieces of a map are searched exhaustively.
  public internal(set) var isProven = false
  public internal(set) var seed: UInt64?
  public internal(set) var seconds: Double
  /// index = group - 1, value = the committee that it is; empty for groups that were planned.
  public internal(set) var committees: [Int] = []
  /// Nodes that are in several committees, with their committees.
  public let inSeveral: [(node: Int, committees: [Int])]
  /// How the groups are to be judged, besides the ratio.
  public let principles: RegionPrinciples
  /// index = group - 1.
  public let figures: [RegionFigures]
  /// How the committees there are compare; nil where there are none.
  public internal(set) var comparison: RegionComparison?
  let map: RegionMap
  /// Areas that have no coordinates, where others have: a drawing puts them beside their neighbours.
  public var unplaced: Int {
    let count = map.coordinates.count { $0 == nil }
    return count == map.coordinates.count ? 0 : count
  }
  /// index = group - 1, value = its areas, ascending. What is in several committees stands with each.
  let members: [[Int]]

  /// - Parameters:
  ///   - labels: index = area, value = group in any order.
  ///   - committees: the groups are those.
  init(
    _ network: Network, map: RegionMap, labels: [Int?], attributes: RegionAttributes, islands: [Int], seconds: Double,
    committees: RegionCommittees? = nil
  ) throws {
    let texts = NodeTexts(network)
    let ids = try map.nodes.map { try texts.id(of: $0) }
    let count = committees?.nodes.count ?? (labels.compactMap { $0 }.max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: count)
    for (area, label) in labels.enumerated() { if let label { members[label].append(area) } }
    // A committee all of whose villages count for another first is one all the same.
    if let committees { members = committees.members }
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
    readings = attributes.readings
    let attributes = attributes.values
    let problem = RegionProblem(areaCount: map.nodes.count, edges: [], attributes: attributes, groupCount: nil)
    within = RegionMeasure.within(problem, labels: codes, groupCount: order.count)
    total = RegionMeasure.within(problem, labels: codes.map { min(0, $0) }, groupCount: 1)
    // What is left of rounding is no difference.
    let isAlike = total <= 1e-12 * Double(max(1, map.nodes.count * attributes.count))
    ratio = order.isEmpty || isAlike ? nil : 1 - within / total
    borders = map.borders
    borderCount = map.edges.count
    self.islands = islands.map { map.nodes[$0] }
    self.seconds = seconds
    self.committees = committees.map { known in order.map { known.nodes[$0] } } ?? []
    inSeveral =
      committees.map { known in known.inSeveral.map { (map.nodes[$0.area], $0.committees.map { known.nodes[$0] }) } } ?? []
    self.map = map
    let grouped = order.map { members[$0] }
    self.members = grouped
    let columns = RegionColumns(network, map.nodes)
    principles = try RegionPrinciples(map, grouped, columns)
    figures = try RegionFigures.all(network, map, grouped, columns)
    if committees == nil { comparison = try RegionComparison(network, nodes: nodes, groups: groups) }
  }
}
