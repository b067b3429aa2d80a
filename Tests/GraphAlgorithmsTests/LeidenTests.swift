import TestSupport
import Testing

@testable import GraphAlgorithms

@Suite struct LeidenTests {
  /// Runs it and checks what must hold of every result: the quality it tells is that of its communities, which are connected.
  @discardableResult
  private func checked(_ trial: GraphTrial, weighted: Bool = true, _ leiden: Leiden, _ comment: Comment = "") throws -> Leiden.Result {
    let result = leiden.run(on: try trial.graph(weighted: weighted), jobs: 2)
    let labels = result.labels.map { Int($0) }
    #expect(abs(trial.value(labels, leiden.quality) - result.quality) < 1e-9, comment)
    #expect(trial.isConnected(labels), comment)
    #expect(Set(labels).count == result.count && labels.allSatisfy { $0 < result.count }, comment)
    return result
  }

  /// Every graph up to a size: never better than the best of all partitions, and as good in 99 of 100.
  @Test func reachesTheOptimumOfSmallGraphs() throws {
    let largest = Extent.isFull ? 6 : 4
    let qualities: [QualityFunction] = [.modularity(resolution: 1), .modularity(resolution: 2), .constantPotts(resolution: 0.5)]
    var (reached, count) = (0, 0)
    for size in 1...largest {
      for bits in 0..<1 << (size * (size - 1) / 2) {
        let trial = GraphTrial(count: size, bits: bits)
        for quality in qualities { try compare(trial, weighted: false, quality, &reached, &count) }
      }
    }
    for seed in 0..<UInt64(Extent.of(30, full: 2000)) {
      var generator = SplitMix64(seed: seed)
      let weighted = generator.oneIn(2)
      let trial = GraphTrial.random(Extent.of(6, full: 7) + generator.below(2), weighted: weighted, using: &generator)
      try compare(trial, weighted: weighted, generator.pick(qualities), &reached, &count)
    }
    #expect(Double(reached) >= 0.99 * Double(count), "\(reached) of \(count)")
  }

  private func compare(_ trial: GraphTrial, weighted: Bool, _ quality: QualityFunction, _ reached: inout Int, _ count: inout Int) throws {
    let best = trial.best(quality)
    let result = try checked(trial, weighted: weighted, Leiden(quality: quality, seed: UInt64(count), restarts: 20))
    #expect(result.quality <= best + 1e-9)
    count += 1
    if result.quality >= best - 1e-9 { reached += 1 }
  }

  /// The facts of published graphs: see `KnownGraphs`.
  @Test(arguments: KnownGraphs.communities) func reachesPublishedModularity(known: KnownGraphs.Communities) throws {
    let result = try checked(
      known.trial, weighted: known.isWeighted, Leiden(quality: .modularity(resolution: known.resolution), restarts: 20))
    #expect(result.quality >= known.best - 1e-6 && result.quality <= known.best + 1e-6, "\(known.name): \(result.quality)")
  }

  /// Thirty cliques in a ring: modularity joins them (Fortunato and Barthélemy 2007), the constant Potts model and a higher resolution
  /// find each.
  @Test func ringOfCliques() throws {
    let trial = GraphTrial(count: 150, edges: KnownGraphs.ringOfCliques)
    let modularity = try checked(trial, Leiden(restarts: 10))
    #expect(modularity.quality > 0.8758 && modularity.count < 30)
    for quality in [.constantPotts(resolution: 0.5), .modularity(resolution: 5)] as [QualityFunction] {
      let found = try checked(trial, Leiden(quality: quality))
      #expect(found.count == 30)
      #expect((0..<150).allSatisfy { found.labels[$0] == found.labels[$0 / 5 * 5] })
    }
  }

  /// Groups that were planted are found back, with degrees and sizes as unequal as those of the LFR benchmark.
  @Test(arguments: [(0.1, 0.97), (0.3, 0.93), (0.5, 0.85)]) func findsPlantedGroups(mixing: Double, alike: Double) throws {
    for seed in 0..<UInt64(Extent.of(1, full: 20)) {
      let planted = PlantedGroups(nodes: 300, mixing: mixing, seed: seed)
      let trial = GraphTrial(count: 300, edges: planted.edges)
      let result = try checked(trial, weighted: false, Leiden(), "seed \(seed)")
      #expect(result.quality >= trial.modularity(planted.groups, 1) - 0.01, "seed \(seed)")
      let found = mutualInformation(result.labels.map { Int($0) }, planted.groups)
      #expect(found >= alike, "mixing \(mixing), seed \(seed): \(found)")
    }
  }

  @Test func sameSeedSameCommunitiesForAnyThreads() throws {
    // Large enough for stretches, pieces and blocks to be several.
    let count = 70_000
    var generator = SplitMix64(seed: 5)
    var (from, to): ([UInt32], [UInt32]) = ([], [])
    for node in 1..<count {
      for back in [1, 2, 300, 1 + generator.below(node)] where back <= node && (back < 301 || generator.oneIn(4)) {
        from.append(UInt32(node))
        to.append(UInt32(node - back))
      }
    }
    let graph = try WeightedGraph(nodeCount: count, from: from, to: to)
    let one = Leiden(iterations: 1).run(on: graph, jobs: 1)
    let three = Leiden(iterations: 1).run(on: graph, jobs: 3)
    #expect(one.labels == three.labels && one.quality == three.quality)
    #expect(one.count > 1 && one.count < count / 10)
    #expect(ConnectedParts.of(one.labels, in: graph).count == one.count)
    #expect(abs(one.quality - QualityFunction.modularity(resolution: 1).value(of: one.labels, count: one.count, in: graph)) < 1e-12)
  }

