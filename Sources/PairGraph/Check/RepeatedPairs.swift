/// The rows of an edge table whose two ends occur together in several rows.
struct RepeatedPairs: Sendable {
  /// Rows, those of one pair next to each other, ascending within the pair.
  private(set) var rows: [UInt32] = []
  /// index = pair, value = where its rows start in `rows`; one more than there are pairs.
  private(set) var starts: [Int] = [0]

  /// Only nodes that are helped in several rows can be in such pairs; their rows are sorted.
  ///
  /// - Complexity: O(nodes + edges), and O(k log k) for k rows of nodes with several.
  init(_ table: EdgeTable, nodeCount: Int) {
    var states = [UInt8](repeating: 0, count: nodeCount)
    for node in table.to { states[Int(node)] = min(2, states[Int(node)] + 1) }
    var candidates: [(ends: UInt64, row: UInt32)] = []
    for (row, node) in table.to.enumerated() where states[Int(node)] == 2 {
      candidates.append((UInt64(node) << 32 | UInt64(table.from[row]), UInt32(row)))
    }
    candidates.sort { $0.ends != $1.ends ? $0.ends < $1.ends : $0.row < $1.row }
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

  var count: Int { starts.count - 1 }

  subscript(pair: Int) -> ArraySlice<UInt32> { rows[starts[pair]..<starts[pair + 1]] }
}
