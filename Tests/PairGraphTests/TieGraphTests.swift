import TestSupport
import Testing

@testable import PairGraph

/// What is tied by what, against rules read off the rows themselves.
@Suite struct TieGraphTests {
  /// The weight of every pair of nodes that is tied, by their ids.
  private func ties(_ graph: TieGraph, _ network: Network) throws -> [[String]: Double] {
    let ids = try network.ids(of: graph.nodes)
    return Dictionary(uniqueKeysWithValues: graph.ties.map { ([ids[$0.a], ids[$0.b]].sorted(), $0.weight) })
  }

  private static let small = [
    "places.csv": "id,kind,parent\nt,township,\nv1,village,t\nv2,village,t\nv3,village,t\n",
    "units.csv": "id\nu\nw\n", "cadres.csv": "id,unit,place\na,u,v3\nb,u,\nc,w,\n",
    "households.csv": "id,place\nh1,v1\nh2,v2\nh3,v3\nh4,v1\n", "committees.csv": "id\nj\n",
    "members.csv": "committee,member,role\nj,v1,\nj,v2,\nj,v3,\nj,a,书记\n",
    "pairings.csv": "from,to,kind\na,h1,k\na,h2,k\na,h2,l\nb,h3,k\nc,h1,k\nc,h4,k\nv1,v2,k\n",
    "adjacent.csv": "a,b,weight\nv1,v2,2\nv2,v3,\nv2,v1,0.5\nv1,t,1\n",
  ]

  /// a joins v1 and v2 (1 to the pair); its unit joins them and v3, which b joins (1/2 to each pair); the committee joins all three, and
  /// v3 by the one who is there (1/2 each); v1 helps v2 (1). c stays in one village.
  @Test func villagesThatShare() throws {
    let network = try SmallNetwork(Self.small)
    let graph = try TieGraph(of: network.network, nodes: Selector("place[kind=village]"))
    #expect(try ties(graph, network.network) == [["v1", "v2"]: 3, ["v1", "v3"]: 1, ["v2", "v3"]: 1])
    #expect(try network.network.ids(of: graph.nodes) == ["v1", "v2", "v3"])
  }

  /// Units are tied by whom their people help: v1 is helped by a of u and c of w.
  @Test func unitsThatShare() throws {
    let network = try SmallNetwork(Self.small)
    let graph = try TieGraph(of: network.network, nodes: Selector("unit"))
    #expect(try ties(graph, network.network) == [["u", "w"]: 1])
  }

  @Test func villagesThatAreAdjacent() throws {
    let network = try SmallNetwork(Self.small)
    let graph = try TieGraph(of: network.network, nodes: Selector("place[kind=village]"), ties: .adjacent)
    #expect(try ties(graph, network.network) == [["v1", "v2"]: 2.5, ["v2", "v3"]: 1])
  }

  /// Everything: parallel ties of other kinds are added up, rows of one kind count once, loops not at all.
  @Test func allNodes() throws {
    var files = Self.small
    files["edges.csv"] = "from,to,kind,weight\nv1,v2,x,2.5\nv2,v1,x,\nv3,v3,x,7\nu,w,x,0\n"
    files["pairings.csv"] = "from,to,kind,since,until,note\na,h1,k,,,1\na,h1,k,2020,,2\na,h1,l,,,\nb,h3,k,2025,,\nc,h1,k,,2020,\n"
    let network = try SmallNetwork(files)
    let graph = try TieGraph(of: network.network)
    #expect(
      try ties(graph, network.network) == [
        ["a", "h1"]: 2, ["v1", "v2"]: 3.5, ["j", "v1"]: 1, ["j", "v2"]: 1, ["j", "v3"]: 1, ["a", "j"]: 1,
      ])
    #expect(graph.nodes.count == network.network.nodeCount && graph.weightless == 1)
    #expect(
      Reports(network.network, in: .english).warnings(on: graph, isChosen: false)
        == ["1 row has the weight 0 and ties nothing, neither for groups nor for measures"])
  }

  /// Who joins more than a thousand ties each to a few, as strongly in all, and that is said.
  @Test func crowdedHelpers() throws {
    let count = TieGraph.mostJoined + 1
    let network = try SmallNetwork([
      "households.csv": "id\n" + (0..<count).map { "h\($0)\n" }.joined(), "cadres.csv": "id\na\nb\n",
      "pairings.csv": "from,to\n" + (0..<count).map { "a,h\($0)\n" }.joined() + "b,h0\nb,h1\n",
    ])
    let graph = try TieGraph(of: network.network, nodes: Selector("household"))
    #expect(graph.crowded == 1)
    // Each has ties of weight 1 in all; the two that b joins have another of weight 1.
    let strengths = graph.graph.strengths
    #expect(strengths.enumerated().allSatisfy { abs($1 - ($0 < 2 ? 2 : 1)) < 1e-9 })
    #expect(try ComponentGroups().run(on: graph).sizes == [count])
    #expect(try CommunityDetection().run(on: graph, jobs: 1).groups == CommunityDetection().run(on: graph, jobs: 2).groups)
    #expect(
      Reports(network.network, in: .english).warnings(on: graph, isChosen: true)[0].hasPrefix(
        "1 helper joins more than 1 000 of these nodes each: each of those is tied to 32 others"))
  }

  /// Random rows; what each pair must weigh is added up rule by rule, with no look at the network.
  @Test func agreesWithRowsByRow() throws {
    for seed in 0..<UInt64(Extent.of(60, full: 2000)) {
      let data = SharedRows(seed: seed)
      let network = try SmallNetwork(data.tables).network
      for (selector, type) in [("place[kind=village]", "v"), ("unit", "u"), ("household", "h")] {
        let found = try ties(try TieGraph(of: network, nodes: Selector(selector)), network)
        let expected = data.ties(of: type)
        #expect(
          found.keys.sorted { $0.lexicographicallyPrecedes($1) } == expected.keys.sorted { $0.lexicographicallyPrecedes($1) },
          "seed \(seed)")
        for (pair, weight) in expected { #expect(abs((found[pair] ?? 0) - weight) < 1e-9, "seed \(seed): \(pair)") }
      }
    }
  }

  /// What a graph of arrays may not hold.
  @Test func faultsOfArrays() throws {
    typealias Fault = TieGraph.Fault
    for end in [-1, 2, .max] { #expect(throws: Fault.noSuchNode(edge: 1)) { try TieGraph(nodeCount: 2, edges: [(0, 1), (0, end)]) } }
    for weight in [-1, .nan, .infinity, 1e200] as [Double] {
      #expect(throws: Fault.badWeight(edge: 0)) { try TieGraph(nodeCount: 2, edges: [(0, 1)], weights: [weight]) }
    }
    #expect(throws: Fault.unequalCounts) { try TieGraph(nodeCount: 2, edges: [(0, 1)], weights: []) }
    let graph = try TieGraph(nodeCount: 3, edges: [(0, 1), (1, 0), (2, 2)])
    #expect(graph.tieCount == 1 && graph.ties[0].weight == 1)
  }

  /// Weights that are none are bad rows, where they are read: with their line and column.
  @Test(arguments: ["-1", "x", "nan", "inf", "1e300", "1e-300"]) func weightsThatAreNone(text: String) throws {
    let folder = try ScratchFolder(["nodes.csv": "id\na\nb\n", "edges.csv": "from,to,weight\na,b,1\nb,a,\(text)\n"])
    var options = LoadOptions(day: try testDay("2024-06-30"), detail: .graph, jobs: 1)
    options.ties = .shared
    let network = try Network(contentsOf: folder.path, options: options)
    let entry = try #require(network.rejected.entries.first)
    #expect(network.rejected.count == 1 && entry.line == 3 && entry.column == "weight" && entry.problem == .badNumber)
    #expect(try TieGraph(of: network).tieCount == 1)
  }
}

