import Foundation
import TestSupport
import Testing

@testable import PairGraph

struct ExportTests {
  private static let coverageColumns = ["type", "id", "name", "kind", "place", "place_path", "norm", "has", "min", "missing"]
  private static let overloadColumns = ["type", "id", "name", "unit", "role", "rank", "place", "place_path", "norm", "has", "max", "over"]
  private static let rejectsColumns = ["file", "line", "byte", "column", "problem", "advice", "raw"]
  private static let bom: [UInt8] = [0xef, 0xbb, 0xbf]

  private func small() throws -> SmallNetwork {
    try SmallNetwork([
      "places.csv": "id,name,parent\nt,\"镇, \"\"一\"\"\",\nv,=村,t\n", "units.csv": "id,name\nu,\"U,1\"\n",
      "cadres.csv": "id,name,unit,role,rank,place,capacity\nc,李,u,书记,科级,v,0\n",
      "households.csv": "id,head,place,kind,need\n-h,王,v,\"脱贫户\",3\nh2,\"two\nlines\",gone,,\n",
      "pairings.csv": "from,to\nc,-h\nc,\n",
    ])
  }

  // MARK: The tables

  /// For a program behind a pipe: no mark, line feeds, cells as they are.
  @Test func tablesForPrograms() throws {
    let small = try small()
    let export = TableExport(for: .program)
    let coverage = String(decoding: joined(try export.coverage(CoverageCheck().run(on: small.network), of: small.network)), as: UTF8.self)
    #expect(
      coverage == """
        type,id,name,kind,place,place_path,norm,has,min,missing
        household,-h,王,脱贫户,v,"镇, ""一""/=村",need,1,3,2
        household,h2,"two
        lines",,gone,,need,0,1,1

        """)
    let overload = String(decoding: joined(try export.overload(OverloadCheck().run(on: small.network), of: small.network)), as: UTF8.self)
    #expect(
      overload == """
        type,id,name,unit,role,rank,place,place_path,norm,has,max,over
        cadre,c,李,u,书记,科级,v,"镇, ""一""/=村",capacity,1,0,1

        """)
  }

  /// A table in pieces of any size, all at once or written as it is made, by one thread or several, is the same table.
  @Test(arguments: [1, 2, 7, 300], [1, 2])
  func tablesInPieces(size: Int, jobs: Int) throws {
    let rows = (0..<300).map { "h\($0),户\($0),v\($0 / 9),\($0 % 3)" }.joined(separator: "\n")
    let places = (0..<34).map { "v\($0),村\($0)" }.joined(separator: "\n")
    let small = try SmallNetwork(["places.csv": "id,name\n" + places, "households.csv": "id,head,place,need\n" + rows], jobs: jobs)
    let result = try CoverageCheck().run(on: small.network)
    let whole = joined(try TableExport(for: .people).coverage(result, of: small.network))
    var export = TableExport(for: .people)
    export.pieceSize = size
    #expect(joined(try export.coverage(result, of: small.network)) == whole)
    let folder = try ScratchFolder()
    let path = folder.path + "/out.csv"
    let written = { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }
    let writer = try Output(path).writer()
    export = TableExport(for: .people, writer: writer)
    export.pieceSize = size
    for part in try export.coverage(result, of: small.network) { try writer.write(part) }
    #expect(written() == nil)
    try writer.finish()
    #expect(written() == whole)
  }

  /// For people: a mark and CR LF, and nothing a spreadsheet would run; a line break in a cell stays what it is.
  @Test func tablesForPeople() throws {
    let small = try small()
    let bytes = joined(try TableExport(for: .people).coverage(CoverageCheck().run(on: small.network), of: small.network))
    #expect(bytes.starts(with: Self.bom))
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(
      text == "type,id,name,kind,place,place_path,norm,has,min,missing\r\n"
        + "household,'-h,王,脱贫户,v,\"镇, \"\"一\"\"/=村\",need,1,3,2\r\nhousehold,h2,\"two\nlines\",,gone,,need,0,1,1\r\n")
  }

  @Test(arguments: [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "=\"a\"", "-", "=HYPERLINK(\"x\",\"y\")", "＝,", "=1 ",
  ])
  func whatASpreadsheetWouldRunIsDefused(name: String) throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let small = try SmallNetwork(["households.csv": "id,head\nh,\(quoted)\n"])
    let result = try CoverageCheck().run(on: small.network)
    let people = CSVText.rows(
      Array(joined(try TableExport(for: .people).coverage(result, of: small.network)).dropFirst(3)), lineEnd: "\r\n")
    #expect(people[1][2] == "'" + name)
    let program = CSVText.rows(joined(try TableExport(for: .program).coverage(result, of: small.network)), lineEnd: "\n")
    #expect(program[1][2] == name)
  }

  @Test(arguments: ["王=1", "'=1", "1-1", "a@b", " =1", "（＝", "＜", "１", "é=", "\"=1\"", "0", "12.5", "！"])
  func everythingElseIsLeftAlone(name: String) throws {
    let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
    let small = try SmallNetwork(["households.csv": "id,head\nh,\(quoted)\n"])
    let result = try CoverageCheck().run(on: small.network)
    let people = CSVText.rows(
      Array(joined(try TableExport(for: .people).coverage(result, of: small.network)).dropFirst(3)), lineEnd: "\r\n")
    #expect(people[1][2] == name)
  }

  /// Whatever stands in the cells of a dataset can be read back from what is written.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func canBeReadBack(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let letters = Array("a村\"\",,\n\r =+-@＝'\t;1").map(String.init) + ["\r\n", "\"\""]
    let words = (0..<20).map { _ in (0..<random.below(7)).map { _ in random.pick(letters) }.joined() }
    let quoted = words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    let rows = (0..<20).map { "h\($0),\(quoted[$0]),\(quoted[19 - $0])" }.joined(separator: "\n")
    let small = try SmallNetwork(["households.csv": "id,head,kind\n" + rows])
    let result = try CoverageCheck().run(on: small.network)
    let program = CSVText.rows(joined(try TableExport(for: .program).coverage(result, of: small.network)), lineEnd: "\n")
    #expect(program.dropFirst().map { $0[2] } == words && program.dropFirst().map { $0[3] } == words.reversed())
    let people = CSVText.rows(
      Array(joined(try TableExport(for: .people).coverage(result, of: small.network)).dropFirst(3)), lineEnd: "\r\n")
    for (cell, word) in zip(people.dropFirst().map({ $0[2] }), words) { #expect(cell == word || cell == "'" + word) }
    #expect(people.allSatisfy { $0.count == Self.coverageColumns.count })
  }

  // MARK: Rejected rows

  @Test func rejectedRows() throws {
    let folder = try ScratchFolder()
    try folder.write("households.csv", Array("id,need,head\nh1,x,甲\nh2,,\"乙\nh3,,丙".utf8) + [0xff] + Array("\"\n=h4,,a,b\n".utf8))
    try folder.write("pairings.csv", Array("from,to\nh5,h1\n".utf8))
    let network = try folder.network()
    let rows = CSVText.rows(joined(TableExport(for: .program).rejects(network.rejected, advice: Texts(.english))), lineEnd: "\n")
    #expect(rows[0] == Self.rejectsColumns)
    #expect(
      rows.dropFirst().map { Array($0[0...4]) } == [
        ["households.csv", "2", "16", "need", "bad-number"], ["households.csv", "3", "26", "head", "invalid-utf8"],
        ["households.csv", "5", "41", "", "too-many-fields"], ["pairings.csv", "2", "8", "from", "unknown-end"],
      ])
    // The raw text is a cell like any other, what is no UTF-8 in it made readable.
    #expect(rows.dropFirst().map { $0[6] } == ["h1,x,甲", "h2,,\"乙\nh3,,丙\\xFF\"", "=h4,,a,b", "h5,h1"])
    let people = CSVText.rows(
      Array(joined(TableExport(for: .people).rejects(network.rejected, advice: Texts(.chinese))).dropFirst(3)), lineEnd: "\r\n")
    #expect(people[3][6] == "'=h4,,a,b" && people[3][2] == "41")
    // Codes stay English, advice is in the language of the reader.
    #expect(people.dropFirst().map { $0[4] } == rows.dropFirst().map { $0[4] })
    #expect(people.dropFirst().allSatisfy { TextsTests.hasHan($0[5]) })
  }

  // MARK: Headings

  /// Canonical names unless Chinese is asked for; the values that are words of ours follow.
  @Test func headings() throws {
    let small = try small()
    let (coverage, overload) = (try CoverageCheck().run(on: small.network), try OverloadCheck().run(on: small.network))
    let summary = NetworkSummary(of: small.network)
    let tables = { (export: TableExport) in
      try [
        export.coverage(coverage, of: small.network), export.overload(overload, of: small.network),
        export.rejects(small.network.rejected, advice: Texts(.english)), export.summary(summary, of: small.network),
      ].map { CSVText.rows(joined($0), lineEnd: "\n") }
    }
    let names = [Self.coverageColumns, Self.overloadColumns, Self.rejectsColumns, ["what", "type", "kind", "count"]]
    #expect(try tables(TableExport(for: .program)).map { $0[0] } == names)
    #expect(try tables(TableExport(for: .program, language: .english)).map { $0[0] } == names)
    let chinese = try tables(TableExport(for: .program, language: .chinese))
    for (table, names) in zip(chinese, names) {
      #expect(table[0].count == names.count && Set(table[0]).count == names.count)
      for (heading, name) in zip(table[0], names) {
        #expect(TextsTests.hasHan(heading) && heading == ChineseColumns.names[name], "\(name)")
      }
    }
    #expect(chinese[0][1][0] == Texts(.chinese)(.household) && chinese[0][1][6] == "need")
  }

  /// In Chinese no word of the program's own is English: not in cells, not in JSON.
  @Test func chineseWords() throws {
    let small = try small()
    let (coverage, overload) = (try CoverageCheck().run(on: small.network), try OverloadCheck().run(on: small.network))
    let summary = NetworkSummary(of: small.network)
    let table = String(decoding: joined(TableExport(for: .program, language: .chinese).summary(summary, of: small.network)), as: UTF8.self)
    #expect(table.contains("\n节点,农户,脱贫户,1\n") && table.contains("\n边,结对,,1\n") && table.contains("\n起止,结对,有效,1\n"))
    #expect(table.contains("\n行数,pairings.csv,拒绝,1\n") && table.contains("\n图,连通分量,,5\n"))
    let words = Set(table.split { ",\n".contains($0) }.map(String.init)).filter { !$0.hasSuffix(".csv") && Int($0) == nil }
    #expect(words.allSatisfy(TextsTests.hasHan), "\(words.sorted())")
    let picture = try NetworkDrawing(small.network, in: .chinese).whole().picture
    let drawing = String(decoding: joined(TableExport(for: .program, language: .chinese).drawing(picture)), as: UTF8.self)
    #expect(drawing.contains(",结对,1\n") && !drawing.contains("pairing"))
    let export = JSONExport(small.network, language: .chinese)
    for json in try [export.coverage(coverage), export.overload(overload), export.summary(summary), export.drawing(picture)] {
      let names = Self.names(json)
      #expect(names.allSatisfy { $0.allSatisfy { TextsTests.hasHan($0) || $0.isEmpty } && Set($0).count == $0.count }, "\(names)")
      #expect(!String(decoding: json.bytes, as: UTF8.self).contains("household\""))
    }
  }

  /// The names of all objects of a value.
  private static func names(_ json: JSON) -> [[String]] {
    switch json {
    case .object(let members): [members.map(\.0)] + members.flatMap { names($0.1) }
    case .array(let values): values.flatMap(names)
    default: []
    }
  }

  @Test func summaryTable() throws {
    let small = try small()
    let rows = CSVText.rows(joined(TableExport(for: .program).summary(NetworkSummary(of: small.network), of: small.network)), lineEnd: "\n")
    let counts = Dictionary(uniqueKeysWithValues: rows.dropFirst().map { ($0[0...2].joined(separator: " "), $0[3]) })
    #expect(counts["node household 脱贫户"] == "1" && counts["edge pairing "] == "1" && counts["rows pairings.csv rejected"] == "1")
    #expect(counts["term pairing alive"] == "1" && counts["graph components "] == "5")
  }
}
