// Works on blocks of 64 bytes (`ByteBlock`). Most hold delimiters, line feeds and text: one bit mask (bit i = byte i) tells where
// fields end, and line feeds are only counted. A block with quotes or carriage returns, or inside quotes, gets all masks. Quoted parts are masked out by a running
// XOR of the quote bits. That is right only for well-formed quoting (a quote opens where a field starts, and closes where one
// ends); anything else sets `irregular`, and the caller gives the whole part to `PlainScan`, which is slow and obvious. A carriage return
// ends a line by itself; a line feed right behind one belongs to it.
//
// UTF-8 is checked sixteen bytes at a time, too: a byte continues a character exactly if one of the three before it asks for that. Where that
// does not hold, or the lead byte allows only some continuations, the characters of the block are looked at one by one.

struct SeparatorScan {
  let delimiter: UInt8
  /// index = order in the text, value = position of a delimiter or line end outside quotes, relative to the buffer.
  private(set) var separators = PositionList()
  /// Line ends outside quotes among `separators`.
  private(set) var lineEnds = 0
  /// Line ends inside quotes.
  private(set) var quotedLineEnds = 0
  private(set) var hasQuotes = false
  private(set) var hasReturns = false
  /// A quote inside quotes stands twice somewhere.
  private(set) var hasDoubledQuotes = false
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
  private var origin = 0  // where the first record starts

  init(delimiter: UInt8) { self.delimiter = delimiter }

  func deallocate() { separators.deallocate() }

  var count: Int { separators.count }

  /// Starts afresh at a position where a record starts.
  mutating func reset(at position: Int) {
    separators.truncate(to: 0)
    lineEnds = 0
    quotedLineEnds = 0
    hasQuotes = false
    hasReturns = false
    hasDoubledQuotes = false
    irregular = false
    invalidUTF8.removeAll(keepingCapacity: true)
    insideQuotes = 0
    afterClosing = 0
    afterBreak = 1
    afterReturn = 0
    afterAnyReturn = 0
    checkedTo = position
    origin = position
  }

  var isInsideQuotes: Bool { insideQuotes != 0 }

  /// Scans `start ..< end`; calls must follow one another without a gap.
  ///
  /// - Parameters:
  ///   - text: has 8 readable bytes before `start` and 64 behind `end`.
  ///   - textEnd: where the text there is ends. The character that starts last before `end` may reach up to there, so
  ///   `end` stays three bytes before it unless the file ends there, too.
  /// - Complexity: O(end - start).
  mutating func scan(_ text: Field, from start: Int, to end: Int, textEnd: Int) {
    reserve(end - start)
    if start == origin, start < end { checkFirstByte(text) }
    var position = start
    while position < end {
      // Line feeds are counted in bytes, which hold those of 63 blocks.
      var feeds = SIMD16<UInt8>(repeating: 0)
      let stop = min(end, position + 63 * 64)
      while position + 64 <= stop {
        block(text, at: position, feeds: &feeds, textEnd: textEnd)
        position += 64
      }
      if position < stop, stop == end {
        lastBlock(text, at: position, length: end - position, textEnd: textEnd)
        position = end
      }
      lineEnds += Int(SIMD16<UInt16>(truncatingIfNeeded: SIMD16<UInt8>.zero &- feeds).wrappedSum())
    }
    if end == textEnd { checkUTF8(text, endingAt: textEnd, from: start) }
  }

  /// A separator that is not in the text: the end of the last line of a file.
  mutating func closeLastLine(at position: Int) {
    reserve(1)
    separators.append(position)
    lineEnds += 1
    if insideQuotes != 0 { irregular = true }
  }

  /// Forgets all separators from `newCount` on; `removedLineEnds` of them were line ends.
  mutating func truncate(to newCount: Int, removedLineEnds: Int) {
    separators.truncate(to: newCount)
    lineEnds -= removedLineEnds
  }

  /// Makes room for as many separators, and for those of a block more that are written needed or not.
  private mutating func reserve(_ more: Int) { separators.ensure(more + 64) }

  @inline(__always)
  private mutating func block(_ text: Field, at position: Int, feeds: inout SIMD16<UInt8>, textEnd: Int) {
    let bytes = ByteBlock(text, at: position)
    checkBlock(bytes, text, at: position, length: 64, textEnd: textEnd)
    if bytes.hasQuoteOrReturn(quote: 0x22) || insideQuotes | afterReturn | afterClosing != 0 {
      return careful(bytes, at: position, keep: ~0, length: 64)
    }
    let found = bytes.breaks(delimiter: delimiter, feeds: &feeds)
    afterAnyReturn = 0
    afterBreak = found.mask >> 63
    emit(found.mask, count: found.count, at: position)
  }

