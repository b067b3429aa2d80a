import TestSupport
import TableIO
import Testing

@testable import PairGraph

/// A column kept in runs is an array.
struct NodeColumnTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func isAnArray(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var expected: [UInt32] = []
    var column = NodeColumn()
    let longest = random.pick([1, 2, 30, 400])
    for _ in 0..<random.below(6) {
      var part: [UInt32] = []
      for _ in 0..<random.below(40) {
        let node = random.oneIn(6) ? Network.none : UInt32(random.below(5))
        part += repeatElement(node, count: 1 + random.below(longest))
      }
      column.append(NodeRuns(part))
      expected += part
    }
    #expect(column.count == expected.count && column.all == expected)
    #expect(expected.indices.allSatisfy { column[$0] == expected[$0] })
    let from = random.below(expected.count + 1)
    let range = from..<from + random.below(expected.count - from + 1)
    var seen: [UInt32] = []
    column.forEachRun(in: range) { rows, node in
      #expect(rows.lowerBound == range.lowerBound + seen.count && !rows.isEmpty)
      seen += repeatElement(node, count: rows.count)
    }
    #expect(seen == Array(expected[range]))
    #expect(column.mapNodes { $0 == 3 ? 1 : $0 }.all == expected.map { $0 == 3 ? 1 : $0 })
    let isKept = expected.map { _ in !random.oneIn(3) }
    column.keep(isKept)
    #expect(column.all == zip(expected, isKept).filter(\.1).map(\.0))
  }
}
