internal import TableIO

/// Why outputs cannot go where they were asked to go: found before any work is done.
public enum OutputClash: Equatable, Sendable {
  case twoOnStandardOutput
  /// Two outputs are one file; the second of them.
  case sameFile(String)
  /// An output is a table of the dataset that is read, or one that would be read next time, or the folder that becomes a dataset.
  case table(path: String, file: String)

  /// The first clash among the outputs of a run.
  ///
  /// Paths are compared by where they lead, not by how they are spelled. The null device takes any number of outputs.
  ///
  /// - Parameters:
  ///   - data: a dataset's folder.
  ///   - files: single files that are read: rosters, a mapping.
  ///   - folder: a folder that becomes a dataset.
  public static func first(
    among paths: [String], data: String? = nil, files: [String] = [], folder: String? = nil
  ) -> OutputClash? {
    let tables = (TableSpec.nodeTables + TableSpec.edgeTables).map(\.file) + TableSpec.otherFiles
    var inputs = files.filter { SystemCalls.kind(of: $0) != .folder }.map { (path: $0, name: $0) }
    if let data { inputs += tables.map { (data + "/" + $0, $0) } }
    if let folder {
      var trimmed = folder[...]
      while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
      inputs.append((String(trimmed), folder))
      inputs += RosterImport.files.union(tables).sorted().map { (folder + "/" + $0, $0) }
    }
    return first(among: paths, inputs: inputs)
  }

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
