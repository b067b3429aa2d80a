internal import TableIO

/// A cadre who left (`until`) while his pairings go on.
struct GoneHelperAudit: AuditRule {
  let title = TextKey.auditGoneHelper

  func run(on network: Network) throws -> Audit.Result {
    let helps = try network.partnerCounts(of: .from)
    var findings: [Finding] = []
    var asked = 0
    for (table, rows) in network.tables(of: "cadre") {
      guard let ends = try network.column("until", of: table) else { continue }
      let days = ends.texts.map { CivilDay.parse($0, edge: .last) }
      for row in rows {
        guard let last = days[Int(ends.codes[row])], last < network.day.number else { continue }
        asked += 1
        let node = Int(table.first) + row
        if helps[node] > 0 { findings.append(above(node, Int(helps[node]), 0)) }
      }
    }
    return Audit.Result(norm: norm("gone-helper", of: "cadre", max: 0), asked: asked, findings: findings)
  }
}
