internal import TableIO

/// A column of a roster as its header names it.
struct RosterColumn: Sendable, Equatable {
  /// From 0.
  var index: Int
  /// The texts above each other that name it, merged cells filled: 帮扶责任人, 联系电话. Empty where nothing names it.
  var path: [String]

  /// `帮扶责任人/联系电话`.
  var header: String { path.joined(separator: "/") }
  var leaf: String { path.last ?? "" }
  /// `联系电话@6`: what a mapping calls it.
  var address: String { "\(leaf)@\(index + 1)" }
}

/// Lines of a roster that are no rows of data.
enum RosterLine: String, Sendable, CaseIterable {
  case title, header, unitRow = "unit-row", repeatedHeader = "repeated-header", subtotal, note, blank
  /// The header of another table: the import stops there.
  case otherHeader = "other-header"
}

/// Where the data of a roster begin, and what its columns are called.
struct RosterShape: Sendable {
  private(set) var columns: [RosterColumn] = []
  /// The first record of data.
  private(set) var dataStart = 0
  private(set) var firstLine = 1
  /// Lines above the data, by what they are.
  private(set) var lines: [(line: Int, kind: RosterLine)] = []
  /// Texts of the title lines, which may come again on later pages.
  private(set) var titles: Set<[UInt8]> = []
  /// The records of the header, as their folded cells.
  private(set) var headerRows: [[[UInt8]]] = []
  /// The rows of units below it, likewise.
  private(set) var unitRows: [[[UInt8]]] = []
  /// index = column, value = whether a cell among the first records has something.
  private(set) var hasData: [Bool] = []
  /// What the first rows are like.
  private(set) var kinds = ColumnKinds()
  /// index = column, value = whether a number there has more digits than a spreadsheet keeps: the column is one of texts.
  private(set) var keepsDigits: [Bool] = []

  /// - Parameter isGiven: whether the user's mapping names a header.
  /// - Errors: `RosterError` where no header is found, or what stands above it looks like rows.
  init(_ first: FirstRecords, file: String, isGiven: @escaping (String) -> Bool) throws {
    let rows = first.records.map { $0.cells.map { CellText.folded($0[...]) } }
    let texts = rows.prefix(40).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    let search = HeaderSearch(texts, isGiven: isGiven)
    guard let leaf = search.leaf(rows: { Self.headerRows(texts, leaf: $0, isGiven: isGiven) }) else {
      throw RosterError(.noHeader, file: file, line: first.records[0].line, details: [Self.shown(texts)])
    }
    let (from, to) = Self.headerRows(texts, leaf: leaf, isGiven: isGiven)
    if let row = search.row(above: from, leaf: leaf) {
      throw RosterError(
        .rowsAboveHeader, file: file, line: first.records[row].line,
        details: [String(first.records[leaf].line), Self.shown([texts[leaf]]), Self.shown([texts[row]])])
    }
    headerRows = Array(rows[from...to])
    columns = Self.columns(Array(texts[from...to]), width: rows[from...to].map(\.count).max() ?? 0)
    for index in 0..<from {
      lines.append((first.records[index].line, .title))
      titles.insert(Self.title(rows[index]))
    }
    for index in from...to { lines.append((first.records[index].line, .header)) }
    var next = to + 1
    while next < rows.count, next <= to + 2, Self.isUnitRow(texts.indices.contains(next) ? texts[next] : []) {
      lines.append((first.records[next].line, .unitRow))
      unitRows.append(rows[next])
      next += 1
    }
    dataStart = first.records[next - 1].next
    firstLine = first.records[next - 1].nextLine
    let data = first.records.dropFirst(next).map(\.cells).filter { $0.count == columns.count }
    kinds = ColumnKinds(data, columns: columns.count)
    hasData = columns.map { column in rows.dropFirst(next).contains { column.index < $0.count && !$0[column.index].isEmpty } }
    keepsDigits = columns.map { column in
      rows.dropFirst(next).contains { column.index < $0.count && ResidentID.isLongNumber($0[column.index][...]) }
    }
  }

  /// A line as it is compared with the titles: its cells joined.
  static func title(_ cells: [[UInt8]]) -> [UInt8] { Array(cells.filter { !$0.isEmpty }.joined(separator: [0x1f])) }

  /// The line with most cells, as a message quotes it.
  static func shown(_ texts: [[String]]) -> String {
    let best = texts.max { a, b in a.count { !$0.isEmpty } < b.count { !$0.isEmpty } } ?? []
    return best.filter { !$0.isEmpty }.prefix(8).joined(separator: ", ")
  }

  // MARK: Header rows

  /// The rows around the best one that belong to the header; three at most.
  private static func headerRows(_ texts: [[String]], leaf: Int, isGiven: (String) -> Bool) -> (from: Int, to: Int) {
    var (from, to) = (leaf, leaf)
    while to + 1 < texts.count, to - from < 2,
      isHeaderBelow(texts[to + 1], above: texts[to], isGiven)
        || (to - from < 1 && isGroupsBelow(texts[to + 1], above: texts[to], then: texts.dropFirst(to + 2).first, isGiven))
    { to += 1 }
    while from > 0, to - from < 2, isGroupRow(texts[from - 1], isGiven) { from -= 1 }
    return (from, to)
  }

