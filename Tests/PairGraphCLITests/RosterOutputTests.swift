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
}
