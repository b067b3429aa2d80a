import TestSupport
import Testing

@testable import PairGraph

/// What a phone cell is taken apart into, and what of it stays.
struct PhoneCellTests {
  private func read(_ text: String) -> PhoneCell { PhoneCell(cell: CellText.folded(Array(text.utf8)[...])[...]) }

  private func kept(_ text: String, known: [String] = [], hasSince: Bool = false) -> String {
    let bytes = Array(text.utf8)[...]
    return String(
      decoding: read(text).kept(bytes, folded: CellText.folded(bytes)[...], known: known.map { Array($0.utf8) }, hasSince: hasSince),
      as: UTF8.self)
  }

  // MARK: One number

  @Test(arguments: [
    "13900001111", "139 0000 1111", "139-0000-1111", "139.0000.1111", "139·0000·1111", "139 00001111", "1390000 1111", "139 000 01111",
    "+8613900001111", "+86 13900001111", "+86-139-0000-1111", "008613900001111", "0086 139 0000 1111", "8613900001111", "86 13900001111",
    "86-13900001111", "(+86)13900001111", "（+86）139 0000 1111", "+86 (139) 0000 1111", "13900001111.0", "13900001111.00",
    "1.3900001111E+10",
    "１３９００００１１１１", "１３９　００００　１１１１", "１３９－００００－１１１１", "＋８６１３９００００１１１１", "139\u{200b}0000\u{200b}1111", "139\u{a0}0000\u{a0}1111",
    "139\u{ad}00001111", "139–0000–1111", "139—0000—1111", "139 - 0000 - 1111", "'13900001111", "=\"13900001111\"", "\t13900001111 ",
    "电话：13900001111", "手机13900001111", "联系电话:139 0000 1111", "Tel:13900001111", "13900001111。",
  ])
  func everySpellingOfOne(text: String) {
    let cell = read(text)
    #expect(cell.number == 113_900_001_111 && cell.count == 1 && cell.rest.isEmpty && !cell.isTakenApart, "\(cell)")
    #expect(kept(text) == "13900001111", "\(text)")
  }

  @Test(arguments: [
    ("0797-1234567", "07971234567", "0797-1234567"), ("07971234567", "07971234567", "07971234567"),
    ("0797 1234567", "07971234567", "0797-1234567"), ("(0797)1234567", "07971234567", "0797-1234567"),
    ("（0797） 123 4567", "07971234567", "0797-1234567"), ("０７９７－１２３４５６７", "07971234567", "0797-1234567"),
    ("010-12345678", "01012345678", "010-12345678"), ("010 1234 5678", "01012345678", "010-12345678"),
    ("0755-1234-5678", "075512345678", "0755-12345678"), ("+86-797-1234567", "07971234567", "0797-1234567"),
    ("+86 10 1234 5678", "01012345678", "010-12345678"), ("0086-0797-1234567", "07971234567", "0797-1234567"),
    ("0797-1234567-801", "07971234567", "0797-1234567-801"), ("0797-1234567转801", "07971234567", "0797-1234567-801"),
    ("0797-1234567 转 801", "07971234567", "0797-1234567-801"), ("0797-1234567（分机801）", "07971234567", "0797-1234567-801"),
    ("0797-1234567*801", "07971234567", "0797-1234567-801"), ("0797-1234567 ext. 801", "07971234567", "0797-1234567-801"),
    ("6234567", "6234567", "6234567"), ("62345678", "62345678", "62345678"), ("6234567.0", "6234567", "6234567"),
    ("623-4567", "6234567", "6234567"), ("6234 5678", "62345678", "62345678"), ("6234567-801", "6234567", "6234567-801"),
    ("400-123-4567", "4001234567", "400-1234567"), ("4001234567", "4001234567", "4001234567"),
  ])
  func landlines(text: String, digits: String, kept written: String) {
    let cell = read(text)
    #expect(String(decoding: Array(cell.digits), as: UTF8.self) == digits && cell.count == 1 && cell.rest.isEmpty, "\(cell)")
    #expect(!cell.isTakenApart && kept(text) == written)
  }

  /// What a spreadsheet has damaged, and what nobody can read, stays as it stands; it is nobody's number.
  @Test(arguments: [
    "1.39E+10", "1.39e10", "13900001111E+10", "1.390000111E+10", "1.39E+1", "1390000111", "139000011112", "139****1111", "12345", "停机",
    "空号", "同上",
    "7971234567",
    "13900001111E", "２３", "?", "不详", "1.39E+10 1.37E+10", "110101199003071234", "22.3", "1390000 111",
  ])
  func whatCannotBeRead(text: String) {
    let cell = read(text)
    #expect(!cell.rest.isEmpty && kept(text) == text, "\(cell)")
    #expect(cell.number == 0 || text == "13900001111E")
  }

