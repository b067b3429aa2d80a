internal import TableIO

/// For each node whether no row names it as helped, one row, or several.
///
/// Two bits a node: few enough to stay near the processor while a table runs past.
struct PairStates: Sendable {
  /// One row, which counts.
  static let one: UInt8 = 1
  /// One row, which does not.
  static let off: UInt8 = 2
  static let several: UInt8 = 3

  private let nodeCount: Int
  /// index = node / 4, value = the states of four nodes, the first lowest: 0 without a row.
  private var fours: [UInt8]

  init(nodeCount: Int) {
    self.nodeCount = nodeCount
    fours = LargeArray.zeros((nodeCount + 3) / 4)
  }

  var isEmpty: Bool { fours.isEmpty }

  @inline(__always)
  subscript(node: Int) -> UInt8 { fours[node >> 2] &>> UInt8(truncatingIfNeeded: (node & 3) &* 2) & 3 }

  /// Whether each of four nodes has one row, which counts.
  ///
  /// - Parameter node: a multiple of 4.
  @inline(__always)
  func haveOneEach(from node: Int) -> Bool { fours[node >> 2] == 0b01_01_01_01 }

  /// Whether each of 64 nodes has several rows or one, which counts, and whether any has one, which counts.
  ///
  /// - Parameter node: a multiple of 64; nil where there are fewer nodes from there on.
  @inline(__always)
  func have(of64From node: Int) -> (allHave: Bool, anyOne: Bool)? {
    let first = node >> 2
    if first + 16 > fours.count { return nil }
    var (all, any) = (UInt8.max, UInt8(0))
    for index in first..<first + 16 {
      let (low, high) = (fours[index], fours[index] &>> 1)
      all &= low
      any |= low & ~high
    }
    return (all & 0b01_01_01_01 == 0b01_01_01_01, any & 0b01_01_01_01 != 0)
  }

  /// The nodes with several rows.
  ///
  /// - Complexity: O(nodes).
  var several: NodeSet {
    NodeSet((0..<nodeCount).lazy.filter { self[$0] == Self.several }, below: nodeCount)
  }

  /// Takes in rows: index = row, value = helper, helped, whether the pairing is alive. A node's pair with itself does not count.
  ///
  /// - Returns: the nodes that had a row before, once for each further row.
  /// - Complexity: O(rows).
  mutating func add(_ from: [UInt32], _ to: [UInt32], _ alive: [Bool]) -> [UInt32] {
    var further: [UInt32] = []
    var fours = fours.mutableSpan
    let (from, to, alive) = (from.span, to.span, alive.span)
    var touched: UInt8 = 0
    for row in to.indices {
      // The states of a block are asked for first: loads that nothing waits for overlap, and the time here is that of memory.
      if row & 127 == 0 { for ahead in row..<min(row &+ 128, to.count) { touched ^= fours[Int(to[ahead] >> 2)] } }
      let (node, shift) = (to[row], UInt8(truncatingIfNeeded: to[row] & 3) &* 2)
      let states = fours[Int(node >> 2)]
      if states &>> shift & 3 == 0 {
        fours[Int(node >> 2)] = states | (alive[row] && from[row] != node ? Self.one : Self.off) &<< shift
      } else {
        fours[Int(node >> 2)] = states | Self.several &<< shift
        further.append(node)
      }
    }
    if touched == 255 { further.reserveCapacity(further.count) }  // keeps the loads above from being dropped
    return further
  }
}
