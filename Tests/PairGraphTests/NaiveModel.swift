import PairGraph

/// The slow, obvious loading of a dataset, written from the rules of the design alone: dictionaries, texts, no numbers for nodes.
/// What it says is what the library must say.
struct NaiveModel {
  struct Node {
    var id: [UInt8]
    var table: String
    var line: Int
    /// Column -> text.
    var cells: [String: [UInt8]]
    var row: WrittenTable.Row
    /// The place it is in; of a place, its parent.
    var container: [UInt8]?
  }

  struct Edge {
    var line: Int
    var from: [UInt8]
    var to: [UInt8]
    var cells: [String: [UInt8]]
    var since: Int
    var until: Int
    var isAlive: Bool
  }

  /// A row left out.
  struct Reject: Hashable {
    var file: String
    var line: Int
    var byte: Int
    var column: String
    var problem: String
    var raw: [UInt8]
  }

  struct Rows: Equatable {
    var file: String
    var read = 0
    var used = 0
    var merged = 0
    var rejected = 0
  }

  struct Unknown: Hashable {
    var file: String
    var column: String
    var count: Int
    var example: String
    var line: Int
  }

  static let nodeFiles = [
    "places.csv", "units.csv", "branches.csv", "cadres.csv", "households.csv", "committees.csv", "nodes.csv",
  ]
  static let edgeFiles = ["pairings.csv", "members.csv", "edges.csv", "visits.csv", "adjacent.csv", "costs.csv"]

  let day: Int
  /// How much is read: what is not read is not checked either.
  let detail: LoadOptions.Detail
  var nodes: [Node] = []
  private(set) var edges: [String: [Edge]] = [:]
  private(set) var rejects: [Reject] = []
  private(set) var rows: [Rows] = []
  var unknown: Set<Unknown> = []
  /// Id -> ids of its partners over pairings alive; nobody helps themselves.
  private(set) var helpers: [[UInt8]: Set<[UInt8]>] = [:]
  private(set) var helped: [[UInt8]: Set<[UInt8]>] = [:]
  private(set) var tables: [String: WrittenTable] = [:]
  /// Id -> index in `nodes`.
  var index: [[UInt8]: Int] = [:]

  init(_ tables: [WrittenTable], day: String, detail: LoadOptions.Detail) {
    self.day = NaiveValues.day(Array(day.utf8), last: false) ?? 0
    self.detail = detail
    self.tables = Dictionary(uniqueKeysWithValues: tables.map { ($0.file, $0) })
    for file in Self.nodeFiles { if let table = self.tables[file] { loadNodes(table) } }
    for position in nodes.indices { nodes[position].container = container(of: nodes[position]) }
    // A row of nodes.csv may have both a parent and a place: neither may lead back to it.
    cutCircles(of: "parent") { model, node in model.parent(of: node) }
    cutCircles(of: "place") { _, node in node.container }
    forgetWhatIsGone()
    for file in Self.edgeFiles where reads(file) { if let table = self.tables[file] { loadEdges(table) } }
    for edge in edges["pairings.csv"] ?? [] where edge.isAlive && edge.from != edge.to {
      helpers[edge.to, default: []].insert(edge.from)
      helped[edge.from, default: []].insert(edge.to)
    }
    for position in rows.indices {
      rows[position].rejected = rejects.count { $0.file == rows[position].file }
      rows[position].used = rows[position].read - rows[position].merged - rows[position].rejected
    }
  }

  func node(_ id: [UInt8]) -> Node? { index[id].map { nodes[$0] } }

  private func reads(_ file: String) -> Bool {
    switch detail {
    case .bounds: file == "pairings.csv"
    case .graph: ["pairings.csv", "members.csv", "edges.csv"].contains(file)
    case .full: true
    }
  }

  // MARK: Nodes

  private mutating func loadNodes(_ table: WrittenTable) {
    var count = Rows(file: table.file)
    for row in table.rows {
      count.read += 1
      if rejectIfBad(row, table, fault: { $0.nodeFault(row, table) }) { continue }
      let cells = Self.cells(row, table)
      let id = cells["id"] ?? []
      guard let first = index[id] else {
        index[id] = nodes.count
        nodes.append(Node(id: id, table: table.file, line: row.line, cells: cells, row: row))
        continue
      }
      if nodes[first].table == table.file, nodes[first].row.fields == row.fields {
        count.merged += 1
      } else {
        reject(row, table, column: "id", "duplicate-id")
      }
    }
    rows.append(count)
  }

  /// The leftmost column whose value is not what it should be.
  private func nodeFault(_ row: WrittenTable.Row, _ table: WrittenTable) -> (column: String, problem: String)? {
    for (name, text) in zip(table.columns, row.fields) {
      switch name {
      case "id": if text.isEmpty { return (name, "empty-id") }
      case "need", "capacity": if NaiveValues.bound(text) == nil { return (name, "bad-number") }
      case "lat", "lon":
        if detail == .full, NaiveValues.decimal(text).map({ abs($0) <= (name == "lat" ? 90 : 180) }) != true { return (name, "bad-number") }
      case "members", "size": if detail == .full, NaiveValues.decimal(text) == nil { return (name, "bad-number") }
      case "since", "until": if detail == .full, let problem = termFault(name, row, table) { return (name, problem) }
      default: break
      }
    }
    return nil
  }

