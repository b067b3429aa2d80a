internal import TableIO

/// Norms read from one file: a table with the columns id, title, level, subject, relation, side, partner, measure, min, max, every, inherit,
/// since, until, source. Columns that are missing are empty; id and subject must be there.
public struct NormPack: Sendable {
  /// The file as the user named it.
  public let file: String
  public private(set) var norms: [Norm] = []
  /// What is wrong with it; norms with a fault are not among `norms`.
  public private(set) var faults: [NormFault] = []
  /// Columns that mean nothing, with what they were perhaps meant to be.
  public private(set) var unknownColumns: [(column: String, nearest: String?)] = []
  /// The table as it was read, for messages on how it is written.
  public let form: TableForm?

  static let columns = [
    "id", "title", "level", "subject", "relation", "side", "partner", "measure", "min", "max", "every", "inherit", "since", "until",
    "source",
  ]

  /// Reads a pack, in any of the encodings and with any of the signs between cells that tables may have.
  ///
  /// - Complexity: O(bytes).
  /// - Errors: `LoadError` when it cannot be read at all.
  public init(contentsOf path: String) throws {
    file = path
    do throws(TableError) {
      let table = try DecodedTable.open(path: path, name: path, DecodedTable.Choice(startsWithHeader: true), jobs: 1)
      form = TableForm(table)
      try read(TableReader(table))
    } catch { throw LoadError(error, folder: "") }
  }

  /// Reads the pack of a dataset; nil when it has none.
  init?(of folder: DatasetFolder) throws {
    guard folder.files.contains("norms.csv") else { return nil }
    try self.init(contentsOf: folder.path.hasSuffix("/") ? folder.path + "norms.csv" : "\(folder.path)/norms.csv")
  }

  /// The norms, if all of them can be used.
  ///
  /// - Errors: `NormPackError` with every fault.
  public func usable() throws(NormPackError) -> [Norm] {
    if !faults.isEmpty { throw NormPackError(faults: faults) }
    return norms
  }

  private struct Row: Sendable {
    var line: Int
    /// Column -> its text and the offset of the field.
    var cells: [String: (text: String, byte: Int)]
  }

  private mutating func read(_ reader: TableReader) throws(TableError) {
    let header = reader.header
    for name in ["id", "subject"] where header.column(name) == nil {
      throw TableError(.missingColumn, file: file, line: 1, byte: 0, column: name, detail: header.names.joined(separator: ", "))
    }
    unknownColumns = header.names.filter { !$0.isEmpty && !Self.columns.contains($0) }.map { name in
      let near =
        name.utf8.count > 100
        ? nil : Self.columns.min { EditDistance.between($0, name.lowercased()) < EditDistance.between($1, name.lowercased()) }
      return (name, near.flatMap { EditDistance.between($0, name.lowercased()) <= 1 ? $0 : nil })
    }
    let file = file
    let read: (rows: [Row], faults: [NormFault])
    do {
      read = try reader.reduce(into: ([], []), jobs: 1) { batch in
        (rows: try Self.rows(batch, reader), faults: try Self.malformed(batch, reader, file))
      } merge: { result, part, firstLine in
        for var row in part.rows {
          row.line += firstLine
          result.0.append(row)
        }
        for var fault in part.faults {
          fault.line += firstLine
          result.1.append(fault)
        }
      }
    } catch let error as TableError { throw error } catch { throw TableError(.unreadable, file: file, line: 1, byte: 0) }
    faults = read.faults
    var lines: [String: Int] = [:]
    for row in read.rows {
      var reading = NormReading(file: file, line: row.line, cells: row.cells)
      let norm = reading.norm()
      if let first = lines[norm.id], !norm.id.isEmpty { reading.add(.duplicateID(first: first), "id") }
      lines[norm.id] = lines[norm.id] ?? row.line
      if reading.faults.isEmpty { norms.append(norm) } else { faults += reading.faults }
    }
    faults.sort { ($0.line, $0.byte) < ($1.line, $1.byte) }
  }

  private static func rows(_ batch: RowBatch, _ reader: TableReader) throws(TableError) -> [Row] {
    var rows: [Row] = []
    for row in 0..<batch.rowCount {
      var cells: [String: (text: String, byte: Int)] = [:]
      for (column, name) in reader.header.names.enumerated() where columns.contains(name) {
        let byte = try reader.originalOffset(of: batch.place(row: row, column: column).byte)
        cells[name] = (batch.string(row: row, column: column), byte)
      }
      // Rows of empty cells, as spreadsheets leave them at the end, are none.
      if cells.values.allSatisfy({ CellText.folded($0.text).isEmpty }) { continue }
      rows.append(Row(line: batch.place(row: row, column: nil).line, cells: cells))
    }
    return rows
  }

  /// Records that the scanner refused.
  private static func malformed(_ batch: RowBatch, _ reader: TableReader, _ file: String) throws(TableError) -> [NormFault] {
    var result: [NormFault] = []
    for fault in batch.faults {
      let raw = batch.raw(from: fault.start, to: fault.end)
      let (problem, details) = try reader.described(fault, raw)
      result.append(
        NormFault(
          file: file, line: fault.line, byte: try reader.originalOffset(of: fault.byte),
          column: fault.field.map { BatchRows.name(ofColumn: $0, reader.header.names) } ?? "", norm: "", value: "",
          kind: .malformed(problem, details: details)))
    }
    return result
  }
}
