import Foundation
import Testing

@testable import PairGraph

/// The packs of `datasets/norms`: each can be read, says where it is from, and catches a planted breach beside somebody who keeps it.
struct PublishedNormsTests {
  private static let folder = SourceTree.root + "/datasets/norms/"

  /// A network, and all that a pack must find in it.
  struct Planted: Sendable, CustomTestStringConvertible {
    var pack: String
    var day: String
    var files: [String: String]
    /// `NORM ID HAS`.
    var findings: Set<String>

    var testDescription: String { "\(pack) on \(day)" }
  }

  /// `helper,helped` for so many households of one helper.
  private static func cases(_ helper: String, _ count: Int, kind: String = "包户") -> String {
    (1...count).map { "\(helper),h\($0),\(kind)\n" }.joined()
  }

  private static let eightHouseholds = "id,head,kind\n" + (1...9).map { "h\($0),户\($0),脱贫户\n" }.joined()

  private static let planted = [laizhou, fengshan, beforeFengshan, wufeng, dazu, changan, national]

  /// A helper may have one household as the first and five as the second responsible.
  private static let laizhou = Planted(
    pack: "laizhou-2018", day: "2018-12-31",
    files: [
      "households.csv": eightHouseholds + "h10,户10,一般户\n", "cadres.csv": "id,name\nc1,甲\nc2,乙\nc3,丙\nc4,丁\n",
      "pairings.csv": "from,to,kind\n" + (1...7).map { "c\($0 == 1 ? 1 : 2),h\($0),第一帮扶责任人\n" }.joined()
        + "c1,h8,第一帮扶责任人\nc2,h8,第一帮扶责任人\n" + cases("c3", 5, kind: "第二帮扶责任人") + cases("c4", 6, kind: "第二帮扶责任人"),
    ], findings: ["第一责任人 h9 0", "第一责任人 h8 2", "第一责任人一户 c1 2", "第一责任人一户 c2 7", "第二责任人五户 c4 6"])

  private static let fengshanFiles = [
    "units.csv": "id,name,level\nu1,县单位,县\nu2,市单位,市\nu3,乡政府,乡镇\n", "households.csv": eightHouseholds,
    "cadres.csv": """
    id,name,unit,rank,role
    a8,正处甲,u1,正处,
    a9,正处乙,u1,县处级正职,
    b5,一般甲,u3,一般,
    d8,副处甲,u3,副处,第一书记
    s8,第一书记甲,u2,正处,第一书记
    s6,第一书记乙,u2,副科,第一书记
    m6,市直甲,u2,正处,
    m5,市直乙,u2,正处,处长
    m2,市直丙,u2,一般,
    n9,未填,u1,,

    """,
    "pairings.csv": "from,to,kind\n"
      + [("a8", 8), ("a9", 9), ("b5", 5), ("d8", 8), ("s8", 8), ("s6", 6), ("m6", 6), ("m5", 5), ("m2", 2), ("n9", 9)]
      .map { cases($0.0, $0.1) }.joined(),
  ]

  private static let fengshan = Planted(
    pack: "fengshan-2016", day: "2016-12-31", files: fengshanFiles,
    findings: ["县乡正处8户 a9 9", "县乡一般4户 b5 5", "县乡副处7户 d8 8", "第一书记副科5户 s6 6", "市直正处5户 m6 6", "市直一般1户 m2 2"])

  /// A norm holds from its document on.
  private static let beforeFengshan = Planted(pack: "fengshan-2016", day: "2016-01-31", files: fengshanFiles, findings: [])

  private static let wufeng = Planted(
    pack: "wufeng-2016", day: "2016-12-31",
    files: [
      "households.csv": eightHouseholds, "cadres.csv": "id,name,rank\na,甲,正处\nb,乙,副处\nc,丙,正科\nd,丁,副科\ne,戊,一般\nf,己,科员级\n",
      "pairings.csv": "from,to,kind\n" + cases("a", 5) + cases("b", 5) + cases("c", 3) + cases("d", 3) + cases("e", 1) + cases("f", 2),
    ], findings: ["副处4户 b 5", "副科2户 d 3", "一般1户 f 2"])

