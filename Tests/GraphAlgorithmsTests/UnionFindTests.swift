import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct UnionFindTests {
  /// The obvious version: every member knows its set, a union renames one of them.
  @Test func agreesWithRenaming() {
    for seed in 0..<2000 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 1...30, using: &generator)
      var sets = UnionFind(count: count)
      var names = Array(0..<count)
      for (a, b) in randomEdges(count, 40, using: &generator) {
        let (x, y) = (names[Int(a)], names[Int(b)])
        #expect(sets.union(a, b) == (x != y), "seed \(seed)")
        names = names.map { $0 == y ? x : $0 }
        #expect(sets.setCount == Set(names).count, "seed \(seed)")
      }
      for a in 0..<count {
        let root = sets.root(of: UInt32(a))
        #expect(root == sets.find(UInt32(a)) && root == sets.root(of: UInt32(a)), "seed \(seed)")
        #expect(sets.size(of: UInt32(a)) == names.count { $0 == names[a] }, "seed \(seed)")
        for b in 0..<count { #expect((sets.find(UInt32(a)) == sets.find(UInt32(b))) == (names[a] == names[b]), "seed \(seed)") }
      }
    }
  }

  @Test func nothingToJoin() {
    let sets = UnionFind(count: 0)
    #expect(sets.setCount == 0)
  }
}
