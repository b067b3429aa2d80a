import Testing

@testable import PairGraph

@Suite struct NetworkMetricsTests {
  /// A helper of three households, two of which have nobody else; a committee joins it to a village.
  private static let files = [
    "places.csv": "id,name,kind\nv,某村,village\n", "cadres.csv": "id,name\nc,陈一\nd,林二\n", "committees.csv": "id,name\nj,党委\n",
    "households.csv": "id,head,place\nh1,甲,v\nh2,乙,v\nh3,丙,v\n",
    "pairings.csv": "from,to,kind\nc,h1,k\nc,h2,k\nc,h3,k\nc,h3,l\nd,h3,k\n", "members.csv": "committee,member\nj,c\nj,v\n",
  ]

  @Test func table() throws {
    let network = try SmallNetwork(Self.files).network
    let result = try NetworkMetrics().run(on: network)
    let export = TableExport(for: .program)
    let table = String(decoding: joined(try export.metrics(result, of: network)), as: UTF8.self)
    let lines = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      lines[0].joined(separator: ",") == "type,id,name,degree,weighted_degree,component,core,clustering,betweenness,pagerank,cut_vertex")
    // All but the PageRank, whose definition has a test of its own.
    #expect(
      lines.dropFirst().map { ($0[..<9] + $0[10...]).joined(separator: ",") }
        == [
          "place,v,某村,1,1,1,1,0,0,no", "cadre,c,陈一,4,5,1,1,0,13,yes", "cadre,d,林二,1,1,1,1,0,0,no", "household,h1,甲,1,1,1,1,0,0,no",
          "household,h2,乙,1,1,1,1,0,0,no", "household,h3,丙,2,2,1,1,0,5,yes", "committee,j,党委,2,2,1,1,0,5,yes",
        ].map { $0.replacing("household,h3,丙,2,2", with: "household,h3,丙,2,3") })
    let bridges = String(decoding: joined(try export.bridges(result, of: network)), as: UTF8.self)
    #expect(bridges == "from,from_name,to,to_name\nv,某村,j,党委\nc,陈一,h1,甲\nc,陈一,h2,乙\nc,陈一,h3,丙\nc,陈一,j,党委\nd,林二,h3,丙\n")
  }

  @Test func words() throws {
    let network = try SmallNetwork(Self.files).network
    let result = try NetworkMetrics().run(on: network)
    let lines = try Reports(network, in: .english).metrics(result)
    #expect(lines[0] == "7 nodes, 6 ties, 1 component on 2024-06-30; the largest has 7 nodes")
    #expect(lines[3] == "Only helpers: 1 node without whom 2 have nobody:")
    #expect(lines[4] == "  c  陈一 (cadre): 2 nodes have no other helper")
    #expect(lines[5] == "Single points of failure: 3 nodes, and 6 ties that nothing replaces")
    #expect(lines[6] == "  c  陈一 (cadre): without it 2 neighbours have nobody else, 4 nodes are cut off")
    #expect(try Reports(network, in: .chinese).metrics(result)[6] == "  c  陈一 (干部)：缺了它，2 个邻居再无联系，4 个节点与其余断开")
    let triangle = try SmallNetwork(["nodes.csv": "id\na\nb\nc\n", "edges.csv": "from,to\na,b\nb,c\nc,a\n"]).network
    #expect(
      try Reports(triangle, in: .english).metrics(NetworkMetrics().run(on: triangle))[3]
        == "No node and no tie is a single point of failure")
  }

  @Test func ofArrays() throws {
    let result = NetworkMetrics().run(on: try TieGraph(nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3)]))
    #expect(result.betweenness == [0, 2, 2, 0] && result.isCut == [false, true, true, false])
    #expect(result.singlePointsOfFailure == [1, 2] && result.bridges.count == 3 && result.betweennessError == 0)
    let nothing = NetworkMetrics().run(on: try TieGraph(nodeCount: 0, edges: []))
    #expect(nothing.nodes.isEmpty && nothing.singlePointsOfFailure.isEmpty)
  }
}
