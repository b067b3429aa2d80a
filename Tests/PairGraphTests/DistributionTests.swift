import TestSupport
import Testing

@testable import PairGraph

struct DistributionTests {
  /// The smallest value that at least p per cent of all values do not exceed.
  private func nearestRank(_ percent: Int, _ loads: [Int]) -> Int {
    loads.sorted().first { value in loads.count { $0 <= value } * 100 >= percent * loads.count } ?? 0
  }

  /// Half the mean difference between two of them, by the mean.
  private func gini(_ loads: [Int]) -> Double {
    let sum = loads.reduce(0, +)
    if sum == 0 { return 0 }
    var differences = 0
    for a in loads { for b in loads { differences += abs(a - b) } }
    return Double(differences) / (2 * Double(loads.count) * Double(sum))
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func agreesWithTheDefinition(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bound = random.pick([1, 2, 5, 100, 10_000])
    let loads = (0..<1 + random.below(random.pick([3, 40, 200]))).map { _ in random.oneIn(3) ? 0 : random.below(bound) }
    let spread = LoadDistribution(of: loads)
    #expect(spread.count == loads.count)
    #expect(spread.minimum == loads.min() && spread.maximum == loads.max())
    #expect(spread.lowerQuartile == nearestRank(25, loads))
    #expect(spread.median == nearestRank(50, loads))
    #expect(spread.upperQuartile == nearestRank(75, loads))
    #expect(spread.percentile90 == nearestRank(90, loads))
    #expect(spread.percentile99 == nearestRank(99, loads))
    #expect(spread.mean == Double(loads.reduce(0, +)) / Double(loads.count))
    #expect(abs(spread.gini - gini(loads)) < 1e-9)
    #expect(spread.idle == loads.count { $0 == 0 })
  }

  /// Values small enough to check by hand.
  @Test func knownValues() {
    let ten = LoadDistribution(of: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    #expect([ten.lowerQuartile, ten.median, ten.upperQuartile, ten.percentile90, ten.percentile99] == [3, 5, 8, 9, 10])
    #expect(abs(ten.gini - 0.3) < 1e-12)
    let one = LoadDistribution(of: [0, 0, 0, 8])
    #expect(one.gini == 0.75 && one.median == 0 && one.idle == 3)
    let equal = LoadDistribution(of: [4, 4, 4])
    #expect(equal.gini == 0 && equal.minimum == 4 && equal.idle == 0)
  }

  @Test func nobodyAndNothing() {
    let nobody = LoadDistribution(of: [])
    #expect(nobody.count == 0 && nobody.maximum == 0 && nobody.mean == 0 && nobody.gini == 0 && nobody.idle == 0)
    let idle = LoadDistribution(of: [0, 0])
    #expect(idle.gini == 0 && idle.idle == 2 && idle.percentile99 == 0)
  }
}
