/// The measures of every node of a graph, without weights unless said.
package struct GraphMeasures: Sendable {
  package var betweenness: Betweenness

  package init(betweenness: Betweenness = Betweenness()) { self.betweenness = betweenness }

  /// Everything but the bridges: index = node.
  package struct Result: Sendable {
    package var degrees: [UInt32]
    /// Sums of weights.
    package var strengths: [Double]
    /// Numbered from 0 by size, then by their smallest node; and index = component, value = number of nodes.
    package var components: [UInt32]
    package var componentSizes: [Int]
    package var cores: [UInt32]
    package var clustering: [Double]
    package var betweenness: Betweenness.Result
    package var pageRank: [Double]
    package var cuts: CutsAndBridges.Result
  }

  /// - Parameter jobs: threads; the result does not depend on it.
  /// - Complexity: that of `Betweenness`, beside which the others are small. They look at a copy whose neighbours stand near each other.
  package func run(on original: WeightedGraph, jobs: Int) -> Result {
    let order = NodeOrder.breadthFirst(original).nodes
    let plain = WeightedGraph(offsets: original.offsets, targets: original.targets, weights: [])
    let graph = NodeOrder.renumbered(plain, order, jobs: jobs)
    func back<Value>(_ values: [Value]) -> [Value] {
      var result = values
      for (new, old) in order.enumerated() { result[Int(old)] = values[new] }
      return result
    }
    let components = Components().run(on: original)
    var between = betweenness.run(on: graph, jobs: jobs)
    between.values = back(between.values)
    var cuts = CutsAndBridges().run(on: graph)
    cuts.isCut = back(cuts.isCut)
    cuts.cutOff = back(cuts.cutOff)
    cuts.bridges = cuts.bridges.map { bridge in
      let (a, b) = (order[Int(bridge.a)], order[Int(bridge.b)])
      return (min(a, b), max(a, b))
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    return Result(
      degrees: (0..<original.nodeCount).map { UInt32(original.row($0).count) }, strengths: original.strengths,
      components: components.labels, componentSizes: components.sizes, cores: back(CoreNumbers().run(on: graph)),
      clustering: back(LocalClustering().run(on: graph, jobs: jobs)), betweenness: between,
      pageRank: back(PageRank().run(on: graph, jobs: jobs)), cuts: cuts)
  }
}
