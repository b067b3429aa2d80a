internal import TableIO

/// Tells the rows of a table that are its header once more, as on every page of a printed one.
struct PageHeader: Sendable {
  /// The header as a row of the tidy table has it: its names, and its cells as they stand.
  private let forms: [[UInt8]]

  /// - Parameters:
  ///   - skipping: how many records stand above the header.
  ///   - names: of its columns.
  /// - Errors: `unclosedQuote` where the header, or a title, has taken in rows.
  init(_ table: DecodedTable, skipping: Int, names: [String]) throws(TableError) {
    // What cannot be read as the first records can still be read as a header.
    let first = try? FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: skipping + 1)
    try first?.checkQuotes(through: skipping, columns: names.count, in: table)
    // Of one column, a value may be called as the column is.
    guard names.count(where: { !$0.isEmpty }) > 1 else {
      forms = []
      return
    }
    let cells = first.flatMap { skipping < $0.records.count ? $0.records[skipping].cells : nil }
    forms = [Self.tidy(names.map { Array($0.utf8) })] + (cells.map { [Self.tidy($0)] } ?? [])
  }

  /// - Parameter row: of the tidy table, without its line end.
  func isRepeated(_ row: ArraySlice<UInt8>) -> Bool { forms.contains { $0.count == row.count && $0.elementsEqual(row) } }

  private static func tidy(_ cells: [[UInt8]]) -> [UInt8] {
    Array(
      TableCleaning.tidy(cells).map { cell -> [UInt8] in
        // As tidy rows are written: quotes only where they must be.
        guard cell.contains(where: { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a }) else { return cell }
        return [0x22] + cell.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
      }.joined(separator: [0x2c]))
  }
}
