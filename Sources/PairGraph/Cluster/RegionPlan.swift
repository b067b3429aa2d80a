internal import TableIO

/// A plan as a dataset again: the areas' own tables, and the committees that the groups would be.
///
/// - `committees.csv`: a committee for each group, called after its village with the most households (with the
///   town or a number where two would be called the same), at the lowest place around all of them, of the kind most committees there are have.
/// - `members.csv`: the villages (成员村); what else belongs to the committees there are and is no cadre, place or village branch, such as
///   enterprises and cooperatives, with its role, in the committee of its village (``RegionFollowers``); and candidates by role: a town cadre in charge as 书记, the section chiefs and the village secretary of
///   that village as 副书记, the other village secretaries as 委员. They are proposals, to be discussed.
/// - `plan.csv`: the figures of each committee.
/// - `places.csv`, `units.csv`, `branches.csv`, `cadres.csv`, `nodes.csv` and `adjacent.csv` as they are.
public struct RegionPlan: Sendable {
  /// Where there are too few people to lead the committees.
  public struct Vacancies: Sendable {
    /// Groups, from 1, that nobody was found for.
    public var empty: [Int] = []
    /// People, by node, who would lead several groups, from 1.
    public var shared: [(cadre: Int, groups: [Int])] = []
  }

  private let network: Network
  private let result: RegionResult
  /// The kind of the committees; nil is the kind of those there are, or 联村党委.
  public var kind: String?
  public var roles = RegionRoles()
  /// An earlier plan that is otherwise, or has been edited, is replaced.
  public var replaces = false

  public init(_ result: RegionResult, of network: Network) { (self.result, self.network) = (result, network) }

  private static let mark = "plan.csv"
  private static let copied = ["places.csv", "units.csv", "branches.csv", "cadres.csv", "nodes.csv", "adjacent.csv"]

  /// Writes the folder. It is whole or not there.
  ///
  /// - Returns: groups that nobody was found for as secretary, and who would be secretary of several.
  /// - Complexity: O(areas + cadres + bytes of the tables that are copied).
  /// - Errors: when there is a folder with anything but an earlier plan, or it cannot be written; `WouldReplace` when files in it would be
  ///   written otherwise; `LoadError`.
  @discardableResult
  public func write(to folder: String) throws -> Vacancies {
    let known = Set(Self.copied + ["committees.csv", "members.csv", Self.mark])
    let sources = network.nodeTables.map { "\(network.name)/\($0.spec.file)" }
    let output = try OutputFolder(path: folder, replacing: known, marks: [Self.mark], sources: sources)
    return try FolderSink.fill(output) { sink in
      try write(sink)
    } unlessChanged: { changed in
      // Nobody's corrections are written over without a word.
      if !replaces, !changed.isEmpty { throw WouldReplace(folder: output.path, files: changed, isPlan: true) }
    }
  }

  private func write(_ sink: FolderSink) throws -> Vacancies {
    for table in network.nodeTables where Self.copied.contains(table.spec.file) { try copy(table.spec.file, table.reader, sink) }
    if let reader = network.edges(.adjacent).reader { try copy(TableSpec.adjacent.file, reader, sink) }
    let seats = try RegionSeats(roles, network, result)
    let texts = NodeTexts(network)
    try sink.write("committees.csv", try committees(seats, texts))
    try sink.write("members.csv", try members(seats, texts))
    try sink.write(Self.mark, try figures(seats))
    return seats.vacancies
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

  private func committees(_ seats: RegionSeats, _ texts: NodeTexts) throws -> [UInt8] {
    let kind = try self.kind ?? usualKind()
    let names = try names(seats, texts, kind)
    var writer = CSVWriter(.machine)
    writer.row(["id", "name", "kind", "place"])
    for group in result.sizes.indices {
      writer.text(seats.ids[group])
      writer.text(names[group])
      writer.text(kind)
      writer.text(try seats.places[group].map { String(decoding: try texts.id(of: $0), as: UTF8.self) } ?? "")
      writer.endRow()
    }
    return writer.bytes
  }

  /// The kind that most joint committees there are have, of equally common ones the first by their table.
  private func usualKind() throws -> String {
    var counts: [(kind: String, count: Int)] = []
    for (_, kind) in try RegionCommittees.kinds(network) where RegionCommittees.joins(kind) {
      if let known = counts.firstIndex(where: { $0.kind == kind }) { counts[known].count += 1 } else { counts.append((kind, 1)) }
    }
    let most = counts.map(\.count).max()
    return counts.first { $0.count == most }?.kind ?? RegionCommittees.usualKind
  }

  /// index = group - 1. Two of one name get that of the place around them, and those that are still the same a number.
  private func names(_ seats: RegionSeats, _ texts: NodeTexts, _ kind: String) throws -> [String] {
    var names = try seats.heads.map { try texts.label(of: $0).replacingVillage + kind }
    func counts() -> [String: Int] { Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +) }
    let plain = counts()
    for group in names.indices where plain[names[group], default: 0] > 1 {
      if let place = seats.places[group] { names[group] = try texts.label(of: place) + names[group] }
    }
    var taken: Set<String> = []
    for group in names.indices {
      let name = names[group]
      var number = 1
      while !taken.insert(names[group]).inserted {
        number += 1
        names[group] = "\(name)（\(number)）"
      }
    }
    return names
  }

  private func members(_ seats: RegionSeats, _ texts: NodeTexts) throws -> [UInt8] {
    let followers = try RegionFollowers(network, result)
    var writer = CSVWriter(.machine)
    writer.row(["committee", "member", "role"])
    for (group, areas) in result.members.enumerated() {
      for (node, role) in areas.map({ (result.nodes[$0], "成员村") }) + followers.members[group] + seats.people[group] {
        writer.text(seats.ids[group])
        writer.text(try texts.id(of: node))
        writer.text(role)
        writer.endRow()
      }
    }
    return writer.bytes
  }

  private func figures(_ seats: RegionSeats) throws -> [UInt8] {
    var writer = CSVWriter(.machine)
    writer.row([
      "committee", "villages", "branches", "party_members", "households", "households_known", "population", "population_known",
      "industries",
      "strong", "weak",
    ])
    for (group, figures) in result.figures.enumerated() {
      writer.text(seats.ids[group])
      writer.number(figures.villages)
      writer.number(figures.branches)
      func write(_ value: Double?) {
        if let value { writer.number(text: Int(exactly: value).map { String($0) } ?? String(value)) } else { writer.empty() }
      }
      write(figures.partyMembers)
      write(figures.households)
      writer.number(figures.householdsKnown)
      write(figures.population)
      writer.number(figures.populationKnown)
      writer.text(figures.industries.joined(separator: "|"))
      writer.number(figures.strong)
      writer.number(figures.weak)
      writer.endRow()
    }
    return writer.bytes
  }
}

extension String {
  /// A committee of 桃潭村 is called 桃潭联村党委.
  fileprivate var replacingVillage: String {
    for ending in ["村村委会", "村委会", "村民委员会", "村"] where hasSuffix(ending) && count > ending.count { return String(dropLast(ending.count)) }
    return self
  }
}
