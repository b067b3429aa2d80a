internal import GraphAlgorithms
internal import TableIO

/// A pairing network: places, units, Party branches, cadres, households and committees as nodes; pairings and memberships as edges.
///
/// Nodes are numbered densely, one range for each table in the order places, units, branches, cadres, households, committees, `nodes.csv`;
/// within a table in the order of its rows. A network does not change; it is as of one day.
public struct Network: Sendable {
  /// No node.
  static let none = UInt32.max

  /// The day that decides which edges are alive.
  public let day: Day
  /// Where the dataset is, as the user named it.
  public let name: String
  var nodeTables: [NodeTable] = []
  /// index = table, value = the place each of its nodes is in; set when all is loaded.
  private(set) var containers: [NodeColumn?] = []
  /// index = table, value = its nodes; set when all is loaded.
  private var ranges: [Range<Int>] = []
  var edgeTables: [String: EdgeTable] = [:]
  var ids = IDSpace()
  /// Distinct partners over pairings, by the end that was counted when they were loaded.
  var partnerCounts: [EdgeSide: PartnerCounts] = [:]
  /// Rows of each table, in the order of the tables.
  public internal(set) var rows: [TableRows] = []
  /// How the tables were written that were read.
  public internal(set) var forms: [TableForm] = []
  /// Rows left out.
  public internal(set) var rejected = DiagnosticLog()
  /// Rows left out of tables that only a drawing needs which is made besides (`LoadOptions.alsoDraws`): not among `rejected`.
  public internal(set) var missingInDrawing: [(file: String, count: Int)] = []
  /// References that lead nowhere; their rows are kept.
  public internal(set) var unknownReferences: [UnknownReference] = []
  /// Columns that mean nothing but are called nearly like one that does and is missing.
  public internal(set) var nearColumns: [(file: String, column: String, nearest: String)] = []
  /// Files of the folder that are no table of a dataset.
  public internal(set) var unreadFiles: [UnreadFile] = []
  /// Threads that checks may use.
  public let jobs: Int

  init(name: String, day: Day, jobs: Int) {
    self.name = name
    self.day = day
    self.jobs = jobs
  }

  /// Number of nodes.
  public var nodeCount: Int { nodeTables.reduce(0) { $0 + $1.count } }

  /// The types that occur, in the order of the tables.
  public var types: [String] {
    var result: [String] = []
    for table in nodeTables where table.count > 0 {
      let own = table.spec.type.isEmpty ? kinds(of: table) : [table.spec.type]
      for type in own where !result.contains(type) { result.append(type) }
    }
    return result
  }

  /// The kinds of the rows of `nodes.csv` that are left; a code may be of rows that were rejected, and code 0 of none.
  private func kinds(of table: NodeTable) -> [String] {
    guard let kinds = table.codes["kind"] else { return ["node"] }
    let used = Set(kinds.codes)
    return kinds.texts.indices.filter { used.contains(UInt32($0)) }.map {
      kinds.texts[$0].isEmpty ? "node" : String(decoding: kinds.texts[$0], as: UTF8.self)
    }
  }

  /// The table a node stands in: an index into `nodeTables`. Not before all is loaded.
  func tableIndex(of node: Int) -> Int {
    for (index, range) in ranges.enumerated() where range.contains(node) { return index }
    return 0
  }

  /// Whether the ids of a range of nodes are known to ascend, byte by byte, with the nodes.
  ///
  /// - Returns: false, too, where the nodes are of several tables, or it takes a look at the ids themselves.
  func idsAscend(from first: Int, through last: Int) -> Bool {
    let table = tableIndex(of: first)
    return table == tableIndex(of: last) && table < ids.tables.count && ids.tables[table].isAscending
  }

  func table(of node: Int) -> NodeTable { nodeTables[tableIndex(of: node)] }

  /// A node's type: its table, or its `kind` in `nodes.csv`.
  public func type(of node: Int) -> String {
    let index = tableIndex(of: node)
    if !nodeTables[index].spec.type.isEmpty { return nodeTables[index].spec.type }
    let table = nodeTables[index]
    guard let kinds = table.codes["kind"] else { return "node" }
    let kind = kinds.texts[Int(kinds.codes[node - Int(table.first)])]
    return kind.isEmpty ? "node" : String(decoding: kind, as: UTF8.self)
  }

  /// The place a node is in; of a place, its parent.
  public func place(of node: Int) -> Int? {
    let index = tableIndex(of: node)
    return containers[index].flatMap { Self.node($0[node - ranges[index].lowerBound]) }
  }

  /// Makes `tableIndex(of:)` and `place(of:)` ready.
  mutating func finishNodes() {
    ranges = nodeTables.map(\.nodes)
    containers = nodeTables.map(\.containers)
  }

  /// The node a column of a node's row names, if it was loaded: parent, place, unit or branch.
  func reference(_ column: String, of node: Int) -> Int? {
    let table = table(of: node)
    return table.references[column].flatMap { Self.node($0[node - Int(table.first)]) }
  }

  /// The node with an id.
  public func node(id: String) -> Int? { Self.node(ids.node(of: Array(id.utf8))) }

  static func node(_ number: UInt32) -> Int? { number == none ? nil : Int(number) }

  /// - Complexity: O(1), or O(edges) where they are packed.
  func edges(_ spec: TableSpec) -> EdgeTable { edgeTables[spec.file]?.unpacked ?? EdgeTable(spec: spec, reader: nil) }

  /// Distinct partners of every node over pairings.
  func partnerCounts(of side: EdgeSide) throws -> PartnerCounts {
    try partnerCounts[side] ?? PartnerCounts(edges(.pairings), of: side, nodeCount: nodeCount, jobs: jobs)
  }

  /// The edges of the graph that drawings, components and measures look at: pairings, memberships and rows of `edges.csv`, alive on the day.
  var graphEdges: [(from: UInt32, to: UInt32)] {
    [TableSpec.pairings, .members, .links].flatMap { edges($0).aliveEdges }
  }
}

/// What became of the rows of one table: `read` = `used` + `merged` + `rejected`.
public struct TableRows: Sendable, Equatable {
  /// File name within the dataset.
  public var file: String
  public var read: Int
  public var used: Int
  /// Rows equal to an earlier one in every column.
  public var merged: Int
  public var rejected: Int
  /// Physical lines that the rejected rows have in the file, where they are more than the rows; else 0.
  public var rejectedLines = 0
}

/// A file of the dataset's folder that was not read.
public struct UnreadFile: Sendable, Equatable {
  public var file: String
  /// The table it may have been meant to be.
  public var nearest: String?
}
