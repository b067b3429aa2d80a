import TestSupport
import Foundation

@testable import PairGraph

/// A known network, and a roster of it with every trouble that spreadsheets and staff make, from one seed.
struct DamagedRoster {
  private(set) var bytes: [UInt8] = []
  /// Households as `head path kind size`; of rows that can be read.
  private(set) var households: Set<String> = []
  /// `helper unit → head since..until`.
  private(set) var pairings: Set<String> = []
  /// Physical lines that must be rejected, with the problem.
  private(set) var rejected: [String] = []
  /// Lines whose resident id a spreadsheet damaged.
  private(set) var damaged: Set<Int> = []
  private(set) var name = ""

  private struct Cadre {
    var name: String
    var unit: String
    var phone: String
    var id: UInt64
  }

  private var random: SplitMix64
  private var rows: [[String]] = []
  /// Rows of the header.
  private let headerRows: Int
  /// A column without a name and without anything in it stands behind the numbers.
  private let hasEmptyColumn: Bool
  /// The row before was rejected whole, and nobody knows which places it named: this one writes its own.
  private var writesPlaces = false
  private let hasSecondHelper: Bool
  private let digits = Array("〇一二三四五六七八九")

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    headerRows = 1 + random.below(3)
    hasEmptyColumn = random.oneIn(4)
    hasSecondHelper = random.oneIn(3)
    build()
    encode()
  }

  private func chinese(_ number: Int) -> String { String(String(number).map { digits[$0.wholeNumberValue ?? 0] }) }

  // MARK: The network and its rows

  private var header: [[String]] {
    let base = ["序号", "乡镇", "行政村", "村民小组", "户主姓名", "户主身份证号", "户类型", "家庭人口"]
    let second = hasSecondHelper ? ["第二帮扶责任人", "", ""] : []
    if headerRows == 1 {
      let more = hasSecondHelper ? ["第二帮扶责任人", "帮扶单位", "联系电话"] : []
      return [base + ["联系电话", "帮扶责任人", "帮扶单位", "联系电话", "结对开始时间", "结对结束时间"] + more]
    }
    if headerRows == 3 { return threeRows }
    return [
      base + ["联系电话", hasSecondHelper ? "第一帮扶责任人" : "帮扶责任人", "", "", "结对开始时间", "结对结束时间"] + second,
      [String](repeating: "", count: 9) + ["姓名", "单位", "联系电话", "", ""] + (hasSecondHelper ? ["姓名", "单位", "联系电话"] : []),
    ]
  }

  /// Groups above groups above names.
  private var threeRows: [[String]] {
    let (none, second) = ([String](repeating: "", count: 3), hasSecondHelper)
    return [
      ["序号", "家庭住址"] + none.dropFirst() + ["户主情况", "", "", "", "", "帮扶责任人情况", "", "", "", ""] + (second ? ["第二帮扶责任人情况", "", ""] : []),
      none + ["", "基本情况", "", "", "", "联系情况", "基本情况", "", "", "结对情况", ""] + (second ? ["基本情况", "", ""] : []),
      ["", "乡镇", "行政村", "村民小组", "户主姓名", "户主身份证号", "户类型", "家庭人口", "联系电话", "姓名", "单位", "联系电话", "结对开始时间", "结对结束时间"]
        + (second ? ["姓名", "单位", "联系电话"] : []),
    ]
  }

  private static let spellings = [
    "户主姓名": ["户主", "户主 姓名", "贫困户姓名"], "行政村": ["村", "行政村：", "所在村"], "帮扶责任人": ["帮扶人", "帮扶干部"], "联系电话": ["电话", "手机号码"], "村民小组": ["组"],
    "结对开始时间": ["结对时间", "帮扶开始时间"], "户类型": ["户属性"], "单位": ["工作单位"], "乡镇": ["乡（镇）"], "家庭人口": ["人数", "家庭人口*"],
  ]

  /// The header as another page spells it.
  private mutating func otherSpelling() -> [[String]] {
    var rows = header
    for row in rows.indices {
      for column in rows[row].indices {
        if let others = Self.spellings[rows[row][column]], random.oneIn(2) { rows[row][column] = random.pick(others) }
      }
    }
    return rows
  }

  private var width: Int { hasSecondHelper ? 17 : 14 }

  private func padded(_ cells: [String]) -> [String] { cells + [String](repeating: "", count: max(0, width - cells.count)) }

  private mutating func add(_ cells: [String]) {
    var cells = padded(cells)
    if hasEmptyColumn { cells.insert("", at: 1) }
    rows.append(cells)
  }

  private mutating func build() {
    let cadres = (0..<(3 + random.below(6))).map { index in
      Cadre(
        name: "助\(chinese(index % 4))", unit: "第\(chinese(index))局", phone: "1380000\(1000 + index)",
        id: 51_100_019_700_101_000 + UInt64(index + 1))
    }
    if random.oneIn(2) { add(["某县结对帮扶台账"]) }
    if random.oneIn(2) { add(["填报单位：某县某局", "", "", "", "填报日期：2024年5月1日"]) }
    header.forEach { add($0) }
    if random.oneIn(3) { add(["", "", "", "", "", "", "", "（人）"]) }
    var number = 0
    for township in 0..<(1 + random.below(2)) {
      for village in 0..<(1 + random.below(3)) {
        for group in 0..<(1 + random.below(2)) {
          for index in 0..<(1 + random.below(4)) {
            number += 1
            household(number, (township, village, group, index), cadres)
          }
        }
        if random.oneIn(3) { add(["", "", "某村小计", "", "\(number)户"]) }
        if random.oneIn(4) { add([]) }
        if random.oneIn(4) { (random.oneIn(2) ? header : otherSpelling()).forEach { add($0) } }
      }
    }
    if random.oneIn(2) { add([random.oneIn(2) ? "合计" : "合 计", "", "", "", "\(number)"]) }
    if random.oneIn(2) { add(["填表人：某", "", "", "", "审核人：某"]) }
  }

  private mutating func household(_ number: Int, _ at: (Int, Int, Int, Int), _ cadres: [Cadre]) {
    let places = ["\(chinese(at.0))镇", "\(chinese(at.0 * 10 + at.1))村", "\(chinese(at.2))组"]
    // The village is written once for its block.
    let isFirst = at.3 == 0
    let merged = writesPlaces ? [true, true, true] : [isFirst && at.1 == 0 && at.2 == 0, isFirst && at.2 == 0, isFirst]
    writesPlaces = false
    let head = "户\(chinese(number))"
    let kind = random.pick(["脱贫户", "监测户", "一般农户"])
    let size = 1 + random.below(7)
    let id = ResidentID(number: 51_100_019_600_101_000 + UInt64(number)).text
    var cells = [String(number)] + zip(places, merged).map { $1 || random.oneIn(5) ? dirty($0) : "" }
    let isDamaged = random.oneIn(6)
    let old = id.prefix(6) + id.dropFirst(8).prefix(9)
    cells += [
      dirty(head),
      isDamaged ? random.pick(["5.11E+17", id.prefix(15) + "000"]) : random.oneIn(6) ? String(old) : random.oneIn(4) ? wide(id) : id,
    ]
    cells += [kind, random.oneIn(3) ? "\(size)人" : random.oneIn(4) ? wide(String(size)) : String(size), "1390000\(1000 + number)"]
    var (own, fault): ([String], String?) = ([], nil)
    for slot in 0..<(hasSecondHelper ? 2 : 1) {
      let cadre = cadres[(number * (slot + 1) + slot) % cadres.count]
      if random.oneIn(4) {
        cells += slot == 0 ? [random.pick(["", "无", "/"]), "", "", "", ""] : ["", "", ""]
        continue
      }
      let isApart = slot == 0 && random.oneIn(8)
      cells += isApart ? apart(cadre) : [dirty(cadre.name), cadre.unit, phone(cadre.phone)]
      // The dates stand with the first helper.
      var term = ".."
      if slot == 0 {
        // A start that stands behind the number is the pairing's.
        let isBehind = isApart && cells[cells.count - 1].hasSuffix(" 2021.5")
        let (text, date, isBad) = isBehind ? ("", "2021-05", false) : date()
        let end = random.oneIn(5) ? "至今" : ""
        cells += [text, end]
        term = "\(date).."
        if isBad { fault = "bad-date" }
      }
      own.append("\(cadre.name) \(cadre.unit) → \(head) \(term)")
    }
    if random.oneIn(12) { return spoil(cells, isShort: random.oneIn(2)) }
    add(cells)
    if let fault {
      rejected.append("\(rows.count) \(fault)")
      return
    }
    if isDamaged { damaged.insert(rows.count) }
    households.insert("\(head) \(places.joined(separator: "/")) \(kind) \(size)")
    pairings.formUnion(own)
  }

  // MARK: Troubles

  /// A row broken in two places, or with a byte in its name that is none: rejected, whatever else is in it.
  private mutating func spoil(_ cells: [String], isShort: Bool) {
    var cells = cells
    switch random.below(4) {
    case 0:
      add(cells)
      rows[rows.count - 1].removeLast(1 + random.below(3))
      rejected.append("\(rows.count) too-few-fields")
    case 1:
      add(cells)
      rows[rows.count - 1] += ["", "多"]
      rejected.append("\(rows.count) too-many-fields")
    case 2:
      cells[4] += "\0"
      add(cells)
      rejected.append("\(rows.count) nul-byte")
    default:
      cells[4] += Self.noCharacter
      add(cells)
      rejected.append("\(rows.count) invalid")
    }
    writesPlaces = true
  }

  /// Becomes bytes that are no character.
  private static let noCharacter = "\u{e000}"

  /// A phone cell that holds another phone, the helper's name or a start date, too: his name, unit and phone.
  private mutating func apart(_ cadre: Cadre) -> [String] {
    // 〇 beside digits is one of them, and nobody's name.
    switch cadre.name.contains("〇") ? 2 * random.below(2) : random.below(4) {
    case 0: [dirty(cadre.name), cadre.unit, "\(cadre.phone) 13700000000"]
    case 1: ["", cadre.unit, "\(cadre.name)\(cadre.phone)"]
    case 2: [dirty(cadre.name), cadre.unit, "\(cadre.phone) 2021.5"]
    default: ["", cadre.unit, "\(cadre.name)\(cadre.phone) 2021.5"]
    }
  }

  private func wide(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { 0x21...0x7e ~= $0.value ? Unicode.Scalar($0.value + 0xfee0) ?? $0 : $0 }))
  }

  private mutating func dirty(_ text: String) -> String {
    switch random.below(8) {
    case 0: " " + text
    case 1: text + "\u{3000}"
    case 2: text + "\u{a0}"
    case 3: text.count == 2 ? "\(text.prefix(1))\u{3000}\(text.suffix(1))" : text
    default: text
    }
  }

  private mutating func phone(_ text: String) -> String { random.oneIn(4) ? wide(text) : text }

  /// A date as staff write it, the date it is, and whether it is none.
  private mutating func date() -> (String, String, Bool) {
    let (year, month, day) = (2015 + random.below(9), 1 + random.below(12), 1 + random.below(28))
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let full = "\(year)-\(two(month))-\(two(day))"
    switch random.below(11) {
    case 0: return ("", "", false)
    case 1: return ("\(year).\(month).\(day)", full, false)
    case 2: return ("\(year)/\(month)/\(day)", full, false)
    case 3: return ("\(year)年\(month)月\(day)日", full, false)
    case 4: return ("\(year)年\(month)月", "\(year)-\(two(month))", false)
    case 5: return ("\(year)\(two(month))", "\(year)-\(two(month))", false)
    case 6: return ("\(year)\(two(month))\(two(day))", full, false)
    case 7:
      let serial = Int(Day(full)?.number ?? 0) + 25_569
      return (String(serial), full, false)
    case 8: return ("\(year)", "\(year)", false)
    // A year of two digits is no date.
    case 9: return random.oneIn(3) ? ("\(year % 100).\(month)", "", true) : (full, full, false)
    default: return (wide("\(year).\(month)"), "\(year)-\(two(month))", false)
    }
  }

  // MARK: Bytes

  private mutating func encode() {
    let delimiter = random.pick([",", ",", ";", "\t", "，"])
    let lineEnd = random.pick(["\r\n", "\n", "\r"])
    let quotes = random.oneIn(3)
    let text = rows.map { cells in
      cells.map { cell in
        cell.contains(delimiter) || cell.contains("\"") || (quotes && !cell.isEmpty) ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: delimiter) + lineEnd
    }.joined()
    switch random.below(5) {
    case 0: (bytes, name) = ([0xef, 0xbb, 0xbf] + Array(text.utf8), "bom")
    case 1: (bytes, name) = ([0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }, "utf16")
    case 2: (bytes, name) = (Array(text.utf8), "utf8")
    default:
      // The number Foundation has for GB 18030-2000.
      let encoding = String.Encoding(rawValue: 0x8000_0632)
      (bytes, name) = text.data(using: encoding).map { (Array($0), "gb18030") } ?? (Array(text.utf8), "utf8")
    }
    // U+E000 in each encoding, and what it becomes.
    let (found, bad): ([UInt8], [UInt8]) =
      name == "utf16" ? ([0x00, 0xe0], [0x00, 0xd8]) : name == "gb18030" ? ([0xaa, 0xa1], [0xff]) : ([0xee, 0x80, 0x80], [0xff])
    var index = name == "utf16" ? 2 : 0
    while index + found.count <= bytes.count {
      if bytes[index...].starts(with: found) { bytes.replaceSubrange(index..<(index + found.count), with: bad) }
      let isPair = name == "gb18030" && bytes[index] >= 0x81 && bytes[index] < 0xff && index + 1 < bytes.count
      index += name == "utf16" ? 2 : isPair ? bytes[index + 1] < 0x40 ? 4 : 2 : 1
    }
    let isUTF8 = name == "utf8" || name == "bom"
    rejected = rejected.map { $0.replacing("invalid", with: isUTF8 ? "invalid-utf8" : "invalid-encoding") }
    name += " " + delimiter.debugDescription
  }
}
