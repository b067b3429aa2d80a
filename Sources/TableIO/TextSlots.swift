import Dispatch
import Synchronization

/// A text to be inserted into `TextSlots`.
typealias HashedText = (hash: UInt64, text: UInt32)

enum TextNumber {
  /// No such text.
  static let none = UInt32.max
}

/// A hash table of texts kept elsewhere, open addressing, linear probing, built by several threads without a lock.
///
/// A slot is the number of a text and, in the bits that are left, a part of its hash. Texts are compared where that part agrees, so answers are
/// exact and do not depend on the seed; of equal texts the lowest number stays. Four bytes a slot, for numbers below the count of texts, are half
/// as much memory to wait for as eight, for any numbers.
final class TextSlots<Slot: FixedWidthInteger & UnsignedInteger & BitwiseCopyable & Sendable>: Sendable {
  /// index = position, value = a part of the hash (high bits) and number + 1 of the text (low bits); 0 where there is none.
  private let slots: HugeBuffer<Slot>
  /// Bits of a slot that are the number.
  private let numberBits: Slot
  private let regionBits: UInt64
  private let regionSize: Int

  /// - Parameter count: the most texts there will be; with slots of four bytes their numbers are below, and there are fewer than 2^31.
  init(count: Int) {
    numberBits = Slot.bitWidth == 64 ? 32 : Slot(Int.bitWidth - count.leadingZeroBitCount)
    precondition(numberBits < Slot.bitWidth, "too many texts")
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
  private func slot(_ hash: UInt64, _ text: UInt32) -> Slot {
    Slot(truncatingIfNeeded: hash) &<< numberBits | (Slot(truncatingIfNeeded: text) &+ 1)
  }

  /// Whether the part of the hash in a slot agrees.
  @inline(__always)
  private func agrees(_ slot: Slot, _ hash: UInt64) -> Bool { (slot ^ Slot(truncatingIfNeeded: hash) &<< numberBits) &>> numberBits == 0 }

  @inline(__always)
  private func text(_ slot: Slot) -> UInt32 { UInt32(truncatingIfNeeded: slot & ((1 &<< numberBits) &- 1)) &- 1 }

  @inline(__always)
  private func following(_ position: Int) -> Int {
    let next = position &+ 1
    return next == regionSize || next == regionSize &* 2 ? next &- regionSize : next
  }

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
      let dealt = Mutex([[[HashedText]]](repeating: [[], []], count: 2))
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
  private func dealtOut(_ texts: Range<Int>, _ hash: (Int) -> UInt64) -> [[HashedText]] {
    // Which region a text belongs to is a matter of chance, so nothing branches on it: each is written at the end of both.
    var (low, high) = ([HashedText](repeating: (0, 0), count: texts.count + 1), [HashedText](repeating: (0, 0), count: texts.count + 1))
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
    _ entries: ArraySlice<HashedText>, isSame: (UInt32, UInt32) throws -> Bool
  ) rethrows -> [(row: UInt32, first: UInt32)] {
    var repeated: [(row: UInt32, first: UInt32)] = []
    var touched: Slot = 0
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
          slots[position] = self.slot(entry.hash, entry.text)
          break
        }
        if agrees(slot, entry.hash), try isSame(text(slot), entry.text) {
          repeated.append((entry.text, text(slot)))
          break
        }
        position = following(position)
      }
    }
    if touched == .max { repeated.reserveCapacity(repeated.count) }  // keeps the loads above from being dropped
    return repeated
  }

  /// For a block of at most 256 hashes: the first text whose part of the hash agrees, or `none`, and where its slot is.
  func candidates(_ hashes: [UInt64], count: Int, positions: inout [Int], found: inout [UInt32]) {
    for index in 0..<count { positions[index] = home(hashes[index]) }
    // These loads do not wait for each other.
    var touched: Slot = 0
    for index in 0..<count { touched ^= slots[positions[index]] }
    for index in 0..<count { found[index] = next(hashes[index], &positions[index]) }
    if touched == .max { positions[0] = positions[0] }  // keeps the loads above from being dropped
  }

  /// The text at or behind a position whose part of the hash agrees, or `none`; the position moves to it.
  @inline(__always)
  private func next(_ hash: UInt64, _ position: inout Int) -> UInt32 {
    while true {
      let slot = slots[position]
      if slot == 0 { return TextNumber.none }
      if agrees(slot, hash) { return text(slot) }
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
