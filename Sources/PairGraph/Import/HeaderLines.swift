/// Tells lines that are the header once more from lines of data, and from the header of another table.
///
/// A line of names of columns is nobody's row. Where each stands in the column of the field that it names, the header has come again,
/// however it is spelled; anything else means that the rows below are not those of the header above, and nobody can tell what they are.
struct HeaderLines: Sendable {
  private let bindings: [HeaderMap.Binding]
  private let leaves: [String]
  /// index = column, value = what the rows of the header say there, normalised.
  private let own: [Set<String>]
  private let names: Set<String>
  /// A name of the header itself ends with a digit.
  private let mayEndWithDigit: Bool
  private let beginnings: Beginnings

  init(_ shape: RosterShape, _ map: HeaderMap) {
    bindings = map.bindings
    leaves = map.columns.map(\.leaf)
    let rows = shape.headerRows.map { $0.map { HeaderWords.normalised(String(decoding: $0, as: UTF8.self)) } }
    own = map.columns.indices.map { column in
      Set(rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil })
    }
    names = own.reduce(into: []) { $0.formUnion($1) }
    mayEndWithDigit = names.contains { HeaderWords.endsWithDigit($0) }
    beginnings = Beginnings.known.with(names)
  }

  /// False only where a cell is no name of a column: a look at a few bytes, which nearly all rows do not pass.
  @inline(__always)
  func mayBeName(_ cell: Span<UInt8>) -> Bool {
    // 户主1 may be anybody's name in an example.
    if let last = cell.indices.last, cell[last] &- 0x30 < 10, !mayEndWithDigit { return false }
    return beginnings.mayBegin(cell) || HeaderEndings.mayEnd(cell)
  }

  /// The same of a line as a whole: two thirds of its cells must be names.
  ///
  /// - Parameter cells: folded.
  func mayBeNames(_ cells: [[UInt8]]) -> Bool {
    let filled = cells.filter { !$0.isEmpty }
    return filled.count { mayBeName(CellText.name($0[...]).span) } * 3 >= filled.count * 2
  }

  /// `repeatedHeader` or `otherHeader`; nil for a line of data.
  ///
  /// - Parameters:
  ///   - count: cells of the line.
  ///   - cell: one of them, folded.
  /// - Complexity: O(bytes); of a line with a number in it no more than up to there is looked at.
  func kind(count: Int, cell: (Int) -> String) -> RosterLine? {
    var (filled, named, decisive) = (0, 0, 0)
    // Cells that end as names of columns do, and those of them that stand where other things are expected.
    var (alike, strange) = (0, 0)
    var hasPlace = false
    var fits = true
    for column in 0..<count {
      let text = cell(column)
      if text.isEmpty { continue }
      let hasDigit = text.utf8.contains { $0 &- 0x30 < 10 }
      if hasDigit, text.utf8.allSatisfy({ $0 < 0x80 }), !names.contains(text) { return nil }
      let isSame = fitsColumn(text, column)
      fits = fits && isSame
      // 帮扶人2 may be what somebody called a helper in an example: it says nothing.
      if !isSame, HeaderWords.endsWithDigit(text), HeaderWords.isKnown(text) { continue }
      filled += 1
      let isName = isName(text)
      if isName {
        named += 1
        if isSame || !mayBeValue(column) { decisive += 1 }
      } else if hasDigit {
        return nil
      }
      if column < bindings.count, bindings[column].field.entity == .place, ClosingWords.isPlace(Array(text.utf8)[...]) { hasPlace = true }
      if isName || HeaderEndings.end(text) {
        alike += 1
        if !isSame, !mayBeValue(column) { strange += 1 }
      }
    }
    // A table of its own may have columns that nobody knows; a household whose every cell is a name of a column has three, at least.
    let isHeader = named == filled ? decisive > 1 : decisive > 2 && named * 3 >= filled * 2
    if isHeader { return fits ? .repeatedHeader : .otherHeader }
    // 村名,支书,电话: the header of another table, though not all of it is known.
    return !hasPlace && named > 0 && alike * 3 >= filled * 2 && strange > 0 && (alike > 2 || strange > 1) ? .otherHeader : nil
  }

  private func isName(_ text: String) -> Bool { names.contains(HeaderWords.normalised(text)) || HeaderWords.isKnown(text) }

  /// Whether a text names the column that it stands in.
  private func fitsColumn(_ text: String, _ column: Int) -> Bool {
    guard column < bindings.count else { return false }
    if own[column].contains(HeaderWords.normalised(text)) { return true }
    let (meaning, binding) = (HeaderWords.meaning(text), bindings[column])
    if binding.field == .attribute || binding.field == .ignore {
      let fields = HeaderWords.meaning(leaves[column]).fields
      return meaning.fields.contains { fields.contains($0) }
    }
    return meaning.fields.contains(binding.field) && (meaning.ordinal == nil || meaning.ordinal == binding.group)
  }

  /// Whether a value of a column may be called like another column: 户主 is a relation, 负责人 a post, and a remark may be anything.
  private func mayBeValue(_ column: Int) -> Bool {
    guard column < bindings.count else { return false }
    let field = bindings[column].field
    return !field.isDecisive && ![.rowNumber, .householdSize, .helperBranch, .visitor, .jointCommittee].contains(field)
  }
}

/// The first characters of names of columns.
private struct Beginnings: Sendable {
  /// index = the first two characters as `place` has them, value = whether a name begins so. Large, so that few others share a place.
  private var marks = [Bool](repeating: false, count: 1 << 16)

  /// Of all headers that are known, and of those put together.
  static let known = Beginnings().with(HeaderWords.fields.keys).with(HeaderOwners.words)

  func with(_ names: some Sequence<String>) -> Beginnings {
    var result = self
    for name in names { result.marks[Self.place(Array(name.utf8).span)] = true }
    return result
  }

  /// The first six bytes, or as many as there are before a bracket or a number.
  @inline(__always)
  private static func place(_ text: Span<UInt8>) -> Int {
    var bytes: UInt64 = 0
    for index in 0..<min(6, text.count) {
      if text[index] < 0x80 { break }
      bytes = bytes &<< 8 | UInt64(text[index])
    }
    return Int((bytes &* 0x9e37_79b9_7f4a_7c15) &>> 48)
  }

  @inline(__always)
  func mayBegin(_ text: Span<UInt8>) -> Bool {
    guard !text.isEmpty else { return false }
    let first = text[0]
    // A73…, (1)…: a code, a bracket or a mark may stand in front of a name; a number or a word of Latin letters is none.
    if first < 0x80 {
      if first &- 0x30 < 10 { return false }
      for index in text.indices where text[index] >= 0x80 { return true }
      return false
    }
    // Signs such as 【 and “, and the number in 第十帮扶责任人.
    if first == 0xe2 || (first == 0xe3 && text.count > 1 && text[1] == 0x80) || first == 0xef { return true }
    if text.count > 5, text[0] == 0xe7, text[1] == 0xac, text[2] == 0xac { return true }
    return marks[Self.place(text)]
  }
}
