/// How far sampled betweenness may be from the exact one, for all nodes at once with a chance of 95 %.
///
/// What a source adds to a node lies between 0 and c - 2, for c nodes in its component. Two bounds for the mean of such numbers drawn without
/// replacement hold at once, with 2.5 % each: the one by Hoeffding for the distance in relative entropy (1963, inequality 2.1 and theorem 4),
/// which is tight for the small means that nearly all nodes have, and the one by Serfling (1974), which is tight for large samples.
struct SampleError {
  private let sources: Double
  private let nodes: Double
  /// ln(2n / 0.025), with one half of 2.5 % for each side of each of n nodes.
  private let surprise: Double

  init(sources: Int, of nodes: Int) {
    (self.sources, self.nodes) = (Double(sources), Double(nodes))
    surprise = (80 * Double(max(1, nodes))).logarithm
  }

  /// - Parameter values: index = node, value = its estimate.
  /// - Returns: index = node.
  /// - Complexity: O(nodes + edges), and some dozens of logarithms for each different value; nodes of degree below 2 have none.
  func errors(_ values: [Double], in graph: WeightedGraph) -> [Double] {
    if sources == 0 { return [Double](repeating: .infinity, count: values.count) }
    let components = Components().run(on: graph)
    // Values that differ in the fourth digit only share an error that is right for all of them.
    var known: [Double: Double] = [:]
    return values.indices.map { node in
      let others = Double(components.sizes[Int(components.labels[node])] - 2)
      if graph.row(node).count < 2 || others < 1 { return 0 }
      let range = nodes * others / 2
      let mean = min(1, values[node] / range)
      let step = mean.binade / 512
      let high = mean > 0 ? (mean / step).rounded(.up) * step : 0
      let share = known[high] ?? relative(high, below: high - (mean > 0 ? high.binade / 512 : 0))
      known[high] = share
      return share * range
    }
  }

  /// The error of means between two shares of their range, as a share of it.
  func relative(_ mean: Double, below least: Double) -> Double {
    let serfling = ((1 - (sources - 1) / nodes) * surprise / (2 * sources)).squareRoot()
    return min(serfling, entropic(mean, below: least))
  }

  /// The same by relative entropy alone: the means that a mean up to `mean` may come from, and one from `least` on.
  func entropic(_ mean: Double, below least: Double) -> Double {
    let up = Self.farthest(from: min(1, mean), within: surprise / sources)
    let low = 1 - Self.farthest(from: 1 - max(0, least), within: surprise / sources)
    return max(up - max(0, least), mean - low)
  }

  /// The largest q from p on with a relative entropy p ln(p/q) + (1 - p) ln((1 - p)/(1 - q)) of at most `most`; the bound is on the safe side.
  private static func farthest(from p: Double, within most: Double) -> Double {
    var (low, high) = (p, 1.0)
    for _ in 0..<50 {
      let q = (low + high) / 2
      if entropy(p, q) > most { high = q } else { low = q }
    }
    return high
  }

  private static func entropy(_ p: Double, _ q: Double) -> Double {
    let first = p > 0 ? p * (p / q).logarithm : 0
    if q >= 1 { return p < 1 ? .infinity : 0 }
    return first + (p < 1 ? (1 - p) * ((1 - p) / (1 - q)).logarithm : 0)
  }
}
