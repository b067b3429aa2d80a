import Testing

@testable import PairGraph

/// Partners are counted in one of two ways, by several threads; a set of pairs knows the answer.
struct PartnerCountsTests {
  private struct Sample {
    var table = EdgeTable(spec: .pairings, reader: nil)
    let nodeCount: Int

    /// - Parameter shape: 0 hardly anyone has two partners, 1 most have several, 2 one has nearly all.
    init(_ random: inout SplitMix64, edges: Int, shape: Int) {
      nodeCount = shape == 0 ? edges * 8 + 1 : edges / 4 + 2
      let lowest = random.below(3) * nodeCount / 4
      for _ in 0..<edges {
        let key = shape == 2 && !random.oneIn(10) ? lowest : lowest + random.below(nodeCount - lowest)
        let partner = random.oneIn(20) ? key : random.below(random.pick([3, nodeCount]))
        table.from.append(UInt32(key))
        table.to.append(UInt32(min(partner, nodeCount - 1)))
        table.alive.append(!random.oneIn(4))
        // Some pairs again, alive or not.
        if random.oneIn(15), let index = table.from.indices.randomElement(using: &random) {
          table.from.append(table.from[index])
          table.to.append(table.to[index])
          table.alive.append(random.oneIn(2))
        }
      }
    }

    /// index = node, value = its distinct partners alive, itself left out.
    func counts(of side: EdgeSide) -> [Int] {
      var partners = [Set<UInt32>](repeating: [], count: nodeCount)
      for edge in 0..<table.count where table.alive[edge] && table.from[edge] != table.to[edge] {
        let (key, partner) = side == .from ? (table.from[edge], table.to[edge]) : (table.to[edge], table.from[edge])
        partners[Int(key)].insert(partner)
      }
      return partners.map(\.count)
    }

    func repeating(of side: EdgeSide) -> [Int] {
      var seen: Set<UInt64> = []
      var result: Set<Int> = []
      for (from, to) in zip(table.from, table.to) {
        if !seen.insert(UInt64(from) << 32 | UInt64(to)).inserted { result.insert(Int(side == .from ? from : to)) }
      }
      return result.sorted()
    }
  }

  private func compare(_ sample: Sample, _ random: inout SplitMix64, jobs: Int) throws {
    for side in [EdgeSide.from, .to] {
      let expected = sample.counts(of: side)
      let repeating = sample.repeating(of: side)
      let counts = try PartnerCounts(sample.table, of: side, jobs: jobs)
      #expect(expected.indices.allSatisfy { counts.distinct($0) == expected[$0] })
      #expect(counts.repeating == repeating)
      let from = random.below(expected.count)
      let range = from..<from + random.below(expected.count - from + 1)
      var (nodes, seen): ([Int], [Int]) = ([], [])
      counts.forEach(in: range) {
        nodes.append($0)
        seen.append($1)
      }
      #expect(nodes == Array(range) && seen == Array(expected[range]))
      // The way by lists, whichever was chosen.
      let lists = PartnerLists(sample.table, of: side, jobs: jobs)
      #expect(expected.indices.allSatisfy { Set(lists.partners($0)).count == expected[$0] })
      let parts = try lists.counts(jobs: jobs)
      var listed = [Int](repeating: 0, count: expected.count)
      for part in parts { for (node, count) in zip(part.nodes, part.counts) { listed[node] = Int(count) } }
      #expect(listed == expected && parts.flatMap(\.repeating) == repeating)
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func smallTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let sample = Sample(&random, edges: 1 + random.below(random.pick([4, 70, 600])), shape: random.below(3))
    try compare(sample, &random, jobs: 1 + random.below(3))
  }

  /// Above 65 536 edges threads share the work.
  @Test(arguments: [0, 1, 2]) func largeTables(shape: Int) throws {
    var random = SplitMix64(seed: UInt64(shape))
    try compare(Sample(&random, edges: 70_000, shape: shape), &random, jobs: 2)
  }

  @Test func noEdges() throws {
    let counts = try PartnerCounts(EdgeTable(spec: .pairings, reader: nil), of: .to, jobs: 2)
    #expect(counts.distinct(0) == 0 && counts.repeating.isEmpty)
    var calls = 0
    counts.forEach(in: 0..<3) { calls += $1 == 0 ? 1 : 0 }
    #expect(calls == 3)
  }
}
