import TestSupport
import Foundation
import Testing

@testable import PairGraph

/// Headers put together at random from known and unknown names, groups and units, above rows of names, for as long as
/// `PAIRGRAPH_FUZZ_SECONDS` says (a second by default).
struct HeaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["PAIRGRAPH_FUZZ_SECONDS"].flatMap(Double.init) ?? 1
  /// Another one finds other things.
  private static let firstSeed = environment["PAIRGRAPH_FUZZ_SEED"].flatMap(UInt64.init) ?? 0

  private static let names = [
    "户主姓名", "姓名", "联系电话", "身份证号", "证件号码", "单位", "帮扶责任人", "第二帮扶责任人", "帮扶人2", "帮扶单位", "乡镇", "行政村", "村民小组", "序号", "户编号", "与户主关系",
    "成员姓名", "结对开始时间", "结对结束时间", "走访日期", "走访人", "联村党委", "备注", "家庭人口", "A73帮扶干部姓名", "职务", "是否第一书记", "负责时间", "养牛头数", "need", "id", "need_3",
    "column_2", "helper",
  ]
  private static let groups = ["户主情况", "帮扶责任人", "第一帮扶责任人", "第二帮扶责任人", "家庭成员", "基本信息", "走访情况", "帮扶单位情况"]
  private static let others = [
    "", "", "（人）", "（万元）", "1", "2", "某县台账", "填报日期：2024.5", "\u{3000}", "姓名\n", "*", "()", "：", "第", "A1", "\u{1f}", "户主甲", "合计",
  ]
  private static let cells = [
    "", "", "赵一", "钱二", "户主甲", "干部乙", "甲村", "某局", "2021.5", "21.5", "13800000001", "无", "户主", "3", "合计", "一、二", "是",
    "2024-05-01", "511000200001010015",
  ]

  private static func rows(_ random: inout SplitMix64) -> [[String]] {
    let width = 1 + random.below(12)
    var pools = [names]
    for _ in 0..<random.below(3) { pools.insert(random.oneIn(2) ? groups + ["", "", "", ""] : names + groups, at: 0) }
    var rows = pools.map { pool in (0..<width).map { _ in random.oneIn(6) ? random.pick(others) : random.pick(pool) } }
    if random.oneIn(3) { rows.insert([random.pick(others)] + Array(repeating: "", count: width - 1), at: 0) }
    if random.oneIn(4) { rows.append((0..<width).map { _ in random.pick(others) }) }
    for _ in 0..<random.below(6) { rows.append((0..<width).map { _ in random.pick(cells) }) }
    return rows
  }

  private static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map { $0.contains("\n") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n" }.joined()
  }

  /// A header is understood, asked about or refused; every column has one meaning, every record is counted once,
  /// and what is written is loaded again.
  @Test func everyColumnIsBoundOnce() throws {
    let end = Date().addingTimeInterval(Self.seconds)
    var seed = Self.firstSeed
    repeat {
      var random = SplitMix64(seed: seed)
      let rows = Self.rows(&random)
      let text = Self.text(rows)
      do {
        let found = try ImportedRosters(text)
        try check(found, rows, "PAIRGRAPH_FUZZ_SEED=\(seed)")
        try found.expectLoads("PAIRGRAPH_FUZZ_SEED=\(seed)")
      } catch let error as RosterError {
        #expect(!Texts(.chinese).describe(error).isEmpty)
        try answer(error, text, "PAIRGRAPH_FUZZ_SEED=\(seed)")
      } catch let error as LoadError { #expect(!Texts(.english).describe(error).isEmpty) }
      seed &+= 1
    } while Date() < end
  }

  private func check(_ found: ImportedRosters, _ rows: [[String]], _ seed: String) throws {
    let counts = found.result.rows[0]
    #expect(counts.read == counts.used + counts.merged + counts.rejected, "\(seed)")
    // Lines without a byte are no records.
    let records = rows.count { $0 != [""] }
    #expect(counts.read + counts.lines.reduce(0) { $0 + $1.count } == records, "\(seed)")
    let bound = found.result.sheets[0].columns.filter { !["attribute", "ignore"].contains($0.field) }
    let fields = bound.map { "\($0.field).\($0.group)" }
    #expect(Set(fields).count == fields.count, "\(seed) \(fields)")
    #expect(found.result.sheets[0].columns.map(\.number) == Array(1...found.result.sheets[0].columns.count), "\(seed)")
  }

  /// What the message says to add is enough, a question at a time.
  private func answer(_ error: RosterError, _ text: String, _ seed: String) throws {
    guard error.problem == .ambiguous else { return }
    #expect(!error.questions.isEmpty, "\(seed)")
    var options: [String] = []
    var questions = error.questions
    for _ in 0..<30 where !questions.isEmpty {
      options += questions.map { "\($0.option.split(separator: "=")[0])=ignore" }
      do {
        _ = try ImportedRosters(text, map: options)
        questions = []
      } catch let error as RosterError {
        let again = error.questions.map(\.column).filter { column in questions.contains { $0.column == column } }
        #expect(again.isEmpty && error.problem != .badMapping, "\(seed) \(options) \(error)")
        questions = again.isEmpty ? error.questions : []
      } catch is LoadError { questions = [] }
    }
    #expect(questions.isEmpty, "\(seed)")
  }
}
