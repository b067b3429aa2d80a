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

  /// Fills a folder: all of it is there in the end, or what was there before.
  ///
  /// - Parameters:
  ///   - write: writes the files.
  ///   - check: looks at files that would be written otherwise than they are; what it throws leaves the folder as it was.
  /// - Errors: what they throw, and when the folder cannot be written.
  static func fill<Result>(
    _ output: OutputFolder, write: (FolderSink) throws -> Result, unlessChanged check: ([String]) throws -> Void
  ) throws -> Result {
    do {
      let sink = FolderSink(output)
      let result = try write(sink)
      try sink.finish()
      try check(LoadError.naming("") { () throws(TableError) in try output.changed() })
      try output.commit()
      return result
    } catch {
      output.discard()
      throw error
    }
  }
}
