import Testing

@testable import PairGraph

/// Each audit on a register with the fault planted beside rows that are only nearly so.
struct AuditTests {
  /// Id of the audit, of the subject, and what it has, of everything found.
  private func found(_ files: [String: String], on day: String = "2024-06-30") throws -> [String] {
    let folder = try ScratchFolder(files)
    var options = LoadOptions(day: try testDay(day), detail: .bounds, jobs: 1)
    options.counts = .helps
    options.serve(NormCheck.builtIn, audit: true)
    let network = try Network(contentsOf: folder.path, options: options)
    var check = NormCheck(norms: NormCheck.builtIn)
    check.audit = Audit()
    let result = try check.run(on: network)
    let norms = result.norms.map(\.norm)
    let ids = try SubjectIDs(norms, result.findings, in: network)
    return result.findings.enumerated().filter { result.norms[$1.norm].isAudit }.map { index, finding in
      let id = String(decoding: ids[index], as: UTF8.self)
      return "\(norms[finding.norm].id.dropFirst(6)) \(id) \(finding.isBelow ? "<" : ">") \(finding.has)"
    }
  }

  private static let places = "id,name,kind,parent\nt,镇,township,\nv1,东村,village,t\nv2,西村,village,t\n"

  @Test func onePhoneOfTwoHelpers() throws {
    let cadres = """
      id,name,phone
      a,甲,138 0000 0001
      b,乙,+8613800000001
      c,丙,13800000002
      d,丁,13800000003/13800000002
      e,戊,
      f,己,
      g,庚,12345
      h,辛,12345

      """
    #expect(try found(["cadres.csv": cadres]) == ["same-phone a > 2", "same-phone b > 2", "same-phone c > 2", "same-phone d > 2"])
  }

  @Test func oneNameWithTwoIDs() throws {
    let cadres = "id,name\na,张三\nb,张 三\nc,张三丰\nd,\ne,\n"
    #expect(try found(["cadres.csv": cadres]) == ["same-name a > 2", "same-name b > 2"])
  }

  @Test func declaredSizeAndRows() throws {
    let files = [
      "households.csv": "id,head,size\nh1,甲,2\nh2,乙,3\nh3,丙,1\nh4,丁,4\nh5,戊,\n",
      "nodes.csv": "id,kind,household\np1,person,h1\np2,person,h1\np3,person,h2\np4,person,h3\np5,person,h3\np6,person,h5\np7,person,\n",
    ]
    #expect(try found(files) == ["declared-size h2 < 1", "declared-size h3 > 2"])
  }

  @Test func householdOfTwoKinds() throws {
    let households = """
      id,head,place,kind,id_number
      h1,甲,v1,脱贫户,X1
      h2,乙,v2,监测户,X1
      h3,丙,v1,脱贫户,
      h4,丙,v1,监测户,
      h5,丙,v2,一般户,
      h6,丁,v1,脱贫户,
      h7,丁,v1,脱贫户,

      """
    let ids = ["h1", "h2", "h3", "h4"].map { "household-kinds \($0) > 2" }
    #expect(try found(["places.csv": Self.places, "households.csv": households]) == ids)
  }

  @Test func outsideTheVillageOfTheUnit() throws {
    let files = [
      "places.csv": Self.places, "units.csv": "id,name\nu1,局\nu2,所\nu3,站\n", "cadres.csv": "id,name,unit\na,甲,u1\nb,乙,u2\nc,丙,u3\nd,丁,\n",
      "households.csv": "id,head,place\nh1,子,v1\nh2,丑,v2\nh3,寅,\n",
      "pairings.csv": """
      from,to,kind,since,until
      u1,v1,包村,,
      u2,t,包村,,
      u3,v1,包村,,2020
      a,h1,包户,,
      a,h2,包户,,
      a,h3,包户,,
      b,h2,包户,,
      c,h2,包户,,
      d,h2,包户,,
      a,h2,旧,2019,2020

      """,
    ]
    #expect(try found(files) == ["outside-village pairings.csv:6 < 0", "outside-village pairings.csv:7 < 0"])
  }

  /// Where most help outside, households are not dealt by villages; where a few do, these are what was looked for.
  @Test func outsideTheVillageByRule() throws {
    func files(inside: Int, outside: Int) -> [String: String] {
      let households = (0..<inside + outside).map { "h\($0),户,\($0 < inside ? "v1" : "v2")\n" }.joined()
      let pairings = (0..<inside + outside).map { "a,h\($0),包户,,\n" }.joined()
      return [
        "places.csv": Self.places, "units.csv": "id,name\nu1,局\n", "cadres.csv": "id,name,unit\na,甲,u1\n",
        "households.csv": "id,head,place\n" + households, "pairings.csv": "from,to,kind,since,until\nu1,v1,包村,,\n" + pairings,
      ]
    }
    let count = { (inside: Int, outside: Int) in
      try found(files(inside: inside, outside: outside)).count { $0.hasPrefix("outside-village") }
    }
    #expect(try count(6, 5) == 5 && count(5, 5) == 5 && count(5, 6) == 0 && count(1, 8) == 8)
  }

  @Test func helperWhoLeft() throws {
    let files = [
      "cadres.csv": "id,name,until\na,甲,2024-06-29\nb,乙,2024-06-30\nc,丙,2023\nd,丁,\ne,戊,2020\n", "households.csv": "id,head\nh1,子\nh2,丑\n",
      "pairings.csv": "from,to,kind,since,until\na,h1,包户,,\na,h2,包户,,\nb,h1,包户,,\nc,h2,包户,,2023-12-31\nd,h1,包户,,\n",
    ]
    #expect(try found(files) == ["gone-helper a > 2"])
  }

  @Test func pairingPastItsEnd() throws {
    let files = [
      "cadres.csv": "id,name\na,甲\nb,乙\n", "households.csv": "id,head,need\nh1,子,\nh2,丑,\nh3,寅,\nh4,卯,0\nh5,辰,\n",
      "pairings.csv": """
      from,to,kind,since,until
      a,h1,包户,2020,2022
      b,h1,包户,2021,2023
      a,h2,包户,2020,2022
      b,h2,包户,2023,
      a,h4,包户,2020,2022
      a,h5,包户,2025,

      """,
    ]
    #expect(try found(files) == ["lapsed-cover pairings.csv:3 < 0"])
  }

  /// Audits are listed but break nothing.
  @Test func auditsBreakNothing() throws {
    let folder = try ScratchFolder(["cadres.csv": "id,name\na,甲\nb,甲\n"])
    let network = try folder.network()
    var check = NormCheck(norms: NormCheck.builtIn)
    check.audit = Audit(language: .chinese)
    let result = try check.run(on: network)
    #expect(result.findings.count == 2 && !result.isBroken && result.norms.map(\.norm.title).contains("同一姓名有多个编号"))
    #expect(result.norms.filter(\.isAudit).count == 7 && result.places.total == PlaceTally.Count())
  }
}
