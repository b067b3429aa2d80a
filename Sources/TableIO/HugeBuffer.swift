// UNSAFE: owns raw memory. Why: the id tables are probed at random, and memory that starts on a 2 MiB boundary and is
// advised for huge pages halves the time of a probe; an array can promise neither. What must hold: `count` elements are
// initialised from the start to the end of life, and nobody writes once the buffer is shared between threads.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A fixed-size block of memory for large tables, aligned and advised for huge pages where the system has them.
@safe final class HugeBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // @unchecked: filled by threads that own disjoint parts, then only read.
  private let pointer: UnsafeMutablePointer<Element>
  let count: Int
  private let raw: UnsafeMutableRawPointer
  /// Bytes mapped from the system; 0 when they come from the heap.
  private let mapped: Int

  /// Memory whose bytes are all 0. A large block comes zeroed from the system and is not touched before it is used.
  init(zeroed count: Int) {
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    let huge = 2 << 20
    self.count = count
    if bytes >= 2 * huge, let block = unsafe Self.map(bytes + huge) {
      unsafe raw = block
      mapped = bytes + huge
      let aligned = unsafe (Int(bitPattern: raw) + huge - 1) & ~(huge - 1)
      let start = unsafe raw + (aligned - Int(bitPattern: raw))
      #if os(Linux)
        _ = unsafe madvise(start, bytes, MADV_HUGEPAGE)
      #endif
      unsafe pointer = start.bindMemory(to: Element.self, capacity: max(1, count))
    } else {
      unsafe raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      unsafe raw.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
      mapped = 0
      unsafe pointer = raw.bindMemory(to: Element.self, capacity: max(1, count))
    }
  }

  /// An element; whoever asks keeps to `0 ..< count`, which only debug builds check.
  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return unsafe pointer[index]
    }
    set {
      assert(index >= 0 && index < count)
      unsafe pointer[index] = newValue
    }
  }

  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let block = unsafe mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    return unsafe block == MAP_FAILED ? nil : block
  }

  deinit { if mapped > 0 { _ = unsafe munmap(raw, mapped) } else { unsafe raw.deallocate() } }
}

/// A growing list of text positions whose storage may be handed to inner loops.
@safe struct PositionList {
  private(set) var pointer: UnsafeMutablePointer<UInt32> = .allocate(capacity: 16)
  private(set) var count = 0
  private var capacity = 16

  func deallocate() { unsafe pointer.deallocate() }

  /// Empties the list and makes room.
  mutating func clear(reserving wanted: Int) {
    count = 0
    ensure(wanted)
  }

  /// Makes room for `more` further positions.
  mutating func ensure(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    unsafe grown.update(from: pointer, count: count)
    unsafe pointer.deallocate()
    unsafe pointer = grown
  }

  /// Takes positions that were written through the pointer; room was made before.
  mutating func fill(_ written: Int) { count = written }

  @inline(__always)
  subscript(index: Int) -> Int { unsafe Int(pointer[index]) }

  /// Forgets all positions from `newCount` on.
  mutating func truncate(to newCount: Int) { count = newCount }

  /// Appends the positions of the bits of a mask, bit 0 being `offset`; room for 64 more was made before.
  ///
  /// Eight at a time, needed or not: a loop that ends after each would be mispredicted in every block.
  ///
  /// - Parameter found: how many bits there are.
  @inline(__always)
  mutating func append(bits: UInt64, count found: Int, at offset: Int) {
    var left = bits
    let target = unsafe pointer + count
    let offset = UInt32(truncatingIfNeeded: offset)
    var written = 0
    repeat {
      for index in 0..<8 {
        unsafe target[written &+ index] = offset &+ UInt32(truncatingIfNeeded: left.trailingZeroBitCount)
        left &= left &- 1
      }
      written &+= 8
    } while written < found
    count &+= found
  }

  /// Appends without a check: room was made before.
  @inline(__always)
  mutating func append(_ position: Int) {
    unsafe pointer[count] = UInt32(truncatingIfNeeded: position)
    count &+= 1
  }
}

/// Texts in one block of memory, with the room around them that a `Field` needs.
///
/// The block is the storage of an array that nobody changes any more: it stays where it is as long as the pool holds it. Before the elements
/// stands the storage's own head, which may be read, and behind them capacity.
@safe final class TextPool: @unchecked Sendable {
  // @unchecked: only read.
  private let bytes: [UInt8]
  private let base: UnsafeRawPointer
  /// The bytes of every text, where all have as many.
  let width: Int?
  /// index = text, value = where it ends; empty where there is a width.
  private let ends: [Int]
  static let back = 128

  let count: Int

  init(_ texts: TextList) {
    var bytes = texts.bytes
    if bytes.capacity < bytes.count + Self.back { bytes.reserveCapacity(bytes.count + Self.back) }
    self.bytes = bytes
    unsafe base = unsafe bytes.withUnsafeBytes { $0.baseAddress } ?? UnsafeRawPointer(bitPattern: 64).unsafelyUnwrapped
    ends = texts.ends
    width = texts.width
    count = texts.count
  }

  subscript(index: Int) -> Field {
    if let width { return unsafe Field(base + index &* width, width) }
    let start = index == 0 ? 0 : ends[index - 1]
    return unsafe Field(base + start, ends[index] - start)
  }
}

/// Room for large arrays that are filled once.
package enum LargeArray {
  /// Makes room for `count` elements and asks for huge pages for it: filling then takes one page fault where it took 512.
  package static func reserve<Element: BitwiseCopyable>(_ count: Int, in array: inout [Element]) {
    array.reserveCapacity(count)
    #if os(Linux)
      let bytes = array.capacity * MemoryLayout<Element>.stride
      guard bytes >= 8 << 20 else { return }
      unsafe array.withUnsafeMutableBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        // Whole huge pages inside the array's storage; what is around them belongs to others.
        let huge = 2 << 20
        let start = (Int(bitPattern: base) + huge - 1) & ~(huge - 1)
        let end = (Int(bitPattern: base) + bytes) & ~(huge - 1)
        if end > start { _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, MADV_HUGEPAGE) }
      }
    #endif
  }

  /// An array of equal elements, in huge pages where it is large. Not generic: callers in other modules would get the slow,
  /// unspecialised form.
  package static func filled(with value: UInt32, count: Int) -> [UInt32] {
    var array: [UInt32] = []
    reserve(count, in: &array)
    array.append(contentsOf: repeatElement(value, count: count))
    return array
  }
}

extension Array {
  /// An array made by a function of the index, without zeroing it first and without asking for each element whether there is room.
  @inline(__always)
  init(unsafeFilling count: Int, _ element: (Int) -> Element) {
    unsafe self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count { unsafe buffer.initializeElement(at: index, to: element(index)) }
      initialized = count
    }
  }
}
