import Testing

@testable import PairGraph

/// The rules of a dataset one by one, where an example says more than the comparison with the model.
struct LoadRulesTests {
  /// The first occurrence wins; a later one is rejected, naming both places.
  @Test func laterIdsAreRejected() throws {
    let small = try SmallNetwork([
      "places.csv": "id,name\nx,A\n\ny,B\n", "cadres.csv": "name,id\nC,x\nD,\"y\"\nE,z\nF,z\n", "nodes.csv": "id\nz\nx\nw\n",
    ])
    #expect(
      small.problems() == [
        "cadres.csv:2 id duplicate-id", "cadres.csv:3 id duplicate-id", "cadres.csv:5 id duplicate-id", "nodes.csv:2 id duplicate-id",
        "nodes.csv:3 id duplicate-id",
      ])
    #expect(
      small.network.rejected.entries.map(\.details) == [
        ["x", "places.csv:2"], ["y", "places.csv:4"], ["z", "cadres.csv:4"], ["z", "cadres.csv:4"], ["x", "places.csv:2"],
      ])
    #expect(small.network.rejected.entries[1].byte == 14)
    #expect(try small.network.ids(of: Array(0..<small.network.nodeCount)) == ["x", "y", "z", "w"])
  }

  /// Equal in every column of the same table is merged, however it is quoted; equal but for one column, or in another table, is not.
  @Test func equalRowsMerge() throws {
    let small = try SmallNetwork([
      "units.csv": "id,name\nu,U\n\"u\",\"U\"\nu,V\nu,V\n", "nodes.csv": "id,name\nu,U\n", "households.csv": "id\nh\ni\n",
      "pairings.csv": "from,to,kind,agreement\nu,h,k,1\nu,h,k,2\n\"u\",h,\"k\",1\nu,h,k,1\nu,i,k,1\n",
    ])
    #expect(
      small.network.rows == [
        TableRows(file: "units.csv", read: 4, used: 1, merged: 1, rejected: 2),
        TableRows(file: "households.csv", read: 2, used: 2, merged: 0, rejected: 0),
        TableRows(file: "nodes.csv", read: 1, used: 0, merged: 0, rejected: 1),
        TableRows(file: "pairings.csv", read: 5, used: 3, merged: 2, rejected: 0),
      ])
  }

  /// A row that is bad is no occurrence of its id.
  @Test func aBadRowTakesNoId() throws {
    let small = try SmallNetwork(["households.csv": "id,need\nh,x\nh,2\n"])
    #expect(small.problems() == ["households.csv:2 need bad-number"])
    #expect(try CoverageCheck().run(on: small.network).findings.map(\.bound) == [2])
  }

  /// Numbers that look alike are different ids; ids are compared byte by byte.
  @Test func idsAreTexts() throws {
    let ids = [
      "1", "01", "001", "1.0", " 1", "1 ", "１", "H1", "h1", "é", "e\u{301}", "18446744073709551616", "18446744073709551617", "0", "00",
    ]
    let rows = ids.map { "\"\($0)\"" }.joined(separator: "\n")
    let small = try SmallNetwork(["households.csv": "id\n" + rows])
    #expect(small.network.nodeCount == ids.count && small.network.rejected.count == 0)
    for (node, id) in ids.enumerated() { #expect(small.network.node(id: id) == node, "\(id)") }
    #expect(small.network.node(id: "0001") == nil && small.network.node(id: "18446744073709551618") == nil)
  }

  /// The id of a rejected row is unknown to everything that names it.
  @Test func whatNamesARejectedRow() throws {
    let small = try SmallNetwork([
      "places.csv": "id,parent\np,p\n", "units.csv": "id\nu\n", "cadres.csv": "id,capacity,unit,place\nc,-1,u,\nd,,c,p\n",
      "pairings.csv": "to,from\nd,c\nd,p\nd,\n,d\n",
    ])
    #expect(
      small.problems() == [
        "places.csv:2 parent parent-cycle", "cadres.csv:2 capacity bad-number", "pairings.csv:2 from unknown-end",
        "pairings.csv:3 from unknown-end",
        "pairings.csv:4 from unknown-end", "pairings.csv:5 to unknown-end",
      ])
    #expect(small.network.unknownReferences.map { "\($0.column) \($0.example) \($0.line)" } == ["place p 3", "unit c 3"])
  }

  /// References lead to rows further down and to tables read later.
  @Test func forwardReferences() throws {
    let small = try SmallNetwork([
      "places.csv": "id,parent\nv,t\nt,n\n", "units.csv": "id,parent,place\nu,w,v\nw,,n\n", "cadres.csv": "id,unit,branch,place\nc,w,b,n\n",
      "branches.csv": "id,unit\nb,o\n", "nodes.csv": "id,kind\nn,county\no,unit\n",
    ])
    #expect(small.network.unknownReferences.isEmpty && small.network.rejected.count == 0)
    let id = { (column: String, of: String) in
      try small.network.reference(column, of: #require(small.network.node(id: of))).map { try small.network.ids(of: [$0])[0] }
    }
    #expect(try id("parent", "v") == "t" && id("parent", "t") == "n" && id("parent", "u") == "w" && id("place", "w") == "n")
    #expect(try id("unit", "c") == "w" && id("branch", "c") == "b" && id("unit", "b") == "o")
  }

  /// A reference to a node of another table is as unknown as one to nothing.
  @Test func referencesHaveATable() throws {
    let small = try SmallNetwork(["places.csv": "id\np\n", "units.csv": "id\nu\n", "cadres.csv": "id,unit,place\nc,p,u\nd,u,p\n"])
    #expect(
      small.network.unknownReferences.map { "\($0.file) \($0.column) \($0.count) \($0.example) \($0.line)" } == [
        "cadres.csv place 1 u 2", "cadres.csv unit 1 p 2",
      ])
  }

  /// Line and byte of a field, with quotes, blank lines and line breaks before it.
  @Test func placesOfFaults() throws {
    let small = try SmallNetwork(["households.csv": "\u{feff}id,head,need\r\n\r\nh1,\"a\r\nb\",1\r\n\"h2\",\"c,\"\"\",\"x\"\r\n"])
    let entry = try #require(small.network.rejected.entries.first)
    #expect(small.network.rejected.count == 1 && entry.line == 5 && entry.column == "need" && entry.details == ["x"])
    #expect(entry.byte == 44 && String(decoding: entry.raw, as: UTF8.self) == "\"h2\",\"c,\"\"\",\"x\"")
  }

  /// A term of one day is one; what ends before it begins is not, unfinished dates being as long as they can be.
  @Test func termsThatEndBeforeTheyBegin() throws {
    let rows = [
      "2021-05-01,2021-05-01", "2021-05-02,2021-05-01", "2021-05-31,2021-05", "2021-06,2021-05", "2021,2021", "2022,2021",
      "2021-12-31,2021",
      ",2021", "2021,",
    ]
    let small = try SmallNetwork([
      "cadres.csv": "id\nc\n", "households.csv": "id\nh\n",
      "pairings.csv": "from,to,since,until\n" + rows.map { "c,h,\($0)" }.joined(separator: "\n"),
    ])
    let lines = [3, 5, 7]
    #expect(small.problems() == lines.map { "pairings.csv:\($0) until until-before-since" })
    #expect(small.network.rejected.entries.map(\.details) == [["2021-05-01", "2021-05-02"], ["2021-05", "2021-06"], ["2021", "2022"]])
  }

  /// A column without a name is told by its number, as is a field beyond the header.
  @Test func columnsWithoutAName() throws {
    let small = try SmallNetwork(["households.csv": "id,,need\nh,\"a\"b,1\ni,a,1,\"b\"c\n"])
    #expect(small.problems() == ["households.csv:2 2 text-after-quote", "households.csv:3 4 text-after-quote"])
  }

  /// All are counted, some are kept; the counts do not depend on how many.
  @Test(arguments: [0, 1, 3, 100]) func keptRejections(kept: Int) throws {
    let rows = (0..<20).map { "h\($0),\($0 % 2 == 0 ? "x" : "1")" }.joined(separator: "\n")
    let folder = try ScratchFolder([
      "households.csv": "id,need\n" + rows + "\nh1,2\nh3,2\nh5,2\nh7,2\n", "pairings.csv": "from,to\na,b\nc,d\n",
    ])
    let network = try folder.network(kept: kept)
    #expect(network.rejected.count == 16 && network.rejected.count(of: .badNumber) == 10 && network.rejected.count(of: .duplicateID) == 4)
    #expect(network.rejected.entries.count == min(kept, 10) + min(kept, 4) + min(kept, 2))
    let counted = network.rejected.counted.map { "\($0.file) \($0.problem.rawValue) \($0.count)" }
    #expect(counted == ["households.csv bad-number 10", "households.csv duplicate-id 4", "pairings.csv unknown-end 2"])
    // Of each kind the first ones.
    #expect(network.rejected.entries.filter { $0.problem == .badNumber }.map(\.line) == (0..<min(kept, 10)).map { 2 + 2 * $0 })
    #expect(Reports(network, in: .english).rejections().count >= min(kept, 10))
  }

  /// What is asked of a table is read of it; faults elsewhere are for `summary`.
  @Test func whatIsNotReadIsNotChecked() throws {
    let folder = try ScratchFolder([
      "cadres.csv": "id,since\nc,someday\n", "units.csv": "id,parent\nu,u\n", "households.csv": "id,size\nh,large\n",
      "pairings.csv": "from,to,amount\nc,h,much\n", "members.csv": "committee,member\nx,y\n",
    ])
    let network = try folder.network(.bounds)
    #expect(network.rejected.count == 0 && network.rows.map(\.file) == ["units.csv", "cadres.csv", "households.csv", "pairings.csv"])
    #expect(try CoverageCheck().run(on: network).findings.isEmpty)
    #expect(try folder.network(.full).rejected.count == 5)
  }

  /// Files with names that are none of ours are told, with the one they were perhaps meant to be.
  @Test func unreadFiles() throws {
    let small = try SmallNetwork([
      "households.csv": "id\nh\n", "pairing.csv": "from,to\n", "Cadres.CSV": "id\n", "remarks.csv": "", "readme.md": "",
      "norms.csv": "id\n",
    ])
    let seen = small.network.unreadFiles.map { "\($0.file) \($0.nearest ?? "–")" }
    #expect(seen == ["Cadres.CSV cadres.csv", "norms.csv –", "pairing.csv pairings.csv", "remarks.csv –"])
  }

  /// An empty dataset is one; so are tables of a header only.
  @Test func emptyTables() throws {
    let small = try SmallNetwork(["places.csv": "id", "pairings.csv": "from,to\n\n\n", "households.csv": "id,need\r\n"])
    #expect(small.network.nodeCount == 0 && small.network.rows.allSatisfy { $0.read == 0 })
    #expect(try CoverageCheck(inherits: true).run(on: small.network).findings.isEmpty)
    #expect(try OverloadCheck(max: 0).run(on: small.network).distribution.count == 0)
    #expect(
      joined(try TableExport(for: .program).coverage(CoverageCheck().run(on: small.network), of: small.network)).count { $0 == 0x0a } == 1)
  }
}
