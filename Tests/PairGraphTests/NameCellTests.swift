import TestSupport
import Testing

@testable import PairGraph

/// Cells with one name, with several, and those of which nobody can say.
struct NameCellTests {
  private func read(_ text: String) -> NameCell { NameCell(Array(text.utf8)[...]) }
  private func names(_ cell: NameCell) -> [String] { cell.names.map { String(decoding: $0, as: UTF8.self) } }

  /// One name, however it is padded.
  @Test(arguments: [
    ("张三", "张三"), ("张 三", "张三"), ("张　三", "张三"), (" 张  三 ", "张三"), ("张\n三", "张三"), ("欧 阳 修", "欧阳修"), ("欧阳 修", "欧阳修"), ("张 小明", "张小明"),
    ("Ann Lee", "Ann Lee"), ("买买提·艾力", "买买提·艾力"), ("买买提 · 艾力", "买买提·艾力"), ("张三、", "张三"), ("张三、无", "张三"), ("张三 (组长)", "张三(组长)"),
    ("张三1组", "张三1组"), ("张三 Lee", "张三Lee"),
  ])
  func oneName(text: String, name: String) {
    #expect(names(read(text)) == [name] && !read(text).isDoubtful, "\(text)")
  }

  @Test(arguments: ["、", "，", ",", "；", ";", "/", "|", "\n", "\r\n", " 、 ", " ", "\u{3000}", "  ", "\u{a0}", "\t"])
  func twoNames(sign: String) {
    for pair in [["张三", "李四"], ["张小明", "欧阳修远"], ["王五", "王五"], ["诸葛亮", "关羽"]] {
      #expect(names(read(pair.joined(separator: sign))) == pair && !read(pair.joined(separator: sign)).isDoubtful, "\(pair)\(sign)")
    }
    #expect(names(read("张三\(sign)李四\(sign)王五")) == ["张三", "李四", "王五"])
    #expect(names(read("张三\(sign)李四（组长）")) == ["张三", "李四(组长)"])
  }

  /// What a sign between names tells, a blank does not.
  @Test(arguments: ["、", "/", ","])
  func foreignNames(sign: String) {
    #expect(names(read("买买提\(sign)古丽")) == ["买买提", "古丽"] && !read("买买提\(sign)古丽").isDoubtful)
    #expect(names(read("买买提·艾力\(sign)Ann Lee")) == ["买买提·艾力", "Ann Lee"])
    #expect(names(read("张 三\(sign)李 四")) == ["张三", "李四"])
    #expect(names(read("张三(组长)\(sign)李四（队员）")) == ["张三(组长)", "李四(队员)"])
  }

  /// Nobody can say: it stays as it stands, and is flagged.
  @Test(arguments: [
    ("欧阳 明月", "欧阳明月"), ("买买提 艾力", "买买提艾力"), ("白玛 罗布", "白玛罗布"), ("张三 局长", "张三局长"), ("张三/科员", "张三/科员"), ("某局、张三", "某局、张三"),
    ("欧阳\n明月", "欧阳明月"), ("张三 李村", "张三李村"), ("张三、同上", "张三、同上"), ("张三 李四 王", "张三李四王"), ("张三、13", "张三、13"), ("买买提·艾力 张三", "买买提·艾力张三"),
    ("马依努尔 古丽", "马依努尔古丽"), ("张三 2组 李四", "张三2组李四"),
  ])
  func doubtful(text: String, name: String) {
    #expect(names(read(text)) == [name] && read(text).isDoubtful, "\(text): \(names(read(text)))")
  }

  /// Where one of several holds another blank, only that one is in doubt.
  @Test func doubtInOneOfSeveral() {
    #expect(names(read("张三、欧阳 明月")) == ["张三", "欧阳明月"] && read("张三、欧阳 明月").isDoubtful)
    #expect(names(read("张三、李四 王五")) == ["张三", "李四", "王五"] && !read("张三、李四 王五").isDoubtful)
  }

