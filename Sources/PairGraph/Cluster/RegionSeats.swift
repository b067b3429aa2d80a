internal import TableIO

/// Who would sit in each committee that is planned.
struct RegionSeats {
  static let secretary = "书记"

  /// index = group - 1, value = id, the village it is called after, the place of all of it, and people with their roles.
  private(set) var ids: [String] = []
  private(set) var heads: [Int] = []
  private(set) var places: [Int?] = []
  private(set) var people: [[(node: Int, role: String)]] = []

  private struct Cadre {
    let node: Int
    let role: String
    /// 0 for the highest.
    let level: Int
  }

  private let roles: RegionRoles
  /// The cadres in office by place.
  private var cadres: [Int: [Cadre]] = [:]
  /// How many committees a cadre would lead.
  private var leads: [Int: Int] = [:]
  /// How often a cadre was proposed.
  private var uses: [Int: Int] = [:]

  init(_ roles: RegionRoles, _ network: Network, _ result: RegionResult) throws {
    self.roles = roles
    ids = Self.ids(result.sizes.count, network)
    cadres = try Self.cadres(network)
    let households = try RegionColumns(network, result.nodes).figures("households")
    for areas in result.members {
      let head = areas.max { (households?[$0] ?? 0, $1) < (households?[$1] ?? 0, $0) } ?? areas[0]
      let around = Self.around(areas.map { result.nodes[$0] }, network)
      let villages = ([head] + areas.filter { $0 != head }).map { result.nodes[$0] }
      heads.append(result.nodes[head])
      places.append(around.first)
      // Villages of two townships may have nothing around all of them: then those of the first one's.
      let nearby = around + Self.around([villages[0]], network).filter { !around.contains($0) }
      people.append(seats(villages, nearby, groups: result.sizes.count))
    }
  }

  var vacancies: RegionPlan.Vacancies {
    var result = RegionPlan.Vacancies()
    var groups: [Int: [Int]] = [:]
    for (group, seats) in people.enumerated() {
      let secretary = seats.first { $0.role == Self.secretary }
      if let secretary { groups[secretary.node, default: []].append(group + 1) } else { result.empty.append(group + 1) }
    }
    result.shared = groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return result
  }

  /// Cadres by the place that they, else their branch, else their unit are at; without those not yet or no longer in office.
  private static func cadres(_ network: Network) throws -> [Int: [Cadre]] {
    var result: [Int: [Cadre]] = [:]
    for table in network.nodeTables where table.spec.type == "cadre" {
      let columns = RegionColumns(network, Array(table.nodes))
      guard let (codes, texts) = try columns.coded("role") else { continue }
      let (ranks, sinces, untils) = (try columns.coded("rank"), try columns.coded("since"), try columns.coded("until"))
      func day(_ column: (codes: [Int], texts: [String])?, _ index: Int, _ edge: CivilDay.Edge) -> Int32? {
        column.flatMap { CivilDay.parse(Array($0.texts[$0.codes[index]].utf8), edge: edge) }
      }
      for (index, cadre) in table.nodes.enumerated() {
        if let since = day(sinces, index, .first), since > network.day.number { continue }
        if let until = day(untils, index, .last), until < network.day.number { continue }
        let place =
          network.place(of: cadre) ?? network.reference("branch", of: cadre).flatMap { network.place(of: $0) }
          ?? network.reference("unit", of: cadre).flatMap { network.place(of: $0) }
        guard let place else { continue }
        let level = RegionRoles.level(ranks.map { $0.texts[$0.codes[index]] } ?? "")
        result[place, default: []].append(Cadre(node: cadre, role: texts[codes[index]], level: level))
      }
    }
    return result
  }

