import Testing

@testable import PairGraph

/// One dataset as the library and the model have it.
struct Trial {
  let network: Network
  let model: NaiveModel
  let name: String

  func compareRows() throws {
    let rows = network.rows.map { NaiveModel.Rows(file: $0.file, read: $0.read, used: $0.used, merged: $0.merged, rejected: $0.rejected) }
    #expect(rows == model.rows, "\(name)")
    let rejects = network.rejected.entries.map {
      NaiveModel.Reject(file: $0.file, line: $0.line, byte: $0.byte, column: $0.column, problem: $0.problem.rawValue, raw: $0.raw)
    }
    // By file in table order, then by line.
    let files = NaiveModel.nodeFiles + NaiveModel.edgeFiles
    let expected = model.rejects.sorted { (files.firstIndex(of: $0.file) ?? 0, $0.line) < (files.firstIndex(of: $1.file) ?? 0, $1.line) }
    for (found, expected) in zip(rejects, expected) where found != expected {
      Issue.record("\(name): found \(brief(found)), expected \(brief(expected))")
      break
    }
    #expect(rejects.count == expected.count, "\(name)")
    #expect(try network.ids(of: Array(0..<network.nodeCount)) == model.nodes.map { model.name($0.id) }, "\(name)")
    let unknown = network.unknownReferences.map {
      NaiveModel.Unknown(file: $0.file, column: $0.column, count: $0.count, example: $0.example, line: $0.line)
    }
    #expect(Set(unknown) == model.unknown, "\(name)")
    #expect(unknown.count == model.unknown.count, "\(name)")
  }

  private func brief(_ reject: NaiveModel.Reject) -> String {
    "\(reject.file):\(reject.line) byte \(reject.byte) \(reject.column) \(reject.problem) \(shown(reject.raw))"
  }

  func compareCoverage(_ selector: NaiveSelector, inherits: Bool) throws {
    try compareCoverage(nil, inherits: inherits)
    if !["place", "unit", "branch", "cadre", "household", "committee", "node"].contains(selector.type),
      !model.nodes.contains(where: { model.type($0) == selector.type })
    {
      #expect(throws: SelectorError.self) { try CoverageCheck(of: Selector(selector.text)).run(on: network) }
      return
    }
    // A column that no table of the type has is an error of its own; here it is left out.
    let tables = network.nodeTables.filter { $0.spec.type == selector.type || $0.spec.type.isEmpty }
    if selector.column.isEmpty || tables.allSatisfy({ $0.reader.header.column(selector.column) != nil }) {
      try compareCoverage(Optional(selector), inherits: inherits)
    }
  }

  private func compareCoverage(_ selector: NaiveSelector?, inherits: Bool) throws {
    let found = try CoverageCheck(of: selector.map { try Selector($0.text) }, inherits: inherits).run(on: network)
    var seen = NaiveModel.Coverage(findings: try self.found(found.findings))
    seen.total = tally(found.subjects.total)
    seen.types = found.subjects.types.mapValues(tally)
    for (place, count) in found.subjects.places { seen.places[try network.ids(of: [place])[0]] = tally(count) }
    let expected = model.coverage(of: selector, inherits: inherits)
    #expect(seen == expected, "\(name), \(selector?.text ?? "need"), \(inherits ? "inherited" : "own")")
    #expect(found.norm == (selector == nil ? "need" : "of") && found.findings.allSatisfy { $0.norm == 0 && $0.isBelow })
  }

  func compareOverload(max: Int?) throws {
    let found = try OverloadCheck(max: max).run(on: network)
    let expected = model.overload(max: max)
    let seen = NaiveModel.Overload(findings: try self.found(found.findings), bounded: found.bounded, loads: expected.loads)
    #expect(seen == expected, "\(name), --max \(max.map(String.init) ?? "none")")
    #expect(found.distribution == LoadDistribution(of: expected.loads), "\(name)")
  }

  func compareSummary() {
    let summary = NetworkSummary(of: network)
    let expected = model.summary()
    let terms = { (term: NetworkSummary.Term) in [term.past, term.alive, term.toCome] }
    var seen = NaiveModel.Summary(isolated: summary.isolated, components: summary.components, largest: summary.largestComponent)
    (seen.pairings, seen.memberships, seen.links) = (terms(summary.pairings), terms(summary.memberships), terms(summary.links))
    seen.overlapping = summary.overlapping
    seen.degrees = expected.degrees
    for type in summary.edges {
      if type.kinds.isEmpty, type.count > 0 { seen.edgeKinds["\(type.type) ", default: 0] += type.count }
      for kind in type.kinds { seen.edgeKinds["\(type.type) \(kind.kind)", default: 0] += kind.count }
    }
    for type in summary.nodes {
      if type.kinds.isEmpty { seen.kinds["\(type.type) ", default: 0] += type.count }
      for kind in type.kinds { seen.kinds["\(type.type) \(kind.kind)", default: 0] += kind.count }
    }
    #expect(seen == expected, "\(name)")
    #expect(summary.degrees == LoadDistribution(of: expected.degrees), "\(name)")
    #expect(summary.visits == model.edges["visits.csv"]?.count ?? 0, "\(name)")
    #expect(summary.adjacent == model.edges["adjacent.csv"]?.count ?? 0, "\(name)")
    #expect(summary.costs == model.edges["costs.csv"]?.count ?? 0, "\(name)")
  }

  private func found(_ findings: [Finding]) throws -> [NaiveModel.Found] {
    zip(try network.ids(of: findings.map(\.subject)), findings).map {
      NaiveModel.Found(id: $0, has: Int($1.has.value), bound: Int($1.bound.value))
    }
  }

  private func tally(_ count: PlaceTally.Count) -> NaiveModel.Tally { NaiveModel.Tally(asked: count.asked, broken: count.broken) }
}
