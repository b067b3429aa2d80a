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
struct SelectionCache: Sendable {
  private var known: [String: Selected] = [:]

  init() {}

  /// Makes selections ahead, several at a time.
  ///
  /// What is wrong with one is said by whoever asks for it.
  init(_ selectors: [Selector], in network: Network) throws {
    var texts: Set<String> = []
    let different = selectors.filter { texts.insert($0.text).inserted }
    let made = try Parallel.map(different.count, jobs: network.jobs, grain: 1) { range in
      range.map { try? Self.selected(different[$0], in: network) }
    }.inOneArray()
    for (selector, nodes) in zip(different, made) { known[selector.text] = nodes }
  }

  /// - Parameter selector: nil selects every node.
  mutating func nodes(_ selector: Selector?, in network: Network) throws -> Selected {
    // No selector has an empty text.
    let text = selector?.text ?? ""
    if let found = known[text] { return found }
    let nodes = try Self.selected(selector, in: network)
    known[text] = nodes
    return nodes
  }

  private static func selected(_ selector: Selector?, in network: Network) throws -> Selected {
    let bits = try selector.map { selector in try SelectorError.pointing(selector, network) { try selector.selection(in: network) } }
    return Selected(bits ?? RowBits(all: network.nodeCount))
  }
}
