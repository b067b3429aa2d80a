internal import TableIO

/// A bound of every subject of a norm.
enum NormBounds: Sendable {
  case none
  case same(Double)
  /// index = subject - first, value = bound; NaN where nothing is asked.
  case each(first: Int, [Double])

  @inline(__always)
  subscript(subject: Int) -> Double {
    switch self {
    case .none: .nan
    case .same(let value): value
    case .each(let first, let values): values[subject - first]
    }
  }

  /// - Parameter range: the nodes that may be asked.
  /// - Complexity: O(nodes of the range).
  /// - Errors: `TableError` when a file changed; nil when no table has the column.
  init?(_ bound: Norm.Bound?, of range: Range<Int>, in network: Network) throws {
    switch bound {
    case nil: self = .none
    case .number(let value): self = .same(value)
    case .column(let column):
      var values = [Double](repeating: .nan, count: range.count)
      var isKnown = column == "need" || column == "capacity"
      for table in network.nodeTables {
        let nodes = range.clamped(to: table.nodes)
        guard !nodes.isEmpty, let own = try Self.values(column, of: table, in: network) else { continue }
        isKnown = true
        for node in nodes { values[node - range.lowerBound] = own(node - table.nodes.lowerBound) }
      }
      if !isKnown { return nil }
      self = .each(first: range.lowerBound, values)
    }
  }

  /// Of edges.
  init?(_ bound: Norm.Bound?, of table: EdgeTable) {
    switch bound {
    case nil: self = .none
    case .number(let value): self = .same(value)
    case .column(let column):
      guard let values = table.numbers[column] else { return nil }
      self = .each(first: 0, values)
    }
  }

  /// A column of a table as numbers by row; nil where it has none.
  static func values(_ column: String, of table: NodeTable, in network: Network) throws -> ((Int) -> Double)? {
    switch column {
    case "need":
      let (needs, first, own) = (try Needs(network, of: nil), table.nodes.lowerBound, table.need)
      // What an empty cell means is known there; 0 of it asks nothing, 0 in a cell allows nothing.
      return { row in
        let need = needs[first + row]
        return need == 0 && (own.map { $0[row] < 0 } ?? true) ? .nan : Double(need)
      }
    case "capacity":
      guard let capacity = table.capacity else { return nil }
      return { capacity[$0] < 0 ? .nan : Double(capacity[$0]) }
    default:
      guard let codes = try LoadError.naming(network.name, { try table.values(in: column, jobs: network.jobs) }) else { return nil }
      let numbers = codes.texts.map { $0.isEmpty ? Double.nan : DecimalText.value(of: $0) ?? .nan }
      return { numbers[Int(codes.codes[$0])] }
    }
  }
}
