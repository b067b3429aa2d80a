/// The slow, obvious scanner: one byte after another. It decides what a table means; the fast one must agree with it.
///
/// The dialect is RFC 4180 with any line end. A field is quoted when its first byte is `"`; inside, `""` is a quote. In an
/// unquoted field a quote is text. Behind a closing quote only a delimiter or a line end may follow. LF, CR LF and CR
/// end a line; lines without a byte are skipped.
struct PlainScan {
  /// One record as it stands in the text; positions are relative to the bytes scanned.
  struct Record {
    var start: Int
    /// index = field, value = where the field ends (the position of its delimiter or line end).
    var ends: [Int] = []
    /// Where a byte follows a closing quote that must not, or nil.
    var textAfterQuote: Int?
    /// Where the next record starts.
    var next: Int
    /// Position of the quote that never closes, or nil.
    var unclosedQuote: Int?
    /// The text ran out before the record ended.
    var reachedEnd = false

    /// Forgets what was scanned, for another record.
    mutating func reset(start: Int, next: Int) {
      self.start = start
      self.next = next
      ends.removeAll(keepingCapacity: true)
      (textAfterQuote, unclosedQuote, reachedEnd) = (nil, nil, false)
    }

    var isBlank: Bool { ends.count == 1 && ends[0] == start }
  }

  let delimiter: UInt8

  /// Scans the record that starts at `start`.
  ///
  /// - Parameters:
  ///   - count: number of bytes there are; the end of the text ends the record.
  ///   - byte: gives the byte at a position.
  /// - Complexity: O(length of the record).
  @inline(__always)
  func record(from start: Int, count: Int, byte: (Int) -> UInt8) -> Record {
    var record = Record(start: start, next: count)
    scan(&record, count: count, byte: byte)
    return record
  }

  /// The same for a record that has only its start, its list of ends reused.
  @inline(__always)
  func scan(_ record: inout Record, count: Int, byte: (Int) -> UInt8) {
    let start = record.start
    var position = start
    while true {
      if position < count, byte(position) == 0x22 {
        position = closing(of: position, count: count, byte: byte)
        if position < 0 {
          record.unclosedQuote = record.ends.last.map { $0 + 1 } ?? start
          record.reachedEnd = true
          return
        }
        if position < count, !isBreak(byte(position)) { record.textAfterQuote = record.textAfterQuote ?? position }
      }
      while position < count, !isBreak(byte(position)) { position += 1 }
      record.ends.append(position)
      guard position < count else {
        record.reachedEnd = true
        return
      }
      let found = byte(position)
      position += 1
      if found == delimiter { continue }
      if found == 0x0d, position < count, byte(position) == 0x0a { position += 1 }
      record.next = position
      return
    }
  }

  @inline(__always)
  private func isBreak(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0a || byte == 0x0d }

  /// Position behind the quote that closes the one at `opening`, or -1.
  private func closing(of opening: Int, count: Int, byte: (Int) -> UInt8) -> Int {
    var position = opening + 1
    while position < count {
      if byte(position) == 0x22 {
        if position + 1 < count, byte(position + 1) == 0x22 { position += 1 } else { return position + 1 }
      }
      position += 1
    }
    return -1
  }
}