  /// A row of names below groups: half of it is known, and it names columns that have no name above.
  ///
  /// People may be called like headers, 户主甲 and 干部乙, but their row stands below names, not below the empty cells of a group.
  private static func isHeaderBelow(_ row: [String], above: [String], _ isGiven: (String) -> Bool) -> Bool {
    func isName(_ text: String) -> Bool { HeaderWords.isKnown(text) || isGiven(text) || HeaderWords.edge(text) != nil }
    let filled = row.filter { !$0.isEmpty }
    if filled.contains(where: { $0.contains { $0.isASCII && $0.isNumber } && HeaderWords.withoutOrdinal($0) == nil }) { return false }
    // Below 帮扶责任人 alone may stand 姓名 alone, where all else says nothing or a unit.
    let isSparse =
      filled.allSatisfy { isUnit($0) || (isName($0) && !HeaderWords.endsWithDigit($0)) }
      && (filled.count < row.count || filled.contains(where: isUnit)) && row.count == above.count && row != above
    guard isSparse || fillsGroups(row, above: above, isName) else { return false }
    let known = filled.count(where: isName)
    return known > 0 && (known + filled.count { isUnit($0) }) * 2 >= filled.count
  }

  /// A row of groups below wider ones; it is followed by their names.
  private static func isGroupsBelow(_ row: [String], above: [String], then next: [String]?, _ isGiven: (String) -> Bool) -> Bool {
    func isGroup(_ text: String) -> Bool { HeaderWords.mayBeGroup(text) || HeaderWords.isKnown(text) || isGiven(text) }
    guard let next, fillsGroups(row, above: above, isGroup) else { return false }
    return row.allSatisfy { $0.isEmpty || isGroup($0) } && isHeaderBelow(next, above: row, isGiven)
  }

  /// Whether a row fills cells without a name above, which belong to a group to their left, and says nothing below other names.
  private static func fillsGroups(_ row: [String], above: [String], _ isName: (String) -> Bool) -> Bool {
    guard row.count == above.count, row != above else { return false }
    var (hasInside, hasName) = (false, false)
    for (column, text) in row.enumerated() where !text.isEmpty && !isUnit(text) {
      let isBesideGroup = column + 1 < above.count && above[column + 1].isEmpty
      if !above[column].isEmpty, !isBesideGroup, !isName(text) { return false }
      if above[column].isEmpty { hasInside = true }
      if isName(text) { hasName = true }
    }
    return hasInside && hasName
  }

  /// A row of groups above the leaves. A line of a title has one cell, or cells that say something: 填报日期：2024年5月.
  private static func isGroupRow(_ row: [String], _ isGiven: (String) -> Bool) -> Bool {
    let filled = row.filter { !$0.isEmpty }
    guard filled.count > 1 || (filled.count == 1 && row.first?.isEmpty == true && HeaderWords.entity(ofParent: filled[0]) != nil) else {
      return false
    }
    if filled.contains(where: { $0.contains(":") && !$0.hasSuffix(":") || $0.count > 20 }) { return false }
    return filled.count { HeaderWords.isKnown($0) || HeaderWords.mayBeGroup($0) || isGiven($0) } * 2 >= filled.count
  }

  /// Fills merged cells: a name above is for its column and for the unnamed ones to its right that have a name below.
  static func columns(_ rows: [[String]], width: Int) -> [RosterColumn] {
    let cell = { (row: Int, column: Int) in column < rows[row].count ? rows[row][column] : "" }
    let below = { (row: Int, column: Int) in
      (row + 1..<max(row + 1, rows.count)).contains { !cell($0, column).isEmpty && !isUnit(cell($0, column)) }
    }
    var result: [RosterColumn] = []
    // index = header row, value = the group that reaches to the right, if one does.
    var open = [String](repeating: "", count: rows.count)
    for column in 0..<width {
      var path: [String] = []
      for row in rows.indices {
        let own = cell(row, column)
        // A unit below a name is no name: 家庭人口 above （人）.
        if !own.isEmpty, isUnit(own), !path.isEmpty || !open[row].isEmpty || row > 0 { continue }
        if !own.isEmpty {
          path.append(own)
          open[row] = below(row, column) ? own : ""
          for lower in row + 1..<max(row + 1, rows.count) { open[lower] = "" }
        } else if below(row, column), !open[row].isEmpty {
          path.append(open[row])
        }
      }
      result.append(RosterColumn(index: column, path: path))
    }
    return result
  }

  // MARK: Rows of units

  private static let units: Set<String> = [
    "人", "元", "万元", "亩", "月", "年", "年月", "年月日", "户", "岁", "元/人", "平方米", "㎡", "个", "天", "次", "公里", "是/否",
  ]

  static func isUnit(_ text: String) -> Bool { units.contains(HeaderWords.normalised(text)) }

  /// （人）, （元）; or numbers of the columns, 1 2 3.
  private static func isUnitRow(_ row: [String]) -> Bool {
    let filled = row.filter { !$0.isEmpty }
    guard !filled.isEmpty else { return false }
    if filled.allSatisfy({ isUnit($0) || (["甲", "乙", "丙", "-", "—"].contains($0) && filled.count > 2) }) {
      return true
    }
    let numbers = filled.compactMap { Int($0) }
    return numbers.count == filled.count && numbers.count > 2 && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
      && numbers[0] <= 1
  }
}
