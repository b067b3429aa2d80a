import TestSupport
import Testing

@testable import PairGraph

struct RosterValueTests {
  private func id(_ text: String) -> ResidentID { ResidentID(cell: CellText.folded(Array(text.utf8)[...])[...]) }

  /// The check digit as GB 11643 defines it: the sum of digits by 2^(18-i) mod 11.
  private func obviousCheck(_ digits: String) -> Character {
    let sum = digits.enumerated().reduce(0) { sum, pair in
      sum + (pair.1.wholeNumberValue ?? 0) * (1 << (17 - pair.0)) % 11
    }
    return Array("10X98765432")[sum % 11]
  }

  @Test func checkDigitsOfAllSequences() {
    for sequence in 0..<1000 {
      let digits = "51100019" + "800101" + String(repeating: "0", count: 3 - String(sequence).count) + String(sequence)
      let check = obviousCheck(digits)
      for last in "0123456789X" {
        let found = id(digits + String(last))
        let isDamaged = digits.hasSuffix("00") && last == "0"
        #expect(found.state == (isDamaged ? .damaged : last == check ? .good : .other), "\(digits)\(last)")
        if found.state == .good { #expect(found.text == digits + String(check)) }
      }
    }
  }

  /// The quick look at a number takes only what is good, and nearly all of that.
  @Test func plainNumbersAreGood() {
    var random = SplitMix64(seed: 5)
    var counts = (plain: 0, other: 0)
    for _ in 0..<4000 {
      var text = String(random.pick([510_000_1980, 999_999_1940, 110_101_2010]))
      // Months up to 13, days up to 32, any sequence.
      for (bound, width) in [(14, 2), (33, 2), (1000, 3)] { text += String(random.below(bound) + 10_000).suffix(width) }
      text += random.oneIn(10) ? String(random.pick(Array("0123456789Xx a"))) : String(obviousCheck(text))
      if random.oneIn(20) { text = String(text.dropLast()) }
      let cell = Array(text.utf8)
      let (plain, found) = (ResidentID(plain: cell.span), ResidentID(cell: cell[...]))
      #expect(plain == nil ? found.state != .good || text.hasSuffix("x") || text.dropLast().hasSuffix("00") : plain == found, "\(text)")
      if plain == nil { counts.other += 1 } else { counts.plain += 1 }
    }
    #expect(counts.plain > 1000 && counts.other > 500, "\(counts)")
  }

  @Test func oldAndNewNumberAreOne() {
    let new = "51100019800101001"
    let full = new + String(obviousCheck(new))
    #expect(id("511000800101001") == id(full) && id(full).state == .good)
    #expect(id("５１１０００１９８００１０１００１" + String(obviousCheck(new))) == id(full))
    #expect(id("\u{feff}'" + full + "\u{a0}") == id(full))
    #expect(id(full.lowercased()) == id(full))
  }

  @Test(arguments: [
    ("", ResidentID.State.empty), ("5.10322E+17", .damaged), ("5.1032219790101E+17", .damaged), ("510322197901010000", .damaged),
    ("510322********0012", .other), ("511000198013010012", .other), ("51100019800101001", .other), ("军字第123号", .other), ("E+17", .other),
    ("511000801301001", .other),
  ])
  func states(text: String, state: ResidentID.State) { #expect(id(text).state == state, "\(text)") }

  // MARK: Dates

  @Test(arguments: [
    ("2024.1.5", "2024-01-05"), ("2024/1/5", "2024-01-05"), ("2024-01-05", "2024-01-05"), ("2024年1月5日", "2024-01-05"),
    ("2024年1月", "2024-01"), ("2024.5", "2024-05"), ("2024年", "2024"), ("2024", "2024"), ("202401", "2024-01"), ("20240105", "2024-01-05"),
    ("45296", "2024-01-05"), ("２０２４．１．５", "2024-01-05"), ("2024-01-05 00:00:00", "2024-01-05"), (" 2024/1/5 0:00 ", "2024-01-05"),
    ("2024年1月5号", "2024-01-05"), ("2024年01月", "2024-01"), ("2024/02/29", "2024-02-29"),
  ])
  func dates(text: String, date: String) {
    let cell = CellText.folded(Array(text.utf8)[...])
    guard case .date(let found) = RosterDate.read(cell[...]) else {
      Issue.record("\(text)")
      return
    }
    #expect(found.string == date && RosterDate(packed: found.packed) == found)
  }

  @Test(arguments: [
    "21.5", "21年5月", "2023/2/29", "2024.13", "2024.0.1", "5", "12345678901", "x", "2024.1.5.6", "202413", "20240230", "1", "99999",
  ])
  func noDates(text: String) { #expect(RosterDate.read(Array(text.utf8)[...]) == .bad) }

  @Test func openDates() {
    for text in ["至今", "长期"] { #expect(RosterDate.read(Array(text.utf8)[...]) == .open) }
    #expect(RosterDate.read([]) == .empty)
  }

  @Test(arguments: [
    ("2021.5-2023.6", "2021-05", "2023-06"), ("2021年5月至2023年6月", "2021-05", "2023-06"), ("2021.5至今", "2021-05", "…"),
    ("2021.5", "2021-05", ""),
    ("2021-05-01~2022-05-01", "2021-05-01", "2022-05-01"), ("2021-05-01--2022-05-01", "2021-05-01", "2022-05-01"),
    ("2021.5—", "2021-05", "…"),
    ("2021.5-至今", "2021-05", "…"), ("2021年5月——至今", "2021-05", "…"), ("自2021年5月起至2023年4月止", "2021-05", "2023-04"),
    ("2021年5月起", "2021-05", "…"), ("2021.5−2022.6", "2021-05", "2022-06"), ("202105-202206", "2021-05", "2022-06"),
    ("2021-05-2022-06", "2021-05", "2022-06"), ("2021-5-1-2022", "2021-05-01", "2022"), ("45296-45396", "bad", "bad"),
    ("2021.5-6", "bad", "bad"), ("2021.5-2022.6-2023.7", "bad", "bad"), ("21.5-22.6", "bad", "bad"), ("去年-今年", "bad", "bad"),
    ("2021-2023", "2021", "2023"), ("2021.5到2022", "2021-05", "2022"), ("2021/5/1-2022/5/1", "2021-05-01", "2022-05-01"),
  ])
  func ranges(text: String, since: String, until: String) {
    let found = RosterDate.readRange(Array(text.utf8)[...])
    let shown = { (cell: RosterDate.Cell) -> String in
      switch cell {
      case .date(let date): date.string
      case .open: "…"
      case .empty: ""
      case .bad: "bad"
      }
    }
    #expect(shown(found.since) == since && shown(found.until) == until, "\(text): \(found)")
  }

  // MARK: Phones and names

  @Test(arguments: [
    ("13800000001", "13800000001", "", "", ""), ("0818-6234567", "08186234567", "", "", ""), ("138-0000-0001", "13800000001", "", "", ""),
    ("13800000001 2021.5", "13800000001", "", "", "2021-05"), ("张三13800000001", "13800000001", "", "张三", ""),
    ("13800000001/13900000002", "13800000001", "13900000002", "", ""), ("13800000001、13900000002", "13800000001", "13900000002", "", ""),
    ("13800000001（2021年3月起）", "13800000001", "", "", "2021-03"),
    ("13800000001\n李四 13900000002 2022.3.1", "13800000001", "13900000002", "李四", "2022-03-01"),
    ("13800000001,2021/5/1", "13800000001", "", "", "2021-05-01"), ("", "", "", "", ""),
    ("13800000001 20210501", "13800000001", "", "", "2021-05-01"),
  ])
  func phones(text: String, first: String, second: String, name: String, since: String) {
    let cell = PhoneCell(cell: CellText.folded(Array(text.utf8)[...])[...])
    #expect(String(decoding: Array(cell.digits), as: UTF8.self) == first, "\(text)")
    #expect(
      String(decoding: cell.second, as: UTF8.self) == second && String(decoding: cell.name, as: UTF8.self) == name, "\(text): \(cell)")
    #expect((cell.since?.string ?? "") == since && cell.rest.isEmpty, "\(text): \(cell)")
  }

  @Test func namesAreComparedWithoutBlanks() {
    let name = { (text: String) in CellText.name(Array(text.utf8)[...]) }
    #expect(name("张 三") == name("张三") && name("　张\u{200b}三\u{a0}") == name("张三"))
    #expect(name("买买提·艾力") == name("买买提•艾力") && name("阿·衣") == name("阿・衣"))
    #expect(name("Ａnn  Lee") == name("Ann Lee") && name("张三") != name("张二"))
  }

  @Test(arguments: [
    ("合计", true), ("合 计", true), ("某村小计", true), ("合计：35户", true), ("小计村", false), ("计春华", false), ("总计(户)", true), ("", false),
  ])
  func totals(text: String, isTotal: Bool) { #expect(LineWords.isTotal(Array(text.utf8)[...]) == isTotal) }
}
