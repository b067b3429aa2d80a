internal import TableIO

/// Control characters, which no cell may have.
extension RowReading {
  func checkControls() throws(Fault) {
    guard mayHaveControls else { return }
    for column in 0..<columnCount {
      guard let byte = cell(column).first(where: RowBatch.isControl) else { continue }
      let details = [text(column)]
      if byte == 0 { throw Fault(problem: .nulByte, column: column, details: details) }
      throw Fault(problem: .controlCharacter, column: column, details: details + [RawText.hex([byte])])
    }
  }
}
