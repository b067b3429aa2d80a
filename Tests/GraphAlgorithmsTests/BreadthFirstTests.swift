import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct BreadthFirstTests {
  private func adjacency(_ edges: [(UInt32, UInt32)]) -> Adjacency {
    Adjacency(keys: edges.map(\.0) + edges.map(\.1), values: edges.map(\.1) + edges.map(\.0), jobs: 1)
  }

  /// Step by step over all edges: what a step adds is one farther away.
  @Test func agreesWithStepsOverAllEdges() {
    for seed in 0..<500 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let edges = randomEdges(30, Int.random(in: 0...40, using: &generator), using: &generator)
      let start = Int.random(in: 0..<30, using: &generator)
      var near: Set<UInt32> = [UInt32(start)]
      for hops in 0...8 {
        let found = BreadthFirst(hops: hops).run(from: start, nodeCount: 30, neighbours: adjacency(edges))
        #expect(found.count == near.count && Set(found.map { UInt32($0) }) == near && found.first == start, "seed \(seed), \(hops) hops")
        near.formUnion(edges.filter { near.contains($0.0) || near.contains($0.1) }.flatMap { [$0.0, $0.1] })
      }
    }
  }

  /// A path of a million nodes is one pass, not one for each step.
  @Test func aLongPath() {
    let count = 1_000_000
    let neighbours = Adjacency(
      keys: (0..<UInt32(count - 1)).map { $0 }, values: (0..<UInt32(count - 1)).map { $0 + 1 }, jobs: 1)
    #expect(BreadthFirst(hops: .max).run(from: 0, nodeCount: count, neighbours: neighbours).count == count)
    #expect(BreadthFirst(hops: 3).run(from: 7, nodeCount: count, neighbours: neighbours) == [7, 8, 9, 10])
  }
}
