import TestSupport
import Testing

@testable import PairGraph

@Suite struct GroupingTests {
  /// Two triangles and a tie between them, a pair, and two that are alone.
  private static let files = [
    "nodes.csv": "id,kind,name,place\nz9,x,九,\nb,x,乙,p\nc,x,丙,p\nd,y,丁,\ne,y,戊,\nf,y,己,\ng,x,庚,\na,x,甲,\nk,x,\"=1\",\nl,x,,\n",
    "places.csv": "id,name,kind\np,某村,village\n",
    "edges.csv": "from,to\nz9,b\nb,c\nc,z9\nd,e\ne,f\nf,d\nc,d\ng,a\n",
  ]

  /// Groups of one size stand by their smallest id, whatever the order of the rows.
  @Test func numbersBySizeThenSmallestID() throws {
    let network = try SmallNetwork(Self.files).network
    let grouping = try CommunityDetection().run(on: network)
    #expect(grouping.sizes == [3, 3, 2, 1, 1, 1])
    let ids = try network.ids(of: grouping.nodes)
    var groups: [String: Int] = [:]
    for (id, group) in zip(ids, grouping.groups) { groups[id] = group }
    #expect(groups == ["z9": 1, "b": 1, "c": 1, "d": 2, "e": 2, "f": 2, "g": 3, "a": 3, "k": 4, "l": 5, "p": 6])
    #expect(grouping.quality.map { abs($0 - (6.0 / 8 + 1.0 / 8 - (49.0 + 49 + 4) / 256)) < 1e-12 } == true)
  }

  @Test func componentsAndCores() throws {
    let network = try SmallNetwork(Self.files).network
    let components = try ComponentGroups().run(on: network)
    #expect(components.sizes == [6, 2, 1, 1, 1] && components.quality == nil)
    let cores = try CoreGroups().run(on: network)
    #expect(cores.sizes == [6, 3, 2] && cores.marks == [2, 0, 1])
  }

  @Test func table() throws {
    let network = try SmallNetwork(Self.files).network
    let grouping = try CommunityDetection().run(on: network)
    let table = String(decoding: joined(try TableExport(for: .program).cluster(grouping, of: network)), as: UTF8.self)
    #expect(
      table == """
        type,id,name,kind,place_path,group,group_size
        x,z9,九,x,,1,3
        x,b,乙,x,某村,1,3
        x,c,丙,x,某村,1,3
        y,d,丁,y,,2,3
        y,e,戊,y,,2,3
        y,f,己,y,,2,3
        x,g,庚,x,,3,2
        x,a,甲,x,,3,2
        x,k,=1,x,,4,1
        x,l,,x,,5,1
        place,p,某村,village,,6,1

        """)
  }

  @Test func pictures() throws {
    let network = try SmallNetwork(Self.files).network
    let graph = try TieGraph(of: network)
    let grouping = try CommunityDetection().run(on: graph, of: network, jobs: 1)
    let whole = try NetworkDrawing(network, in: .english).groups(grouping, of: graph)
    #expect(
      whole.level == nil
        && whole.picture.clusters.map(\.name) == [
          "group 1: 3 nodes", "group 2: 3 nodes", "group 3: 2 nodes", "group 4: 1 node", "group 5: 1 node", "group 6: 1 node",
        ])
    #expect(whole.picture.nodes.count == 11 && whole.picture.edges.count == 8 && whole.alone == 0)
    #expect(String(decoding: whole.picture.dot(), as: UTF8.self).contains(", layout=fdp]"))
    let quotient = try NetworkDrawing(network, in: .english, limit: 3).groups(grouping, of: graph)
    #expect(quotient.level == "group" && quotient.wanted == 11)
    #expect(quotient.picture.nodes.map(\.name) == ["九", "2 smaller groups: 5 nodes", "3 groups of one"])
    #expect(quotient.picture.edges.map(\.label) == ["1"] && quotient.alone == 3)
    let wider = try NetworkDrawing(network, in: .english, limit: 4).groups(grouping, of: graph)
    #expect(wider.picture.nodes.map(\.name) == ["九", "丁", "庚", "3 groups of one"])
    // The core number of a shell stands in its box.
    let cores = try CoreGroups().run(on: graph, of: network, jobs: 1)
    let shells = try NetworkDrawing(network, in: .english).groups(cores, of: graph)
    #expect(
      shells.picture.clusters.map(\.name) == [
        "group 1: 6 nodes, core number 2", "group 2: 3 nodes, core number 0", "group 3: 2 nodes, core number 1",
      ])
    let few = try NetworkDrawing(network, in: .chinese, limit: 5).groups(cores, of: graph)
    #expect(few.picture.nodes.map { $0.details.last } == ["核数 2", "核数 0", "核数 1"])
  }

  /// Arrays of edges, without any dataset.
  @Test func ofArrays() throws {
    let graph = try TieGraph(nodeCount: 5, edges: [(0, 1), (1, 2), (2, 0), (3, 4)], weights: [1, 1, 1, 0])
    #expect(try CommunityDetection().run(on: graph).groups == [1, 1, 1, 2, 3])
    #expect(try ComponentGroups().run(on: graph).groups == [1, 1, 1, 2, 3])
    #expect(try CoreGroups().run(on: graph).marks == [2, 0])
    #expect(try CommunityDetection(quality: .cpm, resolution: 2).run(on: graph).sizes == [1, 1, 1, 1, 1])
  }

  @Test func threadsDoNotShow() throws {
    let count = 20_000
    var random = SplitMix64(seed: 3)
    let edges = (0..<2 * count).map { _ in (random.below(count), random.below(count)) }
    let graph = try TieGraph(nodeCount: count, edges: edges)
    let detection = CommunityDetection(restarts: 2)
    #expect(try detection.run(on: graph, jobs: 1).groups == detection.run(on: graph, jobs: 2).groups)
  }
}
