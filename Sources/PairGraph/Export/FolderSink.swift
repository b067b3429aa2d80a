import Synchronization
internal import TableIO

/// Writes tables as files of a folder.
final class FolderSink: Sendable {
  private let folder: OutputFolder
  private let streams = Mutex<[String: FolderFile]>([:])

  init(_ folder: OutputFolder) { self.folder = folder }

  /// Appends to a file of the folder.
  func write(_ file: String, _ bytes: [UInt8]) throws {
    let stream = try streams.withLock { streams in
      let stream = try streams[file] ?? folder.file(file)
      streams[file] = stream
      return stream
    }
    try stream.write(bytes)
  }

  /// Everything is on the disk.
  func finish() throws {
    try streams.withLock { streams in for name in streams.keys.sorted() { try streams[name]?.finish() } }
  }
}
