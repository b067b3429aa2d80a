/// What a joint committee would be: counts of its villages. Sums are of the villages that have the figure, and nil where none has.
public struct RegionFigures: Sendable, Equatable {
  public var villages = 0
  /// Party organisations of the villages, and their members.
  public var branches = 0
  public var partyMembers: Double?
  public var households: Double?
  public var population: Double?
  /// How many of the villages have such a figure: the sums are of those alone.
  public var householdsKnown = 0
  public var populationKnown = 0
  /// Industries that at least two of the villages have, the most common first.
  public var industries: [String] = []
  /// Villages whose `strong` is `yes`, and the others; without such a column, those whose `lax` or `poor` is `yes` are weak.
  public var strong = 0
  public var weak = 0

  static func all(_ network: Network, _ map: RegionMap, _ groups: [[Int]], _ columns: RegionColumns) throws -> [RegionFigures] {
    let households = try columns.figures("households")
    let population = try columns.figures("population")
    let industry = try columns.coded("industry")
    func flags(_ column: String) throws -> [Bool] {
      guard let (codes, texts) = try columns.coded(column) else { return map.nodes.map { _ in false } }
      return codes.map { texts[$0] == "yes" }
    }
    let (strong, lax, poor) = (try flags("strong"), try flags("lax"), try flags("poor"))
    let tellsStrong = try columns.coded("strong") != nil
    let branches = try BranchCounts(network, map)
    return groups.map { areas in
      var result = RegionFigures(villages: areas.count)
      result.branches = areas.reduce(0) { $0 + branches.counts[$1] }
      result.partyMembers = sum(branches.members, areas)
      result.households = sum(households ?? [], areas)
      result.population = sum(population ?? [], areas)
      result.householdsKnown = households.map { figures in areas.count { figures[$0] != nil } } ?? 0
      result.populationKnown = population.map { figures in areas.count { figures[$0] != nil } } ?? 0
      result.industries = industry.map { shared($0.codes, $0.texts, areas) } ?? []
      result.strong = areas.count { strong[$0] }
      result.weak = areas.count { tellsStrong ? !strong[$0] : lax[$0] || poor[$0] }
      return result
    }
  }

  private static func sum(_ values: [Double?], _ areas: [Int]) -> Double? {
    let known = values.isEmpty ? [] : areas.compactMap { values[$0] }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private static func shared(_ codes: [Int], _ texts: [String], _ areas: [Int]) -> [String] {
    var counts: [String: Int] = [:]
    for area in areas { for value in Set(RegionColumns.list(texts[codes[area]])) { counts[value, default: 0] += 1 } }
    return counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}

/// Party organisations and their members by village.
private struct BranchCounts {
  /// index = area, value = branches in it; and members of those that say how many they have.
  var counts: [Int]
  var members: [Double?]

  init(_ network: Network, _ map: RegionMap) throws {
    counts = [Int](repeating: 0, count: map.nodes.count)
    members = [Double?](repeating: nil, count: map.nodes.count)
    let set = NodeSet(map.nodes, below: network.nodeCount)
    for table in network.nodeTables where table.spec.type == "branch" {
      let branches = table.nodes.filter { network.place(of: $0).map { set.contains($0) } ?? false }
      let figures = try RegionColumns(network, branches).figures("members")
      for (index, branch) in branches.enumerated() {
        guard let place = network.place(of: branch) else { continue }
        let area = set.number(of: place)
        counts[area] += 1
        if let figure = figures?[index] { members[area] = (members[area] ?? 0) + figure }
      }
    }
  }
}
