/// How many distinct partners alive each node has over pairings, at one of their ends; the node itself is left out.
///
/// Counts are small. Where they are still counted each node has a byte, and what does not fit is kept apart; where `PairCounter` has counted
/// them, a few bits, and those of nodes with several rows are kept apart.
struct PartnerCounts: Sendable {
  private static let large = UInt8.max

  /// index = node, value = partners, or `large`; empty where there are states.
  private var counts: [UInt8] = []
  /// Node -> partners, where they are at least `large`.
  private var others: [Int: UInt32] = [:]

  /// See `PairStates`; empty where there are counts.
  private var states = PairStates(nodeCount: 0)
  /// The nodes that have several rows.
  private var several = NodeSet([], below: 0)
  /// index = number of a node with several rows, value = its partners.
  private var severalCounts: [UInt32] = []

  /// - Parameter counts: index = node, value = partners, below 255.
  init(_ counts: [UInt8]) { self.counts = counts }

  /// - Parameters:
  ///   - states: of all nodes.
  ///   - several: those with several rows.
  ///   - counts: index = number of a node with several rows, value = its partners.
  init(_ states: PairStates, several: NodeSet, counts: [UInt32]) {
    (self.states, self.several, severalCounts) = (states, several, counts)
  }

  /// Counts the partners at one end of a table's edges.
  ///
  /// - Complexity: O(nodes + edges), see `PairCounter`.
  init(_ table: EdgeTable, of side: EdgeSide, nodeCount: Int, jobs: Int) throws {
    var counter = PairCounter(nodeCount: nodeCount, countingHelps: side == .from)
    counter.add(from: table.from, to: table.to, alive: table.alive)
    let result = try counter.finish(table, jobs: jobs)
    self = side == .to ? result.helped : result.helps ?? result.helped
  }

  /// Only counts that are still counted can be set.
  subscript(node: Int) -> UInt32 {
    @inline(__always) get {
      if !states.isEmpty {
        if several.contains(node) { return severalCounts[several.number(of: node)] }
        return UInt32(truncatingIfNeeded: states.counting(of64With: node) &>> UInt64(node & 63) & 1)
      }
      return counts[node] == Self.large ? others[node] ?? UInt32(Self.large) : UInt32(counts[node])
    }
    set {
      counts[node] = UInt8(truncatingIfNeeded: min(newValue, UInt32(Self.large)))
      if newValue >= UInt32(Self.large) { others[node] = newValue }
    }
  }

  /// Which of 64 nodes have one row, which counts.
  @inline(__always)
  private func ones(of64From node: Int) -> UInt64 { states.counting(of64With: node) & ~several.members(of64From: node) }

  /// What none of 64 nodes has less or more than, where that shows at a glance.
  ///
  /// - Parameter node: a multiple of 64.
  @inline(__always)
  func limits(of64From node: Int) -> (least: Int, most: Int)? {
    if !states.isEmpty {
      let (one, withSeveral) = (ones(of64From: node), several.members(of64From: node))
      var (least, most) = (one != 0 ? 1 : Int.max, one != 0 ? 1 : 0)
      several.forEachNumber(of64From: node) { number in
        least = min(least, Int(severalCounts[number]))
        most = max(most, Int(severalCounts[number]))
      }
      return (one | withSeveral == .max ? least : 0, most)
    }
    if node + 64 > counts.count { return nil }
    let (all, any) = counts.span.bits(of64From: node)
    return any == Self.large ? nil : (Int(all), Int(any))
  }

  /// The nodes that several rows name, alive or not, where that was found out.
  var withSeveralRows: NodeSet? { states.isEmpty ? nil : several }

  /// Adds one to the helper of each row that counts.
  mutating func add(_ rows: PairList) {
    var full: [UInt32] = []
    do {
      var counts = counts.mutableSpan
      let (from, to, alive) = (rows.from.span, rows.to.span, rows.alive.span)
      var touched: UInt8 = 0
      for row in from.indices {
        // Asked for a block ahead, as in `PairCounter`.
        if row & 127 == 0 { for ahead in row..<min(row &+ 128, from.count) { touched ^= counts[Int(from[ahead])] } }
        guard alive[row], from[row] != to[row] else { continue }
        let node = Int(from[row])
        if counts[node] < Self.large - 1 { counts[node] += 1 } else { full.append(from[row]) }
      }
      if touched == 255 { full.reserveCapacity(full.count) }  // keeps the loads above from being dropped
    }
    for node in full { self[Int(node)] += 1 }
  }

  /// Calls `body` with every node of a range that has fewer partners than `bound`, and how many.
  ///
  /// - Complexity: O(nodes), 64 at a time where nearly all have one.
  @inline(__always)
  func forEach(below bound: Int, in range: Range<Int>, _ body: (Int, Int) -> Void) {
    if states.isEmpty, bound <= Int(Self.large) {
      let (counts, bound) = (counts.span, UInt8(max(0, bound)))
      for node in range where counts[node] < bound { body(node, Int(counts[node])) }
      return
    }
    var node = range.lowerBound
    while node < range.upperBound {
      if bound <= 1, node & 63 == 0, node + 64 <= range.upperBound, !states.isEmpty {
        var left = ~ones(of64From: node)
        while left != 0 {
          let other = node | left.trailingZeroBitCount
          let count = Int(self[other])
          if count < bound { body(other, count) }
          left &= left &- 1
        }
        node += 64
        continue
      }
      let count = Int(self[node])
      if count < bound { body(node, count) }
      node += 1
    }
  }

  /// Calls `body` with every node of a range that has partners, and how many.
  ///
  /// - Complexity: O(nodes), 64 at a time where hardly any has and they are still counted.
  @inline(__always)
  func forEachWithPartners(in range: Range<Int>, _ body: (Int, Int) -> Void) {
    if !states.isEmpty {
      for node in range where self[node] > 0 { body(node, Int(self[node])) }
      return
    }
    let counts = counts.span
    var node = range.lowerBound
    while node < range.upperBound {
      let end = min(node + 64, range.upperBound)
      var any: UInt8 = 0
      for index in node..<end { any |= counts[index] }
      if any != 0 { for index in node..<end where counts[index] > 0 { body(index, Int(self[index])) } }
      node = end
    }
  }
}

extension Span where Element: FixedWidthInteger {
  /// The bits that all of 64 numbers have, and those that any has: none is less than the first, or more than the second.
  @inline(__always)
  func bits(of64From first: Int) -> (inAll: Element, inAny: Element) {
    var bits = (inAll: ~(0 as Element), inAny: 0 as Element)
    for index in first..<first &+ 64 {
      bits.inAll &= self[index]
      bits.inAny |= self[index]
    }
    return bits
  }
}
