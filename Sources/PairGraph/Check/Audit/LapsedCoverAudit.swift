/// A pairing past its end that is all the cover a household ever had: nobody took over.
struct LapsedCoverAudit: AuditRule {
  let title = TextKey.auditLapsedCover

  func run(on network: Network) throws -> Audit.Result {
    let table = network.edges(.pairings)
    let needs = try Needs(network, of: nil)
    let helped = try network.partnerCounts(of: .to)
    // Node -> its pairing that ended last.
    var lapsed: [Int: Int] = [:]
    var asked = 0
    for row in 0..<table.count {
      let term = table.term(of: row)
      let node = Int(table.to[row])
      guard term.last < network.day.number, table.from[row] != table.to[row], needs[node] > 0 else { continue }
      asked += 1
      guard helped[node] == 0 else { continue }
      if let known = lapsed[node], table.term(of: known).last >= term.last { continue }
      lapsed[node] = row
    }
    let findings = lapsed.values.sorted().map { below($0, 0, 1) }
    return Audit.Result(norm: norm("lapsed-cover", of: "pairing", min: 1), asked: asked, findings: findings)
  }
}
