import Testing

@testable import PairGraph

/// Packs as they are read: what is in them, and what is wrong with them.
struct NormPackTests {
  private static let header = "id,title,level,subject,relation,side,partner,measure,min,max,every,inherit,since,until,source\n"

  /// A pack and the place of the fault in it: `§` stands before the field, and is not written.
  private struct Marked {
    let bytes: [UInt8]
    let line: Int
    let byte: Int

    init(_ text: String) throws {
      let parts = text.components(separatedBy: "§")
      let before = Array((try #require(parts.count == 2 ? parts.first : nil, "\(text)")).utf8)
      line = before.count { $0 == 0x0a } + 1
      byte = before.count
      bytes = Array(parts.joined().utf8)
    }
  }

  // MARK: Faults of reading

  @Test(arguments: [
    ("§,,,household,pairing,,,,1,,,,,,", "id", "a norm needs an id"),
    ("a,,,household,pairing,,,,1,,,,,,\n§a,,,cadre,pairing,,,,1,,,,,,", "id", "the id `a` is taken by line 2; give this norm another"),
    ("a,,,§,pairing,,,,1,,,,,,", "subject", "say who is asked: a selector such as household[kind=脱贫户], or * for every node"),
    (
      "a,,,§户[类别,pairing,,,,1,,,,,,", "subject",
      "the closing ] is missing\n    户[类别\n           ^"
    ),
    (
      "a,,,household,§pairing[kind~x],,,,1,,,,,,", "relation",
      "only =, !=, <, <=, > and >= compare\n    pairing[kind~x]\n                ^"
    ),
    (
      "a,,,household,pairing,,§cadre[],,1,,,,,,", "partner",
      "a condition is COLUMN=VALUE, or with !=, <, <=, > or >=\n    cadre[]\n          ^"
    ),
    (
      "a,,,household,§cadre,,,,1,,,,,,", "relation",
      "`cadre` is no relation; take pairing, member or visit, each with conditions if need be"
    ),
    ("a,,,household,§,,,,1,,,,,,", "relation", "say which links count: pairing, member or visit, each with conditions if need be"),
    ("a,,§may,household,pairing,,,,1,,,,,,", "level", "`may` is none of: must, info"),
    ("a,,,household,pairing,§left,,,1,,,,,,", "side", "`left` is none of: helps, helped, either"),
    ("a,,,household,pairing,,,,1,,,§maybe,,,", "inherit", "`maybe` is none of: no, yes"),
    (
      "a,,,household,pairing,,,§mean,1,,,,,,", "measure", "`mean` is no measure; take count, events, days, sum:COLUMN or sum:partner.COLUMN"
    ),
    (
      "a,,,household,pairing,,,§sum:,1,,,,,,", "measure", "`sum:` is no measure; take count, events, days, sum:COLUMN or sum:partner.COLUMN"
    ),
    (
      "a,,,household,pairing,,,§events,1,,,,,,", "measure",
      "`events` counts visits: the relation must be visit (to count partners, take count)"
    ),
    ("a,,,household,member,,,§days,1,,,,,,", "measure", "`days` counts visits: the relation must be visit (to count partners, take count)"),
    (
      "a,,,pairing,member,,,§days,1,,,,,,", "measure",
      "`days` of an edge is its own length, or counts visits: leave the relation empty, or take visit"
    ),
    ("a,,,pairing,,,,§sum:partner.size,1,,,,,,", "measure", "an edge has no partners; sum a column of the edge itself, or ask its ends"),
    ("a,,,household,pairing,,,,§,,,,,,", "min", "a norm needs a min or a max"),
    ("a,,,household,pairing,,,,§-1,,,,,,", "min", "`-1` is no bound; take a number from 0, or the name of a column"),
    ("a,,,household,pairing,,,,,§3个,,,,,", "max", "`3个` is no bound; take a number from 0, or the name of a column"),
    (
      "a,,,household,pairing,,,,§9007199254740992,,,,,,", "min",
      "`9007199254740992` is no bound: numbers count exactly up to 9007199254740991 only; take a larger unit"
    ),
    ("a,,,household,pairing,,,,2,§1,,,,,", "max", "the max `1` is below the min"),
    (
      "a,,,household,pairing,,,,1,,§P5D,,,,", "every",
      "`P5D` is no period; take P7D, P15D, P1M, P2M, P3M, P4M, P6M, P1Y or term"
    ),
    ("a,,,household,pairing,,,,1,,§term,,,,", "every", "only an edge has a term: the subject must be pairing or member"),
    (
      "a,,,pairing,,,§cadre,,1,,,,,,", "partner",
      "an edge has no partner; put conditions on its ends into the subject, such as pairing[from.unit=u1]"
    ),
    ("a,,,pairing,,§helps,,,1,,,,,,", "side", "an edge stands at no side; leave this empty"),
    ("a,,,cadre,pairing,helps,,,1,,,§yes,,,", "inherit", "links are inherited by those who are helped: the side must be helped, or empty"),
    ("a,,,pairing,,,,,1,,,§yes,,,", "inherit", "an edge inherits nothing; leave this empty"),
    ("a,,,§visit,,,,,1,,,,,,", "subject", "visits cannot be asked; ask the pairing or the node they belong to"),
    ("a,,,household,pairing,,,,1,,,,§2021/5/1,,", "since", "`2021/5/1` is no date; write 2021-05-01, 2021-05 or 2021"),
    ("a,,,household,pairing,,,,1,,,,2021-05,§2021-04,", "until", "`2021-04` is before since"),
    (
      "a,,,household,pairing,,§pairing,,1,,,,,,", "partner",
      "`pairing` is no relation; take pairing, member or visit, each with conditions if need be"
    ),
    ("§a,,household", "–", "The row has 3 fields, the header 15: add the missing commas, or put a field with a line break in quotes"),
    ("§a,,,household,pairing,,,,1,,,,,,,x", "–", "The row has 16 fields, the header 15: put a field that contains a comma in quotes"),
    (
      "a,,,§\"household\"x,pairing,,,,1,,,,,,", "subject",
      "Text behind a closing quote (which may have been opened on a line before): put the whole field in quotes and double the quotes inside it"
    ),
  ])
  func saysWhatIsWrong(row: String, column: String, advice: String) throws {
    let marked = try Marked(Self.header + row + "\n")
    let folder = try ScratchFolder()
    try folder.write("p.csv", marked.bytes)
    let pack = try NormPack(contentsOf: folder.path + "/p.csv")
    let fault = try #require(pack.faults.first)
    #expect(pack.faults.count == 1)
    let expected = "\(folder.path)/p.csv, line \(marked.line), byte \(marked.byte), column \(column): \(advice)"
    #expect(Texts(.english).describe(fault) == expected)
    #expect(throws: NormPackError.self) { try pack.usable() }
    // What is wrong takes no other norm along.
    #expect(pack.norms.count == (row.contains("\n") ? 1 : 0))
  }

  /// All that is wrong with a norm is said at once; what was not understood is no fault of what depends on it.
  @Test func saysAllThatIsWrong() throws {
    let rows = ["a,,x,household[,cadre[,left,pairing,mean,-1,-2,P5D,x,x,y,", "b,,,household,cadre,,pairing,events,2,1,term,,,,"]
    let folder = try ScratchFolder(["p.csv": Self.header + rows.joined(separator: "\n") + "\n"])
    let faults = try NormPack(contentsOf: folder.path + "/p.csv").faults
    #expect(
      faults.filter { $0.norm == "a" }.map(\.column) == [
        "level", "subject", "relation", "side", "measure", "min", "max", "every", "inherit", "since", "until",
      ])
    #expect(faults.filter { $0.norm == "b" }.map(\.column) == ["relation", "partner", "max", "every"])
  }

