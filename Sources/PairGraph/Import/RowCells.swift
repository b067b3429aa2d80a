internal import TableIO

/// The cells of the rows of a batch, looked at row by row; column -1 is an empty cell.
///
/// Most cells are plain: nothing in them has to be folded or quoted. That is known of each without looking at its bytes.
struct RowCells: Sendable {
  private(set) var bytes: [UInt8] = []
  /// index = row * columnCount + column, value = where a cell starts and ends in `bytes`.
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  /// As `CellBlock` has them.
  private var marks: [UInt64] = []
  private(set) var columnCount = 0
  var row = 0

  init() {}

  init(_ block: CellBlock) {
    (bytes, starts, ends, marks, columnCount) = (block.bytes, block.starts, block.ends, block.marks, block.columnCount)
    takeFormulasAway(from: block)
  }

  /// Of a formula that is nothing but a text, `="0131"`, the text stays: that is how people keep a spreadsheet from counting it.
  ///
  /// - Complexity: O(marks) where there is none, else O(cells).
  private mutating func takeFormulasAway(from block: CellBlock) {
    if !Self.mayHaveFormulas(block) { return }
    let bytes = block.bytes.span
    for cell in starts.indices where starts[cell] &+ 2 < ends[cell] && bytes[Int(starts[cell])] == 0x3d {
      let (first, last) = (Int(starts[cell]) + 1, Int(ends[cell]) - 1)
      guard first < last, bytes[first] == 0x22, bytes[last] == 0x22 else { continue }
      if (first + 1..<last).contains(where: { bytes[$0] == 0x22 }) { continue }
      (starts[cell], ends[cell]) = (UInt32(first + 1), UInt32(last))
    }
  }

  /// Whether some quote stands behind a `=`: quotes are marked, and few.
  private static func mayHaveFormulas(_ block: CellBlock) -> Bool {
    let (bytes, marks) = (block.bytes.span, block.marks.span)
    // Cells that were written anew stand at the end; what is before them in the same word has its own marks, they have none.
    var end = marks.count
    while end > 0, marks[end - 1] == ~0 { end -= 1 }
    for index in marks.indices {
      var rest = index == end - 1 ? ~0 : marks[index]
      while rest != 0 {
        let byte = index &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        if byte > 0, byte < bytes.count, bytes[byte] == 0x22, bytes[byte - 1] == 0x3d { return true }
      }
    }
    return false
  }

  // MARK: One cell

  /// Where a cell of the row stands in `bytes`.
  @inline(__always)
  func range(_ column: Int) -> Range<Int> {
    if column < 0 { return 0..<0 }
    let index = row &* columnCount &+ column
    return Int(starts[index])..<Int(ends[index])
  }

  /// A cell as it stands.
  @inline(__always)
  subscript(column: Int) -> ArraySlice<UInt8> { bytes[range(column)] }

  @inline(__always)
  func isEmpty(_ column: Int) -> Bool { range(column).isEmpty }

  /// Whether a cell is known to be compared and written as it stands; one that is not may be so, too.
  @inline(__always)
  func isPlain(_ column: Int) -> Bool {
    let range = range(column)
    if range.isEmpty { return true }
    let (first, last) = (range.lowerBound &>> 6, (range.upperBound &- 1) &>> 6)
    let behindFirst = marks[first] & (~0 &<< UInt64(range.lowerBound & 63))
    let upToLast: UInt64 = ~0 &>> UInt64(63 &- (range.upperBound &- 1) & 63)
    if first == last { return behindFirst & upToLast == 0 }
    if behindFirst != 0 || marks[last] & upToLast != 0 { return false }
    return last == first &+ 1 || marks[first &+ 1..<last].allSatisfy { $0 == 0 }
  }

  /// A cell as it is compared.
  @inline(__always)
  func folded(_ column: Int) -> ArraySlice<UInt8> { isPlain(column) ? self[column] : CellText.folded(self[column])[...] }

  /// A cell as names are compared.
  @inline(__always)
  func name(_ column: Int) -> ArraySlice<UInt8> { isPlain(column) ? self[column] : CellText.name(self[column])[...] }

  /// Whether nothing is left of a cell when it is folded.
  @inline(__always)
  func isBlank(_ column: Int) -> Bool { isPlain(column) ? isEmpty(column) : CellText.isBlank(self[column]) }

  /// Whether a plain cell is one name.
  @inline(__always)
  func isPlainName(_ column: Int) -> Bool {
    !isEmpty(column) && isPlain(column) && NameCell.isName(bytes.span.extracting(range(column))) && !isNobody(column)
  }

  /// Whether a cell that is plain says that there is nobody.
  @inline(__always)
  private func isNobody(_ column: Int) -> Bool {
    NobodyCell.mayBe(bytes.span.extracting(range(column))) && NobodyCell.reading(self[column]) != .somebody
  }

  /// Whether a cell says the same as the one above it.
  @inline(__always)
  func isDitto(_ column: Int) -> Bool {
    isPlain(column) ? LineWords.isDitto(bytes.span.extracting(range(column))) : LineWords.isDitto(folded(column).span)
  }

