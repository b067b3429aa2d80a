internal import TableIO

/// The ids of what findings are about, as tables show them: of a node its own, of an edge `pairings.csv:LINE`.
struct SubjectIDs {
  private let ids: [[UInt8]]

  /// - Complexity: O(findings), and one reading of tables of edges for the lines.
  init(_ norms: [Norm], _ findings: [Finding], in network: Network) throws {
    let texts = NodeTexts(network)
    let lines = try EdgeLines(norms, findings, in: network)
    ids = try findings.map { finding in
      guard norms[finding.norm].isOfEdges else { return try texts.id(of: finding.subject) }
      return Array(lines.id(norms[finding.norm], finding.subject).utf8)
    }
  }

  subscript(finding: Int) -> [UInt8] { ids[finding] }
}

/// The physical lines of edges that findings are about.
struct EdgeLines: Sendable {
  /// Type of edges -> row -> line.
  private var lines: [String: [Int: Int]] = [:]

  init(_ norms: [Norm], _ findings: [Finding], in network: Network) throws {
    if !norms.contains(where: \.isOfEdges) { return }
    var rows: [String: Set<Int>] = [:]
    for finding in findings {
      if let subject = norms[finding.norm].subject, subject.isOfEdges { rows[subject.type, default: []].insert(finding.subject) }
    }
    for (type, rows) in rows {
      let table = network.edges(TableSpec.edges(ofType: type))
      guard let reader = table.reader else { continue }
      let sorted = rows.sorted()
      let found = try LoadError.naming(network.name) { try reader.lines(at: sorted.map { table.offsets[$0] }) }
      lines[type] = Dictionary(uniqueKeysWithValues: zip(sorted, found))
    }
  }

  func id(_ norm: Norm, _ edge: Int) -> String { id(norm.subject?.type ?? "pairing", edge) }

  func id(_ type: String, _ edge: Int) -> String {
    "\(TableSpec.edges(ofType: type).file):\(lines[type]?[edge] ?? 0)"
  }
}
