/// Paths as messages name them.
enum TableInput {
  /// The last part of a path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
