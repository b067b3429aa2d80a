import Testing

@testable import PairGraph

struct NodeTextsTests {
  private func path(_ id: String, _ small: SmallNetwork, _ texts: NodeTexts) throws -> String {
    String(decoding: try texts.placePath(of: #require(small.network.node(id: id))), as: UTF8.self)
  }

  /// From the top down to and including the place; a place without a name is called by its id.
  @Test func paths() throws {
    let small = try SmallNetwork([
      "places.csv": "id,name,parent\nv,东村,t\nc,\"甲\"\"县\",\nt,,c\n", "households.csv": "id,head,place\nh,王,v\ni,李,t\nj,张,\nk,赵,gone\n",
    ])
    let texts = NodeTexts(small.network)
    #expect(try path("h", small, texts) == "甲\"县/t/东村")
    #expect(try path("i", small, texts) == "甲\"县/t")
    #expect(try path("j", small, texts) == "" && path("k", small, texts) == "")
    // Of a place: the path of its parent.
    #expect(try path("v", small, texts) == "甲\"县/t" && path("c", small, texts) == "")
    #expect(try texts.label(of: #require(small.network.node(id: "t"))) == "t")
    #expect(try texts.label(of: #require(small.network.node(id: "h"))) == "王")
    #expect(try texts.string("nothing", of: 0) == "")
    #expect(try texts.placeText(of: #require(small.network.node(id: "k"))) == Array("gone".utf8))
  }

  /// A chain of 100 000 places: no recursion may follow it, and no path may be kept for each of them.
  @Test(.timeLimit(.minutes(1))) func aChainDeeperThanAnyStack() throws {
    let depth = 100_000
    let rows = (0..<depth).map { "p\($0),\($0),\($0 == 0 ? "" : "p\($0 - 1)")" }.joined(separator: "\n")
    let small = try SmallNetwork(
      [
        "places.csv": "id,name,parent\n" + rows, "households.csv": "id,place\nh,p\(depth - 1)\n", "cadres.csv": "id\nc\n",
        "pairings.csv": "from,to\nc,p0\n",
      ],
      .bounds)
    let own = try CoverageCheck().run(on: small.network)
    #expect(own.subjects.places.count == depth)
    let table = joined(try TableExport(for: .program).coverage(own, of: small.network))
    #expect(String(decoding: table.suffix(30), as: UTF8.self).hasSuffix("99997/99998/99999,need,0,1,1\n"))
    #expect(try CoverageCheck(inherits: true).run(on: small.network).findings.isEmpty)
  }

  /// Texts are read again from the file; where that has changed, what would be read is wrong.
  @Test func aChangedFileIsAnError() throws {
    let folder = try ScratchFolder(["households.csv": "id,head\nh1,甲\nh2,乙\n"])
    let network = try folder.network()
    try network.checkUnchanged()
    let result = try CoverageCheck().run(on: network)
    try folder.write("households.csv", Array("id\n".utf8))
    #expect(throws: (any Error).self) {
      _ = try TableExport(for: .program).coverage(result, of: network)
      try network.checkUnchanged()
    }
  }

  @Test func nodesByIdAndName() throws {
    let small = try SmallNetwork([
      "places.csv": "id,name\np,东村\nq,西村\n", "households.csv": "id,head\nh1,王\nh2,王\n东村,李\n", "nodes.csv": "id,name\nn,\"a,b\"\n",
    ])
    let found = { (text: String) in try small.network.ids(of: small.network.nodes(named: text)) }
    // An id before a name; else every node of that name, in the order of tables.
    #expect(try found("东村") == ["东村"] && found("西村") == ["q"] && found("王") == ["h1", "h2"])
    #expect(try found("a,b") == ["n"] && found("nobody") == [] && found("") == [])
    #expect(small.network.node(id: "h3") == nil && small.network.node(id: "") == nil)
  }
}
