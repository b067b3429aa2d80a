internal import TableIO

/// Counts of four bits, two in a byte, several of them side by side for each node: lanes.
///
/// What a row adds is a word with a lane of four bits for each count, 1 or 0 in it, so one addition adds to two counts. What does not fit in
/// three bits is kept apart; the fourth tells, while they are counted, that it has to be, and in the end that it was.
struct LaneCounts: Sendable {
  /// Some nodes and their counts.
  struct Stretch: Sendable {
    let nodes: Range<Int>
    /// Bytes for each node.
    let stride: Int
    /// The byte with the first count of the first of them.
    let start: Int
    /// Where its lanes are in the words that are added.
    let shift: UInt64
    let mask: UInt64

    /// - Parameters:
    ///   - start: the byte with the first count of the first of the nodes.
    ///   - firstLane: the lane of a word that is their first.
    init(_ nodes: Range<Int>, lanes: Int, start: Int, firstLane: Int) {
      (self.nodes, self.start) = (nodes, start)
      stride = (lanes + 1) / 2
      shift = UInt64(firstLane) * 4
      mask = lanes == 16 ? .max : 1 << UInt64(lanes * 4) - 1
    }

    @inline(__always)
    func byte(of node: Int) -> Int { start &+ (node &- nodes.lowerBound) &* stride }

    /// The lanes of a word that are its own, from the lowest bit on.
    @inline(__always)
    func own(_ word: UInt64) -> UInt64 { word &>> shift & mask }
  }

  /// How many lanes a word has.
  static let limit = 16

  /// A word that adds one to the count of a lane.
  static func one(inLane lane: Int) -> UInt64 { 1 << UInt64(lane * 4) }

  private var bytes: [UInt8]
  /// Counts (`number`) that came to eight, once for each time.
  private var eights: [Int] = []

  init(bytes count: Int) { bytes = LargeArray.zeroed(count) }

  /// The number of a count: twice its byte, and whether it is the higher half.
  private static func number(_ byte: Int, isHigh: Bool) -> Int { byte << 1 | (isHigh ? 1 : 0) }

  /// Takes what came to eight out of two counts and notes it.
  @inline(__always)
  private static func settled(_ sum: UInt8, _ byte: Int, _ eights: inout [Int]) -> UInt8 {
    if sum & 0x88 == 0 { return sum }
    if sum & 0x08 != 0 { eights.append(number(byte, isHigh: false)) }
    if sum & 0x80 != 0 { eights.append(number(byte, isHigh: true)) }
    return sum & 0x77
  }

  /// Adds the words of rows to the counts of nodes at one end of them; nodes that are not of the stretch are passed over.
  ///
  /// - Parameters:
  ///   - words: index = row - first of the rows; 0 adds nothing.
  ///   - ends: index = row, value = node.
  mutating func add(_ words: [UInt64], _ stretch: Stretch, _ ends: [UInt32], _ rows: Range<Int>) {
    let (words, ends) = (words.span, ends.span)
    let (first, size) = (stretch.nodes.lowerBound, UInt(stretch.nodes.count))
    var more: [Int] = []
    do {
      var bytes = bytes.mutableSpan
      var touched: UInt8 = 0
      // What is needed is asked for first: loads that nothing waits for overlap, and the time here is that of memory.
      for row in rows {
        let node = Int(ends[row])
        if UInt(bitPattern: node &- first) < size { touched ^= bytes[stretch.byte(of: node)] }
      }
      for row in rows {
        let node = Int(ends[row])
        var left = stretch.own(words[row &- rows.lowerBound])
        if left == 0 || UInt(bitPattern: node &- first) >= size { continue }
        var byte = stretch.byte(of: node)
        while left != 0 {
          bytes[byte] = Self.settled(bytes[byte] &+ UInt8(truncatingIfNeeded: left), byte, &more)
          left &>>= 8
          byte &+= 1
        }
      }
      if touched == 255 { more.reserveCapacity(more.count) }  // keeps the loads above from being dropped
    }
    eights += more
  }

  /// Adds the counts of others, of the same nodes.
  private mutating func add(_ other: LaneCounts) {
    var more: [Int] = []
    do {
      var bytes = bytes.mutableSpan
      let others = other.bytes.span
      for byte in bytes.indices {
        bytes[byte] = Self.settled(bytes[byte] &+ others[byte], byte, &more)
      }
    }
    eights += more + other.eights
  }

  /// The counts of several parts added up, ready to be read.
  struct Sum: Sendable {
    private var bytes: [UInt8] = []
    /// Number of a count -> how often it came to eight.
    private var eights: [Int: Int] = [:]
    private var mostEights = 0

    /// - Parameter parts: given away, so that the last of them need not be copied to add up in it.
    /// - Complexity: O(counts x parts).
    init(_ parts: consuming [LaneCounts]) {
      guard var sum = parts.popLast() else { return }
      while let part = parts.popLast() { sum.add(part) }
      for number in sum.eights {
        eights[number, default: 0] += 1
        sum.bytes[number >> 1] |= number & 1 == 1 ? 0x80 : 0x08
      }
      mostEights = eights.values.max() ?? 0
      bytes = sum.bytes
    }

    /// - Parameter lane: of the stretch, from 0.
    @inline(__always)
    func count(of node: Int, _ stretch: Stretch, lane: Int) -> Int {
      let byte = stretch.byte(of: node) &+ lane &>> 1
      let four = Int(bytes[byte] &>> UInt8(truncatingIfNeeded: (lane & 1) &<< 2)) & 15
      return four < 8 ? four : four - 8 + 8 * (eights[byte << 1 | lane & 1] ?? 0)
    }

    /// What none of 64 nodes has less or more than, where they are all of the stretch.
    func limits(of64From first: Int, _ stretch: Stretch, lane: Int) -> (least: Int, most: Int)? {
      if first < stretch.nodes.lowerBound || first + 64 > stretch.nodes.upperBound { return nil }
      let (all, any) = bytes.span.bits(of64From: stretch.byte(of: first) + lane / 2, step: stretch.stride)
      let shift = UInt8(lane & 1) * 4
      let (least, most) = (Int(all >> shift & 7), Int(any >> shift & 15))
      return (least, most < 8 ? most : most - 8 + 8 * mostEights)
    }
  }
}
