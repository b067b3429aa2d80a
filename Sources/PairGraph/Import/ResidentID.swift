internal import TableIO

/// A resident identity number (GB 11643): 17 digits and a check digit, or the 15 digits of before 1999.
///
/// Both forms of one person have the same 17 digits, so those are what is compared.
struct ResidentID: Sendable, Equatable {
  /// What a cell with a number turns out to be.
  enum State: UInt8, Sendable {
    /// There is none.
    case empty
    /// Well-formed: its value is the 17 digits.
    case good
    /// A spreadsheet turned it into a number and lost its last digits.
    case damaged
    /// Anything else: a wrong check digit, a date that is none, a mask, another document.
    case other
  }

  var state: State
  /// The 17 digits; 0 unless `good`, or 1 for `damagedRegister`.
  var number: UInt64 = 0

  static let none = ResidentID(state: .empty)
  /// Nothing is known but a number of the household that lost its digits: 1 tells it from a resident id that did.
  static let damagedRegister = ResidentID(state: .damaged, number: 1)

  /// - Parameter cell: folded.
  /// - Complexity: O(1).
  init(cell: ArraySlice<UInt8>) {
    var digits = cell
    // What people put in front so that a spreadsheet keeps the digits.
    while let first = digits.first, first == 0x27 || first == 0x60 || first == 0x20 || first == 0x3d { digits.removeFirst() }
    // Groups of digits, as people write them by hand.
    if digits.contains(0x20) { digits = digits.filter { $0 != 0x20 }[...] }
    if digits.isEmpty {
      self = .none
      return
    }
    if Self.isScientific(digits) {
      self.init(state: .damaged)
      return
    }
    switch digits.count {
    case 18: self = Self.ofEighteen(digits)
    case 15: self = Self.ofFifteen(digits)
    default: self.init(state: .other)
    }
  }

  /// A cell of eighteen digits, the last of which may be an X, or nothing; nil for any other, and for digits that a spreadsheet may have lost.
  @inline(__always)
  init?(plain cell: Span<UInt8>) {
    if cell.isEmpty {
      self = .none
      return
    }
    guard cell.count == 18 else { return nil }
    // The check digit (ISO 7064, MOD 11-2) is that of the sum of the digits, each counted twice as much as the next, beside the number.
    var (number, sum): (UInt64, UInt64) = (0, 0)
    for index in 0..<17 {
      let digit = UInt64(cell[index] &- 0x30)
      guard digit < 10 else { return nil }
      number = number &* 10 &+ digit
      sum = sum &* 2 &+ digit
    }
    let check = (12 &- sum &* 2 % 11) % 11
    guard cell[17] == (check == 10 ? 0x58 : UInt8(0x30 + check)), number % 100 != 0, Self.isDate(Int(number / 1000 % 100_000_000)) else {
      return nil
    }
    self.init(state: .good, number: number)
  }

  /// - Parameter number: 17 digits.
  init(number: UInt64) { self.init(state: .good, number: number) }

  private init(state: State, number: UInt64 = 0) {
    self.state = state
    self.number = number
  }

  private static func ofEighteen(_ digits: ArraySlice<UInt8>) -> ResidentID {
    let start = digits.startIndex
    guard let number = value(digits[start..<start + 17]) else { return ResidentID(state: .other) }
    let last = digits[start + 17]
    // Fifteen digits are what a spreadsheet keeps of a number; the others become zeros.
    if number % 100 == 0, last == 0x30 { return ResidentID(state: .damaged) }
    guard isDate(Int(number / 1000 % 100_000_000)), (last == 0x78 ? 0x58 : last) == checkDigit(number) else {
      return ResidentID(state: .other)
    }
    return ResidentID(state: .good, number: number)
  }

  private static func ofFifteen(_ digits: ArraySlice<UInt8>) -> ResidentID {
    guard let number = value(digits) else { return ResidentID(state: .other) }
    // 6 digits of a place, 6 of a day without its century, 3 of a sequence: all were born before 2000.
    let upgraded = number / 1_000_000_000 * 100_000_000_000 + 19_000_000_000 + number % 1_000_000_000
    return isDate(Int(upgraded / 1000 % 100_000_000)) ? ResidentID(state: .good, number: upgraded) : ResidentID(state: .other)
  }

  private static func value(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for byte in digits {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + UInt64(byte &- 0x30)
    }
    return value
  }

  private static func isDate(_ date: Int) -> Bool {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
    return 1800..<2200 ~= year && 1...12 ~= month && day >= 1 && day <= CivilDay.daysInMonth(year: year, month: month)
  }

  /// The eighteenth character (ISO 7064, MOD 11-2).
  static func checkDigit(_ number: UInt64) -> UInt8 {
    var (rest, weight, sum) = (number, 2, 0)
    for _ in 0..<17 {
      sum += Int(rest % 10) * weight
      rest /= 10
      weight = weight * 2 % 11
    }
    let check = (12 - sum % 11) % 11
    return check == 10 ? 0x58 : UInt8(0x30 + check)
  }

  /// `5.10322E+17` and its like.
  private static func isScientific(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let exponent = digits.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }), exponent > digits.startIndex else { return false }
    let mantissa = digits[..<exponent]
    let power = digits[(exponent + 1)...].drop { $0 == 0x2b }
    return mantissa.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2e } && !power.isEmpty && power.allSatisfy { $0 &- 0x30 < 10 }
  }

  /// Whether a spreadsheet turned a longer number into one of fifteen digits: `5.10322E+15`, or zeros from the sixteenth digit on.
  ///
  /// - Parameter cell: folded.
  static func isDamagedNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    guard cell.count > 15 || cell.contains(0x2b) || cell.contains(0x2e) else { return false }
    if isScientific(cell) { return true }
    return cell.count > 15 && cell.allSatisfy { $0 &- 0x30 < 10 } && cell.dropFirst(15).allSatisfy { $0 == 0x30 }
  }

  /// Whether a cell is a number that no spreadsheet keeps, whole all the same: more than fifteen digits, and not zeros from there on.
  static func isLongNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    cell.count > 15 && cell.allSatisfy { $0 &- 0x30 < 10 } && !isDamagedNumber(cell)
  }

  /// The 18 characters of a good number.
  var text: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 17 - digits.count)) + digits + String(Unicode.Scalar(Self.checkDigit(number)))
  }
}
