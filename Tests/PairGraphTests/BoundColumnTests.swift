import TestSupport
import Testing

@testable import PairGraph

/// Columns of bounds against plain lists of numbers.
struct BoundColumnTests {
  @Test(arguments: [1, 2, 3, 255, 256, 257, 600], 0..<4 as Range<UInt64>) func asPlainNumbers(different: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var column = BoundColumn()
    var expected: [Double] = []
    #expect(column.common?.isNaN == true && column.occurring.isEmpty)
    // Every number once, then any of them.
    for turn in 0..<different + 50 {
      let number = turn < different ? turn : random.below(different)
      let times = random.below(4) == 0 ? random.below(3) : 1
      let value = number == 1 ? Double.nan : Double(number) / 2
      column.append(value, times: times)
      expected += [Double](repeating: value, count: times)
    }
    let bits = expected.map(\.bitPattern)
    #expect(expected.indices.map { column[$0].bitPattern } == bits)
    #expect(Set(column.occurring.map(\.bitPattern)) == Set(bits))
    #expect(column.common?.bitPattern == (Set(bits).count > 1 ? nil : bits.first ?? Double.nan.bitPattern))
  }
}
