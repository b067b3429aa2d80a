internal import GraphAlgorithms

/// Counts every node's helpers where those of a place help all that is in it.
///
/// One walk over the tree of places: on the way down the helpers of a place join those that hold here, on the way up they leave.
struct InheritedHelpers {
  /// index = node, value = distinct helpers of the node and of the places around it, the node itself left out.
  private(set) var counts: [UInt32]

  /// index = node, value = how many pairings of the places walked through it helps in.
  private var holding: [UInt32]
  private var distinct: UInt32 = 0
  private let helpers: PartnerLists
  private let contained: Adjacency

  private enum Step {
    case down(UInt32), up(UInt32)
  }

  /// - Complexity: O(nodes + pairings), for any depth of the tree.
  init(_ network: Network) {
    counts = [UInt32](repeating: 0, count: network.nodeCount)
    holding = counts
    helpers = PartnerLists(network.edges(.pairings), of: .to, jobs: network.jobs)
    let tree = PlaceTreeLists(network)
    contained = tree.contained
    for root in tree.roots { walk(from: root) }
  }

  /// A stack instead of recursion: a chain of places may be deeper than the program's own.
  private mutating func walk(from root: UInt32) {
    var steps: [Step] = [.down(root)]
    while let step = steps.popLast() {
      switch step {
      case .down(let node):
        let own = helpers.partners(Int(node))
        for helper in own {
          if holding[Int(helper)] == 0 { distinct += 1 }
          holding[Int(helper)] += 1
        }
        counts[Int(node)] = distinct - (holding[Int(node)] > 0 ? 1 : 0)
        steps.append(.up(node))
        for inner in contained.list(Int(node)) { steps.append(.down(inner)) }
      case .up(let node):
        for helper in helpers.partners(Int(node)) {
          holding[Int(helper)] -= 1
          if holding[Int(helper)] == 0 { distinct -= 1 }
        }
      }
    }
  }
}
