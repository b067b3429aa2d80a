/// Digits in groups: between groups stand blanks, hyphens or a dot; invisible characters part nothing.
struct DigitGroups {
  /// index = digit, value = what it is, and where; 10 is the check letter.
  private var digits: [(value: UInt8, range: Range<Int>)] = []
  /// index = group, value = its digits.
  private var groups: [Range<Int>] = []
  /// index = group, value = whether a dot stands behind it.
  private var dotted: [Bool] = []
  /// Digits before which invisible characters stand.
  private var seams: [Int] = []
  private(set) var end: Int

  /// Whether the first group may be the end of a number that is masked already.
  private let isTail: Bool

  init(_ text: ArraySlice<UInt8>, from start: Int, isTail: Bool) {
    self.isTail = isTail
    end = start
    while true {
      let first = digits.count
      readGroup(text)
      groups.append(first..<digits.count)
      guard let (next, isDotted) = Self.nextGroup(text, from: end) else { return }
      dotted.append(isDotted)
      end = next
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
    guard [17, 3].contains(digits.count - first), let length = PersonalNumbers.checkLetter(text, at: index) else { return }
    digits.append((10, index..<index + length))
    end = index + length
  }

  /// Where the next group begins, behind at most three signs, and whether a dot is one of them; nil where there is none.
  private static func nextGroup(_ text: ArraySlice<UInt8>, from end: Int) -> (start: Int, isDotted: Bool)? {
    var (index, seen, isDotted) = (end, 0, false)
    while index < text.endIndex, let (sign, length) = NumberSign.at(index, in: text) {
      if sign != .invisible { seen += 1 }
      if sign == .dot { isDotted = true }
      index += length
    }
    guard 1...3 ~= seen, index < text.endIndex, PersonalNumbers.digit(text, at: index) != nil else { return nil }
    return (index, isDotted)
  }

  /// Where the bytes are that have to be hidden, in order.
  func hidden() -> [Range<Int>] {
    var result: [Range<Int>] = []
    var group = 0
    while group < groups.count {
      let isTail = isTail && group == 0 && (groups[0].count == 4 || groups[0].count > 4 && seams.contains(4))
      let (used, digits) = isTail ? (1, parts(4..<groups[0].upperBound)) : hidden(from: group)
      result += digits.map { self.digits[$0].range }
      group += used
    }
    return result
  }

  /// How many groups belong together, and which of their digits are hidden.
  private func hidden(from group: Int) -> (groups: Int, digits: [Int]) {
    if group + 1 < groups.count, let (used, digits) = joined(from: group) { return (used, Array(digits)) }
    let own = groups[group]
    let whole = hidden(own.lowerBound, own.count)
    if whole.isEmpty || ![11, 18].contains(own.count), seams.contains(where: { $0 > own.lowerBound && $0 < own.upperBound }) {
      let digits = parts(own)
      if !digits.isEmpty { return (1, digits) }
    }
    return (1, Array(whole))
  }

  /// Two numbers, or a number and a date, may stand with nothing but an invisible character between them.
  private func parts(_ own: Range<Int>) -> [Int] {
    let ends = [own.lowerBound] + seams.filter { $0 > own.lowerBound && $0 < own.upperBound } + [own.upperBound]
    return zip(ends, ends.dropFirst()).flatMap { Array(hidden($0, $1 - $0)) }
  }

  /// One number in several groups, and which of its digits are hidden.
  private func joined(from group: Int) -> (groups: Int, digits: Range<Int>)? {
    let lengths = Array(groups[group...].prefix(4).map(\.count))
    let first = groups[group].lowerBound
    let has = { (shape: [Int], mayHaveDots: Bool) in
      lengths.starts(with: shape) && (mayHaveDots || !dotted[group..<group + shape.count - 1].contains(true))
    }
    for (shape, mayHaveDots) in Self.residentShapes where has(shape, mayHaveDots) && isResidentID(first, 18) && hasNoLetter(first, 17) {
      return (shape.count, first + 6..<first + 14)
    }
    for (shape, mayHaveDots) in Self.mobileShapes {
      for lead in [0, 2, 4] where has([shape[0] + lead] + shape.dropFirst(), mayHaveDots) {
        if isMobile(first + lead), isCountryCode(first, lead), hasNoLetter(first, lead + 11) {
          return (shape.count, first + lead + 3..<first + lead + 7)
        }
      }
    }
    return landline(lengths, first)
  }

  private static let residentShapes: [([Int], Bool)] = [([6, 8, 4], true), ([6, 4, 4, 4], false), ([14, 4], false), ([6, 12], false)]
  /// With dots, a number of 11 digits may be a longitude.
  private static let mobileShapes: [([Int], Bool)] = [([3, 4, 4], true), ([3, 8], false), ([7, 4], false), ([3, 3, 5], false)]

  /// Behind its area, whose zero is left out behind the country's code, seven or eight digits in one group or two.
  private func landline(_ lengths: [Int], _ first: Int) -> (groups: Int, digits: Range<Int>)? {
    let isAbroad = lengths.count > 2 && [2, 4].contains(lengths[0]) && isCountryCode(first, lengths[0])
    let area = isAbroad ? first + lengths[0] : first
    let rest = Array(isAbroad ? lengths.dropFirst() : lengths[...])
    guard isAbroad ? [2, 3].contains(rest[0]) && value(area) > 0 : [3, 4].contains(rest[0]) && value(area) == 0 else { return nil }
    let start = area + rest[0]
    let before = isAbroad ? 2 : 1
    guard hasNoLetter(first, lengths.prefix(before + 1).reduce(0, +)) else { return nil }
    if [7, 8].contains(rest[1]) { return (before + 1, start..<start + rest[1] - 4) }
    guard rest.count > 2, [3, 4].contains(rest[1]), rest[2] == 4, isAbroad || value(area + 1) > 0 else { return nil }
    return (before + 2, start..<start + rest[1])
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

  private func hasNoLetter(_ first: Int, _ count: Int) -> Bool { !digits[first..<first + count].contains { $0.value > 9 } }

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
