/// Texts with few different values, as numbers.
package struct CodedColumn: Sendable {
  /// index = code, value = text; code 0 is the empty text.
  package private(set) var texts: [[UInt8]] = [[]]
  /// index = row, value = code.
  package private(set) var codes: [UInt32] = []
  private var known: [[UInt8]: UInt32] = [[]: 0]

  package init() {}

  /// The code of a text, if it occurs.
  package func code(of text: [UInt8]) -> UInt32? { known[text] }

  package mutating func append(_ other: CodedColumn) {
    let translated = other.texts.map { code(for: $0) }
    codes.append(contentsOf: other.codes.lazy.map { translated[Int($0)] })
  }

  /// Keeps the rows that `isKept` says, in order.
  package mutating func keep(_ isKept: [Bool]) { codes = zip(codes, isKept).filter(\.1).map(\.0) }

  private mutating func code(for text: [UInt8]) -> UInt32 {
    if let code = known[text] { return code }
    let code = UInt32(texts.count)
    texts.append(text)
    known[text] = code
    return code
  }

  fileprivate mutating func append(_ field: Field, recent: inout [(Field, UInt32)]) {
    for (text, code) in recent where text.isEqual(to: field) {
      codes.append(code)
      return
    }
    let code = code(for: field.bytes)
    if recent.count < 8 { recent.append((field, code)) } else { recent[codes.count & 7] = (field, code) }
    codes.append(code)
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
    // Eight recent values, compared in place, spare most of the hashing. Fields with doubled quotes share a buffer.
    var recent: [(Field, UInt32)] = []
    var skip = skipping[...]
    for row in 0..<rowCount {
      if row == skip.first {
        skip.removeFirst()
        continue
      }
      result.append(fields[row, column], recent: &recent)
      if scratchUses > 0 { recent.removeAll(keepingCapacity: true) }
    }
    return result
  }
}
