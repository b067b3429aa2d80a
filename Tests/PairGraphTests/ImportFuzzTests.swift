import TestSupport
import Foundation
import Testing

@testable import PairGraph

/// Spoilt rosters through header mapping and import, for as long as `PAIRGRAPH_FUZZ_SECONDS` says (a second by default).
struct ImportFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["PAIRGRAPH_FUZZ_SECONDS"].flatMap(Double.init) ?? 1
  /// Another one finds other things.
  private static let firstSeed = environment["PAIRGRAPH_FUZZ_SEED"].flatMap(UInt64.init) ?? 0

  private static func spoilt(_ seed: UInt64) -> [UInt8] {
    var random = SplitMix64(seed: seed)
    var bytes = DamagedRoster(seed: seed).bytes
    for _ in 0..<(1 + random.below(12)) where !bytes.isEmpty {
      let index = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes[index] = UInt8(random.below(256))
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(random.pick([0x22, 0x2c, 0x0a, 0x0d, 0x00, 0xff, 0x3b, 0x09]), at: index)
      case 3: bytes.removeSubrange(index..<min(bytes.count, index + random.below(60)))
      default: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + random.below(60))], at: random.below(bytes.count))
      }
    }
    return bytes
  }

  /// Whatever bytes come, the import ends with a dataset without a fault, or an error that says where.
  @Test func nothingCrashes() throws {
    let end = Date().addingTimeInterval(Self.seconds)
    var seed = Self.firstSeed
    repeat {
      do {
        let found = try ImportedRosters([("台账.csv", Self.spoilt(seed))])
        let rows = found.result.rows[0]
        #expect(rows.read == rows.used + rows.merged + rows.rejected, "PAIRGRAPH_FUZZ_SEED=\(seed)")
        try found.expectLoads("PAIRGRAPH_FUZZ_SEED=\(seed)")
      } catch let error as RosterError {
        #expect(!Texts(.chinese).describe(error).isEmpty)
      } catch let error as LoadError { #expect(!Texts(.english).describe(error).isEmpty) }
      seed &+= 1
    } while Date() < end
  }
}
