import Foundation
import Testing

/// The real networks of the package, whose answers are known.
struct DatasetTests {
  private let work: Workdir

  init() throws { work = try Workdir() }

  private func rows(_ arguments: String...) throws -> [[Substring]] {
    let run = try work.run(arguments + ["--csv", "-"])
    #expect(run.status == 0 && run.error == "")
    return run.out.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  @Test func ganzhou() throws {
    let uncovered = try rows("coverage", Sample.dataset("ganzhou-2022"))
    #expect(uncovered.map { $0[2] } == ["赣县区", "上犹县", "崇义县", "定南县", "全南县", "会昌县", "石城县", "瑞金市"])
    #expect(uncovered.allSatisfy { $0[0] == "place" && $0[3] == "county" && $0[5] == "江西省/赣州市" && $0[7...] == ["0", "1", "1"] })
    let run = try work.run("coverage", Sample.dataset("ganzhou-2022"), "--on", "2022")
    #expect(run.out.hasPrefix("8 of 18 uncovered (44.4 %) on 2022-01-01 [norm need]\n") && run.status == 0)
    #expect(try rows("overload", Sample.dataset("ganzhou-2022"), "--max", "1").isEmpty)
  }

  @Test func xinjiang() throws {
    let run = try work.run("summary", Sample.dataset("xinjiang-2010"), "--on", "2012-01-01")
    #expect(run.status == 0 && run.error == "")
    #expect(run.out.contains("xinjiang-2010: 75 nodes, 49 edges alive on 2012-01-01\n") && run.out.contains("  pairing  49: 对口支援 49\n"))
    #expect(run.out.contains("  places.csv: 75 read = 75 used + 0 merged + 0 rejected\n"))
    #expect(try rows("coverage", Sample.dataset("xinjiang-2010"), "--on", "2012").isEmpty)
  }

  @Test func hubei() throws {
    let data = Sample.dataset("hubei-2020")
    #expect(try work.run("coverage", data, "--on", "2020-02-08").out.hasPrefix("All 16 covered on 2020-02-08 [norm need]\n"))
    #expect(try rows("coverage", data, "--on", "2020-02-20").isEmpty)
    let overloaded = try rows("overload", data, "--on", "2020-02-20", "--max", "1")
    #expect(overloaded == [["place", "14", "山西省", "", "", "", "", "", "capacity", "3", "1", "2"]])
    #expect(try work.run("overload", data, "--on", "2020-02-20", "--max", "1").out.contains("\n  14  山西省: helps 3, may help 1"))
  }

  @Test func aroundShanxi() throws {
    let run = try work.run("draw", Sample.dataset("hubei-2020"), "--on", "2020-02-20", "--around", "山西省", "--hops", "2", "--dot", "-")
    let drawn = Drawn(run.bytes)
    #expect(run.status == 0 && run.error == "" && drawn.nodes == ["14", "429004", "429005", "429006"] && drawn.boxes == ["湖北省"])
    #expect(drawn.edges.count == 3 && ["429004", "429005", "429006"].allSatisfy { drawn.has("14", $0) })
  }

  @Test func anding() throws {
    let run = try work.run("summary", Sample.dataset("anding"))
    #expect(run.status == 0 && run.error == "" && run.out.contains("  branch  33: 党支部 33"))
    #expect(try work.run("coverage", Sample.dataset("anding")).out.hasPrefix("No node has a need on "))
  }

  /// Every dataset in every command without a complaint, and every drawing fit for Graphviz.
  @Test(arguments: ["anding", "ganzhou-2022", "hubei-2020", "xinjiang-2010"]) func everyDataset(name: String) throws {
    for command in Outputs.commands {
      let run = try work.run(command, Sample.dataset(name), "--dot", "t.dot", "--rejects", "r.csv")
      #expect(run.status == 0 && run.error == "", "\(command)")
      if Program.hasDot { #expect(try work.shell("dot -Tsvg t.dot -o t.svg").error == "", "\(command)") }
    }
  }
}
