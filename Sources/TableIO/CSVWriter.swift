/// How a CSV file is written.
package struct CSVFormat: Sendable {
  /// A byte order mark first, so that spreadsheets read UTF-8.
  package var hasBOM: Bool
  package var lineEnd: [UInt8]
  /// Defuse cells that a spreadsheet would run.
  package var guardsText: Bool
  /// Hide numbers of persons in text cells.
  package var masksNumbers = false

  /// For people: a BOM and CR LF, guarded.
  package static let people = CSVFormat(hasBOM: true, lineEnd: [0x0d, 0x0a], guardsText: true)
  /// For programs: no BOM, LF, cells as they are.
  package static let machine = CSVFormat(hasBOM: false, lineEnd: [0x0a], guardsText: false)
}

/// Builds a table as bytes (RFC 4180).
package struct CSVWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let format: CSVFormat
  private var isFirstField = true

  /// Bytes written.
  package var count: Int { bytes.count }

  /// Makes room for so many bytes in all.
  package mutating func reserve(_ count: Int) { LargeArray.reserve(count, in: &bytes) }

  /// - Parameter isStart: write the byte order mark, if the format has one; false for a later part of a table.
  package init(_ format: CSVFormat, isStart: Bool = true) {
    self.format = format
    if isStart, format.hasBOM { bytes += [0xef, 0xbb, 0xbf] }
  }

  /// A text cell: quoted where it must be, defused where a spreadsheet would run it.
  package mutating func text(_ value: Span<UInt8>) {
    let look = Look(value)
    if let masked = masked(value, look) { put(masked.span, hasSign: look.hasSign) } else { put(value, hasSign: look.hasSign) }
  }

  /// Some of the bytes of a list as a text cell.
  package mutating func text(_ list: [UInt8], _ range: Range<Int>) {
    let value = list.span.extracting(range)
    let look = Look(value)
    if isPlain(value, look) {
      comma()
      bytes.append(addingCapacity: range.count) { SystemCalls.copy(list, range, to: &$0) }
    } else {
      text(value)
    }
  }

  /// What the bytes of a cell decide.
  private struct Look {
    /// Digits, and first bytes of full-width ones.
    var digits = 0
    /// A quote, comma or line end is among the bytes.
    var hasSign = false
    /// It is one run of digits that by its length is no number of a person.
    var isHarmless = false

    @inline(__always)
    init(_ value: Span<UInt8>) {
      var plain = 0
      for index in value.indices {
        let byte = value[index]
        if byte &- 0x30 < 10 { plain &+= 1 }
        if byte == 0xef { digits &+= 1 }
        if byte == 0x22 || byte == 0x2c || byte == 0x0a || byte == 0x0d { hasSign = true }
      }
      digits &+= plain
      isHarmless = plain == value.count && PersonalNumbers.isHarmless(value)
    }
  }

  /// Whether a cell is its bytes and nothing else.
  @inline(__always)
  private func isPlain(_ value: Span<UInt8>, _ look: Look) -> Bool {
    if look.hasSign || value.isEmpty || mayBeMasked(look) { return false }
    let first = value[0]
    return first > 0x20 && value[value.count - 1] != 0x20 && !(format.guardsText && Self.mayRun(first))
  }

  @inline(__always)
  private func mayBeMasked(_ look: Look) -> Bool {
    format.masksNumbers && look.digits >= PersonalNumbers.fewestDigits && !look.isHarmless
  }

  private func masked(_ value: Span<UInt8>, _ look: Look) -> [UInt8]? {
    mayBeMasked(look) ? PersonalNumbers.masked(Self.copy(value)[...]) : nil
  }

  /// - Parameter hasSign: a quote, comma or line end is among the bytes.
  private mutating func put(_ value: Span<UInt8>, hasSign: Bool) {
    comma()
    guard !value.isEmpty else { return }
    let (first, last) = (value[0], value[value.count - 1])
    let isDefused = format.guardsText && Self.mayRun(first) && Self.wouldRun(Self.copy(value)[...])
    // Blanks at an edge survive only in quotes with many readers.
    guard hasSign || first <= 0x20 || last == 0x20 else {
      if isDefused { bytes.append(0x27) }
      bytes.append(addingCapacity: value.count) { cell in for index in value.indices { cell.append(value[index]) } }
      return
    }
    bytes.append(0x22)
    if isDefused { bytes.append(0x27) }
    for index in value.indices {
      if value[index] == 0x22 { bytes.append(0x22) }
      bytes.append(value[index])
    }
    bytes.append(0x22)
  }

  private static func copy(_ value: Span<UInt8>) -> [UInt8] {
    [UInt8](capacity: value.count) { copy in for index in value.indices { copy.append(value[index]) } }
  }

  package mutating func text(_ value: ArraySlice<UInt8>) { text(value.span) }

  package mutating func text(_ value: [UInt8]) { text(value, value.indices) }

  package mutating func text(_ value: String) { text(Array(value.utf8).span) }

  /// A text as this writer's cells have it: for one that is written again and again.
  package func cell(_ value: [UInt8]) -> [UInt8] {
    var writer = CSVWriter(format, isStart: false)
    writer.text(value)
    return writer.bytes
  }

  /// The same of several that stand side by side.
  package func cells(_ values: [String]) -> [UInt8] {
    var writer = CSVWriter(format, isStart: false)
    for value in values { writer.text(value) }
    return writer.bytes
  }

  /// What `cell` or `cells` has made.
  package mutating func put(cell: [UInt8]) {
    comma()
    bytes.append(contentsOf: cell)
  }

  /// A number: never quoted, never defused.
  package mutating func number(_ value: Int) {
    comma()
    // Most are counts of a digit or two.
    switch value {
    case 0..<10: bytes.append(0x30 + UInt8(value))
    case 10..<100:
      bytes.append(0x30 + UInt8(value / 10))
      bytes.append(0x30 + UInt8(value % 10))
    default: bytes.append(contentsOf: String(value).utf8)
    }
  }

  /// A number that is written already, such as `2.5`.
  package mutating func number(text: String) {
    comma()
    bytes.append(contentsOf: text.utf8)
  }

  /// An empty cell.
  package mutating func empty() { comma() }

  package mutating func endRow() {
    bytes += format.lineEnd
    isFirstField = true
  }

  package mutating func row(_ values: [String]) {
    for value in values { text(value) }
    // A row of one empty cell would be a blank line, which readers skip.
    if values == [""] { bytes += [0x22, 0x22] }
    endRow()
  }

  private mutating func comma() {
    if !isFirstField { bytes.append(0x2c) }
    isFirstField = false
  }

  /// Whether a cell with this first byte may be one that would run.
  private static func mayRun(_ first: UInt8) -> Bool {
    first == 0 || first == 0xef || (first <= 0x40 && !(first &- 0x30 < 10))
  }

  /// Cells that start with `= + - @`, a tab, CR, LF or NUL, or with the full-width forms of the signs, are run as formulas by
  /// spreadsheets (OWASP, "CSV Injection"; CWE-1236).
  package static func wouldRun(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let first = cell.first else { return false }
    if first == 0x3d || first == 0x2b || first == 0x2d || first == 0x40 || first == 0x09 || first == 0x0d || first == 0x0a || first == 0 {
      return true
    }
    guard first == 0xef else { return false }
    let start = Array(cell.prefix(3))
    return start == [0xef, 0xbc, 0x9d] || start == [0xef, 0xbc, 0x8b] || start == [0xef, 0xbc, 0x8d] || start == [0xef, 0xbc, 0xa0]
  }
}