  // MARK: Numbers

  @Test(arguments: [
    ("张三13800000001", ["张三"], 1), ("张三 13800000001", ["张三"], 1), ("张三（13800000001）", ["张三"], 1),
    ("张三:138 0000 0001/13900000002", ["张三"], 2),
    ("张三13800000001、李四13900000002", ["张三", "李四"], 2), ("张三 李四 13800000001 13900000002", ["张三", "李四"], 2),
    ("张三、李四 １３８００００００１", ["张三、李四1380000001"], 0), ("张三、李四 13800000001", ["张三", "李四"], 1),
    ("张三13800000001\n李四13900000002", ["张三", "李四"], 2), ("张三 局长 13800000001", ["张三局长13800000001"], 0),
    ("买买提·艾力 13800000001", ["买买提·艾力13800000001"], 0), ("张三 1.38E+10 2021.5.1", ["张三1.38E+102021.5.1"], 0),
    ("张三 13800000001 2021.5", ["张三138000000012021.5"], 0), ("张 三 13800000001", ["张三13800000001"], 0),
  ])
  func numbers(text: String, people: [String], count: Int) {
    let cell = read(text)
    #expect(names(cell) == people && cell.phone.count == count && cell.isDoubtful == (count == 0), "\(text): \(names(cell)) \(cell.phone)")
  }

  // MARK: Rosters

  private let head = "行政村,户主姓名,帮扶责任人,帮扶人身份证号,帮扶单位,联系电话\n"

  private func notes(_ found: ImportedRosters, _ kinds: ImportNote.Kind...) -> [String] {
    found.result.notes.filter { kinds.contains($0.kind) }.map { "\($0.line) \($0.kind.rawValue) \($0.name) \($0.basis)" }
  }

  @Test(arguments: ["张三 李四", "张三、李四", "\"张三\n李四\"", "张三　李四"])
  func eachHelperIsPaired(cell: String) throws {
    let found = try ImportedRosters(head + "甲村,赵一,\(cell),,某局,13800000001/13900000002\n乙村,孙三,李四,,某局,13900000002\n")
    #expect(found.pairings == ["张三→赵一 ..", "李四→孙三 ..", "李四→赵一 .."])
    #expect(found.column("cadres", "name") == ["张三", "李四"] && found.column("cadres", "phone") == ["13800000001", "13900000002"])
    #expect(notes(found, .namesApart).count == 1 && notes(found, .namesUnclear, .badPhone).isEmpty)
  }

  @Test func whatIsInDoubtStays() throws {
    let found = try ImportedRosters(head + "甲村,赵一,欧阳 明月,,某局,13800000001\n甲村,孙三,欧阳明月,,某局,13800000001\n")
    #expect(found.column("cadres", "name") == ["欧阳 明月"] && found.rows("pairings").count == 2)
    #expect(notes(found, .namesUnclear) == ["2 names-unclear 欧阳明月 帮扶责任人: 欧阳 明月"] && notes(found, .namesApart).isEmpty)
  }

  /// One number of two people is nobody's; it stays with the first, and that is said.
  @Test(arguments: ["13800000001", "13800000001/13900000002/13700000003"])
  func otherNumbersThanHelpers(phone: String) throws {
    let found = try ImportedRosters(head + "甲村,赵一,张三、李四,,,\(phone)\n乙村,孙三,张三,,,13800000001\n")
    #expect(found.column("cadres", "name") == ["张三", "李四", "张三"] && found.column("cadres", "phone") == [phone, "", "13800000001"])
    #expect(notes(found, .badPhone) == ["2 bad-phone 张三 联系电话: \(phone)"])
  }

