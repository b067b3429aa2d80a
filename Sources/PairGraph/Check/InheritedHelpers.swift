/// Counts every node's helpers where those of a place help all that is in it.
///
/// One walk over the tree of places: on the way down the helpers of a place join those that hold here, on the way up they leave.
struct InheritedHelpers {
  /// index = node, value = distinct helpers of the node and of the places around it, the node itself left out.
  private(set) var counts: [UInt32]

  /// index = node, value = how many pairings of the places walked through it helps in.
  private var holding: [UInt32]
  private var distinct: UInt32 = 0

  /// - Complexity: O(nodes + pairings), for any depth of the tree.
  init(_ network: Network) {
    counts = [UInt32](repeating: 0, count: network.nodeCount)
    holding = counts
    let helpers = PartnerLists(network.edges(.pairings), of: .to, jobs: network.jobs)
    PlaceWalk(network).run { node in
      for helper in helpers.partners(node) {
        if holding[Int(helper)] == 0 { distinct += 1 }
        holding[Int(helper)] += 1
      }
      counts[node] = distinct - (holding[node] > 0 ? 1 : 0)
    } up: { node in
      for helper in helpers.partners(node) {
        holding[Int(helper)] -= 1
        if holding[Int(helper)] == 0 { distinct -= 1 }
      }
    }
  }
}
