import TestSupport
import Foundation
import Testing

/// A folder of its own for one test, gone afterwards, and the real command to run in it.
final class Workdir: Sendable {
  /// The folder the command runs in.
  let path: String
  /// Holds `path`, and what a run wrote to its standard streams.
  private let root: String

  /// - Parameter data: the tables of a dataset `data`, by file name.
  init(data: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("pairgraph-\(UUID().uuidString)").path
    path = root + "/work"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in data { try file("data/" + name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  // MARK: Files

  /// Writes a file, with the folders it needs.
  func file(_ name: String, _ text: String) throws { try file(name, Array(text.utf8)) }

  func file(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try NewFile.write(url.path, bytes)
  }

  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

  /// The bytes of a file; nil when there is none.
  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path + "/" + name).map { [UInt8]($0) } }

  func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

  /// Names in the folder, hidden ones too.
  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

  // MARK: Runs

  /// What a run left behind.
  struct Outcome {
    var status: Int32
    /// Whether a signal ended it.
    var isKilled: Bool
    var bytes: [UInt8]
    var error: String

    var out: String { String(decoding: bytes, as: UTF8.self) }
    /// The lines of standard error.
    var complaints: [String] { error.split(separator: "\n").map(String.init) }
  }

  /// Runs the command.
  ///
  /// - Parameter locale: `LC_ALL`; English unless a test asks for `zh_CN.UTF-8`.
  func run(_ arguments: String..., locale: String = "C") throws -> Outcome {
    try launch(Binary.path, arguments, locale: locale)
  }

  func run(_ arguments: [String], locale: String = "C") throws -> Outcome { try launch(Binary.path, arguments, locale: locale) }

  /// Runs a line of shell; `$PAIRGRAPH` is the command.
  func shell(_ script: String, locale: String = "C") throws -> Outcome { try launch("/bin/sh", ["-c", script], locale: locale) }

  private func launch(_ program: String, _ arguments: [String], locale: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    let own = ProcessInfo.processInfo.environment
    process.environment = own.filter { ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME"].contains($0.key) }
      .merging(["LC_ALL": locale, "TZ": "UTC", "PAIRGRAPH": Binary.path]) { $1 }
    // Files, not pipes: they never fill up, and two of them can be read one after the other.
    let run = UUID().uuidString
    let (out, error) = (root + "/\(run).out", root + "/\(run).err")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try NewFile.open(out)
    process.standardError = try NewFile.open(error)
    let hasEnded = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in hasEnded.signal() }
    // Worker threads block signals, and so would what they start.
    var (none, ownMask) = (sigset_t(), sigset_t())
    _ = unsafe sigemptyset(&none)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &ownMask)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &ownMask, nil) }
    try process.run()
    if hasEnded.wait(timeout: .now() + 120) == .timedOut {
      Issue.record("still running after two minutes: \(arguments)")
      process.terminate()
      hasEnded.wait()
    }
    return Outcome(
      status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal, bytes: try contents(out),
      error: String(decoding: try contents(error), as: UTF8.self))
  }

  private func contents(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}

/// The real command, as it was built with the tests.
enum Binary {
  /// It lies in the build folder, in or above which the running test bundle is, whatever the configuration or scratch path.
  static let path: String = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let starts = [own, Bundle(for: Anchor.self).bundlePath].compactMap { $0 } + CommandLine.arguments
    for start in starts {
      var folder = URL(fileURLWithPath: start)
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent("pairgraph").path
        let attributes = try? FileManager.default.attributesOfItem(atPath: candidate)
        if attributes?[.type] as? FileAttributeType == .typeRegular { return candidate }
      }
    }
    fatalError("no command `pairgraph` beside \(starts.first ?? "the tests"): build it with `swift build`")
  }()

  private final class Anchor {}
}

/// Programs of the machine that some tests need.
enum Program {
  static let hasDot = isThere("dot")

  /// Shell that makes `"$@" command` a run by somebody who is not root, whom no lock stops.
  static let asUser = "if [ \"$(id -u)\" = 0 ]; then set -- setpriv --reuid=65534 --clear-groups; else set -- env; fi; chmod 755 .. ."

  private static func isThere(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
