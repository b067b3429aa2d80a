/// What a graph falls apart without: cut nodes and bridges.
///
/// J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation" (1973), with a stack of its own: a path may be
/// longer than the system's stack is deep.
package struct CutsAndBridges: Sendable {
  package init() {}

  package struct Result: Sendable {
    /// index = node, value = whether its component falls apart without it.
    package var isCut: [Bool]
    /// Edges whose ends are in different components without them: the lower node first, ascending.
    package var bridges: [(a: UInt32, b: UInt32)]
    /// index = node, value = how many nodes of its component are cut off from the largest rest without it; 0 unless it is a cut node.
    package var cutOff: [UInt32]
  }

  /// - Complexity: O(nodes + edges) time, 29 bytes per node. Deterministic.
  package func run(on graph: WeightedGraph) -> Result {
    let count = graph.nodeCount
    var isCut = [Bool](repeating: false, count: count)
    var bridges: [(a: UInt32, b: UInt32)] = []
    // index = node, value = when it was reached, from 1; 0 not yet.
    var reached = [UInt32](repeating: 0, count: count)
    // index = node, value = the earliest that it or a descendant has an edge to.
    var lowest = [UInt32](repeating: 0, count: count)
    // index = node, value = its entry to be looked at next.
    var next = graph.offsets
    var sizes = [UInt32](repeating: 1, count: count)
    // index = node, value = nodes of the largest, and of all, branches that hang on it alone.
    var largest = [UInt32](repeating: 0, count: count)
    var hanging = [UInt32](repeating: 0, count: count)
    var path: [UInt32] = []
    var component: [UInt32] = []
    var time: UInt32 = 0
    let (offsets, targets) = (graph.offsets.span, graph.targets.span)
    for root in 0..<count where reached[root] == 0 {
      time += 1
      (reached[root], lowest[root]) = (time, time)
      path.append(UInt32(root))
      component.removeAll(keepingCapacity: true)
      var rootBranches = 0
      while let last = path.last {
        let node = Int(last)
        let parent = path.count > 1 ? path[path.count - 2] : .max
        var entry = Int(next[node])
        let end = Int(offsets[node &+ 1])
        var low = lowest[node]
        var child: UInt32 = .max
        while entry < end {
          let target = targets[entry]
          entry &+= 1
          let when = reached[Int(target)]
          if when == 0 {
            child = target
            break
          }
          if target != parent, when < low { low = when }
        }
        lowest[node] = low
        next[node] = UInt32(truncatingIfNeeded: entry)
        if child != .max {
          time &+= 1
          (reached[Int(child)], lowest[Int(child)]) = (time, time)
          path.append(child)
          continue
        }
        path.removeLast()
        component.append(last)
        guard parent != .max else { continue }
        let above = Int(parent)
        sizes[above] += sizes[node]
        if low < lowest[above] { lowest[above] = low }
        if low > reached[above] { bridges.append((min(last, parent), max(last, parent))) }
        guard low >= reached[above] else { continue }
        hanging[above] += sizes[node]
        largest[above] = max(largest[above], sizes[node])
        if above == root { rootBranches += 1 } else { isCut[above] = true }
      }
      isCut[root] = rootBranches > 1
      // What does not hang on a node is the branch towards the root.
      let total = sizes[root]
      for member in component where isCut[Int(member)] {
        let node = Int(member)
        let rest = total - 1 - hanging[node]
        largest[node] = total - 1 - max(largest[node], rest)
      }
    }
    for node in 0..<count where !isCut[node] { largest[node] = 0 }
    bridges.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    return Result(isCut: isCut, bridges: bridges, cutOff: largest)
  }
}
