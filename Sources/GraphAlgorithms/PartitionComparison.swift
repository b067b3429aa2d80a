/// How alike two partitions of the same things are.
package struct PartitionComparison: Sendable, Equatable {
  /// The adjusted Rand index (Hubert and Arabie 1985): 1 for the same partition, 0 on average for one by chance.
  package let adjustedRandIndex: Double
  /// Mutual information divided by the mean of both entropies: 1 for the same partition, 0 for independent ones.
  package let normalisedMutualInformation: Double

  /// - Parameters:
  ///   - first, second: index = thing, value = its group, not negative; equal counts.
  /// - Complexity: O(n log n). Deterministic.
  package init(_ first: [Int32], _ second: [Int32]) {
    let cells = Self.runs(zip(first, second).map { Int64($0) << 32 | Int64($1) })
    let rows = Self.runs(first.map { Int64($0) })
    let columns = Self.runs(second.map { Int64($0) })
    let count = Double(first.count)
    let pairs = { (counts: [Double]) in counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    let (joint, left, right) = (pairs(cells), pairs(rows), pairs(columns))
    let all = count * (count - 1) / 2
    let expected = all > 0 ? left * right / all : 0
    let most = (left + right) / 2
    // Both all in one group, or both all alone: they are the same.
    adjustedRandIndex = most == expected ? 1 : (joint - expected) / (most - expected)
    let entropy = { (counts: [Double]) in counts.reduce(0) { $0 - $1 / count * ($1 / count).logarithm } }
    let (a, b) = (entropy(rows), entropy(columns))
    normalisedMutualInformation = a + b > 0 ? max(0, min(1, 2 * (a + b - entropy(cells)) / (a + b))) : 1
  }

  /// How often each value occurs.
  private static func runs(_ values: [Int64]) -> [Double] {
    var result: [Double] = []
    var last: Int64?
    for value in values.sorted() {
      if value == last { result[result.count - 1] += 1 } else { result.append(1) }
      last = value
    }
    return result
  }
}
