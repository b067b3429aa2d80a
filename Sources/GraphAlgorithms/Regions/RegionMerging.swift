/// Constrained hierarchical merging: the two bordering regions whose union adds least to the sum of squares are joined, again and again
/// (Ward 1963; contiguity as in Guo 2008, REDCAP's full-order family).
struct RegionMerging {
  let problem: RegionProblem
  let ranges: RegionRanges
  /// How far a cost may be stretched by chance, for starts that differ: 0 is the plain method.
  let noise: Double

  /// - Parameters:
  ///   - labels: index = area, value = region to begin with.
  ///   - groupCount: how many regions these are.
  ///   - target: how many are wanted. Fewer than the components of the map cannot be.
  /// - Complexity: O(m log m) for m pairs of bordering regions met on the way.
  func run(from labels: [Int32], groupCount: Int, target: Int, random: inout SeededNumbers) -> (labels: [Int32], groupCount: Int) {
    var clusters = Clusters(problem, labels: labels, groupCount: groupCount)
    var left = groupCount
    // First components with more regions than their floors allow, then any that keep the caps, at last any at all.
    for stage in [Stage.floors, .caps, .any] where left > target {
      var heap = RegionHeap<Int64>()
      func push(_ a: Int, _ b: Int, _ random: inout SeededNumbers) {
        if stage != .any && clusters.isAboveCap(a, b) { return }
        heap.push(clusters.costOfUnion(a, b) * (noise > 0 ? 1 + noise * random.unit() : 1), Int64(a) << 32 | Int64(b))
      }
      for a in clusters.isAlive.indices where clusters.isAlive[a] {
        for b in clusters.livingNeighbours(a) where a < b { push(a, b, &random) }
      }
      while left > target, let top = heap.pop() {
        let (a, b) = (Int(top >> 32), Int(top & 0xffff_ffff))
        let component = clusters.components[a]
        if !clusters.isAlive[a] || !clusters.isAlive[b] { continue }
        if clusters.counted[component] <= (stage == .floors ? ranges.most[component] : ranges.fewest[component]) { continue }
        let union = clusters.unite(a, b)
        left -= 1
        for next in clusters.neighbours[union] { push(Int(next), union, &random) }
      }
    }
    return clusters.labels(of: labels)
  }

  private enum Stage { case floors, caps, any }

  /// The regions on the way; a union is a new one.
  private struct Clusters {
    let problem: RegionProblem
    var isAlive: [Bool]
    var counts: [Double]
    var sums: [Double]
    var amounts: [Double]
    /// index = cluster, value = its neighbours when it was made; find through `parents`.
    var neighbours: [[Int32]]
    var parents: [Int32]
    var marks: [Int32]
    /// index = cluster, value = its component of the map; and index = component, value = clusters in it.
    var components: [Int]
    var counted: [Int]

    init(_ problem: RegionProblem, labels: [Int32], groupCount: Int) {
      self.problem = problem
      let dimension = problem.dimension
      let bounds = problem.bounds.count
      isAlive = [Bool](repeating: true, count: groupCount)
      counts = [Double](repeating: 0, count: groupCount)
      sums = [Double](repeating: 0, count: groupCount * dimension)
      amounts = [Double](repeating: 0, count: groupCount * bounds)
      parents = (0..<Int32(groupCount)).map { $0 }
      marks = [Int32](repeating: -1, count: groupCount)
      components = [Int](repeating: 0, count: groupCount)
      let (numbers, areas) = problem.components()
      counted = [Int](repeating: 0, count: areas.count)
      var lists = [[Int32]](repeating: [], count: groupCount)
      for area in 0..<problem.areaCount {
        let region = Int(labels[area])
        if counts[region] == 0 { counted[numbers[area]] += 1 }
        components[region] = numbers[area]
        counts[region] += 1
        for attribute in 0..<dimension { sums[region * dimension + attribute] += problem.attributes[area * dimension + attribute] }
        for bound in 0..<bounds { amounts[region * bounds + bound] += problem.bounds[bound].amounts[area] }
        for index in problem.row(area) {
          let other = labels[Int(problem.neighbours[index])]
          if other != labels[area] { lists[region].append(other) }
        }
      }
      neighbours = lists.map { list in
        let sorted = list.sorted()
        return sorted.indices.filter { $0 == 0 || sorted[$0 - 1] != sorted[$0] }.map { sorted[$0] }
      }
    }

    func costOfUnion(_ a: Int, _ b: Int) -> Double {
      let dimension = problem.dimension
      var distance = 0.0
      for attribute in 0..<dimension {
        let difference = sums[a * dimension + attribute] / counts[a] - sums[b * dimension + attribute] / counts[b]
        distance += difference * difference
      }
      return distance * counts[a] * counts[b] / (counts[a] + counts[b])
    }

    func isAboveCap(_ a: Int, _ b: Int) -> Bool {
      let bounds = problem.bounds.count
      for bound in 0..<bounds where problem.bounds[bound].isAboveCap(amounts[a * bounds + bound] + amounts[b * bounds + bound]) {
        return true
      }
      return false
    }

    mutating func find(_ cluster: Int32) -> Int32 {
      var cluster = cluster
      while parents[Int(cluster)] != cluster {
        parents[Int(cluster)] = parents[Int(parents[Int(cluster)])]
        cluster = parents[Int(cluster)]
      }
      return cluster
    }

    /// The neighbours of a cluster that is alive, as they are now.
    mutating func livingNeighbours(_ cluster: Int) -> [Int] {
      Set(neighbours[cluster].map { Int(find($0)) }).sorted()
    }

    mutating func unite(_ a: Int, _ b: Int) -> Int {
      let union = isAlive.count
      let dimension = problem.dimension
      let bounds = problem.bounds.count
      isAlive[a] = false
      isAlive[b] = false
      isAlive.append(true)
      counts.append(counts[a] + counts[b])
      for attribute in 0..<dimension { sums.append(sums[a * dimension + attribute] + sums[b * dimension + attribute]) }
      for bound in 0..<bounds { amounts.append(amounts[a * bounds + bound] + amounts[b * bounds + bound]) }
      components.append(components[a])
      counted[components[a]] -= 1
      parents.append(Int32(union))
      marks.append(Int32(union))
      parents[a] = Int32(union)
      parents[b] = Int32(union)
      var list: [Int32] = []
      for old in [a, b] {
        for next in neighbours[old] {
          let next = find(next)
          if marks[Int(next)] == Int32(union) { continue }
          marks[Int(next)] = Int32(union)
          list.append(next)
        }
        neighbours[old] = []
      }
      neighbours.append(list)
      return union
    }

    /// The regions that are left, numbered by their smallest area.
    mutating func labels(of areas: [Int32]) -> (labels: [Int32], groupCount: Int) {
      var numbers = [Int32](repeating: -1, count: isAlive.count)
      var count: Int32 = 0
      var result = areas
      for area in areas.indices {
        let root = Int(find(areas[area]))
        if numbers[root] < 0 {
          numbers[root] = count
          count += 1
        }
        result[area] = numbers[root]
      }
      return (result, Int(count))
    }
  }
}
