/// The nodes that a norm asks.
protocol AskedNodes: Sendable {
  /// How many of a range are asked.
  func count(in range: Range<Int>) -> Int
  /// Calls `body` with every node of a range that is asked, ascending.
  func forEach(in range: Range<Int>, _ body: (Int) -> Void)
}

extension Needs: AskedNodes {}
