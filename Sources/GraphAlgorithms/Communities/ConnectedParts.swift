/// The connected parts of communities.
enum ConnectedParts {
  /// Takes communities apart that are not connected; no edge is cut by that, so the quality never falls.
  ///
  /// - Parameter labels: index = node, value = community.
  /// - Returns: the same with a label for each part, numbered from 0 by first node; and how many there are.
  /// - Complexity: O(nodes + edges).
  static func of(_ labels: [UInt32], in graph: WeightedGraph) -> (labels: [UInt32], count: Int) {
    var parts = [UInt32](repeating: .max, count: labels.count)
    var stack: [UInt32] = []
    var count: UInt32 = 0
    do {
      let (offsets, targets, labels) = (graph.offsets.span, graph.targets.span, labels.span)
      var parts = parts.mutableSpan
      for start in 0..<labels.count where parts[start] == .max {
        let label = labels[start]
        parts[start] = count
        stack.append(UInt32(truncatingIfNeeded: start))
        while let top = stack.popLast() {
          for entry in Int(offsets[Int(top)])..<Int(offsets[Int(top) &+ 1]) {
            let target = Int(targets[entry])
            if parts[target] == .max, labels[target] == label {
              parts[target] = count
              stack.append(targets[entry])
            }
          }
        }
        count += 1
      }
    }
    return (parts, Int(count))
  }
}
