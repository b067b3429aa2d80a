import TestSupport
import Testing

@testable import PairGraph

/// Sets of rows against plain flags.
struct RowBitsTests {
  @Test(arguments: 0..<60 as Range<UInt64>) func asFlags(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = random.pick([0, 1, 63, 64, 65, 128, 200, 300])
    var flags = (0..<count).map { _ in random.below(3) == 0 }
    var bits = RowBits(flags)
    for _ in 0..<8 {
      let low = random.below(count + 1)
      let rows = low..<low + random.below(count - low + 1)
      if random.below(2) == 0 { bits.insert(rows) } else { bits.remove(rows) }
      // What was done last is what stands there.
      let isIn = rows.first.map { bits.contains($0) } ?? false
      for row in rows { flags[row] = isIn }
      #expect(bits.flags(count: count) == flags)
      #expect(bits.count(in: rows) == rows.count { flags[$0] })
      var seen: [Int] = []
      bits.forEach(in: rows) { seen.append($0) }
      #expect(seen == rows.filter { flags[$0] })
    }
    let members = flags.indices.filter { flags[$0] }
    #expect(bits.range == (members.first ?? 0)..<(members.last ?? -1) + 1)
    #expect(Selected(bits).count == members.count)
    #expect(Selected(bits).filter { $0 % 3 == 0 }.bits.flags(count: count) == flags.indices.map { flags[$0] && $0 % 3 == 0 })
    let others = (0..<count).map { _ in random.below(2) == 0 }
    bits.formUnion(RowBits(others))
    #expect(bits.flags(count: count) == zip(flags, others).map { $0 || $1 })
    #expect(RowBits(all: count).flags(count: count) == [Bool](repeating: true, count: count))
  }

  /// Rows of which 64 are settled are passed over, the others are not.
  @Test func settledRowsArePassedOver() {
    let bits = RowBits(all: 200)
    var (asked, seen): ([Int], [Int]) = ([], [])
    let isSettled = { (first: Int) in
      asked.append(first)
      return first == 64
    }
    bits.forEach(in: 10..<190, unless: isSettled) { seen.append($0) }
    #expect(asked == [0, 64, 128] && seen == Array(10..<64) + Array(128..<190))
  }
}
