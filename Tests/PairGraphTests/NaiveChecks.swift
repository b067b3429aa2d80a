/// Coverage, overload and summary of a `NaiveModel`, by going through everything again for every node.
extension NaiveModel {
  struct Found: Equatable {
    var id: String
    var has: Int
    var bound: Int
  }

  struct Tally: Equatable {
    var asked = 0
    var broken = 0
  }

  struct Coverage: Equatable {
    var findings: [Found] = []
    var total = Tally()
    var types: [String: Tally] = [:]
    /// Id of a place -> everything inside it; places without a node asked are left out.
    var places: [String: Tally] = [:]
  }

  struct Overload: Equatable {
    var findings: [Found] = []
    var bounded = 0
    /// Loads of all nodes looked at, ascending.
    var loads: [Int] = []
  }

  private static let types = [
    "places.csv": "place", "units.csv": "unit", "branches.csv": "branch", "cadres.csv": "cadre", "households.csv": "household",
    "committees.csv": "committee",
  ]

  func type(_ node: Node) -> String {
    if let type = Self.types[node.table] { return type }
    let kind = node.cells["kind"] ?? []
    return kind.isEmpty ? "node" : String(decoding: kind, as: UTF8.self)
  }

  /// The places a node is inside of.
  private func enclosing(_ node: Node) -> [Node] {
    var result: [Node] = []
    var next = node.container.flatMap { self.node($0) }
    while let place = next {
      result.append(place)
      next = place.container.flatMap { self.node($0) }
    }
    return result
  }

  func coverage(of selector: NaiveSelector?, inherits: Bool) -> Coverage {
    var result = Coverage()
    for node in nodes where selector?.selects(node, in: self) ?? true {
      let own = NaiveValues.bound(node.cells["need"] ?? []) ?? -1
      let need = own >= 0 ? own : (selector != nil || type(node) == "household" ? 1 : 0)
      guard need > 0 else { continue }
      var helpers = self.helpers[node.id] ?? []
      if inherits { for place in enclosing(node) { helpers.formUnion(self.helpers[place.id] ?? []) } }
      // A place may help the place it is in.
      helpers.remove(node.id)
      let isBroken = helpers.count < need
      if isBroken { result.findings.append(Found(id: name(node.id), has: helpers.count, bound: need)) }
      result.total.count(isBroken)
      result.types[type(node), default: Tally()].count(isBroken)
      for place in enclosing(node) { result.places[name(place.id), default: Tally()].count(isBroken) }
    }
    return result
  }

  func overload(max: Int?) -> Overload {
    var result = Overload()
    for node in nodes {
      let load = helped[node.id]?.count ?? 0
      let capacity = NaiveValues.bound(node.cells["capacity"] ?? []) ?? -1
      guard type(node) == "cadre" || load > 0 || capacity >= 0 else { continue }
      result.loads.append(load)
      guard let bound = capacity >= 0 ? capacity : max else { continue }
      result.bounded += 1
      if load > bound { result.findings.append(Found(id: name(node.id), has: load, bound: bound)) }
    }
    result.loads.sort()
    // By how far above, then by the bytes of the id.
    result.findings.sort { a, b in
      let (over, other) = (a.has - a.bound, b.has - b.bound)
      return over != other ? over > other : a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
    }
    return result
  }

  func name(_ id: [UInt8]) -> String { String(decoding: id, as: UTF8.self) }
}

extension NaiveModel.Tally {
  fileprivate mutating func count(_ isBroken: Bool) {
    asked += 1
    broken += isBroken ? 1 : 0
  }
}

/// One condition on a column, and a type: enough to ask `--of` in tests.
struct NaiveSelector {
  var type: String
  var column = ""
  var values: [String] = []
  var isEqual = true

  var text: String { column.isEmpty ? type : "\(type)[\(column)\(isEqual ? "=" : "!=")\(values.joined(separator: "|"))]" }

  func selects(_ node: NaiveModel.Node, in model: NaiveModel) -> Bool {
    guard model.type(node) == type else { return false }
    return column.isEmpty || values.contains(model.name(node.cells[column] ?? [])) == isEqual
  }
}

