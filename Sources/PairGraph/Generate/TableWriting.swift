/// Makes tables part by part: parts are made side by side and given away in order.
struct TableWriting: Sendable {
  let jobs: Int
  /// Takes the bytes of a file, part by part.
  let emit: @Sendable (_ file: String, _ bytes: [UInt8]) throws -> Void
  private static let partRows = 8192

  init(jobs: Int, emit: @escaping @Sendable (_ file: String, _ bytes: [UInt8]) throws -> Void) {
    self.jobs = jobs
    self.emit = emit
  }

  /// - Complexity: O(rows) time, O(jobs) memory.
  /// - Errors: what `emit` throws.
  func write(_ table: GeneratedTable, _ edits: TableEdits = TableEdits()) throws {
    try emit(table.file, table.header)
    let rows = table.rowCount
    let window = Self.partRows * jobs * 4
    for start in stride(from: 0, to: rows, by: window) {
      let count = min(window, rows - start)
      let parts = try Parallel.map(count, jobs: jobs, grain: Self.partRows / 2) { part in
        table.bytes(of: start + part.lowerBound..<start + part.upperBound, edits)
      }
      for part in parts where !part.isEmpty { try emit(table.file, part) }
    }
  }
}
