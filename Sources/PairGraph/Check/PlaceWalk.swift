internal import GraphAlgorithms

/// A walk over all nodes along the tree of places: into a place, through all that is in it, and out again.
struct PlaceWalk {
  /// Place -> what is directly in it.
  private let contained: Adjacency
  /// What is in no place.
  private var roots: [UInt32] = []

  private enum Step { case down(UInt32), up(UInt32) }

  /// - Complexity: O(nodes).
  init(_ network: Network) {
    var (places, nodes): ([UInt32], [UInt32]) = ([], [])
    for table in network.nodeTables {
      let containers = table.containers
      for (row, node) in table.nodes.enumerated() {
        if let place = containers?[row], place != Network.none {
          places.append(place)
          nodes.append(UInt32(node))
        } else {
          roots.append(UInt32(node))
        }
      }
    }
    contained = Adjacency(keys: places, values: nodes, jobs: network.jobs)
  }

  /// Calls `down` with every node before what is in it, and `up` after that.
  ///
  /// A stack instead of recursion: a chain of places may be deeper than the program's own.
  ///
  /// - Complexity: O(nodes).
  func run(down: (Int) -> Void, up: (Int) -> Void) {
    for root in roots {
      var steps: [Step] = [.down(root)]
      while let step = steps.popLast() {
        switch step {
        case .down(let node):
          down(Int(node))
          steps.append(.up(node))
          for inner in contained.list(Int(node)) { steps.append(.down(inner)) }
        case .up(let node): up(Int(node))
        }
      }
    }
  }
}
