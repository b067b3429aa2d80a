/// Types of generated nodes, in the order of their tables.
enum GeneratedType: Int, Sendable, CaseIterable {
  case place, unit, branch, cadre, household, committee

  var file: String { ["places.csv", "units.csv", "branches.csv", "cadres.csv", "households.csv", "committees.csv"][rawValue] }
  /// What ids begin with.
  var letter: Character { ["P", "U", "B", "C", "H", "J"][rawValue] }
}

/// Nodes of one type in a fixed order.
struct NodeList: Sendable {
  let type: GeneratedType
  /// Row of the first node among the nodes of its type.
  let first: Int
  let count: Int
  /// Nodes are taken in this order, from one of its positions on.
  private let order: Shuffle?
  private let position: Int

  init(_ type: GeneratedType, _ rows: Range<Int>) {
    self.type = type
    (first, count, order, position) = (rows.lowerBound, rows.count, nil, 0)
  }

  /// - Parameter positions: of the order, which is one of `order.count` nodes from `first` on.
  init(_ type: GeneratedType, from first: Int, _ order: Shuffle, positions: Range<Int>) {
    self.type = type
    (self.first, count, self.order, position) = (first, positions.count, order, positions.lowerBound)
  }

  /// Row of the node at an index, among the nodes of its type.
  @inline(__always)
  subscript(index: Int) -> Int { first + (order.map { $0.number(at: position + index) } ?? index) }
}
