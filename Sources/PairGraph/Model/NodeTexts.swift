internal import TableIO

/// Reads the texts of nodes from their tables, keeping what is asked for again and again.
///
/// One is made for each report, and for each thread of it: it is not for use by several threads at once.
final class NodeTexts {
  private let network: Network
  private var readers: [RowText?]
  private var paths: [Int: [UInt8]] = [:]
  private var last: (node: Int, fields: [[UInt8]])?

  init(_ network: Network) {
    self.network = network
    readers = [RowText?](repeating: nil, count: network.nodeTables.count)
  }

  /// All fields of a node's row.
  private func fields(_ node: Int) throws -> [[UInt8]] {
    if let last, last.node == node { return last.fields }
    let index = network.tableIndex(of: node)
    let table = network.nodeTables[index]
    let rows = readers[index] ?? RowText(table.reader)
    readers[index] = rows
    let fields = try rows.fields(at: table.offsets[node - Int(table.first)])
    last = (node, fields)
    return fields
  }

  /// The text in a column of a node's row; empty without such a column.
  func bytes(_ column: String, of node: Int) throws -> [UInt8] {
    let header = network.table(of: node).reader.header
    guard let index = header.column(column) else { return [] }
    return try fields(node)[index]
  }

  func string(_ column: String, of node: Int) throws -> String { String(decoding: try bytes(column, of: node), as: UTF8.self) }

  func id(of node: Int) throws -> [UInt8] { try bytes("id", of: node) }

  /// A node's name: of a household, its head.
  func name(of node: Int) throws -> [UInt8] { try bytes(network.table(of: node).spec.nameColumn, of: node) }

  /// A node's name, or its id where it has none.
  func label(of node: Int) throws -> String {
    let name = try name(of: node)
    return String(decoding: name.isEmpty ? try id(of: node) : name, as: UTF8.self)
  }

  /// The id of the place a node is in as its row has it, known or not; of a place, of its parent.
  func placeText(of node: Int) throws -> [UInt8] {
    let table = network.table(of: node)
    if table.reader.header.column("place") != nil { return try bytes("place", of: node) }
    return table.spec.type == "place" || table.spec.type.isEmpty ? try bytes("parent", of: node) : []
  }

  /// The names from the top of the place tree down to and including a place, joined by `/`.
  func path(of place: Int) throws -> [UInt8] {
    // From the place up to the first whose path is known, then down again: a chain may be deeper than the stack.
    var chain: [Int] = []
    var next: Int? = place
    while let node = next, paths[node] == nil {
      chain.append(node)
      next = network.place(of: node)
    }
    var path = next.flatMap { paths[$0] } ?? []
    for node in chain.reversed() {
      if !path.isEmpty { path.append(0x2f) }
      let name = try name(of: node)
      path += name.isEmpty ? try id(of: node) : name
      paths[node] = path
    }
    return path
  }

  /// The path of the place a node is in; empty where that is unknown.
  func placePath(of node: Int) throws -> [UInt8] { try network.place(of: node).map { try path(of: $0) } ?? [] }
}
