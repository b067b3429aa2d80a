import TestSupport
import Testing

@testable import PairGraph

/// A set kept as bits is a set.
struct NodeSetTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func isASet(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let below = 1 + random.below(random.pick([1, 64, 65, 1000]))
    let chosen = (0..<random.below(300)).map { _ in random.below(below) }
    let set = NodeSet(chosen, below: below)
    let expected = Set(chosen).sorted()
    #expect(set.count == expected.count)
    #expect((0..<below).allSatisfy { set.contains($0) == Set(chosen).contains($0) })
    #expect(expected.indices.allSatisfy { set.number(of: expected[$0]) == $0 })
  }
}
