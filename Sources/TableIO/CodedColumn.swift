/// Texts with few different values, as numbers.
package struct CodedColumn: Sendable {
  /// index = code, value = text; code 0 is the empty text.
  package private(set) var texts: [[UInt8]] = [[]]
  /// index = row, value = code.
  package private(set) var codes = RowCodes()
  private var known: [[UInt8]: UInt32] = [[]: 0]

  package init() {}

  /// The code of a text, if it occurs.
  package func code(of text: [UInt8]) -> UInt32? { known[text] }

  /// Makes room for rows.
  package mutating func reserve(_ rows: Int) { codes.reserve(rows) }

  package mutating func append(_ other: CodedColumn) {
    let translated = other.texts.map { code(for: $0) }
    codes.append(other.codes, as: translated)
  }

  /// Keeps the rows that `isKept` says, in order.
  package mutating func keep(_ isKept: [Bool]) { codes.keep(isKept) }

  private mutating func code(for text: [UInt8]) -> UInt32 {
    if let code = known[text] { return code }
    let code = UInt32(texts.count)
    texts.append(text)
    known[text] = code
    return code
  }

  fileprivate mutating func append(_ text: [UInt8]) { codes.append(code(for: text)) }

  @inline(__always)
  fileprivate mutating func append(_ field: Field, _ recent: inout RecentTexts) {
    let slot = RecentTexts.slot(of: field)
    if let (text, code) = recent.slots[slot], text.isEqual(to: field) {
      codes.append(code)
      return
    }
    let code = code(for: field.bytes)
    recent.slots[slot] = (field, code)
    codes.append(code)
  }
}

/// The codes of texts that occurred, each where its bytes say: a text is compared with one other in place, and hardly ever hashed in full.
private struct RecentTexts {
  var slots = [(text: Field, code: UInt32)?](repeating: nil, count: 64)

  /// Texts that differ in their first or last eight bytes mostly have slots of their own.
  @inline(__always)
  static func slot(of text: Field) -> Int {
    let key = text.count < 8 ? text.maskedWord : text.word(at: 0) ^ text.word(at: text.count &- 8) &* 0xff51_afd7_ed55_8ccd
    return Int(truncatingIfNeeded: ((key ^ key &>> 32) &* 0x9e37_79b9_7f4a_7c15) &>> 58)
  }
}

extension RowBatch {
  /// A column of texts as codes.
  ///
  /// - Parameter skipping: rows to leave out, ascending.
  /// - Complexity: O(rows) expected, where few values occur.
  package func codes(column: Int, skipping: [Int]) -> CodedColumn {
    let fields = fields
    var result = CodedColumn()
    result.reserve(rowCount)
    var recent = RecentTexts()
    var skip = skipping[...]
    for row in 0..<rowCount {
      if row == skip.first {
        skip.removeFirst()
        continue
      }
      let field = fields[row, column]
      // Fields with doubled quotes share a buffer: none of them stays what it is.
      if scratchUses > 0 { result.append(field.bytes) } else { result.append(field, &recent) }
    }
    return result
  }
}
