import TestSupport
import Testing

@testable import TableIO

/// Equal rows are found, whatever was expected and however they come.
struct RowSetTests {
  /// Against a list: rows that repeat each other, several with one hash, in pieces of any length, in slots that are filled many times over.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func equalRowsAreFound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (expected, names) = (random.below(300), 1 + random.below(5000))
    var set = RowSet(expecting: expected)
    var rows: [Int] = []
    while rows.count < 6000 {
      let next = (0..<random.below(1500)).map { _ in random.below(names) }
      let earlier = Set(rows)
      var known = earlier
      let equal = next.indices.filter { !known.insert(next[$0]).inserted }
      let all = rows + next
      let found = try set.insert(next.map { UInt64($0 / 3) &* 0x9e37_79b9_7f4a_7c15 }) { first, row in
        #expect(first < row)
        return all[first] == all[row]
      }
      #expect(found == equal)
      rows = all
      #expect(set.count == rows.count)
    }
  }

  /// What a comparison throws comes out, as when a file can no longer be read.
  @Test func errorsOfComparisonsComeOut() throws {
    struct Gone: Error {}
    var set = RowSet(expecting: 0)
    #expect(try set.insert([7]) { _, _ in throw Gone() } == [])
    #expect(throws: Gone.self) { try set.insert([7]) { _, _ in throw Gone() } }
  }
}
