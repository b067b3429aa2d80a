import TestSupport
import Testing

@testable import TableIO

/// Offsets are packed; whatever their distances, an array of whole numbers must not be better than they are.
struct RowOffsetsTests {
  private func offsets(_ random: inout SplitMix64, count: Int) -> [Int] {
    // Short rows, rows longer than a block may be, and files beyond 4 GiB.
    var position = random.pick([0, 70, 65_530, 4_294_967_290, 8_589_934_000, 1 << 40])
    let longest = random.pick([2, 60, 1_100, 5_000, 70_000, 1 << 33])
    return (0..<count).map { _ in
      position += 1 + (random.oneIn(10) ? random.below(longest) : random.below(min(longest, 90)))
      return position
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func areAnArray(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let expected = offsets(&random, count: random.below(400))
    var packed = RowOffsets()
    var rest = expected[...]
    while !rest.isEmpty {
      let part = rest.prefix(1 + random.below(100))
      packed.append(contentsOf: Array(part))
      rest = rest.dropFirst(part.count)
    }
    #expect(packed.count == expected.count)
    #expect((0..<expected.count).map { packed[$0] } == expected)
    for (row, offset) in expected.enumerated() where row % 7 == 0 {
      #expect(packed.row(at: offset) == row)
      #expect(packed.row(at: offset + 1) == (row + 1 < expected.count && expected[row + 1] == offset + 1 ? row + 1 : nil))
    }
    #expect(packed.row(at: -1) == nil && packed.row(at: .max) == nil)
    let isKept = expected.map { _ in !random.oneIn(3) }
    packed.keep(isKept)
    let kept = zip(expected, isKept).filter(\.1).map(\.0)
    #expect((0..<packed.count).map { packed[$0] } == kept)
    // What is appended afterwards goes on behind what was kept.
    packed.append(contentsOf: [(kept.last ?? 0) + 5_000_000_000])
    #expect(packed[kept.count] == (kept.last ?? 0) + 5_000_000_000)
  }

  @Test func aRowOverTheEdgeOf4GiB() {
    let edge = 1 << 32
    var packed = RowOffsets()
    packed.append(contentsOf: [0, 10, edge - 1, edge, edge + 1])
    packed.append(contentsOf: [3 * edge, 3 * edge + 65_535, 3 * edge + 65_536, 9 * edge])
    #expect((0..<9).map { packed[$0] } == [0, 10, edge - 1, edge, edge + 1, 3 * edge, 3 * edge + 65_535, 3 * edge + 65_536, 9 * edge])
    #expect(packed.row(at: 3 * edge) == 5)
  }
}
