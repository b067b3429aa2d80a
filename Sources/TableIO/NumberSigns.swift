/// What stands between the digits of one number: blanks, hyphens, brackets and dots of any keyboard, the signs of lists and line breaks
/// where somebody has put them, and characters nobody sees.
enum NumberSign: UInt8 {
  case blankOrHyphen
  case dot
  /// Between the cells of a table, or where somebody has pressed the wrong key.
  case tab
  case slash
  /// A comma or low line: mostly it stands between numbers.
  case list
  case lineBreak
  /// It parts nothing.
  case invisible

  /// The sign at an index, and its bytes.
  @inline(__always)
  static func at(_ index: Int, in text: ArraySlice<UInt8>) -> (sign: NumberSign, length: Int)? {
    let byte = text[index]
    // A bracket closes behind the area of a landline.
    if byte == 0x20 || byte == 0x2d || byte == 0x29 { return (.blankOrHyphen, 1) }
    if byte == 0x2e { return (.dot, 1) }
    if byte == 0x09 { return (.tab, 1) }
    if byte == 0x2f { return (.slash, 1) }
    if byte == 0x2c || byte == 0x5f { return (.list, 1) }
    if byte == 0x0a || byte == 0x0d { return (.lineBreak, 1) }
    if byte == 0xc2, index + 1 < text.endIndex { return ofTwo(text[index + 1]).map { ($0, 2) } }
    guard byte == 0xe1 || byte == 0xe2 || byte == 0xe3 || byte == 0xef, index + 2 < text.endIndex else { return nil }
    return ofThree(UInt32(byte & 0xf) << 12 | UInt32(text[index + 1] & 0x3f) << 6 | UInt32(text[index + 2] & 0x3f)).map { ($0, 3) }
  }

  private static func ofTwo(_ last: UInt8) -> NumberSign? {
    switch last {
    case 0xa0: .blankOrHyphen
    case 0xad: .invisible
    case 0xb7: .dot
    default: nil
    }
  }

  private static func ofThree(_ scalar: UInt32) -> NumberSign? {
    switch scalar {
    case 0x2000...0x200a, 0x2010...0x2015, 0x202f, 0x205f, 0x2212, 0x3000, 0xfe63, 0xff09, 0xff0d: .blankOrHyphen
    case 0x2022, 0x30fb, 0xff0e: .dot
    case 0xff0f: .slash
    case 0xff0c, 0xff3f: .list
    case 0x180e, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfe00...0xfe0f, 0xfeff: .invisible
    default: nil
    }
  }
}
