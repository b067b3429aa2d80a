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

  /// - Parameter isStart: write the byte order mark, if the format has one; false for a later part of a table.
  package init(_ format: CSVFormat, isStart: Bool = true) {
    self.format = format
    if isStart, format.hasBOM { bytes += [0xef, 0xbb, 0xbf] }
  }

  /// A text cell: quoted where it must be, defused where a spreadsheet would run it.
  package mutating func text(_ value: ArraySlice<UInt8>) {
    if format.masksNumbers, let masked = PersonalNumbers.masked(value) { put(masked[...]) } else { put(value) }
  }

  private mutating func put(_ value: ArraySlice<UInt8>) {
    comma()
    guard !value.isEmpty else { return }
    // Blanks at an edge survive only in quotes with many readers.
    var mustQuote = value[value.startIndex] <= 0x20 || value[value.endIndex - 1] == 0x20
    for byte in value where byte == 0x22 || byte == 0x2c || byte == 0x0a || byte == 0x0d { mustQuote = true }
    if !mustQuote {
      if format.guardsText, Self.wouldRun(value) { bytes.append(0x27) }
      bytes.append(contentsOf: value)
      return
    }
    bytes.append(0x22)
    if format.guardsText, Self.wouldRun(value) { bytes.append(0x27) }
    for byte in value {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  package mutating func text(_ value: [UInt8]) { text(value[...]) }

  package mutating func text(_ value: String) {
    let isPlain = value.utf8.allSatisfy { $0 > 0x40 && $0 < 0x80 }
    if isPlain, !value.isEmpty {
      comma()
      bytes.append(contentsOf: value.utf8)
    } else {
      text(Array(value.utf8)[...])
    }
  }

  /// A number: never quoted, never defused.
  package mutating func number(_ value: Int) {
    comma()
    bytes.append(contentsOf: String(value).utf8)
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
