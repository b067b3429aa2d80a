internal import TableIO

/// Where a result goes: a file that is whole or not there, or standard output.
public struct Output: Sendable {
  public let isStandardOutput: Bool
  private let file: OutputFile?

  /// - Parameter path: a file, or `-` for standard output.
  /// - Errors: when the file cannot be written; it is tried now, so that a long run does not end in vain.
  public init(_ path: String) throws {
    isStandardOutput = path == "-"
    file = isStandardOutput ? nil : try OutputFile(path: path)
  }

  /// Writes all parts, one behind the other.
  ///
  /// - Errors: when the disk is full or the pipe is closed; an old file is then as it was.
  public func write(_ parts: [[UInt8]]) throws {
    if let file { return try file.write(parts) }
    for part in parts where !SystemCalls.write(part, to: 1) { throw OutputError(path: "-") }
  }
}

/// The terminal, or what stands in its place.
public enum Console {
  /// Makes a closed pipe an error that can be handled quietly.
  public static func prepare() { SystemCalls.ignoreClosedPipes() }

  /// Prints lines to standard output.
  public static func print(_ lines: [String]) throws {
    let text = lines.joined(separator: "\n") + "\n"
    if !SystemCalls.write(Array(text.utf8), to: 1) { throw OutputError(path: "-") }
  }

  /// Prints a line to standard error.
  public static func error(_ line: String) { _ = SystemCalls.write(Array((line + "\n").utf8), to: 2) }

  /// Writes to standard error without a line end.
  static func raw(_ text: String) { _ = SystemCalls.write(Array(text.utf8), to: 2) }

  static var errorIsTerminal: Bool { SystemCalls.isTerminal(2) }

  /// Whether an error only says that nobody reads any more.
  public static func isClosedPipe(_ error: any Error) -> Bool { (error as? OutputError)?.isClosedPipe ?? false }
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
      for table in nodeTables { try table.reader.source.checkUnchanged() }
      for table in edgeTables.values { try table.reader?.source.checkUnchanged() }
    } catch {
      throw LoadError(error, folder: name)
    }
  }
}
