/// Finds circles among parents.
enum ParentCycles {
  /// The latest member of every circle.
  ///
  /// - Parameter parents: index = node, value = parent, or `Network.none`.
  /// - Returns: one node of each circle, the highest, ascending.
  /// - Complexity: O(nodes).
  static func latestMembers(_ parents: [UInt32]) -> [Int] {
    // 0 not visited, else the walk that came here first.
    var visit = [UInt32](repeating: 0, count: parents.count)
    var result: [Int] = []
    var walk: UInt32 = 0
    for start in parents.indices where visit[start] == 0 {
      walk += 1
      var node = start
      while visit[node] == 0 {
        visit[node] = walk
        guard parents[node] != Network.none else { break }
        node = Int(parents[node])
      }
      guard visit[node] == walk, parents[node] != Network.none else { continue }
      var latest = node
      var member = Int(parents[node])
      while member != node {
        latest = max(latest, member)
        member = Int(parents[member])
      }
      result.append(latest)
    }
    return result.sorted()
  }
}
