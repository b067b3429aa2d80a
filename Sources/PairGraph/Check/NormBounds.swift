internal import TableIO

/// A bound of every subject of a norm.
struct NormBounds: Sendable {
  private let first: Int
  private let column: BoundColumn

  private init(first: Int = 0, _ column: BoundColumn) { (self.first, self.column) = (first, column) }

  /// The same bound for all subjects.
  private init(_ bound: Double) {
    var column = BoundColumn()
    column.append(bound, times: 1)
    self.init(column)
  }

  /// NaN asks nothing.
  static let none = NormBounds(.nan)

  /// The bound of all subjects, NaN where they have none; nil where they differ.
  var ofAll: Double? { column.common }

  /// The largest bound that any of the subjects may have; nil where none has one.
  var largest: Double? { column.occurring.filter { !$0.isNaN }.max() }
  /// The smallest.
  var smallest: Double? { column.occurring.filter { !$0.isNaN }.min() }

  @inline(__always)
  subscript(subject: Int) -> Double { column[subject &- first] }

  /// - Parameter range: the nodes that may be asked.
  /// - Complexity: O(nodes of the range).
  /// - Errors: `TableError` when a file changed; nil when no table has the column.
  init?(_ bound: Norm.Bound?, of range: Range<Int>, in network: Network) throws {
    switch bound {
    case nil: self = .none
    case .number(let value): self.init(value)
    case .column(let name):
      var column = BoundColumn()
      var isKnown = name == "need" || name == "capacity"
      for table in network.nodeTables {
        let nodes = range.clamped(to: table.nodes)
        if nodes.isEmpty { continue }
        let own = try Self.values(name, of: table, in: network)
        isKnown = isKnown || own != nil
        let rows = nodes.lowerBound - table.nodes.lowerBound..<nodes.upperBound - table.nodes.lowerBound
        (own ?? .whole(nil, empty: [.nan])).forEachStretch(in: rows) { column.append($1, times: $0) }
      }
      if !isKnown { return nil }
      self.init(first: range.lowerBound, column)
    }
  }

  /// Of edges.
  init?(_ bound: Norm.Bound?, of table: EdgeTable) {
    switch bound {
    case nil: self = .none
    case .number(let value): self.init(value)
    case .column(let name):
      guard let values = table.numbers[name] else { return nil }
      var column = BoundColumn()
      for value in values { column.append(value, times: 1) }
      self.init(column)
    }
  }

  /// A column of a table; nil where it has none.
  static func values(_ column: String, of table: NodeTable, in network: Network) throws -> RowNumbers? {
    switch column {
    case "need":
      // 0 of an empty cell asks nothing, 0 in a cell allows nothing.
      let empty = Needs.empty(table, in: network, isAskedFor: false)
      return .whole(table.need, empty: empty.map { $0 == 0 ? .nan : Double($0) })
    case "capacity": return table.capacity.map { .whole($0, empty: [.nan]) }
    default:
      guard let codes = try LoadError.naming(network.name, { try table.values(in: column, jobs: network.jobs) }) else { return nil }
      return .coded(codes.codes, codes.texts.map { $0.isEmpty ? .nan : DecimalText.value(of: $0) ?? .nan })
    }
  }
}