  @Test(arguments: ["", " ", "无", "/", "-", "—", "暂无"])
  func nobody(text: String) { #expect(read(text) == PhoneCell() && kept(text).isEmpty) }

  @Test func aWordWithoutANumberStays() { #expect(kept("电话：") == "电话：" && read("电话：").number == 0) }

  @Test func whatIsReadCountsBesidesWhatIsNot() {
    for text in ["13900001111（早上打不通了）", "13900001111/661234", "0797-1234567/8", "13900001111 1.37E+10"] {
      #expect(read(text).number > 1_000_000 && !read(text).rest.isEmpty && kept(text) == text)
    }
  }

  // MARK: Several things

  @Test(arguments: [
    "13900001111/13700002222", "13900001111、13700002222", "13900001111;13700002222", "13900001111；13700002222", "13900001111 13700002222",
    "13900001111\n13700002222", "13900001111\r\n13700002222", "13900001111,13700002222", "13900001111，13700002222",
    "13900001111／13700002222",
    "139 0000 1111 137 0000 2222", "139-0000-1111/137-0000-2222", "1390000111113700002222", "13900001111或13700002222",
    "13900001111（13700002222）",
    "+86 139 0000 1111 / +86 137 0000 2222", "13900001111.0/13700002222.0", "13900001111|13700002222", "13900001111-13700002222",
    "13900001111&13700002222", "手机：13900001111，电话：13700002222",
  ])
  func twoNumbers(text: String) {
    #expect(read(text).number == 113_900_001_111 && read(text).isTakenApart && read(text).rest.isEmpty, "\(read(text))")
    #expect(kept(text) == "13900001111/13700002222")
  }

  @Test func moreNumbers() {
    #expect(kept("13900001111/0797-1234567、13700002222") == "13900001111/0797-1234567/13700002222")
    #expect(kept("0797-1234567-801 13900001111 6234567") == "0797-1234567-801/13900001111/6234567")
  }

  @Test(arguments: [
    ("13800000001 2022.3", "2022-03"), ("13800000001(2022年3月起)", "2022-03"), ("13800000001（2022 年 3 月起）", "2022-03"),
    ("138000000012022.3", "2022-03"), ("138000000012022年3月", "2022-03"), ("13800000001202203", "2022-03"), ("138000000012022", "2022"),
    ("1380000000120220305", "2022-03-05"), ("138 0000 0001 2022.3", "2022-03"), ("138-0000-0001 2022-03-05", "2022-03-05"),
    ("2022.3 13800000001", "2022-03"), ("2022年3月13800000001", "2022-03"), ("13800000001/2022.3", "2022-03"),
    ("13800000001-2022.3", "2022-03"),
    ("13800000001,2021/5/1", "2021-05-01"), ("13800000001.0 2022.3", "2022-03"), ("13800000001从2022年3月开始", "2022-03"),
    ("+8613800000001 2022.3", "2022-03"), ("13800000001\n2022.3", "2022-03"),
  ])
  func datesBehind(text: String, since: String) {
    #expect(read(text).number == 113_800_000_001 && read(text).since?.string == since && read(text).rest.isEmpty, "\(read(text))")
    #expect(kept(text, hasSince: true) == "13800000001" && kept(text) == "13800000001 \(since)")
  }

  @Test func landlinesWithDates() {
    #expect(kept("0797-1234567 2022.3", hasSince: true) == "0797-1234567" && kept("0797-1234567-2022.3", hasSince: true) == "0797-1234567")
  }

  @Test func numbersOfFiveDigits() {
    #expect(read("13800000001 45296").since?.string == "2024-01-05" && kept("13800000001 45296") == "13800000001 45296")
    #expect(read("13800000001/61234").since == nil && kept("13800000001/61234") == "13800000001/61234")
  }

  /// A second number, a date and a name of one cell, in any order and with any signs between.
  @Test func allOfItSurvives() {
    let parts = ["13900001111", "137 0000 2222", "2022.3", "张三"]
    for seed in 0..<500 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = parts.shuffled(using: &random).reduce("") { $0 + ($0.isEmpty ? "" : random.pick([" ", "、", ";", "\n", "，", "/"])) + $1 }
      let cell = read(text)
      #expect(cell.numbers.count == 2 && cell.name == Array("张三".utf8) && cell.since?.string == "2022-03" && cell.rest.isEmpty, "\(text)")
      #expect(Set(kept(text).split { " /".contains($0) }.map(String.init)) == ["13900001111", "13700002222", "张三", "2022-03"])
      #expect(Set(kept(text, known: ["张三"], hasSince: true).split(separator: "/")) == ["13900001111", "13700002222"])
    }
  }

  /// A second date, and a name that is no name, leave the cell as it stands.
  @Test func twoDatesStay() {
    let text = "13900001111 2021.5 13700002222 2022.3"
    #expect(read(text).since?.string == "2021-05" && read(text).numbers.count == 2 && kept(text) == text)
  }

  /// Whatever a cell holds, no digit of it is lost: it is in what is kept, or belongs to a prefix, a fraction or the date.
  @Test func noDigitIsLost() {
    let pieces = [
      "139", "0000", "1111", "13900001111", "0797", "1234567", "+86", "86", "2022.3", "年", "张三", "转", "-", " ", "/", ".", "E+10", "(", ")",
      "5", "停机",
    ]
    for seed in 0..<5000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let text = (0..<1 + random.below(8)).map { _ in random.pick(pieces) }.joined()
      let digits = { (text: String) in text.filter(\.isNumber).replacing("86", with: "").replacing("20223", with: "202203") }
      // A number that is given twice counts twice.
      let (found, expected) = (Set(digits(kept(text))), Set(digits(text)))
      #expect(
        expected.subtracting(found).isSubset(of: ["0", "6", "8"]) || LineWords.isNobody(Array(text.utf8)[...]), "\(text) \(kept(text))")
      #expect(
        digits(kept(text)).count >= digits(text).count - 4 * text.count { $0 == "." } || read(text).isTakenApart, "\(text) \(kept(text))")
    }
  }

  // MARK: Round trip

  /// Random numbers in random spellings come back as their digits, alone and several in a cell.
  @Test func randomNumbersComeBack() {
    for seed in 0..<4000 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let numbers = (0..<1 + random.below(3)).map { _ in RandomPhone(&random) }
      let sign = random.pick(["/", "、", ";", "\n", "，", " / ", "； ", "|"])
      let text = numbers.map(\.text).joined(separator: sign)
      let cell = read(text)
      let found = cell.numbers.isEmpty ? [Array(cell.digits)] : cell.numbers.map(\.digits)
      #expect(found.map { String(decoding: $0, as: UTF8.self) } == numbers.map(\.digits) && cell.rest.isEmpty, "\(text)")
      #expect(String(decoding: Array(cell.digits), as: UTF8.self) == numbers[0].digits)
      // What is kept is read as the same again.
      #expect(
        read(kept(text)).number == cell.number && read(kept(text)).count == numbers.count && kept(kept(text)) == kept(text), "\(text)")
    }
  }
}

