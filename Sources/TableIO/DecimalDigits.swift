/// Reads decimal digits many at a time; nil where one of the characters is no digit.
enum DecimalDigits {
  /// The value of eight characters, the first in the lowest byte.
  ///
  /// Source: D. Lemire, "Quickly parsing eight digits" (2018).
  @inline(__always)
  static func eight(_ text: UInt64) -> UInt64? {
    let digits = text ^ 0x3030_3030_3030_3030
    // Above 9 a byte reaches its upper four bits, by itself or with 6 more; what it carries makes others larger only where it is wrong itself.
    guard (digits | (digits &+ 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0 == 0 else { return nil }
    let pairs = (digits &* 10) &+ (digits &>> 8)
    let high = (pairs & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let low = ((pairs &>> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (high &+ low) &>> 32
  }

  /// The value of sixteen characters: the first eight, and the last eight.
  @inline(__always)
  static func sixteen(_ first: UInt64, _ last: UInt64) -> UInt64? {
    #if arch(x86_64)
      let digits = VectorInstructions.bytes(first, last) &- SIMD16(repeating: 0x30)
      // The highest bit of a byte tells that it is above 9: by the sum up to 137, by itself from 128 on.
      guard VectorInstructions.highBits((digits &+ SIMD16(repeating: 0x76)) | digits) == 0 else { return nil }
      let eights = VectorInstructions.eights(ofDigits: digits)
      return (eights & 0xffff_ffff) &* 100_000_000 &+ (eights &>> 32)
    #else
      guard let first = eight(first), let last = eight(last) else { return nil }
      return first &* 100_000_000 &+ last
    #endif
  }
}
