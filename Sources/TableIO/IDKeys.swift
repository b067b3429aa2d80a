/// Texts one behind the other.
package struct TextList: Sendable {
  /// The bytes of every text as long as all have as many; nil once they differ.
  private(set) var width: Int? = 0
  /// index = text, value = where it ends in `bytes`; empty as long as there is a width.
  private(set) var ends: [Int] = []
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0

  mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    noteEnd(of: text.count)
  }

  /// Makes room for the bytes of all texts.
  mutating func reserve(bytes count: Int) { bytes.reserveCapacity(count) }

  /// Makes room for texts as long as those of a first part, in huge pages where there are many.
  mutating func reserveLike(_ first: TextList, texts: Int) {
    LargeArray.reserve(texts * ((first.bytes.count + first.count - 1) / max(1, first.count)) + TextPool.back, in: &bytes)
  }

  /// Where a text is in `bytes`.
  @inline(__always)
  func range(_ index: Int) -> Range<Int> {
    if let width { return index &* width..<(index &+ 1) &* width }
    return (index == 0 ? 0 : ends[index &- 1])..<ends[index]
  }

  private mutating func noteEnd(of length: Int) {
    if count == 0 { width = length }
    if width != length { forgetWidth() }
    count += 1
    if width == nil { ends.append(bytes.count) }
  }

  private mutating func forgetWidth() {
    guard let width else { return }
    ends = (0..<count).map { ($0 + 1) * width }
    self.width = nil
  }

  mutating func append(_ other: TextList) {
    if other.count == 0 { return }
    if count == 0 {
      (width, ends, count) = (other.width, other.ends, other.count)
      bytes.append(contentsOf: other.bytes)
      return
    }
    let base = bytes.count
    bytes.append(contentsOf: other.bytes)
    if width == nil || width != other.width {
      forgetWidth()
      if let width = other.width {
        for index in 1...other.count { ends.append(base + index * width) }
      } else {
        for end in other.ends { ends.append(end &+ base) }
      }
    }
    count += other.count
  }
}

/// Numbers that count up by one along consecutive rows.
struct NumberRun: Sendable, Equatable {
  /// The number of the first row.
  var first: UInt64
  var row: UInt32
  var count: UInt32

  func isContinued(by next: NumberRun) -> Bool { next.first == first &+ UInt64(count) && next.row == row &+ count }
}

/// The ids of the rows of one batch, taken apart.
package struct KeyBatch: Sendable {
  static let text = UInt8.max

  package fileprivate(set) var count = 0
  /// When all ids are of family 0 and mostly count up: their runs; else empty.
  var runs: [NumberRun] = []
  /// index = row, value = family, or `text`; empty when all are of family 0.
  var families: [UInt8] = []
  /// index = row, value = number in its family, or index into `texts`; empty when there are runs.
  var numbers: [UInt64] = []
  var texts = TextList()

  /// Whether an id may be the empty text: not where all are numbers, or texts of one length.
  package var mayHaveEmpty: Bool { texts.count > 0 && (texts.width ?? 0) == 0 }
}

extension RowBatch {
  /// Takes the ids in `column` apart.
  ///
  /// - Parameter skipping: rows to leave out, ascending.
  /// - Complexity: O(rows).
  package func keys(column: Int, shape: IDShape, skipping: [Int]) -> KeyBatch {
    var result = KeyBatch()
    var row = 0
    if skipping.isEmpty, let family = shape.families.first {
      row =
        family.countsByText
        ? appendRunsByText(to: &result, column: column, of: family)
        : family.withNumber { appendRuns(to: &result, column: column, number: $0) }
      if row == rowCount { return result }
    }
    result.numbers.reserveCapacity(rowCount)
    for run in result.runs { result.numbers.append(contentsOf: run.first..<run.first + UInt64(run.count)) }
    result.runs = []
    appendKeys(from: row, column: column, shape: shape, skipping: skipping, to: &result)
    return result
  }

  /// The same as `appendRuns` where most ids need not be taken apart. The id before is of the family, as `appendRuns` stops at one that is not.
  @inline(never)
  private func appendRunsByText(to result: inout KeyBatch, column: Int, of family: IDFamily) -> Int {
    var last: IDFamily.Step?
    return appendRuns(to: &result, column: column) { id in
      guard id.count == family.length else { return false }
      let step = IDFamily.Step(id, in: family)
      defer { last = step }
      return last.map { step.follows($0) } ?? false
    } number: {
      family.number(of: $0)
    }
  }

  /// Takes ids as runs as long as they are of the commonest family and the runs are long; returns the row behind them.
  ///
  /// - Parameters:
  ///   - follows: whether an id is known to be one more than that of the row before; asked for every row.
  ///   - number: of an id in that family.
  @inline(__always)
  private func appendRuns(
    to result: inout KeyBatch, column: Int, follows: (Field) -> Bool = { _ in false }, number: (Field) -> UInt64
  ) -> Int {
    let fields = fields
    var run = NumberRun(first: 0, row: 0, count: 0)
    for row in 0..<rowCount {
      let id = fields[row, column]
      if follows(id) {
        run.count &+= 1
        continue
      }
      let number = number(id)
      if number == run.first &+ UInt64(run.count), number != IDFamily.none {
        run.count &+= 1
        continue
      }
      if run.count > 0 { result.runs.append(run) }
      if number == IDFamily.none || result.runs.count > 16 + row / NumberRuns.shortest {
        result.count = row
        return row
      }
      run = NumberRun(first: number, row: UInt32(truncatingIfNeeded: row), count: 1)
    }
    if run.count > 0 { result.runs.append(run) }
    result.count = rowCount
    return rowCount
  }

