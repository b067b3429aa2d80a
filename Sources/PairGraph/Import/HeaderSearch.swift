/// The line of names among the first lines of a roster, and what stands above it.
///
/// The first line that is clearly a header is it: a line further down with more names is another table's, and the rows between are no
/// titles. Only what belongs to the same header, or follows it at once, may have more names.
struct HeaderSearch {
  /// The first lines, folded.
  let texts: [[String]]
  let isGiven: (String) -> Bool
  /// index = line, value = how many of its cells are names of columns.
  private let names: [Int]
  /// index = line, value = two for each such cell. 帮扶人2 may be a header, or what somebody called a helper in an example: it counts one.
  private let weights: [Int]

  init(_ texts: [[String]], isGiven: @escaping (String) -> Bool) {
    self.texts = texts
    self.isGiven = isGiven
    let cells = texts.map { row in
      // To say what a known name means must not make another row the header.
      row.map { HeaderWords.isKnown($0) ? HeaderWords.endsWithDigit($0) ? 1 : 2 : isGiven($0) ? 2 : 0 }
    }
    names = cells.map { $0.count { $0 > 0 } }
    weights = cells.map { $0.reduce(0, +) }
  }

  // MARK: The header

  /// The line of names; nil where none is one.
  ///
  /// - Parameter rows: first and last line of the header around a line of names.
  func leaf(rows: (Int) -> (from: Int, to: Int)) -> Int? {
    guard let first = texts.indices.first(where: isHeader) else { return heaviest }
    var leaf = first
    for line in texts.indices.dropFirst(first + 1) where weights[line] > weights[leaf] && isHeader(line) {
      if isOneHeader(leaf, line, rows(line)) {
        leaf = line
        continue
      }
      if texts[(leaf + 1)..<line].contains(where: mayBeRow) { break }
      leaf = line
    }
    return leaf
  }

  /// The line with most names, where none is clearly a header: a name alone is one in a table of one column.
  private var heaviest: Int? {
    let best = texts.indices.max { weights[$0] < weights[$1] || (weights[$0] == weights[$1] && $0 > $1) } ?? 0
    return names[best] > 1 || (names[best] == 1 && filled(best) == 1) ? best : nil
  }

  private func filled(_ line: Int) -> Int { texts[line].count { !$0.isEmpty } }

  /// Two names or more, one of them no example, and no line of notes or of a form nobody filled in.
  private func isHeader(_ line: Int) -> Bool {
    guard names[line] > 1, weights[line] > 2, !isNote(texts[line], names: names[line]) else { return false }
    return !isForm(line) || !texts.indices.dropFirst(line + 1).prefix(3).contains { names[$0] > 1 && weights[$0] > 2 }
  }

  /// 联系人：, 联系电话：: a form that nobody filled in, unless it is the header itself.
  private func isForm(_ line: Int) -> Bool { texts[line].allSatisfy { $0.isEmpty || $0.hasSuffix(":") } }

  /// Whether a header around a line of names has an earlier line in it, with nothing but rows of groups between.
  private func isOneHeader(_ earlier: Int, _ line: Int, _ rows: (from: Int, to: Int)) -> Bool {
    rows.from <= earlier && ((earlier + 1)..<line).allSatisfy { filled($0) < filled(line) }
  }

  /// A line that is neither empty nor a note nor a row of units.
  private func mayBeRow(_ row: [String]) -> Bool {
    let cells = row.filter { !$0.isEmpty }
    return !cells.allSatisfy(RosterShape.isUnit) && !isNote(row, names: 0)
  }

  /// 填报单位：某镇 and the like; one that has no colon begins with who filled it in, and has values, too.
  private func isNote(_ row: [String], names: Int) -> Bool {
    let cells = row.filter { !$0.isEmpty }
    guard let first = cells.first else { return true }
    let colons = cells.count { $0.contains(":") }
    if colons * 2 >= cells.count, cells.contains(where: { $0.contains(":") && !$0.hasSuffix(":") }) { return true }
    return names * 2 <= cells.count && LineWords.beginsWithSigner(Array(first.utf8)[...])
  }

  // MARK: Above the header

  /// The first line above the header that looks like a row of the table.
  ///
  /// A title has one cell, or few; a row has nearly as many as the header, or a resident id.
  func row(above from: Int, leaf: Int) -> Int? {
    let width = filled(leaf)
    return (0..<from).first { line in
      let cells = texts[line].filter { !$0.isEmpty }
      guard cells.count > 1, !isNote(texts[line], names: names[line]), !isForm(line), !isHeader(line) else { return false }
      return cells.count * 4 >= width * 3 || cells.contains(where: Self.isResidentID)
    }
  }

  private static func isResidentID(_ text: String) -> Bool {
    [15, 18].contains(text.utf8.count) && text.utf8.dropLast().allSatisfy { $0 &- 0x30 < 10 }
  }
}
