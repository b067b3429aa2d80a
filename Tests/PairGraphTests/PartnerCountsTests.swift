import TestSupport
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
      let hasDates = random.oneIn(2)
      for _ in 0..<edges {
        let key = shape == 2 && !random.oneIn(10) ? lowest : lowest + random.below(nodeCount - lowest)
        let partner = random.oneIn(20) ? key : random.below(random.pick([3, nodeCount]))
        table.from.append(UInt32(key))
        table.to.append(UInt32(min(partner, nodeCount - 1)))
        table.alive.append(!random.oneIn(4))
        if hasDates { table.since.append(Int32(random.below(3))) }
        // Some pairs again, alive or not.
        if random.oneIn(15), let index = table.from.indices.randomElement(using: &random) {
          table.from.append(table.from[index])
          table.to.append(table.to[index])
          table.alive.append(random.oneIn(2))
          if hasDates { table.since.append(random.oneIn(2) ? table.since[index] : Int32(random.below(3))) }
        }
      }
    }

    /// The ends as they are kept where nothing else is.
    func packed(nodeCount: Int) -> EdgeEnds {
      let digests = table.since.map { UInt8(truncatingIfNeeded: EdgeTable.digest(since: $0, until: 0) >> 24) }
      return EdgeEnds(from: table.from, to: table.to, alive: table.alive, digests: digests, nodeCount: nodeCount)
    }

    /// index = node, value = its distinct partners alive, itself left out.
    func counts(of side: EdgeSide) -> [Int] {
      var pairs: Set<UInt64> = []
      for edge in 0..<table.count where table.alive[edge] && table.from[edge] != table.to[edge] {
        let (key, partner) = side == .from ? (table.from[edge], table.to[edge]) : (table.to[edge], table.from[edge])
        pairs.insert(UInt64(key) << 32 | UInt64(partner))
      }
      var counts = [Int](repeating: 0, count: nodeCount)
      for pair in pairs { counts[Int(pair >> 32)] += 1 }
      return counts
    }

    /// Rows whose pair is named by more than one with the same date, by row, and which belong together.
    func repeated() -> [Set<Int>] {
      struct Key: Hashable {
        var pair: UInt64
        var since: Int32
      }
      var rows: [Key: [Int]] = [:]
      for row in 0..<table.count {
        let pair = UInt64(table.from[row]) << 32 | UInt64(table.to[row])
        rows[Key(pair: pair, since: table.since.isEmpty ? 0 : table.since[row]), default: []].append(row)
      }
      return rows.values.filter { $0.count > 1 }.map { Set($0) }.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    }
  }

  private func compare(_ sample: Sample, _ random: inout SplitMix64, jobs: Int) throws {
    // Rows come in parts.
    var counter = PairCounter(nodeCount: sample.nodeCount, countingHelps: true)
    var start = 0
    while start < sample.table.count {
      let part = start..<min(sample.table.count, start + 1 + random.below(max(1, sample.table.count / 2)))
      counter.add(from: Array(sample.table.from[part]), to: Array(sample.table.to[part]), alive: Array(sample.table.alive[part]))
      start = part.upperBound
    }
    let packed = sample.packed(nodeCount: random.pick([sample.nodeCount, 1 << 25]))
    let again = counter
    let result = try counter.finish(sample.table, jobs: jobs)
    let ofPacked = try again.finish(packed, jobs: jobs)
    #expect(ofPacked.repeated == result.repeated)
    for node in 0..<sample.nodeCount where ofPacked.helped[node] != result.helped[node] || ofPacked.helps?[node] != result.helps?[node] {
      Issue.record("packed rows count otherwise at \(node)")
    }
    let groups = Dictionary(grouping: result.repeated, by: \.group).mapValues { Set($0.map(\.row)) }
    #expect(groups.values.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) } == sample.repeated())
    #expect(result.repeated.map(\.row) == result.repeated.map(\.row).sorted())
    for (side, counts) in [(EdgeSide.from, result.helps), (.to, result.helped)] {
      let expected = sample.counts(of: side)
      #expect(expected.indices.allSatisfy { node in counts.map { Int($0[node]) } == expected[node] })
      let alone = try PartnerCounts(sample.table, of: side, nodeCount: sample.nodeCount, jobs: jobs)
      #expect(expected.indices.allSatisfy { Int(alone[$0]) == expected[$0] })
      let lists = PartnerLists(sample.table, of: side, jobs: jobs)
      #expect(expected.indices.allSatisfy { Set(lists.partners($0)).count == expected[$0] })
    }
  }

  @Test(arguments: 0..<150 as Range<UInt64>)
  func smallTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let sample = Sample(&random, edges: 1 + random.below(random.pick([4, 70, 600])), shape: random.below(3))
    try compare(sample, &random, jobs: 1 + random.below(3))
  }

  /// Above 65 536 edges threads share the work, and above as many of nodes that had one before, the nodes alone are kept.
  @Test(arguments: [0, 1, 2]) func largeTables(shape: Int) throws {
    var random = SplitMix64(seed: UInt64(shape))
    try compare(Sample(&random, edges: 120_000, shape: shape), &random, jobs: 2)
  }

  /// What is told of 64 nodes at a time, and of those with too few, is so of each of them: whole blocks, the last one, and ranges that begin anywhere.
  @Test(arguments: [1, 2, 63, 64, 65, 127, 128, 129, 200])
  func blocksAreTheirNodes(nodeCount: Int) throws {
    var random = SplitMix64(seed: UInt64(nodeCount))
    for _ in 0..<40 {
      var table = EdgeTable(spec: .pairings, reader: nil)
      // Nearly all have one helper, or hardly any.
      let share = random.pick([1, 2, 40])
      for node in 0..<nodeCount where share == 40 ? !random.oneIn(40) : random.oneIn(share) {
        for _ in 0..<(random.oneIn(10) ? 1 + random.below(4) : 1) {
          table.from.append(UInt32(random.below(nodeCount)))
          table.to.append(UInt32(node))
          table.alive.append(!random.oneIn(30))
        }
      }
      let counts = try PartnerCounts(table, of: .to, nodeCount: nodeCount, jobs: 1)
      for first in stride(from: 0, to: nodeCount, by: 64) {
        let own = (first..<min(first + 64, nodeCount)).map { Int(counts[$0]) }
        guard let (least, most) = counts.limits(of64From: first) else { continue }
        #expect(own.allSatisfy { least <= $0 && $0 <= most })
      }
      let range = random.below(nodeCount)..<nodeCount
      for bound in [0, 1, 2, 3, 300] {
        var found: [[Int]] = []
        counts.forEach(below: bound, in: range) { found.append([$0, $1]) }
        #expect(found == range.filter { counts[$0] < bound }.map { [$0, Int(counts[$0])] })
      }
    }
  }

  /// A byte holds what nearly every node has; a few have more.
  @Test func largeCounts() throws {
    var table = EdgeTable(spec: .pairings, reader: nil)
    let sizes = [253, 254, 255, 256, 257, 70_000]
    for (node, size) in sizes.enumerated() {
      for partner in 0..<size {
        table.from.append(UInt32(node))
        table.to.append(UInt32(10 + partner))
        table.alive.append(true)
      }
    }
    let counts = try PartnerCounts(table, of: .from, nodeCount: 70_010, jobs: 2)
    #expect(sizes.indices.map { Int(counts[$0]) } == sizes && counts[10] == 0)
    (table.from, table.to) = (table.to, table.from)
    let helped = try PartnerCounts(table, of: .to, nodeCount: 70_010, jobs: 2)
    #expect(sizes.indices.map { Int(helped[$0]) } == sizes && helped[10] == 0)
  }

  /// Ends of one to four bytes, in parts, come back as they were put in.
  @Test(arguments: [1, 256, 65_537, 1 << 24, 1 << 24 + 1, Int(Int32.max)], [true, false])
  func packedEnds(nodeCount: Int, hasDates: Bool) {
    var random = SplitMix64(seed: UInt64(nodeCount))
    let node = { (random: inout SplitMix64) in UInt32(random.oneIn(4) ? nodeCount - 1 : random.below(nodeCount)) }
    var table = EdgeTable(spec: .pairings, reader: nil)
    table.packed = EdgeEnds(nodeCount: nodeCount)
    var (from, to, alive, digests): ([UInt32], [UInt32], [Bool], [UInt8]) = ([], [], [], [])
    for _ in 0..<5 {
      let rows = 0..<random.below(40)
      let (ownFrom, ownTo) = (rows.map { _ in node(&random) }, rows.map { _ in node(&random) })
      let (ownAlive, ownDigests) = (rows.map { _ in random.oneIn(2) }, hasDates ? rows.map { _ in UInt8(random.below(256)) } : [])
      table.packed?.append(EdgeEnds(from: ownFrom, to: ownTo, alive: ownAlive, digests: ownDigests, nodeCount: nodeCount))
      (from, to, alive, digests) = (from + ownFrom, to + ownTo, alive + ownAlive, digests + ownDigests)
    }
    #expect(table.count == from.count && table.unpacked.count == from.count)
    #expect(table.unpacked.from == from && table.unpacked.to == to && table.unpacked.alive == alive)
    #expect(table.packed.map { packed in from.indices.map { packed.from($0) } } == from)
    #expect(table.packed.map { packed in to.indices.map { packed.to($0) } } == to)
    #expect(table.packed.map { packed in alive.indices.map { packed.isAlive($0) } } == alive)
    #expect(
      table.packed.map { packed in from.indices.map { packed.digest(of: $0) } }
        == from.indices.map { hasDates ? UInt32(digests[$0] >> 1) : 0 })
  }

  @Test func noEdges() throws {
    let counts = try PartnerCounts(EdgeTable(spec: .pairings, reader: nil), of: .to, nodeCount: 3, jobs: 2)
    #expect((0..<3).allSatisfy { counts[$0] == 0 })
  }
}
