import TestSupport
import TableIO
import Testing

/// Rows read a second time, for a report, must be those that were read the first time.
struct RowTextTests {
  @Test(arguments: 0..<4)
  func rowsReadAgainAreTheSame(shard: UInt64) throws {
    for seed in stride(from: shard, to: 240, by: 4) {
      let bytes = NastyTables.table(seed: seed, size: 400)
      let expected = ObviousScanner.read(bytes)
      guard expected.failure == nil else { continue }
      var random = SplitMix64(seed: seed)
      let reader = try tableReader(bytes)
      let text = RowText(reader, windowSize: random.pick([1, 2, 5, 64, 4096]))
      // In file order, as reports ask, and in any order.
      for row in expected.rows + expected.rows.shuffled(using: &random) {
        #expect(try text.raw(at: row.offset) == row.raw, "seed \(seed)")
        #expect(try text.fields(at: row.offset) == row.fields, "seed \(seed)")
      }
      for (fault, raw) in zip(expected.faults, expected.faultTexts) { #expect(try text.raw(at: fault.start) == raw, "seed \(seed)") }
      let places = (expected.rows.map { ($0.offset, $0.line) } + expected.faults.map { ($0.start, $0.line) }).sorted { $0 < $1 }
      #expect(try reader.lines(at: places.map(\.0)) == places.map(\.1), "seed \(seed)")
    }
  }

  /// The line counter reads a mebibyte at a time; a line end may lie across that edge.
  @Test func linesAreCountedAcrossReads() throws {
    for length in (1 << 20) - 6...(1 << 20) - 2 {
      let text = "a\n" + String(repeating: "x", count: length) + "\r\n1\r\n2"
      #expect(try tableReader(text).lines(at: [0, 2, length + 4, length + 7]) == [1, 2, 3, 4])
    }
  }
}
