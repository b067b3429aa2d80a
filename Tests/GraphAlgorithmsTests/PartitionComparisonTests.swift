import Foundation
import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct PartitionComparisonTests {
  /// Values of scikit-learn 1.9.1 (`adjusted_rand_score`, `normalized_mutual_info_score`).
  @Test func knownValues() {
    let some = PartitionComparison([0, 0, 1, 1], [0, 0, 1, 2])
    #expect(abs(some.adjustedRandIndex - 0.5714285714285715) < 1e-12 && abs(some.normalisedMutualInformation - 0.8) < 1e-12)
    let none = PartitionComparison([0, 0, 1, 1], [0, 1, 0, 1])
    #expect(abs(none.adjustedRandIndex + 0.5) < 1e-12 && none.normalisedMutualInformation == 0)
    let same = PartitionComparison([0, 0, 2, 2, 1], [5, 5, 0, 0, 7])
    #expect(same.adjustedRandIndex == 1 && abs(same.normalisedMutualInformation - 1) < 1e-12)
    #expect(PartitionComparison([0, 0, 0], [1, 1, 1]).adjustedRandIndex == 1)
    #expect(PartitionComparison([], []).normalisedMutualInformation == 1)
  }

  /// By counting pairs, and by sums over all cells of the table.
  @Test func agreesWithCountingPairs() {
    for seed in 0..<200 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 2...25, using: &generator)
      let (first, second) = (
        (0..<count).map { _ in Int32.random(in: 0..<4, using: &generator) },
        (0..<count).map { _ in Int32.random(in: 0..<5, using: &generator) }
      )
      var (both, left, right, all) = (0.0, 0.0, 0.0, 0.0)
      for a in 0..<count {
        for b in 0..<a {
          let (one, two) = (first[a] == first[b], second[a] == second[b])
          (both, left, right, all) = (both + (one && two ? 1 : 0), left + (one ? 1 : 0), right + (two ? 1 : 0), all + 1)
        }
      }
      var information = 0.0
      func share(_ isIn: (Int) -> Bool) -> Double { Double((0..<count).filter(isIn).count) / Double(count) }
      for a in Set(first) {
        for b in Set(second) {
          let joint = share { first[$0] == a && second[$0] == b }
          if joint > 0 { information += joint * log(joint / share { first[$0] == a } / share { second[$0] == b }) }
        }
      }
      func entropy(_ labels: [Int32]) -> Double {
        Set(labels).reduce(0) { sum, label in sum - share { labels[$0] == label } * log(share { labels[$0] == label }) }
      }
      let found = PartitionComparison(first, second)
      let expected = left * right / all
      if (left + right) / 2 != expected {
        #expect(abs(found.adjustedRandIndex - (both - expected) / ((left + right) / 2 - expected)) < 1e-9, "seed \(seed)")
      }
      let mean = (entropy(first) + entropy(second)) / 2
      if mean > 1e-9 { #expect(abs(found.normalisedMutualInformation - information / mean) < 1e-9, "seed \(seed)") }
    }
  }
}
