import Testing

/// How columns are read that places are compared by and bounds are on, and what is said where they tell nothing.
struct RegionReadingTests {
  private let usual = ["cluster", "data", "--on", "2024-12-31", "--method", "regions"]
  private static let borders =
    "a,b\nv1,v2\nv2,v3\nv3,v4\nv4,v5\nv5,v6\nv6,v7\nv7,v8\nv8,v9\nv9,v10\nv10,v11\nv11,v12\nv12,v13\nv13,v14\n"

  /// A row of 14 villages, each bordering on the next, with one column.
  private func work(
    _ cells: [String], column: String = "a", adjacent: String? = borders, coordinates: (Int) -> String = { "26,\(104 + $0)" }
  ) throws
    -> Workdir
  {
    var places = "id,name,kind,lat,lon,\(column)\n"
    for (index, cell) in cells.enumerated() { places += "v\(index + 1),村\(index + 1),village,\(coordinates(index)),\(cell)\n" }
    return try Workdir(data: adjacent.map { ["places.csv": places, "adjacent.csv": $0] } ?? ["places.csv": places])
  }

  private let steps = [1, 2, 2, 1, 7, 8, 7, 8, 8, 20, 21, 20, 21, 22]

  /// Any finite number is one: the groups do not depend on the unit, nor on where the numbers start.
  @Test func numbersOfAnySize() throws {
    var tables: [String] = []
    for write in [{ "\($0)" }, { "\($0)e300" }, { "\($0)e-300" }, { "-\($0)e15" }, { "90071992547409\($0 + 10)" }] as [(Int) -> String] {
      let work = try work(steps.map(write))
      let run = try work.run(usual + ["--groups", "3", "--by", "a", "--csv", "-", "--json", "r.json"])
      #expect(run.status == 0 && run.error == "", "\(run.error)")
      tables.append(run.out)
      let json = try JSONValue(try #require(work.bytes("r.json")))
      #expect(json["options", "by", 0, "read_as"] == .string("number") && json["options", "by", 0, "values"] == .null)
    }
    #expect(Set(tables).count == 1)
  }

  /// Cells that a person reads as numbers and a program does not: said with the first of them, where it is, and how to write it.
  @Test func textsThatReadLikeNumbers() throws {
    for (write, advice) in [
      ({ "\"\($0),000\"" }, "places.csv line 2 has `1,000`; write 1000"), ({ "\($0)%" }, "line 2 has `1%`; write 1"),
      ({ ["", "１", "２"][($0 - 1) % 2 + 1] }, "line 2 has `１`; write 1"), ({ "\"\($0) 000\"" }, "line 2 has `1 000`; write 1000"),
    ] as [((Int) -> String, String)] {
      let work = try work(steps.map(write))
      let run = try work.run(usual + ["--groups", "3", "--by", "a", "--json", "r.json"])
      #expect(run.status == 0 && run.error.contains("column `a` is read as text") && run.error.contains(advice), "\(run.error)")
      #expect(run.out.contains("Compared by a (text, ") && run.out.contains(advice), "\(run.out)")
      let json = try JSONValue(try #require(work.bytes("r.json")))
      #expect(json["options", "by", 0, "read_as"] == .string("text") && json["options", "by", 0, "values"] != .null)
      let chinese = try work.run(usual + ["--groups", "3", "--by", "a", "--lang", "zh"])
      #expect(chinese.error.contains("列 `a` 按文字读") && chinese.error.contains("请写作"), "\(chinese.error)")
    }
    // A text with a number in it is a text; a column of numbers with one such cell is mistyped.
    let text = try work(steps.map { $0 > 10 ? "茶" : $0 > 5 ? "果" : "3" }).run(usual + ["--groups", "3", "--by", "a"])
    #expect(text.error == "" && text.out.contains("Compared by a (text, 3 values)"), "\(text.error)")
    let typo = try work(["\"1,000\""] + (2...14).map { "\($0)" }).run(usual + ["--groups", "3", "--by", "a"])
    #expect(typo.status == 2 && typo.error.contains("id v1: `1,000` is not written as a number; write 1000"), "\(typo.error)")
  }

  /// Where all are alike, or no column is given, nothing is better than anything.
  @Test func nothingToCompare() throws {
    for (cell, by) in [
      ("5", ["--by", "a"]), ("", ["--by", "a"]), ("茶", ["--by", "a"]), ("5", []), ("5", ["--by", ""]), ("5", ["--by", ","]),
    ] {
      let work = try work([String](repeating: cell, count: 14))
      let run = try work.run(usual + ["--groups", "3", "--json", "r.json"] + by)
      #expect(run.status == 0 && run.error.contains("warning: nothing is compared: there is no ratio"), "\(by) \(run.error)")
      #expect(!run.out.contains("No other such groups") && !run.out.contains("Between the groups"), "\(run.out)")
      #expect(run.error.contains("column `a` is the same everywhere, or empty") == (by.last == "a"), "\(run.error)")
      let json = try JSONValue(try #require(work.bytes("r.json")))
      #expect(json["ratio"] == .null && json["quality"] == .null && json["proven"] == .bool(false))
    }
  }

  /// An empty cell counts as 0 for a bound and is said to; what rests on it is no proof.
  @Test func emptyCellsOfBounds() throws {
    let open = try work((0..<14).map { $0 % 2 == 0 ? "" : "10" }, column: "workers")
    let run = try open.run(usual + ["--floor", "workers=20", "--cap", "workers=40", "--json", "r.json"])
    let line = "column `workers`: 7 of 14 cells are empty and count as 0 for its bound, the first in places.csv line 2"
    #expect(run.status == 0 && run.error.contains(line) && run.out.contains(line), "\(run.error)")
    #expect(run.out.contains("Known sums only: `workers` of 7 of 14 places"), "\(run.out)")
    let json = try JSONValue(try #require(open.bytes("r.json")))
    #expect(json["options", "bounds", 0, "empty"] == .number(7) && json["options", "bounds", 0, "floor"] == .number(20))
    for options in [
      ["--floor", "workers=80"], ["--floor", "workers=20", "--groups", "5"], ["--floor", "workers=11", "--cap", "workers=19"],
    ] {
      let run = try open.run(usual + options)
      #expect(
        run.status == 1 && run.error.contains("no proof that there are none: 7 cells of workers are empty and count as 0"), "\(run.error)")
    }
    // A cap is broken by what is known, and more groups than places there never are.
    #expect(try open.run(usual + ["--groups", "3", "--cap", "workers=5"]).error.contains("Proof: v2 alone has 10 of workers"))
    #expect(try open.run(usual + ["--groups", "15", "--floor", "workers=0.5"]).error.contains("Proof"))
    let full = try work((0..<14).map { _ in "10" }, column: "workers")
    #expect(try full.run(usual + ["--floor", "workers=150"]).error.contains("Proof"))
    // Beyond 2^53 sums are not exact: the limit is said.
    for cells in [["9007199254740993e1"], ["9e15", "9e15"]] {
      let large = try work(cells + [String](repeating: "1", count: 14 - cells.count), column: "workers")
      let run = try large.run(usual + ["--floor", "workers=2"])
      #expect(run.status == 2 && run.error.contains("above the limit of 9 007 199 254 740 992"), "\(run.error)")
    }
  }

  /// Joined islands border on nothing: not for the principle, not in the JSON; without coordinates there is no nearest.
  @Test func joinedIslandsAreNoNeighbours() throws {
    let parted = Self.borders.replacing("v1,v2\n", with: "")
    let work = try work(steps.map(String.init), adjacent: parted)
    let run = try work.run(usual + ["--groups", "1", "--by", "a", "--islands", "join", "--json", "r.json", "--plan", "plan"])
    let line = "村1 borders on none and was joined to 村2, the nearest by coordinates"
    #expect(run.status == 0 && run.error.contains(line) && run.out.contains(line), "\(run.error)")
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["edges"] == 12 && json["joined", 0] == .array(["v1", "v2"]) && json["options", "islands"] == "join")
    // 13 of 14 lie in the largest piece that borders; the same is judged of the plan.
    #expect(run.out.contains("Adjacent 0.929"), "\(run.out)")
    #expect(try work.run("cluster", "plan", "--on", "2024-12-31", "--evaluate").out.contains("Adjacent 0.929"))
    let lost = try self.work(steps.map(String.init), adjacent: parted, coordinates: { $0 < 1 ? "," : "26,\(104 + $0)" })
    let refused = try lost.run(usual + ["--groups", "2", "--by", "a", "--islands", "join", "--csv", "r.csv"])
    #expect(refused.status == 2 && refused.error.contains("v1 (1 place) cannot be joined to the nearest"), "\(refused.error)")
    #expect(refused.error.contains("adjacent.csv") && refused.error.contains("--islands keep") && lost.bytes("r.csv") == nil)
  }

  /// Of one spot nobody can say who is beside whom; a table of neighbours without rows is named.
  @Test func noBordersFromNothing() throws {
    let spot = try work(steps.map(String.init), adjacent: nil, coordinates: { _ in "26,104" })
    for islands in ["keep", "join"] {
      let run = try spot.run(usual + ["--groups", "2", "--by", "a", "--islands", islands])
      #expect(run.status == 2 && run.error.contains("all 14 places with coordinates have the same ones"), "\(run.error)")
    }
    let bare = try work(steps.map(String.init), adjacent: "a,b\n", coordinates: { _ in "," })
    let none = try bare.run(usual + ["--groups", "2", "--by", "a"])
    #expect(none.status == 2 && none.error.contains("adjacent.csv has no row between these places"), "\(none.error)")
    let empty = try work(steps.map(String.init), adjacent: "a,b\n", coordinates: { "26.\($0 % 3),\(104 + $0)" })
    let run = try empty.run(usual + ["--groups", "2", "--by", "a"])
    #expect(
      run.status == 0 && run.error.contains("adjacent.csv has no row between these places; neighbours are from coordinates"), "\(run.error)"
    )
  }

  /// Several conditions hold all, several lists of columns are one list, and the JSON says what was asked.
  @Test func listsOfOptions() throws {
    let work = try work(
      steps.enumerated().map { "\($1),\($0 % 2 == 0 ? "yes" : "no"),\($0 % 3 == 0 ? "yes" : "no")" }, column: "a,strong,rich")
    let run = try work.run(
      usual + [
        "--complement", "strong=yes", "--complement", "rich=yes", "--by", "a", "--by", "strong", "--csv", "t.csv", "--json", "r.json",
      ])
    #expect(run.status == 0 && run.out.contains("Compared by a (numbers), strong (text, 2 values)"), "\(run.error)")
    var groups: [String: [Int]] = [:]
    for row in try #require(work.text("t.csv")).split(separator: "\r\n").dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      groups[String(cells[5]), default: []].append((Int(cells[1].dropFirst()) ?? 0) - 1)
    }
    #expect(groups.count > 1 && groups.values.allSatisfy { $0.contains { $0 % 2 == 0 } && $0.contains { $0 % 3 == 0 } })
    let json = try JSONValue(try #require(work.bytes("r.json")))
    #expect(json["options", "bounds", 0, "bound"] == .string("strong=yes") && json["options", "bounds", 1, "bound"] == .string("rich=yes"))
    #expect(json["options", "within"] == .null && json["within"] == .null && json["within_ss"] != .null)
  }

  /// A star of twenty in groups of two to five: a ray can be only with the middle.
  @Test func aStarCannotBe() throws {
    let star = try work((1...20).map(String.init), adjacent: "a,b\n" + (2...20).map { "v1,v\($0)\n" }.joined())
    let run = try star.run(usual + ["--sizes", "2...5", "--by", "a"])
    #expect(
      run.status == 1 && run.error.contains("v1 has 19 places around it in parts that are below a lower bound without it"), "\(run.error)")
  }
}
