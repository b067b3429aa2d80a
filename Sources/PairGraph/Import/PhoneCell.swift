/// A cell for a phone number, taken apart: staff write a name, a second number or the day a helper began into it.
struct PhoneCell: Sendable, Equatable {
  /// The first number as its digits, with a 1 in front so that leading zeros count; 0 without one.
  var number: UInt64 = 0
  /// What else the cell held.
  var second: [UInt8] = []
  var name: [UInt8] = []
  var since: RosterDate?
  /// What could not be made sense of.
  var rest: [UInt8] = []

  var isTakenApart: Bool { !second.isEmpty || !name.isEmpty || since != nil || !rest.isEmpty }

  /// - Parameter cell: folded.
  init(cell: ArraySlice<UInt8>) {
    if cell.isEmpty { return }
    if let plain = Self.plain(cell) {
      number = plain
      return
    }
    for word in Self.words(cell) { take(word[...]) }
  }

  /// Digits, perhaps with hyphens: nothing but one number.
  private static func plain(_ cell: ArraySlice<UInt8>) -> UInt64? {
    guard cell.count <= 20 else { return nil }
    var value: UInt64 = 1
    var digits = 0
    for byte in cell {
      if byte &- 0x30 < 10 {
        value = value * 10 + UInt64(byte &- 0x30)
        digits += 1
      } else if byte != 0x2d || digits == 0 {
        return nil
      }
    }
    return isPhone(digits, lead: cell.first ?? 0) ? value : nil
  }

  /// Mobile numbers have 11 digits and begin with 1; others have 7 or 8, or 10 to 12 with their area, which begins with 0.
  private static func isPhone(_ digits: Int, lead: UInt8) -> Bool {
    digits == 11 && lead == 0x31 || 7...8 ~= digits && lead > 0x30 || 10...12 ~= digits && lead == 0x30
  }

  private mutating func take(_ word: ArraySlice<UInt8>) {
    if let phone = Self.plain(word), !Self.isCompactDate(word) {
      if number == 0 { number = phone } else { second += (second.isEmpty ? [] : [0x2f]) + word }
    } else if since == nil, case .date(let date) = RosterDate.read(word) {
      since = date
    } else if name.isEmpty, Self.isName(word) {
      name = Array(word)
    } else if !Self.fillers.contains(Array(word)) {
      rest += (rest.isEmpty ? [] : [0x20]) + word
    }
  }

  /// `20210501` has as many digits as a phone number.
  private static func isCompactDate(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count == 8, word.starts(with: [0x31, 0x39]) || word.starts(with: [0x32, 0x30]) else { return false }
    if case .date = RosterDate.read(word) { return true }
    return false
  }

  private static let fillers = Set(["起", "电话", "手机", "开始", "电话:", "手机:", "自", "从", "联系电话", "联系电话:"].map { Array($0.utf8) })

  /// Two to four Han characters.
  private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    guard !fillers.contains(Array(word)) else { return false }
    let scalars = String(decoding: word, as: UTF8.self).unicodeScalars
    return 2...4 ~= scalars.count && scalars.allSatisfy { 0x3400...0x9fff ~= $0.value || 0x20000...0x3ffff ~= $0.value }
  }

  /// Splits at blanks and signs, and where Han characters meet digits; a date keeps its 年, 月 and 日.
  private static func words(_ cell: ArraySlice<UInt8>) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    var wasDigit = false
    let end = {
      if !word.isEmpty { words.append(word) }
      word = []
    }
    for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
      let isDigit = 0x30...0x39 ~= scalar.value || scalar == "." || scalar == "-"
      let isDatePart = "年月日".unicodeScalars.contains(scalar) && (wasDigit || word.isEmpty)
      if " ,;/、,;()[]{}|+:".unicodeScalars.contains(scalar) || scalar == "，" || scalar == "；" || scalar == "。" {
        // 2021/5/1 is one word; two phone numbers are two.
        if scalar == "/", word.count <= 7, wasDigit, !word.isEmpty { word.append(0x2f) } else { end() }
        continue
      }
      if isDigit != wasDigit, !isDatePart, !word.isEmpty, word.last != 0x2f { end() }
      word += Array(String(scalar).utf8)
      wasDigit = isDigit || isDatePart
    }
    end()
    return words
  }
}
