internal import TableIO

/// Reads one column of references again, once all ids are known: parents of the same table, places in a later table.
struct ReferencePass: Sendable {
  let table: NodeTable
  let column: String
  let ids: IDSpace
  let targets: [Range<UInt32>]
  let options: LoadOptions

  struct Part: Sendable {
    var offsets: [Int]
    var nodes: [UInt32]
    /// Rows whose cell names no such node, with their lines.
    var unknown: [(row: Int, line: Int)]
  }

  struct Result: Sendable {
    var nodes: [UInt32]
    var unknown: UnknownReference
    fileprivate var row = 0
    /// Where the first row with such a cell starts.
    fileprivate var offset = 0
  }

  /// - Complexity: O(bytes).
  func run() throws -> (nodes: [UInt32], unknown: UnknownReference?) {
    guard let index = table.reader.header.column(column) else {
      return ([UInt32](repeating: Network.none, count: table.count), nil)
    }
    let start = Result(
      nodes: [UInt32](repeating: Network.none, count: table.count),
      unknown: UnknownReference(file: table.spec.file, column: column, count: 0, example: "", line: 0))
    var result = try table.reader.reduce(
      into: start, jobs: options.jobs, progress: options.progress(of: table.spec.file, size: table.reader.source.size),
      parse: { self.part($0, index) }, merge: { self.merge(&$0, $1, firstLine: $2) })
    if result.unknown.count == 0 { return (result.nodes, nil) }
    result.unknown.example = String(decoding: try RowText(table.reader, windowSize: 4096).fields(at: result.offset)[index], as: UTF8.self)
    return (result.nodes, result.unknown)
  }

  private func part(_ batch: RowBatch, _ index: Int) -> Part {
    var nodes = ids.nodeRuns(batch, column: index).all
    var part = Part(offsets: batch.offsets(), nodes: [], unknown: [])
    for row in nodes.indices where !(nodes[row] != Network.none && targets.contains { $0.contains(nodes[row]) }) {
      nodes[row] = Network.none
      guard !batch.isEmpty(row: row, column: index) else { continue }
      part.unknown.append((row, batch.place(row: row, column: nil).line))
    }
    part.nodes = nodes
    return part
  }

  /// Rows that were left out at the first reading have no offset in the table.
  private func merge(_ result: inout Result, _ part: Part, firstLine: Int) {
    var unknown = part.unknown[...]
    for (row, offset) in part.offsets.enumerated() {
      let lost = unknown.first?.row == row ? unknown.removeFirst() : nil
      guard result.row < table.count, table.offsets[result.row] == offset else { continue }
      result.nodes[result.row] = part.nodes[row]
      result.row += 1
      guard let lost else { continue }
      result.unknown.count += 1
      if result.unknown.count == 1 { (result.unknown.line, result.offset) = (lost.line + firstLine, offset) }
    }
  }
}
