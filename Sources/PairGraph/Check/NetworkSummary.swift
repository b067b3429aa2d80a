internal import GraphAlgorithms
internal import TableIO

/// How many of what a network has.
public struct NetworkSummary: Sendable {
  /// A type of nodes or edges, and how many of each kind; kinds by number, then by name.
  public struct TypeCount: Sendable, Equatable {
    public var type: String
    public var count: Int
    public var kinds: [(kind: String, count: Int)]

    public static func == (a: TypeCount, b: TypeCount) -> Bool {
      a.type == b.type && a.count == b.count && a.kinds.elementsEqual(b.kinds) { $0.kind == $1.kind && $0.count == $1.count }
    }
  }

  /// Edges of a table by what the day makes of them.
  public struct Term: Sendable, Equatable {
    public var past = 0
    public var alive = 0
    public var toCome = 0
  }

  public private(set) var nodes: [TypeCount] = []
  /// Edges alive: `pairing`, `member`, `link`.
  public private(set) var edges: [TypeCount] = []
  /// Nodes without an edge alive.
  public private(set) var isolated = 0
  public private(set) var components = 0
  public private(set) var largestComponent = 0
  public private(set) var pairings = Term()
  public private(set) var memberships = Term()
  public private(set) var links = Term()
  public private(set) var visits = 0
  public private(set) var adjacent = 0
  public private(set) var costs = 0
  /// Rows of pairings whose ends, kind and dates overlap an earlier row's.
  public private(set) var overlapping = 0
  /// Degrees in the simple graph: parallel edges merged, loops dropped.
  public private(set) var degrees: LoadDistribution

  /// - Complexity: O(n + m log m).
  public init(of network: Network) {
    let graph = network.graphEdges.filter { $0.from != $0.to }
    var degree = [Int](repeating: 0, count: network.nodeCount)
    for edge in SimpleEdges.of(graph) {
      degree[Int(edge.a)] += 1
      degree[Int(edge.b)] += 1
    }
    degrees = LoadDistribution(of: degree)
    isolated = degree.count { $0 == 0 }
    let found = Components().run(nodeCount: network.nodeCount, edges: graph.map { ($0.from, $0.to) })
    components = found.sizes.count
    largestComponent = found.sizes.first ?? 0
    nodes = Self.nodeCounts(network)
    for (name, spec, codes) in [("pairing", TableSpec.pairings, "kind"), ("member", .members, "role"), ("link", .links, "kind")] {
      let table = network.edges(spec)
      if table.count > 0 { edges.append(Self.count(name, table.codes[codes], table.alive)) }
    }
    pairings = Self.term(network.edges(.pairings), network.day)
    memberships = Self.term(network.edges(.members), network.day)
    links = Self.term(network.edges(.links), network.day)
    visits = network.edges(.visits).count
    adjacent = network.edges(.adjacent).count
    costs = network.edges(.costs).count
    overlapping = Self.overlapping(network.edges(.pairings))
  }

  private static func nodeCounts(_ network: Network) -> [TypeCount] {
    var result: [TypeCount] = []
    for table in network.nodeTables where table.count > 0 {
      if table.spec.type.isEmpty {
        add(otherCounts(table), to: &result)
      } else {
        result.append(count(table.spec.type, table.codes["kind"], [Bool](repeating: true, count: table.count)))
      }
    }
    return result
  }

  /// The types of the rows of `nodes.csv`; without a column `kind` all are of one.
  private static func otherCounts(_ table: NodeTable) -> [TypeCount] {
    guard let codes = table.codes["kind"] else { return [TypeCount(type: "node", count: table.count, kinds: [])] }
    var result: [TypeCount] = []
    for (kind, count) in count("node", codes, [Bool](repeating: true, count: table.count)).kinds {
      add([TypeCount(type: kind.isEmpty ? "node" : kind, count: count, kinds: [])], to: &result)
    }
    return result
  }

  /// Adds types, each once: those of `nodes.csv` to those of their own tables, which then have one kind more.
  private static func add(_ others: [TypeCount], to result: inout [TypeCount]) {
    for other in others {
      guard let index = result.firstIndex(where: { $0.type == other.type }) else {
        result.append(other)
        continue
      }
      result[index].count += other.count
      guard !result[index].kinds.isEmpty else { continue }
      let known = result[index].kinds.first { $0.kind == other.type }?.count ?? 0
      result[index].kinds.removeAll { $0.kind == other.type }
      result[index].kinds.append((other.type, known + other.count))
      result[index].kinds.sort { ($1.count, $0.kind) < ($0.count, $1.kind) }
    }
  }

  private static func count(_ type: String, _ codes: CodedColumn?, _ isCounted: [Bool]) -> TypeCount {
    let total = isCounted.count { $0 }
    guard let codes else { return TypeCount(type: type, count: total, kinds: []) }
    var counts = [Int](repeating: 0, count: codes.texts.count)
    for (row, code) in codes.codes.enumerated() where isCounted[row] { counts[Int(code)] += 1 }
    let kinds = counts.indices.filter { counts[$0] > 0 }.map { (kind: String(decoding: codes.texts[$0], as: UTF8.self), count: counts[$0]) }
    return TypeCount(type: type, count: total, kinds: kinds.sorted { ($1.count, $0.kind) < ($0.count, $1.kind) })
  }

  private static func term(_ table: EdgeTable, _ day: Day) -> Term {
    var result = Term()
    for edge in 0..<table.count {
      if table.alive[edge] {
        result.alive += 1
      } else if !table.since.isEmpty, table.since[edge] > day.number {
        result.toCome += 1
      } else {
        result.past += 1
      }
    }
    return result
  }

  /// Rows whose term overlaps that of an earlier row with the same ends and kind.
  private static func overlapping(_ table: EdgeTable) -> Int {
    let kinds = table.codes["kind"]
    let key = { (edge: Int) in (table.from[edge], table.to[edge], kinds?.codes[edge] ?? 0) }
    let since = { (edge: Int) in table.since.isEmpty ? Day.distantPast.number : table.since[edge] }
    let until = { (edge: Int) in table.until.isEmpty ? Day.distantFuture.number : table.until[edge] }
    let order = (0..<table.count).sorted { a, b in key(a) == key(b) ? (since(a), a) < (since(b), b) : key(a) < key(b) }
    var result = 0
    var last = Day.distantPast.number
    for (index, edge) in order.enumerated() {
      let isSame = index > 0 && key(order[index - 1]) == key(edge)
      if isSame, since(edge) <= last { result += 1 }
      last = isSame ? max(last, until(edge)) : until(edge)
    }
    return result
  }
}

/// The edges of the simple graph: undirected, parallel ones merged, loops dropped.
enum SimpleEdges {
  /// - Returns: pairs with the lower node first, ascending.
  /// - Complexity: O(m log m).
  static func of(_ edges: [(from: UInt32, to: UInt32)]) -> [(a: UInt32, b: UInt32)] {
    var keys = edges.filter { $0.from != $0.to }.map { UInt64(min($0.from, $0.to)) << 32 | UInt64(max($0.from, $0.to)) }
    keys.sort()
    var result: [(a: UInt32, b: UInt32)] = []
    for (index, key) in keys.enumerated() where index == 0 || keys[index - 1] != key {
      result.append((UInt32(key >> 32), UInt32(truncatingIfNeeded: key)))
    }
    return result
  }
}
