import TestSupport
import Testing

/// The same bytes whatever the number of threads, and in every run.
struct JobsTests {
  /// Some 9000 households and as many pairings, enough for threads to share tables, nodes and edges, with faults, repetitions and quoted line breaks.
  private static let data: [String: String] = {
    var random = SplitMix64(seed: 7)
    let places = (1...60).map { "v\($0),村\($0),village,t\($0 % 7)\n" } + (0..<7).map { "t\($0),乡\($0),township,c1\n" } + ["c1,县,county,\n"]
    let cadres = (1...500).map { "g\($0),干部\($0),v\($0 % 60 + 1),\($0 % 5 == 0 ? "" : "\($0 % 9)")\n" }
    let households = (1...9000).map { number -> String in
      switch number % 797 {
      case 3: "h\(number),坏户,v1,-1,x\n"
      case 5: "h\(number - 1),重号,v1,,x\n"
      case 7: "h\(number),少\n"
      case 9: "h\(number),\"换\n行 \"\"\(number)\"\"\",v\(number % 61),2,\"备\r\n注\"\n"
      default:
        "h\(number),户主\(number),v\(number % 61),\(number % 11 == 0 ? "2" : ""),备注 \(random.next()) \(random.next()) \(random.next())\n"
      }
    }
    let pairings = (1...9000).map { number -> String in
      let (cadre, household) = (random.next() % 500 + 1, random.next() % 9010 + 1)
      let since = number % 3 == 0 ? "\(2018 + number % 5)" : ""
      let row =
        "g\(cadre),h\(household),包户,\(since),\(number % 13 == 0 ? "2019-06" : ""),\"说明 \(random.next()),\n\(number)\",\(random.next())\n"
      return number % 83 == 0 ? row + row : row
    }
    return [
      "places.csv": "id,name,kind,parent\n" + places.joined(), "cadres.csv": "id,name,place,capacity\n" + cadres.joined(),
      "households.csv": "id,head,place,need,note\n" + households.joined(),
      "pairings.csv": "from,to,kind,since,until,note,mark\n" + pairings.joined(),
    ]
  }()

  @Test(
    arguments: [
      ["summary"], ["coverage"], ["coverage", "--inherit"], ["overload", "--max", "3"],
      ["cluster"], ["cluster", "--method", "components"], ["metrics", "--sample", "40"],
      ["draw", "--by", "village"], ["draw", "--around", "g7", "--hops", "2"],
    ])
  func sameBytes(command: [String]) throws {
    // Parts of tables have half a megabyte.
    #expect(["households.csv", "pairings.csv"].allSatisfy { (Self.data[$0] ?? "").utf8.count > 512 << 10 })
    let work = try Workdir(data: Self.data)
    var seen: [[String: [UInt8]]] = []
    for jobs in Extent.isFull ? [1, 2, 5] : [1, 5] {
      let run = try work.run(command + ["data", "--on", "2020-05-01", "--jobs", "\(jobs)"] + Outputs.options)
      #expect(run.status == 3, "\(run.error)")
      var bytes = ["out": run.bytes, "error": Array(run.error.utf8)]
      for name in try work.names() where name != "data" {
        bytes[name] = work.bytes(name).map(withoutSeconds)
        try work.remove(name)
      }
      #expect(bytes.count == 6)
      seen.append(bytes)
    }
    for name in seen[0].keys.sorted() { #expect(seen.allSatisfy { $0[name] == seen[0][name] }, "\(name)") }
  }

  /// The numbers add up in so large a dataset, too.
  @Test func rowsAddUp() throws {
    let work = try Workdir(data: Self.data)
    let json = try JSONValue(try work.run("coverage", "data", "--json", "-").bytes)
    #expect(json["rows"].elements.count == 4)
    for row in json["rows"].elements {
      guard
        case (.number(let read), .number(let used), .number(let merged), .number(let rejected)) =
          (row["read"], row["used"], row["merged"], row["rejected"])
      else { Issue.record("no numbers"); continue }
      #expect(read == used + merged + rejected)
      if row["file"] == "households.csv" { #expect(read == 9000 && rejected > 24) }
      if row["file"] == "pairings.csv" { #expect(read == 9108 && merged > 100) }
    }
  }

  /// A quote that never closes is found by the thread that reads the end of the file, and told where it stands.
  @Test func sameError() throws {
    var rows = (1...30_000).map { "h\($0),\"a name, \($0)\",v1\n" }
    rows[20_000] = "h20001,\"open,v1\n"
    for row in 20_001..<30_000 { rows[row] = "h\(row + 1),a name,v1\n" }
    let work = try Workdir(data: Sample.tiny(["households.csv": "id,head,place\n" + rows.joined()]))
    for jobs in [1, 2, 7] {
      let run = try work.run("coverage", "data", "--jobs", "\(jobs)")
      #expect(run.status == 2 && run.out == "" && run.error.hasPrefix("error: data/households.csv, line 20002, byte "))
      #expect(run.error.contains(", column head: a quote opens here and never closes."))
    }
  }

  @Test func moreThreadsThanAnything() throws {
    let work = try Workdir(data: Sample.villages)
    let one = try work.run("coverage", "data", "--jobs", "1")
    #expect(try work.run("coverage", "data", "--jobs", "1000000").out == one.out)
    #expect(try work.run("coverage", "data", "--jobs", "\(Int.max)").out == one.out)
  }
}
