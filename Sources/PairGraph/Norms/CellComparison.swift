internal import TableIO

/// Compares cells with the values of a condition: numbers as numbers, dates as dates, anything else as text, byte by byte.
///
/// - Two dates (`2021-05-01`, `2021-05`; with one of these also `2021`) are compared as days: an unfinished date of the condition is all its
///   days, so `since=2021-05` holds for every day of May, and `since>2021` from 2022 on; an unfinished date of a cell is its first day.
/// - Two numbers are compared by value. Digits with leading zeros are a code: for `=` and `!=` they are text.
/// - Where a condition compares order with a number or a date, a cell that is none does not hold; nor does an empty cell, ever.
struct CellComparison: Sendable, Equatable {
  enum Sign: String, Sendable, Equatable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="

    /// Whether it asks which of two comes first.
    var isOrder: Bool { self != .equal && self != .unequal }
  }

  private let sign: Sign
  private let values: [Value]

  private struct Value: Sendable, Equatable {
    var text: [UInt8]
    var number: Double?
    /// First and last day.
    var days: ClosedRange<Int32>?
    /// A date with a dash; `2021` alone is also a number.
    var isDate: Bool
    /// A number that is equal to others by its value.
    var isAmount: Bool

    init(_ text: [UInt8]) {
      self.text = text
      number = DecimalText.value(of: text)
      isAmount = number != nil && !Self.isCode(text)
      if let first = CivilDay.parse(text, edge: .first), let last = CivilDay.parse(text, edge: .last) { days = first...last }
      isDate = days != nil && text.count > 4
    }

    /// Digits with a zero before them.
    private static func isCode(_ text: [UInt8]) -> Bool { text.count > 1 && text[0] == 0x30 && text[1] != 0x2e }
  }

  init(_ sign: Sign, _ values: [String]) {
    self.sign = sign
    self.values = values.map { Value(Array($0.utf8)) }
  }

  /// Whether a cell holds.
  ///
  /// - Complexity: O(values).
  func holds(_ cell: [UInt8]) -> Bool {
    let cell = Value(cell)
    switch sign {
    case .equal: return values.contains { Self.isEqual(cell, $0) }
    case .unequal: return !values.contains { Self.isEqual(cell, $0) }
    default: return !cell.text.isEmpty && values.contains { isInOrder(cell, $0) }
    }
  }

  private static func isEqual(_ cell: Value, _ value: Value) -> Bool {
    if cell.text == value.text { return true }
    if cell.isDate || value.isDate, let own = cell.days, let days = value.days {
      return days.contains(own.lowerBound)
    }
    guard cell.isAmount, value.isAmount else { return false }
    return cell.number == value.number
  }

  private func isInOrder(_ cell: Value, _ value: Value) -> Bool {
    if value.isDate || cell.isDate, let own = cell.days?.lowerBound, let days = value.days {
      return switch sign {
      case .less: own < days.lowerBound
      case .atMost: own <= days.upperBound
      case .greater: own > days.upperBound
      default: own >= days.lowerBound
      }
    }
    if value.isDate { return false }
    if let number = value.number {
      guard let own = cell.number else { return false }
      return switch sign {
      case .less: own < number
      case .atMost: own <= number
      case .greater: own > number
      default: own >= number
      }
    }
    return switch sign {
    case .less: cell.text.lexicographicallyPrecedes(value.text)
    case .atMost: !value.text.lexicographicallyPrecedes(cell.text)
    case .greater: value.text.lexicographicallyPrecedes(cell.text)
    default: !cell.text.lexicographicallyPrecedes(value.text)
    }
  }
}
