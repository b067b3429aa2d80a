/// Finds what is within a number of steps of a node.
package struct BreadthFirst: Sendable {
  /// The most steps.
  package let hops: Int

  package init(hops: Int) { self.hops = hops }

  /// - Parameter neighbours: the nodes one step away from each.
  /// - Returns: the nodes reached, each once, the nearest first; the first is `start`.
  /// - Complexity: O(nodes + edges of the nodes reached), for any number of hops.
  package func run(from start: Int, nodeCount: Int, neighbours: Adjacency) -> [Int] {
    var isReached = [Bool](repeating: false, count: nodeCount)
    isReached[start] = true
    var reached = [start]
    // The nodes reached by the last step stand at the end.
    var first = 0
    for _ in 0..<max(0, hops) where first < reached.count {
      let last = reached.count
      for index in first..<last {
        for next in neighbours.list(reached[index]) where !isReached[Int(next)] {
          isReached[Int(next)] = true
          reached.append(Int(next))
        }
      }
      if reached.count == last { return reached }
      first = last
    }
    return reached
  }
}