  /// Bytes that are no text are told with their column, too.
  @Test func bytesThatAreNoText() throws {
    let folder = try ScratchFolder()
    try folder.write("p.csv", Array((Self.header + "a,").utf8) + [0xff, 0xfe] + Array(",,household,pairing,,,,1,,,,,,\n".utf8))
    let pack = try NormPack(contentsOf: folder.path + "/p.csv")
    let fault = try #require(pack.faults.first)
    #expect(pack.faults.count == 1 && fault.line == 2 && fault.byte == Self.header.utf8.count + 2 && fault.column == "title")
  }

  // MARK: Faults that the data show

  @Test(arguments: [
    (
      "a,,,§cadre[branch.kind=机关],pairing,,,,1,,,,,,", "subject",
      "there is no such column; there are: id, unit\n    cadre[branch.kind=机关]\n          ^"
    ),
    (
      "a,,,*,§pairing[kinds=x],,,,1,,,,,,", "relation",
      "there is no such column; there are: from, to, kind, amount\n    pairing[kinds=x]\n            ^"
    ),
    (
      "a,,,*,§pairing[crosses=vilage],,,,1,,,,,,", "relation",
      "no place is of this level; did you mean `village`? Levels here: village\n    pairing[crosses=vilage]\n                    ^"
    ),
    (
      "a,,,*,pairing,,§plase,,1,,,,,,", "partner",
      "no node is of this type; did you mean `place`? Types here: place, cadre, household\n    plase\n    ^"
    ),
    ("a,,,household,pairing,,,,§least,,,,,,", "min", "there is no column `least`; there are: id, kind"),
    ("a,,,pairing,,,,,,§most,,,,,", "max", "there is no column `most`; there are: from, to, kind, amount"),
    ("a,,,household,pairing,,,§sum:amont,1,,,,,,", "measure", "there is no column `sum:amont`; there are: from, to, kind, amount"),
    ("a,,,pairing,,,,§sum:amont,1,,,,,,", "measure", "there is no column `sum:amont`; there are: from, to, kind, amount"),
    ("a,,,household,visit,,,§sum:hours,1,,,,,,", "measure", "there is no column `sum:hours`; there are: from, to, date"),
    ("a,,,household,pairing,,,§sum:partner.rank,1,,,,,,", "measure", "there is no column `sum:partner.rank`; there are: id, kind, unit"),
    ("a,,,cadre,pairing,§,,,1,,,,,,", "side", "both ends of some links can be its subject; say helps, helped or either"),
    ("a,,,*,visit,§,,,1,,P1M,,,,", "side", "both ends of some links can be its subject; say helps, helped or either"),
  ])
  func saysWhatDoesNotFit(row: String, column: String, advice: String) throws {
    let marked = try Marked(Self.header + row + "\n")
    let folder = try ScratchFolder([
      "places.csv": "id,kind\nv,village\n", "cadres.csv": "id,unit\nc,\nd,\n", "households.csv": "id,kind\nh,\n",
      "pairings.csv": "from,to,kind,amount\nc,h,,\nc,d,,\n", "visits.csv": "from,to,date\nc,h,2021-01-01\n",
    ])
    try folder.write("norms.csv", marked.bytes)
    let norms = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay("2021-06-30"), detail: .bounds, jobs: 1)
    options.serve(norms)
    let network = try Network(contentsOf: folder.path, options: options)
    let error = try #require(throws: NormPackError.self) { try NormCheck(norms: norms).run(on: network) }
    let expected = "\(folder.path)/norms.csv, line 2, byte \(marked.byte), column \(column): \(advice)"
    #expect(error.faults.map { Texts(.english).describe($0) } == [expected])
  }

