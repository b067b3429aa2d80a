// UNSAFE: takes vectors for other vectors of the same size. Why: this is the loop that sees every byte, and masks have no other way to become
// bits. What must hold: both vectors have as many bytes.
//
// Vectors of 16 bytes, which every machine has; a wider type is taken apart by the compiler and slower. Swift has no name for some instructions
// (`pmovmskb` gathers a mask into bits, `psadbw` adds up bytes, `pmaddwd` adds up products of neighbours), so on x86-64 they are taken from
// the compiler's own module; elsewhere the bits of a mask are transposed. This is the one file that does.

#if arch(x86_64)
  internal import _Builtin_intrinsics.intel
#endif

/// 64 bytes and what they are. Bit i of a mask tells about byte i.
struct ByteBlock {
  private typealias Bytes = SIMD16<UInt8>
  private typealias Mask = SIMDMask<SIMD16<Int8>>
  private let a: Bytes
  private let b: Bytes
  private let c: Bytes
  private let d: Bytes

  /// The bytes of a text from `position` on.
  @inline(__always)
  init(_ text: Field, at position: Int) {
    a = text.sixteen(at: position)
    b = text.sixteen(at: position &+ 16)
    c = text.sixteen(at: position &+ 32)
    d = text.sixteen(at: position &+ 48)
  }

  /// Whether a byte is not ASCII.
  @inline(__always)
  var hasHigh: Bool {
    unsafe Self.any(unsafeBitCast(a | b | c | d, to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: 0))
  }

  @inline(__always)
  func hasQuoteOrReturn(quote: UInt8) -> Bool {
    let (quote, carriageReturn) = (Bytes(repeating: quote), Bytes(repeating: 0x0d))
    return Self.any(
      (a .== quote) .| (a .== carriageReturn) .| (b .== quote) .| (b .== carriageReturn) .| (c .== quote) .| (c .== carriageReturn)
        .| (d .== quote) .| (d .== carriageReturn))
  }

  /// Where delimiters and line feeds are, and how many.
  ///
  /// - Parameter feeds: byte j is less by the line feeds among bytes j, j + 16, j + 32 and j + 48: at most by 4.
  @inline(__always)
  func breaks(delimiter: UInt8, feeds: inout SIMD16<UInt8>) -> (mask: UInt64, count: Int) {
    let (delimiter, feed) = (Bytes(repeating: delimiter), Bytes(repeating: 0x0a))
    let (fa, fb, fc, fd) = (a .== feed, b .== feed, c .== feed, d .== feed)
    let (ba, bb, bc, bd) = ((a .== delimiter) .| fa, (b .== delimiter) .| fb, (c .== delimiter) .| fc, (d .== delimiter) .| fd)
    // A mask is 255, which is -1, where it is set.
    feeds &+= (Self.bytes(fa) &+ Self.bytes(fb)) &+ (Self.bytes(fc) &+ Self.bytes(fd))
    let mask = Self.mask(ba, bb, bc, bd)
    #if arch(x86_64)
      let sums = (Self.bytes(ba) &+ Self.bytes(bb)) &+ (Self.bytes(bc) &+ Self.bytes(bd))
      return (mask, VectorInstructions.sum(Bytes.zero &- sums))
    #else
      return (mask, mask.nonzeroBitCount)
    #endif
  }

  @inline(__always)
  private static func bytes(_ mask: Mask) -> Bytes { unsafe unsafeBitCast(mask, to: Bytes.self) }

  /// Which bytes equal `byte`.
  @inline(__always)
  func mask(_ byte: UInt8) -> UInt64 {
    let wanted = Bytes(repeating: byte)
    return Self.mask(a .== wanted, b .== wanted, c .== wanted, d .== wanted)
  }

  /// Which bytes few cells have: blanks and other controls, quotes, commas, and those that a character of another form than it is compared in
  /// may begin with. `!` and four signs from `|` on are marked with them, to save comparisons.
  @inline(__always)
  var marks: UInt64 { Self.mask(Self.marked(a), Self.marked(b), Self.marked(c), Self.marked(d)) }

  @inline(__always)
  private static func marked(_ bytes: Bytes) -> Mask {
    // U+00A0 and the like begin with c2, general punctuation with e2, U+3000 and the like with e3, full-width forms with ef.
    let isLow = (bytes .<= Bytes(repeating: 0x22)) .| (bytes .== Bytes(repeating: 0x2c))
    let isHigh = ((bytes & Bytes(repeating: 0xfe)) .== Bytes(repeating: 0xe2)) .| (bytes .== Bytes(repeating: 0xef))
    return isLow .| isHigh .| (bytes .== Bytes(repeating: 0xc2)) .| ((bytes | Bytes(repeating: 0x03)) .== Bytes(repeating: 0x7f))
  }

  /// Whether the bytes, with those before them, are well-formed, as far as most text goes: characters of three and two bytes whose lead asks
  /// for nothing but bytes that continue it. With others the block has to be looked at to the end of its last character.
  ///
  /// - Parameters:
  ///   - text: what the block is of.
  ///   - position: where it starts there.
  @inline(__always)
  func isCommonUTF8(_ text: Field, at position: Int) -> Bool {
    let (one, two) = (Self.wrong(a, text, position), Self.wrong(b, text, position &+ 16))
    let (three, four) = (Self.wrong(c, text, position &+ 32), Self.wrong(d, text, position &+ 48))
    let wrong = one .| two .| three .| four
    let highest = Self.larger(Self.larger(a, b), Self.larger(c, d))
    return !Self.any(wrong .| (highest .>= Bytes(repeating: 0xf0)))
  }

  @inline(__always)
  private static func larger(_ one: Bytes, _ other: Bytes) -> Bytes { one.replacing(with: other, where: other .> one) }

