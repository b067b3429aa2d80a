import Testing

@testable import PairGraph

/// Generated networks have the figures of their documents, and are the same everywhere.
struct GeneratedNetworkTests {
  private static func layout(_ profile: String, seed: UInt64 = 1) throws -> Layout {
    var generator = try NetworkGenerator(profile: profile)
    generator.seed = seed
    generator.day = try testDay("2024-06-30")
    return generator.layout
  }

  /// Rows of a table, by column.
  private static func rows(_ layout: Layout, _ file: String) -> [[String: String]] {
    guard let table = NetworkGenerator.tables(layout).first(where: { $0.file == file }) else { return [] }
    return (0..<table.rowCount).map { row in
      let cells = table.row(row).split(separator: 0x2c, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      return Dictionary(uniqueKeysWithValues: zip(table.columns, cells))
    }
  }

  // MARK: Figures of the documents

  /// Rows of a table, or those with a value in a column.
  struct Figure: Sendable {
    var file: String
    var column: String
    var value: String
    var count: Int

    init(_ file: String, _ column: String, _ value: String, _ count: Int) {
      (self.file, self.column, self.value, self.count) = (file, column, value, count)
    }
  }

  private static let anding: [Figure] = [
    Figure("branches.csv", "kind", "党支部", 33),
    Figure("committees.csv", "kind", "联村党总支", 6),
    Figure("units.csv", "kind", "服务中心", 5),
    Figure("cadres.csv", "role", "科室负责人", 25),
    Figure("cadres.csv", "role", "村党支部书记", 33),
  ]
  private static let chengxiang: [Figure] = [
    Figure("places.csv", "lax", "yes", 9),
    Figure("cadres.csv", "role", "第一书记", 27),
    Figure("committees.csv", "kind", "中心村党委", 4),
    Figure("members.csv", "role", "成员村", 17),
    Figure("units.csv", "kind", "企业", 22),
  ]
  private static let suifenhe: [Figure] = [
    Figure("branches.csv", "", "", 207),
    Figure("units.csv", "kind", "机关", 26),
    Figure("places.csv", "kind", "village", 11),
    Figure("households.csv", "", "", 1537),
  ]
  private static let wanyuan: [Figure] = [
    Figure("branches.csv", "", "", 980),
    Figure("branches.csv", "kind", "流动党支部", 8),
    Figure("places.csv", "poor", "yes", 170),
    Figure("places.csv", "lax", "yes", 67),
    Figure("committees.csv", "kind", "驻村工作队", 170),
    Figure("cadres.csv", "", "", 12000),
    Figure("cadres.csv", "role", "县领导", 31),
    Figure("cadres.csv", "role", "第一书记", 785),
    Figure("cadres.csv", "role", "党务工作者", 686),
    Figure("units.csv", "kind", "机关", 123),
    Figure("units.csv", "kind", "外来单位", 88),
    Figure("units.csv", "kind", "企业", 142),
  ]
  private static let liupanshui: [Figure] = [
    Figure("committees.csv", "kind", "联村党委", 72),
    Figure("places.csv", "kind", "township", 44),
    Figure("places.csv", "kind", "village", 304),
    Figure("units.csv", "kind", "企业", 186),
    Figure("units.csv", "kind", "合作社", 303),
    Figure("units.csv", "kind", "金融机构", 9),
    Figure("units.csv", "kind", "平台公司", 21),
  ]
  private static let huanggang: [Figure] = [
    Figure("places.csv", "key", "yes", 42),
    Figure("places.csv", "kind", "village", 892),
    Figure("units.csv", "kind", "机关", 1300),
  ]

  private static let figures: [(String, [Figure])] = [
    ("anding", anding), ("chengxiang", chengxiang), ("suifenhe", suifenhe), ("wanyuan", wanyuan), ("liupanshui", liupanshui),
    ("huanggang", huanggang),
  ]

  @Test(arguments: figures) func countsAreTheDocuments(profile: String, figures: [Figure]) throws {
    for seed in [1, 2] as [UInt64] {
      let layout = try Self.layout(profile, seed: seed)
      var tables: [String: [[String: String]]] = [:]
      for figure in figures {
        let rows = tables[figure.file] ?? Self.rows(layout, figure.file)
        tables[figure.file] = rows
        let count = figure.column.isEmpty ? rows.count : rows.count { $0[figure.column] == figure.value }
        #expect(count == figure.count, "\(profile) \(figure)")
      }
    }
  }

  @Test func sumsAreTheDocuments() throws {
    let sum = { (rows: [[String: String]], column: String) in rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
    #expect(sum(Self.rows(try Self.layout("anding"), "branches.csv"), "members") == 1619)
    #expect(sum(Self.rows(try Self.layout("suifenhe"), "branches.csv"), "members") == 4134)
    #expect(sum(Self.rows(try Self.layout("huanggang"), "branches.csv"), "members") == 341_759)
    let liupanshui = try Self.layout("liupanshui")
    let villages = Self.rows(liupanshui, "places.csv").filter { $0["kind"] == "village" }
    #expect(sum(villages, "population") == 760_000)
    // The first committee has 8 villages with 1 595 households.
    let committee = try #require(Self.rows(liupanshui, "committees.csv").first)
    let members = Self.rows(liupanshui, "members.csv").filter { $0["committee"] == committee["id"] && $0["role"] == "成员村" }
    let first = villages.filter { village in members.contains { $0["member"] == village["id"] } }
    #expect(committee["name"] == "娘娘山联村党委" && first.count == 8 && sum(first, "households") == 1595)
  }

  @Test func huanggangAtFullScale() throws {
    let layout = try Self.layout("huanggang")
    #expect(layout.count(.branch) == 15_976 && layout.count(.cadre) == 80_000 && layout.count(.household) == 340_000)
    #expect(layout.cadreGroups.map(\.count).prefix(2) == [42, 14_858])
    let links = { (kind: String) in layout.links.first { $0.rule.kind == kind } }
    #expect(links("领导联村")?.count == 42 && links("部门包村")?.count == 1300 && links("部门包村")?.deal.holders == 892)
    let households = try #require(links("包户"))
    #expect(households.count == 340_000 && (0..<80_000).allSatisfy { households.deal.load(of: $0) > 0 })
    // Most have few, some have many.
    let loads = (0..<80_000).map { households.deal.load(of: $0) }.sorted()
    #expect(loads[40_000] < 4 && loads[79_999] > 8)
  }

  @Test func largeProfilesAtFullScale() throws {
    for (profile, households, cadres, villages, units) in [
      ("province", 10_000_000, 2_000_000, 40_000, 20_000)
    ] {
      let layout = try Self.layout(profile)
      #expect(layout.count(.household) == households && layout.count(.cadre) == cadres && layout.villages.count == villages)
      #expect(layout.count(.unit) == units)
    }
  }

  // MARK: The same everywhere

  @Test(arguments: PlantedFaultTests.profiles) func theSeedDecides(profile: String, scale: Double) throws {
    let data = { (seed: UInt64, day: String, jobs: Int) in
      try GeneratedData(profile, seed: seed, on: day, faults: true, scale: scale, jobs: jobs).files
    }
    let once = try data(1, "2024-06-30", 1)
    #expect(try once == data(1, "2024-06-30", 1))
    let other = try data(2, "2024-06-30", 1)
    for file in once.keys where !["norms.csv", "committees.csv"].contains(file) {
      #expect(once[file] != other[file], "\(profile) \(file)")
    }
    #expect(once["norms.csv"] == other["norms.csv"])
    #expect(try once["pairings.csv"] != data(1, "2025-06-30", 1)["pairings.csv"])
    if profile == "wanyuan" { for jobs in [2, 5] { #expect(try once == data(1, "2024-06-30", jobs)) } }
  }

  /// Numbers of the generator are what they have always been.
  @Test func bytesAreTheSameOnEveryMachine() throws {
    let data = try GeneratedData("anding", seed: 7, on: "2024-12-31", faults: true)
    let sum = data.files.keys.sorted().filter { $0 != "norms.csv" }.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, file in
      (data.files[file] ?? []).reduce(hash) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    #expect(String(sum, radix: 16) == "f06bf5de1ae84d86")
  }

  /// Faults change rows, not the network under them.
  @Test func withoutFaultsThereIsNoAnswerSheet() throws {
    let (clean, spoilt) = (try GeneratedData("suifenhe", scale: 0.1), try GeneratedData("suifenhe", faults: true, scale: 0.1))
    #expect(clean.files["answers.csv"] == nil && spoilt.files["answers.csv"] != nil)
    #expect(clean.files["norms.csv"] == spoilt.files["norms.csv"])
    let rows = { (data: GeneratedData) in Set(data.text("households.csv").split(separator: "\n")) }
    #expect(rows(clean).isSubset(of: rows(spoilt)))
    #expect(clean.text("generated.csv") == "profile,seed,on,faults,scale\nsuifenhe,1,2024-06-30,no,0.1\n")
  }

  @Test(arguments: NetworkGenerator.profiles) func profilesAreSoundAtOtherScales(profile: String) throws {
    for scale in ["province", "nation"].contains(profile) ? [0.000_02, 0.000_1] : [0.01, 0.05] {
      let data = try GeneratedData(profile, scale: scale)
      let naive = NaiveNorms({ data.text($0) }, on: "2024-06-30", countsLastDay: false)
      #expect(naive.findings.isEmpty && naive.rejected.isEmpty && naive.merged == 0, "\(scale): \(naive.findings.prefix(3))")
      #expect(try data.network().unknownReferences.isEmpty)
    }
  }

  // MARK: Places

  /// Every village has neighbours, all hang together, and neighbours are near each other.
  @Test(arguments: ["anding", "chengxiang", "liupanshui"]) func neighbours(profile: String) throws {
    let layout = try Self.layout(profile)
    let pairs = VillageGrid(layout).neighbours()
    var group = Array(0..<layout.villages.upperBound)
    let points = Dictionary(
      uniqueKeysWithValues: Self.rows(layout, "places.csv").enumerated().map { ($0, ($1["lat"] ?? "", $1["lon"] ?? "")) })
    for (a, b) in pairs {
      #expect(a != b && layout.villages.contains(a) && layout.villages.contains(b))
      let (old, new) = (group[a], group[b])
      for place in group.indices where group[place] == old { group[place] = new }
      let (p, q) = (try #require(points[a]), try #require(points[b]))
      let distance = [(p.0, q.0), (p.1, q.1)].reduce(0.0) { $0 + abs((Double($1.0) ?? 0) - (Double($1.1) ?? 9)) }
      #expect(distance < 0.25)
    }
    #expect(Set(layout.villages.map { group[$0] }).count == 1)
    #expect(Set(pairs.map { [$0.0, $0.1].sorted() }).count == pairs.count)
  }
}
