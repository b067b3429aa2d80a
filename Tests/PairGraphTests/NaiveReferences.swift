/// Parents, places, units and branches of a `NaiveModel`.
extension NaiveModel {
  private static let targets = [
    "parent": ["places.csv", "nodes.csv"], "place": ["places.csv", "nodes.csv"], "unit": ["units.csv", "nodes.csv"],
    "branch": ["branches.csv", "nodes.csv"],
  ]

  private static let referring = [
    "places.csv": ["parent"], "units.csv": ["parent", "place"], "branches.csv": ["unit", "place"],
    "cadres.csv": ["unit", "branch", "place"],
    "households.csv": ["place"], "committees.csv": ["place"], "nodes.csv": ["parent", "place", "unit", "branch"],
  ]

  /// What a reference leads to, if it does.
  func target(_ column: String, of node: Node) -> [UInt8]? {
    guard Self.referring[node.table]?.contains(column) ?? false else { return nil }
    guard let id = node.cells[column], !id.isEmpty, let target = self.node(id) else { return nil }
    let files = node.table == "units.csv" && column == "parent" ? ["units.csv", "nodes.csv"] : Self.targets[column] ?? []
    return files.contains(target.table) ? id : nil
  }

  /// Coverage and overload do not ask for the units of units, nor for units and branches at all.
  private func isRead(_ column: String, _ file: String) -> Bool {
    column == "parent" ? detail == .full || file != "units.csv" : detail != .bounds || column == "place"
  }

  func parent(of node: Node) -> [UInt8]? { isRead("parent", node.table) ? target("parent", of: node) : nil }

  /// A row of `nodes.csv` may have a place and a parent: its own place says more.
  func container(of node: Node) -> [UInt8]? {
    target("place", of: node) ?? (node.table == "units.csv" ? nil : target("parent", of: node))
  }

  /// A node from which a walk upwards comes back to it stands on a circle; the latest row of each circle is rejected.
  mutating func cutCircles(of column: String, _ up: (NaiveModel, Node) -> [UInt8]?) {
    var cut: Set<Int> = []
    for node in nodes {
      var circle: [[UInt8]] = []
      var seen: Set<[UInt8]> = []
      var next = up(self, node)
      while let id = next, circle.last != node.id, seen.insert(id).inserted {
        circle.append(id)
        next = self.node(id).flatMap { up(self, $0) }
      }
      if circle.last == node.id, let latest = circle.compactMap({ index[$0] }).max() { cut.insert(latest) }
    }
    if cut.isEmpty { return }
    for position in cut.sorted() {
      let node = nodes[position]
      // The way up from a row of nodes.csv without a place of its own is its parent.
      let isParent = column == "parent" || target("parent", of: node) == node.container
      if let table = tables[node.table] { reject(node.row, table, column: isParent ? "parent" : column, "parent-cycle") }
    }
    nodes = nodes.indices.filter { !cut.contains($0) }.map { nodes[$0] }
    index = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
  }

  /// Nothing is inside what was rejected; what names it, or nothing at all, is counted.
  mutating func forgetWhatIsGone() {
    for position in nodes.indices {
      if let container = nodes[position].container, index[container] == nil { nodes[position].container = nil }
    }
    for (file, columns) in Self.referring {
      for column in columns where isRead(column, file) {
        let lost = nodes.filter { $0.table == file && !($0.cells[column] ?? []).isEmpty && target(column, of: $0) == nil }
        guard let first = lost.first else { continue }
        let example = String(decoding: first.cells[column] ?? [], as: UTF8.self)
        unknown.insert(Unknown(file: file, column: column, count: lost.count, example: example, line: first.line))
      }
    }
  }
}
