import TestSupport
import Testing

@testable import PairGraph

struct ParentCycleTests {
  /// A node is on a circle when a walk from it comes back; of the nodes that reach each other the highest is meant.
  private func slowly(_ parents: [UInt32]) -> [Int] {
    var latest: Set<Int> = []
    for start in parents.indices {
      var walk: [Int] = []
      var node = start
      while parents[node] != Network.none, walk.count <= parents.count {
        node = Int(parents[node])
        walk.append(node)
        if node == start { break }
      }
      if walk.last == start { latest.insert(walk.max() ?? start) }
    }
    return latest.sorted()
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func findsTheLatestOfEveryCircle(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = 1 + random.below(random.pick([3, 10, 60]))
    // From all rooted to nearly a permutation, which is all circles.
    let rootRate = random.pick([2, 5, 1000])
    var parents = (0..<count).map { _ in random.oneIn(rootRate) ? Network.none : UInt32(random.below(count)) }
    if random.oneIn(4) { parents = Array(0..<UInt32(count)).shuffled(using: &random) }
    #expect(ParentCycles.latestMembers(parents) == slowly(parents))
  }

  /// What is left is a forest: cutting once is enough.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func cuttingThemLeavesNone(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var parents = (0..<200).map { _ in UInt32(random.below(200)) }
    for node in ParentCycles.latestMembers(parents) { parents[node] = Network.none }
    #expect(ParentCycles.latestMembers(parents).isEmpty)
  }

  /// Recursion would not survive it.
  @Test func longChainsAndCircles() {
    let count: UInt32 = 300_000
    #expect(ParentCycles.latestMembers((0..<count).map { $0 + 1 < count ? $0 + 1 : Network.none }).isEmpty)
    #expect(ParentCycles.latestMembers((0..<count).map { ($0 + 1) % count }) == [Int(count) - 1])
    #expect(ParentCycles.latestMembers((0..<count).map { ($0 + count - 1) % count }) == [Int(count) - 1])
    #expect(ParentCycles.latestMembers([]).isEmpty)
    #expect(ParentCycles.latestMembers([0]) == [0])
  }

  /// The row that goes is told with its place; units have parents of their own.
  @Test func rejectsTheRow() throws {
    let small = try SmallNetwork([
      "places.csv": "name,parent,id\nA,c,a\n\"B\nB\",a,b\nC,b,c\nD,d,d\nE,b,e\n", "units.csv": "id,parent\nu1,u2\nu2,u1\nu3,u1\n",
    ])
    #expect(
      small.problems() == ["places.csv:5 parent parent-cycle", "places.csv:6 parent parent-cycle", "units.csv:3 parent parent-cycle"])
    let first = try #require(small.network.rejected.entries.first)
    #expect(String(decoding: first.raw, as: UTF8.self) == "C,b,c")
    #expect(first.byte == 33 && first.details == ["b", "places.csv:3, places.csv:2"])
    #expect(small.network.rejected.entries.map(\.details) == [["b", "places.csv:3, places.csv:2"], ["d"], ["u1", "units.csv:2"]])
    #expect(small.network.node(id: "c") == nil && small.network.node(id: "d") == nil)
    let places = try ["a", "b", "e"].map { id in try #require(small.network.node(id: id)) }
    #expect(places.map { small.network.place(of: $0) } == [nil, places[0], places[1]])
  }

  /// A long circle is named by the rows nearest to the one that goes.
  @Test func rowsOfALongCircle() throws {
    let rows = (0..<1000).map { "p\($0),p\(($0 + 1) % 1000)\n" }.joined()
    let small = try SmallNetwork(["places.csv": "id,parent\n" + rows, "nodes.csv": "id,parent\nn1,n2\nn2,n1\n"])
    #expect(
      small.network.rejected.entries.map(\.details) == [
        ["p0", "places.csv:2, places.csv:3, places.csv:4, places.csv:5, places.csv:6, …"], ["n1", "nodes.csv:2"],
      ])
  }
}
