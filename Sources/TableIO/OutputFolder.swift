/// A folder that appears whole or not at all: filled beside its target, then renamed over it.
///
/// An empty folder may stand at the target, or one that an earlier run filled.
package struct OutputFolder: Sendable {
  package let path: String
  private let target: String
  private let temporary: String
  /// Files that are replaced; others stay where `keepsOthers` says so.
  private let known: Set<String>
  private let keepsOthers: Bool

  /// Makes the folder that is filled.
  ///
  /// - Parameters:
  ///   - known: names of files that may be replaced.
  ///   - marks: files by which a folder of an earlier run is known: other folders with such files are somebody's own work.
  ///   - sources: files that are read, which must not be replaced.
  ///   - keepsOthers: files that are not known stay in a folder of an earlier run; else they stop it.
  /// - Errors: `OutputError` when something else is there, or its folder cannot be written.
  package init(
    path: String, replacing known: Set<String>, marks: [String], sources: [String], keepsOthers: Bool = false
  ) throws(OutputError) {
    self.known = known
    self.keepsOthers = keepsOthers
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
    if trimmed.isEmpty { throw OutputError(path: path, reason: "an empty name") }
    let kind = SystemCalls.kind(of: self.path)
    target = kind == .missing ? self.path : SystemCalls.resolved(self.path)
    if kind == .file || kind == .other { throw OutputError(path: path, reason: "is no folder") }
    if kind == .folder {
      let there = SystemCalls.allFiles(in: target) ?? []
      let isOwn = marks.allSatisfy(there.contains)
      let read = sources.compactMap { FilePlace(path: $0) }
      let folder = target
      let others = there.filter { name in
        if !isOwn { return true }
        if !known.contains(name) { return !keepsOthers || SystemCalls.kind(of: folder + "/" + name) != .file }
        return FilePlace(path: folder + "/" + name).map(read.contains) == true
      }
      if !others.isEmpty { throw OutputError(path: path, reason: "not empty: \(others.prefix(3).joined(separator: ", "))") }
    }
    temporary = OutputFile.sibling(of: target)
    guard SystemCalls.makePrivateFolder(temporary) else { throw OutputError(path: path) }
  }

  /// Starts a file in the folder, readable by its owner only.
  package func file(_ name: String) throws(OutputError) -> FolderFile {
    let descriptor = SystemCalls.openForWriting("\(temporary)/\(name)", isStream: false, isPrivate: true)
    guard descriptor >= 0 else { throw OutputError(path: "\(path)/\(name)") }
    return FolderFile(descriptor, path: "\(path)/\(name)")
  }

  /// Names of files that stand at the target and would not be there as they are after `commit`: what is in them would be lost.
  ///
  /// - Complexity: O(bytes), where the sizes are equal.
  /// - Errors: `TableError` when a file cannot be read.
  package func changed() throws(TableError) -> [String] {
    guard SystemCalls.kind(of: target) == .folder else { return [] }
    var result: [String] = []
    for name in SystemCalls.allFiles(in: target) ?? [] where !keepsOthers || known.contains(name) {
      let (old, new) = ("\(target)/\(name)", "\(temporary)/\(name)")
      let isKept = SystemCalls.kind(of: new) == .file ? try Self.isSame(old, new) : false
      if !isKept { result.append(name) }
    }
    return result
  }

  private static func isSame(_ one: String, _ other: String) throws(TableError) -> Bool {
    let (one, other) = (try ByteSource(path: one, name: one), try ByteSource(path: other, name: other))
    if one.size != other.size { return false }
    var start = 0
    while start < one.size {
      let count = min(1 << 20, one.size - start)
      let (here, there) = (try one.bytes(at: start, count: count), try other.bytes(at: start, count: count))
      if here != there { return false }
      start += count
    }
    return true
  }

  /// Names of files that stay at the target, sorted.
  package var kept: [String] {
    keepsOthers && SystemCalls.kind(of: target) == .folder
      ? (SystemCalls.allFiles(in: target) ?? []).filter { !known.contains($0) } : []
  }

  /// Puts the folder in place, with the files that stay.
  package func commit() throws(OutputError) {
    let old = OutputFile.sibling(of: target)
    let isThere = SystemCalls.kind(of: target) == .folder
    for name in kept { try keep(name) }
    if isThere, !SystemCalls.move(target, to: old) { throw OutputError(path: path) }
    guard SystemCalls.move(temporary, to: target) else {
      let error = OutputError(path: path)
      if isThere { _ = SystemCalls.move(old, to: target) }
      throw error
    }
    if isThere { Self.remove(old) }
  }

  /// A second name of the same file; where a disk has none, a copy.
  private func keep(_ name: String) throws(OutputError) {
    let (old, new) = ("\(target)/\(name)", "\(temporary)/\(name)")
    if SystemCalls.link(old, to: new) { return }
    guard SystemCalls.kind(of: old) == .file, let source = try? ByteSource(path: old, name: name) else {
      throw OutputError(path: path, reason: "not empty: \(name)")
    }
    let copy = try file(name)
    var start = 0
    while start < source.size {
      let count = min(1 << 20, source.size - start)
      guard let bytes = try? source.bytes(at: start, count: count) else { throw OutputError(path: old) }
      try copy.write(bytes)
      start += count
    }
    try copy.finish()
  }

  /// Leaves nothing behind.
  package func discard() { Self.remove(temporary) }

  private static func remove(_ folder: String) {
    for name in SystemCalls.allFiles(in: folder) ?? [] { SystemCalls.remove("\(folder)/\(name)") }
    SystemCalls.removeFolder(folder)
  }
}

/// A file that is written part by part.
package final class FolderFile: Sendable {
  private let file: FlushedFile
  private let path: String

  init(_ descriptor: Int32, path: String) {
    file = FlushedFile(descriptor)
    self.path = path
  }

  deinit { _ = file.close() }

  package func write(_ bytes: [UInt8]) throws(OutputError) { if !file.write(bytes) { throw OutputError(path: path) } }

  /// Everything is on the disk.
  package func finish() throws(OutputError) { if !file.flush() { throw OutputError(path: path) } }
}
