// UNSAFE: takes vectors for other vectors of the same size. What must hold: nothing beyond the sizes, which the compiler checks. The one
// instruction Swift has no name for (`pmaddwd`, products of neighbours added up) is taken from the compiler's own module on x86-64; elsewhere
// two words of eight digits are read one by one.

#if arch(x86_64)
  internal import _Builtin_intrinsics.intel
#endif

/// Reads decimal digits many at a time; nil where one of the characters is no digit.
enum DecimalDigits {
  /// The value of eight characters, the first in the lowest byte.
  ///
  /// Source: D. Lemire, "Quickly parsing eight digits" (2018).
  @inline(__always)
  static func eight(_ text: UInt64) -> UInt64? {
    let isDigits = (text & 0xf0f0_f0f0_f0f0_f0f0) | (((text &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0) &>> 4)
    guard isDigits == 0x3333_3333_3333_3333 else { return nil }
    var value = text &- 0x3030_3030_3030_3030
    value = (value &* 10) &+ (value &>> 8)
    let high = (value & 0x0000_00ff_0000_00ff) &* 0x000f_4240_0000_0064
    let low = ((value &>> 16) & 0x0000_00ff_0000_00ff) &* 0x0000_2710_0000_0001
    return (high &+ low) &>> 32
  }

  /// The value of sixteen characters: the first eight, and the last eight.
  @inline(__always)
  static func sixteen(_ first: UInt64, _ last: UInt64) -> UInt64? {
    #if arch(x86_64)
      let digits = unsafe unsafeBitCast(SIMD2(first, last), to: SIMD16<UInt8>.self) &- SIMD16(repeating: 0x30)
      // The highest bit of a byte tells that it is above 9: by the sum up to 137, by itself from 128 on.
      let wrong = (digits &+ SIMD16(repeating: 0x76)) | digits
      guard unsafe _mm_movemask_epi8(unsafeBitCast(wrong, to: __m128i.self)) == 0 else { return nil }
      let bytes = unsafe unsafeBitCast(digits, to: SIMD8<UInt16>.self)
      let pairs = (bytes & 0xff) &* 10 &+ (bytes &>> 8)
      let hundreds = SIMD8<Int16>(100, 1, 100, 1, 100, 1, 100, 1)
      let fours = unsafe _mm_madd_epi16(unsafeBitCast(pairs, to: __m128i.self), unsafeBitCast(hundreds, to: __m128i.self))
      let myriads = SIMD8<Int16>(10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1)
      let eights = unsafe unsafeBitCast(
        _mm_madd_epi16(_mm_packs_epi32(fours, fours), unsafeBitCast(myriads, to: __m128i.self)), to: SIMD2<UInt64>.self)[0]
      return (eights & 0xffff_ffff) &* 100_000_000 &+ (eights &>> 32)
    #else
      guard let first = eight(first), let last = eight(last) else { return nil }
      return first &* 100_000_000 &+ last
    #endif
  }
}