  private func appendKeys(from start: Int, column: Int, shape: IDShape, skipping: [Int], to result: inout KeyBatch) {
    let fields = fields
    var skip = skipping[...]
    for row in start..<rowCount {
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
        // Lists that grow leave holes behind that the next one does not fit in.
        if result.texts.count == 0 { result.texts.reserve(bytes: (rowCount - row) * id.count) }
        result.texts.append(id)
      } else {
        result.numbers.append(number)
      }
    }
    result.count = result.numbers.count
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

/// When runs are worth keeping.
enum NumberRuns {
  /// Runs that are shorter on average take more than the numbers themselves would save.
  static let shortest = 4
}

/// The ids of a table in row order, as compactly as they allow: sixteen bytes for each run of numbers that count up, eight for each other number.
package struct IDKeys: Sendable {
  let shape: IDShape
  package private(set) var count = 0
  private var expected = 0
  /// All ids so far, when they are of family 0 and mostly count up; nil once they were written out.
  private(set) var runs: [NumberRun]? = []
  /// As in `KeyBatch`, over the whole table.
  private(set) var families: [UInt8] = []
  private var written: [UInt64] = []
  /// All ids so far are of no family: `families` and `written` are left empty.
  private(set) var isText = false
  private(set) var texts = TextList()

  package init(shape: IDShape) { self.shape = shape }

  package mutating func append(_ batch: KeyBatch) {
    if batch.count == 0 { return }
    if runs != nil, appendRuns(of: batch) { return }
    if count == 0 || isText, batch.texts.count == batch.count {
      (isText, runs) = (true, nil)
      if texts.count == 0 { texts.reserveLike(batch.texts, texts: expected) }
      texts.append(batch.texts)
      count += batch.count
      return
    }
    writeOut()
    if !batch.families.isEmpty || !families.isEmpty { appendFamilies(of: batch) }
    let known = UInt64(texts.count)
    for run in batch.runs { written.append(contentsOf: run.first..<run.first + UInt64(run.count)) }
    if batch.texts.count == 0 {
      written.append(contentsOf: batch.numbers)
    } else {
      for row in 0..<batch.count {
        written.append(batch.families[row] == KeyBatch.text ? batch.numbers[row] &+ known : batch.numbers[row])
      }
    }
    texts.append(batch.texts)
    count += batch.count
  }

  private mutating func appendRuns(of batch: KeyBatch) -> Bool {
    guard var all = runs, !batch.runs.isEmpty, (all.count + batch.runs.count - 16) * NumberRuns.shortest <= count + batch.count else {
      return false
    }
    runs = nil  // so that the list is not copied
    for var run in batch.runs {
      run.row &+= UInt32(truncatingIfNeeded: count)
      if let last = all.last, last.isContinued(by: run), UInt64(last.count) + UInt64(run.count) <= UInt64(UInt32.max) {
        all[all.count - 1].count += run.count
      } else {
        all.append(run)
      }
    }
    runs = all
    count += batch.count
    return true
  }

  /// Makes room for the numbers of as many rows, should they be needed.
  package mutating func reserve(_ rows: Int) { expected = rows }

  private mutating func writeOut() {
    if written.isEmpty { LargeArray.reserve(expected, in: &written) }
    if isText {
      written.append(contentsOf: 0..<UInt64(count))
      families = [UInt8](repeating: KeyBatch.text, count: count)
      isText = false
    }
    guard let all = runs else { return }
    for run in all { written.append(contentsOf: run.first..<run.first + UInt64(run.count)) }
    runs = nil
  }

  private mutating func appendFamilies(of batch: KeyBatch) {
    if families.isEmpty { families = [UInt8](repeating: 0, count: count) }
    if batch.families.isEmpty {
      families.append(contentsOf: repeatElement(0, count: batch.count))
    } else {
      families.append(contentsOf: batch.families)
    }
  }

  /// index = row, value = number in its family, or index into `texts`.
  var numbers: [UInt64] {
    var copy = self
    copy.writeOut()
    return copy.written
  }

  private func family(of row: Int) -> UInt8 { families.isEmpty ? 0 : families[row] }

  /// Calls `body` with the rows of a family and their numbers.
  func forEach(of family: UInt8, _ body: (UInt32, UInt64) -> Void) {
    if let runs {
      if family != 0 { return }
      for run in runs { for offset in 0..<run.count { body(run.row &+ offset, run.first &+ UInt64(offset)) } }
      return
    }
    for row in written.indices where self.family(of: row) == family { body(UInt32(truncatingIfNeeded: row), written[row]) }
  }
}
