/// Who is the only helper of somebody: if he leaves, they have nobody.
struct OnlyHelpers {
  /// With how many nodes have no other; most first, then by node.
  let helpers: [(helper: Int, count: Int)]
  /// How many nodes have a single helper.
  let helpedCount: Int

  /// - Complexity: O(nodes + pairings), and O(h log h) for h helpers.
  /// - Errors: `LoadError` when a table changed since it was loaded.
  init(_ network: Network) throws {
    let counts = try network.partnerCounts(of: .to)
    let table = network.edges(.pairings)
    // Several rows may name one pair: the helped is counted at the first.
    var isSeen = [Bool](repeating: false, count: network.nodeCount)
    var only: [Int: Int] = [:]
    var total = 0
    for row in 0..<table.count where table.alive[row] && table.from[row] != table.to[row] {
      let helped = Int(table.to[row])
      if counts[helped] != 1 || isSeen[helped] { continue }
      isSeen[helped] = true
      only[Int(table.from[row]), default: 0] += 1
      total += 1
    }
    helpers = only.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    helpedCount = total
  }
}
