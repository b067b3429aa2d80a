/// Hides numbers of persons in any text: resident ids and phone numbers. The one rule of a run.
///
/// Of a resident id (18 characters, or 15) the first 6 and the last 4 stay, of a mobile number the first 3 and the last 4, of a landline
/// number with its area code the code and the last 4. What is hidden becomes `*`, one for each digit. They are found anywhere in a
/// text, in full-width digits too, with blanks, hyphens or dots where people put them, broken at the end of a line, run together, and with
/// invisible characters anywhere; and so are resident ids with a digit too many or too few that begin with a division's code and a day of
/// birth, or end with the check letter. A number of 18 or 15 digits without a possible date of birth is no resident id.
package enum PersonalNumbers {
  /// A text with fewer digits, or first bytes of full-width ones, has no number of a person.
  static let fewestDigits = 10

  /// The text with what has to be hidden; nil when there is nothing to hide.
  ///
  /// What is masked stays as it is when it is masked again.
  ///
  /// - Complexity: O(bytes), and as much once more where something is hidden.
  package static func masked(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result = maskedOnce(text)
    // Digits between two numbers that are hidden may look like one of their own.
    while let masked = result, let again = maskedOnce(masked[...]) { result = again }
    return result
  }

  /// Whether there may be a number: most texts have too few digits, or letters among them, as identifiers do.
  private static func hasEnoughDigits(_ text: ArraySlice<UInt8>) -> Bool {
    var count = 0
    for byte in text {
      if byte &- 0x30 < 10 || byte == 0xef {
        count += 1
        if count == fewestDigits { return true }
      } else if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7a, byte | 0x20 != 0x65, byte | 0x20 != 0x78 {
        // No number goes on behind a letter, but for the one before an exponent, and the one that checks a resident id.
        count = 0
      }
    }
    return false
  }

  private static func maskedOnce(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count >= fewestDigits, hasEnoughDigits(text) else { return nil }
    var hidden: [Range<Int>] = []
    var index = text.startIndex
    // Asterisks of a number that is masked already, perhaps with signs behind them.
    var asterisks = 0
    // Behind the last number that was hidden.
    var floor = text.startIndex
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
      for number in NumberShapes(run).numbers() where !isPartOfIdentifier(text, number, floor: floor) {
        hidden += number.hidden
        floor = number.bytes.upperBound
      }
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
    return end > start && isHarmless(text.span.extracting(start - text.startIndex..<end - text.startIndex)) ? end : nil
  }

  /// Whether a run of plain digits, with nothing behind it, is by its length and a few digits no number of a person.
  ///
  /// - Complexity: O(1).
  static func isHarmless(_ run: Span<UInt8>) -> Bool {
    switch run.count {
    case 11, 13, 15, 18: false
    // A landline number begins with 0, a village's code does not.
    case 12: run[0] != 0x30
    // With a date behind a mobile number; or a resident id that is not whole, with its year of birth where it has to be.
    case 16, 17, 19: !(run[0] == 0x31 && run[1] >= 0x33) && !hasDecade(run)
    default: run.count < 20
    }
  }

  /// Whether the seventh to ninth digit are those of a year of birth.
  private static func hasDecade(_ run: Span<UInt8>) -> Bool {
    (run[6] == 0x31 && run[7] == 0x39 && run[8] >= 0x32) || (run[6] == 0x32 && run[7] == 0x30 && run[8] <= 0x32)
  }

  /// Whether a number may go on behind a run of plain digits.
  private static func mayGoOn(_ text: ArraySlice<UInt8>, from start: Int, at end: Int) -> Bool {
    switch text[end] {
    case 0x09, 0x0a, 0x0d, 0x20, 0x29, 0x2d, 0x58, 0x78, 0xef: return true
    // Mostly these stand between numbers: 139,0000,1111 and 110101,19900307,1234 begin otherwise.
    case 0x2c, 0x5f: return end - start == 3 || end - start == 6
    // Most of these belong to dates and measures.
    case 0x2e, 0x2f: return end - start == 1 || text[start] != 0x32 || text[start + 1] != 0x30
    case 0xc2, 0xe1, 0xe2, 0xe3: return NumberSign.at(end, in: text) != nil
    default: return false
    }
  }

  package static func masked(_ text: String) -> String {
    masked(Array(text.utf8)[...]).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Whether a number stands inside an identifier of letters and digits, such as a UUID: those are no numbers of persons.
  ///
  /// Letters alone may stand before a number (`Tel13800001111`); behind it none may, nor a hyphen with hexadecimal digits.
  ///
  /// - Parameter floor: where the last number that is hidden ends; nothing before it matters.
  private static func isPartOfIdentifier(_ text: ArraySlice<UInt8>, _ number: NumberShapes.Found, floor: Int) -> Bool {
    // As many digits in a row are no part of a UUID.
    if number.isOneGroup && number.bytes.count >= 15 || number.hasExponent { return false }
    let isLetter = { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 }
    let isHexadecimal = { (byte: UInt8) in byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6 }
    let behind = text[number.bytes.upperBound...]
    if let next = behind.first, isLetter(next) { return true }
    if behind.first == 0x2d, behind.count > 4, behind.dropFirst().prefix(4).allSatisfy(isHexadecimal) {
      // Without a letter it is another number, or a year.
      if behind.prefix(while: { isHexadecimal($0) || $0 == 0x2d }).contains(where: isLetter) { return true }
    }
    var (letters, others) = (false, false)
    for byte in text[max(floor, text.startIndex)..<number.bytes.lowerBound].reversed() {
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
