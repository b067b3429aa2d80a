/// The rows seen so far by their hashes, to find those that may be equal to an earlier one.
package struct RowSet: Sendable {
  /// index = row, value = its hash.
  private var hashes: [UInt64] = []
  /// index = position, value = row + 1; 0 where there is none.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)

  package init() {}

  package var count: Int { hashes.count }

  /// The earlier rows with this hash; empty when there are none, as nearly always.
  ///
  /// - Complexity: O(1) expected.
  package func rows(withHash hash: UInt64) -> [Int] {
    var found: [Int] = []
    var position = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[position] != 0 {
      let row = Int(slots[position]) - 1
      if hashes[row] == hash { found.append(row) }
      position = (position + 1) & (slots.count - 1)
    }
    return found
  }

  /// Adds the next row.
  package mutating func append(_ hash: UInt64) {
    hashes.append(hash)
    if hashes.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 4)
      for row in hashes.indices { place(row) }
    } else {
      place(hashes.count - 1)
    }
  }

  private mutating func place(_ row: Int) {
    var position = Int(truncatingIfNeeded: hashes[row]) & (slots.count - 1)
    while slots[position] != 0 { position = (position + 1) & (slots.count - 1) }
    slots[position] = UInt32(truncatingIfNeeded: row + 1)
  }
}
