import TestSupport

/// Random edges over a few nodes, with loops and repetitions.
func randomEdges(_ nodes: Int, _ count: Int, using generator: inout SplitMix64) -> [(UInt32, UInt32)] {
  (0..<count).map { _ in (UInt32.random(in: 0..<UInt32(nodes), using: &generator), UInt32.random(in: 0..<UInt32(nodes), using: &generator))
  }
}