  private func termFault(_ name: String, _ row: WrittenTable.Row, _ table: WrittenTable) -> String? {
    let cells = Self.cells(row, table)
    guard let day = NaiveValues.day(cells[name] ?? [], last: name == "until", empty: name == "until" ? .max : .min) else {
      return "bad-date"
    }
    guard name == "until", let since = NaiveValues.day(cells["since"] ?? [], last: false, empty: .min) else { return nil }
    return day < since ? "until-before-since" : nil
  }

  // MARK: Edges

  private mutating func loadEdges(_ table: WrittenTable) {
    var count = Rows(file: table.file)
    var taken: Set<[[UInt8]]> = []
    for row in table.rows {
      count.read += 1
      if rejectIfBad(row, table, fault: { $0.edgeFault(row, table) }) { continue }
      guard taken.insert(row.fields).inserted else {
        count.merged += 1
        continue
      }
      let cells = Self.cells(row, table)
      let names = Self.ends(of: table.file)
      let since = NaiveValues.day(cells["since"] ?? [], last: false, empty: .min) ?? .min
      let until = NaiveValues.day(cells["until"] ?? [], last: true, empty: .max) ?? .max
      edges[table.file, default: []].append(
        Edge(
          line: row.line, from: cells[names.0] ?? [], to: cells[names.1] ?? [], cells: cells, since: since, until: until,
          isAlive: since <= day && day <= until))
    }
    rows.append(count)
  }

  private static func ends(of file: String) -> (String, String) {
    switch file {
    case "members.csv": ("committee", "member")
    case "adjacent.csv": ("a", "b")
    default: ("from", "to")
    }
  }

  private func edgeFault(_ row: WrittenTable.Row, _ table: WrittenTable) -> (column: String, problem: String)? {
    let ends = Self.ends(of: table.file)
    for (name, text) in zip(table.columns, row.fields) {
      switch name {
      case ends.0, ends.1: if node(text) == nil { return (name, "unknown-end") }
      case "date" where table.file == "visits.csv":
        if text.count != 10 || NaiveValues.day(text, last: false) == nil { return (name, "bad-date") }
      case "since", "until": if let problem = termFault(name, row, table) { return (name, problem) }
      case "cost", "capacity", "weight": if detail == .full, (NaiveValues.decimal(text) ?? -1) < 0 { return (name, "bad-number") }
      case "amount": if detail == .full, NaiveValues.decimal(text) == nil { return (name, "bad-number") }
      default: break
      }
    }
    return nil
  }

  // MARK: Rejects

  private static func cells(_ row: WrittenTable.Row, _ table: WrittenTable) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: zip(table.columns, row.fields))
  }

  /// Whether a row is bad: as a record first, then by its columns.
  private mutating func rejectIfBad(
    _ row: WrittenTable.Row, _ table: WrittenTable, fault: (NaiveModel) -> (column: String, problem: String)?
  ) -> Bool {
    if let field = row.invalidField ?? row.tailField {
      // A field beyond the header has no name, only a number.
      let name = field < table.columns.count ? table.columns[field] : String(field + 1)
      let problem = row.invalidField != nil ? "invalid-utf8" : "text-after-quote"
      rejects.append(
        Reject(file: table.file, line: row.line, byte: row.fieldBytes[field], column: name, problem: problem, raw: Self.shown(row.raw)))
    } else if row.fields.count != table.columns.count {
      let problem = row.fields.count < table.columns.count ? "too-few-fields" : "too-many-fields"
      rejects.append(Reject(file: table.file, line: row.line, byte: row.byte, column: "", problem: problem, raw: row.raw))
    } else if let fault = fault(self) {
      reject(row, table, column: fault.column, fault.problem)
    } else {
      return false
    }
    return true
  }

  /// Characters as they are, every other byte as `\xHH`.
  private static func shown(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let first = rest.first {
      if let character = (1...4).map({ rest.prefix($0) }).first(where: { String(validating: $0, as: UTF8.self) != nil }) {
        result += character
        rest = rest.dropFirst(character.count)
      } else {
        result += Array("\\x".utf8) + Array((first < 16 ? "0" : "").utf8) + Array(String(first, radix: 16, uppercase: true).utf8)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  mutating func reject(_ row: WrittenTable.Row, _ table: WrittenTable, column: String, _ problem: String) {
    let byte = table.columns.firstIndex(of: column).map { row.fieldBytes[$0] } ?? row.byte
    rejects.append(Reject(file: table.file, line: row.line, byte: byte, column: column, problem: problem, raw: row.raw))
  }
}
