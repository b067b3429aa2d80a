internal import TableIO

/// How much memory a reading needs, judged by the size of its files and a look at a few rows of each, before anything is read.
public struct MemoryEstimate: Sendable {
  /// One table.
  public struct Table: Sendable, Equatable {
    public var file: String
    /// About how many rows.
    public var rows: Int
    /// Bytes kept at the peak.
    public var bytes: Int
  }

  public let tables: [Table]

  /// Bytes of all tables and of the buffers of the threads.
  public var total: Int { tables.reduce(base) { $0 + $1.bytes } }

  /// The same where communities are looked for and there are none (pairs drawn at random): each level of the search is then nearly as large as
  /// the one below. nil where nothing depends on that.
  public private(set) var totalWithoutGroups: Int?

  /// Bytes of memory that this machine has.
  public static var machine: Int { SystemCalls.memory }

  /// - Complexity: O(tables), a look at some 400 KiB of each; a table that is not UTF-8 is converted, which takes O(bytes).
  /// - Errors: `LoadError` as for loading.
  public init(contentsOf path: String, options: LoadOptions) throws { try self.init(of: Dataset(at: path), options: options) }

  /// The same for a dataset that will be read afterwards: it keeps the tables that are opened for the estimate.
  ///
  /// - Complexity: as for a path.
  /// - Errors: `LoadError` as for loading.
  public init(of dataset: Dataset, options: LoadOptions) throws {
    let folder = dataset.folder
    let specs = TableSpec.nodeTables + TableSpec.edgeTables.filter { options.reads($0) }
    do {
      tables = try specs.compactMap { spec in
        guard let reader = try folder.reader(spec) else { return nil }
        return try Self.table(spec, reader, options)
      }
      // Where tables are read one part after the other, less is read at a time.
      if options.ties != nil {
        base = 20 << 20
        let ties = tables.filter { table in TableSpec.edgeTables.contains { $0.file == table.file } }
        if options.work == .communities { totalWithoutGroups = total + ties.reduce(0) { $0 + max(0, 200 * $1.rows - $1.bytes) } }
      }
    } catch let error as TableError {
      throw LoadError(error, folder: folder.path)
    }
  }

  init(tables: [Table]) { self.tables = tables }

  private var base = 32 << 20

  /// Bytes per node at the peak of what is done with ties, besides those of reading it.
  ///
  /// Measured, as `perTie`, of whole processes with 100 000 and 1 000 000 nodes in a plane, each tied to the nearest (3.6 ties per node), from
  /// which the estimate is within a quarter; Tests/Benchmarks/memory.py measures it again.
  private static func perNode(_ work: LoadOptions.Work) -> Double {
    switch work {
    case .communities: 85
    case .components: 34
    case .cores: 0
    case .measures: 230
    }
  }

  /// Bytes per tie: reading it, lists of both its ends, a copy in a better order, and the levels above.
  private static func perTie(_ work: LoadOptions.Work, isWeighted: Bool) -> Double {
    switch work {
    case .communities: isWeighted ? 80 : 37
    case .components: isWeighted ? 79 : 29
    case .cores: isWeighted ? 85 : 34
    case .measures: isWeighted ? 60 : 31
    }
  }

  static func table(_ spec: TableSpec, _ reader: TableReader, _ options: LoadOptions) throws -> Table {
    let rows = try reader.sampledRows()
    // Offsets of rows; then, for a node: the counts of its partners, and what is kept of its columns.
    var perRow = 1.2
    if spec.isNodes {
      perRow += 4
      let isKept = { (name: String) in reader.header.column(name) != nil }
      for name in ["need", "capacity"] where isKept(name) { perRow += 4 }
      for name in ["place", "parent"] where isKept(name) { perRow += 4 }
      if options.detail != .bounds { for name in ["unit", "branch", "kind"] where isKept(name) { perRow += 4 } }
      perRow += 4 * Double(options.attributes.count)
      if options.ties != nil { perRow += Self.perNode(options.work) }
      if let column = reader.header.column("id") { perRow += try IDShape(sampling: reader, column: column).bytesPerRow(of: reader) }
    } else {
      // Two ends, alive or not, a hash of the dates; where most nodes have several partners, their lists.
      perRow += (options.keepsEndsAlone ? 7 : 9) + (options.counts == .helps ? 8 : 0)
      if options.detail != .bounds { perRow += 8 + 4 + 8 + 16 }
      // Ends and rows are gone by then.
      if options.ties != nil { perRow = Self.perTie(options.work, isWeighted: reader.header.column("weight") != nil) }
    }
    return Table(file: spec.file, rows: rows, bytes: Int(Double(rows) * perRow))
  }
}
