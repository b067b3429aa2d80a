internal import TableIO

/// Tells the rows of a table that are its header once more, as on every page of a printed one.
struct PageHeader: Sendable {
  /// The header as a row of the tidy table has it: its names, and its cells as they stand.
  private let forms: [[UInt8]]
  /// What the first rows below it are like.
  let kinds: ColumnKinds

  /// - Parameters:
  ///   - top: what stands above the rows.
  ///   - names: of the columns.
  /// - Errors: `unclosedQuote` where the header, or a title, has taken in rows.
  init(_ table: DecodedTable, _ top: TableTop, names: [String]) throws(TableError) {
    let (above, data) = (top.titles.count, top.titles.count + top.headerRows)
    // What cannot be read as the first records can still be read as a header.
    let first = try? FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: data + 200)
    try first?.checkQuotes(through: data - 1, columns: names.count, in: table)
    let rows = first.map { $0.records.dropFirst(data).map(\.cells).filter { $0.count == names.count } } ?? []
    kinds = ColumnKinds(rows, columns: names.count)
    // Of one column, a value may be called as the column is.
    guard names.count(where: { !$0.isEmpty }) > 1 else {
      forms = []
      return
    }
    let header = first?.records.prefix(data).dropFirst(above) ?? []
    forms = [Self.tidy(names.map { Array($0.utf8) })] + header.map { Self.tidy($0.cells) }
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
