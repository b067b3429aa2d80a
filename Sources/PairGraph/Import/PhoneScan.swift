/// Finds a phone number where it starts in a text, in the spellings people and spreadsheets give it.
///
/// Mobile numbers (11 digits from 13 to 19) in groups (`139 0000 1111`), behind the country's code, with the `.0` of a spreadsheet or a date
/// right behind; numbers with an area (`0797-1234567`, `(010)12345678-801`), of a service (`400-…`) and of 7 or 8 digits.
struct PhoneScan {
  /// The digits; an extension stands behind a hyphen.
  private(set) var digits: [UInt8]
  /// Behind the number.
  private(set) var end: Int

  private static let blank: UInt8 = 0x20
  private static let hyphen: UInt8 = 0x2d
  private static let point: UInt8 = 0x2e

  /// - Parameters:
  ///   - text: folded.
  ///   - start: no digit stands before it.
  init?(_ text: ArraySlice<UInt8>, at start: Int) {
    let own = Self.behindCountryCode(text, start)
    guard
      let found = Self.mobile(text, own) ?? Self.withArea(text, own)
        ?? (own == start ? Self.service(text, own) ?? Self.local(text, own) : nil)
    else { return nil }
    (digits, end) = found
  }

  private static func isDigit(_ text: ArraySlice<UInt8>, _ index: Int) -> Bool { index < text.endIndex && text[index] &- 0x30 < 10 }

  /// Where the run of digits at an index ends.
  static func run(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var end = start
    while isDigit(text, end) { end += 1 }
    return end
  }

  private static func behindCountryCode(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    for code in ["+86", "0086"] where text[start...].starts(with: code.utf8) {
      let next = start + code.utf8.count
      return next < text.endIndex && (text[next] == blank || text[next] == hyphen) ? next + 1 : next
    }
    if text[start...].starts(with: "86".utf8) {
      if run(text, start) == start + 13 { return start + 2 }
      if run(text, start) == start + 2, start + 2 < text.endIndex, text[start + 2] == hyphen || text[start + 2] == blank {
        return start + 3
      }
    }
    return start
  }

  private static func mobile(_ text: ArraySlice<UInt8>, _ start: Int) -> ([UInt8], Int)? {
    guard start + 1 < text.endIndex, text[start] == 0x31, text[start + 1] == 0x2d || text[start + 1] &- 0x30 < 10 else { return nil }
    let first = run(text, start)
    if first - start >= 11 {
      guard first - start == 11 || isDate(text, from: start + 11, digitsTo: first) else { return nil }
      return (Array(text[start..<start + 11]), first - start == 11 ? behindZeros(text, first) : start + 11)
    }
    var digits = Array(text[start..<first])
    var end = first
    guard digits.count >= 3, isDigit(text, end + 1) else { return nil }
    let mark = text[end]
    guard mark == blank || mark == hyphen || mark == point else { return nil }
    var groups = [digits.count]
    while digits.count < 11, end < text.endIndex, text[end] == mark, isDigit(text, end + 1) {
      let next = run(text, end + 1)
      digits += text[(end + 1)..<next]
      groups.append(next - end - 1)
      end = next
    }
    guard digits.count == 11, digits[1] >= 0x33, groups.allSatisfy({ $0 >= 3 }), mark != point || groups == [3, 4, 4] else { return nil }
    return (digits, end)
  }

  /// Behind the `.0` that a spreadsheet writes behind a whole number.
  private static func behindZeros(_ text: ArraySlice<UInt8>, _ end: Int) -> Int {
    guard end < text.endIndex, text[end] == point, end + 1 < text.endIndex, text[end + 1] == 0x30 else { return end }
    var next = end + 1
    while next < text.endIndex, text[next] == 0x30 { next += 1 }
    return isDigit(text, next) ? end : next
  }

  /// Whether a date starts right behind a number: `138000000012022.3`.
  private static func isDate(_ text: ArraySlice<UInt8>, from start: Int, digitsTo run: Int) -> Bool {
    guard [4, 6, 8].contains(run - start) else { return false }
    var end = run
    while end < text.endIndex, text[end] == point || text[end] &- 0x30 < 10 { end += 1 }
    if case .date = RosterDate.read(text[start..<end]) { return true }
    if case .date = RosterDate.read(text[start..<run]) { return true }
    return false
  }

  private static func withArea(_ text: ArraySlice<UInt8>, _ start: Int) -> ([UInt8], Int)? {
    guard isDigit(text, start), text[start] == 0x30, isDigit(text, start + 1), text[start + 1] > 0x30 else { return nil }
    let first = run(text, start)
    var digits = Array(text[start..<first])
    var end = first
    if 3...4 ~= digits.count, end < text.endIndex, [blank, hyphen, 0x29].contains(text[end]) {
      var next = end + 1
      if next < text.endIndex, text[next] == blank || text[next] == hyphen { next += 1 }
      end = run(text, next)
      guard 7...8 ~= end - next else { return nil }
      digits += text[next..<end]
    }
    guard 10...12 ~= digits.count else { return nil }
    return withExtension(text, digits, end)
  }

  private static func withExtension(_ text: ArraySlice<UInt8>, _ digits: [UInt8], _ end: Int) -> ([UInt8], Int) {
    for mark in ["-", "转", "转:", "转-"] where text[end...].starts(with: mark.utf8) {
      let start = end + mark.utf8.count
      let last = run(text, start)
      if 1...5 ~= last - start { return (digits + [hyphen] + text[start..<last], last) }
    }
    return (digits, end)
  }

  /// `400-123-4567`, `8001234567`.
  private static func service(_ text: ArraySlice<UInt8>, _ start: Int) -> ([UInt8], Int)? {
    guard text[start...].starts(with: "400".utf8) || text[start...].starts(with: "800".utf8) else { return nil }
    var digits: [UInt8] = []
    var end = start
    while end < text.endIndex, isDigit(text, end) || (text[end] == hyphen && isDigit(text, end + 1)) {
      if text[end] != hyphen { digits.append(text[end]) }
      end += 1
    }
    return digits.count == 10 ? (digits, end) : nil
  }

  /// 7 or 8 digits, perhaps with a hyphen, that are no date.
  private static func local(_ text: ArraySlice<UInt8>, _ start: Int) -> ([UInt8], Int)? {
    guard isDigit(text, start), text[start] > 0x30 else { return nil }
    var end = run(text, start)
    var digits = Array(text[start..<end])
    if 3...4 ~= digits.count, end < text.endIndex, text[end] == hyphen, run(text, end + 1) == end + 5 {
      digits += text[(end + 1)..<(end + 5)]
      end += 5
    }
    guard 7...8 ~= digits.count, end == text.endIndex || ![point, hyphen].contains(text[end]) || !isDigit(text, end + 1) else { return nil }
    if digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8), case .date = RosterDate.read(digits[...]) { return nil }
    return (digits, end)
  }
}
