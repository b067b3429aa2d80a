import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct MeasureTests {
  /// The obvious versions, on the table of weights.
  private struct Obvious {
    let trial: GraphTrial
    var count: Int { trial.count }
    func neighbours(_ node: Int) -> [Int] { (0..<count).filter { trial.areNeighbours(node, $0) } }

    var componentCount: Int { components(without: [], nodes: Array(0..<count)) }

    func components(without edge: Set<Int>, nodes: [Int]) -> Int {
      var other = trial
      if edge.count == 2, let a = edge.min(), let b = edge.max() { (other.weights[a][b], other.weights[b][a]) = (0, 0) }
      var left = Set(nodes)
      var result = 0
      while let start = left.first {
        left.subtract(other.reachable(from: start, within: left))
        result += 1
      }
      return result
    }

    /// The sizes of what is left of a node's component without it.
    func rests(without node: Int) -> [Int] {
      var left = trial.reachable(from: node, within: Set(0..<count)).subtracting([node])
      var result: [Int] = []
      while let start = left.first {
        let part = trial.reachable(from: start, within: left)
        left.subtract(part)
        result.append(part.count)
      }
      return result
    }

    func core(_ node: Int) -> Int {
      (0..<max(1, count)).last { k in
        var left = Set(0..<count)
        while let small = left.first(where: { one in neighbours(one).count { left.contains($0) } < k }) { left.remove(small) }
        return left.contains(node)
      } ?? 0
    }

    func clustering(_ node: Int) -> Double {
      let near = neighbours(node)
      if near.count < 2 { return 0 }
      let pairs = near.indices.flatMap { a in near.indices.filter { $0 > a }.map { (near[a], near[$0]) } }
      return Double(pairs.count { trial.areNeighbours($0.0, $0.1) }) / Double(pairs.count)
    }

    /// index = node, then node, value = steps and number of shortest paths; by rounds over all edges.
    var paths: [[(steps: Int, count: Double)]] {
      (0..<count).map { source in
        var found = [(steps: Int, count: Double)](repeating: (.max, 0), count: count)
        found[source] = (0, 1)
        for step in 1...max(1, count) {
          for node in 0..<count where found[node].steps == .max {
            let before = neighbours(node).filter { found[$0].steps == step - 1 }
            if !before.isEmpty { found[node] = (step, before.reduce(0) { $0 + found[$1].count }) }
          }
        }
        return found
      }
    }

    /// By its definition: a sum over pairs of others.
    func betweenness(_ node: Int, _ paths: [[(steps: Int, count: Double)]]) -> Double {
      var sum = 0.0
      for a in 0..<count where a != node {
        for b in 0..<a where b != node && paths[a][b].steps != .max && paths[a][node].steps != .max && paths[node][b].steps != .max {
          if paths[a][node].steps + paths[node][b].steps == paths[a][b].steps {
            sum += paths[a][node].count * paths[node][b].count / paths[a][b].count
          }
        }
      }
      return sum
    }
  }

  private func compare(_ trial: GraphTrial, _ comment: Comment) throws {
    let obvious = Obvious(trial: trial)
    let result = GraphMeasures().run(on: try trial.graph(weighted: true), jobs: 2)
    let paths = obvious.paths
    for node in 0..<trial.count {
      #expect(Int(result.degrees[node]) == obvious.neighbours(node).count, comment)
      #expect(abs(result.strengths[node] - trial.weights[node].reduce(0, +)) < 1e-9, comment)
      #expect(Int(result.cores[node]) == obvious.core(node), comment)
      #expect(abs(result.clustering[node] - obvious.clustering(node)) < 1e-12, comment)
      #expect(abs(result.betweenness.values[node] - obvious.betweenness(node, paths)) < 1e-9, comment)
      let rests = obvious.rests(without: node)
      #expect(result.cuts.isCut[node] == (rests.count > 1), comment)
      #expect(Int(result.cuts.cutOff[node]) == rests.reduce(0, +) - (rests.max() ?? 0), comment)
      let members = (0..<trial.count).filter { result.components[$0] == result.components[node] }
      #expect(Set(members) == trial.reachable(from: node, within: Set(0..<trial.count)), comment)
      #expect(result.componentSizes[Int(result.components[node])] == members.count, comment)
      // What PageRank is the fixed point of.
      let alone = (0..<trial.count).filter { result.degrees[$0] == 0 }.reduce(0.0) { $0 + result.pageRank[$1] }
      let flow = obvious.neighbours(node).reduce(0.0) { $0 + result.pageRank[$1] / Double(result.degrees[$1]) }
      #expect(abs(result.pageRank[node] - (0.15 + 0.85 * alone) / Double(trial.count) - 0.85 * flow) < 1e-11, comment)
    }
    #expect(trial.count == 0 || abs(result.pageRank.reduce(0, +) - 1) < 1e-9, comment)
    #expect(result.componentSizes == result.componentSizes.sorted(by: >), comment)
    let all = Array(0..<trial.count)
    let bridges = trial.edges.filter { obvious.components(without: [$0.a, $0.b], nodes: all) > obvious.componentCount }
    #expect(result.cuts.bridges.map { [Int($0.a), Int($0.b)] } == bridges.map { [$0.a, $0.b] }, comment)
  }

  @Test func agreesWithDefinitionsOnAllSmallGraphs() throws {
    for size in 0...Extent.of(4, full: 6) {
      for bits in 0..<1 << (size * max(0, size - 1) / 2) { try compare(GraphTrial(count: size, bits: bits), "\(size) nodes, \(bits)") }
    }
  }

  @Test func agreesWithDefinitionsOnRandomGraphs() throws {
    for seed in 0..<UInt64(Extent.of(40, full: 1000)) {
      var generator = SplitMix64(seed: seed)
      let count = 5 + generator.below(9)
      // Few edges: cut nodes, bridges and components there are.
      let edges = randomEdges(count, count + generator.below(count), using: &generator).map {
        (Int($0.0), Int($0.1), Double(1 + generator.below(3)))
      }
      try compare(GraphTrial(count: count, edges: edges), "seed \(seed)")
    }
  }

  @Test(arguments: KnownGraphs.measures) func agreesWithPublishedNumbers(known: KnownGraphs.Measures) throws {
    let result = GraphMeasures().run(on: try known.trial.graph(weighted: false), jobs: 1)
    #expect(result.cores.map { Int($0) } == known.cores)
    #expect(result.cuts.isCut.indices.filter { result.cuts.isCut[$0] } == known.cutNodes)
    #expect(result.cuts.bridges.map { [Int($0.a), Int($0.b)] } == known.bridges)
    for node in 0..<known.trial.count {
      #expect(abs(result.betweenness.values[node] - known.betweenness[node]) < 1e-9)
      #expect(abs(result.pageRank[node] - known.pageRank[node]) < 1e-7)
    }
    let triangles = LocalClustering().triangles(of: try known.trial.graph(weighted: false), jobs: 2)
    #expect(triangles.reduce(0, +) == 3 * known.triangles)
  }

  private func largeGraph(_ count: Int) throws -> WeightedGraph {
    var generator = SplitMix64(seed: 9)
    let edges = randomEdges(count, 3 * count, using: &generator)
    return try WeightedGraph(nodeCount: count, from: edges.map(\.0), to: edges.map(\.1))
  }

  @Test func threadsDoNotShow() throws {
    let graph = try largeGraph(17_000)
    let measures = GraphMeasures(betweenness: Betweenness(sample: 40))
    let (one, three) = (measures.run(on: graph, jobs: 1), measures.run(on: graph, jobs: 3))
    #expect(one.betweenness.values == three.betweenness.values && one.pageRank == three.pageRank && one.clustering == three.clustering)
    #expect(one.betweenness.sources == 40 && one.betweenness.values.contains { $0 > 0 })
  }

  /// A sample keeps its word: no value is farther off than it says, and with more sources the word is better.
  @Test func samplesKeepTheirErrorBound() throws {
    let graph = try largeGraph(Extent.of(400, full: 2000))
    let exact = Betweenness().run(on: graph, jobs: 2)
    #expect(exact.error == 0)
    #expect(Betweenness(sample: graph.nodeCount).run(on: graph, jobs: 1).values == exact.values)
    var last = Double.infinity
    for sample in [10, 100, 399] {
      for seed in 0..<3 as Range<UInt64> {
        let found = Betweenness(sample: sample, seed: seed).run(on: graph, jobs: 2)
        #expect(found.error < last || seed > 0)
        last = found.error
        for node in exact.values.indices {
          #expect(abs(found.values[node] - exact.values[node]) <= found.errors[node], "\(sample), \(seed)")
        }
        // Never wider than what Serfling's bound says of any figures in this range, with a half of 5 %.
        let (n, drawn, c) = (Double(graph.nodeCount), Double(sample), Double(Components().run(on: graph).sizes[0]))
        #expect(found.error <= n * (c - 2) / 2 * ((1 - (drawn - 1) / n) * (80 * n).logarithm / (2 * drawn)).squareRoot() * 1.000001)
      }
    }
  }

  /// Means of 0/1 draws, the widest there are within their range: the bound of one mean fails less often than it may.
  @Test func errorsOfMeans() {
    // With one node, each side may fail once in 160 draws.
    let (draws, population) = (60, 100_000)
    let bound = SampleError(sources: draws, of: 1)
    let errors = (0...draws).map { bound.entropic(Double($0) / Double(draws), below: Double($0) / Double(draws)) }
    for share in [0.003, 0.02, 0.1, 0.3] {
      var generator = SplitMix64(seed: UInt64(share * 1e6))
      var failures = 0
      for _ in 0..<1000 {
        let hits = (0..<draws).count { _ in generator.below(population) < Int(share * Double(population)) }
        if abs(Double(hits) / Double(draws) - share) > errors[hits] { failures += 1 }
      }
      #expect(failures <= 1000 / 80 + 15, "\(share): \(failures)")
    }
    // Hits of none: the share is at most 1 - (1/80)^(1/60).
    #expect(abs(errors[0] - 0.070_4) < 0.001)
  }

  /// A path of a million nodes needs no stack of its length.
  @Test func aLongPath() throws {
    let count = Extent.of(200_000, full: 1_000_000)
    let path = try WeightedGraph(
      nodeCount: count, from: (0..<UInt32(count - 1)).map { $0 }, to: (1..<UInt32(count)).map { $0 })
    let cuts = CutsAndBridges().run(on: path)
    #expect(cuts.bridges.count == count - 1 && cuts.isCut.count { $0 } == count - 2)
    #expect(cuts.cutOff[1] == 1 && cuts.cutOff[count / 2] == UInt32(count / 2 - 1))
    #expect(CoreNumbers().run(on: path).allSatisfy { $0 == 1 })
  }

  @Test func logarithms() {
    for (value, logarithm) in [(1.0, 0.0), (2, 0.693_147_180_559_945_3), (10, 2.302_585_092_994_046), (0.001, -6.907_755_278_982_137)] {
      #expect(abs(value.logarithm - logarithm) < 1e-14)
    }
    #expect(abs(4e7.logarithm - 17.504_390_012_078_02) < 1e-12)
  }
}
