/// Random numbers by position: the same seed, purpose and position give the same number on every machine and any thread.
///
/// The number at position i is output i of SplitMix64, which can be asked for at once: its state grows by a constant.
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
struct SeededStream: Sendable {
  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15
  private let start: UInt64

  /// - Parameter purpose: what the numbers are for: each purpose has its own.
  init(seed: UInt64, _ purpose: String) {
    // FNV-1a tells purposes apart; the mixing below scatters what it leaves alike.
    let name = purpose.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    self.init(state: Self.mixed(Self.mixed(seed &+ Self.step) ^ name))
  }

  /// - Parameter state: that of a SplitMix64 before its first output.
  init(state: UInt64) { start = state }

  @inline(__always)
  func value(_ position: Int) -> UInt64 { Self.mixed(start &+ (UInt64(truncatingIfNeeded: position) &+ 1) &* Self.step) }

  /// A number from 0 to `bound` - 1. Bounds are small beside 2^64: no number is noticeably rarer than another.
  @inline(__always)
  func below(_ bound: Int, _ position: Int) -> Int { Self.below(bound, value(position)) }

  @inline(__always)
  static func below(_ bound: Int, _ value: UInt64) -> Int { Int(truncatingIfNeeded: value.multipliedFullWidth(by: UInt64(bound)).high) }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
