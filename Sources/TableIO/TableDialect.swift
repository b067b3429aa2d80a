/// What separates the fields of a table.
package enum TableDelimiter: String, Sendable, CaseIterable {
  case comma = ","
  case tab = "\t"
  case semicolon = ";"
  case wideComma = "，"

  /// The delimiter of a name: the sign itself, or `comma`, `tab`, `\t`, `semicolon`.
  package init?(name: String) {
    switch name.lowercased() {
    case ",", "comma": self = .comma
    case "\t", "tab", "\\t": self = .tab
    case ";", "semicolon": self = .semicolon
    case "，", "wide-comma": self = .wideComma
    default: return nil
    }
  }

  /// The delimiter that the first records of a text fit.
  ///
  /// The one with which most records have the same number of fields, more than one; of equals the first listed. With `firstRecord` only
  /// those are asked that the first record has.
  ///
  /// - Parameters:
  ///   - head: UTF-8, from the start of the table.
  ///   - isWhole: the table ends with it.
  ///   - firstRecord: the table starts with its header.
  /// - Complexity: O(bytes).
  package static func detect(_ head: [UInt8], isWhole: Bool, firstRecord: Bool) -> TableDelimiter {
    var best = (delimiter: TableDelimiter.comma, records: 0)
    let asked = firstRecord ? allCases.filter { separatesFirstRecord(of: head, isWhole: isWhole, $0) } : allCases
    if firstRecord, asked.count < 2 { return asked.first ?? .comma }
    for delimiter in asked {
      let counts = fieldCounts(head[...], isWhole: isWhole, delimiter)
      let usual = counts.filter { $0 > 1 }.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
      // Two signs may fit all records alike only in one field each way: then there are more fields with the true one.
      let most = usual.max { ($0.value, $0.key) < ($1.value, $1.key) }?.value ?? 0
      if most > best.records { best = (delimiter, most) }
    }
    return best.delimiter
  }

  /// Whether the first record has several fields; of a long text no more is looked at than that takes.
  private static func separatesFirstRecord(of head: [UInt8], isWhole: Bool, _ delimiter: TableDelimiter) -> Bool {
    var size = 1 << 10
    while true {
      let isAll = size >= head.count
      if let first = fieldCounts(head.prefix(size), isWhole: isAll && isWhole, delimiter, limit: 1).first { return first > 1 }
      if isAll { return false }
      size *= 8
    }
  }

  /// index = record, value = number of its fields; blank lines are none.
  private static func fieldCounts(_ head: ArraySlice<UInt8>, isWhole: Bool, _ delimiter: TableDelimiter, limit: Int = 200) -> [Int] {
    let start = head.starts(with: TextEncoding.utf8.mark) ? 3 : 0
    var text = Array(head.dropFirst(start))
    let byte = delimiter.byte ?? 0x1f
    if delimiter == .wideComma {
      var state = WideCommas(substitute: byte)
      text = state.replaced(text.filter { $0 != byte })
    }
    var counts: [Int] = []
    var position = 0
    while position < text.count, counts.count < limit {
      let record = PlainScan(delimiter: byte).record(from: position, count: text.count) { text[$0] }
      if record.reachedEnd, !isWhole || record.unclosedQuote != nil { break }
      if !record.isBlank { counts.append(record.ends.count) }
      position = record.next
    }
    return counts
  }

  /// The delimiter as the scanner knows it; nil where it is no single byte.
  var byte: UInt8? { self == .wideComma ? nil : rawValue.utf8.first }
}

/// Puts one byte in the place of each full-width comma outside quotes, so that the scanner, which knows delimiters of a byte, can read the
/// table. Parts of a text come one after the other and may be cut anywhere between characters.
struct WideCommas {
  let substitute: UInt8
  private var isInside = false
  private var startsField = true

  init(substitute: UInt8) { self.substitute = substitute }

  mutating func replaced(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      let isComma = byte == 0xef && index + 2 < text.count && text[index + 1] == 0xbc && text[index + 2] == 0x8c
      if isComma, !isInside {
        result.append(substitute)
        startsField = true
        index += 3
        continue
      }
      // A doubled quote closes and opens again, which comes to the same.
      if byte == 0x22, isInside { isInside = false } else if byte == 0x22, startsField || lastClosed { isInside = true }
      lastClosed = byte == 0x22 && !isInside
      startsField = byte == 0x0a || byte == 0x0d
      result.append(byte)
      index += 1
    }
    return result
  }

  /// The byte before closed a quote.
  private var lastClosed = false
}
