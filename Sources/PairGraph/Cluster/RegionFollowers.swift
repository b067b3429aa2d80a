/// What goes with the villages when committees are planned anew: enterprises, cooperatives and party organisations that are members of the
/// joint committees there are.
///
/// Villages are grouped anew and people proposed anew; everything else keeps its role. It goes with its village: the one that is its place or
/// around it, else of its unit; where it has none, or one that is in no group, with most of the villages of its committee. Village branches
/// go with their villages without a row of their own, unless they have one.
struct RegionFollowers {
  /// index = group - 1, value = members with their roles, in the order of the memberships.
  let members: [[(node: Int, role: String)]]

  /// - Complexity: O(memberships + areas).
  init(_ network: Network, _ result: RegionResult) throws {
    var members = [[(node: Int, role: String)]](repeating: [], count: result.sizes.count)
    let committees = try RegionCommittees(network, result.nodes)
    let joint = NodeSet(committees.nodes, below: network.nodeCount)
    let areas = NodeSet(result.nodes, below: network.nodeCount)
    let table = network.edges(.members)
    let roles = table.codes["role"]
    // index = committee, value = the group that most of its villages are in, of equally common ones the first.
    let heirs = committees.members.map { villages -> Int? in
      var counts: [Int: Int] = [:]
      for village in villages { if let group = result.groups[village] { counts[group, default: 0] += 1 } }
      return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
    let people = network.nodeTables.filter { ["cadre", "household"].contains($0.spec.type) }.map(\.nodes)
    func group(around node: Int) -> Int? {
      var next: Int? = node
      var steps = 0
      while let place = next, steps < 64 {
        if areas.contains(place) { return result.groups[areas.number(of: place)] }
        (next, steps) = (network.place(of: place), steps + 1)
      }
      return nil
    }
    var seen: Set<[Int]> = []
    for row in 0..<table.count where table.alive[row] && joint.contains(Int(table.from[row])) {
      let node = Int(table.to[row])
      if areas.contains(node) || network.type(of: node) == "place" || people.contains(where: { $0.contains(node) }) { continue }
      let own = group(around: node) ?? network.reference("unit", of: node).flatMap { group(around: $0) }
      guard let group = own ?? heirs[joint.number(of: Int(table.from[row]))] else { continue }
      let code = roles.map { Int($0.codes[row]) } ?? 0
      let role = roles.map { String(decoding: $0.texts[code], as: UTF8.self) } ?? ""
      if seen.insert([group, node, code]).inserted { members[group - 1].append((node, role)) }
    }
    self.members = members
  }
}
