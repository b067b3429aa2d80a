/// A beginning and an end in one cell.
extension RosterDate {
  private static let joints = ["至今", "至", "到", "~", "〜", "—", "–", "―", "−", "‒", "─", "--"].map { Array($0.utf8) }
  private static let dashes = ["-", "~", "〜", "—", "–", "―", "−", "‒", "─"].map { Array($0.utf8) }
  private static let beginnings = ["自", "从"].map { Array($0.utf8) }
  private static let starts = [Array("起".utf8)]
  private static let ends = ["止", "为止"].map { Array($0.utf8) }

  /// Reads `2021.5-2023.6`, `2021.5—2023.6`, `2021年5月至今`, `2021.5-至今`, `自2021年5月起至2023年6月止`. One date alone is the beginning.
  ///
  /// A hyphen separates the dates, or the parts of one: where more than one reading is left, or none, the cell is bad.
  ///
  /// - Parameter cell: folded.
  /// - Complexity: O(bytes · hyphens).
  static func readRange(_ cell: ArraySlice<UInt8>) -> (since: Cell, until: Cell) {
    if cell.isEmpty { return (.empty, .empty) }
    for joint in joints {
      guard let found = first(joint, in: cell) else { continue }
      var rest = cell[(found + joint.count)...]
      // A dash of two characters.
      while rest.starts(with: joint) { rest = rest.dropFirst(joint.count) }
      let until = rest.isEmpty ? Cell.open : end(rest)
      return (beginning(cell[..<found]), until)
    }
    let whole = read(cell)
    if whole != .bad { return (whole, .empty) }
    let splits = cell.indices.filter { cell[$0] == 0x2d }.compactMap { index -> (Cell, Cell)? in
      let (since, until) = (beginning(cell[..<index]), end(cell[(index + 1)...]))
      guard case .date = since, until != .bad, until != .empty else { return nil }
      return (since, until)
    }
    if splits.isEmpty, case .date(let since) = beginning(cell) { return (.date(since), .open) }
    return splits.count == 1 ? splits[0] : (.bad, .bad)
  }

  private static func beginning(_ text: ArraySlice<UInt8>) -> Cell {
    var text = without(beginnings, atStartOf: text)
    // 2021.5——至今 has a dash before its joint.
    while true {
      let rest = without(dashes, atEndOf: text)
      if rest.count == text.count { return part(without(starts, atEndOf: text)) }
      text = rest
    }
  }

  private static func end(_ text: ArraySlice<UInt8>) -> Cell { part(without(ends, atEndOf: text)) }

  /// A spreadsheet makes a number of a whole cell only: five digits beside a dash are no day.
  private static func part(_ text: ArraySlice<UInt8>) -> Cell {
    let text = trimmed(text)
    return text.count == 5 && text.allSatisfy { $0 &- 0x30 < 10 } ? .bad : read(text)
  }

  private static func without(_ words: [[UInt8]], atEndOf text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = trimmed(text)
    guard let word = words.first(where: { text.suffix($0.count).elementsEqual($0) }) else { return text }
    return trimmed(text.dropLast(word.count))
  }

  private static func without(_ words: [[UInt8]], atStartOf text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let text = trimmed(text)
    guard let word = words.first(where: { text.starts(with: $0) }) else { return text }
    return trimmed(text.dropFirst(word.count))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop { $0 == 0x20 }
    while text.last == 0x20 { text.removeLast() }
    return text
  }
}
