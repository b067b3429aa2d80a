/// Betweenness: on how many shortest paths between two others a node lies; where there are several between two nodes, each counts its share.
///
/// U. Brandes, "A faster algorithm for betweenness centrality" (2001), without weights; not normalised, every pair of nodes once.
package struct Betweenness: Sendable {
  /// How many nodes paths are followed from; nil from all, which is exact.
  package var sample: Int?
  package var seed: UInt64

  package init(sample: Int? = nil, seed: UInt64 = 1) { (self.sample, self.seed) = (sample, seed) }

  package struct Result: Sendable {
    /// index = node.
    package var values: [Double]
    /// index = node, value = how far it may be from the exact one; with a chance of 95 % none is farther. 0 where they are exact.
    package var errors: [Double]
    /// The largest of `errors`.
    package var error: Double { errors.max() ?? 0 }
    /// From how many nodes paths were followed.
    package var sources: Int
  }

  /// - Complexity: O(nodes x edges) time, O(sample x edges) with a sample; 8 bytes for each of 16 blocks and node, and 40 per node and 4 per
  ///   edge for each thread. Deterministic, for any number of threads: blocks of sources are added up in their order.
  package func run(on graph: WeightedGraph, jobs: Int) -> Result {
    let count = graph.nodeCount
    let isExact = sample.map { $0 >= count } ?? true
    var sources = (0..<UInt32(count)).map { $0 }
    if !isExact {
      var numbers = SeededNumbers(seed: seed)
      numbers.shuffle(&sources)
      sources.removeLast(count - max(0, sample ?? 0))
    }
    sources.removeAll { graph.row(Int($0)).isEmpty && isExact }
    let blocks = Concurrent.ranges(sources.count, pieces: max(1, min(256, sources.count)))
    var values = [Double](repeating: 0, count: count)
    for first in stride(from: 0, to: blocks.count, by: 16) {
      let wave = blocks[first..<min(first + 16, blocks.count)]
      let sums = Concurrent.map(wave.count, jobs: jobs) { [sources] in Self.dependencies(of: sources[wave[first + $0]], in: graph) }
      for sum in sums { for node in 0..<count { values[node] += sum[node] } }
    }
    if isExact {
      return Result(values: values.map { $0 / 2 }, errors: [Double](repeating: 0, count: count), sources: sources.count)
    }
    let factor = sources.isEmpty ? 0 : Double(count) / Double(sources.count) / 2
    values = values.map { $0 * factor }
    return Result(values: values, errors: SampleError(sources: sources.count, of: count).errors(values, in: graph), sources: sources.count)
  }

  /// The sum of what paths from some nodes add to each node.
  private static func dependencies(of sources: ArraySlice<UInt32>, in graph: WeightedGraph) -> [Double] {
    let count = graph.nodeCount
    var sums = [Double](repeating: 0, count: count)
    // index = node, value = steps from the source plus 1; 0 not reached.
    var steps = [UInt32](repeating: 0, count: count)
    var paths = [Double](repeating: 0, count: count)
    var shares = [Double](repeating: 0, count: count)
    var order = [UInt32](repeating: 0, count: count)
    // The edges of shortest paths, in the order of their first ends; index = position in `order`, value = where they end.
    var next = [UInt32](repeating: 0, count: graph.edgeCount + 1)
    var ends = [UInt32](repeating: 0, count: count)
    let (offsets, targets) = (graph.offsets.span, graph.targets.span)
    var sumSpan = sums.mutableSpan
    var stepSpan = steps.mutableSpan
    var pathSpan = paths.mutableSpan
    var shareSpan = shares.mutableSpan
    var orderSpan = order.mutableSpan
    var nextSpan = next.mutableSpan
    var endSpan = ends.mutableSpan
    for source in sources {
      orderSpan[0] = source
      stepSpan[Int(source)] = 1
      pathSpan[Int(source)] = 1
      var (position, reached, edges) = (0, 1, 0)
      while position < reached {
        let node = Int(orderSpan[position])
        let step = stepSpan[node] &+ 1
        let own = pathSpan[node]
        for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
          let target = targets[entry]
          let known = stepSpan[Int(target)]
          if known == 0 {
            stepSpan[Int(target)] = step
            pathSpan[Int(target)] = own
            orderSpan[reached] = target
            reached &+= 1
            nextSpan[edges] = target
            edges &+= 1
          } else if known == step {
            pathSpan[Int(target)] += own
            nextSpan[edges] = target
            edges &+= 1
          }
        }
        endSpan[position] = UInt32(truncatingIfNeeded: edges)
        position &+= 1
      }
      while position > 0 {
        position &-= 1
        let node = Int(orderSpan[position])
        var share = 0.0
        for edge in (position == 0 ? 0 : Int(endSpan[position &- 1]))..<Int(endSpan[position]) { share += shareSpan[Int(nextSpan[edge])] }
        let paths = pathSpan[node]
        let dependency = share * paths
        // What a node passes on to each path that leads to it.
        shareSpan[node] = (1 + dependency) / paths
        stepSpan[node] = 0
        if position > 0 { sumSpan[node] += dependency }
      }
    }
    return sums
  }
}
