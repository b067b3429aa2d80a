import Foundation
import Testing

@testable import PairGraph

/// The datasets of this package, against what their READMEs say about them.
struct DatasetTruthsTests {
  private static let folder = SourceTree.root + "/datasets/"

  private struct Question {
    let network: Network

    init(_ name: String, on day: String) throws {
      network = try Network(
        contentsOf: DatasetTruthsTests.folder + name, options: LoadOptions(day: try testDay(day), detail: .full, jobs: 2))
      // Real data must load without a word of complaint.
      #expect(network.rejected.count == 0 && network.unknownReferences.isEmpty && network.unreadFiles.isEmpty, "\(name)")
      #expect(network.rows.allSatisfy { $0.read == $0.used }, "\(name)")
    }

    func names(_ nodes: [Int]) throws -> [String] {
      let texts = NodeTexts(network)
      return try nodes.map { try texts.label(of: $0) }
    }

    func uncovered() throws -> [String] { try names(CoverageCheck().run(on: network).findings.map(\.subject)) }

    /// Name of the helped -> names of its helpers.
    func helpers() throws -> [String: [String]] {
      var result: [String: [String]] = [:]
      for edge in network.edges(.pairings).aliveEdges { result[try names([Int(edge.to)])[0], default: []] += try names([Int(edge.from)]) }
      return result
    }
  }

  // MARK: hubei-2020

  @Test func hubeiBeforeItBegan() throws { #expect(try Question("hubei-2020", on: "2020-02-06").uncovered().count == 16) }

  @Test(arguments: ["2020-02-08"]) func hubeiFirstListIsAPerfectMatching(day: String) throws {
    let question = try Question("hubei-2020", on: day)
    let helpers = try question.helpers()
    #expect(helpers.count == 16 && helpers.values.allSatisfy { $0.count == 1 } && Set(helpers.values.joined()).count == 16)
    #expect(try question.uncovered().isEmpty)
    #expect(try OverloadCheck(max: 1).run(on: question.network).findings.isEmpty)
    let network = question.network
    #expect(
      network.rows == [
        TableRows(file: "places.csv", read: 43, used: 43, merged: 0, rejected: 0),
        TableRows(file: "pairings.csv", read: 37, used: 37, merged: 0, rejected: 0),
      ])
  }

  @Test func hubeiSecondList() throws {
    let question = try Question("hubei-2020", on: "2020-02-20")
    let helpers = try question.helpers()
    #expect(helpers.count == 16 && Set(helpers.values.joined()).count == 19)
    #expect(Set(helpers.filter { $0.value.count == 2 }.keys) == ["孝感市", "黄冈市", "荆州市", "襄阳市", "荆门市"])
    #expect(helpers.values.allSatisfy { 1...2 ~= $0.count })
    #expect(try question.uncovered().isEmpty)
    let overload = try OverloadCheck(max: 1).run(on: question.network)
    #expect(try question.names(overload.findings.map(\.subject)) == ["山西省"] && overload.findings.map(\.has) == [3])
    #expect(Set(helpers.filter { $0.value.contains("山西省") }.keys) == ["仙桃市", "天门市", "潜江市"])
  }

  @Test func hubeiTwoPairsWereKept() throws {
    let pairs = { (day: String) in
      Set(try Question("hubei-2020", on: day).helpers().flatMap { helped, helpers in helpers.map { "\($0)–\(helped)" } })
    }
    #expect(try pairs("2020-02-08").intersection(pairs("2020-02-20")) == ["山东省–黄冈市", "浙江省–荆门市"])
  }

  // MARK: xinjiang-2010

  @Test func xinjiangEveryReceiverHasOneGiver() throws {
    let question = try Question("xinjiang-2010", on: "2024-01-01")
    let coverage = try CoverageCheck().run(on: question.network)
    #expect(coverage.subjects.total == PlaceTally.Count(asked: 49, broken: 0))
    let helpers = try question.helpers()
    #expect(helpers.count == 49 && helpers.values.allSatisfy { $0.count == 1 } && Set(helpers.values.joined()).count == 19)
    let overload = try OverloadCheck(max: 4).run(on: question.network)
    #expect(
      try zip(question.names(overload.findings.map(\.subject)), overload.findings.map(\.has)).map { "\($0) \($1)" } == ["江苏省 6", "北京市 5"])
    #expect(try Question("xinjiang-2010", on: "2009-12-31").uncovered().count == 49)
  }

  /// In the four prefectures given by county, each county has a giver and the prefecture itself none.
  @Test(arguments: [("喀什", 12), ("和田", 8), ("克孜勒苏", 4), ("阿勒泰", 7)])
  func xinjiangCountiesAreCoveredOnce(prefecture: String, count: Int) throws {
    let question = try Question("xinjiang-2010", on: "2024-01-01")
    let (network, helpers) = (question.network, try question.helpers())
    let all = Array(0..<network.nodeCount)
    let parent = try #require(all.first { try question.names([$0])[0].hasPrefix(prefecture) && network.place(of: $0) != nil })
    let counties = try question.names(all.filter { network.place(of: $0) == parent })
    #expect(counties.count == count && counties.allSatisfy { helpers[$0]?.count == 1 })
    #expect(helpers[try question.names([parent])[0]] == nil)
  }

  /// 阜康市 has a giver of its own besides that of its prefecture.
  @Test func xinjiangInheritedLinks() throws {
    let question = try Question("xinjiang-2010", on: "2024-01-01")
    let twice = try CoverageCheck(of: Selector("place"), inherits: true).run(on: question.network)
    let helpers = try question.helpers()
    #expect(helpers["阜康市"] == ["山西省"] && helpers["昌吉回族自治州"] == ["福建省"])
    #expect(try !question.names(twice.findings.map(\.subject)).contains("阜康市"))
  }

  // MARK: ganzhou-2022 and anding

  @Test func ganzhouEightOfEighteen() throws {
    let question = try Question("ganzhou-2022", on: "2024-01-01")
    #expect(try CoverageCheck().run(on: question.network).subjects.total == PlaceTally.Count(asked: 18, broken: 8))
    #expect(Set(try question.uncovered()) == ["赣县区", "上犹县", "崇义县", "定南县", "全南县", "会昌县", "石城县", "瑞金市"])
    #expect(try OverloadCheck(max: 1).run(on: question.network).findings.isEmpty)
  }

  @Test func andingHas33Villages() throws {
    let question = try Question("anding", on: "2024-01-01")
    let summary = NetworkSummary(of: question.network)
    #expect(summary.nodes.map(\.type) == ["place", "branch"] && summary.nodes.map(\.count) == [36, 33] && summary.edges.isEmpty)
    #expect(summary.nodes[0].kinds.first { $0.kind == "village" }?.count == 33)
    let coverage = try CoverageCheck().run(on: question.network)
    #expect(coverage.subjects.total.asked == 0 && coverage.findings.isEmpty)
    let villages = try CoverageCheck(of: Selector("place[kind=village]")).run(on: question.network)
    #expect(villages.findings.count == 33)
  }
}
