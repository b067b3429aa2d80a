/// The headers of real rosters and what they may mean: the data file `headers.csv`.
enum HeaderWords {
  /// What is known of one header.
  struct Meaning: Sendable, Equatable {
    /// Ambiguous where there are several; in the order of the data file.
    var fields: [RosterField] = []
    /// 2 for 第二帮扶责任人 and 帮扶人2.
    var ordinal: Int?
    /// The header above was needed to understand this one.
    var needsParent = false
  }

  /// Normalised header -> the fields it may mean.
  static let fields: [String: [RosterField]] = {
    var result: [String: [RosterField]] = [:]
    for line in String(decoding: PackageResources.headers_csv, as: UTF8.self).split(separator: "\n").dropFirst() {
      guard let comma = line.lastIndex(of: ","), let field = RosterField(rawValue: String(line[line.index(after: comma)...])) else {
        continue
      }
      // 乡(镇) and 乡镇 are one header.
      let header = normalised(String(line[..<comma]))
      if !result[header, default: []].contains(field) { result[header, default: []].append(field) }
    }
    return result
  }()

  private static let brackets: Set<Character> = Set("()[]{}【】〔〕「」\"“”'")

  /// Without width, blanks, brackets, marks behind and question codes such as `A73`; what is in brackets stays.
  static func normalised(_ header: String) -> String {
    var text = CellText.folded(header).filter { !$0.isWhitespace }
    while let last = text.last, ":*;,.、：＊".contains(last) { text.removeLast() }
    while let first = text.first, "*:".contains(first) { text.removeFirst() }
    let rest = text.drop { $0.isASCII && $0.isUppercase && $0.isLetter }
    let code = text[..<rest.startIndex]
    let number = rest.prefix { $0.isASCII && $0.isNumber }
    if code.count == 1, 1...3 ~= number.count, rest.count > number.count {
      text = String(rest.dropFirst(number.count).drop { "._、-".contains($0) })
    }
    return text.filter { !brackets.contains($0) }
  }

  /// Without what is in brackets: 联系电话(手机) is 联系电话.
  private static func withoutBrackets(_ header: String) -> String {
    var depth = 0
    return CellText.folded(header).filter { character in
      if "([{【〔".contains(character) { depth += 1 }
      defer { if ")]}】〕".contains(character) { depth = max(0, depth - 1) } }
      return depth == 0
    }
  }

  /// - Complexity: O(length).
  static func meaning(_ header: String) -> Meaning {
    let whole = normalised(header)
    let bare = normalised(withoutBrackets(header))
    let forms = whole == bare ? [whole] : [whole, bare]
    for form in forms where !form.isEmpty {
      if let found = fields[form] { return Meaning(fields: found) }
      if let (bare, ordinal) = withoutOrdinal(form), let found = fields[bare] { return Meaning(fields: found, ordinal: ordinal) }
    }
    for form in forms {
      if let field = owned(form) { return Meaning(fields: [field]) }
      if let (bare, ordinal) = withoutOrdinal(form), let field = owned(bare) { return Meaning(fields: [field], ordinal: ordinal) }
    }
    return Meaning(ordinal: withoutOrdinal(whole)?.1)
  }

  /// The one thing the rest of a header says of whoever it starts with.
  private static func owned(_ form: String) -> RosterField? {
    guard let (entity, rest) = HeaderOwners.split(form) else { return nil }
    let own = fields[rest, default: []].filter { $0.entity == entity }
    return own.count == 1 ? own[0] : nil
  }

