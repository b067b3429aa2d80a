/// The rows of an edge table whose two ends occur together in several rows.
struct RepeatedPairs: Sendable {
  /// Rows, those of one pair next to each other, ascending within the pair.
  private(set) var rows: [UInt32] = []
  /// index = pair, value = where its rows start in `rows`; one more than there are pairs.
  private(set) var starts: [Int] = [0]

  private struct Candidate: Sendable {
    var ends: UInt64
    var row: UInt32
  }

  /// Only nodes that are helped in several rows can be in such pairs; their rows are sorted.
  ///
  /// - Complexity: O(nodes + edges), and O(k log k) for k rows of nodes with several.
  /// - Parameter several: nodes among which are all that several rows name as helped; nil where nobody knows.
  init(_ table: EdgeTable, several: NodeSet?, nodeCount: Int, jobs: Int) throws {
    let several = several ?? Self.several(table, nodeCount: nodeCount)
    if several.count == 0 { return }
    // Each part of the nodes has its own pairs, and puts them in order.
    let parts = max(1, min(jobs, table.count >> 16))
    let lists = try Parallel.map(table.count, jobs: jobs, grain: 1 << 16) { range in
      var lists = [[Candidate]](repeating: [], count: parts)
      for row in range where several.contains(Int(table.to[row])) {
        let node = Int(table.to[row])
        lists[node * parts / nodeCount].append(Candidate(ends: UInt64(node) << 32 | UInt64(table.from[row]), row: UInt32(row)))
      }
      return lists
    }
    let sorted = try Parallel.map(parts, jobs: jobs, grain: 1) { range in
      range.flatMap { part in
        lists.map { $0[part] }.inOneArray().sorted { $0.ends != $1.ends ? $0.ends < $1.ends : $0.row < $1.row }
      }
    }
    let candidates = sorted.inOneArray()
    var start = 0
    for index in candidates.indices {
      let isLast = index + 1 == candidates.count || candidates[index + 1].ends != candidates[index].ends
      guard isLast else { continue }
      if index > start {
        rows += candidates[start...index].map(\.row)
        starts.append(rows.count)
      }
      start = index + 1
    }
  }

  private static func several(_ table: EdgeTable, nodeCount: Int) -> NodeSet {
    var states = PairStates(nodeCount: nodeCount)
    return states.add(table.from, table.to, table.alive).isEmpty ? NodeSet([], below: nodeCount) : states.several
  }

  var count: Int { starts.count - 1 }

  subscript(pair: Int) -> ArraySlice<UInt32> { rows[starts[pair]..<starts[pair + 1]] }
}