extension NaiveModel {
  struct Summary: Equatable {
    var isolated = 0
    var components = 0
    var largest = 0
    /// Past, alive, to come.
    var pairings = [0, 0, 0]
    var memberships = [0, 0, 0]
    var links = [0, 0, 0]
    var overlapping = 0
    /// Ascending.
    var degrees: [Int] = []
    /// `place 村` -> how many.
    var kinds: [String: Int] = [:]
    /// `pairing 包户` -> how many alive.
    var edgeKinds: [String: Int] = [:]
  }

  func summary() -> Summary {
    var result = Summary()
    let drawn = ["pairings.csv", "members.csv", "edges.csv"].flatMap { edges[$0] ?? [] }.filter { $0.isAlive && $0.from != $0.to }
    var neighbours: [[UInt8]: Set<[UInt8]>] = [:]
    for edge in drawn {
      neighbours[edge.from, default: []].insert(edge.to)
      neighbours[edge.to, default: []].insert(edge.from)
    }
    result.degrees = nodes.map { neighbours[$0.id]?.count ?? 0 }.sorted()
    result.isolated = result.degrees.count { $0 == 0 }
    var seen: Set<[UInt8]> = []
    for node in nodes where !seen.contains(node.id) {
      var component: Set<[UInt8]> = []
      var open = [node.id]
      while let id = open.popLast() {
        if component.insert(id).inserted { open += neighbours[id] ?? [] }
      }
      result.components += 1
      result.largest = max(result.largest, component.count)
      seen.formUnion(component)
    }
    result.pairings = terms("pairings.csv")
    result.memberships = terms("members.csv")
    result.links = terms("edges.csv")
    result.overlapping = overlapping()
    result.edgeKinds = edgeKinds()
    for node in nodes where node.table != "nodes.csv" { result.kinds["\(type(node)) \(name(node.cells["kind"] ?? []))", default: 0] += 1 }
    // Beside rows of the type's own table, as far as that has kinds, a row of nodes.csv is of the kind that its type is called by.
    let withKinds = Set(nodes.filter { $0.table != "nodes.csv" && $0.cells["kind"] != nil }.map(type))
    for node in nodes where node.table == "nodes.csv" {
      result.kinds["\(type(node)) \(withKinds.contains(type(node)) ? type(node) : "")", default: 0] += 1
    }
    return result
  }

  private func terms(_ file: String) -> [Int] {
    let edges = distinct(file)
    return [
      edges.count { $0.allSatisfy { $0.until < day } }, edges.count { $0.contains { $0.isAlive } },
      edges.count { $0.allSatisfy { $0.since > day } },
    ]
  }

  /// Rows of one (from, to, kind) whose terms touch, directly or through others, are one edge.
  private func distinct(_ file: String) -> [[Edge]] {
    let word = file == "members.csv" ? "role" : "kind"
    var result: [[Edge]] = []
    for (_, group) in Dictionary(grouping: edges[file] ?? [], by: { [$0.from, $0.to, $0.cells[word] ?? []] }) {
      var found: [[Edge]] = []
      for edge in group {
        let touches = { (other: Edge) in other.since <= edge.until && edge.since <= other.until }
        let met = found.filter { $0.contains(where: touches) }
        found.removeAll { $0.contains(where: touches) }
        found.append(met.flatMap { $0 } + [edge])
      }
      result += found
    }
    return result
  }

  /// All rows but one of each pairing are too many.
  private func overlapping() -> Int { (edges["pairings.csv"]?.count ?? 0) - distinct("pairings.csv").count }

  /// `pairing 包户` -> how many edges are alive.
  private func edgeKinds() -> [String: Int] {
    var result: [String: Int] = [:]
    for (file, type, word) in [("pairings.csv", "pairing", "kind"), ("members.csv", "member", "role"), ("edges.csv", "link", "kind")] {
      for edge in distinct(file) where edge.contains(where: \.isAlive) {
        result["\(type) \(name(edge[0].cells[word] ?? []))", default: 0] += 1
      }
    }
    return result
  }
}
