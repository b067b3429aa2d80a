internal import TableIO

/// Nodes in groups: communities, components, cores.
public struct Grouping: Sendable {
  /// How the groups were found: `leiden`, `components`, `cores`.
  public let method: String
  /// The day of the network; nil of a graph that was made of arrays.
  public var day: Day?
  /// Index = vertex, value = its node in the network (``TieGraph/nodes``).
  public let nodes: [Int]
  /// Index = vertex, value = its group, from 1: the largest first, of equal ones the one with the smallest id.
  public let groups: [Int]
  /// Index = group - 1, value = how many nodes it has.
  public let sizes: [Int]
  /// Index = group - 1, value = what is known of it, such as its core number; empty where nothing is.
  public let marks: [Int]
  /// What the method makes as large as it can; nil where it measures nothing.
  public var quality: Double?
  public var resolution: Double?
  public var seed: UInt64?
  public var iterations: Int?
  public var restarts: Int?
  /// Which quality it is: `modularity` or `cpm`.
  public var measure: String?
  /// Of what is to differ, the share that differs between groups; nil where nothing is compared.
  public var ratio: Double?
  /// Seconds that finding the groups took.
  public var seconds: Double

  /// - Parameters:
  ///   - labels: index = vertex, value = group below `count`, in any order.
  ///   - marks: index = label.
  ///   - precedes: whether the id of one vertex is smaller than that of another.
  /// - Complexity: O(n), and O(g log g) for g groups, with ids compared where sizes are equal.
  init(
    method: String, nodes: [Int], labels: [UInt32], count: Int, marks: [Int] = [], seconds: Double, ids: (([Int]) throws -> [[UInt8]])?
  ) throws {
    var sizes = [Int](repeating: 0, count: count)
    for label in labels { sizes[Int(label)] += 1 }
    let order = try Self.order(labels, sizes, ids)
    var number = [Int](repeating: 0, count: count)
    for (rank, label) in order.enumerated() { number[label] = rank + 1 }
    self.method = method
    self.nodes = nodes
    groups = labels.map { number[Int($0)] }
    self.sizes = order.map { sizes[$0] }
    self.marks = marks.isEmpty ? [] : order.map { marks[$0] }
    self.seconds = seconds
  }

  private static func order(_ labels: [UInt32], _ sizes: [Int], _ ids: (([Int]) throws -> [[UInt8]])?) throws -> [Int] {
    var first = [Int](repeating: .max, count: sizes.count)
    for (vertex, label) in labels.enumerated() where first[Int(label)] == .max { first[Int(label)] = vertex }
    guard let ids else { return sizes.indices.sorted { (sizes[$1], first[$0]) < (sizes[$0], first[$1]) } }
    // Ids are looked up only where sizes leave it open.
    var howMany: [Int: Int] = [:]
    for size in sizes { howMany[size, default: 0] += 1 }
    let open = labels.indices.filter { howMany[sizes[Int(labels[$0])], default: 0] > 1 }
    var smallest = [[UInt8]?](repeating: nil, count: sizes.count)
    for (vertex, id) in zip(open, try ids(open)) {
      let label = Int(labels[vertex])
      if let known = smallest[label], !id.lexicographicallyPrecedes(known) { continue }
      smallest[label] = id
    }
    return sizes.indices.sorted { a, b in
      if sizes[a] != sizes[b] { return sizes[a] > sizes[b] }
      return (smallest[a] ?? []).lexicographicallyPrecedes(smallest[b] ?? [])
    }
  }

  /// Index = group - 1, value = its vertices, ascending.
  var members: [[Int]] {
    var result = [[Int]](repeating: [], count: sizes.count)
    for (vertex, group) in groups.enumerated() { result[group - 1].append(vertex) }
    return result
  }
}

/// A way to find groups: a struct of parameters.
public protocol GroupingMethod: Sendable {
  /// The same groups for any number of threads.
  ///
  /// - Parameters:
  ///   - graph: what is grouped.
  ///   - network: where it comes from: its ids number groups of one size. nil numbers them by their first vertex.
  /// - Errors: `LoadError` when a table changed since it was loaded.
  func run(on graph: TieGraph, of network: Network?, jobs: Int) throws -> Grouping
}

extension GroupingMethod {
  /// Groups of a graph that was made of arrays.
  public func run(on graph: TieGraph, jobs: Int = LoadOptions.processors) throws -> Grouping { try run(on: graph, of: nil, jobs: jobs) }

  /// Groups of all nodes of a network.
  public func run(on network: Network) throws -> Grouping { try run(on: TieGraph(of: network), of: network, jobs: network.jobs) }

  /// Numbers what was found.
  func grouping(
    _ method: String, _ graph: TieGraph, of network: Network?, _ found: (labels: [UInt32], count: Int), marks: [Int] = [],
    since start: Stopwatch
  ) throws -> Grouping {
    let seconds = start.seconds
    let ids = network.map { network in
      { (vertices: [Int]) in
        try Parallel.map(vertices.count, jobs: network.jobs) { range in
          let texts = NodeTexts(network)
          return try range.map { try texts.id(of: graph.nodes[vertices[$0]]) }
        }.flatMap { $0 }
      }
    }
    var result = try Grouping(
      method: method, nodes: graph.nodes, labels: found.labels, count: found.count, marks: marks, seconds: seconds, ids: ids)
    result.day = network?.day
    return result
  }
}

/// How long something takes.
struct Stopwatch {
  private let start = ContinuousClock.now

  var seconds: Double {
    let passed = start.duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }
}
