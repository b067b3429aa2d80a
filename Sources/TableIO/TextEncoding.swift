/// How the text of a file is written in bytes.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GBK and GB 2312 are inside it.
  case gb18030 = "GB18030"

  /// The encoding of a name as people write it: `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `gbk`, `cp936`, …
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8", "utf8sig": self = .utf8
    case "utf16le", "utf16", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "ansi", "euccn": self = .gb18030
    default: return nil
    }
  }

  /// Bytes in front that say it.
  var mark: [UInt8] {
    switch self {
    case .utf8: [0xef, 0xbb, 0xbf]
    case .utf16LittleEndian: [0xff, 0xfe]
    case .utf16BigEndian: [0xfe, 0xff]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    }
  }

  /// Bytes of a unit of it.
  var unit: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }

  /// Bytes of the character that starts at `index`, by its form alone; 1 or 2 where there is none.
  ///
  /// - Parameter byte: gives a byte; only those before `end` are asked for.
  @inline(__always)
  func length(at index: Int, end: Int, byte: (Int) -> UInt8) -> Int {
    switch self {
    case .utf8:
      return max(1, UTF8Form.length(of: (index..<min(index + 4, end)).map(byte)))
    case .gb18030:
      guard 0x81...0xfe ~= byte(index), index + 1 < end else { return 1 }
      let second = byte(index + 1)
      if second >= 0x40, second != 0x7f, second != 0xff { return 2 }
      guard 0x30...0x39 ~= second, index + 3 < end, 0x81...0xfe ~= byte(index + 2), 0x30...0x39 ~= byte(index + 3) else { return 1 }
      return 4
    case .utf16LittleEndian, .utf16BigEndian:
      guard index + 1 < end else { return 1 }
      let high = self == .utf16BigEndian ? 0 : 1
      guard 0xd8...0xdb ~= byte(index + high), index + 3 < end, 0xdc...0xdf ~= byte(index + 2 + high) else { return 2 }
      return 4
    }
  }
}

// MARK: - Detection

extension TextEncoding {
  /// What the bytes of a file say about its encoding.
  ///
  /// The order: a byte order mark; UTF-16 without one, by its NULs; valid UTF-8; GB18030. A file that is neither of the last two as a
  /// whole is what more of it speaks for: one spoilt row makes no other encoding of a table in UTF-8.
  ///
  /// - Parameter isThorough: look at every byte; otherwise files above 1 MiB are judged by sixteen samples of 16 KiB.
  /// - Complexity: O(bytes looked at).
  package static func detect(_ source: ByteSource, isThorough: Bool) throws(TableError) -> TextEncoding {
    let head = try source.bytes(at: 0, count: 4)
    for encoding in [TextEncoding.utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian] where head.starts(with: encoding.mark) {
      return encoding
    }
    let sample = 16 << 10
    var evidence = EncodingEvidence()
    if let encoding = nullPattern(try source.bytes(at: 0, count: 64 << 10)) { return encoding }
    if isThorough || source.size <= 1 << 20 {
      var start = 0
      while start < source.size {
        let bytes = try source.bytes(at: start, count: 1 << 20)
        start += evidence.take(bytes, isLast: start + bytes.count >= source.size)
      }
    } else {
      for part in 0..<16 {
        let start = (source.size - sample) / 15 * part
        let bytes = try source.bytes(at: start, count: sample)
        // Behind a line end, else behind a byte that no character of more bytes has in it.
        let isBetween = { (byte: UInt8) in byte < 0x30 }
        let first = part == 0 ? 0 : (bytes.firstIndex(of: 0x0a) ?? bytes.firstIndex(where: isBetween) ?? bytes.count - 1) + 1
        evidence.takeSample(Array(bytes[first...]))
      }
    }
    return evidence.isGB18030 ? .gb18030 : .utf8
  }

  /// UTF-16 of a table has line feeds and commas whose other byte is NUL, always on the same side.
  private static func nullPattern(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.contains(0) else { return nil }
    var nulls = [0, 0]
    var feeds = [0, 0]
    for index in bytes.indices {
      if bytes[index] == 0 { nulls[index & 1] += 1 }
      if bytes[index] == 0x0a || bytes[index] == 0x2c, index ^ 1 < bytes.count, bytes[index ^ 1] == 0 { feeds[index & 1] += 1 }
    }
    for (parity, encoding) in [(1, TextEncoding.utf16LittleEndian), (0, .utf16BigEndian)]
    // A character such as 一 (U+4E00) has its NUL on the other side; signs hardly ever have.
    where nulls[parity] * 20 >= bytes.count && nulls[parity] > 2 * nulls[1 - parity] && feeds[1 - parity] >= 2
      && feeds[1 - parity] >= 10 * feeds[parity]
    {
      return encoding
    }
    return nil
  }
}
