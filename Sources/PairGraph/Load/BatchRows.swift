internal import TableIO

/// The bad rows of one batch; its lines still count from the batch's first line.
struct BatchRows: Sendable {
  /// Rows read: good, bad and refused by the scanner.
  private(set) var readCount = 0
  /// Rows of the batch that are left out, ascending.
  private(set) var skipped: [Int] = []
  private(set) var log: DiagnosticLog

  /// A fault of one row.
  struct Fault {
    var row: Int
    var column: Int
    var problem: Problem
    var details: [String]
  }

  /// - Parameters:
  ///   - faults: what the columns complained about; of several in one row the leftmost counts.
  init(_ batch: RowBatch, reader: TableReader, faults: [Fault], limit: Int) throws(TableError) {
    log = DiagnosticLog(limit: limit)
    readCount = batch.rowCount + batch.faults.count
    let file = reader.source.name
    let names = reader.header.names
    for fault in batch.faults {
      let raw = batch.raw(from: fault.start, to: fault.end)
      let (problem, details) = try reader.described(fault, raw)
      log.append(
        Diagnostic(
          file: file, line: fault.line, byte: try reader.originalOffset(of: fault.byte),
          column: fault.field.map { Self.name(ofColumn: $0, names) } ?? "", problem: problem, details: details,
          raw: try reader.shown(raw, at: fault.start)))
    }
    for fault in faults.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) where fault.row != skipped.last {
      skipped.append(fault.row)
      let place = batch.place(row: fault.row, column: fault.column)
      log.append(
        Diagnostic(
          file: file, line: place.line, byte: try reader.originalOffset(of: place.byte), column: Self.name(ofColumn: fault.column, names),
          problem: fault.problem, details: [batch.string(row: fault.row, column: fault.column)] + fault.details,
          raw: try reader.shown(batch.raw(from: place.start, to: place.end), at: place.start)))
    }
  }

  /// The header name of a column, else its number from 1.
  static func name(ofColumn column: Int, _ names: [String]) -> String {
    column < names.count && !names[column].isEmpty ? names[column] : String(column + 1)
  }

  /// The log with lines of the file.
  func log(firstLine: Int) -> DiagnosticLog { log.shifted(by: firstLine) }

  /// - Complexity: O(log rows left out).
  func isSkipped(_ row: Int) -> Bool {
    var (from, to) = (0, skipped.count)
    while from < to {
      let middle = (from + to) / 2
      if skipped[middle] < row { from = middle + 1 } else { to = middle }
    }
    return from < skipped.count && skipped[from] == row
  }

  /// The values of the rows that stay.
  func kept<Value>(_ values: [Value]) -> [Value] {
    if skipped.isEmpty { return values }
    var skip = skipped[...]
    var result: [Value] = []
    result.reserveCapacity(values.count - skipped.count)
    for (row, value) in values.enumerated() {
      if row == skip.first { skip.removeFirst() } else { result.append(value) }
    }
    return result
  }
}

extension TableReader {
  /// What is wrong with a record that the scanner refused, and what the advice needs: the numbers of fields, or the bad bytes.
  func described(_ fault: RowFault, _ raw: [UInt8]) throws(TableError) -> (problem: Problem, details: [String]) {
    let problem = Problem(fault.problem)
    guard problem == .invalidUTF8 else {
      return (problem, fault.fieldCount > 0 ? [String(fault.fieldCount), String(header.names.count)] : [])
    }
    let bad = try firstBadBytes(raw, at: fault.start)
    return (table.map { $0.encoding != .utf8 } == true ? .invalidEncoding : problem, [bad.hex, bad.encoding])
  }
}

extension DiagnosticLog {
  func shifted(by lines: Int) -> DiagnosticLog {
    var result = self
    result.shift(by: lines)
    return result
  }
}
