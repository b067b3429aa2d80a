/// The rows seen so far by their hashes, to find those that equal an earlier one.
///
/// Slots do not grow: where they are full, others with twice the room are put beside them, so no row is placed a second time. Copies share
/// them.
package struct RowSet: Sendable {
  /// The last are filled, those before are full.
  private var slots: [TextSlots<UInt64>]
  /// Rows for which the last slots have room, all in all and still.
  private var room: Int
  private var free: Int
  /// Rows seen, equal ones too.
  package private(set) var count = 0

  /// - Parameter rows: about how many there will be.
  package init(expecting rows: Int) {
    room = max(64, rows)
    free = room
    slots = [TextSlots<UInt64>(count: room)]
  }

  /// Takes the next rows.
  ///
  /// - Parameters:
  ///   - hashes: of the rows; equal rows have equal hashes.
  ///   - isEqual: whether two rows, the earlier first, are equal; asked where their hashes agree in part. Rows are numbered as they come.
  /// - Returns: those of the rows that equal an earlier one, ascending, numbered from 0.
  /// - Complexity: O(rows) expected.
  package mutating func insert(_ hashes: [UInt64], isEqual: (Int, Int) throws -> Bool) throws -> [Int] {
    let isSame = { (earlier: UInt32, row: UInt32) throws -> Bool in try isEqual(Int(earlier), Int(row)) }
    var rows = hashes.indices.map { (hash: hashes[$0], text: UInt32(count + $0)) }[...]
    var equal: [UInt32] = []
    for full in slots.dropLast() { rows = try Self.new(rows, to: full, isSame, &equal)[...] }
    while true {
      let next = rows.prefix(free)
      let repeated = try slots[slots.count - 1].insert(next, isSame: isSame)
      equal += repeated.map(\.row)
      free -= next.count - repeated.count
      rows = rows.dropFirst(next.count)
      if rows.isEmpty { break }
      guard free == 0 else { continue }
      rows = try Self.new(rows, to: slots[slots.count - 1], isSame, &equal)[...]
      room *= 2
      free = room
      slots.append(TextSlots<UInt64>(count: room))
    }
    defer { count += hashes.count }
    return equal.map { Int($0) - count }.sorted()
  }

  /// The rows that are not among those in `slots`; the others are added to `equal`.
  private static func new(
    _ rows: ArraySlice<HashedText>, to slots: TextSlots<UInt64>, _ isSame: (UInt32, UInt32) throws -> Bool, _ equal: inout [UInt32]
  ) throws -> [HashedText] {
    try rows.filter { row in
      var position = 0
      var earlier = slots.candidate(row.hash, position: &position)
      while earlier != TextNumber.none, try !isSame(earlier, row.text) { earlier = slots.candidate(row.hash, behind: &position) }
      if earlier != TextNumber.none { equal.append(row.text) }
      return earlier == TextNumber.none
    }
  }
}
