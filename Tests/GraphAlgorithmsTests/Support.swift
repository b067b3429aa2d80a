/// A small seeded generator (Steele, Lea and Flood 2014): the same seed gives the same graphs everywhere.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Random edges over a few nodes, with loops and repetitions.
func randomEdges(_ nodes: Int, _ count: Int, using generator: inout SplitMix64) -> [(UInt32, UInt32)] {
  (0..<count).map { _ in (UInt32.random(in: 0..<UInt32(nodes), using: &generator), UInt32.random(in: 0..<UInt32(nodes), using: &generator))
  }
}
