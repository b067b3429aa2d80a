import Dispatch
import Synchronization

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

  /// A text to be inserted.
  typealias Entry = (hash: UInt64, text: UInt32)

  /// Inserts the texts 0 ..< count, in order.
  ///
  /// By two threads a stretch at a time: each hashes one half of it and deals it out by region, then each fills one region.
  ///
  /// - Parameter stretch: texts that are dealt out at a time.
  /// - Returns: texts that equal an earlier one, with that one.
  /// - Complexity: O(count) expected, and 48 bytes for each text of a stretch.
  func insert(
    count: Int, jobs: Int, stretch: Int = 1 << 17, hash: @Sendable (Int) -> UInt64, isSame: @Sendable (UInt32, UInt32) -> Bool
  ) -> [(row: UInt32, first: UInt32)] {
    var repeated: [(row: UInt32, first: UInt32)] = []
    for start in stride(from: 0, to: count, by: stretch) {
      let texts = start..<min(count, start + stretch)
      if jobs < 2 || regions < 2 {
        repeated += insert(texts.map { (hash($0), UInt32(truncatingIfNeeded: $0)) }[...], isSame: isSame)
        continue
      }
      let middle = texts.lowerBound + texts.count / 2
      let halves = [texts.lowerBound..<middle, middle..<texts.upperBound]
      // index = half, then region.
      let dealt = Mutex([[[Entry]]](repeating: [[], []], count: 2))
      DispatchQueue.concurrentPerform(iterations: 2) { half in
        let own = dealtOut(halves[half], hash)
        dealt.withLock { $0[half] = own }
      }
      let entries = dealt.withLock { $0 }
      repeated += IDIndex.inRegions(regions, jobs: jobs) { region in
        insert(entries[0][region][...], isSame: isSame) + insert(entries[1][region][...], isSame: isSame)
      }
    }
    return repeated
  }

  /// index = region, value = the texts of a range that belong there, in order.
  private func dealtOut(_ texts: Range<Int>, _ hash: (Int) -> UInt64) -> [[Entry]] {
    // Which region a text belongs to is a matter of chance, so nothing branches on it: each is written at the end of both.
    var (low, high) = ([Entry](repeating: (0, 0), count: texts.count + 1), [Entry](repeating: (0, 0), count: texts.count + 1))
    var (lows, highs) = (0, 0)
    for text in texts {
      let entry = (hash(text), UInt32(truncatingIfNeeded: text))
      (low[lows], high[highs]) = (entry, entry)
      let isHigh = Int(entry.0 &>> 63)
      lows &+= 1 &- isHigh
      highs &+= isHigh
    }
    return [Array(low[..<lows]), Array(high[..<highs])]
  }

  /// Inserts texts in order, for which there must be room.
  ///
  /// - Returns: texts that equal an earlier one, with that one.
  func insert(
    _ entries: ArraySlice<Entry>, isSame: (UInt32, UInt32) throws -> Bool
  ) rethrows -> [(row: UInt32, first: UInt32)] {
    var repeated: [(row: UInt32, first: UInt32)] = []
    var touched: UInt64 = 0
    var asked = entries.startIndex
    for (index, entry) in zip(entries.indices, entries) {
      // Slots are asked for a block ahead: loads that nothing waits for overlap.
      if index == asked {
        asked = min(index + 256, entries.endIndex)
        for ahead in index..<asked { touched ^= slots[home(entries[ahead].hash)] }
      }
      var position = home(entry.hash)
      while true {
        let slot = slots[position]
        if slot == 0 {
          slots[position] = entry.hash &<< 32 | UInt64(entry.text) &+ 1
          break
        }
        let other = UInt32(truncatingIfNeeded: slot) &- 1
        if slot &>> 32 == entry.hash & 0xffff_ffff, try isSame(other, entry.text) {
          repeated.append((entry.text, other))
          break
        }
        position = following(position)
      }
    }
    if touched == 0x5bd1_e995_97f4_a7c1 { repeated.reserveCapacity(repeated.count) }  // keeps the loads above from being dropped
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
