// UNSAFE: fills memory of the caller's. Why: `pread` into a caller's buffer is the one way to read a part of a file from several
// threads without a copy and without mapping it (a mapped file that shrinks kills the process). What must hold: the
// buffer has room for `count` bytes.

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

  /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
  ///
  /// - Errors: `changedWhileRead` when the file has become shorter, `unreadable` when the system refuses.
  func read(at offset: Int, count: Int, into target: UnsafeMutableRawPointer) throws(TableError) -> Int {
    let wanted = max(0, min(count, size - offset))
    if descriptor < 0 {
      unsafe copy(from: offset, count: wanted, into: target)
      return wanted
    }
    var done = 0
    while done < wanted {
      let got = unsafe SystemCalls.read(descriptor, into: target + done, count: wanted - done, at: offset + done)
      if got == 0 { throw TableError(.changedWhileRead, file: name, byte: offset + done) }
      if got < 0 { throw TableError(.unreadable, file: name, byte: offset + done, detail: SystemCalls.lastError) }
      done += got
    }
    return wanted
  }

  private func copy(from offset: Int, count: Int, into target: UnsafeMutableRawPointer) {
    var done = 0
    var block = count > 0 ? ChunkSearch.chunk(of: offset, starts) : 0
    while done < count {
      let inside = offset + done - starts[block]
      let text = memory.withLock { $0[block] }
      precondition(inside < text.count, "bytes that were given up")
      let length = min(text.count - inside, count - done)
      unsafe text.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { unsafe (target + done).copyMemory(from: base + inside, byteCount: length) }
      }
      done += length
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
    var failure: TableError?
    let room = max(0, min(count, size - offset))
    let result = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
      guard room > 0, let base = buffer.baseAddress else { return }
      do throws(TableError) { initialized = try unsafe read(at: offset, count: room, into: UnsafeMutableRawPointer(base)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }

  /// - Errors: `changedWhileRead` when size or modification time differ from when the file was opened.
  package func checkUnchanged() throws(TableError) {
    if descriptor >= 0, SystemCalls.stamp(of: descriptor) != stamp { throw TableError(.changedWhileRead, file: name) }
  }
}
