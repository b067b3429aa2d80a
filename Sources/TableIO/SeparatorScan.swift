// UNSAFE: reads eight bytes at a time and writes positions through a pointer. Why: this loop sees every byte of every
// table. What must hold: 64 readable bytes behind `end`, and room for 64 more positions before each block (`reserve`).
//
// ADVICE. Per block of 64 bytes it makes bit masks (bit i = byte i) of delimiters, line ends, quotes and bytes >= 0x80, with
// 16-byte vectors, which every machine has (a wider type is taken apart by the compiler and slower). Quoted parts are masked out by
// a running XOR of the quote bits. That is right only for well-formed quoting (a quote opens where a field starts, and
// closes where one ends); anything else sets `irregular`, and the caller gives the whole part to `PlainScan`, which is slow and
// obvious. A carriage return ends a line by itself; a line feed right behind one belongs to it.

@safe struct SeparatorScan {
  let delimiter: UInt8
  /// index = order in the text, value = position of a delimiter or line end outside quotes, relative to the buffer.
  private(set) var separators: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var capacity: Int
  /// Line ends outside quotes among `separators`.
  private(set) var lineEnds = 0
  /// Line ends inside quotes.
  private(set) var quotedLineEnds = 0
  private(set) var hasQuotes = false
  /// The quoting is not well-formed; `separators` means nothing.
  private(set) var irregular = false
  /// Positions of bytes that are not UTF-8.
  private(set) var invalidUTF8: [UInt32] = []

