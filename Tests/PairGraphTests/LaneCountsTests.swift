import TestSupport
import Testing

@testable import PairGraph

/// Counts of four bits against plain numbers.
struct LaneCountsTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func asPlainNumbers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Two stretches of nodes, each with lanes of its own.
    let lanes = [1 + random.below(8), 1 + random.below(8)]
    let stretches = [10..<10 + random.below(150), 140..<140 + random.below(90)]
    let first = LaneCounts.Stretch(stretches[0], lanes: lanes[0], start: 0, firstLane: 0)
    let second = LaneCounts.Stretch(
      stretches[1], lanes: lanes[1], start: first.stride * stretches[0].count, firstLane: lanes[0])
    let size = first.stride * stretches[0].count + second.stride * stretches[1].count
    var parts = (0..<1 + random.below(4)).map { _ in LaneCounts(bytes: size) }
    var expected = [[Int]](repeating: [Int](repeating: 0, count: lanes[0] + lanes[1]), count: 240)
    // Some nodes have many.
    let crowded = random.below(240)
    for _ in 0..<20 {
      let ends = (0..<50).map { _ in UInt32(random.below(4) == 0 ? crowded : random.below(240)) }
      let words = ends.map { end in
        (0..<lanes[0] + lanes[1]).reduce(UInt64(0)) { word, lane in
          guard random.below(2) == 0 else { return word }
          expected[Int(end)][lane] += 1
          return word | LaneCounts.one(inLane: lane)
        }
      }
      let part = random.below(parts.count)
      for stretch in [first, second] { parts[part].add(words, stretch, ends, 0..<50) }
    }
    let sum = LaneCounts.Sum(parts)
    for (stretch, before) in [(first, 0), (second, lanes[0])] {
      for lane in 0..<lanes[before == 0 ? 0 : 1] {
        for node in stretch.nodes { #expect(sum.count(of: node, stretch, lane: lane) == expected[node][before + lane]) }
        for node in [0, 64, 128, 192] {
          guard let (least, most) = sum.limits(of64From: node, stretch, lane: lane) else { continue }
          #expect(stretch.nodes.contains(node) && stretch.nodes.contains(node + 63))
          #expect((node..<node + 64).allSatisfy { (least...most).contains(expected[$0][before + lane]) })
        }
      }
    }
  }
}
