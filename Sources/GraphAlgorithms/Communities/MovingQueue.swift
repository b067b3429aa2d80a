/// The nodes that wait to be looked at by `LocalMoving`.
struct MovingQueue {
  static let isIdle: UInt8 = 0
  static let waits: UInt8 = 1
  /// It waits, has chosen a community, and no neighbour has moved since.
  static let hasChosen: UInt8 = 2

  /// A ring with room for every node: no node waits twice.
  var nodes: [UInt32]
  /// index = node.
  var status: [UInt8]
  var head = 0
  var count: Int
  var free = FreeNumbers()

  init(_ waiting: [UInt32], nodeCount: Int) {
    nodes = waiting
    count = waiting.count
    if waiting.count < nodeCount { nodes.append(contentsOf: repeatElement(0, count: nodeCount - waiting.count)) }
    status = [UInt8](repeating: waiting.count == nodeCount ? Self.waits : Self.isIdle, count: nodeCount)
    if waiting.count < nodeCount { for node in waiting { status[Int(node)] = Self.waits } }
  }

  /// The nodes that wait, ascending.
  func inOrder() -> [UInt32] {
    let status = status.span
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for node in 0..<status.count where status[node] != Self.isIdle { result.append(UInt32(truncatingIfNeeded: node)) }
    return result
  }

  /// The first nodes, which stay where they are and are to choose.
  mutating func block(_ most: Int) -> [UInt32] {
    let size = min(most, count)
    let end = min(head + size, nodes.count)
    let block = Array(nodes[head..<end]) + nodes[..<(size - (end - head))]
    for node in block { status[Int(node)] = Self.hasChosen }
    return block
  }
}

/// Numbers of communities without nodes; when none is known, one is searched for.
struct FreeNumbers {
  private var known: [UInt32] = []
  private var next = 0

  mutating func first(_ sizes: Span<UInt32>) -> Int {
    if known.isEmpty {
      while sizes[next] != 0 { next = next + 1 == sizes.count ? 0 : next + 1 }
      known.append(UInt32(truncatingIfNeeded: next))
    }
    return Int(known[known.count - 1])
  }

  mutating func removeFirst() { known.removeLast() }

  mutating func append(_ community: UInt32) { known.append(community) }
}
