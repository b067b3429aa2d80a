internal import TableIO

extension MemoryEstimate {
  /// Of a roster that a command reads in place of a folder: the roster's own text where it is not UTF-8, and each table it becomes.
  ///
  /// The first rows are imported; the others are taken to be like them. People that come again later make the estimate too large.
  ///
  /// - Complexity: O(bytes of the sample).
  /// - Errors: as for importing.
  public init(ofRoster path: String, _ rosters: RosterImport, options: LoadOptions) throws {
    var rosters = rosters
    rosters.progress = nil
    let sample = try LoadError.naming("") { try RosterSample(path, rosters.dialect) }
    let (tables, result) = try rosters.tables(of: sample.table, path: path)
    let scaled = { (count: Int) in Int(Double(count) * sample.times) }
    let rows = scaled(result.rows.reduce(0) { $0 + $1.read })
    // Where a row stands, and whether it was used.
    var list = [Table(file: TableInput.name(of: path), rows: rows, bytes: sample.textSize + 16 * rows)]
    let folder = DatasetFolder(name: path, tables: tables)
    for spec in TableSpec.nodeTables + TableSpec.edgeTables {
      guard let source = tables[spec.file], let count = result.tables.first(where: { $0.file == spec.file })?.count else { continue }
      // The table itself; what the import knows of its rows; what the network keeps of them, where it reads the table.
      var bytes = source.size + count * (spec.isNodes ? Self.perNode : Self.perEdge)
      if spec.isNodes || options.reads(spec), let reader = try folder.reader(spec) { bytes += try Self.table(spec, reader, options).bytes }
      list.append(Table(file: spec.file, rows: scaled(count), bytes: scaled(bytes)))
    }
    self.init(tables: list)
  }

  /// Bytes the import needs for a node besides its row: how it is named, where it is found again, its cells; measured with rosters of
  /// 250 000 rows, with room for lists that are copied as they grow.
  private static let perNode = 2 * MemoryLayout<Mention>.stride + 224
  private static let perEdge = 2 * MemoryLayout<RosterBook.Pairing>.stride + 160
}

/// The first rows of a roster.
private struct RosterSample {
  let table: DecodedTable
  /// How many times the file is as large.
  let times: Double
  /// Bytes of the text of the whole roster in memory; 0 where the file itself is read.
  let textSize: Int

  init(_ path: String, _ dialect: RosterDialect, window: Int = 512 << 10) throws(TableError) {
    let file = try ByteSource(path: path, name: TableInput.name(of: path))
    var choice = dialect.choice
    if choice.encoding == nil { choice.encoding = try .detect(file, isThorough: false) }
    var bytes = try file.bytes(at: 0, count: window)
    if bytes.count < file.size {
      let head = try DecodedTable(ByteSource(bytes: bytes, name: file.name), choice, jobs: 1)
      let first = try FirstRecords(of: head.source, delimiter: head.delimiterByte, limit: .max, window: head.source.size)
      choice.delimiter = head.delimiter
      // The last one may be cut.
      if let last = first.records.dropLast().last { bytes = Array(bytes[..<(try head.originalOffset(of: last.next))]) }
    }
    table = try DecodedTable(ByteSource(bytes: bytes, name: file.name), choice, jobs: 1)
    times = Double(file.size) / Double(max(1, bytes.count))
    textSize = table.isOriginal ? 0 : Int(Double(table.source.size) * times)
  }
}
