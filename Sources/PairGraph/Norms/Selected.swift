/// Some of the nodes, or of the rows of a table of edges, as a norm asks them.
struct Selected: Sendable, AskedNodes {
  let bits: RowBits
  /// From the first to the last of them.
  let range: Range<Int>
  let count: Int

  /// - Complexity: O(nodes / 64).
  init(_ bits: RowBits) {
    self.bits = bits
    range = bits.range
    count = bits.count(in: range)
  }

  static let none = Selected(RowBits(below: 0))

  @inline(__always)
  func contains(_ node: Int) -> Bool { bits.contains(node) }

  func count(in range: Range<Int>) -> Int { bits.count(in: range.clamped(to: self.range)) }

  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int) -> Void) { bits.forEach(in: range.clamped(to: self.range), body) }

  /// Those of them for which something holds.
  func filter(_ holds: (Int) -> Bool) -> Selected {
    var result = bits
    forEach(in: range) { node in if !holds(node) { result.remove(node..<node + 1) } }
    return Selected(result)
  }
}

/// Selections of nodes that several norms share.
struct SelectionCache {
  private var known: [String: Selected] = [:]

  /// - Parameter selector: nil selects every node.
  mutating func nodes(_ selector: Selector?, in network: Network) throws -> Selected {
    // No selector has an empty text.
    let text = selector?.text ?? ""
    if let found = known[text] { return found }
    let bits = try selector.map { selector in try SelectorError.pointing(selector, network) { try selector.selection(in: network) } }
    let nodes = Selected(bits ?? RowBits(all: network.nodeCount))
    known[text] = nodes
    return nodes
  }
}
