/// What each node needs: the least number of distinct helpers.
struct Needs: Sendable {
  /// Of one table.
  private struct Table: Sendable {
    var nodes: Range<Int>
    /// index = row, value = need, or -1 where the cell is empty; nil without such a column.
    var need: [Int32]?
    /// What an empty cell means: index = row, or one value for all.
    var empty: [Int32]
  }

  private let tables: [Table]
  /// index = node, value = whether it is asked; nil asks every node.
  private let isAsked: [Bool]?

  /// - Parameter of: asks these nodes, an empty need being 1; nil asks every node with a need, and every household.
  init(_ network: Network, of selector: Selector?) throws {
    isAsked = try selector.map { selector in try SelectorError.pointing(selector, network) { try selector.select(in: network) } }
    tables = network.nodeTables.map { table in
      Table(nodes: table.nodes, need: table.need, empty: Self.empty(table, in: network, isAskedFor: selector != nil))
    }
  }

  /// What an empty cell of a table means: index = row, or one value for all.
  ///
  /// - Parameter isAskedFor: its nodes are asked whatever their type.
  static func empty(_ table: NodeTable, in network: Network, isAskedFor: Bool) -> [Int32] {
    if isAskedFor || !table.spec.type.isEmpty { return [isAskedFor || table.spec.type == "household" ? 1 : 0] }
    return table.nodes.map { network.type(of: $0) == "household" ? 1 : 0 }
  }

  /// The need of a node; 0 where it is not asked.
  subscript(node: Int) -> Int {
    for table in tables where table.nodes.contains(node) { return need(table, node) }
    return 0
  }

  @inline(__always)
  private func need(_ table: Table, _ node: Int) -> Int {
    if let isAsked, !isAsked[node] { return 0 }
    let row = node &- table.nodes.lowerBound
    if let need = table.need, need[row] >= 0 { return Int(need[row]) }
    return Int(table.empty.count == 1 ? table.empty[0] : table.empty[row])
  }

  /// Takes a range of nodes apart: stretches of nodes with one need, and single nodes with a need of their own.
  @inline(__always)
  func forEachStretch(in range: Range<Int>, same: (Range<Int>, Int) -> Void, single: (Int, Int) -> Void) {
    for table in tables {
      let nodes = range.clamped(to: table.nodes)
      if table.need == nil, table.empty.count == 1, isAsked == nil {
        if table.empty[0] > 0 { same(nodes, Int(table.empty[0])) }
      } else {
        for node in nodes {
          let need = need(table, node)
          if need > 0 { single(node, need) }
        }
      }
    }
  }

  /// How many nodes of a range are asked.
  ///
  /// - Complexity: O(1) where all nodes of a table have the same need.
  func count(in range: Range<Int>) -> Int {
    var count = 0
    forEachStretch(in: range) { nodes, _ in
      count += nodes.count
    } single: { _, _ in
      count += 1
    }
    return count
  }

  /// Calls `body` with every node of a range that is asked.
  func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    forEachStretch(in: range) { nodes, _ in
      nodes.forEach(body)
    } single: { node, _ in
      body(node)
    }
  }
}