  /// The bytes behind the last whole block.
  @inline(never)
  private mutating func lastBlock(_ text: Field, at position: Int, length: Int, textEnd: Int) {
    let bytes = ByteBlock(text, at: position)
    checkBlock(bytes, text, at: position, length: length, textEnd: textEnd)
    careful(bytes, at: position, keep: (1 << UInt64(length)) - 1, length: length)
  }

  @inline(__always)
  private mutating func checkBlock(_ bytes: ByteBlock, _ text: Field, at position: Int, length: Int, textEnd: Int) {
    // A character that starts in the three bytes before may miss its end here.
    let before = text.word(at: position &- 8) & 0x8080_8000_0000_0000
    if bytes.hasHigh || before != 0, !bytes.isCommonUTF8(text, at: position) {
      checkUTF8(text, at: position, length: length, textEnd: textEnd)
    }
  }

  /// A block with quotes or carriage returns, or behind one.
  @inline(never)
  private mutating func careful(_ bytes: ByteBlock, at position: Int, keep: UInt64, length: Int) {
    var delimiters = bytes.mask(delimiter) & keep
    let returns = bytes.mask(0x0d) & keep
    var feeds = bytes.mask(0x0a) & keep
    let quotes = bytes.mask(0x22) & keep
    if returns != 0 { hasReturns = true }
    if quotes | insideQuotes != 0 {
      regularQuotes(quotes: quotes, delimiters: &delimiters, returns: returns, feeds: &feeds, length: length)
      lineEnds &+= feeds.nonzeroBitCount
      return emit(delimiters | feeds, count: (delimiters | feeds).nonzeroBitCount, at: position)
    }
    if afterClosing != 0 {
      if (delimiters | returns | feeds) & 1 == 0 { irregular = true }
      afterClosing = 0
    }
    let ends = returns | (feeds & ~(returns << 1 | afterReturn))
    afterReturn = returns >> UInt64(length - 1) & 1
    afterAnyReturn = afterReturn
    afterBreak = (delimiters | returns | feeds) >> UInt64(length - 1) & 1
    lineEnds &+= ends.nonzeroBitCount
    emit(delimiters | ends, count: (delimiters | ends).nonzeroBitCount, at: position)
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
    if anyEnds & inside != 0 { quotedLineEnds += (anyEnds & inside).nonzeroBitCount }
    if opening & (closing << 1 | afterClosing) != 0 { hasDoubledQuotes = true }
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
  private mutating func emit(_ breaks: UInt64, count found: Int, at position: Int) {
    separators.append(bits: breaks, count: found, at: position)
  }

  /// Checks the characters that start in this block or reach into it, one by one.
  @inline(never)
  private mutating func checkUTF8(_ text: Field, at position: Int, length blockLength: Int, textEnd: Int) {
    var at = position
    // Back to the start of a character that reaches into the block; the blocks before are known to be well-formed but for its end.
    while at > max(checkedTo, position - 3), text[at - 1] >= 0x80 {
      at -= 1
      if text[at] >= 0xc0 { break }
    }
    at = max(at, checkedTo)
    while at < position + blockLength {
      if at + 8 <= position + blockLength, text.word(at: at) & 0x8080_8080_8080_8080 == 0 {
        at += 8
        continue
      }
      var length = characterLength(text, at: at, textEnd: textEnd)
      if length < 0 {
        invalidUTF8.append(UInt32(truncatingIfNeeded: at))
        length = 1
      }
      at += length
    }
    // The next block takes what stands before it for well-formed: what continues nothing is seen here.
    while at < textEnd, text[at] & 0xc0 == 0x80 {
      invalidUTF8.append(UInt32(truncatingIfNeeded: at))
      at += 1
    }
    checkedTo = at
  }

  /// A block takes the bytes before it for its own text; what stands before the first record may be the end of another.
  private mutating func checkFirstByte(_ text: Field) {
    guard text[origin] & 0xc0 == 0x80 else { return }
    invalidUTF8.append(UInt32(truncatingIfNeeded: origin))
    checkedTo = origin + 1
  }

  /// Bytes of the character at `at`, or -1 when it is not UTF-8 (Unicode 16, table 3-7).
  private func characterLength(_ text: Field, at: Int, textEnd: Int) -> Int {
    UTF8Form.length(of: UInt32(truncatingIfNeeded: text.word(at: at)), count: textEnd &- at)
  }

  /// Checks what is left at the end of the text: a character that misses its end there, maybe behind one that is whole.
  private mutating func checkUTF8(_ text: Field, endingAt textEnd: Int, from start: Int) {
    let last = max(start, checkedTo, textEnd - 3)
    for at in last..<max(last, textEnd) where text[at] >= 0xc0 {
      if characterLength(text, at: at, textEnd: textEnd) < 0 { invalidUTF8.append(UInt32(truncatingIfNeeded: at)) }
    }
    checkedTo = max(checkedTo, textEnd)
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
