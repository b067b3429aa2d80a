/// Digits in groups: between groups stand blanks, hyphens, a dot, signs of lists or a line break; invisible characters part nothing.
struct DigitGroups {
  /// index = digit, value = what it is, and where; 10 is the check letter.
  private(set) var digits: [(value: UInt8, range: Range<Int>)] = []
  /// index = group, value = its digits.
  private(set) var groups: [Range<Int>] = []
  /// index = group, value = the sign behind it that parts most.
  private(set) var signs: [NumberSign] = []
  /// Digits before which invisible characters stand.
  private(set) var seams: [Int] = []
  private(set) var end: Int
  /// 10 for `E+10` behind the last group; 0 without.
  private(set) var exponent = 0

  /// Whether the first group may be the end of a number that is masked already.
  let isTail: Bool

  init(_ text: ArraySlice<UInt8>, from start: Int, isTail: Bool) {
    self.isTail = isTail
    end = start
    while true {
      let first = digits.count
      readGroup(text)
      groups.append(first..<digits.count)
      guard let (next, sign) = Self.nextGroup(text, from: end) else {
        readLetter(text)
        break
      }
      signs.append(sign)
      end = next
    }
    exponent = Self.exponent(text, at: end)
    if end < text.endIndex, text[end] == 0x2a { dropHead() }
  }

  /// The check letter of a resident id that stands apart from its digits.
  private mutating func readLetter(_ text: ArraySlice<UInt8>) {
    guard digits.last?.value ?? 10 < 10, isEndOfSeventeen(0) else { return }
    var index = end
    while index < text.endIndex, let (_, length) = NumberSign.at(index, in: text) { index += length }
    guard index > end, let length = PersonalNumbers.checkLetter(text, at: index) else { return }
    signs.append(.blankOrHyphen)
    groups.append(digits.count..<digits.count + 1)
    digits.append((10, index..<index + length))
    end = index + length
  }

  /// Before asterisks the first three or six digits of a number that is masked already are no part of another one.
  private mutating func dropHead() {
    guard let last = groups.last else { return }
    let seam = seams.last { $0 > last.lowerBound && $0 < last.upperBound }
    if [3, 6].contains(last.count) {
      groups.removeLast()
      if !signs.isEmpty { signs.removeLast() }
    } else if let seam, [3, 6].contains(last.upperBound - seam) {
      groups[groups.count - 1] = last.lowerBound..<seam
    }
  }

  private mutating func readGroup(_ text: ArraySlice<UInt8>) {
    let first = digits.count
    var index = end
    while index < text.endIndex {
      if let digit = PersonalNumbers.digit(text, at: index) {
        digits.append((digit.value, index..<index + digit.length))
        index += digit.length
        end = index
      } else if let (sign, length) = NumberSign.at(index, in: text), sign == .invisible {
        if seams.last != digits.count { seams.append(digits.count) }
        index += length
      } else {
        break
      }
    }
    let count = digits.count - first
    guard count == 3 || NumberShapes.mayHaveLetter(count) || isEndOfSeventeen(count) else { return }
    guard let length = PersonalNumbers.checkLetter(text, at: index) else { return }
    digits.append((10, index..<index + length))
    end = index + length
  }

  /// Whether the group that is read and some before it have as many digits as a resident id before its check letter.
  private func isEndOfSeventeen(_ count: Int) -> Bool {
    var sum = count
    var group = groups.count
    // No further than needed: a path of numbers may have many groups.
    while sum < 17, group > 0 {
      group -= 1
      sum += groups[group].count
    }
    return sum == 17
  }

  /// Where the next group begins, behind at most three signs, and which of them parts most; nil where there is none.
  private static func nextGroup(_ text: ArraySlice<UInt8>, from end: Int) -> (start: Int, sign: NumberSign)? {
    var (index, seen, most) = (end, 0, NumberSign.blankOrHyphen)
    while index < text.endIndex, let (sign, length) = NumberSign.at(index, in: text) {
      if sign != .invisible { seen += 1 }
      if sign != .invisible, sign.rawValue > most.rawValue { most = sign }
      index += length
    }
    guard 1...3 ~= seen, index < text.endIndex, PersonalNumbers.digit(text, at: index) != nil else { return nil }
    return (index, most)
  }

  /// `E+10` as spreadsheets write it.
  private static func exponent(_ text: ArraySlice<UInt8>, at index: Int) -> Int {
    guard index < text.endIndex, text[index] | 0x20 == 0x65 else { return 0 }
    var index = index + 1
    if index < text.endIndex, text[index] == 0x2b { index += 1 }
    var value = 0
    while index < text.endIndex, value < 100, text[index] &- 0x30 < 10 {
      value = value * 10 + Int(text[index] & 0xf)
      index += 1
    }
    return value
  }
}