  /// The number of a cell that has nothing but its digits, 0 for an empty cell; nil for one that has to be taken apart.
  @inline(__always)
  func plainPhone(_ column: Int) -> UInt64? {
    let range = range(column)
    return range.isEmpty ? 0 : PhoneCell.plain(bytes.span.extracting(range))
  }

  /// A cell for a phone as it is compared, without the `=` of a formula.
  func phone(_ column: Int) -> ArraySlice<UInt8> {
    let text = folded(column)
    return text.first == 0x3d && text.dropFirst().allSatisfy { $0 &- 0x30 < 10 } ? text.dropFirst() : text
  }

  /// How many digits the number of people of a household may have, zeros in front not counted.
  static let sizeDigits = 3

  /// Whether a cell has nothing but a number of people, or nothing.
  @inline(__always)
  func isPlainSize(_ column: Int) -> Bool {
    let range = range(column)
    return range.count <= Self.sizeDigits && range.allSatisfy { bytes[$0] &- 0x30 < 10 }
  }

  /// The day of a cell in its most frequent form, 0 for an empty cell; nil for one that has to be taken apart.
  @inline(__always)
  func plainDay(_ column: Int) -> UInt32? {
    let range = range(column)
    return range.isEmpty ? 0 : RosterDate.tenCharacters(bytes.span.extracting(range))?.packed
  }

  /// The resident id of a cell of eighteen digits, none of an empty one; nil for one that has to be taken apart.
  @inline(__always)
  func plainID(_ column: Int) -> ResidentID? { ResidentID(plain: bytes.span.extracting(range(column))) }

  /// Whether a cell may end a table or begin a section of it.
  @inline(__always)
  func mayClose(_ column: Int) -> Bool { ClosingWords.mayClose(bytes.span.extracting(range(column))) }

  /// Whether a cell may be a total.
  @inline(__always)
  func mayBeTotal(_ column: Int) -> Bool { LineWords.mayBeTotal(bytes.span.extracting(range(column))) }

  /// Whether a cell may be the name of a column.
  @inline(__always)
  func mayBeHeader(_ column: Int, _ lines: HeaderLines) -> Bool {
    isPlain(column) ? lines.mayBeName(bytes.span.extracting(range(column))) : lines.mayBeName(name(column).span)
  }

  @inline(__always)
  func isEqual(_ column: Int, to text: Span<UInt8>) -> Bool { CellText.isEqual(text, bytes.span.extracting(range(column))) }

  // MARK: Copies

  /// Adds a cell as names are compared to some texts.
  ///
  /// - Returns: its number there.
  @inline(__always)
  func addName(_ column: Int, to list: inout ByteList) -> Int32 {
    isPlain(column) ? list.append(bytes.span.extracting(range(column))) : list.append(name(column))
  }

  /// Adds a cell as it stands, or as names are compared, to texts that are not looked up.
  @inline(__always)
  func addUnhashed(_ column: Int, asName: Bool, to list: inout ByteList) -> Int32 {
    if asName, !isPlain(column) { return list.append(name(column), hash: 0) }
    return list.append(bytes.span.extracting(range(column)), hash: 0)
  }

  /// Adds a cell as it is compared.
  @inline(__always)
  func addFolded(_ column: Int, to list: inout ByteList) -> Int32 {
    isPlain(column) ? list.append(bytes.span.extracting(range(column))) : list.append(folded(column))
  }

  /// Writes a cell as CSV.
  @inline(__always)
  func write(_ column: Int, to target: inout [UInt8]) {
    if isPlain(column) { target.append(contentsOf: self[column]) } else { RowReading.append(self[column], to: &target) }
  }

  /// Whether all of some cells are plain.
  func arePlain(_ columns: [Int]) -> Bool {
    for column in columns where !isPlain(column) { return false }
    return true
  }

  /// Writes cells as CSV, with commas between them.
  ///
  /// - Complexity: O(bytes).
  func write(_ columns: [Int], to target: inout [UInt8]) {
    if arePlain(columns) { return writePlain(columns, to: &target) }
    for (index, column) in columns.enumerated() {
      if index > 0 { target.append(0x2c) }
      write(column, to: &target)
    }
  }

  /// Writes cells that are plain, with commas between them.
  func writePlain(_ columns: [Int], to target: inout [UInt8]) {
    var room = columns.count
    for column in columns { room &+= range(column).count }
    // Room for all of them is made once, and what is written from is looked up once.
    let (bytes, starts, ends, first) = (bytes.span, starts.span, ends.span, row &* columnCount)
    target.append(addingCapacity: room) { target in
      for place in columns.indices {
        if place > 0 { target.append(0x2c) }
        if columns[place] < 0 { continue }
        let cell = first &+ columns[place]
        var index = Int(starts[cell])
        let end = Int(ends[cell])
        while index < end {
          target.append(bytes[index])
          index &+= 1
        }
      }
    }
  }
}
