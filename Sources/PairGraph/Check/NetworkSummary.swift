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

  /// Edges of a table by what the day makes of them; rows of the same ends and kind with overlapping dates are one edge.
  public struct Term: Sendable, Equatable {
    public var past = 0
    public var alive = 0
    public var toCome = 0

    var count: Int { past + alive + toCome }
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
    pairings = add("pairing", network.edges(.pairings), network)
    memberships = add("member", network.edges(.members), network)
    links = add("link", network.edges(.links), network)
    visits = network.edges(.visits).count
    adjacent = network.edges(.adjacent).count
    costs = network.edges(.costs).count
    overlapping = network.edges(.pairings).count - pairings.count
  }

  /// Adds the edges of a table that are alive; rows with overlapping dates are one edge.
  private mutating func add(_ name: String, _ table: EdgeTable, _ network: Network) -> Term {
    let edges = DistinctEdges(of: table, nodeCount: network.nodeCount).edges
    let day = network.day.number
    var term = Term()
    var isCounted = [Bool](repeating: false, count: table.count)
    for edge in edges {
      if edge.until < day {
        term.past += 1
      } else if edge.since > day {
        term.toCome += 1
      } else {
        term.alive += 1
        isCounted[edge.row] = true
      }
    }
    if table.count > 0 { self.edges.append(Self.count(name, table.kinds, isCounted)) }
    return term
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
