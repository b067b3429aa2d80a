/// A profile with a seed and a day: every node and link can be asked for by its number, in any order, and nothing is kept that is as large as a
/// table.
///
/// - Complexity: O(cadres + places) memory; making it takes as long.
struct Layout: Sendable {
  let profile: Profile
  let seed: UInt64
  /// Days since 1970-01-01.
  let day: Int
  /// index = level, value = rows of its places.
  let levels: [Range<Int>]
  /// index = level, value = how its places are dealt to those of the level above; none at the top.
  private let parents: [Deal?]
  /// index = group, value = rows of its nodes.
  let unitGroups: [Range<Int>]
  let cadreGroups: [Range<Int>]
  let committeeGroups: [Range<Int>]
  /// Villages in order of their marks, and households in order of their kinds.
  let villageOrder: Shuffle
  let householdOrder: Shuffle
  /// Households by village; none where there are no households.
  let households: Deal?
  /// Inhabitants by village, where a document counts them.
  let population: Deal?
  let members: Deal?
  private(set) var links: [LinkSet] = []
  private let ids: [MintedIDs]

  init(_ profile: Profile, seed: UInt64, day: Int) {
    (self.profile, self.seed, self.day) = (profile, seed, day)
    levels = Self.rows(profile.levels.map(\.count))
    unitGroups = Self.rows(profile.units.map(\.count))
    cadreGroups = Self.rows(profile.cadres.map(\.count))
    committeeGroups = Self.rows(profile.committees.map(\.count))
    parents = profile.levels.indices.map { level in
      level == 0
        ? nil
        : Deal(
          profile.levels[level].count, to: profile.levels[level - 1].count, .mild, least: 1, seed: seed,
          "\(profile.levels[level].kind) places")
    }
    let villages = profile.levels.last?.count ?? 0
    villageOrder = Shuffle(villages, seed: seed, "marks")
    householdOrder = Shuffle(profile.households?.count ?? 0, seed: seed, "kinds")
    households = profile.households.map { Deal($0.count, to: villages, .mild, least: 1, seed: seed, "households") }
    population = profile.population.map { Deal($0, to: villages, .mild, least: 80, seed: seed, "population") }
    members = profile.branches.map { Deal($0.members, to: $0.count, .steep, least: 3, seed: seed, "members") }
    let counts = [
      levels.last?.upperBound ?? 0, unitGroups.last?.upperBound ?? 0, profile.branches?.count ?? 0, cadreGroups.last?.upperBound ?? 0,
      profile.households?.count ?? 0, committeeGroups.last?.upperBound ?? 0,
    ]
    ids = zip(GeneratedType.allCases, counts).map { MintedIDs($0.letter, $1) }
    self.counts = counts
    var rows: [LinkRule.Table: Int] = [:]
    var visits = 0
    for (number, rule) in profile.links.enumerated() {
      let set = LinkSet(rule, number: number, in: self, firstRow: rows[rule.table, default: 0], firstVisit: visits)
      rows[rule.table] = set.rows.upperBound
      visits = set.visitRows.upperBound
      links.append(set)
    }
  }

  /// index = type, value = how many nodes.
  let counts: [Int]

  func count(_ type: GeneratedType) -> Int { counts[type.rawValue] }

  @inline(__always)
  func id(_ type: GeneratedType, _ row: Int, to bytes: inout [UInt8]) { ids[type.rawValue].append(UInt32(row), to: &bytes) }

  /// Its nodes in their order.
  func list(_ nodes: Profile.Nodes) -> NodeList {
    switch nodes {
    case .places(let kind, let part): NodeList(.place, Self.part(part, of: Self.found(profile.levels.map(\.kind), kind, levels)))
    case .byRank(let ranks): NodeList(.place, from: villages.lowerBound, villageOrder, positions: ranks)
    case .units(let kind): NodeList(.unit, Self.found(profile.units.map(\.kind), kind, unitGroups))
    case .branches(let range): NodeList(.branch, range)
    case .cadres(let role, let part): NodeList(.cadre, Self.part(part, of: Self.found(profile.cadres.map(\.role), role, cadreGroups)))
    case .allCadres: NodeList(.cadre, 0..<count(.cadre))
    case .households: NodeList(.household, 0..<count(.household))
    case .householdsOfFirstKind:
      NodeList(.household, from: 0, householdOrder, positions: 0..<(profile.households?.kinds.first?.count ?? 0))
    case .committees(let kind, let part):
      NodeList(.committee, Self.part(part, of: Self.found(profile.committees.map(\.kind), kind, committeeGroups)))
    }
  }

  var villages: Range<Int> { levels.last ?? 0..<0 }

  /// The level of a place.
  func level(of place: Int) -> Int { levels.firstIndex { $0.contains(place) } ?? 0 }

  /// The place around a place; nil at the top.
  func parent(of place: Int) -> Int? {
    let level = level(of: place)
    return parents[level].map { levels[level - 1].lowerBound + $0.holder(of: place - levels[level].lowerBound) }
  }

  /// The places of the next level inside a place.
  func children(of place: Int) -> Range<Int> {
    let level = level(of: place)
    guard level + 1 < levels.count, let deal = parents[level + 1] else { return 0..<0 }
    let inside = deal.things(of: place - levels[level].lowerBound)
    let first = levels[level + 1].lowerBound
    return first + inside.lowerBound..<first + inside.upperBound
  }

  func stream(_ purpose: String) -> SeededStream { SeededStream(seed: seed, purpose) }

  private static func rows(_ counts: [Int]) -> [Range<Int>] {
    var start = 0
    return counts.map { count in
      defer { start += count }
      return start..<start + count
    }
  }

  private static func found(_ names: [String], _ name: String, _ rows: [Range<Int>]) -> Range<Int> {
    guard let index = names.firstIndex(of: name) else { preconditionFailure("no nodes called \(name)") }
    return rows[index]
  }

  private static func part(_ part: Range<Int>?, of rows: Range<Int>) -> Range<Int> {
    part.map { rows.lowerBound + $0.lowerBound..<rows.lowerBound + $0.upperBound } ?? rows
  }
}
