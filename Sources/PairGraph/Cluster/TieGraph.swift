internal import GraphAlgorithms

/// What is grouped and measured: nodes, and how strongly any two of them are tied.
///
/// Undirected and simple: parallel ties are added up, ties of a node to itself are left out, and a weight of 0 ties nothing, in groups and
/// measures alike. Of a dataset it has the pairings, memberships
/// and rows of `edges.csv` that are alive on the network's day, or, of chosen nodes, what they share (``Ties``).
///
/// - Note: memory: 4 bytes per node and 8 per tie, 24 per tie where weights differ from 1.
public struct TieGraph: Sendable {
  /// What ties chosen nodes.
  public enum Ties: String, Sendable, CaseIterable {
    /// Pairings and memberships between them, and what they share: see ``TieGraph/init(of:nodes:ties:)``.
    case shared
    /// Rows of `adjacent.csv` between them.
    case adjacent
  }

  /// What cannot be a graph; edges by their index from 0.
  public enum Fault: Error, Equatable, Sendable {
    /// An end below 0 or not below the number of nodes.
    case noSuchNode(edge: Int)
    /// A weight below 0, no number, or neither 0 nor between 1e-100 and 1e100.
    case badWeight(edge: Int)
    /// As many weights as edges, or none.
    case unequalCounts
    /// More than 2^31 - 1 edges.
    case tooManyEdges
  }

  /// Index = vertex, value = its node in the network; of a graph that was made of arrays, the vertex itself.
  public let nodes: [Int]
  /// Helpers, units and committees that join more than ``TieGraph/mostJoined`` chosen nodes: they tie each to ``TieGraph/crowdTies`` others.
  public internal(set) var crowded = 0
  /// Rows of `edges.csv`, or of `adjacent.csv`, that weigh 0 and so tie nothing.
  public internal(set) var weightless = 0
  /// The text of the selector that chose the nodes, and what ties them; nil of all nodes.
  public internal(set) var selector: String?
  public internal(set) var kind: Ties?
  let graph: WeightedGraph

  /// What joins more of the chosen nodes than this does not tie each two of them: that would take the square of their number.
  public static let mostJoined = 1000
  /// So many others it ties each of them to instead, drawn once for all.
  public static let crowdTies = 32

  /// Number of pairs of nodes that are tied.
  public var tieCount: Int { graph.edgeCount }

  /// A graph of arrays, for callers who have no dataset.
  ///
  /// - Parameters:
  ///   - nodeCount: nodes are 0 ..< nodeCount.
  ///   - edges: pairs of nodes; direction does not matter, loops are left out.
  ///   - weights: one for each edge; parallel ones are added up. Without them every edge weighs 1, and parallel ones are one. A weight of 0
  ///     ties nothing, neither for groups nor for measures.
  /// - Complexity: O(nodes + edges).
  /// - Errors: `Fault`.
  public init(nodeCount: Int, edges: [(Int, Int)], weights: [Double]? = nil) throws(Fault) {
    for (index, edge) in edges.enumerated() {
      for end in [edge.0, edge.1] where end < 0 || end >= min(nodeCount, Int(Int32.max)) { throw .noSuchNode(edge: index) }
    }
    let (from, to) = (edges.map { UInt32($0.0) }, edges.map { UInt32($0.1) })
    self.init(nodes: Array(0..<nodeCount), graph: try Self.graph(nodeCount, from, to, weights))
  }

  init(nodes: [Int], graph: WeightedGraph) {
    self.nodes = nodes
    self.graph = graph
  }

  static func graph(
    _ nodeCount: Int, _ from: [UInt32], _ to: [UInt32], _ weights: [Double]?, addsParallel: Bool = false
  ) throws(Fault) -> WeightedGraph {
    do { return try WeightedGraph(nodeCount: nodeCount, from: from, to: to, weights: weights, addsParallel: addsParallel) } catch {
      switch error {
      case .noSuchNode(let edge): throw .noSuchNode(edge: edge)
      case .badWeight(let edge): throw .badWeight(edge: edge)
      case .unequalCounts: throw .unequalCounts
      case .tooManyEdges: throw .tooManyEdges
      }
    }
  }
}

extension TieGraph {
  /// All nodes of a network with the pairings, memberships and rows of `edges.csv` alive on its day.
  ///
  /// Each pairing and membership weighs 1; those of the same ends and kind count once. Rows of `edges.csv` weigh what their `weight` says, 1
  /// where it is empty, and are added up; it is read when `LoadOptions.ties` is set, or with the detail `full`.
  ///
  /// - Complexity: O(nodes + edges), and O(k log k) for k edges that others run beside.
  /// - Errors: `Fault.tooManyEdges`.
  public init(of network: Network) throws(Fault) {
    let count = network.nodeCount
    var rows = TieRows()
    for spec in [TableSpec.pairings, .members, .links] { rows.add(network.edges(spec), ties: network.edges(spec).aliveEdges) }
    var graph = try Self.graph(count, rows.from, rows.to, rows.weights)
    // Where some run beside each other, it matters which of them are one.
    if graph.edgeCount != rows.count {
      rows = TieRows()
      graph = WeightedGraph.empty
      for spec in [TableSpec.pairings, .members, .links] { rows.add(network.edges(spec), ties: network.edges(spec).aliveTies) }
      graph = try Self.graph(count, rows.from, rows.to, rows.weights, addsParallel: true)
    }
    self.init(nodes: Array(0..<count), graph: graph)
    weightless = rows.weightless
  }
}

/// Edges with their weights, as they are collected from tables.
struct TieRows {
  private(set) var from: [UInt32] = []
  private(set) var to: [UInt32] = []
  /// nil as long as every weight is 1.
  private(set) var weights: [Double]?
  /// Rows that tie two nodes.
  private(set) var count = 0
  /// Rows that weigh 0.
  var weightless = 0

  mutating func add(_ a: UInt32, _ b: UInt32, weight: Double = 1) {
    if weight != 1, weights == nil { weights = [Double](repeating: 1, count: from.count) }
    from.append(a)
    to.append(b)
    weights?.append(weight)
    if weight == 0 { weightless += 1 } else if a != b { count += 1 }
  }

  /// - Parameter ties: what counts of a table without weights.
  mutating func add(_ table: EdgeTable, ties: @autoclosure () -> [(from: UInt32, to: UInt32)]) {
    guard let column = table.weights else {
      for tie in ties() { add(tie.from, tie.to) }
      return
    }
    for row in 0..<table.count where table.alive[row] { add(table.from[row], table.to[row], weight: column[row]) }
  }
}

extension EdgeTable {
  /// index = edge, value = its weight, 1 where the cell is empty; nil where no weights were read.
  var weights: [Double]? {
    // Of other tables a norm may sum a column of that name.
    spec.column("weight") == nil ? nil : numbers["weight"].map { $0.map { $0.isNaN ? 1 : $0 } }
  }
}
