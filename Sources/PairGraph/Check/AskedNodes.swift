/// The nodes that a norm asks.
protocol AskedNodes: Sendable {
  /// How many of a range are asked.
  func count(in range: Range<Int>) -> Int
  /// Calls `body` with every node of a range that is asked, ascending.
  func forEach(in range: Range<Int>, _ body: (Int) -> Void)
}

extension Needs: AskedNodes {}

/// A stretch of nodes with a flag for each.
struct NodeFlags: AskedNodes {
  let range: Range<Int>
  /// index = node - first of the range.
  let flags: [Bool]

  init(_ range: Range<Int>, _ flags: [Bool]) { (self.range, self.flags) = (range, flags) }

  func contains(_ node: Int) -> Bool { range.contains(node) && flags[node - range.lowerBound] }

  func count(in range: Range<Int>) -> Int {
    let own = range.clamped(to: self.range)
    var count = 0
    for index in own.lowerBound - self.range.lowerBound..<own.upperBound - self.range.lowerBound { count += flags[index] ? 1 : 0 }
    return count
  }

  func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    for node in range.clamped(to: self.range) where flags[node - self.range.lowerBound] { body(node) }
  }
}