  /// h1 has what it should, h2 three visits and an old call, h3 is not asked; one team is there on 20 days of November, the other on 19.
  private static let dazu = Planted(
    pack: "dazu-2017", day: "2017-12-31",
    files: [
      "places.csv": "id,name,kind\nv1,村01,village\nv2,村02,village\n",
      "households.csv": "id,head,kind\nh1,户01,贫困户\nh2,户02,贫困户\nh3,户03,一般户\n", "cadres.csv": "id,name\nc1,甲\n",
      "committees.csv": "id,name,kind\nk1,队01,驻村工作队\nk2,队02,驻村工作队\n",
      "pairings.csv": "from,to,kind,since\nk1,v1,驻村,2017\nk2,v2,驻村,2017\n",
      "visits.csv": "from,to,date,kind\nc1,h1,2017-12-01,电话\nc1,h2,2017-11-30,电话\n"
        + ["02", "05", "08", "12"].map { "c1,h1,2017-\($0)-10,入户\n" }.joined()
        + ["02", "05", "08"].map { "c1,h2,2017-\($0)-10,入户\n" }.joined()
        + (10...29).map { "k1,v1,2017-12-\($0),驻村\n" }.joined() + (10...28).map { "k2,v2,2017-12-\($0),驻村\n" }.joined()
        + "k2,v2,2017-11-30,驻村\n",
    ], findings: ["每年四访 h2 3", "每月电话 h2 0", "驻村三分之二 pairings.csv:3 19"])

  /// The last whole week ends on 31 December, a Sunday; the last half of the month began on the 16th.
  private static let changan = Planted(
    pack: "changan-2017", day: "2017-12-31",
    files: [
      "households.csv": "id,head,kind\nh1,户01,贫困户\nh2,户02,贫困户\nh3,户03,贫困户\nh4,户04,一般户\n", "cadres.csv": "id,name\nc1,甲\n",
      "visits.csv":
        "from,to,date,kind\nc1,h1,2017-12-25,电话\nc1,h1,2017-12-16,入户\nc1,h2,2017-12-24,入户\nc1,h3,2017-12-31,微信\nc1,h3,2017-12-15,入户\n",
    ], findings: ["每周联系 h2 0", "半月走访 h3 0"])

  private static let national = Planted(
    pack: "national-2021", day: "2021-06-01",
    files: [
      "places.csv": """
      id,name,kind,lifted,resettled,lax
      v1,村01,village,yes,,
      v2,村02,village,yes,,yes
      v3,社区03,village,,yes,
      v4,村04,village,,,yes
      v5,村05,village,,,

      """,
      "cadres.csv": "id,name,role\ns1,甲,第一书记\ns2,乙,第一书记\ns3,丙,第一书记\nx1,丁,队员\n",
      "committees.csv": "id,name,kind\nk1,队01,驻村工作队\nk2,队02,联村党委\n",
      "pairings.csv": "from,to,kind,until\ns1,v1,驻村,\nk1,v1,驻村,\ns2,v2,驻村,\nk2,v2,驻村,\ns3,v3,驻村,2021-05-31\nk1,v3,驻村,\nx1,v4,驻村,\n",
    ], findings: ["脱贫村工作队 v2 0", "易地搬迁安置村第一书记 v3 0", "软弱涣散村第一书记 v4 0", "软弱涣散村工作队 v2 0", "软弱涣散村工作队 v4 0"])

  @Test(arguments: planted) func catchesWhatWasPlanted(planted: Planted) throws {
    let norms = try NormPack(contentsOf: Self.folder + planted.pack + ".csv").usable()
    let folder = try ScratchFolder(planted.files)
    var options = LoadOptions(day: try testDay(planted.day), detail: .bounds, jobs: 1)
    options.serve(norms)
    let network = try Network(contentsOf: folder.path, options: options)
    #expect(network.rejected.count == 0)
    let result = try NormCheck(norms: norms).run(on: network)
    let ids = try SubjectIDs(norms, result.findings, in: network)
    let found = result.findings.enumerated().map { index, finding in
      "\(norms[finding.norm].id) \(String(decoding: ids[index], as: UTF8.self)) \(finding.has)"
    }
    #expect(Set(found) == planted.findings && found.count == planted.findings.count, "\(found)")
  }

  @Test func everyPackIsSound() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".csv") }.sorted()
    #expect(Set(files) == Set(Self.planted.map { $0.pack + ".csv" }))
    let readme = try String(contentsOfFile: Self.folder + "README.md", encoding: .utf8)
    for file in files {
      let pack = try NormPack(contentsOf: Self.folder + file)
      #expect(
        !pack.norms.isEmpty && pack.faults.isEmpty && pack.unknownColumns.isEmpty && NormConflict.find(pack.norms).count == 0, "\(file)")
      // The document with its address, and the day from which it holds.
      #expect(pack.norms.allSatisfy { $0.source.contains(".c") || $0.source.contains(".net") || $0.source.contains(".plus") }, "\(file)")
      #expect(pack.norms.allSatisfy { $0.since != nil && !$0.title.isEmpty }, "\(file)")
      #expect(readme.contains("[`\(file)`](\(file))"), "\(file)")
    }
  }
}
