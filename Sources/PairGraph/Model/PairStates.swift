internal import TableIO

/// For each node whether a row names it as helped, and whether the first that does counts.
///
/// A bit a node tells whether a row names it: few enough to stay near the processor while a table runs past. What is rarer is kept beside it,
/// and touched where it is the case.
struct PairStates: Sendable {
  /// index = node / 64, value = for each of 64 nodes, the lowest first, whether a row names it.
  private var named: [UInt64]
  /// The same: whether the first row that names it does not count.
  private var off: [UInt64]

  init(nodeCount: Int) {
    let words = (nodeCount + 63) / 64
    (named, off) = (LargeArray.zeros(words), LargeArray.zeros(words))
  }

  var isEmpty: Bool { named.isEmpty }

  /// Which of 64 nodes have rows of which the first counts; bit i is that of the i-th.
  ///
  /// - Parameter node: one of them; nodes that there are not have no rows.
  @inline(__always)
  func counting(of64With node: Int) -> UInt64 { named[node >> 6] & ~off[node >> 6] }

  /// Takes in rows: index = row, value = helper, helped, whether the pairing is alive. A node's pair with itself does not count.
  ///
  /// - Parameter further: gets the nodes that had a row before, once for each further row.
  /// - Complexity: O(rows).
  mutating func add(_ rows: PairList, further: inout [UInt32]) {
    Self.add(rows.from.span, rows.to.span, rows.alive.span, &named, &off, &further)
  }

  private static func add(
    _ from: Span<UInt32>, _ to: Span<UInt32>, _ alive: Span<Bool>, _ named: inout [UInt64], _ off: inout [UInt64], _ further: inout [UInt32]
  ) {
    var named = named.mutableSpan
    var off = off.mutableSpan
    var touched: UInt64 = 0
    for row in to.indices {
      // The words of a block are asked for first: loads that nothing waits for overlap, and the time here is that of memory.
      if row & 127 == 0 { for ahead in row..<min(row &+ 128, to.count) { touched ^= named[Int(to[ahead] >> 6)] } }
      let (word, bit) = (Int(to[row] >> 6), 1 as UInt64 &<< UInt64(to[row] & 63))
      if named[word] & bit == 0 {
        named[word] |= bit
        if !alive[row] || from[row] == to[row] { off[word] |= bit }
      } else {
        further.append(to[row])
      }
    }
    if touched == .max { further.reserveCapacity(further.count) }  // keeps the loads above from being dropped
  }
}

/// Ends of edges: index = row, value = helper, helped, whether the pairing is alive.
struct PairList: Sendable {
  var from: [UInt32]
  var to: [UInt32]
  var alive: [Bool]
}
