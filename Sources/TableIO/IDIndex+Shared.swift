/// Ids that two tables have in common.
extension IDIndex {
  /// The row of an id that is a number here.
  private func numberRow(of id: Field) -> UInt32 {
    for (index, family) in families.enumerated() {
      let number = family.number(of: id)
      if number != IDFamily.none { return row(family: index, number: number) }
    }
    return Self.noRow
  }

  /// The lowest and highest number of a family.
  private func range(_ family: Int) -> ClosedRange<UInt64>? {
    switch rows[family] {
    case .none: nil
    case .sequence(let first, let count): count == 0 ? nil : first...(first + count - 1)
    case .direct(let first, let rows): first...(first + UInt64(rows.count - 1))
    case .hashed(_, let lowest, let highest): lowest...highest
    case .runs(let table): table.range
    }
  }

  /// Rows of this table whose id a row of an earlier table has.
  ///
  /// - Complexity: O(texts), and O(rows) where numbers may be in both tables.
  package func shared(with earlier: IDIndex, keys: IDKeys) -> [(row: UInt32, first: UInt32)] {
    var result: [(row: UInt32, first: UInt32)] = []
    for (index, family) in families.enumerated() {
      if let other = earlier.families.firstIndex(of: family), let mine = range(index), let theirs = earlier.range(other),
        mine.overlaps(theirs)
      {
        var asked = NumberBlock()
        keys.forEach(of: UInt8(index)) { row, number in
          guard theirs.contains(number) else { return }
          if asked.add(row, number) { earlier.find(&asked, family: other) { result.append(($0, $1)) } }
        }
        earlier.find(&asked, family: other) { result.append(($0, $1)) }
      }
    }
    result += numbers(knownAsTextTo: earlier, keys: keys)
    result += texts.shared(with: earlier.texts)
    if earlier.mayHaveNumbers(amongTextsOf: self) {
      texts.forEach { text, row in
        let first = earlier.numberRow(of: text)
        if first != Self.noRow { result.append((row, first)) }
      }
    }
    result.sort { $0.row < $1.row }
    return result
  }

  /// Numbers of another table that are looked up together.
  private struct NumberBlock {
    private(set) var rows: [UInt32] = []
    private(set) var numbers: [UInt64] = []
    var homes = [Int](repeating: 0, count: 256)
    var found = [UInt32](repeating: 0, count: 256)

    /// Returns whether the block is full.
    mutating func add(_ row: UInt32, _ number: UInt64) -> Bool {
      rows.append(row)
      numbers.append(number)
      return rows.count == 256
    }

    mutating func removeAll() {
      rows.removeAll(keepingCapacity: true)
      numbers.removeAll(keepingCapacity: true)
    }
  }

  /// Calls `body` with every row of the block whose number a row here has, and that row; empties the block.
  private func find(_ asked: inout NumberBlock, family: Int, _ body: (UInt32, UInt32) -> Void) {
    let count = asked.rows.count
    if case .hashed(let table, _, _) = rows[family] {
      table.find(asked.numbers, count: count, homes: &asked.homes, found: &asked.found)
    } else {
      for index in 0..<count { asked.found[index] = builtRow(family: family, number: asked.numbers[index]) }
    }
    renumberFound(&asked.found, count: count)
    for index in 0..<count where asked.found[index] != Self.noRow { body(asked.rows[index], asked.found[index]) }
    asked.removeAll()
  }

  /// Whether a text of another table can be a number here: not where none is as long as such a number.
  private func mayHaveNumbers(amongTextsOf other: IDIndex) -> Bool {
    guard let width = other.texts.width else { return true }
    return families.contains { $0.length == width }
  }

  /// Rows whose id is a number here and text in an earlier table.
  private func numbers(knownAsTextTo earlier: IDIndex, keys: IDKeys) -> [(row: UInt32, first: UInt32)] {
    guard mayHaveNumbers(amongTextsOf: earlier) else { return [] }
    // Key: the first row with the id; rows that repeat it are found by asking for their number.
    var known: [UInt32: UInt32] = [:]
    earlier.texts.forEach { text, first in
      let row = numberRow(of: text)
      if row != Self.noRow, first != Self.noRow { known[row] = min(first, known[row] ?? first) }
    }
    if known.isEmpty { return [] }
    var result: [(row: UInt32, first: UInt32)] = []
    for family in families.indices {
      keys.forEach(of: UInt8(family)) { row, number in
        if let first = known[self.row(family: family, number: number)] { result.append((row, first)) }
      }
    }
    return result
  }
}
