import Testing

@testable import TableIO

/// The fast scanner by itself. That its rows are right is `ScannerTests`' business; a scanner that gives up too easily would give
/// right rows, too, only slowly.
struct SeparatorScanTests {
  private static let wellFormed = "a,\"\",\"b\"\"c\",\"\"\"\",\"\"\"d\"\r\n\"e\r\nf\",\"g,h\",\"\n\"\n\"i\",,\r\"\"\"\"\"\",\"村\"\"\",j\r\n"

  @Test(arguments: [1, 2, 3, 63, 64, 65, 128, 4096]) func wellFormedQuotesAreNeverGivenUp(step: Int) {
    // Each shift moves the text to another place of its blocks.
    for shift in 0..<128 {
      let scan = Self.scan(String(repeating: "x", count: shift) + Self.wellFormed, step: step)
      #expect(!scan.irregular && scan.lineEnds == 4 && scan.count == 14 && !scan.inside, "shift \(shift)")
    }
  }

  @Test(arguments: ["x\"y", "x,y\"", "\"a\"b", "\"a\" ,", "x,\"a\"\"\"b\n", "\"a\"\"b\"c", "\"\"\"\"x\"\n", " \"a\""])
  func otherQuotesAreLeftToTheSlowScanner(text: String) {
    for shift in 0..<128 {
      let scan = Self.scan(String(repeating: "z", count: shift) + "\n" + text + "\n", step: 64)
      #expect(scan.irregular, "shift \(shift)")
    }
  }

  private static func scan(_ text: String, step: Int) -> (irregular: Bool, lineEnds: Int, count: Int, inside: Bool) {
    FieldBuffer.with(Array(text.utf8)) { field in
      var scan = SeparatorScan(delimiter: 0x2c)
      defer { scan.deallocate() }
      scan.reset(at: 0)
      for start in stride(from: 0, to: field.count, by: step) {
        scan.scan(field, from: start, to: min(start + step, field.count), textEnd: field.count)
      }
      return (scan.irregular, scan.lineEnds, scan.count, scan.isInsideQuotes)
    }
  }
}
