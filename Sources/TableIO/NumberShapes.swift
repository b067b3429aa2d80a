/// Which groups of digits are a number of a person, whole or damaged, and which of its digits are hidden.
struct NumberShapes {
  let run: DigitGroups
  var groups: [Range<Int>] { run.groups }

  init(_ run: DigitGroups) { self.run = run }

  /// A number found: where it stands in the text, and which digits of the run are hidden.
  struct Found {
    var bytes: Range<Int>
    var hidden: [Range<Int>]
    /// Digits in a row, with nothing between them.
    var isOneGroup: Bool
    /// An exponent behind it belongs to it.
    var hasExponent = false
  }

  /// - Complexity: O(digits).
  func numbers() -> [Found] {
    var result: [Found] = []
    var group = 0
    // Behind the last number, or where the run begins.
    var free = 0
    while group < groups.count {
      let isTail = run.isTail && group == 0 && (groups[0].count == 4 || groups[0].count > 4 && run.seams.contains(4))
      let (used, digits) = isTail ? (1, parts(4..<groups[0].upperBound)) : hidden(from: group, isFree: group == free)
      if !digits.isEmpty {
        let bytes = bytes(groups[group].lowerBound, groups[group + used - 1].upperBound)
        result.append(
          Found(
            bytes: bytes, hidden: digits.map { run.digits[$0].range }, isOneGroup: used == 1,
            hasExponent: used == 2 && mantissa(group, groups[group].lowerBound) != nil))
        free = group + used
      }
      group += used
    }
    return result
  }

  private func bytes(_ first: Int, _ end: Int) -> Range<Int> { run.digits[first].range.lowerBound..<run.digits[end - 1].range.upperBound }

  /// How many groups belong together, and which of their digits are hidden.
  private func hidden(from group: Int, isFree: Bool) -> (groups: Int, digits: [Int]) {
    if group + 1 < groups.count, let (used, digits) = joined(from: group) ?? anyhow(from: group, isFree: isFree) {
      return (used, Array(digits))
    }
    let own = groups[group]
    let whole = hidden(own.lowerBound, own.count)
    if whole.isEmpty || ![11, 18].contains(own.count), run.seams.contains(where: { $0 > own.lowerBound && $0 < own.upperBound }) {
      let digits = parts(own)
      if !digits.isEmpty { return (1, digits) }
    }
    return (whole.isEmpty ? numbersInGroups(from: group) : nil) ?? (1, whole)
  }

  /// Two numbers, or a number and a date, may stand with nothing but an invisible character between them.
  private func parts(_ own: Range<Int>) -> [Int] {
    let ends = [own.lowerBound] + run.seams.filter { $0 > own.lowerBound && $0 < own.upperBound } + [own.upperBound]
    return zip(ends, ends.dropFirst()).flatMap { hidden($0, $1 - $0) }
  }

  // MARK: Several groups

  /// One number in several groups, and which of their digits are hidden.
  private func joined(from group: Int) -> (groups: Int, digits: Range<Int>)? {
    let lengths = Array(groups[group...].prefix(4).map(\.count))
    let first = groups[group].lowerBound
    for (shape, isClear) in Self.residentShapes where lengths.starts(with: shape) {
      if mayPart(group, shape.count, isClear), isResidentID(first, 18), hasNoLetter(first, 17) {
        return (shape.count, first + 6..<first + 14)
      }
    }
    for (shape, isClear) in Self.mobileShapes {
      for lead in [0, 2, 4] where lengths.starts(with: [shape[0] + lead] + shape.dropFirst()) {
        if mayPart(group, shape.count, isClear), isMobile(first + lead), isCountryCode(first, lead), hasNoLetter(first, lead + 11),
          !isYears(group, shape.count)
        {
          return (shape.count, first + lead + 3..<first + lead + 7)
        }
      }
    }
    if let found = broken(group, lengths, first) ?? spelled(group, first) ?? mantissa(group, first) { return found }
    return run.signs[group].rawValue > NumberSign.tab.rawValue ? nil : landline(lengths, first)
  }

  private static let residentShapes: [([Int], Bool)] = [([6, 8, 4], true), ([6, 4, 4, 4], false), ([14, 4], false), ([6, 12], false)]
  /// With dots, a number of 11 digits may be a longitude.
  private static let mobileShapes: [([Int], Bool)] = [([3, 4, 4], true), ([3, 8], false), ([7, 4], false), ([3, 3, 5], false)]

  /// Whether the signs between groups may stand in one number.
  ///
  /// - Parameter isClear: its groups are those in which people write it, so that any sign may part them, the same everywhere.
  private func mayPart(_ group: Int, _ count: Int, _ isClear: Bool) -> Bool {
    let signs = run.signs[group..<group + count - 1]
    if let sign = signs.first(where: { $0 == .list || $0 == .slash }) { return isClear && signs.allSatisfy { $0 == sign } }
    return isClear || !signs.contains(.dot)
  }

  /// 139,2021,2022: signs that stand between numbers mostly, and years behind the first.
  private func isYears(_ group: Int, _ count: Int) -> Bool {
    guard run.signs[group].rawValue > NumberSign.dot.rawValue else { return false }
    return groups[group + 1..<group + count].allSatisfy { $0.count == 4 && [19, 20].contains(number($0.lowerBound, 2)) }
  }

