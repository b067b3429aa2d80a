internal import GraphAlgorithms

/// Communities: nodes that are tied more closely to each other than to the rest, by the Leiden algorithm (Traag, Waltman and van Eck 2019).
///
/// Every community is connected. The result is the best of a search, not a proven optimum; the guide <doc:Communities> says more.
public struct CommunityDetection: GroupingMethod {
  /// What is made as large as possible.
  public enum Quality: String, Sendable, CaseIterable {
    /// Q = Σ_c (w_c / m − γ (k_c / 2m)²).
    case modularity
    /// The constant Potts model: H = Σ_c (w_c − γ n_c (n_c − 1) / 2).
    case cpm
  }

  public var quality: Quality
  /// γ: the larger, the smaller the communities.
  public var resolution: Double
  /// The same seed gives the same communities.
  public var seed: UInt64
  /// How often the search goes on from what it has found; 0 until nothing is gained.
  public var iterations: Int
  /// Searches with seeds of their own, the best of which is kept; nil makes up to 20 of them where they cost next to nothing.
  public var restarts: Int?

  public init(
    quality: Quality = .modularity, resolution: Double = 1, seed: UInt64 = 1, iterations: Int = 2, restarts: Int? = nil
  ) {
    (self.quality, self.resolution, self.seed) = (quality, resolution, seed)
    (self.iterations, self.restarts) = (iterations, restarts)
  }

  public func run(on graph: TieGraph, of network: Network?, jobs: Int) throws -> Grouping {
    let start = Stopwatch()
    let function: QualityFunction = quality == .cpm ? .constantPotts(resolution: resolution) : .modularity(resolution: resolution)
    let restarts = restarts ?? Self.cheapRestarts(nodes: graph.nodes.count, ties: graph.tieCount)
    let leiden = Leiden(quality: function, seed: seed, iterations: max(0, iterations), restarts: restarts)
    let found = leiden.run(on: graph.graph, jobs: jobs)
    var result = try grouping("leiden", graph, of: network, (found.labels, found.count), since: start)
    (result.quality, result.resolution, result.seed, result.measure) = (found.quality, resolution, seed, quality.rawValue)
    (result.iterations, result.restarts) = (iterations, restarts)
    return result
  }

  /// As many searches as take some hundredths of a second, at most 20: small networks have their best groups at once.
  static func cheapRestarts(nodes: Int, ties: Int) -> Int { max(1, min(20, 200_000 / max(1, nodes + ties))) }
}
