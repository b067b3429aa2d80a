import TestSupport

/// A graph with groups planted in it: degrees and sizes of groups after power laws, and a share of every node's edges that leave its group.
///
/// After A. Lancichinetti, S. Fortunato and F. Radicchi, "Benchmark graphs for testing community detection algorithms" (2008).
struct PlantedGroups {
  var edges: [(Int, Int)] = []
  /// index = node, value = its group.
  var groups: [Int] = []

  init(nodes: Int, mixing: Double, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var size = 0
    var number = 0
    while groups.count < nodes {
      if size == 0 {
        size = 20 + 40 * generator.below(1000) * generator.below(1000) / 1_000_000
        number += 1
      }
      groups.append(number - 1)
      size -= 1
    }
    var (within, across): ([[Int]], [Int]) = ([[Int]](repeating: [], count: number), [])
    for node in 0..<nodes {
      // From 16 on, few of many.
      let degree = 16 + 40 * generator.below(100) * generator.below(100) * generator.below(100) / 1_000_000
      for _ in 0..<degree {
        if Double(generator.below(1000)) < mixing * 1000 { across.append(node) } else { within[groups[node]].append(node) }
      }
    }
    for var stubs in within + [across] {
      stubs.shuffle(using: &generator)
      for pair in 0..<stubs.count / 2 where stubs[2 * pair] != stubs[2 * pair + 1] { edges.append((stubs[2 * pair], stubs[2 * pair + 1])) }
    }
  }
}
