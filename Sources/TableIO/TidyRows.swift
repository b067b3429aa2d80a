/// The rows of a batch as a tidy table has them: separated by commas, ended by a line feed, quoted only where they must be.
package struct TidyRows: Sendable {
  /// What keeps a field out of a tidy table.
  package enum Fault: Sendable, Equatable {
    /// A control character other than tab and line ends; its code.
    case control(UInt8)
    /// More bytes than a field may have; how many it has.
    case tooLong(Int)
    /// Rows that a quote took in; how many lines.
    case swallowed(Int)
  }

  /// The rows one behind the other.
  package var bytes: [UInt8] = []
  /// index = row that is kept, value = where it ends in `bytes`.
  package var ends: [UInt32] = []
  /// index = row that is kept, value = hash of its bytes: equal rows have equal hashes, for all tables of a run.
  package var hashes: [UInt64] = []
  /// Rows that are not kept, ascending, each with its first field that cannot be.
  package var faults: [(row: Int, column: Int, fault: Fault)] = []
}

extension TidyRows {
  /// Takes out rows.
  ///
  /// - Parameter isOut: whether a row goes, by its bytes without the line end.
  /// - Returns: the numbers that the rows have in their batch, ascending.
  /// - Complexity: O(rows), and O(bytes) where one goes.
  package mutating func takeOut(where isOut: (ArraySlice<UInt8>) -> Bool) -> [Int] {
    var out: [Int] = []
    var start = 0
    for kept in ends.indices {
      if isOut(bytes[start..<Int(ends[kept]) - 1]) { out.append(kept) }
      start = Int(ends[kept])
    }
    if out.isEmpty { return [] }
    var rest = TidyRows()
    rest.faults = faults
    var next = out[...]
    for kept in ends.indices {
      if kept == next.first {
        next.removeFirst()
        continue
      }
      rest.bytes += bytes[(kept == 0 ? 0 : Int(ends[kept - 1]))..<Int(ends[kept])]
      rest.ends.append(UInt32(truncatingIfNeeded: rest.bytes.count))
      rest.hashes.append(hashes[kept])
    }
    self = rest
    // Rows with a fault are not among those that are kept.
    var bad = faults.map(\.row)[...]
    var before = 0
    return out.map { kept in
      while let first = bad.first, first <= kept + before {
        before += 1
        bad.removeFirst()
      }
      return kept + before
    }
  }
}

extension RowBatch {
  /// Writes the rows tidily. A line break inside a field becomes a line feed; nothing else of a field changes.
  ///
  /// - Parameters:
  ///   - longestField: bytes that a field may have, without its quotes.
  ///   - kinds: what rows of the table are like.
  /// - Complexity: O(bytes).
  package func tidyRows(longestField: Int, seed: UInt64, kinds: ColumnKinds = ColumnKinds()) -> TidyRows {
    var result = TidyRows()
    guard rowCount > 0 else { return result }
    result.ends.reserveCapacity(rowCount)
    result.hashes.reserveCapacity(rowCount)
    let isPlain = !hasQuotes && delimiter == 0x2c && isFreeOfControls()
    let size = next - origin - start(0)
    // Every byte may be a quote to double, every field may get two; and a word is looked at beyond the end.
    result.bytes.reserveCapacity((isPlain ? size : 2 * (size + rowCount * columnCount)) + rowCount + 8)
    // Where every line is a record, no cell has a line break.
    let swallowing =
      hasQuotes && lineCount > rowCount + faults.count ? SwallowedRows(columns: columnCount, delimiter: delimiter, kinds: kinds) : nil
    for row in 0..<rowCount {
      if let swallowing, let (column, lines) = swallowed(row, swallowing) {
        result.faults.append((row, column, .swallowed(lines)))
        continue
      }
      let whole = start(row)..<end(row, columnCount - 1)
      let begin = result.bytes.count
      if isPlain, whole.count <= longestField {
        result.bytes.append(stretch(whole))
      } else if let (column, fault) = writeRow(row, to: &result.bytes, longestField: longestField) {
        result.faults.append((row, column, fault))
        result.bytes.removeLast(result.bytes.count - begin)
        continue
      }
      result.hashes.append(result.bytes.withField(begin..<result.bytes.count) { TextTable.hash($0, seed) })
      result.bytes.append(0x0a)
      result.ends.append(UInt32(truncatingIfNeeded: result.bytes.count))
    }
    return result
  }

