/// Words of lines that end a table or a page, or stand between its sections: 以下空白, 以上共2户, 审核人：, 某县台账（续表）, 二、乙村.
enum ClosingWords {
  private static let blanks = Set(["以下空白", "以下为空白", "以下无正文", "此页空白", "此页无正文", "本页以下空白", "空白", "以下无", "完", "正文完", "表尾"].bytes)
  private static let counts = ["共计", "合计", "总计", "小计", "共有", "计", "共"]
  private static let ranges = ["以上", "本页", "全村", "本村", "全镇", "本镇", "全乡", "本乡", "全县", "本县", "全表", "本表"]
  private static let counted = Set("0123456789一二三四五六七八九十百千万两零〇共计约户人口名个条页,、".unicodeScalars)
  private static let titles = [
    "台账", "台帐", "花名册", "名册", "名单", "登记表", "统计表", "明细表", "汇总表", "一览表", "信息表", "情况表", "清单", "附表", "附件", "续表",
  ].bytes
  private static let labels = [
    "填表", "填报", "制表", "审核", "复核", "审批", "经办", "经手", "负责人", "责任人签字", "人", "员", "签字", "签名", "签章", "盖章", "公章", "日期", "时间", "电话", "单位", "领导",
    "队长", "书记", "主任",
  ].bytes
  private static let places = ["村", "社区", "居委会", "村委会", "镇", "乡", "街道", "村民小组", "组", "屯", "寨"].bytes
  private static let continued = ["(续表)", "(续)", "续表", "续"]

  private static let starts = WordSet(["以上", "以下", "本", "此", "共", "合计", "总计", "小计", "计", "空白", "全", "完", "正文完", "表尾"])
  private static let ends = WordSet(["账", "帐", "册", "单", "表", "件", "续", "）", "村", "区", "会", "镇", "乡", "道", "组", "屯", "寨"])

  /// False only where a cell is none of these: a look at some bytes, which nearly all names do not pass.
  @inline(__always)
  static func mayClose(_ cell: Span<UInt8>) -> Bool {
    guard cell.count > 2 else { return false }
    if starts.mayBegin(cell) || ends.mayBegin(cell.extracting(cell.count - 3..<cell.count)) { return true }
    return cell[0] == 0x28 || cell[cell.count - 1] == 0x29 || hasColon(cell)
  }

  /// Whether a cell has a colon, of either width; folding has not made it plain yet.
  @inline(__always)
  static func hasColon(_ cell: Span<UInt8>) -> Bool {
    for index in cell.indices {
      if cell[index] == 0x3a { return true }
      if cell[index] == 0xef, index + 2 < cell.count, cell[index + 1] == 0xbc, cell[index + 2] == 0x9a { return true }
    }
    return false
  }

  // MARK: Cells without blanks, folded

  /// What a line is that has such a cell: nothing comes below, or how many there were.
  static func closing(_ text: ArraySlice<UInt8>) -> RosterLine? {
    if blanks.contains(text.filter { $0 != 0x28 && $0 != 0x29 }) { return .note }
    var rest = String(decoding: text, as: UTF8.self)[...]
    for word in ranges where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      break
    }
    guard let word = counts.first(where: rest.hasPrefix) else { return nil }
    rest = rest.dropFirst(word.count).drop { $0 == ":" }
    let isCount = rest.unicodeScalars.contains { "户人口名个条".unicodeScalars.contains($0) } && rest.unicodeScalars.count > 1
    return isCount && rest.unicodeScalars.allSatisfy { counted.contains($0) } ? .subtotal : nil
  }

  /// 审核人：赵六, 村支部书记签字：.
  static func isLabelled(_ text: ArraySlice<UInt8>) -> Bool {
    guard let colon = text.firstIndex(of: 0x3a), colon > text.startIndex else { return false }
    let label = text[..<colon]
    return labels.contains { label.ends(with: $0) }
  }

  /// 某县结对台账（续表）, 附表2未落实户.
  static func isTitle(_ text: ArraySlice<UInt8>) -> Bool { titles.contains { RosterDate.first($0, in: text) != nil } }

  /// Whether a title is another one, continued.
  static func isSameTitle(_ text: ArraySlice<UInt8>, _ title: ArraySlice<UInt8>) -> Bool {
    let bare = { (text: ArraySlice<UInt8>) in
      let text = String(decoding: text, as: UTF8.self)
      return continued.first(where: text.hasSuffix).map { String(text.dropLast($0.count)) } ?? text
    }
    return bare(text) == bare(title)
  }

  /// 二、乙村, （三）丙村: what stands alone in a line and has a number.
  static func isSection(_ text: ArraySlice<UInt8>) -> Bool {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    let isBracketed = scalars.first == "("
    let rest = scalars.drop { $0 == "(" }
    let number = rest.prefix { "一二三四五六七八九十0123456789".unicodeScalars.contains($0) }
    guard !number.isEmpty, let next = rest.dropFirst(number.count).first else { return false }
    return rest.count > number.count + 1 && (isBracketed ? next == ")" : "、.".unicodeScalars.contains(next))
  }

  /// 甲村 where the name of somebody should be.
  static func isPlace(_ text: ArraySlice<UInt8>) -> Bool {
    places.contains { text.count > $0.count && text.ends(with: $0) }
  }
}
