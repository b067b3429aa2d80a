import Testing

@testable import PairGraph

/// Single rules of norms, each on a few rows whose answer is counted by hand.
struct NormRulesTests {
  private static let header = "id,level,subject,relation,side,partner,measure,min,max,every,inherit,since,until\n"

  /// Findings as `norm id period below|above has/bound`, of a pack of these rows.
  private func findings(
    _ files: [String: String], _ norms: String..., on day: String = "2021-06-30", from: String? = nil
  ) throws -> [String] {
    let folder = try ScratchFolder(files.merging(["norms.csv": Self.header + norms.joined(separator: "\n") + "\n"]) { $1 })
    let pack = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay(day), detail: .bounds, jobs: 2)
    options.serve(pack)
    let network = try Network(contentsOf: folder.path, options: options)
    let result = try NormCheck(norms: pack, from: from.map(testDay)).run(on: network)
    let ids = try SubjectIDs(pack, result.findings, in: network)
    return result.findings.enumerated().map { index, finding in
      let period = finding.period.map { "\($0)" } ?? "-"
      let id = String(decoding: ids[index], as: UTF8.self)
      return "\(pack[finding.norm].id) \(id) \(period) \(finding.isBelow ? "below" : "above") \(finding.has)/\(finding.bound)"
    }
  }

  // MARK: Bounds

  private static let village: [String: String] = [
    "places.csv": "id,kind,parent\nt,township,\nv,village,t\n",
    "households.csv": "id,place,need,capacity,least,most\nh1,v,,,5,2\nh2,v,0,,1,1\n",
    "cadres.csv": "id,place\nk1,v\nk2,v\nk3,\n",
    "pairings.csv": """
    from,to,kind,since,until,amount
    k1,h1,包户,2021-01-10,2021-05-09,100
    k2,h1,包户,2020,,50
    k2,h1,包户,2021,,50
    k2,h1,包户,2021,,50
    k3,h1,,2021-03-31,2021-12-31,7

    """,
  ]

  /// The warnings on a pack of these rows, or what is wrong with it.
  private func warnings(_ files: [String: String], _ norms: String...) throws -> [String] {
    let folder = try ScratchFolder(files.merging(["norms.csv": Self.header + norms.joined(separator: "\n") + "\n"]) { $1 })
    let pack = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay("2021-06-30"), detail: .bounds, jobs: 2)
    options.serve(pack)
    let network = try Network(contentsOf: folder.path, options: options)
    do { return try Reports(network, in: .english).warnings(on: try NormCheck(norms: pack).run(on: network)) } catch let error
      as NormPackError
    {
      return error.faults.map { Texts(.english).describe($0) }.map { String($0[($0.range(of: "column ")?.lowerBound ?? $0.startIndex)...]) }
    }
  }

  /// What cannot hold by the data: columns, sides that come to the same, a column against a number, subjects with a condition more.
  @Test func conflictsThatTheDataShow() throws {
    let files = Self.village
    #expect(
      try warnings(files, "n,,household,pairing,,,,least,most,,,,") == [
        "norm n cannot hold for 1 subject, such as h1 h1: at least 5, and at most 2"
      ])
    #expect(
      try warnings(files, "a,,household,pairing,,,,least,,,,,", "b,,household,pairing,helped,,,,3,,,,") == [
        "norms a and b cannot both hold for 1 subject, such as h1 h1: at least 5, and at most 3, of the same"
      ])
    #expect(
      try warnings(files, "a,,household,pairing,,,,4,,,,,", "b,,household[id=h2],pairing,helped,,,,3,,,,") == [
        "norms a and b cannot both hold for 1 subject, such as h2 h2: at least 4, and at most 3, of the same"
      ])
    #expect(
      try warnings(files, "a,,household,pairing,,,,4,,,,,", "b,,household[id=h2],pairing,,,,,3,,,,") == [
        "norms a and b cannot both hold: at least 4, and at most 3, of the same"
      ], "said once, by the numbers")
    #expect(try warnings(files, "a,,household[id=h1],pairing,,,,4,,,,,", "b,,household[id=h2],pairing,helped,,,,3,,,,") == [])
    #expect(try warnings(files, "a,,household,pairing,,,,4,,P1M,,,", "b,,household,pairing,helped,,,,most,P1Y,,,") == [])
    #expect(try warnings(files, "a,info,household,pairing,,,,least,,,,,", "b,,household,pairing,helped,,,,3,,,,") == [])
  }

  /// A relation that selects no row, and borders of a level that no place is of.
  @Test func linksThatAreNotThere() throws {
    let files = Self.village.merging(["visits.csv": "from,to,date,kind\nk1,h1,2021-05-03,a\n"]) { $1 }
    let none = { (text: String) in ["norm n counts nothing: no row is selected by `\(text)`"] }
    #expect(try warnings(files, "n,,household,pairing:包村,,,,1,,,,,") == none("pairing:包村"))
    #expect(try warnings(files, "n,,household,pairing:包村,,,sum:amount,1,,,,,") == none("pairing:包村"))
    #expect(try warnings(files, "n,,household,visit:b,helped,,events,1,,,,,") == none("visit:b"))
    #expect(try warnings(files, "n,,pairing,pairing:包村,,,,1,,,,,") == none("pairing:包村"))
    #expect(try warnings(files, "n,,household,visit:a,helped,,events,1,,P1M,,,") == [], "selected, but not in the time asked")
    #expect(try warnings(files, "n,,household[id=h2],pairing:包户,,,,1,,,,,") == [], "selected, but not of whom is asked")
    #expect(
      try warnings(files, "n,,household,pairing[crosses=county],,,,1,,,,,") == [
        "norm n: no place is a county, so nothing crosses its borders",
        "norm n counts nothing: no row is selected by `pairing[crosses=county]`",
      ])
  }

  /// Columns of texts for numbers are a fault of the pack; a cell that is none among numbers is a bad row.
  @Test func columnsOfTexts() throws {
    var files = Self.village
    files["cadres.csv"] = "id,place,rank,w\nk1,v,正科,1\nk2,v,,x\nk3,,副科,2\n"
    let fault = { (column: String, own: String, example: String) in
      ["column \(column): column `\(own)` of cadres.csv holds no numbers, but texts such as `\(example)`"]
    }
    #expect(try warnings(files, "n,,cadre,pairing,,,,,rank,,,,") == fault("max", "rank", "正科"))
    #expect(try warnings(files, "n,,cadre,pairing,,,,rank,,,,,") == fault("min", "rank", "正科"))
    #expect(try warnings(files, "n,,household,pairing,,,sum:partner.rank,1,,,,,") == fault("measure", "rank", "正科"))
    #expect(try warnings(files, "n,,household,pairing,,,sum:partner.w,1,,,,,") == [])
    #expect(
      try warnings(files, "n,,household,pairing,,,sum:kind,1,,,,,") == [
        "column measure: column `kind` of pairings.csv holds no numbers, but texts such as `包户`"
      ])
  }

  /// Sums are exact, or refused; an amount that is too large is a bad row.
  @Test func numbersThatAreTooLarge() throws {
    var files = Self.village
    files["pairings.csv"] = "from,to,amount\nk1,h1,9007199254740991\n"
    #expect(try findings(files, "n,,household[id=h1],pairing,,,sum:amount,,1,,,,") == ["n h1 - above 9007199254740991/1"])
    files["pairings.csv"] = "from,to,amount\nk1,h1,9007199254740991\nk2,h1,1\n"
    #expect(
      try warnings(files, "n,,household,pairing,,,sum:amount,1,,,,,") == [
        "column measure: `sum:amount` comes to more than 9007199254740991, up to which numbers are exact; take a larger unit"
      ])
    files["pairings.csv"] = "from,to,amount\nk1,h1,9007199254740992\nk2,h1,1\n"
    #expect(try findings(files, "n,,household[id=h1],pairing,,,sum:amount,,0,,,,") == ["n h1 - above 1/0"])
  }

  /// What is compared with dates must be one.
  @Test(arguments: ["household,pairing[since<2021/5/1]", "pairing[until>x],", "cadre[until<=5],pairing", "household[moved>x],pairing"])
  func datesAreComparedWithDates(asked: String) throws {
    let files = Self.village.merging([
      "households.csv": "id,moved\nh1,2021-05-01\nh2,\n", "cadres.csv": "id,until\nk1,\nk2,\nk3,\n",
    ]) { $1 }
    let found = try warnings(files, "n,,\(asked),,,,1,,,,,")
    #expect(found.count == 1 && found[0].contains("dates stand in this column: compare it with one"), "\(found)")
    #expect(try warnings(files, "n,,household[moved>=2021],pairing,,,,1,,,,,") == [])
  }

  /// What a node gives to a place around it is no help that it receives, whatever is measured; what others give the same place is.
  @Test func helpToOnesOwnPlace() throws {
    let files = [
      "places.csv": "id,kind,parent\nt,township,\nv,village,t\n", "cadres.csv": "id,place,w\nk,v,7\nm,v,1\n",
      "pairings.csv": "from,to,amount\nk,v,5\nk,t,0.25\nm,t,2\n",
      "visits.csv": "from,to,date\nk,v,2021-01-01\nk,t,2021-01-02\nm,v,2021-01-01\n",
    ]
    let asked = [
      "pairing,helped,,count", "pairing,helped,,sum:amount", "pairing,helped,,sum:partner.w", "visit,helped,,events", "visit,helped,,days",
    ]
    let norms = asked.enumerated().map { "n\($0),,\"cadre[id=k]\",\($1),99,,,yes,," }
    let found = try norms.flatMap { try findings(files, $0) }
    #expect(found == ["n0 k - below 1/99", "n1 k - below 2/99", "n2 k - below 1/99", "n3 k - below 1/99", "n4 k - below 1/99"])
  }

  /// A norm that no whole period of the time asked is in force in asks nobody.
  @Test func noWholePeriodInForce() throws {
    #expect(try findings(Self.village, "n,,household,pairing,,,,1,,P1M,,2021-06-15,", on: "2021-06-30") == [])
    #expect(try findings(Self.village, "n,,pairing,,,,,2,,P1M,,2021-06-15,", on: "2021-06-30") == [])
    #expect(
      try findings(Self.village, "n,,household[id=h2],pairing,,,,1,,P1M,,,2021-04", on: "2021-06-30", from: "2021-03") == [
        "n h2 2021-03-01 below 0/1", "n h2 2021-04-01 below 0/1",
      ])
  }

  /// One row for a norm, a subject and a period, even where one column asks for more than the other allows.
  @Test func aMinimumAboveTheMaximum() throws {
    #expect(try findings(Self.village, "n,,household,pairing,,,,least,most,,,,") == ["n h1 - below 2/5", "n h2 - below 0/1"])
    let only = ["households.csv": "id,least,most\nh1,5,2\n", "pairings.csv": Self.village["pairings.csv"] ?? ""]
    let files = Self.village.merging(only) { $1 }
    #expect(try findings(files, "n,,household,pairing,,,,least,most,,,,", on: "2021-04-30") == ["n h1 - below 3/5"])
  }

  /// `--inherit` is for those who are helped: a helper's own bound stays what it is.
  @Test func coverageThatInherits() throws {
    let files = [
      "places.csv": "id\nv\n", "households.csv": "id,place\nh1,v\nh2,v\n", "cadres.csv": "id,place\nk1,\nk2,v\nk3,v\n",
      "pairings.csv": "from,to,kind\nk1,v,a\nv,h1,b\nk2,h1,a\n",
      "norms.csv": Self.header
        + "a,,household,pairing,helped,,,1,,,,,\nb,,household,pairing,,,,2,,,,,\nc,,cadre,pairing,helps,,,1,,,,,\nd,,cadre,pairing,,,,1,,,,,\n",
    ]
    let folder = try ScratchFolder(files)
    let pack = try NormPack(contentsOf: folder.path + "/norms.csv").usable()
    var options = LoadOptions(day: try testDay("2021-06-30"), detail: .bounds, jobs: 1)
    options.serve(pack)
    let network = try Network(contentsOf: folder.path, options: options)
    func uncovered(inherits: Bool) throws -> [String] {
      let result = try CoverageCheck(inherits: inherits, norms: pack).run(on: network)
      return zip(result.findings, try network.ids(of: result.findings.map(\.subject))).map { "\(result.norms[$0.norm].id) \($1)" }.sorted()
    }
    #expect(try uncovered(inherits: false) == ["a h2", "b h2", "c k3", "d k3"])
    #expect(try uncovered(inherits: true) == ["b h2", "c k3", "d k3"])
  }

  // MARK: Edges

  /// Terms stand by their first day, then by their row.
  @Test func termsInOrder() throws {
    let pairings = "from,to,since,until\nk1,h1,2021-03,2021-05\nk1,h2,2021,2021-02\nk2,h1,2021-03,2021-04\nk3,h1,2021,2021\nk3,h2,,2020\n"
    #expect(
      try findings(Self.village.merging(["pairings.csv": pairings]) { $1 }, "n,,pairing,,,,days,365,,term,,,") == [
        "n pairings.csv:3 2021-01-01 below 59/365", "n pairings.csv:2 2021-03-01 below 92/365", "n pairings.csv:4 2021-03-01 below 61/365",
      ])
  }

  /// An amount belongs to the day of its `since`, in the term of another edge as in any period.
  @Test func amountsWithinATerm() throws {
    let files = Self.village.merging([
      "members.csv": "committee,member,since,until\nk1,h1,2021-02,2021-04\nk2,h1,2021,2021-05\nk3,h1,2021,2021-06\n"
    ]) { $1 }
    #expect(
      try findings(files, "n,,member,pairing,,,sum:amount,1000,,term,,,") == [
        "n members.csv:3 2021-01-01 below 50/1000", "n members.csv:4 2021-01-01 below 7/1000", "n members.csv:2 2021-02-01 below 0/1000",
      ])
    // Partners are those of any day of the term.
    #expect(try findings(files, "n,,member,pairing,,,,,0,term,,,").count == 3)
  }

  /// An edge without an end lasts until now and may last longer; one without a beginning lasts nobody knows how long.
  @Test func lengthsThatAreOpen() throws {
    let pairings = "from,to,since,until\nk1,h1,2021-06-01,\nk2,h1,,2021-12\nk3,h1,2021-06-01,2021-07-10\n"
    let files = Self.village.merging(["pairings.csv": pairings]) { $1 }
    #expect(try findings(files, "n,,pairing,,,,days,365,,,,,") == ["n pairings.csv:4 - below 40/365"])
    #expect(try findings(files, "n,,pairing,,,,days,,29,,,,") == ["n pairings.csv:2 - above 30/29", "n pairings.csv:4 - above 40/29"])
  }

  // MARK: Selectors

  /// Between quotes any sign is one of the value, in the short form too.
  @Test func quotesInTheShortForm() throws {
    let selector = try Selector(" place:\"a;b[1]\" | \"say \"\"x\"\"\"|c [ need>1 ]")
    #expect(selector.type == "place" && selector.conditions.count == 2)
    #expect(selector.conditions.first?.values == ["a;b[1]", "say \"x\"", "c"])
    for (text, fault, position) in [
      ("place:\"a", SelectorError.Fault.missingQuote, 6), ("place:\"a\"b", .strayCharacter, 9), ("place:\"\"", .missingValue, 6),
      ("place:a]", .strayCharacter, 7),
    ] {
      let error = #expect(throws: SelectorError.self) { try Selector(text) }
      #expect(error?.fault == fault && error?.position == position, "\(text)")
    }
  }

  /// A column that a reference may lead to is known, though no row leads there.
  @Test func aColumnOfATableThatNothingRefersTo() throws {
    let files = [
      "places.csv": "id,poor\np,yes\n", "nodes.csv": "id,kind\nx,place\n", "committees.csv": "id,place\nc,x\n",
      "pairings.csv": "from,to\nx,p\n",
    ]
    #expect(try findings(files, "n,,committee[place.poor!=yes],pairing,helped,,,1,,,,,") == ["n c - below 0/1"])
    #expect(throws: NormPackError.self) { try findings(files, "n,,committee[place.pour!=yes],pairing,helped,,,1,,,,,") }
  }
}
