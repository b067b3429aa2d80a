import TestSupport
import Testing

@testable import PairGraph

/// Counts side by side against plain numbers.
struct LaneCountsTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func asPlainNumbers(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Two stretches of nodes, each with lanes of its own.
    let lanes = [1 + random.below(4), 1 + random.below(4)]
    let stretches = [10..<10 + random.below(150), 140..<140 + random.below(90)]
    let first = LaneCounts.Stretch(stretches[0], lanes: lanes[0], firstMark: 0)
    let second = LaneCounts.Stretch(stretches[1], lanes: lanes[1], firstMark: lanes[0])
    var parts = (0..<1 + random.below(4)).map { _ in [LaneCounts(first), LaneCounts(second)] }
    var expected = [[Int]](repeating: [Int](repeating: 0, count: lanes[0] + lanes[1]), count: 240)
    // Some nodes have many.
    let crowded = random.below(240)
    for _ in 0..<40 {
      let ends = (0..<50).map { _ in UInt32(random.below(4) == 0 ? crowded : random.below(240)) }
      let marks = ends.map { end in
        (0..<lanes[0] + lanes[1]).reduce(UInt16(0)) { marks, lane in
          guard random.below(2) == 0 else { return marks }
          expected[Int(end)][lane] += 1
          return marks | 1 << UInt16(lane)
        }
      }
      let part = random.below(parts.count)
      for stretch in 0..<2 { parts[part][stretch].add(marks, ends, 0..<50) }
    }
    for (number, (stretch, before)) in [(first, 0), (second, lanes[0])].enumerated() {
      let sum = LaneCounts.Sum(parts.map { $0[number] })
      for lane in 0..<lanes[number] {
        for node in stretch.nodes { #expect(sum.count(of: node, lane: lane) == expected[node][before + lane]) }
        for node in [0, 64, 128, 192] {
          guard let (least, most) = sum.limits(of64From: node, lane: lane) else { continue }
          #expect(stretch.nodes.contains(node) && stretch.nodes.contains(node + 63))
          #expect((node..<node + 64).allSatisfy { (least...most).contains(expected[$0][before + lane]) })
        }
      }
    }
  }
}
