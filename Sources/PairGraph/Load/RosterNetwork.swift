internal import TableIO

extension Network {
  /// Imports one roster in memory and loads it as a dataset.
  ///
  /// Its rows are counted as those of the roster; what was rejected stands in `rejected` with its place in the roster.
  ///
  /// - Errors: `RosterError` and `LoadError`.
  public static func ofRoster(_ path: String, _ rosters: RosterImport, options: LoadOptions = LoadOptions()) throws -> (
    network: Network, result: RosterResult
  ) {
    var rosters = rosters
    rosters.jobs = options.jobs
    rosters.keptRejections = options.keptRejections
    let (tables, result) = try rosters.tables([path])
    var network = try Network(folder: DatasetFolder(name: path, tables: tables), options: options)
    network.rows = result.rows.map {
      TableRows(
        file: $0.file, read: $0.read, used: $0.used, merged: $0.merged, rejected: $0.rejected, rejectedLines: $0.rejectedLines)
    }
    var rejected = result.rejected
    rejected.append(network.rejected)
    network.rejected = rejected
    return (network, result)
  }

  /// Whether a path is a file, and so a roster.
  public static func isRoster(_ path: String) -> Bool { SystemCalls.kind(of: path) == .file }
}

extension RosterDialect {
  /// - Returns: nil where a name means nothing.
  public init?(encoding: String?, delimiter: String?) {
    if let encoding {
      guard let known = TextEncoding(name: encoding) else { return nil }
      choice.encoding = known
    }
    if let delimiter {
      guard let known = TableDelimiter(name: delimiter) else { return nil }
      choice.delimiter = known
    }
  }
}
