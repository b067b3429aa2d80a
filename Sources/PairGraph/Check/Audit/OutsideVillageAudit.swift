/// A cadre who helps a household outside the places that his unit is paired with.
///
/// Where most do, households are not dealt by the villages of units, and nobody is asked: a rule that nobody follows is none.
struct OutsideVillageAudit: AuditRule {
  let title = TextKey.auditOutsideVillage

  /// Of fewer nobody can tell a rule from an exception.
  private static let fewest = 10

  func run(on network: Network) throws -> Audit.Result {
    let table = network.edges(.pairings)
    // Unit -> the places it is paired with.
    var places: [Int: Set<Int>] = [:]
    for edge in table.aliveEdges where network.type(of: Int(edge.from)) == "unit" && network.type(of: Int(edge.to)) == "place" {
      places[Int(edge.from), default: []].insert(Int(edge.to))
    }
    var findings: [Finding] = []
    var asked = 0
    if !places.isEmpty {
      for row in 0..<table.count where table.alive[row] {
        let (from, to) = (Int(table.from[row]), Int(table.to[row]))
        guard network.type(of: to) == "household", let unit = network.reference("unit", of: from), let own = places[unit] else { continue }
        asked += 1
        if !isInside(to, own, network) { findings.append(below(row, 0, 1)) }
      }
    }
    if asked >= Self.fewest, findings.count * 2 > asked { (asked, findings) = (0, []) }
    return Audit.Result(norm: norm("outside-village", of: "pairing", min: 1), asked: asked, findings: findings)
  }

  private func isInside(_ node: Int, _ places: Set<Int>, _ network: Network) -> Bool {
    var next = network.place(of: node)
    while let place = next {
      if places.contains(place) { return true }
      next = network.place(of: place)
    }
    return false
  }
}
