// UNSAFE: copies fields from the batch's text to the bytes of a new table through pointers. Why: every byte of a table that is cleaned
// passes here, most of them copied as they are. What must hold: the room for the output is what the worst quoting needs (see `room`), and the
// batch is not filled again meanwhile.

/// The rows of a batch as a tidy table has them: separated by commas, ended by a line feed, quoted only where they must be.
package struct TidyRows: Sendable {
  /// What keeps a field out of a tidy table.
  package enum Fault: Sendable, Equatable {
    /// A control character other than tab and line ends; its code.
    case control(UInt8)
    /// More bytes than a field may have; how many it has.
    case tooLong(Int)
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

extension RowBatch {
  /// Writes the rows tidily. A line break inside a field becomes a line feed; nothing else of a field changes.
  ///
  /// - Parameter longestField: bytes that a field may have, without its quotes.
  /// - Complexity: O(bytes).
  package func tidyRows(longestField: Int, seed: UInt64) -> TidyRows {
    var result = TidyRows()
    guard rowCount > 0 else { return result }
    result.ends.reserveCapacity(rowCount)
    result.hashes.reserveCapacity(rowCount)
    let isPlain = !hasQuotes && delimiter == 0x2c && isFreeOfControls()
    let size = unsafe next - origin - Int(starts.pointer[0])
    // Every byte may be a quote to double, every field may get two; and words are loaded beyond the end.
    let room = isPlain ? size + rowCount + 64 : 2 * size + 2 * rowCount * columnCount + rowCount + 64
    result.bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      guard let out = unsafe buffer.baseAddress.map(UnsafeMutableRawPointer.init) else { return }
      for row in 0..<rowCount {
        let from = unsafe Int(starts.pointer[row])
        let end = unsafe Int(ends[row &* columnCount &+ columnCount &- 1])
        let begin = count
        if isPlain, end &- from <= longestField {
          unsafe (out + count).copyMemory(from: text + from, byteCount: end &- from)
          count &+= end &- from
        } else if let (column, fault) = unsafe writeRow(row, to: out, &count, longestField: longestField) {
          result.faults.append((row, column, fault))
          count = begin
          continue
        }
        result.hashes.append(unsafe TextTable.hash(Field(UnsafeRawPointer(out + begin), count &- begin), seed))
        unsafe out.storeBytes(of: 0x0a, toByteOffset: count, as: UInt8.self)
        count &+= 1
        result.ends.append(UInt32(truncatingIfNeeded: count))
      }
    }
    return result
  }

  /// Whether a row may have a control character other than tab and line ends; a look at its fields decides.
  ///
  /// - Complexity: O(bytes), sixteen at a time.
  package func mayHaveControls() -> Bool { rowCount > 0 && !isFreeOfControls() }

  /// Whether no row has a control character; where this says no, a look at each field decides.
  private func isFreeOfControls() -> Bool {
    typealias Bytes = SIMD16<UInt8>
    var found = SIMDMask<SIMD16<Int8>>(repeating: false)
    var position = unsafe Int(starts.pointer[0])
    let end = next - origin
    while position < end {
      let bytes = unsafe text.loadUnaligned(fromByteOffset: position, as: Bytes.self)
      let isAllowed = (bytes .== Bytes(repeating: 0x09)) .| (bytes .== Bytes(repeating: 0x0a)) .| (bytes .== Bytes(repeating: 0x0d))
      let isBehind = position &+ 16 > end
      let isControl = ((bytes .< Bytes(repeating: 0x20)) .& .!isAllowed) .| (bytes .== Bytes(repeating: 0x7f))
      // What is read beyond the end is not of the table.
      if !isBehind { found = found .| isControl } else { return !any(found) && isFreeOfControls(from: position, to: end) }
      position &+= 16
    }
    return !any(found)
  }

  private func isFreeOfControls(from start: Int, to end: Int) -> Bool {
    (start..<end).allSatisfy { !Self.isControl(byte($0)) }
  }

  @inline(__always)
  private static func isControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d) || byte == 0x7f
  }

  /// Writes one row; returns the first field that cannot be in a tidy table.
  private func writeRow(
    _ row: Int, to out: UnsafeMutableRawPointer, _ count: inout Int, longestField: Int
  ) -> (column: Int, fault: TidyRows.Fault)? {
    let begin = count
    var from = unsafe Int(starts.pointer[row])
    for column in 0..<columnCount {
      let end = unsafe Int(ends[row &* columnCount &+ column])
      if column > 0 {
        unsafe out.storeBytes(of: 0x2c, toByteOffset: count, as: UInt8.self)
        count &+= 1
      }
      if let fault = unsafe writeField(from, end, to: out, &count, longestField: longestField) { return (column, fault) }
      from = end &+ 1
    }
    if count == begin {
      // A row of one empty field would be a blank line, which is no row.
      unsafe out.storeBytes(of: 0x2222, toByteOffset: count, as: UInt16.self)
      count &+= 2
    }
    return nil
  }

  private func writeField(
    _ start: Int, _ end: Int, to out: UnsafeMutableRawPointer, _ count: inout Int, longestField: Int
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
    if mustQuote { unsafe put(0x22, to: out, &count) }
    if isSimple {
      unsafe (out + count).copyMemory(from: text + from, byteCount: to &- from)
      count &+= to &- from
    } else {
      for position in from..<to {
        let byte = byte(position)
        // A carriage return becomes a line feed, or goes where one follows.
        if byte == 0x0d, position &+ 1 < to, self.byte(position &+ 1) == 0x0a { continue }
        if byte == 0x22, !isQuoted { unsafe put(0x22, to: out, &count) }
        unsafe put(byte == 0x0d ? 0x0a : byte, to: out, &count)
      }
    }
    if mustQuote { unsafe put(0x22, to: out, &count) }
    return nil
  }

  @inline(__always)
  private func put(_ byte: UInt8, to out: UnsafeMutableRawPointer, _ count: inout Int) {
    unsafe out.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }
}
