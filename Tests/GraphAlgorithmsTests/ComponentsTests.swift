import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct ComponentsTests {
  /// The obvious version: spread the smallest number along the edges until nothing changes.
  private func spread(_ count: Int, _ edges: [(UInt32, UInt32)]) -> [Int] {
    var label = Array(0..<count)
    var changed = true
    while changed {
      changed = false
      for (a, b) in edges {
        let lowest = min(label[Int(a)], label[Int(b)])
        if label[Int(a)] != lowest || label[Int(b)] != lowest { changed = true }
        (label[Int(a)], label[Int(b)]) = (lowest, lowest)
      }
    }
    return label
  }

  @Test func agreesWithSpreading() {
    for seed in 0..<2000 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 1...25, using: &generator)
      let edges = randomEdges(count, Int.random(in: 0...30, using: &generator), using: &generator)
      let (labels, sizes) = Components().run(nodeCount: count, edges: edges)
      let obvious = spread(count, edges)
      for a in 0..<count {
        for b in 0..<count { #expect((labels[a] == labels[b]) == (obvious[a] == obvious[b]), "seed \(seed)") }
      }
      // Numbered by size, then by smallest node; every number names a component.
      #expect(sizes == sizes.sorted(by: >), "seed \(seed)")
      #expect(sizes.enumerated().allSatisfy { number, size in labels.count { Int($0) == number } == size }, "seed \(seed)")
      for number in sizes.indices.dropFirst() where sizes[number] == sizes[number - 1] {
        #expect(labels.firstIndex(of: UInt32(number - 1))! < labels.firstIndex(of: UInt32(number))!, "seed \(seed)")
      }
    }
  }

  @Test func emptyGraph() {
    let (labels, sizes) = Components().run(nodeCount: 0, edges: [])
    #expect(labels.isEmpty && sizes.isEmpty)
  }
}
