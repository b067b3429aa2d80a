/// How many places are around a place, at most 64: deep enough to tell levels apart, where a chain of thousands would only cost time.
struct PlaceDepths {
  private let first: Int
  /// index = node - first, value = the place it is in, or `Network.none`.
  private let parents: [UInt32]
  /// index = node - first, value = its depth, or 255 where that was not asked yet.
  private var known: [UInt8]
  /// The places from the one asked for up to the first whose depth is known.
  private var way: [Int] = []

  private static let deepest = 64
  private static let unknown: UInt8 = 255

  init(_ network: Network) {
    let tables = network.nodeTables.filter { $0.spec.type == "place" || $0.spec.type.isEmpty }
    let first = tables.map(\.nodes.lowerBound).min() ?? 0
    let count = (tables.map(\.nodes.upperBound).max() ?? first) - first
    var parents = [UInt32](repeating: Network.none, count: count)
    for table in tables {
      table.containers?.forEachRun(in: 0..<table.count) { rows, place in
        for row in rows { parents[Int(table.first) - first + row] = place }
      }
    }
    (self.first, self.parents) = (first, parents)
    known = [UInt8](repeating: Self.unknown, count: count)
  }

  /// - Complexity: O(1) on average, when all places of a tree are asked.
  mutating func depth(of place: Int) -> Int {
    if known[place - first] != Self.unknown { return Int(known[place - first]) }
    way.removeAll(keepingCapacity: true)
    var depth = -1
    var next: Int? = place
    while let node = next {
      if known[node - first] != Self.unknown {
        depth = Int(known[node - first])
        break
      }
      way.append(node)
      // What stands between is less deep, by how much is not known.
      if way.count > Self.deepest { return Self.deepest }
      next = Network.node(parents[node - first])
    }
    for node in way.reversed() {
      depth = min(Self.deepest, depth + 1)
      known[node - first] = UInt8(depth)
    }
    return depth
  }
}
