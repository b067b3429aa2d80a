import Testing

/// What is read is never written over, and a folder that is somebody's own work is not replaced.
struct RosterOutputTests {
  private static let roster = "行政村,户主姓名,帮扶干部,帮扶单位\n一村,赵一,钱二,财政局\n一村,孙三,,\n"

  private func work() throws -> Workdir {
    let work = try Workdir()
    try work.file("roster.csv", Self.roster)
    try work.file("mapping.csv", "file,column,header,field\n")
    return work
  }

  @Test(arguments: ["--csv", "--json", "--dot", "--rejects"])
  func noAnalysisWritesOverItsRoster(option: String) throws {
    let work = try work()
    let run = try work.run("coverage", "roster.csv", option, "./roster.csv")
    #expect(run.status == 64 && run.error.contains("./roster.csv is the table that is read: write to another file"))
    #expect(work.text("roster.csv") == Self.roster)
    let mapped = try work.run("coverage", "roster.csv", "--mapping", "mapping.csv", option, "mapping.csv")
    #expect(mapped.status == 64 && work.text("mapping.csv") == "file,column,header,field\n")
  }

  /// Nothing is said of a file that is not written.
  @Test func whatIsOnlyReadHasNoMerges() throws {
    let work = try work()
    try work.file("roster.csv", "行政村,户主姓名,帮扶干部,帮扶单位\n一村,赵一,钱二,财政局\n合计,1户,,\n")
    let read = try work.run("coverage", "roster.csv", "--lang", "en")
    #expect(read.error.contains("To check (`pairgraph import` lists them in merges.csv):\n") && !read.error.contains("in merges.csv:\n"))
    let imported = try work.run("import", "roster.csv", "-o", "data", "--lang", "en")
    #expect((imported.out + imported.error).contains("To check, in merges.csv:\n"))
  }

  @Test func noImportWritesOverItsRosterOrItsTables() throws {
    let work = try work()
    #expect(try work.run("import", "roster.csv", "-o", "data", "--rejects", "roster.csv").status == 64)
    #expect(try work.run("import", "roster.csv", "-o", "data").status == 0)
    let pairings = work.text("data/pairings.csv")
    #expect(try work.run("import", "roster.csv", "-o", "data", "--rejects", "data/pairings.csv").status == 64)
    #expect(work.text("roster.csv") == Self.roster && work.text("data/pairings.csv") == pairings && pairings != nil)
  }

  /// Only what an earlier import wrote is replaced.
  @Test func aFolderOfSomebodysOwnIsKept() throws {
    let work = try work()
    try work.folder("own")
    try work.file("own/cadres.csv", "id,name\nK1,干部甲\n")
    let run = try work.run("import", "roster.csv", "-o", "own")
    #expect(run.status == 2 && run.error.contains("not empty: cadres.csv") && work.text("own/cadres.csv") == "id,name\nK1,干部甲\n")
    #expect(try work.run("import", "roster.csv", "-o", "data").status == 0)
    let first = work.text("data/households.csv")
    #expect(try work.run("import", "roster.csv", "-o", "data").status == 0)
    #expect(work.text("data/households.csv") == first && first != nil)
    // A roster in the folder would go with it.
    try work.file("data/households.csv", Self.roster)
    #expect(try work.run("import", "data/households.csv", "-o", "data").status == 2)
    #expect(work.text("data/households.csv") == Self.roster)
  }

  /// The same rosters again change nothing and need no leave; what somebody has corrected is not written over without it.
  @Test func editedTablesStay() throws {
    let work = try work()
    let arguments = ["import", "roster.csv", "-o", "data"]
    #expect(try work.run(arguments).status == 0)
    let names = ["cadres.csv", "households.csv", "mapping.csv", "merges.csv", "pairings.csv", "places.csv", "rejects.csv", "units.csv"]
    let before = names.map { work.bytes("data/" + $0) }
    let again = try work.run(arguments)
    #expect(again.status == 0 && again.error == "" && names.map { work.bytes("data/" + $0) } == before)
    // One byte of the same length, a row more, a note in a report, and a table that would no longer be there.
    let edits = [
      ("households.csv", "赵一", "赵二"), ("pairings.csv", "包户", "包户结对"), ("merges.csv", "basis", "checked"),
      ("mapping.csv", "head_name", "attribute"),
    ]
    for (name, old, new) in edits {
      let text = try #require(work.text("data/" + name)).replacing(old, with: new)
      try work.file("data/" + name, text)
      let run = try work.run(arguments)
      #expect(try run.status == 2 && run.out == "" && work.names() == ["data", "mapping.csv", "roster.csv"])
      #expect(run.complaints.count == 1 && run.error.contains(": \(name). ") && run.error.contains("--replace"), "\(run.error)")
      let chinese = try work.run(arguments, locale: "zh_CN.UTF-8").error
      #expect(chinese.contains("data 里有与本次导入结果不同的文件") && chinese.contains(name))
      #expect(work.text("data/" + name) == text)
      #expect(try work.run(arguments + ["--replace"]).status == 0 && names.map { work.bytes("data/" + $0) } == before)
    }
    try work.file("data/visits.csv", "from,to,date\n")
    #expect(try work.run(arguments).error.contains(": visits.csv. ") && work.text("data/visits.csv") != nil)
    // A file that was deleted loses nothing by being written again.
    try work.remove("data/visits.csv")
    try work.remove("data/places.csv")
    #expect(try work.run(arguments).status == 0 && names.map { work.bytes("data/" + $0) } == before)
  }

  /// The mapping in the folder may be edited and given back.
  @Test func theMappingOfTheFolderIsGivenBack() throws {
    let work = try work()
    #expect(try work.run("import", "roster.csv", "-o", "data").status == 0)
    #expect(try work.run("import", "roster.csv", "-o", "data", "--mapping", "./data/../data/mapping.csv").status == 0)
    #expect(work.text("data/mapping.csv")?.contains("head_name,,given") == true)
  }
}
