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
    var histogram: [Int] = []
    for load in loads { Self.count(load, in: &histogram) }
    self.init(histogram: histogram)
  }

  /// Counts one more node with a load.
  ///
  /// - Parameter histogram: index = load, value = how many have it; grows as needed.
  @inline(__always)
  static func count(_ load: Int, in histogram: inout [Int]) {
    if load >= histogram.count { histogram += [Int](repeating: 0, count: load + 1 - histogram.count) }
    histogram[load] += 1
  }

  /// - Parameter histogram: index = load, value = how many nodes have it.
  /// - Complexity: O(largest load).
  init(histogram: [Int]) {
    count = histogram.reduce(0, +)
    let total = count
    let quantile = { (percent: Int) -> Int in
      let rank = max(1, (percent * total + 99) / 100)
      var seen = 0
      for (load, number) in histogram.enumerated() {
        seen += number
        if seen >= rank { return load }
      }
      return 0
    }
    minimum = histogram.firstIndex { $0 > 0 } ?? 0
    maximum = histogram.lastIndex { $0 > 0 } ?? 0
    (lowerQuartile, median, upperQuartile) = (quantile(25), quantile(50), quantile(75))
    (percentile90, percentile99) = (quantile(90), quantile(99))
    let sum = histogram.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    mean = total == 0 ? 0 : Double(sum) / Double(total)
    gini = Self.gini(histogram, count: total, sum: sum)
    idle = histogram.first ?? 0
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
