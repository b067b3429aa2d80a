import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct WeightedGraphTests {
  /// Loops, repetitions, weights of 0 and both directions against a table of weights.
  @Test(arguments: [false, true]) func agreesWithTable(weighted: Bool) throws {
    for seed in 0..<300 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = 1 + generator.below(12)
      let edges = randomEdges(count, generator.below(40), using: &generator)
      let weights = edges.map { _ in Double(generator.below(4)) }
      var table = [[Double?]](repeating: [Double?](repeating: nil, count: count), count: count)
      for ((a, b), weight) in zip(edges, weights) where a != b {
        let sum = weighted ? (table[Int(a)][Int(b)] ?? 0) + weight : 1
        (table[Int(a)][Int(b)], table[Int(b)][Int(a)]) = (sum, sum)
      }
      let graph = try WeightedGraph(
        nodeCount: count, from: edges.map(\.0), to: edges.map(\.1), weights: weighted ? weights : nil)
      for node in 0..<count {
        // What weighs 0 in all is no edge.
        let expected = (0..<count).filter { (table[node][$0] ?? 0) > 0 }
        #expect(graph.neighbours(of: node).map { Int($0) } == expected, "seed \(seed)")
        if weighted { #expect(Array(graph.weights[graph.row(node)]) == expected.map { table[node][$0] ?? -1 }, "seed \(seed)") }
        #expect(graph.strengths[node] == expected.reduce(0) { $0 + (table[node][$1] ?? 0) })
      }
    }
  }

  @Test func whatIsNoGraph() {
    typealias Fault = WeightedGraph.Fault
    #expect(throws: Fault.noSuchNode(edge: 1)) { try WeightedGraph(nodeCount: 2, from: [0, 0], to: [1, 2]) }
    #expect(throws: Fault.unequalCounts) { try WeightedGraph(nodeCount: 2, from: [0, 0], to: [1]) }
    #expect(throws: Fault.unequalCounts) { try WeightedGraph(nodeCount: 2, from: [0], to: [1], weights: []) }
    for weight in [-1, -1e-300, .nan, .infinity, -.infinity, 1e101, 1e-101] as [Double] {
      #expect(throws: Fault.badWeight(edge: 1)) { try WeightedGraph(nodeCount: 2, from: [0, 0], to: [1, 1], weights: [0, weight]) }
    }
  }

  @Test func nothingAtAll() throws {
    let graph = try WeightedGraph(nodeCount: 0, from: [], to: [])
    #expect(graph.nodeCount == 0 && graph.edgeCount == 0 && graph.strengths.isEmpty)
  }
}
