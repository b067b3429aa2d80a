/// Which node and which box sits in which box, ready to be written from the outside in.
struct DOTBoxes {
  /// Boxes with a node in them or in a box inside them, that sit in no other box; ascending.
  private(set) var roots: [Int] = []
  /// Index = box, value = the boxes directly inside that hold a node, ascending.
  private(set) var children: [[Int]]
  /// Index = box, value = the nodes directly inside, ascending.
  private(set) var members: [[Int]]
  /// The nodes in no box, ascending.
  private(set) var loose: [Int] = []
  /// Some boxes are deeper than `deepest`: what is in them sits in the last box above that is not.
  private(set) var isFlattened = false

  /// Levels of boxes; with some thousands dot 2.43 runs out of its stack, and nobody tells a hundred apart.
  static let deepest = 100

  /// - Complexity: linear in nodes and boxes.
  init(of picture: Picture) {
    let count = picture.clusters.count
    children = Array(repeating: [], count: count)
    members = Array(repeating: [], count: count)
    let parents = Self.parents(of: picture.clusters)
    let hosts = Self.hosts(parents)

    var isUsed = Array(repeating: false, count: count)
    for (node, value) in picture.nodes.enumerated() {
      guard let box = value.cluster, picture.clusters.indices.contains(box) else {
        loose.append(node)
        continue
      }
      if hosts[box] != box { isFlattened = true }
      members[hosts[box]].append(node)
      var outer: Int? = hosts[box]
      while let used = outer, !isUsed[used] {
        isUsed[used] = true
        outer = parents[used]
      }
    }
    for box in 0..<count where isUsed[box] {
      if let parent = parents[box] { children[parent].append(box) } else { roots.append(box) }
    }
  }

  /// Index = box, value = the box itself, or the one around it that is not too deep.
  private static func hosts(_ parents: [Int?]) -> [Int] {
    var hosts = [Int](repeating: -1, count: parents.count)
    // Index = box, value = how many boxes it is in, and itself.
    var depths = [Int](repeating: 0, count: parents.count)
    for start in parents.indices {
      var chain: [Int] = []
      var next: Int? = start
      while let box = next, hosts[box] < 0 {
        chain.append(box)
        next = parents[box]
      }
      for box in chain.reversed() {
        let parent = parents[box]
        depths[box] = (parent.map { depths[$0] } ?? 0) + 1
        hosts[box] = depths[box] <= deepest ? box : parent.map { hosts[$0] } ?? box
      }
    }
    return hosts
  }

  /// Index = box, value = the box around it; circles are cut where the walk up from their first box comes back to it.
  private static func parents(of clusters: [Picture.Cluster]) -> [Int?] {
    var parents = clusters.map { box in box.parent.flatMap { clusters.indices.contains($0) ? $0 : nil } }
    var walkOf = Array(repeating: -1, count: clusters.count)
    for start in clusters.indices {
      var box = start
      while walkOf[box] < 0 {
        walkOf[box] = start
        guard let parent = parents[box] else { break }
        if walkOf[parent] == start { parents[box] = nil } else { box = parent }
      }
    }
    return parents
  }
}
