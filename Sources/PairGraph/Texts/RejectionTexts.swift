extension Texts {
  /// The rejected rows in words: the first ten of each kind and table, and how many more there are.
  public func rejections(_ log: DiagnosticLog) -> [String] {
    var lines: [String] = []
    var listed: [String: Int] = [:]
    for entry in log.entries {
      let kind = "\(entry.file) \(entry.problem.rawValue)"
      listed[kind, default: 0] += 1
      guard listed[kind, default: 0] <= 10 else { continue }
      let column = entry.column.isEmpty ? "–" : shown(entry.column)
      lines.append(
        self(
          .rejectedRow, entry.file, String(entry.line), String(entry.byte), column, entry.problem.rawValue,
          shown(advice(on: entry))))
    }
    for (file, problem, count) in log.counted where count > 10 {
      lines.append(self(.moreRejected, number(count - 10), problem.rawValue, file))
    }
    return lines
  }
}
