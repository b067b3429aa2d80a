import Foundation
import Testing

/// Resident ids and phone numbers are masked in every output; names of householders in drawings.
struct PersonalDataTests {
  private static let tables = [
    "places.csv": "id,name,kind\nv1,甲村110101190003071234,village\n",
    "cadres.csv": "id,name,place,capacity\n11010119000307123X,陈一,v1,1\ng2,林13900001111二,v1,\n",
    "households.csv": """
    id,head,place
    110101190003075678,王一三,v1
    h2,李二三 138-0000-2222,v1
    110101190003075678,王一三,v9
    h3,a,b,c,110101900307123

    """,
    "pairings.csv": "from,to,since\n11010119000307123X,13700003333,\n11010119000307123X,h2,bad 13600004444\n",
  ]

  /// Every secret of the tables.
  private static let secrets = [
    "110101190003071234", "11010119000307123X", "13900001111", "110101190003075678", "138-0000-2222", "110101900307123", "13700003333",
    "13600004444",
  ]

  private func secrets(in text: String) -> [String] { Self.secrets.filter { text.contains($0) } }

  @Test(arguments: Outputs.commands) func nothingGetsOut(command: String) throws {
    let work = try Workdir(data: Self.tables)
    let run = try work.run([command, "data"] + Outputs.options)
    #expect(secrets(in: run.out + run.error) == [])
    for name in try work.names() where name != "data" {
      let text = try #require(work.text(name))
      #expect(secrets(in: text) == [] && (name != "r.csv" || text.contains("*")), "\(name): \(text)")
      // Readable by the owner only.
      let mode = try FileManager.default.attributesOfItem(atPath: work.path + "/" + name)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(name)")
    }
    for option in ["--csv", "--json", "--dot", "--rejects"] {
      let piped = try work.run(command, "data", option, "-")
      #expect(secrets(in: piped.out + piped.error) == [], "\(option)")
    }
  }

  @Test func unmaskedTheyAreAllThere() throws {
    let work = try Workdir(data: Self.tables)
    let run = try work.run(["summary", "data", "--unmask"] + Outputs.options)
    let all = run.out + run.error + (try work.names().filter { $0 != "data" }.compactMap { work.text($0) }.joined())
    #expect(secrets(in: all) == Self.secrets)
  }

  /// The name of a householder is shown in tables, and its first character in drawings.
  @Test func namesOfHouseholders() throws {
    let work = try Workdir(data: Self.tables)
    let run = try work.run("coverage", "data", "--csv", "t.csv", "--dot", "t.dot", "--max-rejects", "100%")
    #expect(run.status == 0)
    #expect(work.text("t.csv")?.contains("王一三") == true && work.text("t.csv")?.contains("110101********5678") == true)
    #expect(work.text("t.dot")?.contains("王一三") == false && work.text("t.dot")?.contains("王**") == true)
  }

  /// Two people whose ids look the same when masked stay two nodes of a drawing.
  @Test func drawnNodesStayApart() throws {
    let work = try Workdir(data: ["households.csv": "id,head\n110101190003071234,A\n110101199003071234,B\n"])
    let dot = try work.run("draw", "data", "--dot", "-").out
    #expect(dot.contains("\"110101********1234\" [") && dot.contains("\"110101********1234#2\" ["), "\(dot)")
  }

  @Test func wrongUsageAndErrors() throws {
    let work = try Workdir(data: ["households.csv": "id,head,13900001111,13900001111\nh1,A,,\n"])
    #expect(secrets(in: try work.run("coverage", "data").error) == [])
    #expect(try work.run("coverage", "data", "--unmask").error.contains("13900001111"))
  }

  // MARK: clean

  @Test func cleanKeepsItsTable() throws {
    let work = try Workdir()
    let text = "id,phone\n11010119000307123X,13900001111\n110101190003075678,13700003333,x\n"
    try work.file("t.csv", text)
    let run = try work.run("clean", "t.csv", "-o", "out.csv")
    #expect(work.text("out.csv") == "id,phone\n11010119000307123X,13900001111\n")
    #expect(secrets(in: run.out + run.error) == [] && run.status == 3)
    _ = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv")
    #expect(work.text("bad.csv")?.contains("\"110101********5678,137****3333,x\"") == true)
    _ = try work.run("clean", "t.csv", "-o", "out.csv", "--rejects", "bad.csv", "--unmask")
    #expect(work.text("bad.csv")?.contains("\"110101190003075678,13700003333,x\"") == true)
    for name in ["out.csv", "bad.csv"] {
      #expect(try FileManager.default.attributesOfItem(atPath: work.path + "/" + name)[.posixPermissions] as? Int == 0o600)
    }
  }
}
