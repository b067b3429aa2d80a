/// The five principles that joint committees are made by, each as a number from 0 to 1; nil where what it needs is missing.
public struct RegionPrinciples: Sendable, Equatable {
  /// Adjacent (地域相邻): the share of the villages that lie in the largest contiguous piece of their group.
  public let adjacent: Double?
  /// Similar in industry (产业相近): of the pairs of villages of one group that both have an `industry`, the share with one in
  /// common; a cell may hold several (`茶|果`, `茶、果`).
  public let industry: Double?
  /// Similar in function (功能相似): the same by `function`.
  public let function: Double?
  /// Compatible in resources (资源互补): of the groups with weak villages (`strong` is not `yes`, as in
  /// ``RegionFigures/weak``), the share that has a strong one to lead them.
  public let resources: Double?
  /// Growing together (共同发展): 1 - the Gini coefficient of the groups' mean `income`, each weighted by its villages: 1 where all start alike.
  public let growth: Double?

  /// - Parameter groups: the areas of each group.
  init(_ map: RegionMap, _ groups: [[Int]], _ columns: RegionColumns) throws {
    adjacent = map.borders == nil ? nil : Self.adjacency(map, groups)
    industry = try Self.sameness("industry", groups, columns)
    function = try Self.sameness("function", groups, columns)
    resources = try columns.coded("strong").flatMap { codes, texts in
      let isStrong = codes.map { texts[$0] == "yes" }
      let weak = groups.filter { $0.contains { !isStrong[$0] } }
      return weak.isEmpty ? nil : Double(weak.count { $0.contains { isStrong[$0] } }) / Double(weak.count)
    }
    growth = try columns.figures("income").flatMap { Self.evenness($0, groups) }
  }

  private static func adjacency(_ map: RegionMap, _ groups: [[Int]]) -> Double {
    var lists = [[Int]](repeating: [], count: map.nodes.count)
    for (a, b) in map.edges {
      lists[Int(a)].append(Int(b))
      lists[Int(b)].append(Int(a))
    }
    // Of which group an area waits to be reached: groups may share areas.
    var waiting = [Int](repeating: -1, count: map.nodes.count)
    var (inLargest, all) = (0, 0)
    for (group, areas) in groups.enumerated() {
      for area in areas { waiting[area] = group }
      var largest = 0
      for start in areas where waiting[start] == group {
        waiting[start] = -1
        var reached = [start]
        var next = 0
        while next < reached.count {
          for other in lists[reached[next]] where waiting[other] == group {
            waiting[other] = -1
            reached.append(other)
          }
          next += 1
        }
        largest = max(largest, reached.count)
      }
      (inLargest, all) = (inLargest + largest, all + areas.count)
    }
    return all > 0 ? Double(inLargest) / Double(all) : 1
  }

  private static func sameness(_ column: String, _ groups: [[Int]], _ columns: RegionColumns) throws -> Double? {
    guard let (codes, texts) = try columns.coded(column) else { return nil }
    let shared = SharedValues(texts)
    var (same, all) = (0, 0)
    for areas in groups {
      var counts: [Int: Int] = [:]
      for area in areas where !shared.isEmpty(codes[area]) { counts[codes[area], default: 0] += 1 }
      let known = counts.values.reduce(0, +)
      all += known * (known - 1) / 2
      same += shared.pairs(counts)
    }
    return all > 0 ? Double(same) / Double(all) : nil
  }

  private static func evenness(_ income: [Double?], _ groups: [[Int]]) -> Double? {
    var means: [(mean: Double, weight: Double)] = []
    for areas in groups {
      let known = areas.compactMap { income[$0] }
      if !known.isEmpty { means.append((known.reduce(0, +) / Double(known.count), Double(known.count))) }
    }
    let weight = means.reduce(0) { $0 + $1.weight }
    let total = means.reduce(0) { $0 + $1.weight * $1.mean }
    // A Gini coefficient says nothing of debts.
    if means.isEmpty || means.contains(where: { $0.mean < 0 }) || total <= 0 { return nil }
    // Half the mean difference of all pairs, relative to the mean, from means in order.
    means.sort { $0.mean < $1.mean }
    var (before, sum) = (0.0, 0.0)
    for (mean, own) in means {
      sum += own * mean * (2 * before + own - weight)
      before += own
    }
    return 1 - sum / (weight * total)
  }
}
