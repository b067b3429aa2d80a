import TestSupport
import Testing

@testable import PairGraph

/// Pairs of cells with a value in common, against a look at each pair.
@Suite struct SharedValuesTests {
  @Test func agreesWithALookAtEachPair() {
    for seed in 0..<200 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      // Long lists of few values, and short ones of many: both ways of counting.
      let (longest, values) = seed % 2 == 0 ? (8, 9) : (3, 12)
      var texts = [""]
      for _ in 0..<random.below(14) {
        let list = (0..<random.below(longest + 1)).map { _ in "w\(random.below(values))" }
        texts.append(list.joined(separator: random.pick(["、", "|", "｜"])))
      }
      let cells = (0..<random.below(40)).map { _ in random.below(texts.count) }
      let shared = SharedValues(texts)
      var counts: [Int: Int] = [:]
      for cell in cells { counts[cell, default: 0] += 1 }
      let sets = texts.map { Set($0.split { "、|｜".contains($0) }) }
      var expected = 0
      for a in cells.indices { for b in 0..<a where !sets[cells[a]].isDisjoint(with: sets[cells[b]]) { expected += 1 } }
      #expect(shared.pairs(counts) == expected, "seed \(seed)")
      #expect(texts.indices.allSatisfy { shared.isEmpty($0) == sets[$0].isEmpty })
    }
  }
}
