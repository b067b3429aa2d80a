/// Codes of rows, one after the other: a byte for each as long as all are below 256, which is where columns with few values stay.
package struct RowCodes: RandomAccessCollection, Sendable {
  /// index = row; empty once codes are wide.
  private var bytes: [UInt8] = []
  /// index = row; empty as long as bytes do.
  private var words: [UInt32] = []

  package init() {}

  init(_ codes: [UInt8]) { bytes = codes }

  /// - Parameter codes: not all below 256.
  init(_ codes: [UInt32]) { words = codes }

  package var startIndex: Int { 0 }
  package var endIndex: Int { words.isEmpty ? bytes.count : words.count }

  package subscript(row: Int) -> UInt32 { words.isEmpty ? UInt32(bytes[row]) : words[row] }

  /// Makes room, in huge pages where it is large.
  mutating func reserve(_ rows: Int) {
    if words.isEmpty { LargeArray.reserve(rows, in: &bytes) } else { LargeArray.reserve(rows, in: &words) }
  }

  @inline(__always)
  mutating func append(_ code: UInt32) {
    if words.isEmpty, code < 256 {
      bytes.append(UInt8(truncatingIfNeeded: code))
    } else {
      widen()
      words.append(code)
    }
  }

  /// Appends codes under other numbers: index = their number in `other`, value = the number here.
  mutating func append(_ other: RowCodes, as numbers: [UInt32]) {
    if words.isEmpty, numbers.allSatisfy({ $0 < 256 }), other.words.isEmpty {
      let numbers = numbers.map { UInt8(truncatingIfNeeded: $0) }
      let translated = [UInt8](unsafeFilling: other.bytes.count) { numbers[Int(other.bytes[$0])] }
      bytes.append(contentsOf: translated)
    } else {
      widen()
      words.reserveCapacity(words.count + other.count)
      for code in other { words.append(numbers[Int(code)]) }
    }
  }

  private mutating func widen() {
    if bytes.isEmpty { return }
    words = bytes.map { UInt32($0) }
    bytes = []
  }

  /// Keeps the rows that `isKept` says, in order.
  mutating func keep(_ isKept: [Bool]) {
    bytes = zip(bytes, isKept).filter(\.1).map(\.0)
    words = zip(words, isKept).filter(\.1).map(\.0)
  }

  /// Takes out of a set of numbers, a bit for each, those that stand for rows whose code does not hold.
  ///
  /// - Parameters:
  ///   - holds: index = code, value = whether it holds.
  ///   - set: index = number / 64, value = a bit for each number, the lowest first.
  ///   - first: the number that stands for row 0.
  /// - Complexity: O(rows / 64), and O(1) for each row of 64 of which any is in the set.
  package func narrow(_ set: inout [UInt64], first: Int, where holds: [Bool]) {
    words.isEmpty ? Self.narrow(&set, first, bytes, holds) : Self.narrow(&set, first, words, holds)
  }

  @inline(__always)
  private static func narrow<Code: UnsignedInteger>(_ set: inout [UInt64], _ first: Int, _ codes: [Code], _ holds: [Bool]) {
    let (codes, holds) = (codes.span, holds.span)
    var set = set.mutableSpan
    var number = first
    let end = first + codes.count
    while number < end {
      let next = Swift.min((number | 63) + 1, end)
      let index = number >> 6
      if set[index] != 0 {
        var left: UInt64 = 0
        for own in number..<next where !holds[Int(codes[own &- first])] { left |= 1 &<< UInt64(own & 63) }
        set[index] &= ~left
      }
      number = next
    }
  }

  /// Takes out of the flags of a stretch of rows those whose code does not hold.
  ///
  /// - Parameters:
  ///   - flags: index = row - first.
  ///   - holds: index = code, value = whether it holds.
  /// - Complexity: O(flags).
  package func narrow(_ flags: inout [Bool], from first: Int, where holds: [Bool]) {
    words.isEmpty ? Self.narrow(&flags, first, bytes, holds) : Self.narrow(&flags, first, words, holds)
  }

  @inline(__always)
  private static func narrow<Code: UnsignedInteger>(_ flags: inout [Bool], _ first: Int, _ codes: [Code], _ holds: [Bool]) {
    let (codes, holds) = (codes.span, holds.span)
    var flags = flags.mutableSpan
    for index in flags.indices { flags[index] = flags[index] && holds[Int(codes[first &+ index])] }
  }
}
