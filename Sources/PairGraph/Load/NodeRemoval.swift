internal import TableIO

/// Takes nodes out of the loaded tables: rows whose id is taken, and rows that close a circle of parents.
struct NodeRemoval {
  private(set) var removed: Set<Int> = []
  private(set) var log: DiagnosticLog
  /// Table file -> rows equal to an earlier one.
  private(set) var merged: [String: Int] = [:]
  private let tables: [NodeTable]

  /// An id that an earlier node has.
  struct Duplicate: Sendable {
    var node: Int
    var first: Int
  }

  init(_ tables: [NodeTable], limit: Int) {
    self.tables = tables
    log = DiagnosticLog(limit: limit)
  }

  private func table(of node: Int) -> NodeTable { tables[tables.lastIndex { Int($0.first) <= node && $0.count > 0 } ?? 0] }

  private func offset(_ node: Int) -> Int {
    let table = table(of: node)
    return table.offsets[node - Int(table.first)]
  }

  /// Rows equal in every column merge; others are rejected, naming both places.
  ///
  /// - Complexity: O(duplicates), and one reading of the tables they stand in for their lines.
  mutating func remove(_ duplicates: [Duplicate]) throws {
    if duplicates.isEmpty { return }
    let lines = try lines(of: duplicates.flatMap { [$0.node, $0.first] })
    var texts: [String: (RowText, RowText)] = [:]
    for duplicate in duplicates where removed.insert(duplicate.node).inserted {
      let (table, other) = (table(of: duplicate.node), table(of: duplicate.first))
      let readers = texts[table.spec.file] ?? (RowText(table.reader, windowSize: 4096), RowText(table.reader, windowSize: 4096))
      texts[table.spec.file] = readers
      let fields = try readers.0.fields(at: offset(duplicate.node))
      if table.spec.file == other.spec.file, try readers.1.fields(at: offset(duplicate.first)) == fields {
        merged[table.spec.file, default: 0] += 1
        continue
      }
      let place = ["\(other.spec.file):\(lines[duplicate.first] ?? 0)"]
      try reject(duplicate.node, .duplicateID, column: "id", details: place, line: lines[duplicate.node] ?? 0, readers.0)
    }
  }

  /// Rejects the given members of circles, naming the other rows of each.
  ///
  /// - Parameters:
  ///   - parents: index = node, value = what leads up from it.
  ///   - column: what leads up from rows of `nodes.csv`; from others, and where it is the same or nothing, the parent does.
  mutating func removeCycles(_ nodes: [Int], parents: [UInt32], column: String) throws {
    if nodes.isEmpty { return }
    let ways = nodes.map { Self.way(from: $0, parents) }
    let lines = try lines(of: nodes + ways.joined())
    for (node, way) in zip(nodes, ways) where removed.insert(node).inserted {
      let table = table(of: node)
      let link = { (column: String) in table.references[column].map { $0[node - Int(table.first)] } ?? Network.none }
      let isParent = !table.spec.type.isEmpty || link(column) == Network.none || link(column) == link("parent")
      let texts = RowText(table.reader, windowSize: 4096)
      var places = way.prefix(Self.shownOfCircle).map { "\(self.table(of: $0).spec.file):\(lines[$0] ?? 0)" }
      if way.count > places.count { places.append("…") }
      let details = places.isEmpty ? [] : [places.joined(separator: ", ")]
      try reject(node, .parentCycle, column: isParent ? "parent" : column, details: details, line: lines[node] ?? 0, texts)
    }
  }

  /// The first nodes on the way from a node of a circle back to it; one more than is told of a long circle.
  private static func way(from start: Int, _ parents: [UInt32]) -> [Int] {
    var way: [Int] = []
    var node = Int(parents[start])
    while node != start, way.count <= shownOfCircle {
      way.append(node)
      node = Int(parents[node])
    }
    return way
  }

  private static let shownOfCircle = 5

  private mutating func reject(
    _ node: Int, _ problem: Problem, column: String, details: [String], line: Int, _ texts: RowText
  ) throws {
    let table = table(of: node)
    let start = offset(node)
    let raw = try table.reader.shown(texts.raw(at: start), at: start)
    let index = table.reader.header.column(column) ?? 0
    let value = String(decoding: try texts.fields(at: start)[index], as: UTF8.self)
    let byte = try table.reader.originalOffset(of: texts.fieldOffset(index, at: start))
    log.append(
      Diagnostic(
        file: table.spec.file, line: line, byte: byte, column: column, problem: problem, details: [value] + details, raw: raw))
  }

  private func lines(of nodes: [Int]) throws -> [Int: Int] {
    var result: [Int: Int] = [:]
    let nodes = Set(nodes)
    for table in tables {
      let members = nodes.filter { table.nodes.contains($0) }.sorted()
      let offsets = members.map { table.offsets[$0 - Int(table.first)] }
      for (node, line) in zip(members, try table.reader.lines(at: offsets)) { result[node] = line }
    }
    return result
  }
}
