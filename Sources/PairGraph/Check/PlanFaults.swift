/// What does not fit a network of one norm, noted one fault after the other.
struct PlanFaults {
  private(set) var all: [NormFault] = []
  private let norm: Norm

  init(_ norm: Norm) { self.norm = norm }

  /// The result; nil when there is a fault, which is noted.
  ///
  /// - Errors: what is no fault of a pack: of norms that were not read from one, the selector is all there is to name.
  mutating func noting<Result>(_ column: String, _ body: () throws -> Result) throws -> Result? {
    do { return try body() } catch let fault as NormFault {
      all.append(fault)
    } catch let error as SelectorError {
      if norm.place.isEmpty { throw error }
      all.append(NormPlan.fault(norm, column, error.text, .badSelector(error)))
    }
    return nil
  }
}

extension Network {
  /// A column that should hold numbers and holds none: a cell of it, and its table.
  ///
  /// Rows with a cell that is no number were rejected; where one row with a number is left, these are bad rows, else it is the wrong column.
  ///
  /// - Complexity: O(nodes) where rows were rejected for the column, else O(rejected rows that are kept).
  func exampleOfText(_ column: String, in tables: [NodeTable]) throws -> NormFault.Kind? {
    if column == "need" || column == "capacity" { return nil }
    for table in tables {
      guard let example = rejectedText(column, table.spec.file) else { continue }
      let values = try NormBounds.values(column, of: table, in: self)
      if let values, (0..<table.count).contains(where: { !values[$0].isNaN }) { continue }
      return .textColumn(table: table.spec.file, example: example)
    }
    return nil
  }

  /// The same of a table of edges that was kept.
  func exampleOfText(_ column: String, in table: EdgeTable) -> NormFault.Kind? {
    guard let example = rejectedText(column, table.spec.file), table.numbers[column]?.contains(where: { !$0.isNaN }) != true else {
      return nil
    }
    return .textColumn(table: table.spec.file, example: example)
  }

  private func rejectedText(_ column: String, _ file: String) -> String? { rejected.textThatIsNoNumber(column, file) }
}

extension DiagnosticLog {
  /// The first cell of a column that was rejected because it is no number, whatever its size.
  func textThatIsNoNumber(_ column: String, _ file: String) -> String? {
    entries.first {
      $0.file == file && $0.column == column && $0.problem == .badNumber
        && $0.details.first.map { !$0.utf8.contains { $0 &- 0x30 < 10 } } == true
    }?.details.first
  }
}