/// A phone number and one of its spellings.
private struct RandomPhone {
  let digits: String
  let text: String

  init(_ random: inout SplitMix64) {
    func some(_ count: Int) -> String { (0..<count).map { _ in "\(random.below(10))" }.joined() }
    let isMobile = !random.oneIn(4)
    let area = random.pick(["010", "021", "0797", "0755", "0818"])
    let local = "\(2 + random.below(7))" + some(area.count == 3 ? 7 : 6)
    let mobile = "1\(3 + random.below(7))" + some(9)
    digits = isMobile ? mobile : area + local
    text = isMobile ? Self.spelled(mobile, &random) : Self.spelled(area, local, &random)
  }

  private static func spelled(_ mobile: String, _ random: inout SplitMix64) -> String {
    let sign = random.pick(["", " ", "-", ".", "\u{a0}", "\u{3000}", "–", "\u{200b}", "－"])
    let cuts = random.pick([[3, 4, 4], [3, 8], [7, 4], [3, 3, 5], [11]])
    var rest = mobile[...]
    let groups = cuts.map { count in
      defer { rest = rest.dropFirst(count) }
      return String(rest.prefix(count))
    }
    let prefix = random.pick(["", "", "+86", "+86 ", "0086", "86-", "0086 ", "(+86)", "'"])
    return wide(prefix + groups.joined(separator: sign) + random.pick(["", "", "", ".0"]), &random)
  }

  private static func spelled(_ area: String, _ local: String, _ random: inout SplitMix64) -> String {
    let cut = random.oneIn(3) ? String(local.dropLast(4)) + " " + local.suffix(4) : local
    let text = random.pick([
      area + local, "\(area)-\(cut)", "\(area) \(cut)", "(\(area))\(cut)", "+86-\(area.dropFirst())-\(cut)", "\(area)—\(local)",
    ])
    return wide(text, &random)
  }

  private static func wide(_ text: String, _ random: inout SplitMix64) -> String {
    guard random.oneIn(4) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { 0x21...0x7e ~= $0.value ? Unicode.Scalar($0.value + 0xfee0) ?? $0 : $0 }))
  }
}
