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
    #expect(Array(kept.codes) == expected.indices.filter { $0 % 3 == 0 }.map { seen.column.codes[$0] })
  }

  /// Codes take a byte as long as they fit; parts number their texts each on their own.
  @Test(arguments: [3, 255, 256, 257, 700], [50, 4096]) func fewAndManyValues(different: Int, partSize: Int) throws {
    var random = SplitMix64(seed: UInt64(different))
    let rows = (0..<1500).map { $0 < different ? "v\($0)" : "v\(random.below(different))" }
    let reader = try tableReader("a,b\n" + rows.map { "x,\($0)\n" }.joined(), partSize: partSize)
    var column = CodedColumn()
    column.reserve(1000)
    column = try reader.reduce(into: column, jobs: 2, parse: { $0.codes(column: 1, skipping: []) }) { column, part, _ in column.append(part)
    }
    #expect(column.codes.map { String(decoding: column.texts[Int($0)], as: UTF8.self) } == rows)
    // Rows are taken out of sets and flags by their codes.
    let holds = column.texts.indices.map { _ in random.below(2) == 0 }
    let first = random.below(130)
    var set = (0..<(first + rows.count) / 64 + 1).map { _ in random.below(3) == 0 ? 0 : random.next() }
    let before = set
    column.codes.narrow(&set, first: first, where: holds)
    for number in 0..<set.count * 64 {
      let isIn = { (set: [UInt64]) in set[number / 64] >> UInt64(number % 64) & 1 == 1 }
      let row = number - first
      let stays = !rows.indices.contains(row) || holds[Int(column.codes[row])]
      #expect(isIn(set) == (isIn(before) && stays))
    }
    var flags = (0..<200).map { _ in random.below(3) > 0 }
    let flagsBefore = flags
    column.codes.narrow(&flags, from: 700, where: holds)
    #expect(flags == flagsBefore.indices.map { flagsBefore[$0] && holds[Int(column.codes[700 + $0])] })
  }

  private struct Seen: Sendable {
    var column = CodedColumn()
    var sizes: [Int] = []
  }

  @Sendable private static func part(_ batch: RowBatch) -> (CodedColumn, Int) {
    (batch.codes(column: 1, skipping: batch.rowCount > 2 ? [2] : []), batch.rowCount)
  }
}
