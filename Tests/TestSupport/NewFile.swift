import Foundation

/// Files of tests: written, but not waited for until they are on the disk, as `Data.write` would.
package enum NewFile {
  /// A file to write to from its start, made where there is none.
  package static func open(_ path: String) throws -> FileHandle {
    let url = URL(fileURLWithPath: path)
    if !FileManager.default.fileExists(atPath: path) { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    let handle = try FileHandle(forWritingTo: url)
    try handle.truncate(atOffset: 0)
    return handle
  }

  package static func write(_ path: String, _ bytes: some Sequence<UInt8>) throws {
    let handle = try open(path)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}
