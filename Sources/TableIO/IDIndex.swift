import Dispatch
import Synchronization

/// Finds the row of an id in one table; exact for any bytes.
///
/// Each family of numbers has the cheapest table that fits it: none for a sequence, an array where the numbers are dense, a hash
/// table else. Ids of no family are kept as text and compared byte by byte.
package struct IDIndex: Sendable {
  /// The rows of one family.
  enum Rows: Sendable {
    case none
    /// The numbers count up from `first`, row 0 on.
    case sequence(first: UInt64, count: UInt64)
    /// index = number - first, value = row or `noRow`.
    case direct(first: UInt64, rows: [UInt32])
    case hashed(KeyTable, lowest: UInt64, highest: UInt64)
    /// Stretches of consecutive numbers.
    case runs(RunTable)
  }

  /// No such id.
  package static let noRow = UInt32.max

  let families: [IDFamily]
  private(set) var rows: [Rows]
  private(set) var texts: TextTable
  /// index = row when the index was built, value = row now, or `noRow`; nil as long as they are the same.
  private(set) var newRows: [UInt32]?
  /// Number of rows indexed.
  package let count: Int

  /// Builds the index.
  ///
  /// - Parameters:
  ///   - seed: of the hashes; the answers do not depend on it.
  /// - Returns: the index, and the rows whose id an earlier row has, with that row, ascending.
  /// - Complexity: O(rows) expected; memory at most 12 bytes per 2/3 row besides the texts.
  package static func build(_ keys: IDKeys, jobs: Int, seed: UInt64) -> (index: IDIndex, duplicates: [(row: UInt32, first: UInt32)]) {
    var duplicates: [(row: UInt32, first: UInt32)] = []
    let rows = keys.shape.families.indices.map { family in
      Self.rows(of: UInt8(family), keys, jobs: jobs, seed: seed, &duplicates)
    }
    let texts = TextTable(keys, jobs: jobs, seed: seed, &duplicates)
    duplicates.sort { $0.row < $1.row }
    return (IDIndex(families: keys.shape.families, rows: rows, texts: texts, count: keys.count), duplicates)
  }

  private static func rows(
    of family: UInt8, _ keys: IDKeys, jobs: Int, seed: UInt64, _ duplicates: inout [(row: UInt32, first: UInt32)]
  ) -> Rows {
    if let runs = keys.runs {
      if family != 0 || runs.isEmpty { return .none }
      if runs.count == 1 { return .sequence(first: runs[0].first, count: UInt64(keys.count)) }
      if let table = RunTable(runs) { return .runs(table) }
    }
    if keys.isText { return .none }
    let members: [UInt32]? =
      keys.families.isEmpty
      ? nil : keys.families.indices.lazy.filter { keys.families[$0] == family }.map { UInt32(truncatingIfNeeded: $0) }
    if keys.families.isEmpty && family != 0 { return .none }
    let count = members?.count ?? keys.count
    let row = { (index: Int) in members.map { $0[index] } ?? UInt32(truncatingIfNeeded: index) }
    guard count > 0 else { return .none }
    let numbers = keys.numbers
    var (lowest, highest) = (UInt64.max, UInt64.min)
    for index in 0..<count {
      let number = numbers[Int(row(index))]
      lowest = min(lowest, number)
      highest = max(highest, number)
    }
    // Four bytes a number beat twelve bytes per 2/3 row up to a span of 4.5 rows; 4 leaves the array the smaller.
    if highest - lowest < UInt64(4 * count + 1024) {
      var table = [UInt32](repeating: noRow, count: Int(highest - lowest) + 1)
      for index in 0..<count {
        let slot = Int(numbers[Int(row(index))] - lowest)
        if table[slot] == noRow { table[slot] = row(index) } else { duplicates.append((row(index), table[slot])) }
      }
      return .direct(first: lowest, rows: table)
    }
    let table = KeyTable(count: count, seed: seed)
    duplicates += inRegions(table.regions, jobs: jobs) { region in
      if let members {
        table.insert(region: region, count: count, key: { numbers[Int(members[$0])] }, row: { members[$0] }, isSame: { _, _ in true })
      } else {
        table.insert(
          region: region, count: count, key: { numbers[$0] }, row: { UInt32(truncatingIfNeeded: $0) }, isSame: { _, _ in true })
      }
    }
    return .hashed(table, lowest: lowest, highest: highest)
  }

  /// Fills every region of a table, in parallel where there are two.
  static func inRegions(
    _ regions: Int, jobs: Int, _ fill: @Sendable (Int) -> [(row: UInt32, first: UInt32)]
  ) -> [(row: UInt32, first: UInt32)] {
    if jobs < 2 || regions < 2 { return (0..<regions).flatMap { fill($0) } }
    let parts = Mutex([[(row: UInt32, first: UInt32)]](repeating: [], count: regions))
    DispatchQueue.concurrentPerform(iterations: regions) { region in
      let part = fill(region)
      parts.withLock { $0[region] = part }
    }
    return parts.withLock { $0.flatMap { $0 } }
  }

  /// The row of a number of a family.
  func row(family: Int, number: UInt64) -> UInt32 { now(builtRow(family: family, number: number)) }

  @inline(__always)
  private func now(_ row: UInt32) -> UInt32 {
    guard let newRows, row != Self.noRow else { return row }
    return newRows[Int(row)]
  }

  func builtRow(family: Int, number: UInt64) -> UInt32 {
    switch rows[family] {
    case .none: return Self.noRow
    case .sequence(let first, let count):
      return number >= first && number - first < count ? UInt32(truncatingIfNeeded: number - first) : Self.noRow
    case .direct(let first, let rows):
      return number >= first && number - first < UInt64(rows.count) ? rows[Int(number - first)] : Self.noRow
    case .hashed(let table, _, _): return table.find(number) { _ in true }
    case .runs(let table): return table.row(of: number)
    }
  }

  /// The row of an id.
  ///
  /// - Complexity: O(length of the id), expected.
  func row(of id: Field) -> UInt32 {
    for (index, family) in families.enumerated() {
      let number = family.number(of: id)
      if number != IDFamily.none { return row(family: index, number: number) }
    }
    return texts.isEmpty ? Self.noRow : now(texts.row(of: id))
  }

  /// Whether the ids are known to ascend with the rows, byte by byte: numbers of one family do where their rows do.
  ///
  /// - Complexity: O(1), O(runs), or O(rows) where numbers are dense.
  package var isAscending: Bool {
    guard texts.isEmpty, newRows == nil else { return false }
    var used = rows.filter { if case .none = $0 { false } else { true } }
    guard let only = used.popLast(), used.isEmpty else { return false }
    switch only {
    case .none, .hashed: return false
    case .sequence: return true
    case .direct(_, let rows):
      var next: UInt32 = 0
      for row in rows where row != Self.noRow {
        if row < next { return false }
        next = row
      }
      return true
    case .runs(let table): return table.isAscending
    }
  }

  /// Gives rows new numbers, `noRow` taking a row out.
  package mutating func renumber(_ newRow: [UInt32]) {
    if newRows == nil, newRow.indices.allSatisfy({ newRow[$0] == UInt32(truncatingIfNeeded: $0) }) { return }
    newRows = newRows.map { $0.map { $0 == Self.noRow ? $0 : newRow[Int($0)] } } ?? newRow
  }

  /// Gives rows found in the table as it was built their numbers of now.
  @inline(__always)
  func renumberFound(_ found: inout [UInt32], count: Int) {
    guard let newRows else { return }
    for index in 0..<count where found[index] != Self.noRow { found[index] = newRows[Int(found[index])] }
  }
}
