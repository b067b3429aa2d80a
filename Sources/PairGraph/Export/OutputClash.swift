internal import TableIO

/// Why outputs cannot go where they were asked to go: found before any work is done.
public enum OutputClash: Equatable, Sendable {
  case twoOnStandardOutput
  /// Two outputs are one file; the second of them.
  case sameFile(String)
  /// An output is a table of the dataset that is read, or one that would be read next time.
  case table(path: String, file: String)

  /// The first clash among the outputs of a run.
  ///
  /// Paths are compared by where they lead, not by how they are spelled. The null device takes any number of outputs.
  public static func first(among paths: [String], data: String) -> OutputClash? {
    let tables = (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file) + TableSpec.otherFiles
    return first(among: paths, inputs: tables.map { (data + "/" + $0, $0) })
  }

  /// The same where a single table is read.
  public static func first(among paths: [String], table: String) -> OutputClash? { first(among: paths, inputs: [(table, table)]) }

  private static func first(among paths: [String], inputs: [(path: String, name: String)]) -> OutputClash? {
    if paths.count(where: Output.isStandardOutput) > 1 { return .twoOnStandardOutput }
    var taken: [FilePlace: String] = [:]
    for (path, name) in inputs { if let place = FilePlace(path: path) { taken[place] = name } }
    let null = FilePlace(path: "/dev/null")
    var outputs: Set<FilePlace> = []
    for path in paths where !Output.isStandardOutput(path) {
      guard let place = FilePlace(path: path), place != null else { continue }
      if let file = taken[place] { return .table(path: path, file: file) }
      if !outputs.insert(place).inserted { return .sameFile(path) }
    }
    return nil
  }
}
