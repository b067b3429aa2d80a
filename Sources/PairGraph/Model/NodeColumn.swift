internal import TableIO

/// A column of references: for each row of a table the node that it names, or `Network.none`.
///
/// Kept in chunks as they were read, each as runs of equal values where that is shorter: registers stand village by village.
struct NodeColumn: Sendable {
  private var chunks: [Chunk] = []
  /// index = chunk, value = its first row.
  private var firstRows: [Int] = []
  private(set) var count = 0

  private enum Chunk: Sendable {
    case runs(NodeRuns)
    /// index = row, value = node.
    case rows([UInt32])
  }

  init() {}

  init(_ nodes: [UInt32]) { append(NodeRuns(nodes)) }

  mutating func append(_ runs: NodeRuns) {
    if runs.rowCount == 0 { return }
    chunks.append(runs.nodes.count * 2 <= runs.rowCount ? .runs(runs) : .rows(runs.all))
    firstRows.append(count)
    count += runs.rowCount
  }

  /// - Complexity: O(log rows).
  subscript(row: Int) -> UInt32 {
    let index = ChunkSearch.chunk(of: row, firstRows)
    let inside = row - firstRows[index]
    switch chunks[index] {
    case .runs(let runs): return runs[inside]
    case .rows(let nodes): return nodes[inside]
    }
  }

  /// A stretch of rows around `row` that name one node, and the node.
  ///
  /// - Complexity: O(log rows).
  func run(at row: Int) -> (rows: Range<Int>, node: UInt32) {
    let index = ChunkSearch.chunk(of: row, firstRows)
    let first = firstRows[index]
    switch chunks[index] {
    case .runs(let runs):
      let run = runs.run(of: row - first)
      let rows = runs.rows(run)
      return (rows.lowerBound + first..<rows.upperBound + first, runs.nodes[run])
    case .rows(let nodes): return (row..<row + 1, nodes[row - first])
    }
  }

  /// Reads rows one after the other: neighbours that name one node cost one look.
  struct Cursor {
    let column: NodeColumn
    private var rows = 0..<0
    private var node: UInt32 = 0

    init(_ column: NodeColumn) { self.column = column }

    @inline(__always)
    mutating func node(at row: Int) -> UInt32 {
      if !rows.contains(row) { (rows, node) = column.run(at: row) }
      return node
    }
  }

  /// Calls `body` with stretches of a range of rows that name one node, in order.
  ///
  /// - Complexity: O(runs), not rows, where the column is kept as runs.
  func forEachRun(in range: Range<Int>, _ body: (Range<Int>, UInt32) -> Void) {
    if range.isEmpty { return }
    for index in ChunkSearch.chunk(of: range.lowerBound, firstRows)...ChunkSearch.chunk(of: range.upperBound - 1, firstRows) {
      let first = firstRows[index]
      switch chunks[index] {
      case .runs(let runs):
        for run in runs.nodes.indices {
          let rows = (runs.rows(run).lowerBound + first..<runs.rows(run).upperBound + first).clamped(to: range)
          if !rows.isEmpty { body(rows, runs.nodes[run]) }
        }
      case .rows(let nodes):
        for row in (first..<first + nodes.count).clamped(to: range) { body(row..<row + 1, nodes[row - first]) }
      }
    }
  }

  /// index = row, value = node.
  var all: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    forEachRun(in: 0..<count) { rows, node in result.append(contentsOf: repeatElement(node, count: rows.count)) }
    return result
  }

  /// The column with other nodes.
  func mapNodes(_ transform: (UInt32) -> UInt32) -> NodeColumn {
    var result = self
    for index in chunks.indices {
      switch chunks[index] {
      case .runs(var runs):
        runs.nodes = runs.nodes.map(transform)
        result.chunks[index] = .runs(runs)
      case .rows(let nodes): result.chunks[index] = .rows(nodes.map(transform))
      }
    }
    return result
  }

  mutating func keep(_ isKept: [Bool]) { self = NodeColumn(zip(all, isKept).filter(\.1).map(\.0)) }
}
