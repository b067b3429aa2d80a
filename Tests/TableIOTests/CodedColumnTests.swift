import TestSupport
import TableIO
import Testing

/// Columns of few values against plain arrays of their texts.
struct CodedColumnTests {
  @Test(arguments: 0..<40) func codesStandForTheTexts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // More values than are remembered from row to row. In half of the tables some have doubled quotes: those share a buffer, where
    // one of the same length could pass for the one before it.
    let doubled = ["say \"x\"", "say \"y\"", "\"", "\"\"", "\"a", "b\""]
    let values = ["党支部", "村", "", "a", "ab", "b", "abcdefgh", "abcdefghi", "c", "d", "e", "f"] + (seed % 2 == 0 ? doubled : [])
    let rows = (0..<random.below(300)).map { _ in random.pick(values) }
    let lines = rows.map { "x,\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"\n" }
    let reader = try tableReader("a,b\n" + lines.joined(), partSize: random.pick([40, 300, 4096]))
    let seen = try reader.reduce(into: Seen(), jobs: 2, parse: Self.part) { seen, part, _ in
      seen.column.append(part.0)
      seen.sizes.append(part.1)
    }
    var expected: [String] = []
    // Each part leaves out its third row; the parts' sizes say which ones those are.
    var row = 0
    for size in seen.sizes {
      expected += rows[row..<row + size].enumerated().filter { $0.offset != 2 }.map(\.element)
      row += size
    }
    #expect(row == rows.count)
    #expect(seen.column.codes.map { String(decoding: seen.column.texts[Int($0)], as: UTF8.self) } == expected)
    #expect(Set(seen.column.texts).count == seen.column.texts.count)
    #expect(seen.column.texts[0] == [])
    for value in values { #expect((seen.column.code(of: Array(value.utf8)) != nil) == (expected.contains(value) || value.isEmpty)) }
    var kept = seen.column
    kept.keep(expected.indices.map { $0 % 3 == 0 })
    #expect(kept.codes == expected.indices.filter { $0 % 3 == 0 }.map { seen.column.codes[$0] })
  }

  private struct Seen: Sendable {
    var column = CodedColumn()
    var sizes: [Int] = []
  }

  @Sendable private static func part(_ batch: RowBatch) -> (CodedColumn, Int) {
    (batch.codes(column: 1, skipping: batch.rowCount > 2 ? [2] : []), batch.rowCount)
  }
}
