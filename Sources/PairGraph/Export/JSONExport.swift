/// Results as JSON, with the canonical English names unless another language is asked for.
public struct JSONExport {
  let network: Network
  private let texts: NodeTexts
  let words: ExportWords

  /// - Parameter language: of the names and of the words that are the program's own; nil keeps the canonical English ones.
  public init(_ network: Network, language: Language? = nil) {
    self.network = network
    words = ExportWords(language)
    texts = NodeTexts(network)
  }

  public func coverage(_ result: CoverageResult) throws -> JSON {
    let total = result.subjects.total
    return object([
      ("command", .string("coverage")), ("data", .string(network.name)), ("on", .string(result.day.description)),
      ("norm", .string(result.norm)), ("subjects", .int(total.asked)), ("uncovered", .int(total.broken)), ("share", .double(total.share)),
      ("types", .array(result.subjects.types.sorted { $0.key < $1.key }.map { count($0.value, [("type", .string(words.type($0.key)))]) })),
      ("places", .array(try result.subjects.places.sorted { $0.key < $1.key }.map { count($0.value, try identity($0.key)) })),
      ("findings", .array(try result.findings.map { try finding($0, bound: "min", gap: "missing") })), ("rows", rows),
    ])
  }

  public func overload(_ result: OverloadResult) throws -> JSON {
    let spread = result.distribution
    return object([
      ("command", .string("overload")), ("data", .string(network.name)), ("on", .string(result.day.description)),
      ("norm", .string("capacity")), ("nodes", .int(spread.count)), ("bounded", .int(result.bounded)),
      ("overloaded", .int(result.findings.count)),
      (
        "distribution",
        object([
          ("minimum", .int(spread.minimum)), ("lower_quartile", .int(spread.lowerQuartile)), ("median", .int(spread.median)),
          ("upper_quartile", .int(spread.upperQuartile)), ("percentile_90", .int(spread.percentile90)),
          ("percentile_99", .int(spread.percentile99)), ("maximum", .int(spread.maximum)), ("mean", .double(spread.mean)),
          ("gini", .double(spread.gini)), ("idle", .int(spread.idle)),
        ])
      ),
      ("findings", .array(try result.findings.map { try finding($0, bound: "max", gap: "over", also: ["unit", "role", "rank"]) })),
      ("rows", rows),
    ])
  }

  public func summary(_ summary: NetworkSummary) -> JSON {
    let types = { (counts: [NetworkSummary.TypeCount]) in
      JSON.array(
        counts.map { type in
          object([
            ("type", .string(words.type(type.type))), ("count", .int(type.count)),
            ("kinds", JSON.object(type.kinds.map { ($0.kind, .int($0.count)) })),
          ])
        })
    }
    let term = { (term: NetworkSummary.Term) in
      object([("past", .int(term.past)), ("alive", .int(term.alive)), ("to_come", .int(term.toCome))])
    }
    return object([
      ("command", .string("summary")), ("data", .string(network.name)), ("on", .string(network.day.description)),
      ("nodes", types(summary.nodes)), ("edges", types(summary.edges)), ("isolated", .int(summary.isolated)),
      ("components", .int(summary.components)), ("largest_component", .int(summary.largestComponent)),
      (
        "degrees",
        object([
          ("minimum", .int(summary.degrees.minimum)), ("median", .int(summary.degrees.median)), ("maximum", .int(summary.degrees.maximum)),
          ("mean", .double(summary.degrees.mean)),
        ])
      ),
      ("pairings", term(summary.pairings)), ("overlapping_pairings", .int(summary.overlapping)), ("memberships", term(summary.memberships)),
      ("other_edges", term(summary.links)), ("visits", .int(summary.visits)), ("adjacent", .int(summary.adjacent)),
      ("costs", .int(summary.costs)), ("rows", rows),
    ])
  }

  /// An object whose names are the program's own.
  func object(_ members: [(String, JSON)]) -> JSON { .object(members.map { (words.column($0), $1) }) }

  private func identity(_ node: Int) throws -> [(String, JSON)] {
    [
      ("type", .string(words.type(network.type(of: node)))), ("id", .string(String(decoding: try texts.id(of: node), as: UTF8.self))),
      ("name", .string(String(decoding: try texts.name(of: node), as: UTF8.self))), ("kind", .string(try texts.string("kind", of: node))),
    ]
  }

  private func count(_ count: PlaceTally.Count, _ members: [(String, JSON)]) -> JSON {
    object(members + [("subjects", .int(count.asked)), ("uncovered", .int(count.broken)), ("share", .double(count.share))])
  }

  private func finding(_ finding: Finding, bound: String, gap: String, also columns: [String] = []) throws -> JSON {
    let more = try columns.map { ($0, JSON.string(try texts.string($0, of: finding.node))) }
    return object(
      try identity(finding.node) + more + [
        ("place", .string(String(decoding: try texts.placeText(of: finding.node), as: UTF8.self))),
        ("place_path", .string(String(decoding: try texts.placePath(of: finding.node), as: UTF8.self))), ("norm", .string(finding.norm)),
        ("has", .int(finding.has)), (bound, .int(finding.bound)), (gap, .int(finding.gap)),
      ])
  }

  var rows: JSON {
    .array(
      network.rows.map {
        object([
          ("file", .string($0.file)), ("read", .int($0.read)), ("used", .int($0.used)), ("merged", .int($0.merged)),
          ("rejected", .int($0.rejected)),
        ])
      })
  }
}
