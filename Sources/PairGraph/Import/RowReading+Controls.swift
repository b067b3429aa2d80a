internal import TableIO

/// Control characters, which no cell may have.
extension RowReading {
  /// Control characters other than tab and line ends.
  @inline(__always)
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) || byte == 0x7f }

  func checkControls() throws(Fault) {
    guard mayHaveControls else { return }
    for column in 0..<columnCount {
      guard let byte = cell(column).first(where: Self.isControl) else { continue }
      let details = [text(column)]
      if byte == 0 { throw Fault(problem: .nulByte, column: column, details: details) }
      throw Fault(problem: .controlCharacter, column: column, details: details + [RawText.hex([byte])])
    }
  }
}
