internal import TableIO

/// A line above the header of a table: its title, who filled it in, or nothing at all.
public struct TitleLine: Sendable, Equatable {
  /// Physical line on which it starts; the first line of the file is 1.
  public var line: Int
  /// What its cells say, with blanks between them.
  public var text: String
}

extension Texts {
  /// The lines above the header of a table; nil without.
  public func note(on titles: [TitleLine], of file: String) -> String? {
    if titles.isEmpty { return nil }
    let shown = titles.filter { !$0.text.isEmpty }.prefix(3).map { self(.cleanTitle, String($0.line), brief($0.text)) }
    let all = shown + (shown.count < titles.count ? ["…"] : [])
    return self(.cleanTitles, self.shown(file), number(titles.count), all.joined(separator: language == .english ? ", " : "，"))
  }
}

extension TitleLine {
  /// The lines above the header; none unless the first record is one and a header follows.
  ///
  /// A title has at most one cell that says something, a note such as 填报单位：某乡 may have more. Where headers of rosters are known, the
  /// first row of them is the header; else the first row with several cells is, if it does not begin with a number and most rows below it
  /// are as long.
  ///
  /// - Complexity: O(bytes of the first records).
  static func above(_ table: DecodedTable) -> [TitleLine] {
    // What cannot be read at all is said by whoever reads the header.
    guard let first = try? FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: 200) else { return [] }
    let rows = first.records.map { $0.cells.map { CellText.folded($0[...]) } }
    return (0..<count(first, rows)).map { index in
      let texts = rows[index].filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
      return TitleLine(line: first.records[index].line, text: texts.joined(separator: " "))
    }
  }

  private static func count(_ first: FirstRecords, _ rows: [[[UInt8]]]) -> Int {
    let count = rows.prefix { isTitle($0) }.count
    guard 1...most ~= count, count < rows.count else { return 0 }
    if let shape = try? RosterShape(first, file: "", isGiven: { _ in false }), shape.columns.count(where: { !$0.path.isEmpty }) > 1 {
      let above = shape.lines.count { $0.kind == .title }
      if above <= count { return above }
    }
    return isHeader(rows[count], above: rows[(count + 1)...]) ? count : 0
  }

  /// More lines are no title any more.
  private static let most = 8

  private static func filled(_ row: [[UInt8]]) -> Int { row.count { !$0.isEmpty } }

  private static func isTitle(_ row: [[UInt8]]) -> Bool {
    let texts = row.filter { !$0.isEmpty }
    guard texts.count > 1 else { return true }
    let colon: UInt8 = 0x3a
    return LineWords.isNote(texts[0][...]) && texts.allSatisfy { $0.contains(colon) } && texts.contains { $0.last != colon }
  }

  private static func isHeader(_ row: [[UInt8]], above rows: ArraySlice<[[UInt8]]>) -> Bool {
    let named = filled(row)
    guard named > 1, let begin = row.first(where: { !$0.isEmpty }), let last = row.lastIndex(where: { !$0.isEmpty }) else { return false }
    guard named * 2 > last + 1, !isNumber(begin) else { return false }
    let alike = rows.count { $0.count == row.count && filled($0) > 1 }
    // Two cells below one may be a bad row of a table with one column.
    return named > 2 ? alike * 2 >= rows.count : alike * 2 > rows.count
  }

  private static func isNumber(_ cell: [UInt8]) -> Bool { cell.allSatisfy { 0x25...0x39 ~= $0 || $0 == 0x20 } }
}
