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
    takeFormulasAway(from: block.bytes)
  }

  /// Of a formula that is nothing but a text, `="0131"` or `=131`, the text stays: that is how people keep a spreadsheet from counting it.
  ///
  /// - Complexity: O(bytes).
  private mutating func takeFormulasAway(from text: [UInt8]) {
    let bytes = text.span
    // Nothing stops early, so that many bytes are looked at at a time: mostly there is none.
    var count: UInt8 = 0
    for index in bytes.indices { count |= bytes[index] == 0x3d ? 1 : 0 }
    if count == 0 { return }
    for cell in starts.indices where starts[cell] < ends[cell] && bytes[Int(starts[cell])] == 0x3d {
      let (start, end) = (Int(starts[cell]) + 1, Int(ends[cell]))
      if end - start > 1, bytes[start] == 0x22, bytes[end - 1] == 0x22 {
        if (start + 1..<end - 1).contains(where: { bytes[$0] == 0x22 }) { continue }
        (starts[cell], ends[cell]) = (UInt32(start + 1), UInt32(end - 1))
      } else if start < end, (start..<end).allSatisfy({ bytes[$0] &- 0x30 < 10 || $0 == end - 1 && bytes[$0] | 0x20 == 0x78 }) {
        starts[cell] = UInt32(start)
      }
    }
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
