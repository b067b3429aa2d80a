internal import TableIO

/// Cells that hold more than a cell does.
extension RowReading {
  /// Refuses a row with a cell that is longer than any, or that a quote made of other rows.
  ///
  /// - Complexity: O(bytes) of cells that are not plain.
  func checkExtent() throws(Fault) {
    for column in 0..<columnCount {
      let length = cells.range(column).count
      if length > TableCleaning.longestField {
        throw Fault(
          problem: .fieldTooLong, column: column, details: [beginning(column), String(length), String(TableCleaning.longestField)])
      }
      if cells.isPlain(column) { continue }
      let isText = !parser.map.bindings[column].field.isDecisive
      let text = cell(column)
      guard parser.swallowing.mayHold(text.span, isText: isText) else { continue }
      let row = (0..<columnCount).map { Array(cell($0)) }
      guard let lines = parser.swallowing.count(in: row, column: column, isText: isText) else { continue }
      throw Fault(problem: .swallowedRows, column: column, details: [beginning(column), String(lines)])
    }
  }

  /// What a message may quote of a cell.
  private func beginning(_ column: Int) -> String { String(decoding: cell(column).prefix(240), as: UTF8.self) }
}
