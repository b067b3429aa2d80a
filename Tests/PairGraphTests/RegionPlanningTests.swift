import TestSupport
import Testing

@testable import PairGraph

@Suite struct RegionPlanningTests {
  /// A short search: these tests ask for right groups, not for good ones.
  private static func planning(_ by: [String]) -> RegionPlanning {
    var result = RegionPlanning(by: by)
    result.sweeps = 20
    return result
  }

  /// index = group - 1, value = numbers of its villages.
  private func groups(_ result: RegionResult, _ network: Network) throws -> [[Int]] {
    var groups = [[Int]](repeating: [], count: result.sizes.count)
    for (area, group) in result.groups.enumerated() {
      let id = try network.ids(of: [result.nodes[area]])[0]
      if let group { groups[group - 1].append(Int(id.dropFirst()) ?? -1) }
    }
    return groups
  }

  private func small(_ tables: RegionTables, hasBorders: Bool = true) throws -> SmallNetwork {
    try SmallNetwork(tables.files(hasBorders: hasBorders))
  }

  /// Contiguity, borders, bounds and the ratio, all recomputed from the tables by hand.
  @Test func groupsAreWhatTheySay() throws {
    var found = 0
    for seed in 0..<12 as Range<UInt64> {
      let tables = RegionTables(villages: 24 + Int(seed), seed: seed)
      let data = try small(tables)
      var planning = Self.planning(["industry", "income"])
      planning.within = seed % 2 == 0 ? "township" : nil
      planning.seed = seed
      (planning.fewest, planning.most) = (2, 7)
      planning.caps = [RegionPlanning.Sum(column: "population", value: 4500)]
      if seed % 3 == 0 { planning.floors = [RegionPlanning.Sum(column: "population", value: 900)] }
      do {
        let result = try planning.run(on: data.network)
        found += 1
        let groups = try groups(result, data.network)
        #expect(groups.flatMap { $0 }.sorted() == Array(0..<tables.count))
        let alone = [tables.count - 1]
        for group in groups where group != alone {
          #expect(tables.isConnected(group, within: planning.within != nil), "seed \(seed)")
          #expect(2...7 ~= group.count && group.reduce(0) { $0 + tables.people[$1] } <= 4500)
          if seed % 3 == 0 { #expect(group.reduce(0) { $0 + tables.people[$1] } >= 900) }
          if planning.within != nil { #expect(Set(group.map { tables.township[$0] }).count == 1) }
        }
        let islands = try data.network.ids(of: result.islands)
        #expect(groups.contains(alone) && islands == ["v\(tables.count - 1)"])
        #expect(abs((result.ratio ?? 0) - tables.ratio(groups)) < 1e-9, "seed \(seed)")
        #expect(result.sizes == groups.map(\.count) && result.sizes == result.sizes.sorted(by: >) && result.borders == .adjacent)
      } catch let fault as RegionFault {
        if case .impossible = fault { continue }
        Issue.record("seed \(seed): \(fault)")
      }
    }
    #expect(found >= 6)
  }

  @Test func islandsAreKeptJoinedOrDropped() throws {
    let tables = RegionTables(villages: 25, seed: 4)
    let data = try small(tables)
    var planning = Self.planning(["income"])
    planning.groups = 5
    for (islands, expected) in [(RegionPlanning.Islands.keep, 25), (.join, 25), (.drop, 24)] {
      planning.islands = islands
      let result = try planning.run(on: data.network)
      #expect(result.sizes.count == 5 && result.groups.count { $0 != nil } == expected && result.islands.count == 1)
      #expect(result.joined.count == (islands == .join ? 1 : 0))
      if let pair = result.joined.first {
        // The last village stands alone in its row; the nearest is above it, a little to the side.
        #expect(try data.network.ids(of: [pair.0, pair.1]) == ["v24", "v18"])
      }
      #expect(result.groups.last! == nil || islands != .drop)
    }
    planning.islands = .join
    planning.groups = nil
    planning.fewest = 4
    let joined = try planning.run(on: data.network)
    #expect(joined.sizes.allSatisfy { $0 >= 4 })
    planning.islands = .keep
    #expect(try planning.run(on: data.network).sizes.last == 1)
  }

  @Test func coordinatesStandInForBorders() throws {
    let tables = RegionTables(villages: 30, seed: 1)
    let data = try small(tables, hasBorders: false)
    var planning = Self.planning(["income"])
    planning.groups = 4
    let result = try planning.run(on: data.network)
    #expect(result.borders == .delaunay && result.islands.isEmpty && result.sizes.reduce(0, +) == 30)
    planning.neighbours = 3
    let nearest = try planning.run(on: data.network)
    #expect(nearest.borders == .nearest && nearest.borderCount >= 45)
    planning.neighbours = nil
    let bare = try SmallNetwork(["places.csv": "id,name,kind,income\nv1,A,village,1\nv2,B,village,2\n"])
    planning.groups = 1
    #expect(throws: RegionFault.noNeighbours) { try planning.run(on: bare.network) }
    let edges = try SmallNetwork(["places.csv": "id,name,kind,income\nv1,A,village,1\nv2,B,village,2\n", "edges.csv": "from,to\nv2,v1\n"])
    #expect(try planning.run(on: edges.network).borders == .edges)
  }

  /// What cannot be is said with its proof, and what the data do not answer with the column and the cell.
  @Test func faults() throws {
    let data = try small(RegionTables(villages: 24, seed: 2))
    func fault(_ change: (inout RegionPlanning) -> Void) throws -> RegionFault? {
      var planning = Self.planning(["income"])
      planning.groups = 4
      change(&planning)
      do {
        _ = try planning.run(on: data.network)
        return nil
      } catch let fault as RegionFault { return fault }
    }
    #expect(try fault { $0.groups = nil } == .nothingAsked)
    // A column that is the same everywhere tells nothing apart, whatever rounding makes of its mean.
    let alike = try SmallNetwork([
      "places.csv": "id,name,kind,income\n" + (0..<700).map { "v\($0),V,village,12345.67\n" }.joined(),
      "adjacent.csv": "a,b\n" + (1..<700).map { "v\($0 - 1),v\($0)\n" }.joined(),
    ])
    var same = Self.planning(["income"])
    same.groups = 3
    same.sweeps = 1
    #expect(try same.run(on: alike.network).ratio == nil)
    #expect(try fault { $0.groups = 25 } == .impossible([.groupCount(asked: 25, fewest: 2, most: 24)]))
    #expect(try fault { $0.groups = 1 } == .impossible([.groupCount(asked: 1, fewest: 2, most: 24)]))
    #expect(try fault { $0.by = ["name"] } == nil)
    #expect(try fault { $0.within = "county" } == .noLevel("county", kinds: ["township", "village"]))
    #expect(
      try fault { $0.selector = try? Selector("place[kind=group]") }
        == .noAreas(selector: "place[kind=group]", kinds: ["township", "village"]))
    #expect(try fault { $0.floors = [RegionPlanning.Sum(column: "industry", value: 3)] } != nil)
    guard case .noColumn("wealth", let columns) = try fault({ $0.by = ["wealth"] }) else {
      Issue.record("a column that is none")
      return
    }
    #expect(columns.contains("income"))
    guard case .impossible(let reasons) = try fault({ $0.caps = [RegionPlanning.Sum(column: "population", value: 300)] }) else {
      Issue.record("a cap below single villages")
      return
    }
    #expect(reasons.contains { if case .areaAboveCap(_, "population", let has, 300) = $0 { has > 300 } else { false } })
    for language in Language.allCases {
      let text = Texts(language).describe(RegionFault.impossible(reasons))
      #expect(text.contains("300") && !text.contains("{"))
    }
    let typo = try SmallNetwork([
      "places.csv": "id,name,kind,income\nv1,A,village,1\nv2,B,village,2\nv3,C,village,3o\nv4,D,village,-4\n",
      "adjacent.csv": "a,b\nv1,v2\n",
    ])
    var planning = Self.planning(["income"])
    planning.groups = 3
    #expect(throws: RegionFault.noNumber(column: "income", id: "v3", text: "3o")) { try planning.run(on: typo.network) }
    planning.by = []
    planning.selector = try Selector("place[id!=v3]")
    planning.floors = [RegionPlanning.Sum(column: "income", value: 1)]
    #expect(throws: RegionFault.negative(column: "income", id: "v4", text: "-4")) { try planning.run(on: typo.network) }
  }

  @Test func eachGroupHasAStrongVillage() throws {
    let tables = RegionTables(villages: 30, seed: 9)
    let data = try small(tables)
    var planning = Self.planning(["income"])
    planning.complements = ["strong=yes"]
    let result = try planning.run(on: data.network)
    let groups = try groups(result, data.network)
    #expect(groups.filter { $0.count > 1 }.allSatisfy { $0.contains { tables.strong[$0] } } && groups.count > 2)
  }

  /// Measures from their definitions, on the committees there are.
  @Test func principlesAreTheirDefinitions() throws {
    let tables = RegionTables(villages: 26, seed: 3)
    let data = try small(tables)
    let result = try RegionEvaluation(by: ["industry", "income"]).run(on: data.network)
    let groups = Dictionary(grouping: (0..<26).filter { tables.committee[$0] != nil }) { tables.committee[$0] ?? 0 }.values.map { $0 }
    #expect(result.sizes.sorted() == groups.map(\.count).sorted() && result.committees.count == groups.count)
    var (same, pairs) = (0, 0)
    for group in groups {
      for a in group {
        for b in group where a < b && tables.industry[a] != "" && tables.industry[b] != "" {
          pairs += 1
          if tables.industry[a] == tables.industry[b] { same += 1 }
        }
      }
    }
    #expect(abs((result.principles.industry ?? 0) - Double(same) / Double(pairs)) < 1e-12 && result.principles.function == nil)
    let led = groups.filter { $0.contains { !tables.strong[$0] } }
    #expect(result.principles.resources == Double(led.count { $0.contains { tables.strong[$0] } }) / Double(led.count))
    let largest = groups.map { group in
      (1...group.count).reversed().first { size in subsets(group, size).contains { tables.isConnected($0, within: false) } } ?? 0
    }
    let inLargest = Double(largest.reduce(0, +)) / Double(groups.reduce(0) { $0 + $1.count })
    #expect(abs((result.principles.adjacent ?? -1) - inLargest) < 1e-12)
    // Half the relative mean difference, over all pairs of villages.
    var means: [Double] = []
    for group in groups {
      let known = group.compactMap { tables.income[$0] }
      for _ in known { means.append(Double(known.reduce(0, +)) / Double(known.count)) }
    }
    let mean = means.reduce(0, +) / Double(means.count)
    var difference = 0.0
    for a in means { for b in means { difference += abs(a - b) } }
    #expect(abs((result.principles.growth ?? 0) - (1 - difference / Double(means.count * means.count) / 2 / mean)) < 1e-9)
    #expect(abs((result.ratio ?? 0) - tables.ratio(groups)) < 1e-9)
    let figures = result.figures.reduce(0) { $0 + ($1.population ?? 0) }
    #expect(Int(figures) == (0..<26).filter { tables.committee[$0] != nil }.reduce(0) { $0 + tables.people[$1] })
    #expect(result.figures.reduce(0) { $0 + $1.branches } == groups.reduce(0) { $0 + $1.count })
  }

  private func subsets(_ items: [Int], _ size: Int) -> [[Int]] {
    if size == 0 { return [[]] }
    guard let first = items.first else { return [] }
    return subsets(Array(items.dropFirst()), size - 1).map { [first] + $0 } + subsets(Array(items.dropFirst()), size)
  }

  /// A plan is a dataset: loaded again, its committees are the groups, each village in one, with people in office.
  @Test func aPlanIsADatasetAgain() throws {
    let tables = RegionTables(villages: 24, seed: 6)
    let data = try small(tables)
    var planning = Self.planning(["industry", "income"])
    planning.groups = 5
    let result = try planning.run(on: data.network)
    let folder = try ScratchFolder()
    try RegionPlan(result, of: data.network).write(to: folder.path + "/plan")
    // Twice: an earlier plan is replaced.
    try RegionPlan(result, of: data.network).write(to: folder.path + "/plan")
    let again = try Network(contentsOf: folder.path + "/plan", options: LoadOptions(day: testDay("2024-06-30")))
    #expect(again.rejected.count == 0 && again.unreadFiles.isEmpty)
    let judged = try RegionEvaluation(by: ["industry", "income"]).run(on: again)
    #expect(try groups(judged, again) == groups(result, data.network) && judged.principles == result.principles)
    #expect(abs((judged.ratio ?? 0) - (result.ratio ?? 1)) < 1e-12)
    let comparison = try #require(result.comparison)
    #expect(comparison.compared == tables.committee.count { $0 != nil } && comparison.moves.count <= comparison.compared)
    // Told again of the plan itself, nothing moves.
    var same = planning
    same.seed = planning.seed
    let replanned = try same.run(on: again)
    #expect(replanned.comparison?.adjustedRandIndex == 1 && replanned.comparison?.moves.isEmpty == true)
  }

  @Test func threadsDoNotShow() throws {
    let tables = RegionTables(villages: 60, seed: 8)
    var planning = Self.planning(["industry", "income"])
    (planning.fewest, planning.most) = (3, 8)
    planning.islands = .join
    let folder = try ScratchFolder(tables.files())
    let bytes = try [1, 3].map { jobs in
      let network = try folder.network(jobs: jobs)
      let result = try planning.run(on: network)
      return joined(try TableExport(for: .program).regions(result, of: network))
        + (try NetworkDrawing(network, in: .chinese).regions(result).picture.dot())
    }
    #expect(bytes[0] == bytes[1])
    #expect(shown(bytes[0]).contains("type,id,name,kind,place_path,group,group_size"))
  }
}
