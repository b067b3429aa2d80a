/// A hash table of texts kept elsewhere, open addressing, linear probing, built by several threads without a lock.
///
/// A slot is eight bytes: a part of the hash, and the number of the text. Texts are compared where that part agrees, so answers are exact and do
/// not depend on the seed; of equal texts the lowest number stays.
final class TextSlots: Sendable {
  static let none = UInt32.max

  /// index = position, value = low half of the hash (high half) and number + 1 of the text (low half); 0 where there is none.
  private let slots: HugeBuffer<UInt64>
  private let regionBits: UInt64
  private let regionSize: Int

  init(count: Int) {
    regionBits = count > 1 << 16 ? 1 : 0
    // Half of the slots stay free: with fewer, most looks would go to a second slot.
    regionSize = (2 * count) >> Int(regionBits) + 64
    slots = HugeBuffer(zeroed: regionSize << Int(regionBits))
  }

  var regions: Int { 1 << Int(regionBits) }

  @inline(__always)
  private func home(_ hash: UInt64) -> Int {
    let region = regionBits == 0 ? 0 : Int(hash &>> 63)
    return region &* regionSize &+ Int((hash &<< regionBits).multipliedFullWidth(by: UInt64(regionSize)).high)
  }

  @inline(__always)
  private func following(_ position: Int) -> Int {
    let next = position &+ 1
    return next == regionSize || next == regionSize &* 2 ? next &- regionSize : next
  }

  /// Inserts the texts whose region is `region`, in order.
  ///
  /// - Returns: texts that equal an earlier one, with that one.
  @inline(__always)
  func insert(
    region: Int, count: Int, hash: (Int) -> UInt64, isSame: (UInt32, UInt32) -> Bool
  ) -> [(row: UInt32, first: UInt32)] {
    var repeated: [(row: UInt32, first: UInt32)] = []
    // Texts of the region, at most 256 at a time: where they are of any region is a matter of chance, so nothing branches on it.
    var own = [(hash: UInt64, text: UInt32)](repeating: (0, 0), count: 256)
    let (isOnly, isOther): (UInt64, UInt64) = regionBits == 0 ? (1, 0) : (0, UInt64(1 - region))
    var index = 0
    while index < count {
      var members = 0
      for text in index..<min(count, index + 256) {
        let hash = hash(text)
        own[members] = (hash, UInt32(truncatingIfNeeded: text))
        members &+= Int(truncatingIfNeeded: (hash &>> 63 ^ isOther) | isOnly) & 1
      }
      var touched: UInt64 = 0
      for each in 0..<members { touched ^= slots[home(own[each].hash)] }
      if touched == 0x5bd1_e995_97f4_a7c1 { own[0].text = own[0].text }  // keeps the loads above from being dropped
      for each in 0..<members {
        let (hash, text) = own[each]
        var position = home(hash)
        while true {
          let slot = slots[position]
          if slot == 0 {
            slots[position] = hash &<< 32 | UInt64(text) &+ 1
            break
          }
          let other = UInt32(truncatingIfNeeded: slot) &- 1
          if slot &>> 32 == hash & 0xffff_ffff, isSame(other, text) {
            repeated.append((text, other))
            break
          }
          position = following(position)
        }
      }
      index += 256
    }
    return repeated
  }

  /// For a block of at most 256 hashes: the first text whose part of the hash agrees, or `none`, and where its slot is.
  func candidates(_ hashes: [UInt64], count: Int, positions: inout [Int], found: inout [UInt32]) {
    for index in 0..<count { positions[index] = home(hashes[index]) }
    // These loads do not wait for each other.
    var touched: UInt64 = 0
    for index in 0..<count { touched ^= slots[positions[index]] }
    for index in 0..<count { found[index] = next(hashes[index], &positions[index]) }
    if touched == 0x5bd1_e995_97f4_a7c1 { positions[0] = positions[0] }  // keeps the loads above from being dropped
  }

  /// The text at or behind a position whose part of the hash agrees, or `none`; the position moves to it.
  @inline(__always)
  private func next(_ hash: UInt64, _ position: inout Int) -> UInt32 {
    while true {
      let slot = slots[position]
      if slot == 0 { return Self.none }
      if slot &>> 32 == hash & 0xffff_ffff { return UInt32(truncatingIfNeeded: slot) &- 1 }
      position = following(position)
    }
  }

  /// The text behind a slot that was the wrong one, or `none`.
  @inline(never)
  func candidate(_ hash: UInt64, behind position: inout Int) -> UInt32 {
    position = following(position)
    return next(hash, &position)
  }

  /// The first text whose part of the hash agrees, or `none`.
  func candidate(_ hash: UInt64, position: inout Int) -> UInt32 {
    position = home(hash)
    return next(hash, &position)
  }
}
