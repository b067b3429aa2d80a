import Dispatch
import Synchronization

/// Output could not be written.
package struct OutputError: Error, Sendable, Equatable {
  package var path: String
  /// What the system said.
  package var reason: String
  /// The reader of a pipe has gone: not a failure, there is only nobody left to write for.
  package var isClosedPipe: Bool

  /// The failure of the last call.
  package init(path: String) {
    self.path = path
    reason = SystemCalls.lastError
    isClosedPipe = SystemCalls.lastErrorIsClosedPipe
  }

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
    isClosedPipe = false
  }
}

/// A file that appears whole or not at all: written beside its target, flushed, then renamed over it.
///
/// What is replaced keeps its permissions, a link goes on being one, and a link to nothing has its file made.
package struct OutputFile: Sendable {
  package let path: String
  /// A device or pipe, which is written as it is.
  private let isStream: Bool
  /// The file itself, behind all links.
  private let target: String
  /// There is a file already: the new one takes over who may read it.
  private let replaces: Bool
  private let temporary: String

  /// Prepares the target and tries whether it can be written, leaving nothing behind.
  ///
  /// - Errors: `OutputError` when the folder does not exist or does not allow it.
  package init(path: String) throws(OutputError) {
    self.path = path
    let kind = SystemCalls.kind(of: path)
    if path.isEmpty { throw OutputError(path: path, reason: "an empty name") }
    if kind == .folder { throw OutputError(path: path, reason: "is a folder") }
    isStream = kind == .other
    replaces = kind == .file
    guard let target = kind == .missing ? FilePlace.target(of: path) : SystemCalls.resolved(path) else {
      _ = SystemCalls.kind(of: path)
      throw OutputError(path: path)
    }
    self.target = target
    temporary = Self.sibling(of: target)
    if isStream { return }
    if kind == .file, !SystemCalls.isWritable(target) { throw OutputError(path: path) }
    let descriptor = SystemCalls.openForWriting(temporary, isStream: false, isPrivate: true)
    guard descriptor >= 0 else { throw OutputError(path: path) }
    _ = SystemCalls.closeFile(descriptor)
    SystemCalls.remove(temporary)
  }

  /// Writes the bytes and puts them in place.
  ///
  /// - Parameter isPrivate: readable by its owner only.
  /// - Errors: `OutputError`; the old file is then as it was.
  package func write(_ parts: [[UInt8]], isPrivate: Bool = false) throws(OutputError) {
    let descriptor = try begin(isPrivate: isPrivate)
    let isWritten = isStream ? parts.allSatisfy { SystemCalls.write($0, to: descriptor) } : Self.write(parts, to: descriptor)
    guard isWritten, isStream || SystemCalls.flush(descriptor) else {
      let error = OutputError(path: path)
      _ = SystemCalls.closeFile(descriptor)
      giveUp()
      throw error
    }
    try putInPlace(isClosed: SystemCalls.closeFile(descriptor))
  }

  /// Starts a file that is written in parts, and that `finish` of what is returned puts in place.
  ///
  /// - Parameter isPrivate: readable by its owner only; one that is replaced keeps who may read it.
  package func begun(isPrivate: Bool) throws(OutputError) -> GrowingFile {
    GrowingFile(self, FlushedFile(try begin(isPrivate: isPrivate), isOnDisk: !isStream))
  }

  private func begin(isPrivate: Bool) throws(OutputError) -> Int32 {
    let descriptor = SystemCalls.openForWriting(isStream ? target : temporary, isStream: isStream, isPrivate: isPrivate || replaces)
    guard descriptor >= 0 else { throw OutputError(path: path) }
    if replaces { SystemCalls.copyAccess(from: target, to: descriptor) }
    return descriptor
  }

  /// - Parameter isClosed: whether what was written could be closed.
  fileprivate func putInPlace(isClosed: Bool) throws(OutputError) {
    if isClosed, isStream || SystemCalls.move(temporary, to: target) { return }
    let error = OutputError(path: path)
    giveUp()
    throw error
  }

  /// Leaves nothing of what was begun.
  fileprivate func giveUp() { if !isStream { SystemCalls.remove(temporary) } }

  /// Writes the parts of a file; large ones side by side, since the system copies them with one processor each.
  private static func write(_ parts: [[UInt8]], to descriptor: Int32) -> Bool {
    var offsets: [Int] = []
    var end = 0
    for part in parts {
      offsets.append(end)
      end += part.count
    }
    if end < 4 << 20 || parts.count < 2 { return parts.allSatisfy { SystemCalls.write($0, to: descriptor) } }
    let places = offsets
    let failure = Atomic<Int32>(0)
    DispatchQueue.concurrentPerform(iterations: parts.count) { part in
      if failure.load(ordering: .relaxed) != 0 || SystemCalls.write(parts[part], to: descriptor, at: places[part]) { return }
      failure.store(SystemCalls.lastErrorNumber, ordering: .relaxed)
    }
    // The caller asks for the error on this thread.
    let number = failure.load(ordering: .relaxed)
    if number != 0 { SystemCalls.lastErrorNumber = number }
    return number == 0
  }

  static func sibling(of path: String) -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    // Process ids come again: in containers the next run has the id of the one that was killed.
    let number = String(UInt32.random(in: .min ... .max), radix: 16)
    return "\(folder).\(name.utf8.count > 200 ? "output" : name).\(SystemCalls.processID).\(number).tmp"
  }
}

/// A file that is written part by part and in place only when it is finished. One call at a time.
package final class GrowingFile: Sendable {
  private let output: OutputFile
  private let file: FlushedFile
  private let isClosed = Atomic(false)

  fileprivate init(_ output: OutputFile, _ file: FlushedFile) { (self.output, self.file) = (output, file) }

  deinit { abandon() }

  /// - Errors: `OutputError`; the file is then given up.
  package func append(_ bytes: [UInt8]) throws(OutputError) { if !file.write(bytes) { try fail() } }

  /// - Errors: `OutputError`; the old file is then as it was.
  package func finish() throws(OutputError) {
    if !file.flush() { try fail() }
    isClosed.store(true, ordering: .relaxed)
    try output.putInPlace(isClosed: file.close())
  }

  private func fail() throws(OutputError) {
    let error = OutputError(path: output.path)
    abandon()
    throw error
  }

  /// Gives up what was begun.
  package func abandon() {
    if isClosed.exchange(true, ordering: .relaxed) { return }
    _ = file.close()
    output.giveUp()
  }
}
