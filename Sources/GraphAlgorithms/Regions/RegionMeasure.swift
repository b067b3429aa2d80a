/// Sums of squares of a partition.
package enum RegionMeasure {
  /// The sum of squared distances of the areas to the mean of all.
  package static func total(_ problem: RegionProblem) -> Double {
    within(problem, labels: [Int32](repeating: 0, count: problem.areaCount), groupCount: 1)
  }

  /// The sum of squared distances of the areas to the mean of their region, in two passes.
  ///
  /// - Parameter labels: index = area, value = region; areas with a negative one do not count.
  package static func within(_ problem: RegionProblem, labels: [Int32], groupCount: Int) -> Double {
    let dimension = problem.dimension
    var means = [Double](repeating: 0, count: groupCount * dimension)
    var counts = [Double](repeating: 0, count: groupCount)
    for area in 0..<problem.areaCount where labels[area] >= 0 {
      counts[Int(labels[area])] += 1
      for attribute in 0..<dimension {
        means[Int(labels[area]) * dimension + attribute] += problem.attributes[area * dimension + attribute]
      }
    }
    for index in means.indices { means[index] /= max(1, counts[index / dimension]) }
    var sum = 0.0
    for area in 0..<problem.areaCount where labels[area] >= 0 {
      for attribute in 0..<dimension {
        let distance = problem.attributes[area * dimension + attribute] - means[Int(labels[area]) * dimension + attribute]
        sum += distance * distance
      }
    }
    return sum
  }
}