  /// The first cell of a row that a quote made of other rows, and how many lines it has taken in.
  ///
  /// - Complexity: O(bytes).
  private func swallowed(_ row: Int, _ rows: SwallowedRows) -> (column: Int, lines: Int)? {
    let mayHold = (0..<columnCount).contains { column in
      let begin = column == 0 ? start(row) : end(row, column - 1) + 1
      return end(row, column) > begin && byte(begin) == 0x22 && rows.mayHold(bytes(row: row, column: column).span)
    }
    return mayHold ? rows.first(in: (0..<columnCount).map { bytes(row: row, column: $0) }) { _ in true } : nil
  }

  /// Whether a row may have a control character other than tab and line ends; a look at its fields decides.
  ///
  /// - Complexity: O(bytes), sixteen at a time.
  package func mayHaveControls() -> Bool { rowCount > 0 && !isFreeOfControls() }

  /// Whether no row has a control character; where this says no, a look at each field decides.
  private func isFreeOfControls() -> Bool {
    typealias Bytes = SIMD16<UInt8>
    let rows = stretch(start(0)..<next - origin)
    var found = SIMDMask<SIMD16<Int8>>(repeating: false)
    var position = 0
    while position &+ 16 <= rows.count {
      let bytes = rows.sixteen(at: position)
      let isAllowed = (bytes .== Bytes(repeating: 0x09)) .| (bytes .== Bytes(repeating: 0x0a)) .| (bytes .== Bytes(repeating: 0x0d))
      found = found .| ((bytes .< Bytes(repeating: 0x20)) .& .!isAllowed) .| (bytes .== Bytes(repeating: 0x7f))
      position &+= 16
    }
    return !any(found) && (position..<rows.count).allSatisfy { !Self.isControl(rows[$0]) }
  }

  /// Whether a byte is a control character other than tab and line ends.
  @inline(__always)
  package static func isControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) || byte == 0x7f
  }

  /// Writes one row; returns the first field that cannot be in a tidy table.
  private func writeRow(_ row: Int, to out: inout [UInt8], longestField: Int) -> (column: Int, fault: TidyRows.Fault)? {
    let begin = out.count
    var from = start(row)
    for column in 0..<columnCount {
      let end = end(row, column)
      if column > 0 { out.append(0x2c) }
      if let fault = writeField(from, end, to: &out, longestField: longestField) { return (column, fault) }
      from = end &+ 1
    }
    // A row of one empty field would be a blank line, which is no row.
    if out.count == begin { out += [0x22, 0x22] }
    return nil
  }

  private func writeField(
    _ start: Int, _ end: Int, to out: inout [UInt8], longestField: Int
  ) -> TidyRows.Fault? {
    let isQuoted = hasQuotes && end > start && byte(start) == 0x22
    let (from, to) = isQuoted ? (start &+ 1, max(start &+ 1, end &- 1)) : (start, end)
    if to &- from > longestField {
      // A doubled quote is one: a field that is tidy is not too long when it is read again.
      let length = isQuoted ? to - from - (from..<to).count { byte($0) == 0x22 } / 2 : to - from
      if length > longestField { return .tooLong(length) }
    }
    var mustQuote = false
    var isSimple = true  // no byte is doubled or left out
    for position in from..<to {
      let byte = byte(position)
      if byte == 0x2c || byte == 0x0a { mustQuote = true }
      if byte == 0x22 || byte == 0x0d { (mustQuote, isSimple) = (true, isSimple && byte == 0x22 && isQuoted) }
      if Self.isControl(byte) { return .control(byte) }
    }
    if mustQuote { out.append(0x22) }
    if isSimple {
      out.append(stretch(from..<to))
    } else {
      for position in from..<to {
        let byte = byte(position)
        // A carriage return becomes a line feed, or goes where one follows.
        if byte == 0x0d, position &+ 1 < to, self.byte(position &+ 1) == 0x0a { continue }
        if byte == 0x22, !isQuoted { out.append(0x22) }
        out.append(byte == 0x0d ? 0x0a : byte)
      }
    }
    if mustQuote { out.append(0x22) }
    return nil
  }
}