  /// All that does not fit the data is said at once, too.
  @Test func saysAllThatDoesNotFit() throws {
    let row = "a,,,household[foo=1],pairing[bar=1],,plase,sum:amont,least,most,,,,,"
    let folder = try ScratchFolder([
      "households.csv": "id,kind\nh,\n", "pairings.csv": "from,to\nh,h\n", "norms.csv": Self.header + row + "\n",
    ])
    let norms = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay("2021-06-30"), detail: .bounds, jobs: 1)
    options.serve(norms)
    let network = try Network(contentsOf: folder.path, options: options)
    let error = try #require(throws: NormPackError.self) { try NormCheck(norms: norms).run(on: network) }
    #expect(error.faults.map(\.column) == ["subject", "relation", "partner", "measure", "min", "max"])
  }

  // MARK: What is read

  /// Blanks around cells, digits and words in full width, empty rows, unknown columns, and columns in any order.
  @Test func readsWhatPeopleWrite() throws {
    let text = """
      max,SUBJECT,subject,Title,id,relation,every,titel,level,备注
      , x, household[kind=７] ,一,a ,pairing,Ｐ１Ｍ,,ＩＮＦＯ,
      ,,,,,,,,,

      ２,,*,,b,visit:走访,,,,

      """
    let folder = try ScratchFolder(["p.csv": text])
    let pack = try NormPack(contentsOf: folder.path + "/p.csv")
    #expect(pack.faults.map(\.kind) == [.noBound] && pack.norms.map(\.id) == ["b"])
    #expect(pack.norms.first?.max == .number(2) && pack.norms.first?.subject == nil && pack.norms.first?.place == "\(folder.path)/p.csv:5")
    #expect(pack.unknownColumns.map(\.column) == ["SUBJECT", "Title", "titel", "备注"])
    #expect(pack.unknownColumns.map(\.nearest) == ["subject", "title", "title", nil])
  }

  /// A pack as a Chinese spreadsheet saves it: GB18030, semicolons; offsets are those of its own bytes.
  @Test func inGB18030() throws {
    let gb: [Character: [UInt8]] = [
      "户": [0xbb, 0xa7], "脱": [0xcd, 0xd1], "贫": [0xc6, 0xb6], "帮": [0xb0, 0xef], "扶": [0xb7, 0xf6], "村": [0xb4, 0xe5],
    ]
    func bytes(_ text: String) -> [UInt8] { text.flatMap { gb[$0] ?? Array(String($0).utf8) } }
    let head = "id;title;subject;relation;min\n"
    let good = "帮扶;脱贫户帮扶;household[kind=脱贫户|\"村\"];pairing:帮扶;1\n"
    let bad = "b;帮扶;户;pairing;"
    let folder = try ScratchFolder()
    try folder.write("p.csv", bytes(head + good + bad + "-1\n"))
    let pack = try NormPack(contentsOf: folder.path + "/p.csv")
    #expect(pack.norms.map(\.id) == ["帮扶"] && pack.norms.first?.title == "脱贫户帮扶")
    #expect(pack.norms.first?.relation?.conditions.first?.values == ["帮扶"])
    #expect(pack.faults.map(\.byte) == [bytes(head + good + bad).count] && pack.faults.map(\.column) == ["min"])
  }

  /// A table without these columns is no pack.
  @Test(arguments: ["id,title\na,b\n", "subject,min\n*,1\n"]) func columnsThatMustBeThere(text: String) throws {
    let folder = try ScratchFolder(["p.csv": text])
    #expect(throws: LoadError.self) { try NormPack(contentsOf: folder.path + "/p.csv") }
  }

  // MARK: Conflicts

  private static func conflicts(_ rows: String...) throws -> [String] {
    let folder = try ScratchFolder(["p.csv": header + rows.joined(separator: "\n") + "\n"])
    return Texts(.english).conflicts(of: try NormPack(contentsOf: folder.path + "/p.csv").usable())
  }

  /// Two norms of the same subjects and links, however they are written, with a minimum above a maximum.
  @Test func normsThatCannotBothHold() throws {
    let least = "a,,,household[kind=x|y; size>1],pairing,helped,,,3,,,,2020,2021,"
    #expect(
      try Self.conflicts(least, "b,,,household[ size > 1;kind=y|x ],pairing,helped,,,,2,,,2021-12-31,,") == [
        "norms a and b cannot both hold: at least 3, and at most 2, of the same"
      ])
    #expect(try Self.conflicts(least, "b,,,household[size>1; kind=y|x],pairing,helped,,,,3,,,,,") == [])
    #expect(try Self.conflicts(least, "b,,,household[size>1; kind=y|x],pairing,helped,,,,2,,,2022,,") == [], "never in force together")
    #expect(try Self.conflicts(least, "b,,info,household[size>1; kind=y|x],pairing,helped,,,,2,,,,,") == [], "one only informs")
    #expect(try Self.conflicts(least, "b,,,household[size>2],pairing,helped,,,,2,,,,,") == [], "others are asked")
    #expect(try Self.conflicts(least, "b,,,household[size>1],pairing,helped,,,,2,,,,,").count == 1, "more are asked")
    #expect(try Self.conflicts(least, "b,,,*,pairing,helped,,,,2,,,,,").count == 1, "all are asked")
    #expect(
      try Self.conflicts(least, "b,,,household[size>1; kind=x|y; name=a],pairing,helped,,,,2,,,,,").count == 1, "some of them are asked")
    #expect(try Self.conflicts(least, "b,,,household[size>1; kind=y|x],pairing,helped,,,,2,P1M,,,,") == [], "at other times")
    #expect(try Self.conflicts(least, "b,,,household[size>1; kind=y|x],pairing:包户,helped,,,,2,,,,,") == [], "other links")
    #expect(
      try Self.conflicts("a,,,household:x,pairing,,,,3,,,,,,", "b,,,household[kind=x],pairing,,,,,2,,,,,").count == 1,
      "the short form is the same")
  }

  /// Of many pairs the first are named, and the others counted.
  @Test func manyThatCannotBothHold() throws {
    let rows = (0..<30).map { "m\($0),,,household,pairing,helped,,,\($0 + 3),,,,,," } + ["x,,,household[kind=a],pairing,helped,,,,2,,,,,"]
    let folder = try ScratchFolder(["p.csv": Self.header + rows.joined(separator: "\n") + "\n"])
    let lines = Texts(.english).conflicts(of: try NormPack(contentsOf: folder.path + "/p.csv").usable())
    #expect(lines.count == 21 && lines.first == "norms m0 and x cannot both hold: at least 3, and at most 2, of the same")
    #expect(lines.last == "and 10 more pairs of norms that cannot both hold")
  }

  /// Norms of several packs with one id are told apart by their files.
  @Test func oneIDInTwoPacks() throws {
    let folder = try ScratchFolder([
      "一.csv": "id,subject,relation,min\na,*,pairing,1\nb,*,pairing,1\n", "two.csv": "id,subject,relation,min\na,*,pairing,2\n",
    ])
    let packs = try ["一.csv", "two.csv"].map { try NormPack(contentsOf: folder.path + "/" + $0) }
    let ids = try NormCheck.joined(packs).map(\.id)
    #expect(Set(ids).count == 3 && ids.contains("b") && ids.allSatisfy { $0 == "b" || $0.contains("一") || $0.contains("two") }, "\(ids)")
    let same = try NormCheck.joined([packs[0], packs[0]]).map(\.id)
    #expect(Set(same).count == 4, "\(same)")
  }
}
