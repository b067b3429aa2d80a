/// Hides numbers of persons in any text: resident ids and phone numbers. The one rule of a run.
///
/// Of a resident id (18 characters, or 15) the first 6 and the last 4 stay, of a mobile number the first 3 and the last 4, of a landline
/// number with its area code the code and the last 4. What is hidden becomes `*`, one for each digit. They are found anywhere in a
/// text, in full-width digits too, with blanks, hyphens or dots where people put them, and with invisible characters anywhere. A number
/// of 18 or 15 digits without a possible date of birth is no resident id, and a longer run of digits is neither.
package enum PersonalNumbers {
  /// A text with fewer digits, or first bytes of full-width ones, has no number of a person.
  static let fewestDigits = 10

  /// The text with what has to be hidden; nil when there is nothing to hide.
  ///
  /// - Complexity: O(bytes).
  package static func masked(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    // Most texts have too few digits for any number.
    guard text.count >= fewestDigits else { return nil }
    var candidates = 0
    for byte in text where byte &- 0x30 < 10 || byte == 0xef { candidates += 1 }
    guard candidates >= fewestDigits else { return nil }
    var hidden: [Range<Int>] = []
    var index = text.startIndex
    // Asterisks of a number that is masked already, perhaps with signs behind them.
    var asterisks = 0
    while index < text.endIndex {
      guard digit(text, at: index) != nil else {
        let length = asterisks == 0 ? nil : NumberSign.at(index, in: text)?.length
        if length == nil { asterisks = text[index] == 0x2a ? asterisks + 1 : 0 }
        index += length ?? 1
        continue
      }
      defer { asterisks = 0 }
      if let end = endOfHarmlessRun(text, from: index) {
        index = end
        continue
      }
      let run = DigitGroups(text, from: index, isTail: asterisks > 2)
      if !isPartOfIdentifier(text, index..<run.end) { hidden += run.hidden() }
      index = run.end
    }
    if hidden.isEmpty { return nil }
    var result: [UInt8] = []
    var position = text.startIndex
    for range in hidden {
      result += text[position..<range.lowerBound]
      result.append(0x2a)
      position = range.upperBound
    }
    return result + text[position...]
  }

  /// Where a run of plain digits ends that by its length alone is no number of a person; nil where it takes a closer look.
  private static func endOfHarmlessRun(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var end = start
    while end < text.endIndex, text[end] &- 0x30 < 10 { end += 1 }
    if end < text.endIndex, mayGoOn(text, from: start, at: end) { return nil }
    guard end - start > 1 else { return end > start ? end : nil }
    return isHarmless(digits: end - start, text[start], text[start + 1]) ? end : nil
  }

  /// Whether a run of two or more plain digits, with nothing behind it, is by its length no number of a person.
  static func isHarmless(digits: Int, _ first: UInt8, _ second: UInt8) -> Bool {
    switch digits {
    case 11, 13, 15, 18: false
    case 17, 19: first != 0x31 || second < 0x33
    default: true
    }
  }

  /// Whether a number may go on behind a run of plain digits.
  private static func mayGoOn(_ text: ArraySlice<UInt8>, from start: Int, at end: Int) -> Bool {
    switch text[end] {
    case 0x20, 0x29, 0x2d, 0x58, 0x78, 0xef: return true
    // Most dots belong to dates and measures: 139.0000.1111, 0797.1234567 and 110101.19000307.1234 begin otherwise.
    case 0x2e: return end - start == 3 || (end - start == 4 && text[start] == 0x30) || end - start == 6 || end - start >= 11
    case 0xc2, 0xe1, 0xe2, 0xe3: return NumberSign.at(end, in: text) != nil
    default: return false
    }
  }

  package static func masked(_ text: String) -> String {
    masked(Array(text.utf8)[...]).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Whether digits stand inside an identifier of letters and digits, such as a UUID: those are no numbers of persons.
  ///
  /// Letters alone may stand before a number (`Tel13800001111`); behind it none may, nor a hyphen with hexadecimal digits.
  private static func isPartOfIdentifier(_ text: ArraySlice<UInt8>, _ digits: Range<Int>) -> Bool {
    // As many digits in a row are no part of a UUID.
    if digits.count >= 15, !text[digits].contains(where: { $0 == 0x2d || $0 == 0x20 }) { return false }
    let isLetter = { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 }
    let isHexadecimal = { (byte: UInt8) in byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
    if digits.upperBound < text.endIndex, isLetter(text[digits.upperBound]) { return true }
    let behind = text[digits.upperBound...]
    if behind.first == 0x2d, behind.count > 4, behind.dropFirst().prefix(4).allSatisfy(isHexadecimal) { return true }
    var (letters, others) = (false, false)
    for byte in text[..<digits.lowerBound].reversed() {
      if isLetter(byte) { letters = true } else if byte &- 0x30 < 10 || byte == 0x2d { others = true } else { break }
    }
    return letters && others
  }

  /// The digit at an index and its bytes: ASCII or full-width.
  static func digit(_ text: ArraySlice<UInt8>, at index: Int) -> (value: UInt8, length: Int)? {
    let byte = text[index]
    if byte &- 0x30 < 10 { return (byte &- 0x30, 1) }
    guard byte == 0xef, index + 2 < text.endIndex, text[index + 1] == 0xbc, text[index + 2] &- 0x90 < 10 else { return nil }
    return (text[index + 2] &- 0x90, 3)
  }

  /// `X` or `x`, or one of full width.
  static func checkLetter(_ text: ArraySlice<UInt8>, at index: Int) -> Int? {
    guard index < text.endIndex else { return nil }
    if text[index] | 0x20 == 0x78 { return 1 }
    guard index + 2 < text.endIndex, text[index] == 0xef else { return nil }
    return (text[index + 1] == 0xbc && text[index + 2] == 0xb8) || (text[index + 1] == 0xbd && text[index + 2] == 0x98) ? 3 : nil
  }
}
