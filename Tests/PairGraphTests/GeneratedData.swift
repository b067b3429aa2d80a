import Synchronization
import TableIO

@testable import PairGraph

/// Files of a generated network, in memory.
final class GeneratedData: Sendable {
  let files: [String: [UInt8]]

  init(
    _ profile: String, seed: UInt64 = 1, on day: String = "2024-06-30", faults: Bool = false, scale: Double = 1, jobs: Int = 1
  ) throws {
    var generator = try NetworkGenerator(profile: profile)
    generator.seed = seed
    generator.day = try testDay(day)
    generator.plantsFaults = faults
    generator.scale = scale
    generator.jobs = jobs
    let collected = Mutex<[String: [UInt8]]>([:])
    _ = try generator.write { file, bytes in collected.withLock { $0[file, default: []] += bytes } }
    files = collected.withLock { $0 }
  }

  func text(_ file: String) -> String { String(decoding: files[file] ?? [], as: UTF8.self) }

  /// What the library reads of it.
  func network(on day: String = "2024-06-30") throws -> Network {
    let tables = Dictionary(uniqueKeysWithValues: files.map { ($0.key, ByteSource(blocks: [$0.value], name: $0.key)) })
    return try Network(folder: DatasetFolder(name: "generated", tables: tables), options: LoadOptions(day: testDay(day), detail: .full))
  }
}
