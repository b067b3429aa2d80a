/// Areas to be joined into contiguous regions, as alike inside as can be: who borders on whom, what they are compared by, what regions must keep to.
package struct RegionProblem: Sendable {
  package let areaCount: Int
  /// index = area, value = where its neighbours start in `neighbours`; one more than there are areas.
  let offsets: [Int32]
  /// The neighbours of each area, ascending, each once.
  let neighbours: [Int32]
  /// Number of attributes.
  let dimension: Int
  /// index = area * dimension + attribute, value = standardised number.
  let attributes: [Double]
  package let bounds: [RegionBound]
  /// The number of regions; nil asks for as many as the floors allow.
  package private(set) var groupCount: Int?

  /// - Parameters:
  ///   - edges: pairs of areas that border; direction, loops and repetition do not matter.
  ///   - labels: index = area, value = the unit no region may reach beyond; nil: there is none.
  ///   - attributes: index = attribute, then area; as they are to be compared (see `standardised`).
  /// - Complexity: O(areas · attributes + edges).
  package init(
    areaCount: Int, edges: [(UInt32, UInt32)], within labels: [UInt32]? = nil, attributes: [[Double]], bounds: [RegionBound] = [],
    groupCount: Int?
  ) {
    self.areaCount = areaCount
    self.bounds = bounds
    self.groupCount = groupCount
    dimension = attributes.count
    var values = [Double](repeating: 0, count: areaCount * attributes.count)
    for (attribute, column) in attributes.enumerated() {
      for area in 0..<areaCount { values[area * attributes.count + attribute] = column[area] }
    }
    self.attributes = values
    var lists = [[Int32]](repeating: [], count: areaCount)
    for (a, b) in edges where a != b && labels.map({ $0[Int(a)] == $0[Int(b)] }) ?? true {
      lists[Int(a)].append(Int32(b))
      lists[Int(b)].append(Int32(a))
    }
    var offsets: [Int32] = [0]
    var neighbours: [Int32] = []
    for area in 0..<areaCount {
      lists[area].sort()
      for (index, next) in lists[area].enumerated() where index == 0 || lists[area][index - 1] != next { neighbours.append(next) }
      offsets.append(Int32(neighbours.count))
    }
    self.offsets = offsets
    self.neighbours = neighbours
  }

  /// Where the neighbours of an area stand in `neighbours`.
  @inline(__always)
  func row(_ area: Int) -> Range<Int> { Int(offsets[area])..<Int(offsets[area &+ 1]) }

  /// The connected pieces of the map: index = area, value = component, numbered by their smallest area.
  package func components() -> (labels: [Int], areas: [[Int]]) {
    var labels = [Int](repeating: -1, count: areaCount)
    var areas: [[Int]] = []
    for start in 0..<areaCount where labels[start] < 0 {
      var reached = [start]
      labels[start] = areas.count
      var next = 0
      while next < reached.count {
        for index in row(reached[next]) where labels[Int(neighbours[index])] < 0 {
          labels[Int(neighbours[index])] = areas.count
          reached.append(Int(neighbours[index]))
        }
        next += 1
      }
      areas.append(reached.sorted())
    }
    return (labels, areas)
  }

  /// A column with mean 0 and variance 1; an empty cell (NaN) is the mean, and a column that is the same everywhere is 0.
  ///
  /// - Parameter column: finite numbers of any size, however near each other.
  package static func standardised(_ column: [Double]) -> [Double] {
    let known = column.filter { !$0.isNaN }
    guard let first = known.first, let least = known.min(), let greatest = known.max(), least < greatest else {
      return column.map { _ in 0 }
    }
    // Differences of numbers near each other are exact; their squares around a mean would be rounding alone.
    let isNarrow = greatest - least < 1e-6 * max(abs(least), abs(greatest))
    let column = isNarrow ? column.map { $0 - first } : column
    // A power of two, which rounds nothing, brings the largest to 1: then no square is too large or too small. In two steps: of the smallest
    // numbers the whole power is no number.
    let exponent = column.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }.exponent
    let (half, rest) = (-exponent / 2, -exponent + exponent / 2)
    let powers = (Double(sign: .plus, exponent: half, significand: 1), Double(sign: .plus, exponent: rest, significand: 1))
    return standardisedNearOne(column.map { $0 * powers.0 * powers.1 })
  }

  private static func standardisedNearOne(_ column: [Double]) -> [Double] {
    let known = column.filter { !$0.isNaN }
    let mean = known.reduce(0, +) / Double(known.count)
    let squares = column.reduce(0) { $0 + ($1.isNaN ? 0 : ($1 - mean) * ($1 - mean)) }
    let deviation = (squares / Double(column.count)).squareRoot()
    return column.map { $0.isNaN ? 0 : ($0 - mean) / deviation }
  }

  /// The same problem with another number of regions.
  func asking(_ count: Int) -> RegionProblem {
    var result = self
    result.groupCount = count
    return result
  }

  /// The problem of some areas alone, in the order given; what borders on others no longer does.
  func restricted(to areas: [Int], groupCount: Int?) -> RegionProblem {
    var numbers: [Int: UInt32] = [:]
    for (number, area) in areas.enumerated() { numbers[area] = UInt32(number) }
    var edges: [(UInt32, UInt32)] = []
    for (number, area) in areas.enumerated() {
      for index in row(area) {
        if let other = numbers[Int(neighbours[index])], other > number { edges.append((UInt32(number), other)) }
      }
    }
    return RegionProblem(
      areaCount: areas.count, edges: edges,
      attributes: (0..<dimension).map { attribute in areas.map { attributes[$0 * dimension + attribute] } },
      bounds: bounds.map { bound in RegionBound(amounts: areas.map { bound.amounts[$0] }, like: bound) }, groupCount: groupCount)
  }
}
