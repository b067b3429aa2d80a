internal import GraphAlgorithms

/// Joins neighbouring villages into groups that are as alike inside as can be: joint committees (联村党委) planned.
///
///     var planning = RegionPlanning(by: ["industry", "income"])
///     planning.within = "township"
///     planning.sizes = 4...8
///     let result = try planning.run(on: network)
///
/// Minimises the sum of squares of the `by` columns within the groups: numbers z-scored; a text as one 0/1 column for each of its values,
/// z-scored, too; an empty cell is the mean. Every group is contiguous and keeps the bounds. The result is the best of a search, not a
/// proven optimum; the guide <doc:Regions> says more.
public struct RegionPlanning: Sendable {
  /// What becomes of areas that border on none, and of connected pieces too small for a floor.
  public enum Islands: String, Sendable, CaseIterable {
    /// Each such piece is a group by itself, and no floor is asked of it.
    case keep
    /// It may be of one group with the nearest area of its unit, by coordinates, although they do not border.
    case join
    /// It is left out.
    case drop
  }

  /// A bound on the sum of a column over a group.
  public struct Sum: Sendable, Equatable {
    public var column: String
    public var value: Double

    public init(column: String, value: Double) { (self.column, self.value) = (column, value) }
  }

  /// The areas.
  public var selector: Selector?
  /// A kind of places, such as `township`, whose borders no group crosses.
  public var within: String?
  /// Columns that groups are to be alike in.
  public var by: [String]
  /// How many groups; nil takes as many as the floors allow.
  public var groups: Int?
  /// The fewest and the most areas of a group.
  public var fewest = 1
  public var most = Int.max
  /// The least and the greatest sums of a group; an empty cell is 0, and named.
  public var floors: [Sum] = []
  public var caps: [Sum] = []
  /// What each group is to hold at least one of, each as a condition of a selector: `strong=yes`.
  public var complements: [String] = []
  /// Borders on the nearest so many, by coordinates, whatever tables there are.
  public var neighbours: Int?
  public var islands = Islands.keep
  /// The same seed gives the same groups.
  public var seed: UInt64 = 1
  /// How long to go on searching; nil stops after a fixed number of steps.
  public var seconds: Double?
  /// Proposals per area; nil takes the usual number. For tests, which need no good groups.
  var sweeps: Int?

  public init(by: [String]) { self.by = by }

  /// Whether a number of groups follows from what is asked.
  var asksForNumber: Bool { groups != nil || fewest > 1 || floors.contains { $0.value > 0 } || !complements.isEmpty }

  /// The areas that are meant when nothing is said.
  public static let usual = "place[kind=village]"

  /// - Complexity: see the guide; 40 000 villages within their townships take seconds.
  /// - Errors: `RegionFault` when the data do not answer the question or the bounds cannot hold, `SelectorError`, `LoadError`.
  /// - Note: needs a network loaded with the detail `full`. The same groups for any number of threads, without `seconds`.
  public func run(on network: Network) throws -> RegionResult {
    let start = ContinuousClock.now
    if !asksForNumber { throw caps.isEmpty && most == .max ? RegionFault.nothingAsked : .onlyCaps }
    var map = try RegionMap(network, of: selector ?? Selector(Self.usual), within: within, neighbours: neighbours)
    let columns = RegionColumns(network, map.nodes)
    let attributes = try RegionAttributes(by, columns)
    let limits = try RegionLimits(self, columns, map, network)
    var pieces = RegionPieces(map, limits.bounds)
    if islands == .join {
      pieces.join()
      if !pieces.unjoined.isEmpty {
        let ids = try network.ids(of: pieces.unjoined.prefix(3).map { map.nodes[$0] })
        throw RegionFault.cannotJoin(ids: ids, areas: pieces.unjoined.count)
      }
      map = pieces.map
    }
    let kept = pieces.kept(islands)
    let lonely = islands == .keep ? pieces.lonely : []
    let below = RegionShortfall.all(pieces.lonely, map, limits)
    // Where no group at all keeps the bounds, they are kept by none: an answer, not groups.
    if kept.isEmpty {
      if below.isEmpty { throw RegionFault.allLeftOut(areas: map.nodes.count) }
      let proofs = below.filter { !$0.isOpen }
      if proofs.isEmpty { throw limits.openFault }
      throw RegionFault.impossible(try proofs.map { try $0.reason(network) })
    }
    var groupCount = groups
    if let groups { groupCount = groups - lonely.count }
    let labels = try labels(kept, lonely, map, attributes.values, limits, groupCount, network)
    var result = try RegionResult(
      network, map: map, labels: labels.labels, attributes: attributes, islands: pieces.named, seconds: 0)
    result.seed = seed
    result.asked = self
    result.limits = limits.readings
    // Where nothing is compared, or nobody knows what the bounds are on, no groups are better than others by proof.
    result.isProven = labels.isProven && result.ratio != nil && limits.readings.allSatisfy { $0.empty == 0 }
    result.below = islands == .keep ? below : []
    result.joined = pieces.joined.map { (map.nodes[$0.0], map.nodes[$0.1]) }
    result.seconds = (ContinuousClock.now - start).inSeconds
    return result
  }

  /// index = area, value = group in any order, nil where it is left out; and whether no others are better.
  private func labels(
    _ kept: [Int], _ lonely: [[Int]], _ map: RegionMap, _ attributes: [[Double]], _ limits: RegionLimits,
    _ groupCount: Int?, _ network: Network
  ) throws -> (labels: [Int?], isProven: Bool) {
    var isProven = true
    var labels = [Int?](repeating: nil, count: map.nodes.count)
    var count = 0
    if !kept.isEmpty {
      if let groupCount, groupCount < 1 {
        if limits.isOpen() { throw limits.openFault }
        throw RegionFault.impossible([.groupCount(asked: groups ?? 0, fewest: lonely.count + 1, most: map.nodes.count)])
      }
      let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, UInt32($0)) })
      let edges = (map.edges + map.joins).compactMap { edge in
        numbers[Int(edge.0)].flatMap { a in numbers[Int(edge.1)].map { (a, $0) } }
      }
      let problem = RegionProblem(
        areaCount: kept.count, edges: edges, attributes: attributes.map { column in kept.map { column[$0] } },
        bounds: limits.bounds.map { bound in RegionBound(amounts: kept.map { bound.amounts[$0] }, floor: bound.floor, cap: bound.cap) },
        groupCount: groupCount)
      var search = RegionSearch(seed: seed, seconds: seconds, jobs: network.jobs)
      search.sweeps = sweeps
      switch search.run(on: problem) {
      case .found(let solution):
        for (index, area) in kept.enumerated() { labels[area] = Int(solution.labels[index]) }
        count = solution.groupCount
        isProven = solution.isOptimal
      case .impossible(let obstacles):
        let proofs = obstacles.filter { limits.holds($0, kept) }
        if proofs.isEmpty { throw limits.openFault }
        let reasons = RegionReasons(network, nodes: kept.map { map.nodes[$0] }, problem, limits.names)
        throw RegionFault.impossible(try proofs.map { try reasons.reason($0, besides: lonely.count) })
      case .undecided where limits.isOpen(): throw limits.openFault
      case .undecided(let broken, let groupCount): throw RegionFault.undecided(broken: broken, groups: groupCount + lonely.count)
      }
    }
    for areas in lonely {
      for area in areas { labels[area] = count }
      count += 1
    }
    return (labels, isProven)
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
