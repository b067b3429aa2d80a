internal import TableIO

/// A plan as a dataset again: the areas' own tables, and the committees that the groups would be.
///
/// - `committees.csv`: a committee for each group, called after its village with the most households, at the lowest place around all of them.
/// - `members.csv`: the villages (成员村), and candidates by role: a town cadre in charge as 书记, the section chiefs and the village secretary of
///   that village as 副书记, the other village secretaries as 委员. They are proposals, to be discussed.
/// - `plan.csv`: the figures of each committee.
/// - `places.csv`, `units.csv`, `branches.csv`, `cadres.csv`, `nodes.csv` and `adjacent.csv` as they are.
public struct RegionPlan: Sendable {
  private let network: Network
  private let result: RegionResult
  /// The kind of the committees.
  public var kind = "联村党委"
  /// Roles of cadres that stand for each office, matched as parts: the first who fits is proposed.
  public var secretaries = ["镇领导", "乡领导", "乡镇领导", "镇干部", "乡镇干部"]
  public var deputies = ["科室负责人"]
  public var villageSecretaries = ["村党支部书记", "村书记"]

  public init(_ result: RegionResult, of network: Network) { (self.result, self.network) = (result, network) }

  private static let mark = "plan.csv"
  private static let copied = ["places.csv", "units.csv", "branches.csv", "cadres.csv", "nodes.csv", "adjacent.csv"]

  /// Writes the folder. It is whole or not there.
  ///
  /// - Complexity: O(areas + cadres + bytes of the tables that are copied).
  /// - Errors: when there is a folder with anything but an earlier plan, or it cannot be written; `LoadError`.
  public func write(to folder: String) throws {
    let known = Set(Self.copied + ["committees.csv", "members.csv", Self.mark])
    let sources = network.nodeTables.map { "\(network.name)/\($0.spec.file)" }
    let output = try OutputFolder(path: folder, replacing: known, marks: [Self.mark], sources: sources)
    try FolderSink.fill(output) { sink in
      try write(sink)
    } unlessChanged: { _ in
    }
  }

  private func write(_ sink: FolderSink) throws {
    for table in network.nodeTables where Self.copied.contains(table.spec.file) { try copy(table.spec.file, table.reader, sink) }
    if let reader = network.edges(.adjacent).reader { try copy(TableSpec.adjacent.file, reader, sink) }
    let texts = NodeTexts(network)
    let seats = try Seats(self, network, result, texts)
    try sink.write("committees.csv", try committees(seats, texts))
    try sink.write("members.csv", try members(seats, texts))
    try sink.write(Self.mark, try figures(seats))
  }

  private func copy(_ file: String, _ reader: TableReader, _ sink: FolderSink) throws {
    let step = 1 << 20
    for start in stride(from: 0, to: reader.source.size, by: step) {
      let bytes = try LoadError.naming(network.name) { () throws(TableError) in
        try reader.source.bytes(at: start, count: min(step, reader.source.size - start))
      }
      try sink.write(file, bytes)
    }
  }

  private func committees(_ seats: Seats, _ texts: NodeTexts) throws -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row(["id", "name", "kind", "place"])
    for group in result.sizes.indices {
      writer.text(seats.ids[group])
      writer.text(try texts.label(of: seats.heads[group]).replacingVillage + kind)
      writer.text(kind)
      writer.text(try seats.places[group].map { String(decoding: try texts.id(of: $0), as: UTF8.self) } ?? "")
      writer.endRow()
    }
    return writer.bytes
  }

  private func members(_ seats: Seats, _ texts: NodeTexts) throws -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row(["committee", "member", "role"])
    for (group, areas) in result.members.enumerated() {
      for (node, role) in areas.map({ (result.nodes[$0], "成员村") }) + seats.people[group] {
        writer.text(seats.ids[group])
        writer.text(try texts.id(of: node))
        writer.text(role)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  private func figures(_ seats: Seats) throws -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row(["committee", "villages", "branches", "party_members", "households", "population", "industries", "strong", "weak"])
    for (group, figures) in result.figures.enumerated() {
      writer.text(seats.ids[group])
      writer.number(figures.villages)
      writer.number(figures.branches)
      for value in [figures.partyMembers, figures.households, figures.population] {
        if let value { writer.number(text: value == value.rounded() ? String(Int(value)) : String(value)) } else { writer.empty() }
      }
      writer.text(figures.industries.joined(separator: "|"))
      writer.number(figures.strong)
      writer.number(figures.weak)
      writer.endRow()
    }
    return writer.bytes
  }
}

/// Who would sit in each committee.
private struct Seats {
  /// index = group - 1, value = id, the village it is called after, the place of all of it, and people with their roles.
  var ids: [String] = []
  var heads: [Int] = []
  var places: [Int?] = []
  var people: [[(node: Int, role: String)]] = []

  init(_ plan: RegionPlan, _ network: Network, _ result: RegionResult, _ texts: NodeTexts) throws {
    ids = Self.ids(result.sizes.count, network)
    let households = try RegionColumns(network, result.nodes).figures("households")
    let cadres = network.nodeTables.first { $0.spec.type == "cadre" }?.nodes ?? 0..<0
    let (codes, roles) = try RegionColumns(network, Array(cadres)).coded("role") ?? ([], [])
    let untils = try RegionColumns(network, Array(cadres)).coded("until")
    var byPlace: [Int: [(node: Int, role: String)]] = [:]
    for (index, cadre) in cadres.enumerated() where index < codes.count {
      // Who has left the post is no candidate.
      if let until = untils.flatMap({ Day($0.texts[$0.codes[index]]) }), until.number < network.day.number { continue }
      if let place = network.place(of: cadre) { byPlace[place, default: []].append((cadre, roles[codes[index]])) }
    }
    /// How often a cadre was proposed: whoever was least goes first.
    var uses: [Int: Int] = [:]
    for areas in result.members {
      let head = areas.max { (households?[$0] ?? 0, $1) < (households?[$1] ?? 0, $0) } ?? areas[0]
      heads.append(result.nodes[head])
      let around = Self.around(areas.map { result.nodes[$0] }, network)
      places.append(around.first)
      var seats: [(Int, String)] = []
      // The nearest place around that has such cadres.
      func candidates(_ wanted: [String]) -> [Int] {
        for place in around {
          let found = (byPlace[place] ?? []).filter { cadre in wanted.contains { cadre.role == $0 } }.map(\.node)
          if !found.isEmpty { return found.sorted { (uses[$0] ?? 0, $0) < (uses[$1] ?? 0, $1) } }
        }
        return []
      }
      if let secretary = candidates(plan.secretaries).first {
        uses[secretary, default: 0] += 1
        seats.append((secretary, "书记"))
      }
      let chiefs = candidates(plan.deputies)
      // As many as there are for each committee, at least one.
      for chief in chiefs.prefix(max(1, chiefs.count / max(1, result.sizes.count))) {
        uses[chief, default: 0] += 1
        seats.append((chief, "副书记"))
      }
      for area in [head] + areas.filter({ $0 != head }) {
        let own = byPlace[result.nodes[area]] ?? []
        if let secretary = own.first(where: { cadre in plan.villageSecretaries.contains { cadre.role == $0 } }) {
          seats.append((secretary.node, area == head ? "副书记" : "委员"))
        }
      }
      people.append(seats)
    }
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

extension String {
  /// A committee of 桃潭村 is called 桃潭联村党委.
  fileprivate var replacingVillage: String {
    for ending in ["村村委会", "村委会", "村民委员会", "村"] where hasSuffix(ending) && count > ending.count { return String(dropLast(ending.count)) }
    return self
  }
}
