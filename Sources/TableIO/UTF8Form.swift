/// The well-formed byte sequences of UTF-8 (Unicode 16, table 3-7).
package enum UTF8Form {
  /// Bytes of the character that `bytes` starts with, or -1 when it is none.
  package static func length(of bytes: some Collection<UInt8>) -> Int {
    var rest = bytes.makeIterator()
    guard let lead = rest.next() else { return -1 }
    if lead < 0x80 { return 1 }
    let (count, first): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xc2...0xdf: (count, first) = (2, 0x80...0xbf)
    case 0xe0: (count, first) = (3, 0xa0...0xbf)
    case 0xed: (count, first) = (3, 0x80...0x9f)
    case 0xe1...0xef: (count, first) = (3, 0x80...0xbf)
    case 0xf0: (count, first) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (count, first) = (4, 0x80...0xbf)
    case 0xf4: (count, first) = (4, 0x80...0x8f)
    default: return -1
    }
    guard let second = rest.next(), first.contains(second) else { return -1 }
    for _ in 2..<max(2, count) {
      guard let byte = rest.next(), 0x80...0xbf ~= byte else { return -1 }
    }
    return count
  }

  /// Index of the first byte that is not UTF-8, or nil.
  package static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let length = length(of: bytes[index..<min(index + 4, bytes.endIndex)])
      if length < 0 { return index }
      index += length
    }
    return nil
  }
}
