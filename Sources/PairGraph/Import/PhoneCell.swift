/// A cell for a phone number, taken apart: staff write a name, further numbers or the day a helper began into it.
struct PhoneCell: Sendable, Equatable {
  /// The first number as its digits, with a 1 in front so that leading zeros count; 0 without one.
  private(set) var number: UInt64 = 0
  /// All numbers in their order; none where the cell is nothing but digits, as most are.
  private(set) var numbers: [PhoneNumber] = []
  private(set) var names: [[UInt8]] = []
  private(set) var since: RosterDate?
  /// The day that a spreadsheet counted stays as it is: it may be a number after all.
  private var sinceText: [UInt8] = []
  /// What could not be made sense of, a number damaged by a spreadsheet among it.
  private(set) var rest: [UInt8] = []

  /// How many numbers it holds.
  var count: Int { numbers.isEmpty && number != 0 ? 1 : numbers.count }
  var isTakenApart: Bool { numbers.count > 1 || !names.isEmpty || since != nil }
  var name: [UInt8] { names.first ?? [] }
  /// The numbers behind the first, as they are kept.
  var second: [UInt8] { Array(numbers.dropFirst().map(\.text).joined(separator: [0x2f])) }
  /// Whether the first number has 11 digits and begins with 1.
  var isMobile: Bool { 110_000_000_000..<120_000_000_000 ~= number }

  init() {}

  /// - Parameter cell: folded.
  init(cell: ArraySlice<UInt8>) {
    if cell.isEmpty || LineWords.isNobody(cell) { return }
    if let plain = Self.plain(cell.span) {
      number = plain
      return
    }
    var reader = PhoneReader(cell)
    self = reader.read()
  }

  /// The number of a cell that has nothing but its digits.
  static func plain(_ cell: Span<UInt8>) -> UInt64? {
    guard 7...12 ~= cell.count else { return nil }
    var value: UInt64 = 1
    for index in cell.indices {
      let digit = cell[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
    }
    return isPhone(cell.count, lead: cell[0]) ? value : nil
  }

  /// Mobile numbers have 11 digits and begin with 1; others have 7 or 8, or 10 to 12 with their area, which begins with 0.
  private static func isPhone(_ digits: Int, lead: UInt8) -> Bool {
    digits == 11 && lead == 0x31 || 7...8 ~= digits && lead > 0x30 || 10...12 ~= digits && lead == 0x30
  }

  // MARK: Reading

  mutating func add(_ number: PhoneNumber) {
    if numbers.isEmpty { self.number = number.value }
    numbers.append(number)
  }

  mutating func add(_ date: RosterDate, asWritten text: [UInt8]) {
    if since != nil { return leave(text) }
    since = date
    sinceText = text.count == 5 ? text : date.text
  }

  mutating func add(name: [UInt8]) { names.append(name) }

  mutating func leave(_ text: [UInt8]) { rest += (rest.isEmpty ? [] : [0x20]) + text }

  // MARK: Writing

  /// What the dataset keeps: all numbers, and behind them what has no other place there; the whole cell where not all of it could be read.
  ///
  /// - Parameters:
  ///   - cell: the cell as it stands.
  ///   - folded: the same as it is compared.
  ///   - known: names that the dataset has elsewhere.
  ///   - hasSince: whether it has the date elsewhere.
  /// - Complexity: O(bytes).
  func kept(_ cell: ArraySlice<UInt8>, folded: ArraySlice<UInt8>, known: @autoclosure () -> [[UInt8]], hasSince: Bool) -> ArraySlice<UInt8>
  {
    if !rest.isEmpty { return cell }
    if numbers.isEmpty, !isTakenApart { return number != 0 ? folded : LineWords.isNobody(folded) ? [] : cell }
    var parts = numbers.isEmpty ? [] : [Array(numbers.map(\.text).joined(separator: [0x2f]))]
    if !names.isEmpty {
      let known = known()
      parts += names.filter { !known.contains($0) }
    }
    if !hasSince, since != nil { parts.append(sinceText) }
    return Array(parts.joined(separator: [0x20]))[...]
  }

  /// The cell of each of several people, where there is a number for each: by the names in the cell, or in their order.
  func dealt(to people: [[UInt8]]) -> [PhoneNumber]? {
    guard people.count > 1, numbers.count == people.count else { return nil }
    guard names.count == people.count, Set(names) == Set(people) else { return numbers }
    return people.compactMap { person in names.firstIndex(of: person).map { numbers[$0] } }
  }
}
