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
    private var offsets: RowOffsets.Cursor
    private var containers: NodeColumn.Cursor?
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
      offsets = RowOffsets.Cursor(table.offsets)
      containers = table.containers.map { NodeColumn.Cursor($0) }
      columns = Dictionary(table.reader.header.names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let (isPlace, isOther) = (table.spec.type == "place", table.spec.type.isEmpty)
      name = columns[table.spec.nameColumn]
      place = columns[isPlace ? "parent" : "place"] ?? (isOther ? columns["parent"] : nil)
      parent = isOther ? columns["parent"] : nil
    }

    func seek(_ node: Int) throws { try LoadError.naming(folder) { try rows.seek(to: offsets.offset(of: node - first)) } }

    /// The place a node is in.
    func container(of node: Int) -> Int? { (containers?.node(at: node - first)).flatMap { Network.node($0) } }

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
    if let parent = table.parent, let place = layout.places[index], table.rows.field(layout.tables[index][place]).isEmpty {
      var columns = layout.tables[index]
      columns[place] = parent
      table.rows.write(columns, to: &writer)
    } else {
      table.rows.write(layout.tables[index], to: &writer)
    }
  }

  /// The columns of a report as column numbers of every table.
  struct Layout {
    /// index = table, then column of the report; -1 is an empty cell.
    fileprivate let tables: [[Int]]
    /// index = table, value = the column of the report with the place, where the table has one.
    fileprivate let places: [Int?]
  }

  func layout(_ columns: [Column]) -> Layout {
    let numbers = tables.map { table in
      columns.map { column in
        switch column {
        case .name: table.name ?? -1
        case .place: table.place ?? -1
        case .named(let name): table.columns[name] ?? -1
        }
      }
    }
    let place = columns.firstIndex { if case .place = $0 { true } else { false } }
    return Layout(tables: numbers, places: tables.map { table in table.place.flatMap { _ in place } })
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
    guard let place = try namedPlace(of: node) else { return [] }
    if let lastPath, lastPath.place == place { return lastPath.path }
    let path = try path(of: place)
    lastPath = (place, path)
    return path
  }

  /// The place that `placeText` names; nil where that is unknown.
  func namedPlace(of node: Int) throws -> Int? {
    let table = tables[network.tableIndex(of: node)]
    guard let place = table.container(of: node) else { return nil }
    // A row of nodes.csv with an unknown place is in its parent, but the place it names is another.
    if table.parent != nil, try id(of: place) != placeText(of: node) { return nil }
    return place
  }
}
