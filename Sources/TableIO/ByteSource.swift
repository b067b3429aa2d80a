import Synchronization

/// The bytes of one table: a file that is read in parts, or bytes in memory. Reading is thread-safe.
package final class ByteSource: Sendable {
  /// The file as messages name it.
  package let name: String
  /// Number of bytes when it was opened.
  package let size: Int
  private let descriptor: Int32
  /// Bytes in memory, in one or more blocks; those that were given up are empty.
  private let memory: Mutex<[[UInt8]]>
  /// index = block, value = offset of its first byte.
  private let starts: [Int]
  private let stamp: SystemCalls.Stamp?

  /// Opens a file.
  ///
  /// - Errors: `unreadable` when it cannot be opened or is no regular file.
  package init(path: String, name: String) throws(TableError) {
    let descriptor = SystemCalls.openForReading(path)
    guard descriptor >= 0 else { throw TableError(.unreadable, file: name, detail: SystemCalls.lastError) }
    guard let stamp = SystemCalls.stamp(of: descriptor) else {
      _ = SystemCalls.closeFile(descriptor)
      throw TableError(.unreadable, file: name, detail: "not a regular file")
    }
    self.name = name
    self.descriptor = descriptor
    memory = Mutex([])
    starts = []
    self.stamp = stamp
    size = stamp.size
  }

  /// Wraps bytes in memory.
  package convenience init(bytes: [UInt8], name: String) { self.init(blocks: [bytes], name: name) }

  /// Wraps bytes in memory, blocks one behind the other.
  package init(blocks: [[UInt8]], name: String) {
    self.name = name
    descriptor = -1
    let blocks = blocks.filter { !$0.isEmpty }
    memory = Mutex(blocks)
    var starts: [Int] = []
    var start = 0
    for block in blocks {
      starts.append(start)
      start += block.count
    }
    self.starts = starts
    size = start
    stamp = nil
  }

  deinit { if descriptor >= 0 { _ = SystemCalls.closeFile(descriptor) } }

  /// Reads up to `count` bytes from `offset` to the end of `target`; fewer only at the end of the file.
  ///
  /// - Parameter target: has room for them. Parts of a file are read by several threads, each into memory of its own and without mapping the
  ///   file: a mapped file that shrinks would kill the process.
  /// - Errors: `changedWhileRead` when the file has become shorter, `unreadable` when the system refuses.
  func read(at offset: Int, count: Int, into target: inout OutputSpan<UInt8>) throws(TableError) {
    let end = offset + max(0, min(count, size - offset))
    if descriptor < 0 { return copy(offset..<end, to: &target) }
    var position = offset
    while position < end {
      let got = SystemCalls.read(descriptor, to: &target, count: end - position, at: position)
      if got == 0 { throw TableError(.changedWhileRead, file: name, byte: position) }
      if got < 0 { throw TableError(.unreadable, file: name, byte: position, detail: SystemCalls.lastError) }
      position += got
    }
  }

  private func copy(_ range: Range<Int>, to target: inout OutputSpan<UInt8>) {
    var position = range.lowerBound
    var block = range.isEmpty ? 0 : ChunkSearch.chunk(of: position, starts)
    while position < range.upperBound {
      let inside = position - starts[block]
      let text = memory.withLock { $0[block] }
      precondition(inside < text.count, "bytes that were given up")
      let own = inside..<min(text.count, inside + range.upperBound - position)
      SystemCalls.copy(text, own, to: &target)
      position += own.count
      block += 1
    }
  }

  /// Frees bytes in memory that nobody will read again: the blocks that end at or before an offset.
  package func giveUp(before offset: Int) {
    memory.withLock { blocks in
      // From behind: those before were given up already.
      var block = starts.isEmpty ? -1 : ChunkSearch.chunk(of: min(offset, size - 1), starts) - (offset < size ? 1 : 0)
      while block >= 0, !blocks[block].isEmpty {
        blocks[block] = []
        block -= 1
      }
    }
  }

  /// Whether the byte at an offset, and all of its block, were not given up.
  func isKept(at offset: Int) -> Bool {
    descriptor >= 0 || offset >= size || memory.withLock { !$0[ChunkSearch.chunk(of: offset, starts)].isEmpty }
  }

  /// Reads up to `count` bytes from `offset` as an array; fewer only at the end of the file.
  package func bytes(at offset: Int, count: Int) throws(TableError) -> [UInt8] {
    let room = max(0, min(count, size - offset))
    return try [UInt8](capacity: room) { bytes throws(TableError) in try read(at: offset, count: room, into: &bytes) }
  }

  /// - Errors: `changedWhileRead` when size or modification time differ from when the file was opened.
  package func checkUnchanged() throws(TableError) {
    if descriptor >= 0, SystemCalls.stamp(of: descriptor) != stamp { throw TableError(.changedWhileRead, file: name) }
  }
}
