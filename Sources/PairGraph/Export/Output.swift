import Synchronization
internal import TableIO

/// Where a result goes: a file that is whole or not there, or standard output.
public struct Output: Sendable {
  public let isStandardOutput: Bool
  private let file: OutputFile?
  /// A file that is made is readable by its owner only.
  private let isPrivate: Bool

  /// - Parameters:
  ///   - path: a file, or `-` for standard output.
  ///   - isPrivate: it holds data of persons.
  /// - Errors: when the file cannot be written; it is tried now, so that a long run does not end in vain.
  public init(_ path: String, isPrivate: Bool = true) throws {
    self.isPrivate = isPrivate
    isStandardOutput = Self.isStandardOutput(path)
    if isStandardOutput, Console.isClosed { throw OutputError(path: "-", reason: "it is closed") }
    file = isStandardOutput ? nil : try OutputFile(path: path)
  }

  /// Whether a path means standard output: `-`, or what systems call it.
  public static func isStandardOutput(_ path: String) -> Bool { ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path) }

  /// Writes all parts, one behind the other; a pipe that nobody reads any more is no failure.
  ///
  /// - Errors: when the disk is full; an old file is then as it was.
  public func write(_ parts: [[UInt8]]) throws {
    guard let file else {
      for part in parts { if try !Console.write(part) { return } }
      return
    }
    do throws(OutputError) { try file.write(parts, isPrivate: isPrivate) } catch { if !error.isClosedPipe { throw error } }
  }

  /// Starts a result that is written as it comes.
  ///
  /// - Errors: when the file cannot be made.
  public func writer() throws -> OutputWriter { OutputWriter(try file?.begun(isPrivate: isPrivate)) }
}

/// A result that is written as it comes, and is in place only when it is finished; one that is let go before is given up.
public final class OutputWriter: Sendable {
  /// nil for standard output.
  private let file: GrowingFile?
  /// Nobody reads any more, or the file is closed.
  private let isClosed = Atomic(false)

  fileprivate init(_ file: GrowingFile?) { self.file = file }

  /// Writes a part behind those before it.
  ///
  /// - Errors: when the disk is full; the file is then given up.
  public func write(_ bytes: [UInt8]) throws {
    if isClosed.load(ordering: .relaxed) { return }
    guard let file else {
      if try !Console.write(bytes) { isClosed.store(true, ordering: .relaxed) }
      return
    }
    do throws(OutputError) { try file.append(bytes) } catch {
      isClosed.store(true, ordering: .relaxed)
      if !error.isClosedPipe { throw error }
    }
  }

  /// Puts the result in place.
  ///
  /// - Errors: when the disk is full; an old file is then as it was.
  public func finish() throws {
    if let file, !isClosed.exchange(true, ordering: .relaxed) { try file.finish() }
  }

  /// Leaves everything as it was.
  func abandon() {
    if !isClosed.exchange(true, ordering: .relaxed) { file?.abandon() }
  }
}

/// The terminal, or what stands in its place.
public enum Console {
  /// Makes a closed pipe an error that can be handled quietly.
  public static func prepare() {
    if SystemCalls.openStandardStreams().contains(1) { closed.store(true, ordering: .relaxed) }
    SystemCalls.ignoreSignalsOfWrites()
    TemporaryFiles.removeOnSignals()
  }

  /// Prints lines to standard output.
  public static func print(_ lines: [String]) throws {
    _ = try write(Array((lines.map(shown).joined(separator: "\n") + "\n").utf8))
  }

  /// Whether resident ids and phone numbers are printed in full; set once, before anything is.
  public static var isUnmasked: Bool {
    get { unmasked.load(ordering: .relaxed) }
    set { unmasked.store(newValue, ordering: .relaxed) }
  }

  private static let unmasked = Atomic(false)

  /// Whether there is no standard output: what is asked for there cannot be written.
  static var isClosed: Bool { closed.load(ordering: .relaxed) }

  private static let closed = Atomic(false)

  /// A line as it may be seen.
  private static func shown(_ line: String) -> String { harmless(isUnmasked ? line : PersonalNumbers.masked(line)) }

  /// Writes to standard output.
  ///
  /// - Returns: false when nobody reads any more, which is no failure.
  static func write(_ bytes: [UInt8]) throws -> Bool {
    if SystemCalls.write(bytes, to: 1) { return true }
    if SystemCalls.lastErrorIsClosedPipe { return false }
    throw OutputError(path: "-")
  }

  /// Text without what a terminal would obey; line ends stay.
  static func harmless(_ text: String) -> String {
    if !text.unicodeScalars.contains(where: isControl) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{fffd}" : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n") || 0x7f...0x9f ~= scalar.value
  }

  /// Prints a line to standard error.
  public static func error(_ line: String) { _ = SystemCalls.write(Array((shown(line) + "\n").utf8), to: 2) }

  /// Writes to standard error without a line end.
  static func raw(_ text: String) { _ = SystemCalls.write(Array(text.utf8), to: 2) }

  static var errorIsTerminal: Bool { SystemCalls.isTerminal(2) }

}

extension Language {
  /// The language of `LC_ALL`, `LC_MESSAGES` or `LANG`, the first that is set.
  public static var ofEnvironment: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    return Language(locale: names.lazy.compactMap { SystemCalls.environment($0) }.first { !$0.isEmpty } ?? "")
  }
}

extension Network {
  /// - Errors: `LoadError` when a table changed since it was opened: texts read again would then be wrong.
  public func checkUnchanged() throws {
    do throws(TableError) {
      for table in nodeTables { try table.reader.checkUnchanged() }
      for table in edgeTables.values { try table.reader?.checkUnchanged() }
    } catch {
      throw LoadError(error, folder: name)
    }
  }
}
