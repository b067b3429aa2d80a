/// Cells as they are compared: without full-width forms, invisible characters and blanks at the edges.
enum CellText {
  /// Whether folding would change anything: no byte occurs that may start a character to be folded.
  @inline(__always)
  static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte <= 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xe2 || byte == 0xef { return false }
      // U+3000 and U+30FB.
      if byte == 0xe3, index + 1 < bytes.endIndex, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x83 { return false }
      index += 1
    }
    return true
  }

  /// Full-width letters, digits and signs become plain ones, blanks of any kind one blank, invisible characters nothing.
  ///
  /// - Complexity: O(bytes).
  static func folded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if isPlain(bytes) { return Array(bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case _ where isBlank(scalar): if let last = result.last, last != 0x20 { result.append(0x20) }
      case _ where isInvisible(scalar): break
      case 0xff01...0xff5e: result.append(UInt8(scalar.value - 0xff01 + 0x21))
      default: result.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    if result.last == 0x20 { result.removeLast() }
    return result
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x20, 0x7f, 0xa0, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: true
    default: false
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xad, 0x180e, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0xfe00...0xfe0f, 0xfeff: true
    default: false
    }
  }

  /// A name as it is written, without blanks and invisible characters at its edges.
  ///
  /// - Complexity: O(bytes).
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if isPlain(bytes) { return Array(bytes) }
    var scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let first = scalars.first, isBlank(first) || isInvisible(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) || isInvisible(last) { scalars.removeLast() }
    return Array(String(scalars).utf8)
  }

  static func folded(_ text: String) -> String { String(decoding: folded(Array(text.utf8)[...]), as: UTF8.self) }

  /// A name as it is compared: blanks inside a Chinese name mean nothing, and the dots of other names are one dot.
  static func name(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if isPlain(bytes) { return Array(bytes) }
    var result: [UInt8] = []
    let folded = folded(bytes)
    let isForeign = folded.allSatisfy { $0 < 0x80 }
    for scalar in String(decoding: folded, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x20: if isForeign { result.append(0x20) }
      case 0xb7, 0x2022, 0x2027, 0x22c5, 0x30fb: result += [0xc2, 0xb7]
      default: result.append(contentsOf: Array(String(scalar).utf8))
      }
    }
    return result
  }

  static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.isEmpty { return true }
    if let first = bytes.first, first > 0x20, first < 0x7f || (first > 0xe3 && first < 0xef) { return false }
    return folded(bytes).isEmpty
  }

  /// Whether two texts have the same bytes. Nothing stops early, so that many are compared at a time.
  @inline(__always)
  static func isEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for index in one.indices { difference |= one[index] ^ other[index] }
    return difference == 0
  }

  /// A hash of all bytes; the same on every run.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>) -> UInt64 {
    // FNV-1a with a final mix (MurmurHash3's): short texts that differ in one byte end far apart.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    return mixed(hash)
  }

  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ (hash &>> 33)) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ (hash &>> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ (hash &>> 33)
  }
}
