/// How loads are spread: loads are whole numbers of distinct nodes helped.
public struct LoadDistribution: Sendable, Equatable {
  /// Number of nodes.
  public let count: Int
  public let minimum: Int
  /// Quantiles by nearest rank: the value at position ⌈p·n⌉ of the loads in ascending order.
  public let lowerQuartile: Int
  public let median: Int
  public let upperQuartile: Int
  public let percentile90: Int
  public let percentile99: Int
  public let maximum: Int
  public let mean: Double
  /// Gini coefficient: 0 when all loads are equal, towards 1 when few carry all; 0 when nobody carries anything.
  public let gini: Double
  /// Nodes with load 0.
  public let idle: Int

  /// - Complexity: O(n + largest load).
  public init(of loads: [Int]) {
    count = loads.count
    maximum = loads.max() ?? 0
    // index = load, value = how many have it.
    var histogram = [Int](repeating: 0, count: maximum + 1)
    for load in loads { histogram[load] += 1 }
    let quantile = { (percent: Int) -> Int in
      let rank = max(1, (percent * loads.count + 99) / 100)
      var seen = 0
      for (load, number) in histogram.enumerated() {
        seen += number
        if seen >= rank { return load }
      }
      return 0
    }
    minimum = loads.min() ?? 0
    (lowerQuartile, median, upperQuartile) = (quantile(25), quantile(50), quantile(75))
    (percentile90, percentile99) = (quantile(90), quantile(99))
    let sum = loads.reduce(0, +)
    mean = loads.isEmpty ? 0 : Double(sum) / Double(loads.count)
    gini = Self.gini(histogram, count: loads.count, sum: sum)
    idle = loads.isEmpty ? 0 : histogram[0]
  }

  /// G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n over loads in ascending order, i from 1.
  private static func gini(_ histogram: [Int], count: Int, sum: Int) -> Double {
    guard sum > 0 else { return 0 }
    var ranked = 0.0
    var seen = 0
    for (load, number) in histogram.enumerated() where number > 0 {
      // The ranks seen + 1 ... seen + number add up to number * (2 * seen + number + 1) / 2.
      ranked += Double(load) * Double(number) * Double(2 * seen + number + 1) / 2
      seen += number
    }
    return max(0, 2 * ranked / (Double(count) * Double(sum)) - Double(count + 1) / Double(count))
  }
}
