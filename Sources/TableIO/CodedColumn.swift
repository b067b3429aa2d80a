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

  fileprivate init(_ known: BatchTexts, _ codes: RowCodes) {
    for text in known.texts { _ = code(for: text.bytes) }
    self.codes = codes
  }
}

/// The different texts of one batch and their codes, found without a copy of the text: by its length, its first eight bytes and its last,
/// which is all of it up to 16 bytes.
private struct BatchTexts {
  private struct Key: Equatable {
    var head: UInt64
    var tail: UInt64
    var count: Int

    @inline(__always)
    init(_ text: Field) {
      count = text.count
      (head, tail) = count < 8 ? (text.maskedWord, 0) : (text.word(at: 0), text.word(at: count &- 8))
    }

    @inline(__always)
    var hash: Int {
      let mixed = (head ^ tail &* 0xff51_afd7_ed55_8ccd ^ UInt64(truncatingIfNeeded: count)) &* 0x9e37_79b9_7f4a_7c15
      return Int(truncatingIfNeeded: ((mixed ^ mixed &>> 32) &* 0x9e37_79b9_7f4a_7c15) &>> 32)
    }
  }

  /// index = code - 1; the empty text has code 0.
  private(set) var texts: [Field] = []
  private var keys: [Key] = []
  /// Open addressing, linear probing: index = place, value = code, or 0; a power of two, of which half stay free.
  private var places = [UInt32](repeating: 0, count: 512)

  @inline(__always)
  mutating func code(of text: Field) -> UInt32 {
    if text.count == 0 { return 0 }
    let key = Key(text)
    var place = key.hash & (places.count &- 1)
    while places[place] != 0 {
      let code = places[place]
      if keys[Int(code &- 1)] == key, key.count <= 16 || texts[Int(code &- 1)].isEqual(to: text) { return code }
      place = (place &+ 1) & (places.count &- 1)
    }
    return add(text, key, place)
  }

  @inline(never)
  private mutating func add(_ text: Field, _ key: Key, _ place: Int) -> UInt32 {
    texts.append(text)
    keys.append(key)
    places[place] = UInt32(truncatingIfNeeded: texts.count)
    let code = places[place]
    if 2 * texts.count > places.count { grow() }
    return code
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: 4 * places.count)
    for (index, key) in keys.enumerated() {
      var place = key.hash & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(truncatingIfNeeded: index + 1)
    }
  }
}

extension RowBatch {
  /// A column of texts as codes.
  ///
  /// - Parameter skipping: rows to leave out, ascending.
  /// - Complexity: O(rows) expected.
  package func codes(column: Int, skipping: [Int]) -> CodedColumn {
    let rows = rowCount - skipping.count { $0 < rowCount }
    var known = BatchTexts()
    // A byte for each row as long as codes fit; where the texts are too many for that, once more with four.
    if let codes = codes(UInt8.self, column, skipping, rows, &known) { return CodedColumn(known, RowCodes(codes)) }
    if scratchUses == 0, let codes = codes(UInt32.self, column, skipping, rows, &known) { return CodedColumn(known, RowCodes(codes)) }
    // Fields with doubled quotes share a buffer: none of them stays what it is.
    return copiedCodes(column: column, skipping: skipping)
  }

  /// index = row, those left out not counted; nil where codes do not fit, or where fields do not stay what they are.
  @inline(__always)
  private func codes<Code: FixedWidthInteger & UnsignedInteger>(
    _: Code.Type, _ column: Int, _ skipping: [Int], _ count: Int, _ known: inout BatchTexts
  ) -> [Code]? {
    let fields = fields
    var codes = [Code](repeating: 0, count: count)
    var written = codes.mutableSpan
    var skip = skipping[...]
    var row = 0
    for index in written.indices {
      while row == skip.first {
        skip.removeFirst()
        row &+= 1
      }
      let code = known.code(of: fields[row, column])
      if code > Code.max || scratchUses > 0 { return nil }
      written[index] = Code(truncatingIfNeeded: code)
      row &+= 1
    }
    return codes
  }

  private func copiedCodes(column: Int, skipping: [Int]) -> CodedColumn {
    var result = CodedColumn()
    result.reserve(rowCount)
    var skip = skipping[...]
    for row in 0..<rowCount {
      if row == skip.first { skip.removeFirst() } else { result.append(bytes(row: row, column: column)) }
    }
    return result
  }
}
