/// Some of the nodes, numbered in ascending order: with each 64 stands how many members are before them.
struct NodeSet: Sendable {
  private let members: RowBits
  /// index = node / 64, value = members before.
  private var before: [UInt32] = []
  private(set) var count = 0

  /// - Parameter below: nodes are 0 ..< below.
  /// - Complexity: O(members + nodes / 64).
  init(_ nodes: some Sequence<Int>, below: Int) { self.init(RowBits(nodes, below: below)) }

  /// - Complexity: O(nodes / 64).
  init(_ members: RowBits) {
    self.members = members
    before.reserveCapacity(members.words.count)
    for word in members.words {
      before.append(UInt32(count))
      count += word.nonzeroBitCount
    }
  }

  @inline(__always)
  func contains(_ node: Int) -> Bool { members.contains(node) }

  /// Which of 64 nodes are members.
  ///
  /// - Parameter node: a multiple of 64.
  @inline(__always)
  func members(of64From node: Int) -> UInt64 { members.words[node >> 6] }

  /// Calls `body` with the numbers of the members among 64 nodes.
  ///
  /// - Parameter node: a multiple of 64.
  @inline(__always)
  func forEachNumber(of64From node: Int, _ body: (Int) -> Void) {
    let first = Int(before[node >> 6])
    for number in first..<first &+ members.words[node >> 6].nonzeroBitCount { body(number) }
  }

  /// The number of a member, from 0.
  @inline(__always)
  func number(of node: Int) -> Int {
    Int(before[node >> 6]) &+ (members.words[node >> 6] & ((1 << UInt64(node & 63)) &- 1)).nonzeroBitCount
  }
}