  /// - Parameters:
  ///   - villages: the one the committee is called after comes first.
  ///   - around: the places around all of them, the lowest first, then those around the first.
  private mutating func seats(_ villages: [Int], _ around: [Int], groups: Int) -> [(node: Int, role: String)] {
    var seats: [(node: Int, role: String)] = []
    func isFree(_ cadre: Cadre) -> Bool { !seats.contains { $0.node == cadre.node } }
    if let found = secretaryOf(villages, around) {
      uses[found.node, default: 0] += 1
      leads[found.node, default: 0] += 1
      seats.append((found.node, Self.secretary))
    }
    var chiefs: [Cadre] = []
    for place in around where chiefs.isEmpty {
      chiefs = (cadres[place] ?? []).filter { roles.isChief($0.role) && isFree($0) }
    }
    // As many as there are for each committee, at least one; whoever was proposed least goes first.
    let chosen = chiefs.sorted { (uses[$0.node] ?? 0, $0.node) < (uses[$1.node] ?? 0, $1.node) }
      .prefix(max(1, chiefs.count / max(1, groups)))
    for chief in chosen {
      uses[chief.node, default: 0] += 1
      seats.append((chief.node, "副书记"))
    }
    for (index, village) in villages.enumerated() {
      if let own = (cadres[village] ?? []).first(where: { roles.isVillageSecretary($0.role) && isFree($0) }) {
        seats.append((own.node, index == 0 ? "副书记" : "委员"))
      }
    }
    return seats
  }

  /// The highest town cadre nearby who leads no other committee; then one farther up, then a first secretary of one of the villages, then who
  /// would be a deputy: a section chief, a village secretary; where all of them lead one, the one nearby who leads fewest.
  private func secretaryOf(_ villages: [Int], _ around: [Int]) -> Cadre? {
    var candidates: [(key: (Int, Int, Int, Int), cadre: Cadre)] = []
    for (distance, place) in around.enumerated() {
      for cadre in cadres[place] ?? [] {
        guard let rank = roles.secretaryRank(cadre.role) else { continue }
        candidates.append(((leads[cadre.node] ?? 0, distance, rank, cadre.level), cadre))
      }
    }
    for village in villages {
      for cadre in cadres[village] ?? [] {
        guard let rank = roles.firstSecretaryRank(cadre.role) else { continue }
        candidates.append(((leads[cadre.node] ?? 0, around.count, rank, cadre.level), cadre))
      }
    }
    // Nobody leads a second committee while a deputy is free.
    for (distance, place) in around.enumerated() {
      for cadre in cadres[place] ?? [] where roles.isChief(cadre.role) && roles.secretaryRank(cadre.role) == nil && leads[cadre.node] == nil
      {
        candidates.append(((0, around.count + 1, distance, cadre.level), cadre))
      }
    }
    for (distance, village) in villages.enumerated() {
      for cadre in cadres[village] ?? [] where roles.isVillageSecretary(cadre.role) && leads[cadre.node] == nil {
        candidates.append(((0, around.count + 2, distance, cadre.level), cadre))
      }
    }
    return candidates.min {
      ($0.key.0, $0.key.1, $0.key.2, $0.key.3, $0.cadre.node) < ($1.key.0, $1.key.1, $1.key.2, $1.key.3, $1.cadre.node)
    }?.cadre
  }

  /// Ids that nothing in the dataset has.
  private static func ids(_ count: Int, _ network: Network) -> [String] {
    var prefix = "plan-"
    while (1...max(1, count)).contains(where: { network.node(id: prefix + String($0)) != nil }) { prefix += "-" }
    return (0..<count).map { prefix + String($0 + 1) }
  }

  /// The places around all of some areas, the lowest first.
  private static func around(_ nodes: [Int], _ network: Network) -> [Int] {
    func chain(_ node: Int) -> [Int] {
      var result: [Int] = []
      var next = network.place(of: node)
      while let place = next, result.count < 64 {
        result.append(place)
        next = network.place(of: place)
      }
      return result
    }
    var common = chain(nodes[0])
    for node in nodes.dropFirst() {
      let other = Set(chain(node))
      common = common.filter { other.contains($0) }
    }
    return common
  }
}