/// A few random rows of every table that ties, and the rules of what they tie.
private struct SharedRows {
  var tables: [String: String] = [:]
  private var unit: [String: String] = [:]
  private var place: [String: String] = [:]
  /// from, to, weight, table.
  private var rows: [(from: String, to: String, weight: Double, table: String)] = []

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let names = { (prefix: String, count: Int) in (0..<count).map { "\(prefix)\($0)" } }
    let (villages, units, cadres, households, committees) = (names("v", 5), names("u", 3), names("c", 5), names("h", 8), names("j", 2))
    tables["places.csv"] = "id,kind,parent\nt,township,\n" + villages.map { "\($0),village,t\n" }.joined()
    tables["units.csv"] = "id\n" + units.map { $0 + "\n" }.joined()
    tables["committees.csv"] = "id\n" + committees.map { $0 + "\n" }.joined()
    var text = "id,unit,place\n"
    for cadre in cadres {
      let (own, around) = (random.pick(units + [""]), random.pick(villages + ["", "t"]))
      (unit[cadre], place[cadre]) = (own, around)
      text += "\(cadre),\(own),\(around)\n"
    }
    tables["cadres.csv"] = text
    text = "id,place\n"
    for household in households {
      place[household] = random.pick(villages + [""])
      text += "\(household),\(place[household] ?? "")\n"
    }
    tables["households.csv"] = text
    var written: [String: String] = ["pairings.csv": "from,to\n", "members.csv": "committee,member\n", "edges.csv": "from,to,weight\n"]
    var seen: Set<[String]> = []
    for _ in 0..<random.below(30) {
      let table = random.pick(["pairings.csv", "members.csv", "edges.csv"])
      let from = table == "members.csv" ? random.pick(committees) : random.pick(cadres + units + villages + households)
      let to = random.pick(villages + cadres + units + households)
      // Rows that are equal are one.
      guard seen.insert([table, from, to]).inserted else { continue }
      let weight = table == "edges.csv" ? Double(1 + random.below(6)) / 2 : 1
      rows.append((from, to, weight, table))
      written[table, default: ""] += table == "edges.csv" ? "\(from),\(to),\(weight)\n" : "\(from),\(to)\n"
    }
    tables.merge(written) { $1 }
  }

  /// What each pair of nodes of a type, known by the first letter of its id, is tied by.
  func ties(of type: String) -> [[String]: Double] {
    var result: [[String]: Double] = [:]
    var joined: [String: Set<String>] = [:]
    let isChosen = { (id: String) in id.hasPrefix(type) }
    // Who stands for a node: itself, or its unit; where it is helped, also its place.
    func owner(_ id: String) -> String? { isChosen(id) ? id : unit[id].flatMap { isChosen($0) ? $0 : nil } }
    func helped(_ id: String) -> String? { owner(id) ?? place[id].flatMap { isChosen($0) ? $0 : nil } }
    for row in rows {
      let (a, b) = (row.table == "edges.csv" ? helped(row.from) : owner(row.from), helped(row.to))
      if let a, let b {
        if a != b { result[[a, b].sorted(), default: 0] += row.weight }
      } else if let b {
        joined[row.from, default: []].insert(b)
        if row.table == "pairings.csv", let unit = unit[row.from], !unit.isEmpty { joined[unit, default: []].insert(b) }
      } else if let a {
        joined[row.to, default: []].insert(a)
      }
    }
    for (_, members) in joined where members.count > 1 {
      for a in members { for b in members where a < b { result[[a, b], default: 0] += 1 / Double(members.count - 1) } }
    }
    return result
  }
}