  /// Large enough for blocks, with and without weights.
  @Test(arguments: [false, true]) func plantedGroupsInBlocks(isWeighted: Bool) throws {
    let count = 6000
    let planted = PlantedGroups(nodes: count, mixing: 0.3, seed: 9)
    let graph = try WeightedGraph(
      nodeCount: count, from: planted.edges.map { UInt32($0.0) }, to: planted.edges.map { UInt32($0.1) },
      weights: isWeighted ? planted.edges.indices.map { Double(1 + $0 % 3) } : nil)
    #expect(Level(graph: graph, masses: []).isLarge)
    let one = Leiden().run(on: graph, jobs: 1)
    for jobs in 2...3 {
      let more = Leiden().run(on: graph, jobs: jobs)
      #expect(more.labels == one.labels && more.quality == one.quality)
    }
    #expect(ConnectedParts.of(one.labels, in: graph).count == one.count && Set(one.labels).count == one.count)
    let modularity = QualityFunction.modularity(resolution: 1)
    #expect(abs(one.quality - modularity.value(of: one.labels, count: one.count, in: graph)) < 1e-12)
    #expect(one.quality >= modularity.value(of: planted.groups.map { UInt32($0) }, count: count, in: graph) - 0.01)
    let (once, untilDone) = (Leiden(iterations: 1).run(on: graph, jobs: 2), Leiden(iterations: 0).run(on: graph, jobs: 2))
    #expect(once.quality <= one.quality && one.quality <= untilDone.quality)
  }

  /// Where everybody is near everybody, nodes are renumbered by community on the way; here a third of them have one neighbour besides.
  @Test func randomGraphOfManyNodes() throws {
    let (core, count) = (40_000, 60_000)
    var generator = SplitMix64(seed: 6)
    var (from, to): ([UInt32], [UInt32]) = ([], [])
    for node in 0..<core {
      for _ in 0..<2 {
        from.append(UInt32(node))
        to.append(UInt32(generator.below(core)))
      }
    }
    for node in core..<count {
      from.append(UInt32(generator.below(core)))
      to.append(UInt32(node))
    }
    let graph = try WeightedGraph(nodeCount: count, from: from, to: to)
    let pendants = Pendants(graph, graph.strengths, scale: 1 / Double(2 * graph.edgeCount))
    #expect(!NodeOrder.breadthFirst(graph, without: pendants).isNear)
    let one = Leiden(iterations: 1).run(on: graph, jobs: 1)
    let two = Leiden(iterations: 1).run(on: graph, jobs: 2)
    #expect(one.labels == two.labels && one.quality == two.quality)
    #expect(ConnectedParts.of(one.labels, in: graph).count == one.count && Set(one.labels).count == one.count)
    #expect(abs(one.quality - QualityFunction.modularity(resolution: 1).value(of: one.labels, count: one.count, in: graph)) < 1e-12)
    // Guimerà, Sales-Pardo and Amaral 2004: random graphs have modularity, here at least this much.
    #expect(one.quality > 0.6)
  }

  @Test func moreIterationsAndRestartsAreNoWorse() throws {
    for seed in 0..<30 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let trial = GraphTrial.random(30, weighted: true, using: &generator)
      let once = try checked(trial, Leiden(seed: seed, iterations: 1)).quality
      let twice = try checked(trial, Leiden(seed: seed, iterations: 2)).quality
      let untilDone = try checked(trial, Leiden(seed: seed, iterations: 0)).quality
      let restarted = try checked(trial, Leiden(seed: seed, iterations: 1, restarts: 5)).quality
      #expect(twice >= once && untilDone >= twice && restarted >= once, "seed \(seed)")
    }
  }

  @Test func graphsWithLittleInThem() throws {
    try #expect(checked(GraphTrial(count: 0, edges: [] as [(Int, Int)]), Leiden()).count == 0)
    let alone = try checked(GraphTrial(count: 3, edges: [] as [(Int, Int)]), Leiden())
    #expect(alone.count == 3 && alone.quality == 0)
    let pair = try checked(GraphTrial(count: 2, edges: [(0, 1)]), Leiden())
    #expect(pair.count == 1 && pair.quality == 0)
    // A weight of 0 ties nothing.
    let loose = Leiden(quality: .constantPotts(resolution: 0)).run(
      on: try WeightedGraph(nodeCount: 3, from: [0, 1], to: [1, 2], weights: [0, 2]), jobs: 1)
    #expect(loose.labels == [0, 1, 1])
    // A resolution of 0 joins all that hangs together.
    let whole = try checked(GraphTrial(count: 5, edges: [(0, 1), (1, 2), (3, 4)]), Leiden(quality: .modularity(resolution: 0)))
    #expect(whole.labels == [0, 0, 0, 1, 1])
  }

  /// Weights far apart and far from 1 change nothing but the unit.
  @Test(arguments: [1e-60, 1e60]) func unitOfWeights(unit: Double) throws {
    for seed in 0..<30 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      let trial = GraphTrial.random(20, weighted: true, using: &generator)
      let scaled = GraphTrial(count: 20, edges: trial.edges.map { ($0.a, $0.b, $0.weight * unit) })
      let (one, other) = (try checked(trial, Leiden(seed: seed)), try checked(scaled, Leiden(seed: seed)))
      #expect(abs(one.quality - other.quality) < 1e-9)
    }
  }
}
