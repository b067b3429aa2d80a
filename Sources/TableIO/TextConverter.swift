// UNSAFE: calls `iconv` of the C library, which moves pointers through its two buffers. Why: the tables of GB18030 are large, and the
// system has them. What must hold: both buffers live during the call, and the output has room for what the input can become (twice
// its bytes and a little). Everything that differs between systems in converting text is in this file.

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

  /// Stands in the result for a byte sequence that is no character; never part of UTF-8.
  static let badByte: UInt8 = 0xff

  /// nil when the system cannot convert this encoding.
  init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    guard let opened = unsafe iconv_open("UTF-8", encoding.rawValue), unsafe opened != iconv_t(bitPattern: -1) else { return nil }
    unsafe converter = opened
  }

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
        unsafe badCount = convert(from, input.count, to, buffer.count, &count)
      }
    }
    bad += badCount
    return result
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
