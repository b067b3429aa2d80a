internal import TableIO

/// Reads the texts of nodes from their tables, keeping what is asked for again and again.
///
/// One is made for each report, and for each thread of it: it is not for use by several threads at once.
final class NodeTexts {
  private let network: Network
  private let tables: [Table]
  /// The path asked for last: neighbouring rows mostly stand in one place.
  private var lastPath: (place: Int, path: [UInt8])?
  private var paths: [Int: [UInt8]] = [:]

  /// What is looked up for every node of a table.
  private final class Table {
    let rows: RowText
    /// The dataset, for messages.
    private let folder: String
    /// Number of the table's first node.
    let first: Int
    let offsets: RowOffsets
    /// Column name -> number.
    let columns: [String: Int]
    let name: Int?
    /// The column with the place; of a place, with its parent.
    let place: Int?
    /// Where that is empty: the parent of a row of `nodes.csv`, which may have both.
    let parent: Int?

    init(_ table: NodeTable, folder: String) {
      self.folder = folder
      rows = RowText(table.reader)
      first = Int(table.first)
      offsets = table.offsets
      columns = Dictionary(table.reader.header.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let (isPlace, isOther) = (table.spec.type == "place", table.spec.type.isEmpty)
      name = columns[table.spec.nameColumn]
      place = columns[isPlace ? "parent" : "place"] ?? (isOther ? columns["parent"] : nil)
      parent = isOther ? columns["parent"] : nil
    }

    func seek(_ node: Int) throws { try LoadError.naming(folder) { try rows.seek(to: offsets[node - first]) } }

    /// The one of them that has something in the row gone to.
    var placeColumn: Int? {
      guard let place, let parent, rows.field(place).isEmpty else { return place }
      return parent
    }
  }

  init(_ network: Network) {
    self.network = network
    tables = network.nodeTables.map { Table($0, folder: network.name) }
  }

  /// Goes to a node's row and writes cells of it; a column that its table does not have is an empty cell.
  func write(_ layout: Layout, of node: Int, to writer: inout CSVWriter) throws {
    let index = network.tableIndex(of: node)
    let table = tables[index]
    try table.seek(node)
    for cell in layout.tables[index] {
      switch cell {
      case .column(let number): table.rows.write(number, to: &writer)
      case .place: if let number = table.placeColumn { table.rows.write(number, to: &writer) } else { writer.empty() }
      case .empty: writer.empty()
      }
    }
  }

  /// The columns of a report as column numbers of every table.
  struct Layout {
    fileprivate enum Cell {
      case column(Int)
      case place
      case empty
    }
    /// index = table, then column of the report.
    fileprivate let tables: [[Cell]]
  }

  func layout(_ columns: [Column]) -> Layout {
    Layout(
      tables: tables.map { table in
        columns.map { column in
          switch column {
          case .name: table.name.map { .column($0) } ?? .empty
          case .place: .place
          case .named(let name): table.columns[name].map { .column($0) } ?? .empty
          }
        }
      })
  }

  /// A column of a report.
  enum Column {
    /// The name; of a household, its head.
    case name
    /// The id of the place; of a place, of its parent.
    case place
    case named(String)
  }

  /// The text in a column of a node's row; empty without such a column.
  func bytes(_ column: String, of node: Int) throws -> [UInt8] {
    let index = network.tableIndex(of: node)
    return try tables[index].columns[column].map { try field($0, of: node, index) } ?? []
  }

  private func field(_ column: Int, of node: Int, _ index: Int) throws -> [UInt8] {
    try tables[index].seek(node)
    return tables[index].rows.field(column)
  }

  func string(_ column: String, of node: Int) throws -> String { String(decoding: try bytes(column, of: node), as: UTF8.self) }

  func id(of node: Int) throws -> [UInt8] { try bytes("id", of: node) }

  /// A node's name: of a household, its head.
  func name(of node: Int) throws -> [UInt8] {
    let index = network.tableIndex(of: node)
    return try tables[index].name.map { try field($0, of: node, index) } ?? []
  }

  /// A node's name, or its id where it has none.
  func label(of node: Int) throws -> String {
    let name = try name(of: node)
    return String(decoding: name.isEmpty ? try id(of: node) : name, as: UTF8.self)
  }

  /// The id of the place a node is in as its row has it, known or not; of a place, of its parent.
  func placeText(of node: Int) throws -> [UInt8] {
    let index = network.tableIndex(of: node)
    try tables[index].seek(node)
    return tables[index].placeColumn.map { tables[index].rows.field($0) } ?? []
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
    for (index, node) in chain.enumerated().reversed() {
      if !path.isEmpty { path.append(0x2f) }
      let name = try name(of: node)
      path += name.isEmpty ? try id(of: node) : name
      // The paths along a chain of thousands would take its length squared.
      if index == 0 || chain.count < 64 { paths[node] = path }
    }
    return path
  }

  /// The path of the place that `placeText` names; empty where that is unknown.
  func placePath(of node: Int) throws -> [UInt8] {
    guard let place = network.place(of: node) else { return [] }
    // A row of nodes.csv with an unknown place is in its parent, but the place it names is another.
    if tables[network.tableIndex(of: node)].parent != nil, try id(of: place) != placeText(of: node) { return [] }
    if let lastPath, lastPath.place == place { return lastPath.path }
    let path = try path(of: place)
    lastPath = (place, path)
    return path
  }
}
