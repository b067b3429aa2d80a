/// What is planted: how tables are changed, and what must be found then.
struct FaultPlan: Sendable {
  private(set) var edits: [String: TableEdits] = [:]
  private(set) var answers: [Answer] = []

  subscript(file: String) -> TableEdits { edits[file] ?? TableEdits() }

  mutating func drop(_ row: Int, of file: String) { edits[file, default: TableEdits()].drop(row) }

  mutating func replace(_ row: Int, of file: String, with bytes: [UInt8]) {
    edits[file, default: TableEdits()].replace(row, with: bytes)
  }

  mutating func insert(_ bytes: [UInt8], before row: Int, of file: String) -> TableEdits.Place {
    edits[file, default: TableEdits()].insert(bytes, before: row)
  }

  mutating func expect(_ answer: Answer) { answers.append(answer) }

  /// How many answers there are to each fault that has any.
  var counts: [(fault: PlantedFault, findings: Int, diagnostics: Int)] {
    PlantedFault.allCases.map { fault in
      let all = answers.filter { $0.fault == fault }
      let findings = all.count { $0.channel == .finding }
      return (fault, findings, all.count - findings)
    }.filter { $0.findings + $0.diagnostics > 0 }
  }

  /// `answers.csv`: by fault, table, line and norm.
  var table: [UInt8] {
    var bytes = Array((Answer.columns.joined(separator: ",") + "\n").utf8)
    let placed = answers.map { (answer: $0, line: self[$0.file].line(of: $0.place)) }
    let faults = PlantedFault.allCases
    let rank = { (answer: Answer) in faults.firstIndex(of: answer.fault) ?? 0 }
    for (answer, line) in placed.sorted(by: {
      (rank($0.answer), $0.answer.file, $0.line, $0.answer.norm) < (rank($1.answer), $1.answer.file, $1.line, $1.answer.norm)
    }) {
      bytes.text("\(answer.fault.rawValue),\(answer.file),\(line),")
      bytes.append(contentsOf: answer.id ?? Array("\(answer.file):\(line)".utf8))
      bytes.text(",\(answer.channel.rawValue),\(answer.norm)\n")
    }
    return bytes
  }
}