  @inline(__always)
  private static func wrong(_ bytes: Bytes, _ text: Field, _ position: Int) -> Mask {
    let (one, two) = (text.sixteen(at: position &- 1), text.sixteen(at: position &- 2))
    let continues = unsafe unsafeBitCast(bytes, to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: -64)
    #if arch(x86_64)
      let excess = VectorInstructions.excess(one, over: 0xbf) | VectorInstructions.excess(two, over: 0xdf)
      let isMisplaced = (excess .== Bytes(repeating: 0)) .^ continues .^ Mask(repeating: true)
    #else
      let isMisplaced = continues .^ ((one .>= Bytes(repeating: 0xc0)) .| (two .>= Bytes(repeating: 0xe0)))
    #endif
    // c0, c1, e0 (and e1, to save a comparison), ed.
    let isSpecial = ((bytes & Bytes(repeating: 0xde)) .== Bytes(repeating: 0xc0)) .| (bytes .== Bytes(repeating: 0xed))
    return isMisplaced .| isSpecial
  }

  #if arch(x86_64)
    @inline(__always)
    private static func mask(_ a: Mask, _ b: Mask, _ c: Mask, _ d: Mask) -> UInt64 {
      bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48
    }

    @inline(__always)
    private static func bits(_ mask: Mask) -> UInt64 { UInt64(VectorInstructions.highBits(bytes(mask))) }

    @inline(__always)
    private static func any(_ mask: Mask) -> Bool { VectorInstructions.highBits(bytes(mask)) != 0 }
  #else
    @inline(__always)
    private static func any(_ mask: Mask) -> Bool {
      let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
      return halves[0] | halves[1] != 0
    }

    /// Bit 2k of byte j tells about byte 16k + j: both halves side by side make an 8 x 8 bit matrix, whose transpose is the mask.
    @inline(__always)
    private static func mask(_ a: Mask, _ b: Mask, _ c: Mask, _ d: Mask) -> UInt64 {
      let zero = Bytes(repeating: 0)
      let bits =
        zero.replacing(with: Bytes(repeating: 1), where: a) | zero.replacing(with: Bytes(repeating: 4), where: b)
        | zero.replacing(with: Bytes(repeating: 16), where: c) | zero.replacing(with: Bytes(repeating: 64), where: d)
      let halves = unsafe unsafeBitCast(bits, to: SIMD2<UInt64>.self)
      return transposed(halves[0].littleEndian | halves[1].littleEndian << 1)
    }

    /// Source: H. S. Warren, Hacker's Delight, 7-3.
    @inline(__always)
    private static func transposed(_ matrix: UInt64) -> UInt64 {
      var x = matrix
      var swap = (x ^ x >> 7) & 0x00aa_00aa_00aa_00aa
      x ^= swap ^ swap << 7
      swap = (x ^ x >> 14) & 0x0000_cccc_0000_cccc
      x ^= swap ^ swap << 14
      swap = (x ^ x >> 28) & 0x0000_0000_f0f0_f0f0
      return x ^ swap ^ swap << 28
    }
  #endif
}

#if arch(x86_64)
  /// Instructions that every x86-64 has and Swift has no name for.
  enum VectorInstructions {
    /// Bit i = the highest bit of byte i.
    @inline(__always)
    static func highBits(_ bytes: SIMD16<UInt8>) -> UInt32 {
      unsafe UInt32(bitPattern: _mm_movemask_epi8(unsafeBitCast(bytes, to: __m128i.self)))
    }

    /// By how much each byte is above a bound; 0 where it is not.
    @inline(__always)
    static func excess(_ bytes: SIMD16<UInt8>, over bound: UInt8) -> SIMD16<UInt8> {
      unsafe unsafeBitCast(
        _mm_subs_epu8(
          unsafeBitCast(bytes, to: __m128i.self), unsafeBitCast(SIMD16<UInt8>(repeating: bound), to: __m128i.self)), to: SIMD16<UInt8>.self)
    }

    /// The sum of all bytes.
    @inline(__always)
    static func sum(_ bytes: SIMD16<UInt8>) -> Int {
      let halves = unsafe unsafeBitCast(
        _mm_sad_epu8(unsafeBitCast(bytes, to: __m128i.self), unsafeBitCast(SIMD16<UInt8>.zero, to: __m128i.self)), to: SIMD2<UInt64>.self)
      return Int(truncatingIfNeeded: halves[0] &+ halves[1])
    }

    /// The value of sixteen decimal digits, the first in the lowest byte: of the first eight in the low half, of the last eight in the high.
    @inline(__always)
    static func eights(ofDigits digits: SIMD16<UInt8>) -> UInt64 {
      let bytes = unsafe unsafeBitCast(digits, to: SIMD8<UInt16>.self)
      let pairs = (bytes & 0xff) &* 10 &+ (bytes &>> 8)
      let hundreds = SIMD8<Int16>(100, 1, 100, 1, 100, 1, 100, 1)
      let fours = unsafe _mm_madd_epi16(unsafeBitCast(pairs, to: __m128i.self), unsafeBitCast(hundreds, to: __m128i.self))
      let myriads = SIMD8<Int16>(10_000, 1, 10_000, 1, 10_000, 1, 10_000, 1)
      return unsafe unsafeBitCast(
        _mm_madd_epi16(_mm_packs_epi32(fours, fours), unsafeBitCast(myriads, to: __m128i.self)), to: SIMD2<UInt64>.self)[0]
    }

    /// The bytes of two words, the first word's first.
    @inline(__always)
    static func bytes(_ first: UInt64, _ last: UInt64) -> SIMD16<UInt8> { unsafe unsafeBitCast(SIMD2(first, last), to: SIMD16<UInt8>.self) }
  }
#endif
