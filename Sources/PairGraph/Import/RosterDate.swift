internal import TableIO

/// A date as staff and spreadsheets write it.
struct RosterDate: Sendable, Equatable {
  var year: Int
  var month: Int?
  var day: Int?

  /// `2021-05-01`, `2021-05` or `2021`: a date of a dataset.
  var text: [UInt8] {
    var result: [UInt8] = []
    append(to: &result)
    return result
  }

  /// Appends `text`.
  func append(to target: inout [UInt8]) {
    Self.append(year / 100, to: &target)
    Self.append(year % 100, to: &target)
    guard let month else { return }
    target.append(0x2d)
    Self.append(month, to: &target)
    guard let day else { return }
    target.append(0x2d)
    Self.append(day, to: &target)
  }

  private static func append(_ twoDigits: Int, to target: inout [UInt8]) {
    target.append(UInt8(truncatingIfNeeded: 0x30 + twoDigits / 10 % 10))
    target.append(UInt8(truncatingIfNeeded: 0x30 + twoDigits % 10))
  }

  /// What a cell for a date turns out to be.
  enum Cell: Sendable, Equatable {
    case empty
    /// Until now, for good: no end.
    case open
    case date(RosterDate)
    case bad
  }

  /// Reads `2024.1.5`, `2024/1/5`, `2024-01-05`, `2024年1月5日`, `2024年1月`, `2024.5`, `2024年`, `202401`, `20240105`, `45296` (a day of a
  /// spreadsheet, counted from 1899-12-30), `至今` and `长期`. Years of two digits are refused: nobody knows which century is meant.
  ///
  /// - Parameter cell: folded.
  static func read(_ cell: ArraySlice<UInt8>) -> Cell {
    if cell.isEmpty { return .empty }
    if let date = tenCharacters(cell.span) { return .date(date) }
    if cell.count <= 6, noDay.contains(Array(cell)) { return .empty }
    if cell.contains(0x20), first(year, in: cell) != nil { return read(cell.filter { $0 != 0x20 }[...]) }
    var parts: [(value: Int, digits: Int)] = []
    var marks: [UInt8] = []
    var index = cell.startIndex
    while index < cell.endIndex {
      let byte = cell[index]
      if byte &- 0x30 < 10 {
        let end = cell[index...].firstIndex { $0 &- 0x30 >= 10 } ?? cell.endIndex
        if end - index > 8 { return .bad }
        parts.append((cell[index..<end].reduce(0) { $0 * 10 + Int($1 &- 0x30) }, end - index))
        index = end
        continue
      }
      guard let (mark, count) = mark(cell[index...]) else { return open(cell) ? .open : time(cell) }
      marks.append(mark)
      index += count
    }
    return date(parts, marks).map { .date($0) } ?? .bad
  }

  private static let year = Array("年".utf8)
  private static let noDay: Set<[UInt8]> = Set(["/", "-", "--", "—", "——", "无", "暂无"].map { Array($0.utf8) })

  /// `2024-01-05`, by far the most frequent form, and its like with points and slashes; nil for anything else.
  static func tenCharacters(_ cell: Span<UInt8>) -> RosterDate? {
    guard cell.count == 10, 0x2d...0x2f ~= cell[4], cell[7] == cell[4] else { return nil }
    var value = 0
    for index in cell.indices where index != 4 && index != 7 {
      guard cell[index] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(cell[index] &- 0x30)
    }
    return checked(value / 10_000, value / 100 % 100, value % 100)
  }

  private static let words: [(text: [UInt8], mark: UInt8)] = [("年", 0x59), ("月", 0x4d), ("日", 0x44), ("号", 0x44)].map {
    (Array($0.utf8), $1)
  }

  private static func mark(_ rest: ArraySlice<UInt8>) -> (UInt8, Int)? {
    guard let first = rest.first else { return nil }
    if first == 0x2e || first == 0x2f || first == 0x2d { return (first, 1) }
    for word in words where rest.starts(with: word.text) { return (word.mark, word.text.count) }
    return nil
  }

  private static func date(_ parts: [(value: Int, digits: Int)], _ marks: [UInt8]) -> RosterDate? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 {
      if !marks.isEmpty { return marks == [0x59] && first.digits == 4 ? checked(first.value, nil, nil) : nil }
      switch first.digits {
      case 4: return checked(first.value, nil, nil)
      case 5: return serial(first.value)
      case 6: return checked(first.value / 100, first.value % 100, nil)
      case 8: return checked(first.value / 10_000, first.value / 100 % 100, first.value % 100)
      default: return nil
      }
    }
    guard first.digits == 4, parts.dropFirst().allSatisfy({ $0.digits <= 2 }) else { return nil }
    let isWritten = marks == [0x59, 0x4d] && parts.count == 2 || marks == [0x59, 0x4d, 0x44] && parts.count == 3
    let isBare = marks == [0x59, 0x4d] && parts.count == 3 || marks == [0x59] && parts.count == 2
    let isJoined = marks.count == parts.count - 1 && marks.allSatisfy { $0 == marks.first && $0 < 0x30 }
    guard isWritten || isJoined || isBare, parts.count <= 3 else { return nil }
    return checked(first.value, parts[1].value, parts.count == 3 ? parts[2].value : nil)
  }

  private static func checked(_ year: Int, _ month: Int?, _ day: Int?) -> RosterDate? {
    guard 1900..<2100 ~= year else { return nil }
    if let month, !(1...12 ~= month) { return nil }
    if let day, day < 1 || day > CivilDay.daysInMonth(year: year, month: month ?? 1) { return nil }
    return RosterDate(year: year, month: month, day: day)
  }

  /// Days from 1950 to 2079; smaller numbers are something else.
  private static func serial(_ number: Int) -> RosterDate? {
    guard 18_264...65_745 ~= number else { return nil }
    let date = CivilDay.date(CivilDay.number(year: 1899, month: 12, day: 30) + Int32(number))
    return RosterDate(year: date.year, month: date.month, day: date.day)
  }

  private static let openWords = ["至今", "长期", "今", "现在", "目前", "至目前"].map { Array($0.utf8) }

  private static func open(_ cell: ArraySlice<UInt8>) -> Bool { openWords.contains { cell.elementsEqual($0) } }

  /// A spreadsheet writes `2024-01-05 00:00:00` for a day; the time means nothing.
  private static func time(_ cell: ArraySlice<UInt8>) -> Cell {
    guard let blank = cell.firstIndex(of: 0x20) else { return .bad }
    let rest = cell[(blank + 1)...]
    guard rest.contains(0x3a), rest.allSatisfy({ $0 &- 0x30 < 10 || $0 == 0x3a || $0 == 0x2e }) else { return .bad }
    return read(cell[..<blank])
  }

  static func first(_ pattern: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard let lead = pattern.first else { return nil }
    var index = text.startIndex
    while index + pattern.count <= text.endIndex {
      if text[index] == lead, text[index...].starts(with: pattern) { return index }
      index += 1
    }
    return nil
  }
}
