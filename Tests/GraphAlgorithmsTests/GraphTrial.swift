import TestSupport

@testable import GraphAlgorithms

/// A graph as a table of weights, and the slow obvious versions of what is computed of it: they share no code with the solvers.
struct GraphTrial {
  /// index = node, then node, value = weight of the edge between them; 0 is none.
  var weights: [[Double]]

  var count: Int { weights.count }
  var edges: [(a: Int, b: Int, weight: Double)] {
    (0..<count).flatMap { a in (a..<count).compactMap { b in a < b && weights[a][b] > 0 ? (a, b, weights[a][b]) : nil } }
  }

  init(count: Int, edges: [(Int, Int, Double)]) {
    weights = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for (a, b, weight) in edges where a != b {
      weights[a][b] += weight
      weights[b][a] += weight
    }
  }

  init(count: Int, edges: [(Int, Int)]) {
    self.init(count: count, edges: edges.map { ($0.0, $0.1, 1) })
    for a in 0..<count { for b in 0..<count where weights[a][b] > 1 { weights[a][b] = 1 } }
  }

  /// Whether an edge exists is read from the bits of a number.
  init(count: Int, bits: Int) {
    var edges: [(Int, Int)] = []
    var bit = 0
    for a in 0..<count {
      for b in a + 1..<max(count, a + 1) {
        if bits >> bit & 1 == 1 { edges.append((a, b)) }
        bit += 1
      }
    }
    self.init(count: count, edges: edges)
  }

  /// Random, of any density, weighted or not.
  static func random(_ count: Int, weighted: Bool, using generator: inout SplitMix64) -> GraphTrial {
    let density = 1 + generator.below(9)
    var edges: [(Int, Int, Double)] = []
    for a in 0..<count {
      for b in 0..<a where generator.below(10) < density { edges.append((a, b, weighted ? Double(1 + generator.below(8)) / 2 : 1)) }
    }
    return GraphTrial(count: count, edges: edges)
  }

  /// The graph as the solvers take it.
  func graph(weighted: Bool) throws -> WeightedGraph {
    let edges = edges
    return try WeightedGraph(
      nodeCount: count, from: edges.map { UInt32($0.a) }, to: edges.map { UInt32($0.b) }, weights: weighted ? edges.map(\.weight) : nil)
  }

  func areNeighbours(_ a: Int, _ b: Int) -> Bool { weights[a][b] > 0 }

  /// Modularity by its definition: a sum over all pairs of nodes.
  func modularity(_ labels: [Int], _ resolution: Double) -> Double {
    let strength = weights.map { $0.reduce(0, +) }
    let total = strength.reduce(0, +)
    if total == 0 { return 0 }
    var sum = 0.0
    for a in 0..<count {
      for b in 0..<count where labels[a] == labels[b] { sum += weights[a][b] - resolution * strength[a] * strength[b] / total }
    }
    return sum / total
  }

  /// The constant Potts model by its definition: a sum over pairs.
  func potts(_ labels: [Int], _ resolution: Double) -> Double {
    var sum = 0.0
    for a in 0..<count { for b in 0..<a where labels[a] == labels[b] { sum += weights[a][b] - resolution } }
    return sum
  }

  func value(_ labels: [Int], _ quality: QualityFunction) -> Double {
    switch quality {
    case .modularity(let resolution): modularity(labels, resolution)
    case .constantPotts(let resolution): potts(labels, resolution)
    }
  }

  /// Whether all nodes of each community can be reached without leaving it.
  func isConnected(_ labels: [Int]) -> Bool {
    Set(labels).allSatisfy { label in
      let members = (0..<count).filter { labels[$0] == label }
      return reachable(from: members[0], within: Set(members)).count == members.count
    }
  }

  func reachable(from start: Int, within nodes: Set<Int>) -> Set<Int> {
    var reached: Set<Int> = [start]
    var open = [start]
    while let node = open.popLast() {
      for next in nodes where areNeighbours(node, next) && reached.insert(next).inserted { open.append(next) }
    }
    return reached
  }

  /// The best of all partitions.
  func best(_ quality: QualityFunction) -> Double {
    let (a, charge) = charges(quality)
    var best = -Double.infinity
    // Nodes are put one by one into each group there is, or a new one.
    func place(_ node: Int, _ groups: [[Int]], _ value: Double) {
      if node == count {
        best = max(best, value)
        return
      }
      for index in groups.indices {
        var next = groups
        next[index].append(node)
        place(node + 1, next, value + groups[index].reduce(0) { $0 + 2 * (a[node][$1] - charge[node][$1]) } - charge[node][node])
      }
      place(node + 1, groups + [[node]], value - charge[node][node])
    }
    place(0, [], 0)
    return best
  }

  /// What a pair brings and costs, ordered pairs and nodes with themselves included, in units of the quality.
  private func charges(_ quality: QualityFunction) -> ([[Double]], [[Double]]) {
    switch quality {
    case .modularity(let resolution):
      let strength = weights.map { $0.reduce(0, +) }
      let total = strength.reduce(0, +)
      if total == 0 { return (weights, weights) }
      return (
        weights.map { $0.map { $0 / total } },
        strength.map { a in strength.map { b in resolution * a * b / total / total } }
      )
    case .constantPotts(let resolution):
      return (
        weights.map { $0.map { $0 / 2 } },
        (0..<count).map { a in (0..<count).map { b in a == b ? 0 : resolution / 2 } }
      )
    }
  }
}

/// How alike two groupings are: 1 is the same (normalised mutual information, arithmetic mean).
func mutualInformation(_ one: [Int], _ other: [Int]) -> Double {
  func entropy(_ counts: some Sequence<Int>) -> Double {
    counts.reduce(0) { $0 - Double($1) / Double(one.count) * (Double($1) / Double(one.count)).seriesLogarithm }
  }
  func counts<Key: Hashable>(_ keys: [Key]) -> [Int] { Array(Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +).values) }
  let (a, b) = (entropy(counts(one)), entropy(counts(other)))
  let joint = entropy(counts(zip(one, other).map { [$0, $1] }))
  return a + b == 0 ? 1 : 2 * (a + b - joint) / (a + b)
}

extension Double {
  /// The natural logarithm, by its series: tests need no Foundation.
  fileprivate var seriesLogarithm: Double {
    var (mantissa, exponent) = (significand, Double(self.exponent))
    if mantissa > 1.5 { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
    let z = (mantissa - 1) / (mantissa + 1)
    var (power, sum) = (z, 0.0)
    for term in stride(from: 1.0, through: 41, by: 2) {
      sum += power / term
      power *= z * z
    }
    return 2 * sum + exponent * 0.693_147_180_559_945_3
  }
}
