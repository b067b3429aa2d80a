internal import GraphAlgorithms

/// Measures of every node: on whom does the network hang?
///
/// They look at the simple undirected graph; only ``Result/weightedDegrees`` weighs ties. The guide <doc:Measures> has the definitions.
public struct NetworkMetrics: Sendable {
  /// How many nodes paths are followed from for the betweenness; nil from all, which is exact.
  public var sample: Int?
  /// Chooses the sample.
  public var seed: UInt64

  public init(sample: Int? = nil, seed: UInt64 = 1) { (self.sample, self.seed) = (sample, seed) }

  public struct Result: Sendable {
    /// Index = vertex, here and below; value = its node in the network.
    public let nodes: [Int]
    public let tieCount: Int
    public let degrees: [Int]
    public let weightedDegrees: [Double]
    /// Numbered from 1 by size, then by their first node.
    public let components: [Int]
    /// Index = component - 1.
    public let componentSizes: [Int]
    public let cores: [Int]
    public let clustering: [Double]
    public let betweenness: [Double]
    /// With a chance of 95 % no betweenness is farther from the exact one than this; 0 where all are exact.
    public let betweennessError: Double
    /// Index = vertex, value = the same of that one: mostly much smaller.
    public let betweennessErrors: [Double]
    /// From how many nodes paths were followed.
    public let betweennessSources: Int
    public let pageRanks: [Double]
    public let isCut: [Bool]
    /// How many others lose touch with the largest part of their component when the node is gone; 0 unless it is a cut vertex.
    public let cutOff: [Int]
    /// How many neighbours have no other.
    public let dependants: [Int]
    /// Pairs of vertices whose tie nothing replaces, ascending.
    public let bridges: [(a: Int, b: Int)]
    /// Rows of `edges.csv` that weigh 0: ``TieGraph/weightless``.
    public let weightless: Int
    public let seconds: Double

    /// The vertices that most shortest paths lead through, the first of equal ones first.
    ///
    /// - Complexity: O(nodes log nodes).
    public func mostBetween(_ count: Int) -> [Int] {
      Array(betweenness.indices.sorted { (betweenness[$1], $0) < (betweenness[$0], $1) }.prefix(count).filter { betweenness[$0] > 0 })
    }

    /// The cut vertices, those that cut off most first, then by vertex.
    public var singlePointsOfFailure: [Int] {
      isCut.indices.filter { isCut[$0] }.sorted { (cutOff[$1], dependants[$1], $0) < (cutOff[$0], dependants[$0], $1) }
    }
  }

  /// About how many steps the exact betweenness takes; beyond some 10^11 a sample is worth while.
  public static func work(on graph: TieGraph) -> Double { Double(graph.nodes.count) * Double(graph.tieCount) * 2 }

  /// - Complexity: O(nodes x ties) for the betweenness, O(sample x ties) with a sample; the rest is nearly linear. Deterministic, for any number
  ///   of threads.
  public func run(on graph: TieGraph, jobs: Int = LoadOptions.processors) -> Result {
    let start = Stopwatch()
    let found = GraphMeasures(betweenness: Betweenness(sample: sample, seed: seed)).run(on: graph.graph, jobs: jobs)
    let dependants = found.degrees.indices.map { vertex in
      graph.graph.neighbours(of: vertex).count { found.degrees[Int($0)] == 1 }
    }
    return Result(
      nodes: graph.nodes, tieCount: graph.tieCount, degrees: found.degrees.map { Int($0) }, weightedDegrees: found.strengths,
      components: found.components.map { Int($0) + 1 }, componentSizes: found.componentSizes, cores: found.cores.map { Int($0) },
      clustering: found.clustering, betweenness: found.betweenness.values, betweennessError: found.betweenness.error,
      betweennessErrors: found.betweenness.errors,
      betweennessSources: found.betweenness.sources, pageRanks: found.pageRank, isCut: found.cuts.isCut,
      cutOff: found.cuts.cutOff.map { Int($0) }, dependants: dependants, bridges: found.cuts.bridges.map { (Int($0.a), Int($0.b)) },
      weightless: graph.weightless, seconds: start.seconds)
  }

  /// The same of all nodes of a network.
  public func run(on network: Network) throws -> Result { run(on: try TieGraph(of: network), jobs: network.jobs) }
}
