/// Rows that stand inside one cell, since a quote before them is not closed where it should be.
///
/// Two stray quotes make one cell of all lines between them, and the table is well-formed. The lines tell: each has as many delimiters as
/// a row, and its cells are numbers where those of the row around it are. A text of several lines, with a comma in one or the other,
/// is none; of few columns, where a list inside a text may look like rows, it takes many lines, and of a column of names few. Where cells
/// are as those of other rows, one line is enough.
package struct SwallowedRows: Sendable {
  private let columns: Int
  private let delimiter: [UInt8]
  private let kinds: ColumnKinds

  /// - Parameters:
  ///   - columns: how many the table has.
  ///   - delimiter: as the scanner knows it; in the place of full-width commas stands a byte that is none of the text's.
  ///   - kinds: what other rows are like.
  package init(columns: Int, delimiter: UInt8, kinds: ColumnKinds = ColumnKinds()) {
    self.columns = columns
    self.kinds = kinds
    self.delimiter = delimiter < 0x20 && delimiter != 0x09 ? Array("，".utf8) : [delimiter]
  }

  /// Whether a cell may hold rows: a quick look that nearly all cells do not pass.
  ///
  /// - Complexity: O(bytes).
  package func mayHold(_ cell: Span<UInt8>) -> Bool {
    var (breaks, delimiters) = (0, 0)
    let last = delimiter[delimiter.count - 1]
    for index in cell.indices {
      let byte = cell[index]
      if byte == 0x0a || byte == 0x0d { breaks += 1 }
      if byte == last { delimiters += 1 }
    }
    return breaks > 0 && delimiters >= columns - 1
  }

  /// The first cell of a row that has taken in rows, and how many lines; nil where all are texts.
  ///
  /// - Parameters:
  ///   - row: its cells, without their quotes.
  ///   - isText: whether a column may hold a text of several lines; a name has one line.
  /// - Complexity: O(bytes), and O(columns) for each cell that `mayHold` does not rule out.
  package func first(in row: [[UInt8]], isText: (Int) -> Bool) -> (column: Int, lines: Int)? {
    guard columns > 1 else { return nil }
    var numbers: [Bool?]?
    for column in row.indices {
      let cell = row[column]
      guard mayHold(cell.span) else { continue }
      let known = numbers ?? row.map { ColumnKinds.isNumber($0[...]) }
      numbers = known
      if let lines = count(in: cell, column: column, numbers: known, isText: isText(column)) { return (column, lines) }
    }
    return nil
  }

  /// How many lines a cell has taken in; nil for one that is a text.
  ///
  /// - Parameter numbers: index = column, value = whether the row has a number there; nil where it has nothing.
  private func count(in cell: [UInt8], column: Int, numbers: [Bool?], isText: Bool) -> Int? {
    let lines = Self.lines(of: cell)
    guard lines.count > 1 else { return nil }
    let (first, last) = (cells(of: lines[0]), cells(of: lines[lines.count - 1]))
    let around = Self.isNumber(around: column, numbers, first: first, last: last)
    let inside = lines.dropFirst().dropLast().filter { !$0.allSatisfy { $0 <= 0x20 } }
    let alike = inside.count { isRow($0, like: around) }
    guard alike * 10 >= inside.count * 9 else { return nil }
    // The first and the last line are rows, too, with the cells before and behind.
    let isWhole = first.count + column == columns && last.count == column + 1
    if alike >= fewest(isWhole: isWhole, isText: isText) { return lines.count - 1 }
    return isWhole && isLikeRows(first, inside, last, column: column, isText: isText) ? lines.count - 1 : nil
  }

  /// How many lines that look like rows leave no doubt.
  private func fewest(isWhole: Bool, isText: Bool) -> Int {
    if !isText, isWhole { return columns > 4 ? 0 : columns > 3 ? 1 : 3 }
    switch columns {
    case 6...: return isWhole ? 2 : 4
    case 4...5: return isWhole ? 3 : 8
    case 3: return isWhole ? 8 : 32
    default: return isWhole ? 32 : 128
    }
  }

  /// Whether the lines have cells as other rows of the table have: one for each line, two at least; of a name, one.
  private func isLikeRows(
    _ first: [ArraySlice<UInt8>], _ inside: [ArraySlice<UInt8>], _ last: [ArraySlice<UInt8>], column: Int, isText: Bool
  ) -> Bool {
    var sum = ColumnKinds.Likeness()
    for (offset, cell) in first.enumerated() { sum += kinds.likeness(of: cell, in: column + offset) }
    for (index, cell) in last.enumerated() { sum += kinds.likeness(of: cell, in: index) }
    if !sum.fits { return false }
    for line in inside {
      let own = cells(of: line)
      guard own.count == columns else { continue }
      for (index, cell) in own.enumerated() { sum += kinds.likeness(of: cell, in: index) }
    }
    return sum.fits && sum.alike >= (isText || inside.isEmpty ? max(2, inside.count + 1) : 1)
  }

  private func isRow(_ line: ArraySlice<UInt8>, like around: [Bool?]) -> Bool {
    let own = cells(of: line)
    guard own.count == columns else { return false }
    var (compared, other) = (0, 0)
    for (cell, isNumber) in zip(own, around) {
      guard let isNumber, let found = ColumnKinds.isNumber(cell) else { continue }
      compared += 1
      if found != isNumber { other += 1 }
    }
    return other * 3 <= compared
  }

  /// index = column, value = whether the row around the cell has a number there; nil where it has nothing, and for the cell itself.
  private static func isNumber(
    around column: Int, _ numbers: [Bool?], first: [ArraySlice<UInt8>], last: [ArraySlice<UInt8>]
  ) -> [Bool?] {
    var result = numbers
    result[column] = nil
    // What stands before the first delimiter in the cell may be a part of it, what stands behind is the next column's.
    for (offset, cell) in first.enumerated().dropFirst() where column + offset < result.count {
      result[column + offset] = ColumnKinds.isNumber(cell)
    }
    for (index, cell) in last.enumerated().dropLast() where index < column { result[index] = result[index] ?? ColumnKinds.isNumber(cell) }
    return result
  }

  private func cells(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var (start, index) = (line.startIndex, line.startIndex)
    while index < line.endIndex {
      if line[index] == delimiter[0], line[index...].starts(with: delimiter) {
        result.append(line[start..<index])
        index += delimiter.count
        start = index
      } else {
        index += 1
      }
    }
    return result + [line[start...]]
  }

  private static func lines(of cell: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var (start, index) = (0, 0)
    while index < cell.count {
      let byte = cell[index]
      index += 1
      guard byte == 0x0a || byte == 0x0d else { continue }
      result.append(cell[start..<(index - 1)])
      if byte == 0x0d, index < cell.count, cell[index] == 0x0a { index += 1 }
      start = index
    }
    return result + [cell[start...]]
  }
}
