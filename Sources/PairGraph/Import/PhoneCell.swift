/// A cell for a phone number, taken apart: staff write a name, further numbers or the day a helper began into it.
struct PhoneCell: Sendable, Equatable {
  /// index = number, value = its digits, an extension behind a hyphen. The first tells who somebody is.
  var numbers: [[UInt8]] = []
  /// What else the cell held.
  var name: [UInt8] = []
  var since: RosterDate?
  /// What could not be made sense of, such as a number that a spreadsheet damaged (`1.39E+10`).
  var rest: [UInt8] = []

  var isTakenApart: Bool { numbers.count > 1 || !name.isEmpty || since != nil || !rest.isEmpty }

  /// The first number, with a 1 in front so that leading zeros count; 0 without one.
  var number: UInt64 {
    guard let first = numbers.first, first.count <= 18 else { return 0 }
    return first.reduce(1) { $1 &- 0x30 < 10 ? $0 * 10 + UInt64($1 &- 0x30) : $0 }
  }

  /// All numbers as a cell.
  var digits: [UInt8] { Array(numbers.joined(separator: [0x2f])) }

  /// The cell to write: the numbers, or the cell as it stands where something in it could not be read.
  func written(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> { rest.isEmpty && !numbers.isEmpty ? digits[...] : cell }

  init(numbers: [[UInt8]]) { self.numbers = numbers }

  /// - Parameter cell: folded.
  init(cell: ArraySlice<UInt8>) {
    if LineWords.isNobody(cell) { return }
    if cell.count == 11, cell.first == 0x31, PhoneScan.run(cell, cell.startIndex) == cell.endIndex {
      numbers = [Array(cell)]
      return
    }
    let text = Self.withPlainHyphens(cell)[...]
    var others: [UInt8] = []
    var index = 0
    while index < text.count {
      if Self.mayStart(text, index), let found = PhoneScan(text, at: index) {
        if !numbers.contains(found.digits) { numbers.append(found.digits) }
        others.append(0x20)
        index = found.end
      } else {
        let end = Self.behindToken(text, index)
        others += text[index..<end]
        index = end
      }
    }
    for word in Self.words(others[...]) { take(word[...]) }
  }

  private static func mayStart(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool { text[index] &- 0x30 < 10 || text[index] == 0x2b }

  /// Behind the character, or behind all of a number or date that is no phone: none starts in its middle.
  private static func behindToken(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    guard text[start] &- 0x30 < 10 else { return start + 1 }
    var end = start
    while end < text.endIndex {
      if text[end] &- 0x30 < 10 || text[end] == 0x2e || text[end] == 0x2d || text[end] | 0x20 == 0x65 {
        end += 1
      } else if text[end] == 0x2b, text[end - 1] | 0x20 == 0x65 {
        end += 1
      } else if text[end] == 0x2f, 1...2 ~= PhoneScan.run(text, end + 1) - end - 1 {
        // 2021/5/1 is one date; two phone numbers are two.
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private static let hyphens: Set<Unicode.Scalar> = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{ff0d}"]

  private static func withPlainHyphens(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    guard cell.contains(0xe2) || cell.contains(0xef) else { return Array(cell) }
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars { result.append(hyphens.contains(scalar) ? "-" : scalar) }
    return Array(String(result).utf8)
  }

  private mutating func take(_ word: ArraySlice<UInt8>) {
    if since == nil, case .date(let date) = RosterDate.read(word) {
      since = date
    } else if name.isEmpty, Self.isName(word) {
      name = Array(word)
    } else if !Self.fillers.contains(Array(word)) {
      rest += (rest.isEmpty ? [] : [0x20]) + word
    }
  }

  private static let fillers = Set(
    ["起", "电话", "手机", "开始", "自", "从", "联系电话", "手机号", "办公室", "办公电话", "家", "宅电", "-", "."].map { Array($0.utf8) })

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
      if " ,;/、,;()[]{}|:".unicodeScalars.contains(scalar) || scalar == "，" || scalar == "；" || scalar == "。" {
        if scalar == "/", word.count <= 7, wasDigit, !word.isEmpty { word.append(0x2f) } else { end() }
        continue
      }
      let isExponent = (scalar == "E" || scalar == "e" || scalar == "+") && wasDigit
      if isDigit != wasDigit, !isDatePart, !isExponent, !word.isEmpty, word.last != 0x2f { end() }
      word += Array(String(scalar).utf8)
      wasDigit = isDigit || isDatePart || isExponent
    }
    end()
    return words
  }
}
