/// Takes a phone cell apart, from its beginning to its end.
struct PhoneReader {
  private let signs: [Unicode.Scalar]
  private var index = 0
  private var cell = PhoneCell()

  /// - Parameter folded: a cell without full-width forms and invisible characters.
  init(_ folded: ArraySlice<UInt8>) {
    var signs: [Unicode.Scalar] = []
    for scalar in String(decoding: folded, as: UTF8.self).unicodeScalars {
      let sign = Self.plain(scalar)
      // 2022 年 3 月 is written with blanks, too.
      if Self.isDateWord(sign), signs.last == " " { signs.removeLast() }
      if sign == " ", let last = signs.last, Self.isDateWord(last) { continue }
      signs.append(sign)
    }
    self.signs = signs
  }

  /// The dashes and dots of other keyboards as plain ones.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0xfe63: "-"
    case 0xb7, 0x2022, 0x30fb: "."
    default: scalar
    }
  }

  private static func isDateWord(_ scalar: Unicode.Scalar) -> Bool { scalar == "年" || scalar == "月" || scalar == "日" || scalar == "号" }

  /// - Complexity: O(characters).
  mutating func read() -> PhoneCell {
    while index < signs.count {
      if isDigit(index) {
        readDigits()
      } else if Self.separators.contains(signs[index]) {
        index += 1
      } else {
        readWord()
      }
    }
    return cell
  }

  private static let separators = Set(" ,;/、()[]{}|+:-.，；。：（）'\"`=\\&_~<>《》【】".unicodeScalars)

  private func isDigit(_ index: Int) -> Bool { index < signs.count && 0x30...0x39 ~= signs[index].value }

  private func sign(_ index: Int) -> Unicode.Scalar? { index < signs.count && index >= 0 ? signs[index] : nil }

  private func bytes(_ range: Range<Int>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: signs[range])
    return Array(String(text).utf8)
  }

  private func endOfDigits(_ start: Int) -> Int {
    var end = start
    while isDigit(end) { end += 1 }
    return end
  }

  // MARK: Digits

  private mutating func readDigits() {
    if takeScientific() || takeNumber() || takeGlued() || takeDate() || takeLocal() { return }
    // 1.39E+10 and the like stay in one piece.
    var end = endOfDigits(index)
    while sign(end) == ".", isDigit(end + 1) { end = endOfDigits(end + 1) }
    cell.leave(bytes(index..<end))
    index = end
  }

  /// `1.39E+10`: the digits that a spreadsheet left out are gone, and only a number with all of them is one.
  private mutating func takeScientific() -> Bool {
    var end = endOfDigits(index)
    var digits = bytes(index..<end)
    var hasFraction = false
    if sign(end) == ".", isDigit(end + 1), digits.count == 1 {
      hasFraction = true
      let fraction = end + 1..<endOfDigits(end + 1)
      digits += bytes(fraction)
      end = fraction.upperBound
    }
    guard sign(end) == "E" || sign(end) == "e" else { return false }
    let start = sign(end + 1) == "+" ? end + 2 : end + 1
    guard isDigit(start) else { return false }
    let last = endOfDigits(start)
    let isWhole = hasFraction && bytes(start..<last).suffix(2).reduce(0) { $0 * 10 + Int($1 &- 0x30) } == 10 && digits.count == 11
    if isWhole, PhoneNumber.isMobile(digits[...]) { cell.add(PhoneNumber(whole: digits)) } else { cell.leave(bytes(index..<last)) }
    index = last
    return true
  }

  /// A mobile number, or a landline with its area: the fewest groups of digits that are one.
  private mutating func takeNumber() -> Bool {
    let hasPlus = sign(index - 1) == "+" || (sign(index - 1) == " " && sign(index - 2) == "+")
    var groups: [[UInt8]] = []
    var end = index
    while groups.count < 5 {
      let last = endOfDigits(end)
      groups.append(bytes(end..<last))
      if let number = PhoneNumber(groups, hasPlus: hasPlus) {
        index = last
        skipFraction()
        cell.add(number.isMobile ? number : number.with(extension: takeExtension()))
        return true
      }
      end = last
      while end < last + 3, let sign = sign(end), Self.joints.contains(sign) { end += 1 }
      guard end > last, isDigit(end) else { return false }
    }
    return false
  }

  /// What people put between the groups of one number.
  private static let joints = Set(" -.()".unicodeScalars)

  /// A spreadsheet writes a number as `13900001111.0`.
  private mutating func skipFraction() {
    guard sign(index) == ".", sign(index + 1) == "0" else { return }
    var end = index + 1
    while sign(end) == "0" { end += 1 }
    if !isDigit(end), end - index <= 3 { index = end }
  }

  /// `-801`, `转801`, `分机801` behind a landline; a date behind a hyphen is none.
  private mutating func takeExtension() -> [UInt8] {
    var start = index
    while sign(start) == " " || sign(start) == "(" { start += 1 }
    let hasWord = ["转分机", "分机号", "分机", "转", "ext.", "ext", "EXT", "Ext", "x", "X", "*", "#"].contains { word in
      guard signs[start...].starts(with: word.unicodeScalars) else { return false }
      start += word.unicodeScalars.count
      return true
    }
    if !hasWord {
      guard sign(index) == "-" else { return [] }
      start = index + 1
    }
    while hasWord, sign(start) == " " || sign(start) == ":" { start += 1 }
    let end = endOfDigits(start)
    guard 1...(hasWord ? 6 : 4) ~= end - start, sign(end).map({ !"./-年".unicodeScalars.contains($0) }) ?? true else { return [] }
    index = end
    return bytes(start..<end)
  }

  /// A mobile number with a date or another one right behind it: `138000000012022.3`.
  private mutating func takeGlued() -> Bool {
    let end = endOfDigits(index)
    guard end - index > 11, PhoneNumber.isMobile(bytes(index..<index + 11)[...]) else { return false }
    let behind = index + 11
    let lead = bytes(behind..<min(behind + 2, end))
    let hasYear = lead == [0x32, 0x30] || lead == [0x31, 0x39]
    let isNumber = end - behind == 11 && PhoneNumber.isMobileLead(lead[...])
    guard isNumber || (hasYear && date(from: behind).map { $0.end >= end } ?? false) else { return false }
    cell.add(PhoneNumber(whole: bytes(index..<behind)))
    index = behind
    return true
  }

  // MARK: Dates

  private mutating func takeDate() -> Bool {
    guard let (date, end) = date(from: index) else { return false }
    cell.add(date, asWritten: bytes(index..<end))
    index = end
    return true
  }

  /// The longest date from an index on; one that ends inside a row of digits is none.
  private func date(from start: Int) -> (date: RosterDate, end: Int)? {
    var end = start
    while let sign = sign(end), isDigit(end) || "./-".unicodeScalars.contains(sign) || Self.isDateWord(sign), end - start < 12 { end += 1 }
    while end > start {
      if !(isDigit(end - 1) && isDigit(end)), case .date(let date) = RosterDate.read(bytes(start..<end)[...]) {
        // A day as a spreadsheet counts it; other numbers of five digits are short phone numbers.
        return end - start == 5 && isDigit(start + 4) && !(2000..<2050 ~= date.year) ? nil : (date, end)
      }
      end -= 1
    }
    return nil
  }

  /// Seven or eight digits without an area, perhaps with a hyphen or a blank before the last four.
  private mutating func takeLocal() -> Bool {
    let end = endOfDigits(index)
    var digits = bytes(index..<end)
    if 7...8 ~= digits.count, digits[0] > 0x31 {
      index = end
    } else {
      guard 3...4 ~= digits.count, 0x32...0x38 ~= digits[0], !digits.starts(with: [0x32, 0x30]), sign(end) == "-" || sign(end) == " ",
        endOfDigits(end + 1) == end + 5
      else { return false }
      digits += bytes(end + 1..<end + 5)
      index = end + 5
    }
    skipFraction()
    cell.add(PhoneNumber(whole: digits).with(extension: takeExtension()))
    return true
  }

  // MARK: Words

  private mutating func readWord() {
    let start = index
    while index < signs.count, !isDigit(index), !Self.separators.contains(signs[index]) { index += 1 }
    let word = bytes(start..<index)
    if Self.fillers.contains(word) { return }
    if Self.isName(word) { cell.add(name: word) } else { cell.leave(word) }
  }

  /// They say no more than the cell's own header.
  private static let fillers = Set(
    [
      "起", "开始", "自", "从", "于", "和", "或", "及", "与", "电话", "手机", "联系电话", "手机号", "手机号码", "电话号码", "电话号", "联系方式", "固话", "座机", "固定电话", "办公电话",
      "tel", "Tel", "TEL", "phone", "Phone", "mobile",
    ].map { Array($0.utf8) })

  /// They look like names and are none: why there is no number, whose it is, what happened on a day.
  private static let states = Set(
    [
      "停机", "空号", "关机", "不详", "未知", "外出", "暂缺", "失联", "欠费", "无人接听", "无手机", "无电话", "没电话", "没手机", "打不通", "同上", "至今", "长期", "接任", "接替", "更换",
      "调整", "帮扶", "开始帮扶", "结对", "原任", "现任", "本人", "户主", "儿子", "女儿", "妻子", "丈夫", "父亲", "母亲",
    ].map { Array($0.utf8) })

  /// Two to four Han characters.
  private static func isName(_ word: [UInt8]) -> Bool {
    guard !states.contains(word) else { return false }
    let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
    return 2...4 ~= scalars.count && scalars.allSatisfy { 0x3400...0x9fff ~= $0.value || 0x20000...0x3ffff ~= $0.value }
  }
}
