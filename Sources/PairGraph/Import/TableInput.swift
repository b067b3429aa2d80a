internal import TableIO

/// A file of the user's as UTF-8, with the sign between its cells.
struct TableInput: Sendable {
  let source: ByteSource
  let delimiter: UInt8

  static func open(_ path: String) throws(TableError) -> TableInput {
    TableInput(source: try ByteSource(path: path, name: name(of: path)), delimiter: 0x2c)
  }

  /// The last part of a path.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
