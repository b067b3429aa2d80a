internal import TableIO

/// Where numbered things are found by a hash: open addressing, linear probing. The things themselves are kept by whoever asks.
struct HashSlots: Sendable {
  /// index = position by the low bits of the hash, value = its high half, and number + 1 of the thing; 0 where there is none.
  private var slots: [UInt64]
  private(set) var count = 0

  /// - Parameter expected: how many things there will be, about.
  init(expecting expected: Int = 512) {
    var room = 16
    while room < expected * 2 { room *= 2 }
    slots = [UInt64](repeating: 0, count: room)
  }

  /// The thing with this hash that `isSame` accepts, or the position for a new one.
  ///
  /// - Complexity: O(1) expected.
  @inline(__always)
  func find(_ hash: UInt64, isSame: (UInt32) -> Bool) -> (number: UInt32?, position: Int) {
    var position = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[position] != 0 {
      let number = UInt32(truncatingIfNeeded: slots[position]) &- 1
      if slots[position] &>> 32 == hash &>> 32, isSame(number) { return (number, position) }
      position = (position &+ 1) & (slots.count &- 1)
    }
    return (nil, position)
  }

  /// The thing that `find` will look at first.
  @inline(__always)
  func first(_ hash: UInt64) -> UInt32? {
    let slot = slots[Int(truncatingIfNeeded: hash) & (slots.count &- 1)]
    return slot == 0 ? nil : UInt32(truncatingIfNeeded: slot) &- 1
  }

  /// Puts a new thing where `find` said; the next number is `count`.
  ///
  /// - Parameter hash: of a thing by its number; asked for all when the table grows.
  @inline(__always)
  mutating func add(_ own: UInt64, at position: Int, hash: (Int) -> UInt64) {
    slots[position] = Self.slot(own, count)
    count += 1
    if count * 2 > slots.count { grow(to: slots.count * 2, hash) }
  }

  /// Makes room for as many things in all.
  mutating func reserve(_ things: Int, hash: (Int) -> UInt64) {
    var room = slots.count
    while room < things * 2 { room *= 2 }
    if room > slots.count { grow(to: room, hash) }
  }

  private static func slot(_ hash: UInt64, _ number: Int) -> UInt64 { hash & 0xffff_ffff_0000_0000 | UInt64(number + 1) }

  private mutating func grow(to room: Int, _ hash: (Int) -> UInt64) {
    slots = [UInt64](repeating: 0, count: room)
    for number in 0..<count {
      let own = hash(number)
      var position = Int(truncatingIfNeeded: own) & (room - 1)
      while slots[position] != 0 { position = (position + 1) & (room - 1) }
      slots[position] = Self.slot(own, number)
    }
  }
}
