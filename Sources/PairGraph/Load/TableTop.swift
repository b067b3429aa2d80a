internal import TableIO

/// What stands above the rows of a table: lines of a title, and its header of one row or several.
///
/// A title has at most one cell that says something, a note such as 填报单位：某乡 may have more. Where headers of rosters are known, the
/// first row of them is the header, and as many rows belong to it as an import would take; else the first row with several cells is, if it
/// is none of the rows by its looks and most rows below it are as long. Where nobody can tell, the first record is the header.
struct TableTop: Sendable {
  /// The lines above the header; none unless the first record is one and a header follows.
  private(set) var titles: [TitleLine] = []
  /// The first record, which is taken for the header and may be a title.
  private(set) var keptTitle: TitleLine?
  /// The columns of a header of several rows; nil of one row.
  private(set) var columns: [RosterColumn]?
  private(set) var headerRows = 1
  /// Where the rows begin, of a header of several rows.
  private var (dataStart, firstLine) = (0, 1)

  /// - Complexity: O(bytes of the first records).
  init(_ table: DecodedTable) {
    // What cannot be read at all is said by whoever reads the header.
    guard let first = try? FirstRecords(of: table.source, delimiter: table.delimiterByte, limit: 200) else { return }
    let rows = first.records.map { $0.cells.map { CellText.folded($0[...]) } }
    let line = { (index: Int) in
      let texts = rows[index].filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
      return TitleLine(line: first.records[index].line, text: texts.joined(separator: " "))
    }
    let count = rows.prefix { Self.isTitle($0) }.count
    guard count <= Self.most, count < rows.count else { return }
    if let shape = try? RosterShape(first, file: "", isGiven: { _ in false }), shape.columns.count(where: { !$0.path.isEmpty }) > 1 {
      let above = shape.lines.count { $0.kind == .title }
      if above <= count {
        titles = (0..<above).map(line)
        join(shape, first, above)
        return
      }
    }
    guard count > 0 else { return }
    switch Self.header(rows[count], below: rows[(count + 1)...], above: rows[..<count]) {
    case true: titles = (0..<count).map(line)
    case false: keptTitle = line(0)
    default: break
    }
  }

  /// Takes a header of several rows.
  private mutating func join(_ shape: RosterShape, _ first: FirstRecords, _ above: Int) {
    let count = shape.headerRows.count
    // Who reads the first row as the header says what is wrong with it.
    let cells = first.records.dropFirst(above).prefix(count).flatMap(\.cells)
    guard count > 1, cells.allSatisfy({ !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil }) else { return }
    (columns, headerRows) = (shape.columns, count)
    (dataStart, firstLine) = (first.records[above + count - 1].next, first.records[above + count - 1].nextLine)
  }

  /// The names that are put together of several cells.
  var joinedNames: [String] { (columns ?? []).filter { $0.path.count > 1 }.map(\.header) }

  /// Reads the rows below.
  func reader(_ table: DecodedTable) throws(TableError) -> TableReader {
    let plain = try TableReader(table, allowsRepeatedNames: true, skipping: titles.count)
    guard let columns else { return plain }
    let header = TableHeader(
      names: columns.map(\.header), delimiter: table.delimiterByte, dataStart: dataStart, firstLine: firstLine)
    return TableReader(table, header: header)
  }

  // MARK: Titles

  /// More lines are no title any more.
  private static let most = 8
  private static let colon: UInt8 = 0x3a

  private static func filled(_ row: [[UInt8]]) -> Int { row.count { !$0.isEmpty } }

  private static func isTitle(_ row: [[UInt8]]) -> Bool {
    let texts = row.filter { !$0.isEmpty }
    guard texts.count > 1 else { return true }
    return LineWords.isNote(texts[0][...]) && texts.allSatisfy { $0.contains(colon) } && texts.contains { $0.last != colon }
  }

  /// Whether a row is the header of the rows below it, so that what stands above is a title; nil where it is none by its length.
  private static func header(_ row: [[UInt8]], below rows: ArraySlice<[[UInt8]]>, above: ArraySlice<[[UInt8]]>) -> Bool? {
    let named = filled(row)
    guard named > 1, let begin = row.first(where: { !$0.isEmpty }), let last = row.lastIndex(where: { !$0.isEmpty }) else { return nil }
    guard named * 2 > last + 1, !begin.allSatisfy({ 0x25...0x39 ~= $0 || $0 == 0x20 }) else { return nil }
    // The header may come again further down.
    let alike = rows.filter { $0.count == row.count && filled($0) > 1 && $0 != row }
    // Two cells below one may be a bad row of a table with one column.
    guard named > 2 ? alike.count * 2 >= rows.count : alike.count * 2 > rows.count else { return nil }
    return isNamed(row) || (isOtherThan(alike, row) ?? above.contains { saysTitle($0) })
  }

  /// Half of the cells are known names of columns.
  private static func isNamed(_ row: [[UInt8]]) -> Bool {
    row.count { !$0.isEmpty && HeaderWords.isKnown(String(decoding: $0, as: UTF8.self)) } * 2 >= filled(row)
  }

  /// Whether a row is unlike the rows below it: a text above numbers, or a year; false for one that is like them, nil where all are texts.
  private static func isOtherThan(_ rows: [[[UInt8]]], _ row: [[UInt8]]) -> Bool? {
    if rows.isEmpty { return true }
    var isOther: Bool?
    for (column, name) in row.enumerated() where !name.isEmpty {
      let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
      if isNumber(name), !isYear(name) || cells.contains(where: { isYear($0) }) { return false }
      // 男 above 男 is a value.
      if cells.contains(name) { return false }
      if !cells.isEmpty, cells.allSatisfy({ isNumber($0) }) { isOther = true }
    }
    return isOther
  }

  private static func isNumber(_ cell: [UInt8]) -> Bool { ColumnKinds.isNumber(cell[...]) == true }

  private static func isYear(_ cell: [UInt8]) -> Bool {
    cell.count == 4 && cell.allSatisfy { $0 &- 0x30 < 10 } && (cell.starts(with: [0x31, 0x39]) || cell.starts(with: [0x32, 0x30]))
  }

  private static let words = ["表", "册", "台账", "台帐", "名单", "清单", "统计", "汇总", "明细", "情况"].bytes

  /// What a title says, or who has filled the table in: 某县台账, 填报单位：某乡, 2024年5月.
  private static func saysTitle(_ row: [[UInt8]]) -> Bool {
    row.contains { cell in
      cell.contains(colon) || cell.contains(0x20) || words.contains { RosterDate.first($0, in: cell[...]) != nil }
        || (cell.first ?? 0) &- 0x30 < 10
    }
  }
}