  private var insideQuotes: UInt64 = 0  // all ones inside
  private var afterClosing: UInt64 = 0  // bit 0: the last byte closed a quote
  private var afterBreak: UInt64 = 1  // bit 0: a field starts with the next byte
  private var afterReturn: UInt64 = 0  // bit 0: the last byte was a carriage return outside quotes
  private var afterAnyReturn: UInt64 = 0  // the same, inside quotes too
  private var checkedTo = 0  // bytes before this one are known to be UTF-8

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    capacity = 1 << 12
    unsafe separators = .allocate(capacity: capacity)
  }

  func deallocate() { unsafe separators.deallocate() }

  /// Starts afresh at a position where a record starts.
  mutating func reset(at position: Int) {
    count = 0
    lineEnds = 0
    quotedLineEnds = 0
    hasQuotes = false
    irregular = false
    invalidUTF8.removeAll(keepingCapacity: true)
    insideQuotes = 0
    afterClosing = 0
    afterBreak = 1
    afterReturn = 0
    afterAnyReturn = 0
    checkedTo = position
  }

  var isInsideQuotes: Bool { insideQuotes != 0 }

  /// Scans `start ..< end`; calls must follow one another without a gap.
  ///
  /// - Parameter textEnd: where the text there is ends. The character that starts last before `end` may reach up to there, so
  ///   `end` stays three bytes before it unless the file ends there, too.
  /// - Complexity: O(end - start).
  mutating func scan(_ base: UnsafeRawPointer, from start: Int, to end: Int, textEnd: Int) {
    reserve(end - start)
    var position = start
    while position < end {
      let left = end - position
      unsafe block(base, at: position, keep: left >= 64 ? ~0 : (1 << UInt64(left)) - 1, length: min(64, left), textEnd: textEnd)
      position += 64
    }
  }

  /// A separator that is not in the text: the end of the last line of a file.
  mutating func closeLastLine(at position: Int) {
    reserve(1)
    unsafe separators[count] = UInt32(truncatingIfNeeded: position)
    count += 1
    lineEnds += 1
    if insideQuotes != 0 { irregular = true }
  }

  /// Forgets all separators from `newCount` on; `removedLineEnds` of them were line ends.
  mutating func truncate(to newCount: Int, removedLineEnds: Int) {
    count = newCount
    lineEnds -= removedLineEnds
  }

  private mutating func reserve(_ more: Int) {
    guard count + more + 64 > capacity else { return }
    let larger = max(capacity * 2, count + more + 64)
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    unsafe grown.update(from: separators, count: count)
    unsafe separators.deallocate()
    unsafe separators = grown
    capacity = larger
  }

  @inline(__always)
  private mutating func block(_ base: UnsafeRawPointer, at position: Int, keep: UInt64, length: Int, textEnd: Int) {
    let m = unsafe BlockMasks(base + position, delimiter: delimiter)
    let high = m.high & keep
    if high != 0 { unsafe checkUTF8(base, at: position, length: length, high: high, textEnd: textEnd) }

    var delimiters = m.delimiter & keep
    let returns = m.carriageReturn & keep
    var feeds = m.lineFeed & keep
    let quotes = m.quote & keep
    if quotes | insideQuotes != 0 {
      regularQuotes(quotes: quotes, delimiters: &delimiters, returns: returns, feeds: &feeds, length: length)
      return emit(delimiters: delimiters, ends: feeds, at: position)
    }
    var ends = feeds
    if returns | afterReturn != 0 {
      ends = returns | (feeds & ~(returns << 1 | afterReturn))
      afterReturn = returns >> UInt64(length - 1) & 1
    }
    if afterClosing != 0 {
      if (delimiters | returns | feeds) & 1 == 0 { irregular = true }
      afterClosing = 0
    }
    afterAnyReturn = afterReturn
    afterBreak = (delimiters | returns | feeds) >> UInt64(length - 1) & 1
    emit(delimiters: delimiters, ends: ends, at: position)
  }

  /// A block with quotes in it, or inside quotes. On return `feeds` holds every line end outside quotes.
  private mutating func regularQuotes(
    quotes: UInt64, delimiters: inout UInt64, returns: UInt64, feeds: inout UInt64, length: Int
  ) {
    hasQuotes = true
    let keep: UInt64 = length == 64 ? ~0 : (1 << UInt64(length)) - 1
    let inside = prefixXOR(quotes) ^ insideQuotes  // from an opening quote to the byte before the closing one
    let opening = quotes & inside
    let closing = quotes & ~inside
    let anyEnds = returns | (feeds & ~(returns << 1 | afterAnyReturn))
    quotedLineEnds += (anyEnds & inside).nonzeroBitCount
    delimiters &= ~inside
    let outsideReturns = returns & ~inside
    let outsideFeeds = feeds & ~inside
    let breaks = delimiters | outsideReturns | outsideFeeds
    // A quote opens at the start of a field, or right behind the quote it doubles; behind a closing quote a field ends.
    if opening & ~(breaks << 1 | afterBreak | closing << 1 | afterClosing) != 0 { irregular = true }
    if (closing << 1 | afterClosing) & keep & ~(breaks | opening) != 0 { irregular = true }
    feeds = outsideReturns | (outsideFeeds & ~(outsideReturns << 1 | afterReturn))
    let last = UInt64(length - 1)
    insideQuotes = inside >> last & 1 == 1 ? ~0 : 0
    afterClosing = closing >> last & 1
    afterBreak = breaks >> last & 1
    afterReturn = outsideReturns >> last & 1
    afterAnyReturn = returns >> last & 1
  }

  @inline(__always)
  private mutating func emit(delimiters: UInt64, ends: UInt64, at position: Int) {
    var all = delimiters | ends
    if ends != 0 { lineEnds &+= ends.nonzeroBitCount }
    var next = count
    let offset = UInt32(truncatingIfNeeded: position)
    while all != 0 {
      unsafe separators[next] = offset &+ UInt32(truncatingIfNeeded: all.trailingZeroBitCount)
      next &+= 1
      all &= all &- 1
    }
    count = next
  }

  /// Checks the characters that start in this block; the last may reach into the next.
  @inline(__always)
  private mutating func checkUTF8(_ base: UnsafeRawPointer, at position: Int, length blockLength: Int, high: UInt64, textEnd: Int) {
    var left = high
    if checkedTo > position { left = checkedTo - position >= 64 ? 0 : left & (~0 << UInt64(checkedTo - position)) }
    while left != 0 {
      let at = position &+ left.trailingZeroBitCount
      // Nearly all Chinese characters are E3...E9 xx xx: one compare.
      let word = unsafe (base + at).loadUnaligned(as: UInt32.self).littleEndian
      let lead = word & 0xff
      var length = 3
      if word & 0x00c0_c0f0 != 0x0080_80e0 || lead == 0xe0 || lead == 0xed || at &+ 3 > textEnd {
        length = unsafe characterLength(base, at: at, textEnd: textEnd)
        if length < 0 {
          invalidUTF8.append(UInt32(truncatingIfNeeded: at))
          length = 1
        }
      }
      let next = at &+ length &- position
      if next >= blockLength {
        checkedTo = position &+ next
        return
      }
      left &= ~0 << UInt64(next)
    }
  }

  /// Bytes of the character at `at`, or -1 when it is not UTF-8 (Unicode 16, table 3-7).
  private func characterLength(_ base: UnsafeRawPointer, at: Int, textEnd: Int) -> Int {
    var rest: [UInt8] = []
    for offset in at..<min(at + 4, textEnd) { unsafe rest.append(base.load(fromByteOffset: offset, as: UInt8.self)) }
    return UTF8Form.length(of: rest)
  }
}

