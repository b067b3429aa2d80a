/// The nearest other points of each point; of equally near ones those with the smaller number.
package struct NearestPoints: Sendable {
  /// How many.
  package let count: Int

  package init(count: Int) { self.count = count }

  /// - Returns: pairs of which one is among the nearest of the other; each once, the smaller first, in ascending order.
  /// - Complexity: O(n · √(n · count)) for points spread evenly: each looks left and right along the columns as far as its farthest.
  package func run(on points: PlanePoints) -> [(UInt32, UInt32)] {
    let order = (0..<points.count).sorted { (points.x[$0], $0) < (points.x[$1], $1) }
    var pairs: [UInt64] = []
    for (index, point) in order.enumerated() {
      var nearest: [(distance: Int64, point: Int)] = []
      func look(at other: Int) -> Bool {
        let across = (points.x[other] - points.x[point]) * (points.x[other] - points.x[point])
        if nearest.count == count, let last = nearest.last, across > last.distance { return false }
        let found = (points.squaredDistance(point, other), other)
        var place = nearest.count
        while place > 0 && found < nearest[place - 1] { place -= 1 }
        nearest.insert(found, at: place)
        if nearest.count > count { nearest.removeLast() }
        return true
      }
      if count > 0 {
        for other in order[..<index].reversed() where !look(at: other) { break }
        for other in order[(index + 1)...] where !look(at: other) { break }
      }
      for (_, other) in nearest { pairs.append(UInt64(min(point, other)) << 32 | UInt64(max(point, other))) }
    }
    pairs.sort()
    var result: [(UInt32, UInt32)] = []
    for (index, pair) in pairs.enumerated() where index == 0 || pairs[index - 1] != pair {
      result.append((UInt32(pair >> 32), UInt32(pair & 0xffff_ffff)))
    }
    return result
  }
}
