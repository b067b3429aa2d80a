/// What the sum of a figure over the areas of each region must keep to.
///
/// The number of areas is such a sum (every area has 1), and so is "must hold one of a set" (1 for the areas of the set, at least 1).
package struct RegionBound: Sendable {
  /// index = area, value = its figure, at least 0.
  package let amounts: [Double]
  /// The least sum of a region; 0 where there is none.
  package let floor: Double
  /// The greatest sum of a region; infinite where there is none.
  package let cap: Double
  /// The mean figure of the areas that have any: what a shortage is measured in.
  let unit: Double
  /// How far a sum of floating-point numbers may be off.
  let slack: Double

  /// - Parameter amounts: index = area, value = its figure; finite and not negative.
  package init(amounts: [Double], floor: Double = 0, cap: Double = .infinity) {
    self.amounts = amounts
    self.floor = floor
    self.cap = cap
    let positive = amounts.filter { $0 > 0 }
    let sum = positive.reduce(0, +)
    unit = positive.isEmpty ? 1 : sum / Double(positive.count)
    // Sums of whole numbers are exact; others differ by the order in which they are added up.
    slack = amounts.allSatisfy { $0 == $0.rounded() } && sum < 9e15 ? 0 : 1e-12 * sum
  }

  /// The bound of some of the areas: what a shortage is measured in, and what rounding may do, stay as they are for all.
  init(amounts: [Double], like other: RegionBound) {
    self.amounts = amounts
    floor = other.floor
    cap = other.cap
    unit = other.unit
    slack = other.slack
  }

  /// How much a sum breaks the bound: 0 where it does not, else a part for breaking it at all and the areas of mean size that it takes.
  @inline(__always)
  func violation(of sum: Double) -> Double {
    if sum < floor - slack { return 0.25 + (floor - sum) / unit }
    if sum > cap + slack { return 0.25 + (sum - cap) / unit }
    return 0
  }

  @inline(__always)
  func isBelowFloor(_ sum: Double) -> Bool { sum < floor - slack }

  @inline(__always)
  func isAboveCap(_ sum: Double) -> Bool { sum > cap + slack }
}
