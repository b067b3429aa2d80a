/// The edges of a table with rows of the same ends and kind whose dates overlap, directly or through others, taken as one.
struct DistinctEdges: Sendable {
  /// One of them: the row that tells of it first, and its first and last day.
  struct Edge: Sendable, Equatable {
    var row: Int
    var since: Int32
    var until: Int32
  }

  /// In the order of `row` where no row overlaps, else by ends.
  private(set) var edges: [Edge] = []

  private struct Candidate: Comparable {
    var ends: UInt64
    var kind: UInt32
    var since: Int32
    var row: UInt32

    func isSame(_ other: Candidate) -> Bool { ends == other.ends && kind == other.kind }
    static func < (a: Candidate, b: Candidate) -> Bool { (a.ends, a.kind, a.since, a.row) < (b.ends, b.kind, b.since, b.row) }
  }

  /// - Complexity: O(m), and O(k log k) for k rows whose second end another row has, too.
  init(of table: EdgeTable, nodeCount: Int) {
    let since = { (row: Int) in table.since.isEmpty ? Day.distantPast.number : table.since[row] }
    let until = { (row: Int) in table.until.isEmpty ? Day.distantFuture.number : table.until[row] }
    // index = node, value = rows that end there: none, one or several.
    var rows = [UInt8](repeating: 0, count: nodeCount)
    for node in table.to { rows[Int(node)] = min(2, rows[Int(node)] + 1) }
    let kinds = table.kinds
    var candidates: [Candidate] = []
    for row in 0..<table.count {
      if rows[Int(table.to[row])] == 1 {
        edges.append(Edge(row: row, since: since(row), until: until(row)))
      } else {
        let ends = UInt64(table.from[row]) << 32 | UInt64(table.to[row])
        candidates.append(Candidate(ends: ends, kind: kinds?.codes[row] ?? 0, since: since(row), row: UInt32(row)))
      }
    }
    candidates.sort()
    for (index, candidate) in candidates.enumerated() {
      let row = Int(candidate.row)
      if index > 0, candidates[index - 1].isSame(candidate), let last = edges.last, candidate.since <= last.until {
        edges[edges.count - 1].until = max(last.until, until(row))
        edges[edges.count - 1].row = min(last.row, row)
      } else {
        edges.append(Edge(row: row, since: candidate.since, until: until(row)))
      }
    }
  }
}
