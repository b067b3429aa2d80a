/// Words in cells that say what a line or a value is.
enum LineWords {
  private static let totals = ["合计", "小计", "总计", "共计", "累计"].map { Array($0.utf8) }
  private static let sign = Array("计".utf8)
  private static let partOfTotal = Array("其中".utf8)

  /// Whether a cell may be a total, by single bytes: a quick look that few cells pass.
  static func mayBeTotal(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= partOfTotal.count else { return false }
    if cell[0] == partOfTotal[0], cell[1] == partOfTotal[1] { return true }
    // The first byte of 计.
    for index in cell.indices where cell[index] == 0xe8 { return true }
    return false
  }

  /// `合 计`, `某村小计`, `合计：35户`; but 小计村 is a village.
  static func isTotal(_ cell: ArraySlice<UInt8>) -> Bool {
    if cell.first == partOfTotal[0], cell.starts(with: partOfTotal) {
      return CellText.folded(cell).dropFirst(partOfTotal.count).first == 0x3a
    }
    guard 6...60 ~= cell.count, RosterDate.first(sign, in: cell) != nil else { return false }
    let text = CellText.name(cell)[...]
    return totals.contains { word in
      guard let found = RosterDate.first(word, in: text) else { return false }
      let rest = text[(found + word.count)...]
      guard let next = rest.first else { return true }
      return found == text.startIndex && (next &- 0x30 < 10 || next == 0x3a || next == 0x28)
    }
  }

  private static let counting = Set("0123456789.+-一二三四五六七八九十百千万两零〇共计约户人口名个 ".unicodeScalars)

  /// Not empty, not nobody, and not a number of people: 35, 35户, 共十二人.
  static func mayBeName(_ cell: ArraySlice<UInt8>) -> Bool {
    !isNobody(cell) && !String(decoding: cell, as: UTF8.self).unicodeScalars.allSatisfy { counting.contains($0) }
  }

  private static let notes = [
    "填表", "审核", "制表", "单位负责人", "负责人", "注:", "备注", "说明", "填报", "联系人", "联系电话", "日期", "盖章", "(盖章", "签字", "第", "主要负责人", "分管领导", "经办人", "复核",
  ].map {
    Array($0.utf8)
  }

  /// A line below the table: 填表人：…, 注：…, 第2页.
  static func isNote(_ cell: ArraySlice<UInt8>) -> Bool { notes.contains { cell.starts(with: $0) } }

  /// Who filled the table in, and who looked it through: no colon is needed.
  private static let signers = ["填表", "填报", "制表", "审核", "复核", "审批", "经办"].flatMap { word in
    ["人", "员", "单位", "日期", "时间"].map { Array((word + $0).utf8) }
  }
  /// Words that are notes by themselves, or before a number: 附1.…
  private static let remarks = ["附", "注", "附件", "附注", "备注", "说明"].map { Array($0.utf8) }
  private static let seals = ["(盖章)", "(签章)", "(公章)", "(签字)"].map { Array($0.utf8) }
  private static let beginnings = WordSet(notes + signers + remarks)

  /// Whether a line may be a note by its first cell as it stands: a quick look that most rows do not pass.
  static func mayBeginNote(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let first = cell.first, let last = cell.last else { return false }
    if first <= 0x20 || first == 0xc2 || first == 0xe2 || first == 0xe3 || first == 0xef || last == 0x29 { return true }
    if first &- 0x30 < 10 { return cell.count >= 8 && !cell.allSatisfy { $0 &- 0x30 < 10 } }
    return cell.suffix(3).elementsEqual("）".utf8) || beginnings.shareBeginning(with: cell) || isYearOfWords(cell)
  }

  private static func isYearOfWords(_ cell: ArraySlice<UInt8>) -> Bool { cell.starts(with: "二".utf8) || cell.starts(with: "年".utf8) }