/// Bit masks of 64 bytes: bit i tells about byte i.
private struct BlockMasks {
  let delimiter: UInt64
  let lineFeed: UInt64
  let carriageReturn: UInt64
  let quote: UInt64
  let high: UInt64

  private typealias Bytes = SIMD16<UInt8>

  @inline(__always)
  init(_ pointer: UnsafeRawPointer, delimiter byte: UInt8) {
    let a = unsafe pointer.loadUnaligned(fromByteOffset: 0, as: Bytes.self)
    let b = unsafe pointer.loadUnaligned(fromByteOffset: 16, as: Bytes.self)
    let c = unsafe pointer.loadUnaligned(fromByteOffset: 32, as: Bytes.self)
    let d = unsafe pointer.loadUnaligned(fromByteOffset: 48, as: Bytes.self)
    delimiter = Self.mask(a, b, c, d, byte)
    lineFeed = Self.mask(a, b, c, d, 0x0a)
    carriageReturn = Self.mask(a, b, c, d, 0x0d)
    quote = Self.mask(a, b, c, d, 0x22)
    let (zero, top) = (Bytes(repeating: 0), Bytes(repeating: 0x80))
    high = Self.fold(
      zero.replacing(with: Bytes(repeating: 1), where: a .>= top) | zero.replacing(with: Bytes(repeating: 4), where: b .>= top)
        | zero.replacing(with: Bytes(repeating: 16), where: c .>= top) | zero.replacing(with: Bytes(repeating: 64), where: d .>= top))
  }

  /// Which of 64 bytes equal `byte`.
  @inline(__always)
  private static func mask(_ a: Bytes, _ b: Bytes, _ c: Bytes, _ d: Bytes, _ byte: UInt8) -> UInt64 {
    let (zero, wanted) = (Bytes(repeating: 0), Bytes(repeating: byte))
    return fold(
      zero.replacing(with: Bytes(repeating: 1), where: a .== wanted) | zero.replacing(with: Bytes(repeating: 4), where: b .== wanted)
        | zero.replacing(with: Bytes(repeating: 16), where: c .== wanted) | zero.replacing(with: Bytes(repeating: 64), where: d .== wanted))
  }

  /// Bit 2k of byte j tells about byte 16k + j: both halves side by side make an 8 x 8 bit matrix, whose transpose is the mask.
  @inline(__always)
  private static func fold(_ bits: Bytes) -> UInt64 {
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
}

/// Bit i = XOR of bits 0...i.
@inline(__always)
private func prefixXOR(_ bits: UInt64) -> UInt64 {
  var x = bits
  x ^= x << 1
  x ^= x << 2
  x ^= x << 4
  x ^= x << 8
  x ^= x << 16
  x ^= x << 32
  return x
}
