/// Hides numbers of persons in any text: resident ids and phone numbers. The one rule of a run.
///
/// Of a resident id (18 characters, or 15) the first 6 and the last 4 stay, of a mobile number the first 3 and the last 4, of a landline
/// number with its area code the code and the last 4. What is hidden becomes `*`, one for each digit. They are found anywhere in a
/// text, in full-width digits too, and with blanks or hyphens where people put them. A number of 18 or 15 digits without a
/// possible date of birth is no resident id, and a longer run of digits is neither.
package enum PersonalNumbers {
  /// The text with what has to be hidden; nil when there is nothing to hide.
  ///
  /// - Complexity: O(bytes).
  package static func masked(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    // Most texts have too few digits for any number.
    guard text.count >= 10 else { return nil }
    var candidates = 0
    var hasWide = false
    for byte in text where byte &- 0x30 < 10 || byte >= 0xc2 {
      if byte &- 0x30 < 10 || byte == 0xef { candidates += 1 }
      if byte == 0xc2 || byte == 0xe2 || byte == 0xe3 || byte == 0xef { hasWide = true }
    }
    guard candidates >= 10 else { return nil }
    var found: [Range<Int>]
    if hasWide {
      let visible = VisibleText(text)
      found = hidden(in: visible.bytes[...]).map { visible.origin(of: $0) }
    } else {
      found = hidden(in: text)
    }
    if found.isEmpty { return nil }
    var result: [UInt8] = []
    var position = text.startIndex
    for range in found {
      result += text[position..<range.lowerBound]
      result.append(0x2a)
      position = range.upperBound
    }
    return result + text[position...]
  }

  /// Where the digits stand that have to be hidden, in order.
  private static func hidden(in text: ArraySlice<UInt8>) -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard digit(text, at: index) != nil else {
        index += 1
        continue
      }
      if let end = endOfHarmlessRun(text, from: index) {
        index = end
        continue
      }
      let run = Run(text, from: index)
      if !isPartOfIdentifier(text, index..<run.end) { hidden += run.hidden() }
      index = run.end
    }
    return hidden
  }

  /// A text as people see it: without characters that have no width, with plain blanks and hyphens.
  private struct VisibleText {
    private(set) var bytes: [UInt8] = []
    /// index = byte, value = where it stands in the text.
    private var places: [Int] = []

    init(_ text: ArraySlice<UInt8>) {
      var index = text.startIndex
      while index < text.endIndex {
        let lead = text[index]
        let length = lead < 0xc0 ? 1 : min(lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4, text.endIndex - index)
        let character = text[index..<index + length]
        switch length == 1 ? nil : Self.sign(character) {
        case .some(let sign?):
          bytes.append(sign)
          places.append(index)
        case .some(nil): break
        case .none:
          for place in index..<index + length {
            bytes.append(text[place])
            places.append(place)
          }
        }
        index += length
      }
    }

    /// What a character is seen as: a blank, a hyphen, nothing (`.some(nil)`), or itself (nil).
    private static func sign(_ character: ArraySlice<UInt8>) -> UInt8?? {
      let code = character.dropFirst().reduce(UInt32(character.first ?? 0)) { $0 << 8 | UInt32($1) }
      switch code {
      // U+00AD, U+200B…U+200F, U+202A…U+202E, U+2060…U+2064, U+FEFF, U+FE00…U+FE0F.
      case 0xc2ad, 0xe2808b...0xe2808f, 0xe280aa...0xe280ae, 0xe281a0...0xe281a4, 0xefbbbf, 0xefb880...0xefb88f: return .some(nil)
      // U+00A0, U+2000…U+200A, U+202F, U+3000.
      case 0xc2a0, 0xe28080...0xe2808a, 0xe280af, 0xe38080: return 0x20
      // U+2010…U+2015, U+2212, U+FF0D, and the points U+00B7, U+FF0E.
      case 0xe28090...0xe28095, 0xe28892, 0xefbc8d: return 0x2d
      case 0xc2b7, 0xefbc8e: return 0x2e
      default: return nil
      }
    }

    /// Where digits that stand together stood.
    func origin(of range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<places[range.upperBound - 1] + 1 }
  }

  /// Where a run of plain digits ends that by its length alone is no number of a person; nil where it takes a closer look.
  private static func endOfHarmlessRun(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
    var end = start
    while end < text.endIndex, text[end] &- 0x30 < 10 { end += 1 }
    if end < text.endIndex, [0x20, 0x2d, 0x2e, 0xef, 0x58, 0x78].contains(text[end]) { return nil }
    switch end - start {
    case 11, 13, 15, 18: return nil
    case 17, 19: return text[start] == 0x31 && text[start + 1] >= 0x33 ? nil : end
    default: return end > start ? end : nil
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
  private static func digit(_ text: ArraySlice<UInt8>, at index: Int) -> (value: UInt8, length: Int)? {
    let byte = text[index]
    if byte &- 0x30 < 10 { return (byte &- 0x30, 1) }
    guard byte == 0xef, index + 2 < text.endIndex, text[index + 1] == 0xbc, text[index + 2] &- 0x90 < 10 else { return nil }
    return (text[index + 2] &- 0x90, 3)
  }

  /// `X` or `x`, or one of full width.
  private static func checkLetter(_ text: ArraySlice<UInt8>, at index: Int) -> Int? {
    guard index < text.endIndex else { return nil }
    if text[index] | 0x20 == 0x78 { return 1 }
    guard index + 2 < text.endIndex, text[index] == 0xef else { return nil }
    return (text[index + 1] == 0xbc && text[index + 2] == 0xb8) || (text[index + 1] == 0xbd && text[index + 2] == 0x98) ? 3 : nil
  }

  /// Digits in groups, with one blank, hyphen or point between groups.
  private struct Run {
    /// index = digit, value = what it is, and where; 10 is the check letter.
    private var digits: [(value: UInt8, range: Range<Int>)] = []
    /// index = group, value = its digits.
    private var groups: [Range<Int>] = []
    private(set) var end: Int

    init(_ text: ArraySlice<UInt8>, from start: Int) {
      end = start
      var first = 0
      while true {
        while end < text.endIndex, let digit = PersonalNumbers.digit(text, at: end) {
          digits.append((digit.value, end..<end + digit.length))
          end += digit.length
        }
        if [17, 3].contains(digits.count - first), let length = PersonalNumbers.checkLetter(text, at: end) {
          digits.append((10, end..<end + length))
          end += length
        }
        groups.append(first..<digits.count)
        first = digits.count
        guard end + 1 < text.endIndex, [0x20, 0x2d, 0x2e].contains(text[end]), PersonalNumbers.digit(text, at: end + 1) != nil else {
          break
        }
        end += 1
      }
    }

    /// Where the bytes are that have to be hidden, in order.
    func hidden() -> [Range<Int>] {
      var result: [Range<Int>] = []
      var group = 0
      while group < groups.count {
        let (used, digits) = hidden(from: group)
        result += digits.map { self.digits[$0].range }
        group += used
      }
      return result
    }

    /// How many groups belong together, and which of their digits are hidden.
    private func hidden(from group: Int) -> (groups: Int, digits: Range<Int>) {
      let lengths = groups[group...].prefix(3).map(\.count)
      let first = groups[group].lowerBound
      if lengths == [6, 8, 4], isResidentID(first, 18) { return (3, first + 6..<first + 14) }
      if lengths == [3, 4, 4], isMobile(first) { return (3, first + 3..<first + 7) }
      if lengths.count > 1, [3, 4].contains(lengths[0]), [7, 8].contains(lengths[1]), value(first) == 0 {
        return (2, first + lengths[0]..<first + lengths[0] + lengths[1] - 4)
      }
      return (1, hidden(first, lengths[0]))
    }

    private func hidden(_ first: Int, _ count: Int) -> Range<Int> {
      if count == 18 || count == 15, isResidentID(first, count) { return first + 6..<first + count - 4 }
      // Behind the country's code; or with a date behind it, as it happens where the one who helps has changed.
      for lead in [0, 2, 4] where count == 11 + lead && isMobile(first + lead) && isCountryCode(first, lead) {
        return first + lead + 3..<first + lead + 7
      }
      if [15, 17, 19].contains(count), isMobile(first), [19, 20].contains(number(first + 11, 2)),
        count == 15 || 1...12 ~= number(first + 15, 2)
      {
        return first + 3..<first + 7
      }
      return first..<first
    }

    private func value(_ index: Int) -> Int { Int(digits[index].value) }
    private func number(_ first: Int, _ count: Int) -> Int { (first..<first + count).reduce(0) { $0 * 10 + value($1) } }

    private func isMobile(_ first: Int) -> Bool { value(first) == 1 && value(first + 1) >= 3 }

    private func isCountryCode(_ first: Int, _ count: Int) -> Bool {
      count == 0 || (number(first, count) == 86 && (count == 2 || value(first) == 0))
    }

    private func isResidentID(_ first: Int, _ count: Int) -> Bool {
      let year = count == 18 ? 10 : 8
      return value(first) > 0 && (count == 15 || 18...20 ~= number(first + 6, 2)) && 1...12 ~= number(first + year, 2)
        && 1...31 ~= number(first + year + 2, 2)
    }
  }
}
