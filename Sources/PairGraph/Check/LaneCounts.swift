internal import TableIO

/// Counts of eight bits, four of them side by side for each node of a stretch: lanes.
///
/// What a row adds is a word with 1 or 0 in each lane, so one addition adds to all counts of a node. What does not fit in seven bits is kept
/// apart; the eighth tells, while they are counted, that it has to be, and in the end that it was.
struct LaneCounts: Sendable {
  /// Some nodes, and which marks of rows are for their lanes.
  struct Stretch: Sendable {
    let nodes: Range<Int>
    private let shift: UInt16
    private let mask: UInt16

    /// - Parameters:
    ///   - lanes: 1...4.
    ///   - firstMark: the mark that counts in their first lane.
    init(_ nodes: Range<Int>, lanes: Int, firstMark: Int) {
      self.nodes = nodes
      shift = UInt16(firstMark)
      mask = 1 << UInt16(lanes) - 1
    }

    /// A word with 1 in each lane whose mark is set.
    @inline(__always)
    func word(_ marks: UInt16) -> UInt32 { UInt32(marks &>> shift & mask) &* 0x0020_4081 & 0x0101_0101 }
  }

  /// How many lanes a stretch has at most.
  static let ofStretch = 4
  /// What is too much for seven bits.
  private static let full = 128
  /// The eighth bit of every lane.
  private static let eighthBits: UInt32 = 0x8080_8080

  private let stretch: Stretch
  /// index = node - first of the stretch, value = its lanes, the first lowest.
  private var counts: [UInt32]
  /// Counts (`number`) that came to `full`, once for each time.
  private var overflows: [Int] = []

  init(_ stretch: Stretch) {
    self.stretch = stretch
    counts = LargeArray.zeros(stretch.nodes.count)
  }

  /// The number of a count.
  @inline(__always)
  private static func number(_ index: Int, lane: Int) -> Int { index &* ofStretch &+ lane }

  /// Takes what came to `full` out of the counts of a node and notes it.
  @inline(never)
  private static func settled(_ sum: UInt32, _ index: Int, _ overflows: inout [Int]) -> UInt32 {
    for lane in 0..<ofStretch where sum >> UInt32(8 * lane) & 128 != 0 { overflows.append(number(index, lane: lane)) }
    return sum & ~eighthBits
  }

  /// Adds rows to the counts of nodes at one end of them; nodes that are not of the stretch are passed over.
  ///
  /// - Parameters:
  ///   - marks: index = row - first of the rows, value = a bit for each share that it counts for.
  ///   - ends: index = row, value = node.
  mutating func add(_ marks: [UInt16], _ ends: [UInt32], _ rows: Range<Int>) {
    let (marks, ends, stretch) = (marks.span, ends.span, stretch)
    var more: [Int] = []
    do {
      var counts = counts.mutableSpan
      let (first, size) = (stretch.nodes.lowerBound, UInt(counts.count))
      var touched: UInt32 = 0
      // What is needed is asked for first: loads that nothing waits for overlap, and the time here is that of memory.
      for row in rows {
        let index = Int(ends[row]) &- first
        if UInt(bitPattern: index) < size { touched ^= counts[index] }
      }
      for row in rows {
        let index = Int(ends[row]) &- first
        if UInt(bitPattern: index) >= size { continue }
        let sum = counts[index] &+ stretch.word(marks[row &- rows.lowerBound])
        counts[index] = sum & Self.eighthBits == 0 ? sum : Self.settled(sum, index, &more)
      }
      if touched == .max { more.reserveCapacity(more.count) }  // keeps the loads above from being dropped
    }
    overflows += more
  }

  /// Adds the counts of another part, of the same stretch.
  private mutating func add(_ other: LaneCounts) {
    var more: [Int] = []
    do {
      var counts = counts.mutableSpan
      let others = other.counts.span
      for start in stride(from: 0, to: counts.count, by: 256) {
        let block = start..<min(start + 256, counts.count)
        var any: UInt32 = 0
        for index in block {
          let sum = counts[index] &+ others[index]
          any |= sum
          counts[index] = sum
        }
        if any & Self.eighthBits == 0 { continue }
        for index in block where counts[index] & Self.eighthBits != 0 { counts[index] = Self.settled(counts[index], index, &more) }
      }
    }
    overflows += more + other.overflows
  }

  /// The counts of several parts added up, ready to be read.
  struct Sum: Sendable {
    private let first: Int
    private let counts: [UInt32]
    /// Number of a count -> how often it came to `full`.
    private var overflows: [Int: Int] = [:]
    private let mostOverflows: Int

    /// - Parameter parts: at least one, all of one stretch; given away, so that the last of them need not be copied to add up in it.
    /// - Complexity: O(nodes x parts).
    init(_ parts: consuming [LaneCounts]) {
      var sum = parts.removeLast()
      while let part = parts.popLast() { sum.add(part) }
      for number in sum.overflows {
        overflows[number, default: 0] += 1
        sum.counts[number / ofStretch] |= 128 << UInt32(8 * (number % ofStretch))
      }
      mostOverflows = overflows.values.max() ?? 0
      (first, counts) = (sum.stretch.nodes.lowerBound, sum.counts)
    }

    /// - Parameters:
    ///   - node: of the stretch.
    ///   - lane: of the stretch, from 0.
    @inline(__always)
    func count(of node: Int, lane: Int) -> Int {
      let index = node &- first
      let eight = Int(counts[index] &>> UInt32(truncatingIfNeeded: 8 &* lane)) & 255
      return eight < full ? eight : eight - full + full * (overflows[number(index, lane: lane)] ?? 0)
    }

    /// No count with none but these bits is larger.
    private func most(_ bits: UInt32, lane: Int) -> Int {
      let own = Int(bits >> UInt32(8 * lane)) & 255
      return own < full ? own : own - full + full * mostOverflows
    }

    /// What none of 64 nodes has less or more than, where they are all of the stretch.
    func limits(of64From node: Int, lane: Int) -> (least: Int, most: Int)? {
      if node < first || node - first + 64 > counts.count { return nil }
      let (all, any) = counts.span.bits(of64From: node - first)
      return (Int(all >> UInt32(8 * lane)) & 127, most(any, lane: lane))
    }
  }
}
