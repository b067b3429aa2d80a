import TestSupport
import TableIO
import Testing

/// What is written must be read back as it was, and must harm no spreadsheet.
struct WriterTests {
  private static let pieces = ["", "a", " ", "\"", ",", "\n", "\r", "\r\n", "村", "𠮷", "\t", "=", "'", "1", "\u{feff}", "\0"]

  @Test(arguments: 0..<100) func tablesComeBackAsTheyWere(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let columns = 1 + random.below(4)
    let rows = (0..<random.below(20)).map { _ in
      (0..<columns).map { _ in (0..<random.below(5)).map { _ in random.pick(Self.pieces) }.joined() }
    }
    var marked = CSVFormat.people
    marked.guardsText = false
    for format in [CSVFormat.machine, marked] {
      var writer = CSVWriter(format)
      writer.row((0..<columns).map { "h\($0)" })
      for row in rows { writer.row(row) }
      let seen = ObviousScanner.read(writer.bytes)
      #expect(seen.rows.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == rows)
      #expect(seen.faults == [] && seen.failure == nil)
      #expect(SeenTable(writer.bytes, partSize: 16, jobs: 2) == seen)
    }
  }

  /// Cells that a spreadsheet would run are defused for people, and are as they were for programs.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""), ("\r=1", "\"'\r=1\""),
    ("\n=1", "\"'\n=1\""),
    ("\0=1", "\"'\0=1\""), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠A", "'＠A"), ("=\"x\",1", "\"'=\"\"x\"\",1\""),
    ("a=1", "a=1"), ("村", "村"), ("'=1", "'=1"), ("", ""), ("\"=1\"", "\"\"\"=1\"\"\""),
  ])
  func cellsThatWouldRunAreDefused(text: String, written: String) {
    var people = CSVWriter(.people, isStart: false)
    people.text(text)
    people.number(-1)
    people.endRow()
    #expect(String(decoding: people.bytes, as: UTF8.self) == written + ",-1\r\n")
    let isDefused = written.utf8.filter { $0 == 0x27 }.count > text.utf8.filter { $0 == 0x27 }.count
    #expect(CSVWriter.wouldRun(Array(text.utf8)[...]) == isDefused)
    var machine = CSVWriter(.machine)
    machine.row(["h"])
    machine.row([text])
    #expect(ObviousScanner.read(machine.bytes).rows.map(\.fields) == [[Array(text.utf8)]])
  }

  @Test func onlyTheStartOfATableHasTheMark() {
    #expect(CSVWriter(.people).bytes == [0xef, 0xbb, 0xbf])
    #expect(CSVWriter(.people, isStart: false).bytes == [] && CSVWriter(.machine).bytes == [])
  }
}
