/// Numbers in cells, and what people take for numbers.
enum CellNumber {
  /// Up to here every whole number, and every sum of such that stays below, is exact.
  static let largestSum = 0x1p53

  /// A finite number as programs write it; nil for anything else.
  static func value(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// How a cell that reads like a number would be written as one: `1,000`, `12%`, `１２`, `1 000` become 1000, 12, 12, 1000.
  ///
  /// - Returns: nil for a number, and for what reads like none: `3|5` and `茶` are texts.
  static func rewritten(_ text: String) -> String? {
    if text.isEmpty || value(text) != nil { return nil }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x2b, 0x2d, 0x2e, 0x45, 0x65: result.unicodeScalars.append(scalar)
      // Signs in full width, which a Chinese keyboard writes.
      case 0xff10...0xff19, 0xff0b, 0xff0d, 0xff0e: result.append(Character(Unicode.Scalar(UInt8(scalar.value - 0xfee0))))
      case 0x2212: result.append("-")
      // Separators of thousands, percent, blanks of any width.
      case 0x2c, 0xff0c, 0x27, 0x2019, 0x25, 0xff05, 0x2030: continue
      default: if !scalar.properties.isWhitespace { return nil }
      }
    }
    return value(result) == nil ? nil : result
  }
}
