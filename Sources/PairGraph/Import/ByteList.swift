/// Texts one behind the other, with their hashes.
struct ByteList: Sendable {
  private(set) var bytes: [UInt8] = []
  /// index = text, value = where it ends.
  private(set) var ends: [Int] = []
  private(set) var hashes: [UInt64] = []

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  @discardableResult
  mutating func append(_ text: ArraySlice<UInt8>, hash: UInt64) -> Int32 {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  @discardableResult
  mutating func append(_ text: ArraySlice<UInt8>) -> Int32 { append(text, hash: CellText.hash(text)) }

  mutating func reserve(texts: Int, bytes: Int) {
    ends.reserveCapacity(texts)
    hashes.reserveCapacity(texts)
    self.bytes.reserveCapacity(bytes)
  }
}

/// Numbers equal texts equally, in the order in which they come.
struct Interner: Sendable {
  private(set) var texts = ByteList()
  /// index = position by the low bits of the hash, value = its high half, and number + 1 of the text; 0 where there is none.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 1024)

  var count: Int { texts.count }
  subscript(number: UInt32) -> ArraySlice<UInt8> { texts[Int(number)] }

  func string(_ number: UInt32) -> String { String(decoding: texts[Int(number)], as: UTF8.self) }

  /// - Complexity: O(length) expected.
  mutating func number(of text: ArraySlice<UInt8>, hash: UInt64) -> UInt32 {
    var position = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[position] != 0 {
      let slot = slots[position]
      if slot &>> 32 == hash &>> 32, texts[Int(Self.number(slot))].elementsEqual(text) { return Self.number(slot) }
      position = (position &+ 1) & (slots.count &- 1)
    }
    let number = UInt32(truncatingIfNeeded: texts.append(text, hash: hash))
    slots[position] = Self.slot(hash, number)
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  mutating func number(of text: ArraySlice<UInt8>) -> UInt32 { number(of: text, hash: CellText.hash(text)) }
  mutating func number(of text: [UInt8]) -> UInt32 { number(of: text[...]) }

  /// Brings near what looking for these hashes will need: loads that nothing waits for overlap, and the time here is that of memory.
  ///
  /// - Returns: a sum of what was seen, so that no load is dropped.
  func touch(_ hashes: [UInt64]) -> UInt64 {
    let found = hashes.map { slots[Int(truncatingIfNeeded: $0) & (slots.count &- 1)] }
    var seen: UInt64 = 0
    // One array after the other: where a text ends, then the text.
    let ends = found.map { $0 == 0 ? 0 : texts.ends[Int(Self.number($0))] }
    for end in ends where end > 0 { seen &+= UInt64(texts.bytes[end &- 1]) }
    return seen
  }

  private static func slot(_ hash: UInt64, _ number: UInt32) -> UInt64 { hash & 0xffff_ffff_0000_0000 | UInt64(number &+ 1) }
  @inline(__always)
  private static func number(_ slot: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: slot) &- 1 }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 4)
    for number in 0..<texts.count {
      let hash = texts.hashes[number]
      var position = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[position] != 0 { position = (position + 1) & (slots.count - 1) }
      slots[position] = Self.slot(hash, UInt32(truncatingIfNeeded: number))
    }
  }
}

/// A hash table from two numbers to one.
struct PairMap: Sendable {
  private struct Entry {
    var a: UInt64
    var b: UInt64
    var value: UInt32
  }

  /// index = entry, in the order they came.
  private var entries: [Entry] = []
  private var slots: [UInt32]
  static let none = UInt32.max

  init(expecting count: Int = 0) {
    var room = 16
    while room < count * 2 { room *= 2 }
    slots = [UInt32](repeating: Self.none, count: room)
    entries.reserveCapacity(count)
  }

  @inline(__always)
  private func slot(_ a: UInt64, _ b: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: CellText.mixed(a ^ CellText.mixed(b &+ 0x9e37_79b9_7f4a_7c15))) & (slots.count - 1)
    while slots[slot] != Self.none {
      let entry = entries[Int(slots[slot])]
      if entry.a == a, entry.b == b { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// `none` where there is no such key.
  subscript(_ a: UInt64, _ b: UInt64) -> UInt32 {
    let found = slots[slot(a, b)]
    return found == Self.none ? Self.none : entries[Int(found)].value
  }

  /// The value there is, or the one that is put there now.
  mutating func insert(_ a: UInt64, _ b: UInt64, _ value: UInt32) -> UInt32 {
    let slot = slot(a, b)
    if slots[slot] != Self.none { return entries[Int(slots[slot])].value }
    add(slot, a, b, value)
    return value
  }

  /// Replaces the value.
  mutating func put(_ a: UInt64, _ b: UInt64, _ value: UInt32) {
    let slot = slot(a, b)
    if slots[slot] != Self.none { entries[Int(slots[slot])].value = value } else { add(slot, a, b, value) }
  }

  private mutating func add(_ slot: Int, _ a: UInt64, _ b: UInt64, _ value: UInt32) {
    slots[slot] = UInt32(entries.count)
    entries.append(Entry(a: a, b: b, value: value))
    if entries.count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: Self.none, count: slots.count * 2)
    for (index, entry) in entries.enumerated() { slots[slot(entry.a, entry.b)] = UInt32(index) }
  }
}
