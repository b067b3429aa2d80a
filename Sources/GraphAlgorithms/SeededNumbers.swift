/// Random numbers that are the same on every machine for the same seed.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
struct SeededNumbers: Sendable {
  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15
  private var state: UInt64

  /// - Parameter stream: numbers of one seed for different purposes have nothing in common.
  init(seed: UInt64, stream: UInt64 = 0) { state = Self.mixed(Self.mixed(seed &+ Self.step) ^ (stream &* 0xd134_2543_de82_ef95)) }

  /// - Parameter state: that of a SplitMix64 before its first output.
  init(state: UInt64) { self.state = state }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// A number from 0 to `bound` - 1; bounds are small beside 2^64.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number from 0 up to but not including 1.
  @inline(__always)
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
