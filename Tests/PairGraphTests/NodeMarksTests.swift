import TestSupport
import Testing

@testable import PairGraph

/// Marks of nodes against sets of them.
struct NodeMarksTests {
  @Test(arguments: 0..<40 as Range<UInt64>) func asSets(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let nodeCount = 1 + random.below(400)
    let density = 1 + random.below(6)
    var sets = (0..<1 + random.below(4)).map { _ in Set((0..<nodeCount).filter { _ in random.below(density) == 0 }) }
    var marks = NodeMarks(sets.map { RowBits($0.sorted(), below: nodeCount) }, below: nodeCount)
    let shift = random.below(12)
    for _ in 0..<10 {
      let ends = (0..<30).map { _ in UInt32(random.below(nodeCount)) }
      let rows = random.below(10)..<20
      let added = rows.map { _ in UInt16(truncatingIfNeeded: random.next()) }
      var more = NodeMarks(below: nodeCount)
      more.insert(ends, rows, added, shift: UInt16(shift))
      marks.formUnion(more)
      while sets.count < NodeMarks.limit { sets.append([]) }
      for (row, own) in zip(rows, added) {
        for mark in 0..<NodeMarks.limit where own >> UInt16(shift + mark) & 1 == 1 { sets[mark].insert(Int(ends[row])) }
      }
    }
    for mark in 0..<NodeMarks.limit {
      #expect((0..<nodeCount).filter { marks.contains($0, mark: mark) } == sets[mark].sorted())
      for node in stride(from: 0, to: nodeCount, by: 64) {
        let (all, any) = marks.have(of64From: node, mark: mark)
        let own = (node..<node + 64).map { sets[mark].contains($0) }
        #expect(all == own.allSatisfy { $0 } && any == own.contains(true))
      }
    }
    let ends = (0..<50).map { _ in UInt32(random.below(nodeCount)) }
    let allowed = (0..<16).map { _ in UInt16(truncatingIfNeeded: random.next()) }
    let rows = random.below(20)..<50
    var rest = [UInt16](repeating: .max, count: rows.count)
    var span = rest.mutableSpan
    marks.narrow(&span, allowed, ends.span, rows)
    let expected = rows.map { row in allowed[(0..<4).reduce(0) { sets[$1].contains(Int(ends[row])) ? $0 | 1 << $1 : $0 }] }
    #expect(rest == expected)
  }
}
