internal import TableIO

/// The declared size of a household against the rows of its people: nodes whose column `household` names it, and members of it.
struct DeclaredSizeAudit: AuditRule {
  let title = TextKey.auditDeclaredSize

  func run(on network: Network) throws -> Audit.Result {
    var people: [Int: Int] = [:]
    for table in network.nodeTables {
      guard let households = try network.column("household", of: table) else { continue }
      let nodes = households.texts.map { $0.isEmpty ? nil : Network.node(network.ids.node(of: $0)) }
      for code in households.codes { if let node = nodes[Int(code)] { people[node, default: 0] += 1 } }
    }
    for edge in network.edges(.members).aliveEdges where network.type(of: Int(edge.from)) == "household" {
      people[Int(edge.from), default: 0] += 1
    }
    var findings: [Finding] = []
    var asked = 0
    for (table, rows) in network.tables(of: "household") {
      guard let sizes = try network.column("size", of: table) else { continue }
      let numbers = sizes.texts.map { DecimalText.value(of: $0) }
      for row in rows {
        let node = Int(table.first) + row
        guard let count = people[node], let size = numbers[Int(sizes.codes[row])] else { continue }
        asked += 1
        if Double(count) == size { continue }
        findings.append(Finding(subject: node, isBelow: Double(count) < size, has: Quantity(count), bound: Quantity(size)))
      }
    }
    return Audit.Result(norm: norm("declared-size", of: "household", min: 0), asked: asked, findings: findings)
  }
}
