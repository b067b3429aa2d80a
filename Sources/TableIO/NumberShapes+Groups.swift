/// Numbers of persons that are parted in places where nobody expects it.
extension NumberShapes {
  /// One number in any groups, and which of its digits are hidden.
  ///
  /// The eighteen digits of a resident id say by themselves what they are. Eleven digits of a phone number do not: lists of amounts, dates and
  /// measures have as many, so that of those nothing is taken that may be one.
  ///
  /// - Parameter isFree: the run of groups begins here, or a number has ended before.
  /// - Complexity: O(1).
  func anyhow(from group: Int, isFree: Bool) -> (groups: Int, digits: Range<Int>)? {
    let first = groups[group].lowerBound
    var end = group + 1
    while end < groups.count, run.signs[end - 1] != .list {
      end += 1
      let count = groups[end - 1].upperBound - first
      if count > 18 { return nil }
      if count == 18, isFront(first), hasNoLetter(first, 17), !isDecimal(group, end) { return (end - group, first + 6..<first + 14) }
      guard count == 11 || count == 12, hasNoLetter(first, count), isAlone(group, end, isFree), isNoList(group, end) else { continue }
      if count == 11, isMobile(first) { return (end - group, first + 3..<first + 7) }
      if groups[group].count > 2, let area = areaOfLandline(first, count) { return (end - group, first + area..<first + count - 4) }
    }
    return nil
  }

  /// 31.1234567890123456: a measure.
  private func isDecimal(_ group: Int, _ end: Int) -> Bool { end - group == 2 && run.signs[group] == .dot && groups[group].count < 6 }

  /// Nothing else of a list stands beside the groups.
  private func isAlone(_ group: Int, _ end: Int, _ isFree: Bool) -> Bool {
    let parts = { (sign: NumberSign) in sign == .tab || sign == .list || sign == .lineBreak }
    guard isFree || parts(run.signs[group - 1]) || isCountryCode(group - 1) else { return false }
    return end == groups.count || parts(run.signs[end - 1]) || isYear(end) || isMobile(groups[end])
  }

  private func isCountryCode(_ group: Int) -> Bool {
    let own = groups[group]
    return (own.count == 2 || own.count == 4) && isCountryCode(own.lowerBound, own.count)
  }

  private func isMobile(_ group: Range<Int>) -> Bool { group.count > 3 && isMobile(group.lowerBound) }

  private func isYear(_ group: Int) -> Bool { groups[group].count == 4 && [19, 20].contains(number(groups[group].lowerBound, 2)) }

  /// Neither amounts nor dates, neither a measure nor the address of a computer.
  private func isNoList(_ group: Int, _ end: Int) -> Bool {
    let own = groups[group..<end]
    let signs = run.signs[group..<end - 1]
    // Small numbers, and thousands apart: 150 200 300 40.
    guard own.count < 5, own.contains(where: { $0.count > 3 }), !signs.contains(.lineBreak) else { return false }
    // 137.11112222: no longitude of the country is as large.
    if own.count == 2, signs.first == .dot, own[group].count != 3 || number(own[group].lowerBound, 3) < 136 { return false }
    let round = own.count { value($0.upperBound - 1) == 0 }
    if round == own.count || (own.count > 2 && round == own.count - 1 && value(own[group].upperBound - 1) > 0) { return false }
    return !hasDate(group, end)
  }

  /// 1998.9-2005.12, 1998-09-01 150, 19980901 150.
  private func hasDate(_ group: Int, _ end: Int) -> Bool {
    let own = groups[group]
    if own.count == 8 || own.count == 6, number(own.lowerBound, 2) == 19, 1...12 ~= number(own.lowerBound + 4, 2) {
      return own.count == 6 || 1...31 ~= number(own.lowerBound + 6, 2)
    }
    return (group..<end - 1).contains { isYear($0) && (isYear($0 + 1) || isMonth($0 + 1)) }
  }

  private func isMonth(_ group: Int) -> Bool {
    groups[group].count < 3 && 1...12 ~= number(groups[group].lowerBound, groups[group].count)
  }

  /// Several numbers that run together, with signs inside: how many groups, and which of their digits are hidden.
  ///
  /// - Complexity: O(1).
  func numbersInGroups(from group: Int) -> (groups: Int, digits: [Int])? {
    let first = groups[group].lowerBound
    var end = group + 1
    while end < groups.count, ![.list, .lineBreak].contains(run.signs[end - 1]) {
      end += 1
      let count = groups[end - 1].upperBound - first
      if count > 58 { return nil }
      // Lists have shorter groups.
      guard count > 19, groups[group..<end].contains(where: { $0.count > 6 }), let digits = runTogether(first, count) else { continue }
      return (end - group, digits)
    }
    return nil
  }

  // MARK: Landlines

  /// How many digits of a landline number without signs are its area code; nil where it is none.
  ///
  /// Codes may begin with 0, too: only an area there is counts, with a number behind it as telephones have.
  func areaOfLandline(_ first: Int, _ count: Int) -> Int? {
    guard count == 11 || count == 12, value(first) == 0, hasNoLetter(first, count) else { return nil }
    if count == 11, number(first, 3) == 10 || (20...29 ~= number(first, 3) && value(first + 2) != 6) {
      return 1...8 ~= value(first + 3) ? 3 : nil
    }
    return Self.isArea(number(first + 1, 3)) && 1...8 ~= value(first + 4) ? 4 : nil
  }

  /// Area codes of four digits, without the zero.
  private static func isArea(_ code: Int) -> Bool {
    switch code {
    case 310...319, 335, 349...359, 370...379, 391...396, 398: true
    case 411...419, 421, 427, 429, 431...439, 451...459, 464, 467...470, 471...479, 482, 483: true
    case 510...519, 523, 527, 530...539, 543, 546, 550...559, 561...566, 570...580, 591...599: true
    case 631...635, 660, 662, 663, 668, 691, 692: true
    case 701, 710...719, 722, 724, 728, 730...739, 743...746, 750...760, 762, 763, 766, 768...779, 790...799: true
    case 812, 813, 816...818, 825...827, 830...839, 851...859, 870...879, 883, 886...888, 891...899: true
    case 901...903, 906, 908...919, 930...939, 941, 943, 951...955, 970...979, 990...999: true
    default: false
    }
  }
}