  private static let numerals: [Character: Int] = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "①": 1, "②": 2, "③": 3, "④": 4, "⑤": 5, "⑥": 6, "⑦": 7, "⑧": 8,
    "⑨": 9, "⑩": 10,
  ]

  /// 第二帮扶责任人 → 帮扶责任人 and 2, 第十一帮扶责任人 → 帮扶责任人 and 11; 帮扶人2姓名 → 帮扶人姓名 and 2.
  static func withoutOrdinal(_ text: String) -> (String, Int)? {
    if text.first == "第" {
      let rest = text.dropFirst()
      if let (value, length) = number(rest, digits: 3) ?? chineseNumber(rest) { return (String(rest.dropFirst(length)), value) }
    }
    guard let index = text.firstIndex(where: { ($0.isNumber && $0.isASCII) || "①②③④⑤⑥⑦⑧⑨⑩".contains($0) }),
      let (value, length) = number(text[index...], digits: index == text.startIndex ? 1 : 2)
    else { return nil }
    return (String(text[..<index] + text[index...].dropFirst(length)), value)
  }

  /// The number a text begins with, and how many characters it has; nil where it has more digits, or is 0.
  private static func number(_ text: Substring, digits most: Int) -> (value: Int, length: Int)? {
    guard let first = text.first else { return nil }
    if !first.isASCII, !first.isLetter, let value = numerals[first] {
      return text.dropFirst().first.map { $0.isNumber && $0.isASCII } == true ? nil : (value, 1)
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard 1...most ~= digits.count, digits.first != "0", let value = Int(digits) else { return nil }
    return (value, digits.count)
  }

  /// 三, 十, 十二, 三十 or 三十一, and how many characters that has.
  private static func chineseNumber(_ text: Substring) -> (value: Int, length: Int)? {
    let tens = text.prefix(2).firstIndex(of: "十")
    let before = text.first.flatMap { numerals[$0] }
    guard let tens else { return before.map { ($0, 1) } }
    guard tens == text.startIndex || before != nil else { return nil }
    let behind = text[text.index(after: tens)...].first.flatMap { $0.isLetter ? numerals[$0] : nil }
    let length = text.distance(from: text.startIndex, to: tens) + 1
    return ((tens == text.startIndex ? 1 : before ?? 1) * 10 + (behind ?? 0), length + (behind == nil ? 0 : 1))
  }

  private static let helperWords = ["帮扶", "结对", "责任人", "包保", "联户", "干部", "书记", "队员", "帮联"]
  private static let personWords = ["成员", "家属"]
  private static let householdWords = ["户主", "贫困户", "农户", "脱贫户", "监测", "家庭", "农牧户", "被帮扶", "对象", "户"]

  /// Whom a header above others is about: 户主, 帮扶责任人.
  static func entity(ofParent header: String) -> RosterEntity? {
    let text = normalised(header)
    if text.contains("被帮扶") || text.contains("帮扶对象") { return .household }
    if helperWords.contains(where: text.contains) { return .helper }
    if personWords.contains(where: text.contains) { return .person }
    if householdWords.contains(where: text.contains) { return .household }
    return nil
  }

  private static let beginnings: Set<String> = [
    "开始", "起", "起始", "始", "自", "从", "开始时间", "开始日期", "开始年月", "起始时间", "起始日期", "起始年月", "起时间", "起日期",
  ]
  private static let ends: Set<String> = [
    "结束", "止", "终止", "截止", "终", "至", "到", "结束时间", "结束日期", "结束年月", "终止时间", "终止日期", "终止年月", "截止时间", "截止日期", "截至时间", "截至日期", "止时间", "止日期",
  ]
  private static let terms: Set<String> = ["时间", "日期", "起止时间", "起止日期", "起止", "期限", "起止年月"]
  private static let otherTerms = ["措施", "项目", "资金", "产业", "贷款", "政策", "培训", "任职", "驻村", "务工", "走访", "协议"]

  /// Which end of a term a header is, by itself or below a wider one: 开始, 结束时间.
  static func edge(_ header: String) -> RosterField? {
    let text = normalised(header)
    return beginnings.contains(text) ? .pairStart : ends.contains(text) ? .pairEnd : nil
  }

  /// What the beginning or the end of a term is, by the headers above it.
  ///
  /// - Returns: one field where a header above is about pairings or their helpers; several where nothing says whose term it is; none where
  ///   the header is no end of a term, or of another one.
  static func edge(_ path: [String]) -> [RosterField] {
    guard let leaf = path.last, let field = edge(leaf) else { return [] }
    for header in path.dropLast().reversed() {
      let text = normalised(header)
      if terms.contains(text) { continue }
      if otherTerms.contains(where: text.contains) { return [] }
      return entity(ofParent: header) == .helper ? [field] : []
    }
    // 截止日期 alone is the day of the table; 止 alone may be anything.
    let isAlone = path.count == 1
    return isAlone && (normalised(leaf).count < 4 || !fields[normalised(leaf), default: []].isEmpty) ? [] : [field, .visitDate]
  }

  private static let otherGroups = ["情况", "信息", "资料", "单位", "地址", "住址", "所在地", "联系", "走访", "时间", "备注"]

  /// Whether a cell may stand above headers: a group of columns.
  static func mayBeGroup(_ header: String) -> Bool {
    let text = normalised(header)
    guard !text.isEmpty, text.count <= 16, !text.contains(where: { $0.isASCII && $0.isNumber }) || withoutOrdinal(text) != nil else {
      return false
    }
    return entity(ofParent: text) != nil || otherGroups.contains(where: text.contains)
  }

  /// 帮扶人2; but 第二帮扶责任人 is nobody's name.
  static func endsWithDigit(_ header: String) -> Bool { normalised(header).last.map { $0.isASCII && $0.isNumber } ?? false }

  static func isKnown(_ header: String) -> Bool { !meaning(header).fields.isEmpty }
}
