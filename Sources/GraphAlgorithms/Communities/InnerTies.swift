/// The edges within a community: lists of neighbours by position among the members.
struct InnerTies {
  /// index = member, value = where its list starts.
  var starts: [UInt32]
  private(set) var targets: [UInt32] = []
  /// index = entry of `targets`; empty where every edge weighs 1.
  private(set) var weights: [Double] = []

  init(starts: [UInt32]) { self.starts = starts }

  /// - Parameter sums: index = member, value = the weight of its list.
  mutating func collect(_ graph: WeightedGraph, _ groups: Groups, base: Int, _ own: Range<Int>, _ sums: inout [Double]) {
    var room = 1
    for position in own { room &+= graph.row(Int(groups.members[base &+ position])).count }
    if targets.count < room {
      targets = [UInt32](repeating: 0, count: room)
      if graph.isWeighted { weights = [Double](repeating: 0, count: room) }
    }
    Self.fill(graph, groups, base: base, own, &starts, &targets, &weights, &sums)
  }

  private static func fill(
    _ graph: WeightedGraph, _ groups: Groups, base: Int, _ own: Range<Int>, _ allStarts: inout [UInt32], _ allTargets: inout [UInt32],
    _ allWeights: inout [Double], _ allSums: inout [Double]
  ) {
    let (offsets, neighbours, edgeWeights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let (places, nodes) = (groups.places.span, groups.members.span)
    let isWeighted = graph.isWeighted
    let first = UInt32(truncatingIfNeeded: base &+ own.lowerBound)
    let size = UInt32(truncatingIfNeeded: own.count)
    let shift = UInt32(truncatingIfNeeded: own.lowerBound)
    var starts = allStarts.mutableSpan
    var targets = allTargets.mutableSpan
    var weights = allWeights.mutableSpan
    var sums = allSums.mutableSpan
    var count = 0
    for position in own {
      let node = Int(nodes[base &+ position])
      let start = count
      var sum = 0.0
      // No branch on whether a neighbour is in the community: nothing foretells it.
      for entry in Int(offsets[node])..<Int(offsets[node &+ 1]) {
        let place = places[Int(neighbours[entry])] &- first
        let isInside = place < size
        targets[count] = place &+ shift
        if isWeighted {
          weights[count] = edgeWeights[entry]
          sum += isInside ? edgeWeights[entry] : 0
        }
        count &+= isInside ? 1 : 0
      }
      starts[position] = UInt32(truncatingIfNeeded: start)
      sums[position] = isWeighted ? sum : Double(count &- start)
    }
    starts[own.upperBound] = UInt32(truncatingIfNeeded: count)
  }
}