  @Test func numbersInTheCellOfNames() throws {
    let found = try ImportedRosters(
      head + "甲村,赵一,张三13800000001、李四13900000002,,,\n乙村,孙三,李四,,,13900000002\n乙村,周五,张三 13800000001,,,\n甲村,吴六,张三(13800000001),,,13700000003\n")
    #expect(found.column("cadres", "name") == ["张三", "李四", "张三(13800000001)"])
    #expect(found.column("cadres", "phone") == ["13800000001", "13900000002", "13700000003"])
    #expect(found.pairings == ["张三(13800000001)→吴六 ..", "张三→周五 ..", "张三→赵一 ..", "李四→孙三 ..", "李四→赵一 .."])
    #expect(notes(found, .namesApart, .phoneApart).count == 3)
  }

  /// Where the dataset has no column for phones, they stay with the names.
  @Test func numbersWithoutAColumn() throws {
    let found = try ImportedRosters("行政村,户主姓名,帮扶责任人\n甲村,赵一,张三13800000001、李四13900000002\n乙村,孙三,李四 13900000002\n乙村,周五,王六、郑七 13800000009\n")
    #expect(found.column("cadres", "name") == ["张三 13800000001", "李四 13900000002", "王六 13800000009", "郑七"])
  }

  /// Each helper has the number at his place where there is a good one for each.
  @Test func idsOfTwoHelpers() throws {
    let ids = [1, 2].map { ResidentID(number: 51_100_019_800_101_000 + $0).text }
    for sign in ["、", "/", " ", "；"] {
      let found = try ImportedRosters(head + "甲村,赵一,张三、李四,\(ids.joined(separator: sign)),某局,\n乙村,孙三,李四,\(ids[1]),他局,\n")
      #expect(found.column("cadres", "name") == ["张三", "李四"] && found.column("cadres", "id_number") == ids)
      #expect(notes(found, .badID).isEmpty)
    }
    // One number of two people is nobody's.
    let found = try ImportedRosters(head + "甲村,赵一,张三、李四,\(ids[0]),某局,\n乙村,孙三,李四,\(ids[0]),某局,\n")
    #expect(found.column("cadres", "name") == ["张三", "李四", "李四"])
    #expect(notes(found, .badID) == ["2 bad-id 张三 帮扶人身份证号: \(ids[0])"])
  }

  /// Whatever a cell of names holds, no letter and no digit of it is lost: it is in the names or the phones of its helpers.
  @Test(arguments: [true, false])
  func nothingIsLost(hasPhones: Bool) throws {
    let pieces = ["张三", "李小四", "欧阳", "王", "局长", "买买提·艾力", "Lee", "13800000001", "139 0000 2222", "1.38E+10", "(组长)", "2021.5", "7"]
    var random = SplitMix64(seed: 11)
    let cells = (0..<400).map { _ in
      pieces.shuffled(using: &random).prefix(1 + random.below(4)).reduce("") { text, piece in
        text + (text.isEmpty ? "" : random.pick(["、", " ", "/", "\n", "；", "", "\u{3000}"])) + piece
      }
    }
    let rows = cells.enumerated().map { "\"\($1)\",局\($0),\(hasPhones && $0 % 2 == 0 ? "13700003333" : "")\n" }
    let found = try ImportedRosters(hasPhones ? "帮扶责任人,帮扶单位,帮扶人手机号\n\(rows.joined())" : "帮扶责任人,帮扶单位,备注\n\(rows.joined())")
    let kept = { (text: String) in text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil } }
    for (index, cell) in cells.enumerated() {
      let unit = found.rows("units").first { $0["name"] == "局\(index)" }?["id"] ?? ""
      let own = found.rows("cadres").filter { $0["unit"] == unit }
      let texts = own.map { ($0["name"] ?? "") + " " + ($0["phone"] ?? "") }.joined(separator: " ")
      let lost = kept(cell).filter { !kept(texts).contains($0) }
      #expect(lost.isEmpty && kept(texts).count >= kept(cell).count, "\(cell.debugDescription): \(texts)")
    }
  }
}
