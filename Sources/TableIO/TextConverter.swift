// UNSAFE: calls `iconv` of the C library, which moves pointers through its two buffers. Why: the tables of GB18030 are large, and the
// system has them. What must hold: both buffers live during the call, and the output has room for what the input can become (twice
// its bytes and a little: a word is written where a character of four bytes may go). Everything that differs between systems in converting text is in this file.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Text of one encoding to UTF-8.
@safe struct TextConverter: ~Copyable {
  private let encoding: TextEncoding
  private let converter: iconv_t
  /// What `iconv` says of pairs of GB18030. Empty where it is asked for everything.
  private let pairs: [UInt32]

  /// What `iconv` says of every pair of bytes of GB18030, asked once: nearly all text is such pairs and ASCII, and a look is ten times as fast
  /// as a call. index = first byte - 0x81 (high) and second byte (low), value = the character in UTF-8, its first byte lowest; 0 where the
  /// pair is none.
  private static let gb18030Pairs: [UInt32] = TextConverter(.gb18030, asksOnce: false)?.allPairs() ?? []

  /// Stands in the result for a byte sequence that is no character; never part of UTF-8.
  static let badByte: UInt8 = 0xff

  /// nil when the system cannot convert this encoding.
  ///
  /// - Parameter asksOnce: keep what is said of pairs; false asks `iconv` for everything, which is the meaning of the other.
  init?(_ encoding: TextEncoding, asksOnce: Bool = true) {
    self.encoding = encoding
    guard let opened = unsafe iconv_open("UTF-8", encoding.rawValue), unsafe opened != iconv_t(bitPattern: -1) else { return nil }
    unsafe converter = opened
    pairs = encoding == .gb18030 && asksOnce ? Self.gb18030Pairs : []
  }

  private func allPairs() -> [UInt32] {
    var codes: [UInt8] = []
    for first in UInt8(0x81)...0xfe { for second in UInt8(0x40)...0xfe where second != 0x7f { codes += [first, second] } }
    var bad = 0
    let text = utf8(of: codes, bad: &bad)
    var pairs = [UInt32](repeating: 0, count: 126 << 8)
    var position = 0
    for code in stride(from: 0, to: codes.count, by: 2) {
      let lead = text[position]
      let length = lead == Self.badByte || lead < 0x80 ? 1 : Self.length(lead)
      if length > 1 {
        let character = text[position..<position + length].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        pairs[Int(codes[code] - 0x81) << 8 | Int(codes[code + 1])] = character
      }
      position += length
    }
    return pairs
  }

  /// Bytes of a character of UTF-8 that is not ASCII.
  @inline(__always)
  private static func length(_ lead: UInt8) -> Int { lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4 }

  deinit { unsafe iconv_close(converter) }

  /// Converts text that starts and ends between characters.
  ///
  /// - Parameter bad: counts the sequences that are no characters.
  /// - Complexity: O(bytes).
  func utf8(of bytes: [UInt8], bad: inout Int) -> [UInt8] {
    var badCount = 0
    let result = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count * 2 + 16) { buffer, count in
      unsafe bytes.withUnsafeBytes { input in
        guard let from = input.baseAddress, let to = buffer.baseAddress else { return }
        if pairs.isEmpty {
          unsafe badCount = convert(from, input.count, to, buffer.count, &count)
        } else {
          unsafe badCount = convertPairs(from, input.count, to, buffer.count, &count)
        }
      }
    }
    bad += badCount
    return result
  }

  /// ASCII and pairs by themselves; everything else is left to `iconv`, one sequence at a time.
  private func convertPairs(
    _ from: UnsafeRawPointer, _ size: Int, _ to: UnsafeMutablePointer<UInt8>, _ room: Int, _ count: inout Int
  ) -> Int {
    let pairs = pairs.span
    let output = UnsafeMutableRawPointer(to)
    var (at, written, bad) = (0, 0, 0)
    while at < size {
      let byte = unsafe from.load(fromByteOffset: at, as: UInt8.self)
      if byte < 0x80 {
        if at + 8 <= size, case let word = unsafe from.loadUnaligned(fromByteOffset: at, as: UInt64.self), word & 0x8080_8080_8080_8080 == 0
        {
          unsafe output.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
          (at, written) = (at + 8, written + 8)
        } else {
          unsafe to[written] = byte
          (at, written) = (at + 1, written + 1)
        }
        continue
      }
      if byte &- 0x81 < 126, at + 1 < size {
        let character = unsafe pairs[Int(byte &- 0x81) << 8 | Int(from.load(fromByteOffset: at + 1, as: UInt8.self))]
        if character != 0 {
          unsafe output.storeBytes(of: character.littleEndian, toByteOffset: written, as: UInt32.self)
          (at, written) = (at + 2, written + Self.length(UInt8(truncatingIfNeeded: character)))
          continue
        }
      }
      let step = min(size - at, encoding.length(at: at, end: size) { unsafe from.load(fromByteOffset: $0, as: UInt8.self) })
      var own = 0
      unsafe bad += convert(from + at, step, to + written, room - written, &own)
      (at, written) = (at + step, written + own)
    }
    count = written
    return bad
  }

  private func convert(
    _ from: UnsafeRawPointer, _ size: Int, _ to: UnsafeMutablePointer<UInt8>, _ room: Int, _ count: inout Int
  ) -> Int {
    var input: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(mutating: from.assumingMemoryBound(to: CChar.self))
    var left = size
    var bad = 0
    unsafe to.withMemoryRebound(to: CChar.self, capacity: room) { start in
      var output: UnsafeMutablePointer<CChar>? = unsafe start
      var free = room
      while left > 0 {
        if unsafe iconv(converter, &input, &left, &output, &free) != -1 { break }
        // A sequence that is none, or none before the end: it is marked and stepped over.
        let at = size - left
        let step = min(left, encoding.length(at: at, end: size) { unsafe from.load(fromByteOffset: $0, as: UInt8.self) })
        guard step > 0, free > 0 else { break }
        unsafe output?.pointee = CChar(bitPattern: Self.badByte)
        unsafe output = unsafe output.map { unsafe $0 + 1 }
        unsafe input = unsafe input.map { unsafe $0 + step }
        left -= step
        free -= 1
        bad += 1
        _ = unsafe iconv(converter, nil, nil, nil, nil)
      }
      count = room - free
    }
    return bad
  }
}
