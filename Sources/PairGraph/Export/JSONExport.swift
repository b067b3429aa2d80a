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
      ("places", .array(try result.subjects.places.map { count($0.count, try identity($0.place)) })),
      ("findings", .array(try findings(result.findings, result.norms, gap: "missing"))), ("rows", rows),
    ])
  }

  public func overload(_ result: OverloadResult) throws -> JSON {
    let spread = result.distribution
    return object([
      ("command", .string("overload")), ("data", .string(network.name)), ("on", .string(result.day.description)),
      ("norm", .string(result.norms.map(\.id).joined(separator: ", "))), ("nodes", .int(spread.count)), ("bounded", .int(result.bounded)),
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
      ("findings", .array(try findings(result.findings, result.norms, gap: "over", also: ["unit", "role", "rank"]))),
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
  func object(_ members: [(String, JSON)]) -> JSON { .object(self.members(members)) }

  private func members(_ members: [(String, JSON)]) -> [(String, JSON)] { members.map { (words.column($0), $1) } }

  func identity(_ node: Int) throws -> [(String, JSON)] {
    [
      ("type", .string(words.type(network.type(of: node)))), ("id", .string(String(decoding: try texts.id(of: node), as: UTF8.self))),
      ("name", .string(String(decoding: try texts.name(of: node), as: UTF8.self))), ("kind", .string(try texts.string("kind", of: node))),
    ]
  }

  private func count(_ count: PlaceTally.Count, _ members: [(String, JSON)]) -> JSON {
    object(members + [("subjects", .int(count.asked)), ("uncovered", .int(count.broken)), ("share", .double(count.share))])
  }

  private func findings(
    _ findings: [Finding], _ norms: [Norm], gap: String, also columns: [String] = [],
    ofSeveral: Bool = false
  ) throws -> [JSON] {
    let lines = try EdgeLines(norms, findings, in: network)
    let edges = EdgeTexts(network, texts)
    return try findings.map { finding in
      let norm = norms[finding.norm]
      let type = norm.subject?.type ?? ""
      let place = norm.isOfEdges ? edges.helped(type, finding.subject) : finding.subject
      var members: [(String, JSON)]
      if norm.isOfEdges {
        let text = { (column: String) in JSON.string(String(decoding: try edges.bytes(column, type, finding.subject), as: UTF8.self)) }
        members = [
          ("type", .string(words.type(type))), ("id", .string(lines.id(norm, finding.subject))),
          ("name", .string(try edges.name(type, finding.subject))), ("kind", try text("kind")),
        ]
        members += try columns.map { ($0, try text($0)) }
      } else {
        members = try identity(finding.subject)
        members += try columns.map { ($0, JSON.string(try texts.string($0, of: finding.subject))) }
      }
      members += [
        ("place", .string(String(decoding: try texts.placeText(of: place), as: UTF8.self))),
        ("place_path", .string(String(decoding: try texts.placePath(of: place), as: UTF8.self))), ("norm", .string(norm.id)),
      ]
      if ofSeveral {
        members += [("source", .string(norm.source)), ("finding", .string(words.word(finding.isBelow ? "below" : "above")))]
      }
      if let period = finding.period { members.append(("period", .string(period.description))) }
      members += [
        ("has", quantity(finding.has)), (finding.isBelow ? "min" : "max", quantity(finding.bound)), (gap, quantity(finding.gap)),
      ]
      return object(members)
    }
  }

  private func quantity(_ quantity: Quantity) -> JSON { quantity.whole.map { .int($0) } ?? .double(quantity.value) }

  /// What a check found: each norm with its figures and its source, and every finding.
  public func check(_ result: CheckResult) throws -> JSON {
    let norms = result.norms.map { fared in
      object([
        ("norm", .string(fared.norm.id)), ("title", .string(fared.norm.title)),
        ("level", .string(words.word(fared.isAudit ? "audit" : fared.norm.isInfo ? "info" : "must"))),
        ("source", .string(fared.norm.source)), ("in_force", .bool(fared.isInForce)), ("subjects", .int(fared.asked)),
        ("met", .int(fared.met)), ("below", .int(fared.below)), ("above", .int(fared.above)), ("share", .double(fared.share)),
        ("periods", .array(fared.periods.map { .string($0.first.description) })),
      ])
    }
    let places = try result.places.places.map { place, count in
      object(
        try identity(place) + [("subjects", .int(count.asked)), ("broken", .int(count.broken)), ("share", .double(count.share))])
    }
    let from = result.from.map { JSON.string($0.description) } ?? .null
    let findings = try findings(result.findings, result.norms.map(\.norm), gap: "gap", also: ["unit", "role", "rank"], ofSeveral: true)
    return .object(
      members([("command", .string("check")), ("data", .string(network.name))]) + [(words.firstDay, from)]
        + members([
          ("on", .string(result.day.description)), ("norms", .array(norms)), ("places", .array(places)), ("findings", .array(findings)),
          ("rows", rows),
        ]))
  }

  var rows: JSON {
    .array(
      network.rows.map {
        object(
          [
            ("file", .string($0.file)), ("read", .int($0.read)), ("used", .int($0.used)), ("merged", .int($0.merged)),
            ("rejected", .int($0.rejected)),
          ] + ($0.rejectedLines > 0 ? [("rejected_lines", .int($0.rejectedLines))] : []))
      })
  }
}
