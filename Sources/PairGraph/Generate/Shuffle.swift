/// An order of 0 ..< count that looks random and takes no memory: asked for a position, or for the position of a number.
///
/// A Feistel network over the next power of two, walked until it lands below `count`.
/// Source: J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains" (CT-RSA 2002).
struct Shuffle: Sendable {
  let count: Int
  private let lowBits: UInt64
  private let highBits: UInt64
  private let rounds: [SeededStream]

  init(_ count: Int, seed: UInt64, _ purpose: String) {
    self.count = count
    let bits = UInt64(max(2, Int.bitWidth - max(0, count - 1).leadingZeroBitCount))
    lowBits = bits / 2
    highBits = bits - bits / 2
    rounds = (0..<4).map { SeededStream(seed: seed, "\(purpose) round \($0)") }
  }

  /// The number at a position.
  ///
  /// - Complexity: O(1) expected.
  func number(at position: Int) -> Int { walk(position, forward) }

  /// The position of a number.
  ///
  /// - Complexity: O(1) expected.
  func position(of number: Int) -> Int { walk(number, backward) }

  @inline(__always)
  private func walk(_ start: Int, _ step: (UInt64) -> UInt64) -> Int {
    var value = UInt64(start)
    repeat { value = step(value) } while value >= UInt64(count)
    return Int(value)
  }

  @inline(__always)
  private func forward(_ value: UInt64) -> UInt64 {
    var (low, high) = (value & (1 << lowBits - 1), value >> lowBits)
    high ^= word(0, low, highBits)
    low ^= word(1, high, lowBits)
    high ^= word(2, low, highBits)
    low ^= word(3, high, lowBits)
    return high << lowBits | low
  }

  @inline(__always)
  private func backward(_ value: UInt64) -> UInt64 {
    var (low, high) = (value & (1 << lowBits - 1), value >> lowBits)
    low ^= word(3, high, lowBits)
    high ^= word(2, low, highBits)
    low ^= word(1, high, lowBits)
    high ^= word(0, low, highBits)
    return high << lowBits | low
  }

  @inline(__always)
  private func word(_ round: Int, _ half: UInt64, _ bits: UInt64) -> UInt64 { rounds[round].value(Int(half)) & (1 << bits - 1) }
}
