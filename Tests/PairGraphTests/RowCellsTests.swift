import TableIO
import TestSupport
import Testing

@testable import PairGraph

/// Cells that are looked at by their marks against the same cells looked at byte by byte.
struct RowCellsTests {
  private static let texts = [
    "", " ", "　", "a", "张三", " 张三", "张 三", "张三\u{a0}", "１３８００１３８０００", "13800138000", "1380013800", "025-8888888", "a,b", "a\"b", "\"",
    "\"\"",
    "产业帮扶；技能培训", "、", "·", "欧阳·娜", "é", "{a}", "~", "!", "无", "同上", "2021-05-01", "2021.5.1", "2021-13-01", "4", "004", "4人", "1000",
    "999999194001010013", "99999919700105890X", "99999919700105890x", "999999194001010014", "999999194001010000", "合计", "a\tb", "\u{feff}a",
    "long long long long long long long long long long long long long long long",
    "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
  ]

  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

  /// As a spreadsheet writes it, or with quotes that need not be.
  private static func written(_ text: String, _ random: inout SplitMix64) -> String {
    text.contains { $0 == "," || $0 == "\"" } || random.oneIn(5) ? quoted(text) : text
  }

  @Test(arguments: 0..<12) func cellsAreWhatTheirBytesSay(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let width = 2 + random.below(5)
    let rows = (0..<60).map { _ in (0..<width).map { _ in random.pick(Self.texts) } }.filter { $0.joined() != "" }
    let lines = rows.map { row in row.map { Self.written($0, &random) }.joined(separator: ",") + "\r\n" }
    let header = (0..<width).map { "c\($0)" }.joined(separator: ",") + "\r\n"
    let source = ByteSource(bytes: Array((header + lines.joined()).utf8), name: "t.csv")
    let blocks = try TableReader(source, partSize: 700).reduce(
      into: [CellBlock](), jobs: 1, parse: { $0.cells() }, merge: { blocks, block, _ in blocks.append(block) })
    var found: [[String]] = []
    for block in blocks {
      var cells = RowCells(block)
      for row in 0..<block.rowCount {
        cells.row = row
        found.append((0..<width).map { String(decoding: cells[$0], as: UTF8.self) })
        for column in -1..<width { expectSame(cells, column) }
        expectWritten(cells, (0..<3).map { _ in random.below(width + 1) - 1 })
      }
    }
    #expect(found == rows)
  }

  private func expectSame(_ cells: RowCells, _ column: Int) {
    let text = cells[column]
    let folded = CellText.folded(text)
    #expect(Array(cells.folded(column)) == folded && Array(cells.name(column)) == CellText.name(text))
    #expect(cells.isEmpty(column) == text.isEmpty && cells.isBlank(column) == folded.isEmpty)
    if cells.isPlain(column) { #expect(folded == Array(text) && !text.contains(0x22) && !text.contains(0x2c)) }
    #expect(cells.isDitto(column) == LineWords.isDitto(folded.span))
    if let phone = cells.plainPhone(column) { #expect(phone == PhoneCell(cell: folded[...]).number) }
    if let id = cells.plainID(column) { #expect(id == ResidentID(cell: folded[...])) }
    if let day = cells.plainDay(column), day != 0 {
      guard case .date(let date) = RosterDate.read(folded[...]) else { return #expect(Bool(false), "\(text)") }
      #expect(date.packed == day)
    }
    if cells.isPlainName(column) { #expect(NameCell(text).names == [Array(text)] && !LineWords.isNobody(text)) }
    if cells.isPlainSize(column) { #expect(text.count <= 3 && text.allSatisfy { 0x30...0x39 ~= $0 }) }
    var list = ByteList()
    #expect(cells.addName(column, to: &list) == 0 && Array(list[0]) == CellText.name(text))
    #expect(cells.addFolded(column, to: &list) == 1 && Array(list[1]) == folded)
    #expect(list.hashes == [CellText.name(text), folded].map { CellText.hash($0.span) })
  }

  private func expectWritten(_ cells: RowCells, _ columns: [Int]) {
    var (found, expected): ([UInt8], [UInt8]) = ([0x40], [0x40])
    cells.write(columns, to: &found)
    for (index, column) in columns.enumerated() {
      if index > 0 { expected.append(0x2c) }
      RowReading.append(cells[column], to: &expected)
    }
    #expect(found == expected, "\(columns)")
  }
}
