import Testing

@testable import TableIO

/// How long a field may be.
struct TidyRowsTests {
  private static func tidied(_ text: String, limit: Int) throws -> (bytes: [UInt8], faults: [TidyRows.Fault]) {
    let rows = try tableReader(text).reduce(into: TidyRows(), jobs: 1, parse: { $0.tidyRows(longestField: limit, seed: 1) }) {
      state, part, _ in
      state = part
    }
    return (rows.bytes, rows.faults.map(\.fault))
  }

  /// A quote that is doubled when it is written counts once: what is tidy stays so when it is read again.
  @Test(arguments: ["xxx\"x", "x\"\"xx", "\"x\"\"xxx\"", "\"\"\"\"\"\"\"\"\"\"\"\"", "\"x,\"\"xx\""])
  func doubledQuotesCountOnce(field: String) throws {
    let once = try Self.tidied("a\n\(field)\n", limit: 5)
    #expect(once.faults.isEmpty && !once.bytes.isEmpty)
    let again = try Self.tidied("a\n" + String(decoding: once.bytes, as: UTF8.self), limit: 5)
    #expect(again.bytes == once.bytes && again.faults.isEmpty)
    let short = try Self.tidied("a\n\(field)\n", limit: 4)
    #expect(short.bytes.isEmpty && short.faults == [.tooLong(5)])
  }
}