  /// Whether a line of notes by its first cell names who it is for, or what: 填表人：…, 附：….
  ///
  /// - Parameters:
  ///   - first: the first cell that has something, folded.
  ///   - isAlone: no other cell has something.
  static func isSignature(_ first: ArraySlice<UInt8>, isAlone: Bool) -> Bool {
    let text = unspaced(first)
    if text.contains(0x28), seals.contains(where: { RosterDate.first($0, in: text) != nil }) { return true }
    if beginsWithSigner(text) { return true }
    guard beginsNote(text) else { return false }
    if text.contains(0x3a) { return true }
    return isAlone
      && remarks.contains { word in
        guard first.starts(with: word), let next = first.dropFirst(word.count).first else { return false }
        return next == 0x20 || next == 0x2e || next &- 0x30 < 10
      }
  }

  /// Whether a cell begins as a note may, 第一村 among them: it is one where another cell names a signer.
  ///
  /// - Parameter cell: folded.
  static func beginsNote(_ cell: ArraySlice<UInt8>) -> Bool {
    let text = unspaced(cell)
    return noteWords.mayBegin(text) && noteWords.begin(text)
  }

  static func unspaced(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    cell.contains(0x20) ? cell.filter { $0 != 0x20 }[...] : cell
  }

  /// - Parameter cell: folded, so that no blank is before its first character.
  static func beginsWithSigner(_ cell: ArraySlice<UInt8>) -> Bool { signerWords.mayBegin(cell) && signerWords.begin(unspaced(cell)) }

  private static let signerWords = WordSet(signers)
  private static let noteWords = WordSet(notes + remarks)

  private static let dayLetters = Set("0123456789 〇○零一二三四五六七八九十年月日".unicodeScalars)

  /// 2021年5月6日, 2021.5.6, 二〇二一年五月六日, and the form that nobody filled in: 年 月 日.
  static func isDayAlone(_ cell: ArraySlice<UInt8>) -> Bool {
    let text = cell.filter { $0 != 0x20 }[...]
    if case .date(let date) = RosterDate.read(text), date.day != nil, !text.allSatisfy({ $0 &- 0x30 < 10 }) { return true }
    let letters = String(decoding: text, as: UTF8.self).unicodeScalars
    return letters.allSatisfy { dayLetters.contains($0) } && ["年", "月", "日"].allSatisfy { letters.contains($0) }
  }

  /// A cell that says by a plain word that there is nobody or nothing; `NobodyCell` knows more of them.
  static func isNobody(_ cell: ArraySlice<UInt8>) -> Bool { NobodyCell.isPlain(cell.span) }

  private static let dittos = WordSet(["同上", "同前", "〃", "″", "\"", "''"])

  /// A cell that says the same as the one above it.
  static func isDitto(_ cell: Span<UInt8>) -> Bool { dittos.contains(cell) }

  static let headRelations: Set<[UInt8]> = Set(["户主", "本人", "本人或户主", "户主本人"].map { Array($0.utf8) })

  private static let yes: Set<[UInt8]> = Set(["是", "√", "有", "1", "Y", "y", "✓", "yes"].map { Array($0.utf8) })

  static func isYes(_ cell: ArraySlice<UInt8>) -> Bool { yes.contains(Array(cell)) }
}

extension PhoneCell {
  /// The first number as digits.
  var digits: ArraySlice<UInt8> { number == 0 ? [] : Array(String(number).utf8.dropFirst())[...] }
}

extension RosterDate {
  /// Year, month and day in one number that is 0 for no date.
  var packed: UInt32 { UInt32(year * 10_000 + (month ?? 0) * 100 + (day ?? 0)) }

  init(packed: UInt32) {
    let value = Int(packed)
    self.init(year: value / 10_000, month: value / 100 % 100 == 0 ? nil : value / 100 % 100, day: value % 100 == 0 ? nil : value % 100)
  }

  var string: String { String(decoding: text, as: UTF8.self) }
  /// Comparable numbers of the first and the last day it may mean.
  var first: Int { year * 10_000 + (month ?? 0) * 100 + (day ?? 0) }
  var last: Int { year * 10_000 + (month ?? 99) * 100 + (day ?? 99) }
}
