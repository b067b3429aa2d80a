import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct AdjacencyTests {
  /// Lists by dictionary, in the order of the edges.
  private func lists(_ keys: [UInt32], _ values: [UInt32], _ unmarked: [Bool]?) -> [UInt32: [UInt32]] {
    var result: [UInt32: [UInt32]] = [:]
    for edge in keys.indices {
      result[keys[edge], default: []].append(values[edge] | (unmarked?[edge] ?? true ? 0 : Adjacency.flag))
    }
    return result
  }

  @Test func agreesWithDictionary() {
    for seed in 0..<1000 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let edges = randomEdges(20, Int.random(in: 0...60, using: &generator), using: &generator)
      let offset = UInt32.random(in: 0...1_000_000, using: &generator)
      let (keys, values) = (edges.map { $0.0 + offset }, edges.map(\.1))
      let unmarked = Bool.random(using: &generator) ? edges.map { _ in Bool.random(using: &generator) } : nil
      let adjacency = Adjacency(keys: keys, values: values, unmarked: unmarked, jobs: 2)
      let expected = lists(keys, values, unmarked)
      for node in offset..<offset + 21 { #expect(Array(adjacency.list(Int(node))) == expected[node] ?? [], "seed \(seed)") }
    }
  }

  /// Enough edges for two threads: the lists must not show how many there were.
  @Test func threadsDoNotShow() {
    var generator = SplitMix64(seed: 1)
    let edges = randomEdges(5000, 100_000, using: &generator)
    let (keys, values) = (edges.map(\.0), edges.map(\.1))
    let one = Adjacency(keys: keys, values: values, jobs: 1)
    let three = Adjacency(keys: keys, values: values, jobs: 3)
    #expect(three.parts(of: 0..<5000).count == 3)
    for node in 0..<5000 { #expect(one.list(node) == three.list(node)) }
  }
}
