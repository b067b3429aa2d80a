/// What the cells of each column are like, by some rows of a table: enough to tell whether a line may be one of its rows.
package struct ColumnKinds: Sendable {
  fileprivate struct Column: Sendable {
    /// All cells, or nearly all, are numbers, or none is; nil where there are both, or nothing.
    var isNumber: Bool?
    /// Of numbers, how many digits some have, as `magnitude` has them.
    var magnitudes: Set<Int> = []
    /// Texts, by their bytes: what is asked is whether one is among them.
    var texts: Set<ArraySlice<UInt8>> = []
    /// The character with which all texts begin, or end; nil where they differ.
    var beginning: ArraySlice<UInt8>?
    var ending: ArraySlice<UInt8>?
    var longest = 0
  }

  /// How a line, or a part of one, compares with the rows.
  struct Likeness {
    /// Cells that are as those of their columns: numbers of as many digits, or texts that stand there, or that begin or end as all do.
    var alike = 0
    /// Cells that are a number where the rows have texts, or a text where they have numbers.
    var other = 0
    var compared = 0

    /// Whether it may be a row.
    var fits: Bool { other * 3 <= compared }

    static func += (sum: inout Likeness, part: Likeness) {
      sum.alike += part.alike
      sum.other += part.other
      sum.compared += part.compared
    }
  }

  private var columns: [Column]

  /// Knows nothing of any column.
  package init() { columns = [] }

  /// - Parameter rows: some rows of the table, as their cells without quotes.
  /// - Complexity: O(bytes).
  package init(_ rows: [[[UInt8]]], columns count: Int) {
    columns = (0..<count).map { column in Column(rows.compactMap { column < $0.count ? Self.trimmed($0[column][...]) : nil }) }
  }

  func likeness(of cell: ArraySlice<UInt8>, in column: Int) -> Likeness {
    let cell = Self.trimmed(cell)
    guard column < columns.count, let isNumber = Self.isNumber(cell) else { return Likeness() }
    let own = columns[column]
    if let expected = own.isNumber, expected != isNumber { return Likeness(other: 1, compared: 1) }
    let isAlike = isNumber ? own.magnitudes.contains(Self.magnitude(cell)) : own.texts.contains(cell) || own.frames(cell)
    // A sentence is no name.
    if !isNumber, own.longest > 0, cell.count > 3 * own.longest + 12 { return Likeness(other: 1, compared: 1) }
    return Likeness(alike: isAlike ? 1 : 0, compared: own.isNumber == nil ? 0 : 1)
  }

  /// Whether most of a cell's bytes are digits; nil for an empty one.
  package static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool? {
    let filled = cell.count { $0 > 0x20 }
    return filled == 0 ? nil : cell.count { $0 &- 0x30 < 10 } * 2 > filled
  }

  /// How many digits a number has: few as amounts have, four to eight as a date, or as many as a phone number or an id.
  fileprivate static func magnitude(_ cell: ArraySlice<UInt8>) -> Int {
    let digits = cell.count { $0 &- 0x30 < 10 }
    return digits < 4 ? 0 : digits < 9 ? 1 : digits
  }

  private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = cell.firstIndex(where: { $0 > 0x20 }), let last = cell.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return cell[first...last]
  }
}

extension ColumnKinds.Column {
  fileprivate init(_ cells: [ArraySlice<UInt8>]) {
    // A cell of several lines may be the one that has taken in rows.
    let filled = cells.filter { !$0.isEmpty && !$0.contains { $0 == 0x0a || $0 == 0x0d } }
    let numbers = filled.filter { ColumnKinds.isNumber($0) == true }
    if !filled.isEmpty { isNumber = numbers.count * 10 >= filled.count * 9 ? true : numbers.count * 10 <= filled.count ? false : nil }
    magnitudes = Set(numbers.map { ColumnKinds.magnitude($0) })
    let words = filled.filter { ColumnKinds.isNumber($0) == false }
    texts = Set(words)
    longest = words.map(\.count).max() ?? 0
    guard texts.count > 1, let word = words.first else { return }
    let (first, last) = (Self.first(word), Self.last(word))
    if texts.allSatisfy({ Self.first($0) == first }) { beginning = first }
    if texts.allSatisfy({ Self.last($0) == last }) { ending = last }
  }

  /// Whether a text begins or ends as all do: 甲村 and 乙村.
  fileprivate func frames(_ cell: ArraySlice<UInt8>) -> Bool {
    (beginning != nil && Self.first(cell) == beginning) || (ending != nil && Self.last(cell) == ending)
  }

  private static func first(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.prefix(1 + text.dropFirst().prefix { $0 & 0xc0 == 0x80 }.count)
  }

  private static func last(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text[(text.lastIndex { $0 & 0xc0 != 0x80 } ?? text.startIndex)...]
  }
}
