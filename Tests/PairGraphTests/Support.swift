import TestSupport
import Foundation
@testable import PairGraph

/// A folder of its own for one test, gone afterwards.
final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("pairgraph-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// A dataset: file name -> its text.
  convenience init(_ files: [String: String]) throws {
    try self.init()
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws { try NewFile.write(path + "/" + name, bytes) }

  /// Takes everything out of a file that others may have open.
  func truncate(_ name: String) throws { try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name)).truncate(atOffset: 0) }

  func clear() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) { try FileManager.default.removeItem(atPath: path + "/" + name) }
  }

  func network(
    on day: String = "2024-06-30", _ detail: LoadOptions.Detail = .full, jobs: Int = 1, attributes: Set<String> = [], kept: Int = .max
  ) throws -> Network {
    var options = LoadOptions(day: try testDay(day), detail: detail, jobs: jobs)
    options.attributes = attributes
    options.keptRejections = kept
    return try Network(contentsOf: path, options: options)
  }
}

/// A test that names a day that is none must fail, not crash.
struct NoSuchDay: Error { var text: String }

func testDay(_ text: String) throws -> Day {
  guard let day = Day(text) else { throw NoSuchDay(text: text) }
  return day
}

/// A network from texts of tables, for tests that need one of a few rows. It keeps its folder: reports read texts again.
struct SmallNetwork {
  let folder: ScratchFolder
  let network: Network

  init(
    _ files: [String: String], on day: String = "2024-06-30", _ detail: LoadOptions.Detail = .full, jobs: Int = 1,
    attributes: Set<String> = []
  ) throws {
    folder = try ScratchFolder(files)
    network = try folder.network(on: day, detail, jobs: jobs, attributes: attributes)
  }

  func ids(_ findings: [Finding]) throws -> [String] { try network.ids(of: findings.map(\.subject)) }

  func problems() -> [String] { network.rejected.entries.map { "\($0.file):\($0.line) \($0.column) \($0.problem.rawValue)" } }
}

/// Bytes as a failing test prints them.
func shown(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self).debugDescription }

/// All parts of an export as one.
func joined(_ parts: [[UInt8]]) -> [UInt8] { parts.reduce(into: []) { $0 += $1 } }
