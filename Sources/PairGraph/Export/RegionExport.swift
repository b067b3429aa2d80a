internal import TableIO

/// Planned groups, or the committees there are, as tables and JSON.
extension TableExport {
  /// `cluster.csv`: type, id, name, kind, place_path, group, group_size; by group, within it by table and line. Areas that are in
  /// several committees stand with each; those in no group at the end, with empty cells.
  ///
  /// - Complexity: O(areas log areas); reads their rows again.
  public func regions(_ result: RegionResult, of network: Network) throws -> [[UInt8]] {
    var writer = header(["type", "id", "name", "kind", "place_path", "group", "group_size"])
    var cells = NodeCells(network, NodeTexts(network), [.named("id"), .name, .named("kind")], words, for: writer)
    for (group, areas) in result.members.enumerated() {
      for area in areas {
        try cells.write(result.nodes[area], &writer)
        try cells.writePath(result.nodes[area], &writer)
        writer.number(group + 1)
        writer.number(areas.count)
        writer.endRow()
      }
    }
    for area in result.nodes.indices where result.groups[area] == nil {
      try cells.write(result.nodes[area], &writer)
      try cells.writePath(result.nodes[area], &writer)
      writer.empty()
      writer.empty()
      writer.endRow()
    }
    return [writer.bytes]
  }
}

extension JSONExport {
  /// How the groups were found, how good they are by every measure, and what each would be.
  public func regions(_ result: RegionResult) throws -> JSON {
    func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
    let ids = { (nodes: [Int]) in JSON.array(try network.ids(of: nodes).map { .string($0) }) }
    let principles = result.principles
    return object([
      ("command", .string("cluster")), ("data", .string(network.name)), ("on", .string(result.day.description)),
      ("method", .string(result.method)), ("resolution", .null),
      ("seed", result.seed.map { .int(Int(truncatingIfNeeded: $0)) } ?? .null), ("quality", number(result.ratio)),
      ("ratio", number(result.ratio)), ("groups", .int(result.sizes.count)), ("seconds", .double(result.seconds)),
      ("options", options(result)), ("nodes", .int(result.nodes.count)), ("edges", .int(result.borderCount)),
      ("borders", result.borders.map { .string($0.rawValue) } ?? .null),
      ("within_ss", .double(result.within)), ("total_ss", .double(result.total)), ("sizes", .array(result.sizes.map { .int($0) })),
      ("weight_zero", .int(result.map.weightless)), ("proven", .bool(result.isProven)), ("islands", try ids(result.islands)),
      ("joined", .array(try result.joined.map { try ids([$0.0, $0.1]) })),
      (
        "below",
        .array(
          try result.below.map { below in
            object([
              ("bound", .string(below.column)), ("ids", try ids(below.nodes)), ("has", .double(below.has)), ("floor", .double(below.floor)),
            ])
          })
      ),
      (
        "in_several",
        .array(
          try result.inSeveral.map { object([("id", .string(try network.ids(of: [$0.node])[0])), ("committees", try ids($0.committees))]) })
      ),
      ("left_out", try ids(result.nodes.indices.filter { result.groups[$0] == nil }.map { result.nodes[$0] })),
      (
        "principles",
        object([
          ("adjacent", number(principles.adjacent)), ("industry", number(principles.industry)), ("function", number(principles.function)),
          ("resources", number(principles.resources)), ("growth", number(principles.growth)),
        ])
      ),
      ("figures", .array(try result.figures.indices.map { try figures(result, $0) })), ("comparison", try comparison(result.comparison)),
      ("rows", rows),
    ])
  }

  /// What was asked for, and how its columns were read; `null` for what was not asked.
  private func options(_ result: RegionResult) -> JSON {
    func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    let asked = result.asked
    return object([
      ("of", .string(asked.selector?.text ?? RegionPlanning.usual)),
      (
        "by",
        .array(
          result.readings.map { reading in
            object([
              ("column", .string(reading.column)), ("read_as", .string(reading.texts == nil ? "number" : "text")),
              ("values", reading.texts.map { .int($0) } ?? .null), ("empty", .int(reading.empty)), ("alike", .bool(reading.isAlike)),
            ])
          })
      ),
      ("within", text(asked.within)), ("groups", asked.groups.map { .int($0) } ?? .null),
      (
        "bounds",
        .array(
          result.limits.map { limit in
            object([
              ("bound", .string(limit.column)), ("floor", number(limit.floor)), ("cap", number(limit.cap)), ("empty", .int(limit.empty)),
            ])
          })
      ),
      ("neighbours", asked.neighbours.map { .int($0) } ?? .null),
      ("islands", result.method == "regions" ? .string(asked.islands.rawValue) : .null),
    ])
  }

  private func figures(_ result: RegionResult, _ group: Int) throws -> JSON {
    func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
    let figures = result.figures[group]
    return object([
      ("group", .int(group + 1)),
      ("committee", result.committees.isEmpty ? .null : .string(try network.ids(of: [result.committees[group]])[0])),
      ("name", result.committees.isEmpty ? .null : .string(try NodeTexts(network).label(of: result.committees[group]))),
      ("villages", .int(figures.villages)), ("branches", .int(figures.branches)), ("party_members", number(figures.partyMembers)),
      ("households", number(figures.households)), ("population", number(figures.population)),
      ("households_known", .int(figures.householdsKnown)), ("population_known", .int(figures.populationKnown)),
      ("industries", .array(figures.industries.map { .string($0) })), ("strong", .int(figures.strong)), ("weak", .int(figures.weak)),
    ])
  }

  private func comparison(_ comparison: RegionComparison?) throws -> JSON {
    guard let comparison else { return .null }
    return object([
      ("compared", .int(comparison.compared)), ("adjusted_rand_index", .double(comparison.adjustedRandIndex)),
      ("normalised_mutual_information", .double(comparison.normalisedMutualInformation)),
      (
        "moves",
        .array(
          try comparison.moves.map { move in
            let ids = try network.ids(of: [move.node, move.from])
            return object([("id", .string(ids[0])), ("from", .string(ids[1])), ("group", .int(move.to))])
          })
      ),
    ])
  }
}
