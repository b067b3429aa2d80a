internal import TableIO

extension NodeTable {
  /// The values of a column; nil where the table has no such column.
  ///
  /// - Complexity: O(1) for a column that was loaded, else O(bytes): the table is read once more.
  /// - Errors: `TableError` when the file has changed meanwhile.
  func values(in column: String, jobs: Int) throws -> CodedColumn? {
    if let loaded = codes[column] { return loaded }
    guard let index = reader.header.column(column) else { return nil }
    let table = self
    return try reader.reduce(
      into: CodedColumn(), jobs: jobs, parse: { (offsets: $0.offsets(), codes: $0.codes(column: index, skipping: [])) },
      merge: { result, part, _ in
        // Rows that were left out at the first reading have no offset in the table.
        var row = result.codes.count
        let isKept = part.offsets.map { offset in
          guard row < table.count, table.offsets[row] == offset else { return false }
          row += 1
          return true
        }
        var codes = part.codes
        codes.keep(isKept)
        result.append(codes)
      })
  }
}
