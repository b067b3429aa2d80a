/// Texts one behind the other, with their hashes.
struct ByteList: Sendable {
  private(set) var bytes: [UInt8] = []
  /// index = text, value = where it ends.
  private(set) var ends: [Int] = []
  private(set) var hashes: [UInt64] = []

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  @inline(__always)
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  @inline(__always)
  func isEqual(_ index: Int, _ text: Span<UInt8>) -> Bool { CellText.isEqual(bytes.span.extracting(range(index)), text) }

  /// The number of one of the last few texts, where it is the same; else of a new one.
  mutating func share(_ text: ArraySlice<UInt8>, among few: Int) -> Int32 {
    for index in (max(0, count - few)..<count).reversed() where isEqual(index, text.span) { return Int32(truncatingIfNeeded: index) }
    return append(text)
  }

  @discardableResult
  mutating func append(_ text: ArraySlice<UInt8>, hash: UInt64) -> Int32 {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  @discardableResult
  mutating func append(_ text: ArraySlice<UInt8>) -> Int32 { append(text, hash: CellText.hash(text.span)) }

  @discardableResult
  mutating func append(_ text: Span<UInt8>) -> Int32 { append(text, hash: CellText.hash(text)) }

  @discardableResult
  mutating func append(_ text: Span<UInt8>, hash: UInt64) -> Int32 {
    bytes.append(addingCapacity: text.count) { bytes in for index in text.indices { bytes.append(text[index]) } }
    ends.append(bytes.count)
    hashes.append(hash)
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  mutating func reserve(texts: Int, bytes: Int) {
    ends.reserveCapacity(texts)
    hashes.reserveCapacity(texts)
    self.bytes.reserveCapacity(bytes)
  }
}

/// Numbers equal texts equally, in the order in which they come.
struct Interner: Sendable {
  private(set) var texts = ByteList()
  private var slots = HashSlots()

  var count: Int { texts.count }
  subscript(number: UInt32) -> ArraySlice<UInt8> { texts[Int(number)] }

  func string(_ number: UInt32) -> String { String(decoding: texts[Int(number)], as: UTF8.self) }

  /// Makes room for so many texts more, of about so many bytes each.
  mutating func reserve(_ more: Int, bytes each: Int) {
    texts.reserve(texts: count + more, bytes: texts.bytes.count + more * each)
    slots.reserve(count + more) { texts.hashes[$0] }
  }

  /// - Complexity: O(length) expected.
  mutating func number(of text: Span<UInt8>, hash: UInt64) -> UInt32 {
    let (found, position) = slots.find(hash) { texts.isEqual(Int($0), text) }
    if let found { return found }
    let number = UInt32(truncatingIfNeeded: texts.append(text, hash: hash))
    slots.add(hash, at: position) { texts.hashes[$0] }
    return number
  }

  /// Brings near what looking for these hashes will need: loads that nothing waits for overlap, and the time here is that of memory.
  ///
  /// - Returns: a sum of what was seen, so that no load is dropped.
  func touch(_ hashes: ArraySlice<UInt64>) -> UInt64 {
    // One array after the other: the thing, where its text ends, then the text.
    let ends = hashes.map { slots.first($0) }.map { $0.map { texts.ends[Int($0)] } ?? 0 }
    return ends.reduce(0) { $1 > 0 ? $0 &+ UInt64(texts.bytes[$1 &- 1]) : $0 }
  }

  mutating func number(of text: ArraySlice<UInt8>) -> UInt32 { number(of: text.span, hash: CellText.hash(text.span)) }
  mutating func number(of text: [UInt8]) -> UInt32 { number(of: text[...]) }

  /// The number of one of some texts.
  @inline(__always)
  mutating func number(of index: Int, in list: ByteList) -> UInt32 {
    number(of: list.bytes.span.extracting(list.range(index)), hash: list.hashes[index])
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
  private var slots: HashSlots
  static let none = UInt32.max

  init(expecting count: Int = 0) {
    slots = HashSlots(expecting: count)
    entries.reserveCapacity(count)
  }

  private static func hash(_ a: UInt64, _ b: UInt64) -> UInt64 { CellText.mixed(a ^ CellText.mixed(b &+ 0x9e37_79b9_7f4a_7c15)) }

  @inline(__always)
  private func find(_ hash: UInt64, _ a: UInt64, _ b: UInt64) -> (number: UInt32?, position: Int) {
    slots.find(hash) { entries[Int($0)].a == a && entries[Int($0)].b == b }
  }

  /// `none` where there is no such key.
  subscript(_ a: UInt64, _ b: UInt64) -> UInt32 { find(Self.hash(a, b), a, b).number.map { entries[Int($0)].value } ?? Self.none }

  /// Brings near what looking for some keys will need, as `Interner.touch` does.
  ///
  /// - Parameters:
  ///   - key: of a thing by its number.
  ///   - touch: brings near what is kept elsewhere under a value that is found.
  /// - Returns: a sum of what was seen, so that no load is dropped.
  @inline(__always)
  func touch(_ things: Range<Int>, key: (Int) -> (UInt64, UInt64), then touch: (UInt32) -> UInt64 = { _ in 0 }) -> UInt64 {
    let found = things.map { thing in
      let (a, b) = key(thing)
      return slots.first(Self.hash(a, b))
    }
    return found.reduce(0) { sum, number in number.map { sum &+ entries[Int($0)].a &+ touch(entries[Int($0)].value) } ?? sum }
  }

  /// The value there is, or the one that is put there now.
  mutating func insert(_ a: UInt64, _ b: UInt64, _ value: UInt32) -> UInt32 {
    let hash = Self.hash(a, b)
    let (found, position) = find(hash, a, b)
    if let found { return entries[Int(found)].value }
    add(hash, at: position, Entry(a: a, b: b, value: value))
    return value
  }

  /// Replaces the value.
  mutating func put(_ a: UInt64, _ b: UInt64, _ value: UInt32) {
    let hash = Self.hash(a, b)
    let (found, position) = find(hash, a, b)
    if let found { entries[Int(found)].value = value } else { add(hash, at: position, Entry(a: a, b: b, value: value)) }
  }

  private mutating func add(_ hash: UInt64, at position: Int, _ entry: Entry) {
    entries.append(entry)
    slots.add(hash, at: position) { Self.hash(entries[$0].a, entries[$0].b) }
  }
}
