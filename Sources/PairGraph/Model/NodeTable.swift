internal import TableIO

/// The nodes of one table: a range of node numbers, and what norms and reports need of each.
///
/// Texts stay in the file; `NodeTexts` reads them again where they are reported.
struct NodeTable: Sendable {
  let spec: TableSpec
  let reader: TableReader
  /// Number of the first node.
  var first: UInt32
  /// index = row, value = where it starts in the file.
  var offsets = RowOffsets()
  /// index = row, value = number, or -1 where the cell is empty; nil without such a column.
  var need: [Int32]?
  var capacity: [Int32]?
  /// Column name -> the nodes that its rows name. Holds parent, place, unit and branch as far as they were asked for.
  var references: [String: NodeColumn] = [:]
  /// Column name -> its values as codes.
  var codes: [String: CodedColumn] = [:]

  var count: Int { offsets.count }
  var nodes: Range<Int> { Int(first)..<Int(first) + count }

  func offset(of node: Int) -> Int { offsets[node - Int(first)] }

  /// The place a node is in; of a place, its parent.
  var containers: NodeColumn? {
    // A row of nodes.csv may have both; its own place says more.
    references["place"] ?? references["parent"].flatMap { spec.type == "unit" ? nil : $0 }
  }

  mutating func keep(_ isKept: [Bool]) {
    offsets.keep(isKept)
    need = need.map { zip($0, isKept).filter(\.1).map(\.0) }
    capacity = capacity.map { zip($0, isKept).filter(\.1).map(\.0) }
    for name in references.keys { references[name]?.keep(isKept) }
    for name in codes.keys { codes[name]?.keep(isKept) }
  }
}
