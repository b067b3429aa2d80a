internal import TableIO

/// Draws with the user's own Graphviz.
public enum Graphviz {
  /// Runs `dot`.
  ///
  /// - Parameter path: a file in whose folder intermediate files may stand.
  /// - Returns: the picture; nil when there is no program `dot`, or when it fails.
  public static func svg(_ dot: [UInt8], beside path: String) throws -> [UInt8]? {
    let stem = "\(path == "-" ? "pairgraph" : path).\(SystemCalls.processID)"
    let (source, target) = ("\(stem).dot.tmp", "\(stem).svg.tmp")
    defer {
      SystemCalls.remove(source)
      SystemCalls.remove(target)
    }
    try OutputFile(path: source).write([dot])
    guard SystemCalls.run("dot", ["-Tsvg", "-o", target, source]) == 0 else { return nil }
    let picture = try ByteSource(path: target, name: target)
    return try picture.bytes(at: 0, count: picture.size)
  }
}
