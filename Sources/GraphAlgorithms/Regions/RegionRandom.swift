/// A stream of seeded numbers (SplitMix64, Steele, Lea and Flood 2014): the same on every machine.
struct RegionRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 up to but not including `count`; slightly uneven for counts near 2^32.
  @inline(__always)
  mutating func below(_ count: Int) -> Int { Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32) }

  /// A number from 0 up to but not including 1.
  @inline(__always)
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

/// Logarithms without a mathematics library: the same bits on every machine.
package enum RegionLogarithm {
  /// The natural logarithm of a positive finite number, to about 1e-15.
  package static func of(_ number: Double) -> Double {
    // number = significand * 2^exponent with the significand in 1 ..< 2, brought near 1 so that the series is short.
    var significand = number.significand
    var exponent = Double(number.exponent)
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(term) }
    return 2 * ratio * sum + exponent * 0.6931471805599453
  }
}
