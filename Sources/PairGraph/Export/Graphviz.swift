internal import TableIO

/// Draws with the user's own Graphviz.
public enum Graphviz {
  /// Runs `dot`.
  ///
  /// - Parameter path: a file in whose folder intermediate files may stand.
  /// - Errors: `LoadError` with the code `no-dot` when there is no program `dot`, `dot-failed` when it fails.
  public static func svg(_ dot: [UInt8], beside path: String) throws -> [UInt8] {
    let stem = stem(beside: path)
    let (source, target) = ("\(stem).dot.tmp", "\(stem).svg.tmp")
    for file in [source, target] { TemporaryFiles.register(file) }
    defer {
      SystemCalls.remove(source)
      SystemCalls.remove(target)
    }
    try OutputFile(path: source).write([dot])
    guard let status = SystemCalls.run("dot", ["-Tsvg", "-o", target, source]), status != 127 else {
      throw LoadError(code: "no-dot", path: "dot")
    }
    guard status == 0 else { throw LoadError(code: "dot-failed", path: "dot") }
    let picture = try ByteSource(path: target, name: target)
    return try picture.bytes(at: 0, count: picture.size)
  }

  /// What intermediate files are called: beside a file, else where the system keeps what nobody needs later.
  private static func stem(beside path: String) -> String {
    let isStream = Output.isStandardOutput(path) || SystemCalls.kind(of: path) == .other
    let place = isStream ? (SystemCalls.environment("TMPDIR") ?? "/tmp") + "/pairgraph" : path
    // A name like an option would be taken for one.
    return "\(place.hasPrefix("-") ? "./" : "")\(place).\(SystemCalls.processID).\(UInt32.random(in: .min ... .max))"
  }
}