  /// A resident id that is broken somewhere, by a blank or at the end of a line.
  private func broken(_ group: Int, _ lengths: [Int], _ first: Int) -> (groups: Int, digits: Range<Int>)? {
    guard lengths[0] + lengths[1] == 18, [.blankOrHyphen, .lineBreak].contains(run.signs[group]), isFront(first),
      hasNoLetter(first, 17)
    else { return nil }
    return (2, first + 6..<first + 14)
  }

  /// Digit by digit: 1 3 9 0 0 0 0 1 1 1 1.
  private func spelled(_ group: Int, _ first: Int) -> (groups: Int, digits: Range<Int>)? {
    if groups[group].count != 1 || group > 0 && groups[group - 1].count == 1 { return nil }
    let count = groups[group...].prefix { $0.count == 1 }.count
    guard count == 11 || count == 18, run.signs[group..<group + count - 1].allSatisfy({ $0 == .blankOrHyphen }) else { return nil }
    if count == 11, isMobile(first) { return (11, first + 3..<first + 7) }
    return count == 18 && isFront(first) ? (18, first + 6..<first + 14) : nil
  }

  /// A number that a spreadsheet has written with an exponent: 1.3900001111E+10, 5.1032219650711E+17.
  private func mantissa(_ group: Int, _ first: Int) -> (groups: Int, digits: Range<Int>)? {
    guard run.exponent > 0, group + 2 == groups.count, groups[group].count == 1, run.signs[group] == .dot else { return nil }
    let count = run.digits.count - first
    if run.exponent == 10, count == 11, isMobile(first) { return (2, first + 3..<first + 7) }
    guard run.exponent == 17, count >= 14, isFront(first) else { return nil }
    return (2, first + 6..<first + count)
  }

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

  // MARK: One group

  /// Which of the digits of a group are hidden.
  private func hidden(_ first: Int, _ count: Int) -> [Int] {
    if count == 18 || count == 15, isResidentID(first, count) { return Array(first + 6..<first + count - 4) }
    // Who has written a check letter meant a resident id.
    if count == 18, value(first + 17) == 10, value(first) > 0 { return Array(first + 6..<first + 14) }
    // Behind the country's code; or with a date behind it, as it happens where the one who helps has changed.
    for lead in [0, 2, 4] where count == 11 + lead && isMobile(first + lead) && isCountryCode(first, lead) {
      return Array(first + lead + 3..<first + lead + 7)
    }
    if let area = areaOfLandline(first, count) { return Array(first + area..<first + count - 4) }
    if [15, 17, 19].contains(count), isMobile(first), [19, 20].contains(number(first + 11, 2)),
      count == 15 || 1...12 ~= number(first + 15, 2)
    {
      return Array(first + 3..<first + 7)
    }
    // A digit too many or too few behind the day of birth. One too many before it cannot be told from the codes of registers, which have
    // nineteen digits, too.
    if [15, 16, 17, 19].contains(count), isFront(first) { return Array(first + 6..<first + count - 4) }
    return count > 19 ? runTogether(first, count) ?? [] : []
  }

  /// Several numbers with nothing between them: every digit belongs to one.
  ///
  /// - Complexity: O(digits).
  func runTogether(_ first: Int, _ count: Int) -> [Int]? {
    // index = how many digits from the front, value = the length of the last number of so many; 0 where they are no numbers.
    var lasts = [Int](repeating: 0, count: count + 1)
    for end in 1...count {
      for length in [11, 18] where end >= length && (end == length || lasts[end - length] > 0) {
        let start = first + end - length
        if length == 11 ? isMobile(start) && hasNoLetter(start, 11) : isFront(start) && hasNoLetter(start, 17) { lasts[end] = length }
      }
    }
    var hidden: [Int] = []
    var end = count
    while end > 0 {
      let length = lasts[end]
      if length == 0 { return nil }
      let start = first + end - length
      hidden += length == 11 ? start + 3..<start + 7 : start + 6..<start + 14
      end -= length
    }
    return hidden.sorted()
  }

  /// Behind how many digits in a row a check letter may stand: those of an id, or of numbers run together with an id at the end.
  static func mayHaveLetter(_ count: Int) -> Bool { count == 17 || count == 28 || count == 35 }

  func value(_ index: Int) -> Int { Int(run.digits[index].value) }
  func number(_ first: Int, _ count: Int) -> Int { (first..<first + count).reduce(0) { $0 * 10 + value($1) } }

  func hasNoLetter(_ first: Int, _ count: Int) -> Bool { !run.digits[first..<first + count].contains { $0.value > 9 } }

  func isMobile(_ first: Int) -> Bool { value(first) == 1 && value(first + 1) >= 3 }

  func isCountryCode(_ first: Int, _ count: Int) -> Bool {
    count == 0 || (number(first, count) == 86 && (count == 2 || value(first) == 0))
  }

  func isResidentID(_ first: Int, _ count: Int) -> Bool {
    let year = count == 18 ? 10 : 8
    return value(first) > 0 && (count == 15 || 18...20 ~= number(first + 6, 2)) && 1...12 ~= number(first + year, 2)
      && 1...31 ~= number(first + year + 2, 2)
  }

  /// Whether the first fourteen digits are a division's code and the day of birth of somebody who may live.
  func isFront(_ first: Int) -> Bool {
    hasNoLetter(first, 14) && isProvince(number(first, 2)) && 1920...2029 ~= number(first + 6, 4) && isResidentID(first, 18)
  }

  private func isProvince(_ code: Int) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: true
    default: false
    }
  }
}
