internal import TableIO

/// Cells that hold more than a cell does.
extension RowReading {
  /// Refuses a row with a cell that is longer than any, or that a quote made of other rows.
  ///
  /// - Complexity: O(bytes) of cells that are not plain.
  func checkExtent() throws(Fault) {
    let rows = parser.swallowing
    let isText = { (column: Int) in !parser.map.bindings[column].field.isDecisive }
    var mayHold = false
    for column in 0..<columnCount {
      let length = cells.range(column).count
      if length > TableCleaning.longestField {
        throw Fault(
          problem: .fieldTooLong, column: column, details: [beginning(column), String(length), String(TableCleaning.longestField)])
      }
      if !cells.isPlain(column), rows.mayHold(cell(column).span) { mayHold = true }
    }
    guard mayHold, let (column, lines) = rows.first(in: (0..<columnCount).map { Array(cell($0)) }, isText: isText) else { return }
    throw Fault(problem: .swallowedRows, column: column, details: [beginning(column), String(lines)])
  }

  /// What a message may quote of a cell.
  private func beginning(_ column: Int) -> String { String(decoding: cell(column).prefix(240), as: UTF8.self) }
}
