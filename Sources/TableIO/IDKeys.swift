/// Texts one behind the other.
package struct TextList: Sendable {
  /// index = text, value = where it ends in `bytes`.
  var ends: [Int] = []
  var bytes: [UInt8] = []

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  mutating func append(_ other: TextList) {
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    for end in other.ends { ends.append(end &+ base) }
  }
}

/// The ids of the rows of one batch, taken apart.
package struct KeyBatch: Sendable {
  static let text = UInt8.max

  package private(set) var count = 0
  /// The first number, when all are of family 0 and each is one more than the one before.
  var sequence: UInt64?
  /// index = row, value = family, or `text`; empty when all are of family 0.
  var families: [UInt8] = []
  /// index = row, value = number in its family, or index into `texts`; empty for a sequence.
  var numbers: [UInt64] = []
  var texts = TextList()

  fileprivate mutating func close(first: UInt64?) {
    count = numbers.count
    guard families.isEmpty, let first, numbers.last == first &+ UInt64(count - 1) else { return }
    sequence = first
    numbers = []
  }
}

extension RowBatch {
  /// Takes the ids in `column` apart.
  ///
  /// - Parameter skipping: rows to leave out, ascending.
  /// - Complexity: O(rows).
  package func keys(column: Int, shape: IDShape, skipping: [Int]) -> KeyBatch {
    let fields = fields
    var result = KeyBatch()
    var skip = skipping[...]
    var isSequence = true
    var expected: UInt64?
    result.numbers.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      if row == skip.first {
        skip.removeFirst()
        continue
      }
      let id = fields[row, column]
      let (family, number) = shape.key(of: id)
      if family != 0 && result.families.isEmpty { result.families = [UInt8](repeating: 0, count: result.numbers.count) }
      if family != 0 || !result.families.isEmpty { result.families.append(family) }
      if family == KeyBatch.text {
        result.numbers.append(UInt64(result.texts.count))
        result.texts.append(id)
      } else {
        if let expected, expected != number { isSequence = false }
        expected = number &+ 1
        result.numbers.append(number)
      }
    }
    result.close(first: isSequence ? result.numbers.first : nil)
    return result
  }
}

extension IDShape {
  /// Family and number of an id; `KeyBatch.text` when it is of no family.
  @inline(__always)
  func key(of id: Field) -> (family: UInt8, number: UInt64) {
    for (index, family) in families.enumerated() {
      let number = family.number(of: id)
      if number != IDFamily.none { return (UInt8(truncatingIfNeeded: index), number) }
    }
    return (KeyBatch.text, 0)
  }
}

/// The ids of a table in row order, as compactly as they allow: nothing at all for a sequence, eight bytes for a number.
package struct IDKeys: Sendable {
  let shape: IDShape
  package private(set) var count = 0
  private var expected = 0
  /// All rows so far are family 0 and count up from here.
  private(set) var sequence: UInt64?
  /// As in `KeyBatch`, over the whole table.
  private(set) var families: [UInt8] = []
  private(set) var numbers: [UInt64] = []
  private(set) var texts = TextList()

  package init(shape: IDShape) { self.shape = shape }

  package mutating func append(_ batch: KeyBatch) {
    if batch.count == 0 { return }
    if count == 0, let first = batch.sequence {
      sequence = first
      count = batch.count
      return
    }
    if let first = sequence, let next = batch.sequence, next == first &+ UInt64(count) {
      count += batch.count
      return
    }
    writeOut()
    if !batch.families.isEmpty || !families.isEmpty { appendFamilies(of: batch) }
    let textBase = UInt64(texts.count)
    if let first = batch.sequence {
      numbers.append(contentsOf: first..<first + UInt64(batch.count))
    } else if batch.texts.count == 0 {
      numbers.append(contentsOf: batch.numbers)
    } else {
      for row in 0..<batch.count {
        numbers.append(batch.families[row] == KeyBatch.text ? batch.numbers[row] &+ textBase : batch.numbers[row])
      }
    }
    texts.append(batch.texts)
    count += batch.count
  }

  /// Makes room for the numbers of as many rows, should they be needed.
  package mutating func reserve(_ rows: Int) { expected = rows }

  private mutating func writeOut() {
    if numbers.isEmpty { LargeArray.reserve(expected, in: &numbers) }
    guard let first = sequence else { return }
    numbers.append(contentsOf: first..<first + UInt64(count))
    sequence = nil
  }

  private mutating func appendFamilies(of batch: KeyBatch) {
    if families.isEmpty { families = [UInt8](repeating: 0, count: count) }
    if batch.families.isEmpty {
      families.append(contentsOf: repeatElement(0, count: batch.count))
    } else {
      families.append(contentsOf: batch.families)
    }
  }

  func family(of row: Int) -> UInt8 { families.isEmpty ? 0 : families[row] }
  func number(of row: Int) -> UInt64 { sequence.map { $0 + UInt64(row) } ?? numbers[row] }
}
