import Testing

@testable import PairGraph

/// What an import writes is loaded again without a rejected row.
struct WrittenDatasetTests {
  private static func loaded(_ text: String) throws -> ImportedRosters {
    let found = try ImportedRosters(text)
    try found.expectLoads("\(text)")
    return found
  }

  /// A cadre whom only a visit names has as many cells as the others.
  @Test func cadresOfVisitsAlone() throws {
    let header = "村,户主姓名,帮扶责任人,职务,联系电话,走访日期,走访人\n甲村,张三,李四,科长,13800000001,2024-05-01,王 五\n"
    for (text, role) in [(header, ""), (header + "甲村,赵六,王五,员,,,\n", "员")] {
      let found = try Self.loaded(text)
      #expect(found.column("cadres", "name") == ["李四", "王 五"] && found.column("cadres", "role") == ["科长", role])
      #expect(found.column("visits", "from").map { found.value("cadres", $0, "name") } == ["王 五"])
    }
  }

  /// A number of people that no household has is left out, and said so: a phone number, a year or an income in the wrong column.
  @Test(arguments: [
    "12345678901234567", "9007199254740993", "12345678901234567人", "12345678901234567.0", "13800138000", "13800138000.0", "5550123", "2021",
    "1000人",
  ])
  func sizesThatAreTooLarge(size: String) throws {
    let found = try Self.loaded("村,户主姓名,家庭人口,帮扶人\n甲村,张三,\(size),李四\n甲村,王五,000000000000000004,李四\n")
    #expect(found.column("households", "size").first == "" && found.notes(.leftOut) == ["2 张三 家庭人口: \(size)"])
  }

  @Test func sizesThatMayBe() throws {
    let found = try Self.loaded("村,户主姓名,家庭人口数,帮扶人\n甲村,张三,999,李四\n甲村,王五,0012,李四\n甲村,赵六,12人,李四\n甲村,钱七,7.0,李四\n甲村,孙八,,李四\n")
    #expect(found.column("households", "size") == ["999", "0012", "12", "7", ""] && found.notes(.leftOut).isEmpty)
  }

  /// A visit is on a day; a month is none.
  @Test(arguments: ["2024.5", "2024", "202405", "2024年5月"]) func visitsInAMonth(date: String) throws {
    let found = try Self.loaded("户主姓名,帮扶人,走访日期\n张三,李四,\(date)\n王五,李四,2024.5.1\n")
    #expect(found.problems == ["2 走访日期 bad-date"] && found.column("visits", "date") == ["2024-05-01"])
    #expect(found.result.rejected.entries.map(Texts(.english).advice(on:)) == ["`\(date)` is no day: write 2021-05-01"])
  }

  /// Columns of one's own never get a name that another column has.
  @Test(arguments: [
    "户主姓名,need_3,need,帮扶人\n张三,1,2,李四\n", "户主姓名,column_3,,帮扶人\n张三,1,2,李四\n", "户主姓名,牛_4,牛,牛,帮扶人\n张三,1,2,3,李四\n",
  ]) func namesOfColumns(text: String) throws {
    let found = try Self.loaded(text)
    let row = try #require(found.rows("households").first)
    #expect(Set(row.values).isSuperset(of: ["1", "2"]), "\(row)")
  }

  @Test func aColumnCalledHelper() throws {
    let found = try Self.loaded("第一帮扶单位,第二帮扶单位,村,helper\n某局,某企业,甲村,好\n")
    #expect(found.rows("pairings").allSatisfy { $0.values.contains("好") } && found.rows("pairings").count == 2)
  }
}

extension ImportedRosters {
  /// The only roster, `台账.csv`, imported and loaded: every row of a table of nodes is a node, and only rows of the roster are rejected.
  func expectLoads(_ name: String) throws {
    do {
      let (network, result) = try Network.ofRoster(folder.path + "/台账.csv", RosterImport())
      #expect(
        network.rejected.entries.map(\.problem) == result.rejected.entries.map(\.problem) && network.unknownReferences.isEmpty, "\(name)")
      #expect(network.nodeCount == TableSpec.nodeTables.reduce(0) { $0 + (tables[$1.file] ?? []).count }, "\(name)")
    } catch let error as LoadError { Issue.record("\(error): \(name)") }
  }
}
