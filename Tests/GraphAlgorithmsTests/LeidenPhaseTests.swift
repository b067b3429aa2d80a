import TestSupport
import Testing

@testable import GraphAlgorithms

/// Each phase against what the paper asks of it.
@Suite struct LeidenPhaseTests {
  private struct Case {
    var trial: GraphTrial
    var graph: WeightedGraph
    var quality: QualityFunction
    var masses: [Double]
    var scale: Double
    var seed: UInt64
  }

  private func cases(_ count: Int) throws -> [Case] {
    try (0..<UInt64(count)).map { seed in
      var generator = SplitMix64(seed: seed)
      let weighted = generator.oneIn(2)
      let trial = GraphTrial.random(2 + generator.below(12), weighted: weighted, using: &generator)
      let resolution = generator.pick([0, 0.3, 1, 2])
      let quality: QualityFunction = generator.oneIn(2) ? .modularity(resolution: resolution) : .constantPotts(resolution: resolution)
      let graph = try trial.graph(weighted: weighted)
      let masses = quality.masses(of: graph)
      return Case(
        trial: trial, graph: graph, quality: quality, masses: masses, scale: quality.scale(masses: masses), seed: seed)
    }
  }

  /// Moving never lowers the quality, and where it changes nothing, no node alone can raise it.
  @Test(arguments: [false, true]) func localMovingEndsAtAnOptimum(isInBlocks: Bool) throws {
    for one in try cases(200) {
      var labels = (0..<one.graph.nodeCount).map { UInt32($0 / 2) }
      var value = one.trial.value(labels.map { Int($0) }, one.quality)
      while true {
        let waiting = Level.mixed(one.graph.nodeCount, seed: one.seed, stream: 0)
        var state = LocalMoving.State(labels: labels, masses: one.masses[...])
        let gain = LocalMoving(scale: one.scale, isInBlocks: isInBlocks)
          .run(one.graph, one.masses, in: labels.indices, &state, waiting: waiting)
        let moved = Groups.compact(state.labels, below: labels.count).labels
        let next = one.trial.value(moved.map { Int($0) }, one.quality)
        #expect(next >= value - 1e-9, "seed \(one.seed)")
        if case .constantPotts = one.quality { #expect(abs(next - value - gain) < 1e-9) }
        if case .modularity = one.quality, one.graph.edgeCount > 0 {
          #expect(abs(next - value - gain / one.graph.totalWeight) < 1e-9, "seed \(one.seed)")
        }
        if moved == labels { break }
        (labels, value) = (moved, next)
      }
      for node in labels.indices {
        for place in Set(labels + [UInt32(labels.count)]) {
          var other = labels.map { Int($0) }
          other[node] = Int(place)
          #expect(one.trial.value(other, one.quality) <= value + 1e-9, "seed \(one.seed), node \(node) to \(place)")
        }
      }
    }
  }

  /// Many blocks: the same moves for any number of threads, none of which loses, whether all nodes wait or a few.
  @Test func blocksMoveAlikeForAnyThreads() throws {
    let planted = PlantedGroups(nodes: 6000, mixing: 0.5, seed: 7)
    let graph = try WeightedGraph(nodeCount: 6000, from: planted.edges.map { UInt32($0.0) }, to: planted.edges.map { UInt32($0.1) })
    let (masses, quality) = (graph.strengths, QualityFunction.modularity(resolution: 1))
    let waiting = Level.mixed(6000, seed: 3, stream: 0)
    var states = (0..<3).map { _ in LocalMoving.State(singletons: masses[...]) }
    var value = quality.value(of: states[0].labels, count: 6000, in: graph)
    for step in [waiting[..<1500], waiting[1500..<5000], waiting[...]] {
      var gains: [Double] = []
      for job in 0..<3 {
        let moving = LocalMoving(scale: quality.scale(masses: masses), jobs: job + 1, isInBlocks: true)
        gains.append(moving.run(graph, masses, in: 0..<6000, &states[job], waiting: Array(step)))
      }
      #expect(states.allSatisfy { $0.labels == states[0].labels && $0.masses == states[0].masses } && gains.allSatisfy { $0 == gains[0] })
      let next = quality.value(of: states[0].labels, count: 6000, in: graph)
      #expect(gains[0] > 0 && abs(next - value - gains[0] / graph.totalWeight) < 1e-9)
      value = next
      // What is kept beside the labels is what they say.
      let counted = LocalMoving.State(labels: states[0].labels, masses: masses[...])
      #expect(counted.sizes == states[0].sizes && counted.masses == states[0].masses)
    }
    #expect(value > 0.4)
  }

  /// What is left when few move still waits: going on gains more, and nothing is worse than before.
  @Test func leavingTheRestGainsLess() throws {
    let planted = PlantedGroups(nodes: 3000, mixing: 0.5, seed: 8)
    let graph = try WeightedGraph(nodeCount: 3000, from: planted.edges.map { UInt32($0.0) }, to: planted.edges.map { UInt32($0.1) })
    let (masses, waiting) = (graph.strengths, Level.mixed(3000, seed: 4, stream: 0))
    let scale = QualityFunction.modularity(resolution: 1).scale(masses: masses)
    let gains = [true, false].map { leavesRest in
      var state = LocalMoving.State(singletons: masses[...])
      let moving = LocalMoving(scale: scale, leavesRest: leavesRest, isInBlocks: true)
      return moving.run(graph, masses, in: 0..<3000, &state, waiting: waiting)
    }
    #expect(gains[0] > gains[1] / 2 && gains[0] < gains[1], "\(gains)")
  }

  /// Nodes with many neighbours that stand anywhere get long stretches; where short ones hold the neighbours, or there are few, those do.
  @Test func stretchesHoldNeighbours() throws {
    let planted = PlantedGroups(nodes: 6000, mixing: 0.5, seed: 11)
    var generator = SplitMix64(seed: 12)
    let names = Array(0..<6000).shuffled(using: &generator)
    func stretches(_ edges: [(Int, Int)], _ length: Int) throws -> Int {
      let graph = try WeightedGraph(nodeCount: 6000, from: edges.map { UInt32($0.0) }, to: edges.map { UInt32($0.1) })
      return Level(graph: graph, masses: []).scatteredStretches(ofAbout: length)
    }
    let scattered = planted.edges.map { (names[$0.0], names[$0.1]) }
    #expect(try [stretches(planted.edges, 500), stretches(scattered, 500), stretches(scattered, 3000)] == [12, 3, 3])
    #expect(try stretches((1..<6000).map { (names[$0 - 1], names[$0]) }, 500) == 12)
  }

  /// The first moves in long stretches, then of all: the same for any number of threads, and near what moving to the end reaches.
  @Test func firstMovesAreAlikeForAnyThreads() throws {
    let planted = PlantedGroups(nodes: 6000, mixing: 0.4, seed: 13)
    let graph = try WeightedGraph(nodeCount: 6000, from: planted.edges.map { UInt32($0.0) }, to: planted.edges.map { UInt32($0.1) })
    let (level, quality) = (Level(graph: graph, masses: graph.strengths), QualityFunction.modularity(resolution: 1))
    #expect(level.isLarge && level.scatteredStretches() > 1)
    func value(_ moved: Level.Moved) -> Double { quality.value(of: moved.labels, count: moved.count, in: graph) }
    let scale = quality.scale(masses: level.masses)
    let found = (1...3).map { level.movedFromSingles(scale: scale, seed: 1, jobs: $0, leavesRest: true) }
    #expect(found.allSatisfy { $0.labels == found[0].labels && $0.gain == found[0].gain })
    // Nobody waits any more after this.
    let whole = level.movedFromSingles(scale: scale, seed: 1, jobs: 2)
    #expect(value(found[0]) > 0.8 * value(whole), "\(value(found[0])) of \(value(whole))")
  }

  /// Parts lie within communities, are connected, and no part was made by a merge that loses; another round leaves no more of them.
  @Test func refinementKeepsPartsConnected() throws {
    for one in try cases(300) {
      var generator = SplitMix64(seed: one.seed + 1)
      let count = 1 + generator.below(3)
      let given = one.graph.nodeCount < count ? 1 : count
      let (labels, communities) = Groups.compact((0..<one.graph.nodeCount).map { _ in UInt32(generator.below(given)) }, below: given)
      let groups = Groups(labels, count: communities)
      var fewest = one.graph.nodeCount
      var value = one.trial.value(Array(0..<one.graph.nodeCount), one.quality)
      for rounds in 1...3 {
        let refinement = Refinement(scale: one.scale, seed: one.seed, rounds: rounds)
        let (parts, found) = refinement.run(one.graph, one.masses, groups, jobs: 1)
        let numbers = parts.map { Int($0) }
        #expect(Set(numbers).count == found && numbers.allSatisfy { $0 < found })
        for a in numbers.indices { for b in numbers.indices where numbers[a] == numbers[b] { #expect(labels[a] == labels[b]) } }
        #expect(one.trial.isConnected(numbers), "seed \(one.seed)")
        if communities == 1 {
          // Of one community the first rounds are those of fewer: their random numbers are the same.
          #expect(found <= fewest && one.trial.value(numbers, one.quality) >= value - 1e-9, "seed \(one.seed)")
          (fewest, value) = (found, one.trial.value(numbers, one.quality))
        }
        #expect(one.trial.value(numbers, one.quality) >= one.trial.value(Array(numbers.indices), one.quality) - 1e-9, "seed \(one.seed)")
      }
    }
  }

  /// Whatever the others do, a node that goes with its neighbour is nowhere better. At resolutions up to 1 all with one neighbour go.
  @Test func pendantsGoWithTheirNeighbour() throws {
    var (some, all) = (0, 0)
    for one in try cases(300) {
      let pendants = Pendants(one.graph, one.masses, scale: one.scale)
      let found = (0..<one.graph.nodeCount).filter { Int(pendants.hosts[$0]) != $0 }
      #expect(found.count == pendants.count)
      var generator = SplitMix64(seed: one.seed + 4)
      for node in found {
        let host = Int(pendants.hosts[node])
        #expect(one.graph.neighbours(of: node).elementsEqual([UInt32(host)]) && Int(pendants.hosts[host]) == host)
        for _ in 0..<10 {
          var labels = (0..<one.graph.nodeCount).map { _ in generator.below(4) }
          let value = one.trial.value(labels, one.quality)
          labels[node] = labels[host]
          #expect(one.trial.value(labels, one.quality) >= value - 1e-9, "seed \(one.seed), node \(node)")
        }
      }
      some += found.count
      guard case .modularity(let resolution) = one.quality, resolution <= 1 else { continue }
      let leaves = (0..<one.graph.nodeCount).filter { node in
        let row = one.graph.neighbours(of: node)
        // Of two that have nobody else the first stays.
        return row.count == 1 && (one.graph.row(Int(row[row.startIndex])).count > 1 || node > Int(row[row.startIndex]))
      }
      #expect(leaves == found, "seed \(one.seed)")
      all += leaves.count
    }
    #expect(all > 20 && some > all)
    // At resolution 2 the leaves of a star are better alone.
    let star = try GraphTrial(count: 6, edges: (1..<6).map { (0, $0) }).graph(weighted: false)
    #expect(Pendants(star, star.strengths, scale: 2 / 10).count == 0 && Pendants(star, star.strengths, scale: 1 / 10).count == 5)
  }

  /// The level without pendants says of every grouping what the graph says when they go with their neighbours.
  @Test func pendantsKeepTheQuality() throws {
    for one in try cases(300) {
      let pendants = Pendants(one.graph, one.masses, scale: one.scale)
      let order = NodeOrder.breadthFirst(one.graph, without: pendants)
      #expect(order.isNear && order.nodes.count == one.graph.nodeCount - pendants.count)
      let level = pendants.level(one.graph, one.masses, order, jobs: 1)
      var generator = SplitMix64(seed: one.seed + 5)
      let (labels, count) = Groups.compact((0..<order.nodes.count).map { _ in UInt32(generator.below(3)) }, below: 3)
      let expanded = pendants.expanded(labels, order.nodes)
      for node in expanded.indices { #expect(expanded[node] == expanded[Int(pendants.hosts[node])]) }
      for (new, old) in order.nodes.enumerated() {
        for (other, node) in order.nodes.enumerated() where labels[new] == labels[other] {
          #expect(expanded[Int(old)] == expanded[Int(node)])
        }
      }
      let value = one.quality.value(of: labels, count: count, in: level, jobs: 1)
      #expect(abs(value - one.trial.value(expanded.map { Int($0) }, one.quality)) < 1e-9, "seed \(one.seed)")
    }
  }

  /// The coarse graph says of every grouping of parts what the graph says of the same grouping of nodes.
  @Test func aggregationKeepsTheQuality() throws {
    for one in try cases(300) {
      var generator = SplitMix64(seed: one.seed + 2)
      let nodeCount = one.graph.nodeCount
      let (parts, count) = Groups.compact((0..<nodeCount).map { _ in UInt32(generator.below(nodeCount)) }, below: nodeCount)
      let (coarse, masses) = Aggregation().run(one.graph, one.masses, parts, Groups(parts, count: count), jobs: 1)
      for a in 0..<count {
        #expect(masses[a] == zip(parts, one.masses).reduce(0) { $0 + (Int($1.0) == a ? $1.1 : 0) })
        for b in 0..<count where a != b {
          var sum = 0.0
          for (node, part) in parts.enumerated() where Int(part) == a {
            for (other, target) in parts.enumerated() where Int(target) == b { sum += one.trial.weights[node][other] }
          }
          let tie = coarse.row(a).reduce(0) { $0 + (Int(coarse.targets[$1]) == b ? coarse.weights[$1] : 0) }
          #expect(abs(tie - sum) < 1e-12, "seed \(one.seed)")
        }
        #expect(Set(coarse.neighbours(of: a)).count == coarse.row(a).count && !coarse.neighbours(of: a).contains(UInt32(a)))
      }
    }
  }

  @Test func connectedParts() throws {
    for one in try cases(200) {
      var generator = SplitMix64(seed: one.seed + 3)
      let labels = (0..<one.graph.nodeCount).map { _ in UInt32(generator.below(3)) }
      let (parts, count) = ConnectedParts.of(labels, in: one.graph)
      #expect(one.trial.isConnected(parts.map { Int($0) }) && Set(parts).count == count)
      #expect(Groups.compact(parts, below: labels.count).labels == parts, "numbered by first node")
      for edge in one.trial.edges where labels[edge.a] == labels[edge.b] { #expect(parts[edge.a] == parts[edge.b]) }
    }
  }

  /// Renumbering is a permutation that keeps every edge with its weight.
  @Test func breadthFirstOrderKeepsTheGraph() throws {
    for one in try cases(100) {
      let order = NodeOrder.breadthFirst(one.graph).nodes
      #expect(order.sorted() == (0..<UInt32(one.graph.nodeCount)).map { $0 })
      let renumbered = NodeOrder.renumbered(one.graph, order, jobs: 2)
      for node in 0..<one.graph.nodeCount {
        let old = Int(order[node])
        let expected = one.graph.row(old).map { (one.graph.targets[$0], one.graph.isWeighted ? one.graph.weights[$0] : 1) }
        let found = renumbered.row(node).map { (order[Int(renumbered.targets[$0])], renumbered.isWeighted ? renumbered.weights[$0] : 1) }
        #expect(expected.elementsEqual(found, by: ==), "seed \(one.seed)")
      }
    }
  }
}
