internal import TableIO

/// A bound of every subject of a norm.
struct NormBounds: Sendable {
  /// Of all subjects, where `values` is empty; NaN asks nothing.
  private let common: Double
  private let first: Int
  /// index = subject - first, value = bound; NaN where nothing is asked.
  private let values: [Double]

  private init(common: Double = .nan, first: Int = 0, _ values: [Double] = []) {
    (self.common, self.first, self.values) = (common, first, values)
  }

  static let none = NormBounds()

  /// The bound of all subjects, NaN where they have none; nil where they differ.
  var ofAll: Double? { values.isEmpty ? common : nil }

  @inline(__always)
  subscript(subject: Int) -> Double { values.isEmpty ? common : values[subject &- first] }

  /// - Parameter range: the nodes that may be asked.
  /// - Complexity: O(nodes of the range).
  /// - Errors: `TableError` when a file changed; nil when no table has the column.
  init?(_ bound: Norm.Bound?, of range: Range<Int>, in network: Network) throws {
    switch bound {
    case nil: self.init()
    case .number(let value): self.init(common: value)
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
      self.init(first: range.lowerBound, values)
    }
  }

  /// Of edges.
  init?(_ bound: Norm.Bound?, of table: EdgeTable) {
    switch bound {
    case nil: self.init()
    case .number(let value): self.init(common: value)
    case .column(let column):
      guard let values = table.numbers[column] else { return nil }
      self.init(values)
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
