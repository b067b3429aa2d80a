import Testing

@testable import PairGraph

/// What is inside what: parents and places, also in `nodes.csv`, whose rows may have both.
struct ContainmentTests {
  /// Walks up the place tree never end where it is a circle, so no circle may stay, whatever columns it is made of.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ["nodes.csv": "id,kind,place\na,village,b\nb,village,a\nh,household,a\n"],
      ["nodes.csv": "id,kind,place\nc,village,\na,village,a\nh,household,a\n"],
      ["places.csv": "id,parent\na,b\n", "nodes.csv": "id,kind,place\nb,village,a\nh,household,b\n"],
      ["nodes.csv": "id,kind,place,parent\na,village,b,\nb,village,,a\nh,household,a,\n"],
      ["places.csv": "id,parent\na,b\nb,c\nc,a\n", "households.csv": "id,place\nh,a\n"],
    ])
  func circlesAreCut(files: [String: String]) throws {
    let small = try SmallNetwork(files, on: "2024-01-01", .bounds)
    #expect(small.network.rejected.count(of: .parentCycle) == 1)
    for inherits in [false, true] {
      let result = try CoverageCheck(inherits: inherits).run(on: small.network)
      #expect(try small.ids(result.findings) == ["h"])
      _ = try TableExport(for: .program).coverage(result, of: small.network)
    }
  }

  /// With one table of all nodes, villages have a parent and households a place.
  @Test func aRowWithoutAPlaceOfItsOwnIsInItsParent() throws {
    let small = try SmallNetwork([
      "nodes.csv": "id,kind,name,parent,place\nt,township,T,,\nv,village,V,t,\nh,household,H,,v\nhelper,unit,U,,\n",
      "pairings.csv": "from,to\nhelper,t\n",
    ])
    let result = try CoverageCheck(inherits: true).run(on: small.network)
    #expect(result.findings.isEmpty)
    let own = try CoverageCheck().run(on: small.network)
    #expect(try small.ids(own.subjects.places.map { Finding(subject: $0.place, isBelow: true, has: 0, bound: 0) }) == ["t", "v"])
    let table = String(decoding: joined(try TableExport(for: .program).coverage(own, of: small.network)), as: UTF8.self)
    #expect(table.hasSuffix("household,h,H,household,v,T/V,need,0,1,1\n"))
    let villages = try CoverageCheck(of: Selector("village")).run(on: small.network)
    let second = String(decoding: joined(try TableExport(for: .program).coverage(villages, of: small.network)), as: UTF8.self)
    #expect(second.hasSuffix("village,v,V,village,t,T,of,0,1,1\n"))
  }

  /// The path is that of the place shown, not of the parent that a node with an unknown place is in.
  @Test func thePathIsOfThePlaceShown() throws {
    let small = try SmallNetwork([
      "nodes.csv": "id,kind,name,parent,place\nt,township,T,,\nh,household,H,t,gone\ni,household,I,t,t\nj,household,J,t,\n"
    ])
    let result = try CoverageCheck().run(on: small.network)
    let table = String(decoding: joined(try TableExport(for: .program).coverage(result, of: small.network)), as: UTF8.self)
    #expect(
      table.hasSuffix(
        "household,h,H,household,gone,,need,0,1,1\nhousehold,i,I,household,t,T,need,0,1,1\nhousehold,j,J,household,t,T,need,0,1,1\n"))
    let json = String(decoding: try JSONExport(small.network).coverage(result).bytes, as: UTF8.self)
    #expect(json.contains("\"place\": \"gone\", \"place_path\": \"\""))
  }

  /// `place` of a place is its parent, even where the table has a column of that name for something else.
  @Test func theColumnPlaceOfAPlaceMeansNothing() throws {
    let small = try SmallNetwork(["places.csv": "id,name,parent,place\np,P,,somewhere\nv,V,p,here\n"])
    let result = try CoverageCheck(of: Selector("place")).run(on: small.network)
    let table = String(decoding: joined(try TableExport(for: .program).coverage(result, of: small.network)), as: UTF8.self)
    #expect(table.hasSuffix("place,p,P,,,,of,0,1,1\nplace,v,V,,p,P,of,0,1,1\n"))
  }

  /// The latest row of a circle goes; what named it is kept without it, and a warning says so.
  @Test func whatIsInARejectedPlaceIsWarnedAbout() throws {
    let small = try SmallNetwork([
      "places.csv": "id,parent\na,b\nb,a\n", "households.csv": "id,place\nh1,b\nh2,a\nh3,nowhere\nh3,elsewhere\n",
    ])
    #expect(small.problems() == ["places.csv:3 parent parent-cycle", "households.csv:5 id duplicate-id"])
    let unknown = small.network.unknownReferences.map { "\($0.file) \($0.column) \($0.count) \($0.example) \($0.line)" }
    // The rejected row has no place either, but is not kept: it is no reason to warn.
    #expect(unknown == ["places.csv parent 1 b 2", "households.csv place 2 b 2"])
  }

  /// The example of a warning is a row that stays.
  @Test func examplesOfWarningsAreRowsThatStay() throws {
    let small = try SmallNetwork(["units.csv": "id,parent,need\nu1,gone,-1\nu2,away,\n"])
    let unknown = small.network.unknownReferences.map { "\($0.column) \($0.count) \($0.example) \($0.line)" }
    #expect(unknown == ["parent 1 away 3"])
  }
}
