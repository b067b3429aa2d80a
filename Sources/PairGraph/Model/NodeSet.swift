/// Some of the nodes, numbered in ascending order: a bit for each node, and for each 64 how many members stand before them.
struct NodeSet: Sendable {
  private var bits: [UInt64]
  /// index = node / 64, value = members before.
  private var before: [UInt32] = []
  private(set) var count = 0

  /// - Parameter below: nodes are 0 ..< below.
  /// - Complexity: O(members + nodes / 64).
  init(_ nodes: some Sequence<Int>, below: Int) {
    bits = [UInt64](repeating: 0, count: below / 64 + 1)
    for node in nodes { bits[node >> 6] |= 1 << UInt64(node & 63) }
    before.reserveCapacity(bits.count)
    for word in bits {
      before.append(UInt32(count))
      count += word.nonzeroBitCount
    }
  }

  @inline(__always)
  func contains(_ node: Int) -> Bool { bits[node >> 6] >> UInt64(node & 63) & 1 == 1 }

  /// The number of a member, from 0.
  @inline(__always)
  func number(of node: Int) -> Int {
    Int(before[node >> 6]) &+ (bits[node >> 6] & ((1 << UInt64(node & 63)) &- 1)).nonzeroBitCount
  }
}
