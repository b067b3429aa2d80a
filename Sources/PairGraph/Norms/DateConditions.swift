internal import TableIO

extension Selector.Condition {
  /// Whether it asks for an order by something that is no date: where dates stand, nothing comes before or behind it.
  fileprivate var isOrderOfNoDate: Bool {
    comparison.isOrder && values.contains { CivilDay.parse(Array($0.utf8), edge: .first) == nil }
  }
}

extension Selector {
  /// Refuses an order between dates and what is none: `since<2021/5/1` would hold for nobody, and nobody would know why.
  ///
  /// - Complexity: O(conditions), and a reading of the column of each condition on an order whose value is no date.
  /// - Errors: `SelectorError` at the value.
  func checkDates(in network: Network) throws {
    for condition in conditions where condition.isOrderOfNoDate {
      var tables = network.nodeTables.filter { isOfEdges || $0.spec.type == type || $0.spec.type.isEmpty }
      if isOfEdges, !["from", "to"].contains(condition.steps.first) {
        let table = network.edges(TableSpec.edges(ofType: type))
        if Self.isOfDates(table.spec.column(condition.column), table.codes[condition.column]) { throw noDate(condition) }
        continue
      }
      for step in condition.steps where !(isOfEdges && ["from", "to"].contains(step)) { tables = network.tables(behind: step, of: tables) }
      for table in tables where table.reader.header.column(condition.column) != nil {
        let codes = try LoadError.naming(network.name) { try table.values(in: condition.column, jobs: network.jobs) }
        if Self.isOfDates(table.spec.column(condition.column), codes) { throw noDate(condition) }
      }
    }
  }

  private func noDate(_ condition: Condition) -> SelectorError {
    SelectorError(.noDate, in: text, at: condition.valuePositions.first ?? condition.position)
  }

  /// Whether a column is one of dates by its meaning, or by all that stands in it.
  private static func isOfDates(_ column: TableSpec.Column?, _ codes: CodedColumn?) -> Bool {
    if let column, [.firstDay, .lastDay, .day].contains(column.meaning) { return true }
    let texts = (codes?.texts ?? []).filter { !$0.isEmpty }
    return !texts.isEmpty && texts.allSatisfy { $0.count > 4 && CivilDay.parse($0, edge: .first) != nil }
  }
}
