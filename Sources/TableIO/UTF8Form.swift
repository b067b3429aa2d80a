/// The well-formed byte sequences of UTF-8 (Unicode 16, table 3-7).
package enum UTF8Form {
  /// Bytes of the character that `bytes` starts with, or -1 when it is none.
  package static func length(of bytes: some Collection<UInt8>) -> Int {
    var word: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes.prefix(4) {
      word |= UInt32(byte) &<< (8 &* count)
      count &+= 1
    }
    return length(of: word, count: Int(count))
  }

  /// The same of four bytes, the first lowest, of which the first `count` are text.
  @inline(__always)
  static func length(of word: UInt32, count: Int) -> Int {
    let lead = word & 0xff
    if lead < 0x80 { return count > 0 ? 1 : -1 }
    // What the second byte may be, and of those behind the lead the bits that tell that they continue a character.
    let (length, second, mark): (Int, ClosedRange<UInt32>, UInt32)
    switch lead {
    case 0xc2...0xdf: (length, second, mark) = (2, 0x80...0xbf, 0xc000)
    case 0xe0: (length, second, mark) = (3, 0xa0...0xbf, 0xc0_c000)
    case 0xed: (length, second, mark) = (3, 0x80...0x9f, 0xc0_c000)
    case 0xe1...0xef: (length, second, mark) = (3, 0x80...0xbf, 0xc0_c000)
    case 0xf0: (length, second, mark) = (4, 0x90...0xbf, 0xc0c0_c000)
    case 0xf1...0xf3: (length, second, mark) = (4, 0x80...0xbf, 0xc0c0_c000)
    case 0xf4: (length, second, mark) = (4, 0x80...0x8f, 0xc0c0_c000)
    default: return -1
    }
    return length <= count && second.contains(word &>> 8 & 0xff) && word & mark == mark & 0x8080_8080 ? length : -1
  }

  /// Index of the first byte that is not UTF-8, or nil.
  ///
  /// - Complexity: O(bytes).
  package static func firstInvalid(in slice: ArraySlice<UInt8>) -> Int? {
    let bytes = slice.span
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      // Nearly all others of a Chinese text: three bytes, of which any may follow the first.
      if lead &- 0xe1 < 0x0c, index &+ 2 < bytes.count, bytes[index &+ 1] & 0xc0 == 0x80, bytes[index &+ 2] & 0xc0 == 0x80 {
        index &+= 3
        continue
      }
      var word: UInt32 = 0
      let count = min(4, bytes.count &- index)
      for next in 0..<count { word |= UInt32(bytes[index &+ next]) &<< UInt32(8 &* next) }
      let length = length(of: word, count: count)
      if length < 0 { return slice.startIndex + index }
      index &+= length
    }
    return nil
  }
}
