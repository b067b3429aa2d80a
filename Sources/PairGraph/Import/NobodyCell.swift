internal import TableIO

/// Whether a cell for a person, a unit or a number names nobody: the one place that decides it.
///
/// A wrong person is worse than a doubt: what only looks as if it said that there is nobody is read so, and listed.
enum NobodyCell {
  enum Reading {
    case somebody
    /// Empty, or a plain word: 无, 暂无, 待定, `/`.
    case nobody
    /// Read as nobody, but in other words: it is to be listed.
    case doubtful
  }

  // MARK: Words

  private static let plain = WordSet([
    "无", "暂无", "没有", "/", "-", "--", "—", "——", "\\", "空", "0", "待定", "未定", "暂缺", "待落实", "未落实", "待安排",
  ])

  /// Words that are nobody without anything else, in lower case.
  private static let words = [
    "无", "暂无", "没有", "空", "缺", "否", "一", "〇", "零", "空白", "空户", "空缺", "空岗", "空挂", "空挂户", "不详", "不明", "未知", "不知道", "不清楚", "死亡", "去世", "亡故",
    "病故", "过世",
    "调走", "调离", "搬走", "搬迁", "外出", "注销", "销户", "脱贫", "脱贫不享受", "脱贫不享受政策", "稳定脱贫", "自主脱贫", "另行安排", "人员待定", "免", "不", "没", "未", "待", "暂", "无此人",
    "n/a", "na", "n.a", "null", "none", "nan", "nil", "no", "tbd", "x", "xx", "xxx", "xxxx", "ref", "value", "name", "div/0", "num",
    "empty", "0", "00", "000", "0.0",
  ]

  /// How a text begins that is nobody, whatever it is about.
  private static let prefixes = [
    "暂未", "暂无", "暂缺", "暂时", "暂不", "尚未", "尚无", "尚待", "尚缺", "还未", "还没", "仍未", "目前无", "目前未", "现无", "现未", "均无", "均未", "未安排", "未落实", "未明确",
    "未确定", "未结对", "未定",
    "未分配", "未指定", "未配备", "未填", "未提供", "未录入", "未纳入", "未享受", "未帮扶", "未建立", "无帮扶", "无单位", "无责任", "无联系", "无结对", "无干部", "无人", "无需", "无安排", "无对应",
    "无效", "待安排", "待落实",
    "待确", "待定", "待补", "待明确", "待分配", "待指定", "待结对", "待核", "没有", "没人", "没落实", "没安排", "不需", "不用", "不详", "不明", "不清", "不享受", "不在", "不存在", "不再",
    "不落实", "不知", "不符",
    "已死亡", "已故", "已亡", "已去世", "已过世", "已病故", "已调", "已退", "已离", "已撤", "已注销", "已销户", "已迁", "已搬", "已脱贫", "已解除", "已终止", "已停", "已取消", "已免", "已辞",
    "已换", "已结束", "空缺",
    "缺人", "缺额", "缺员", "缺岗",
  ]
  /// The same of a person: no name begins so, but those of some places do.
  private static let personPrefixes = ["无", "未", "暂", "待", "缺"]
  private static let places = ["无锡", "无为", "无极", "无棣", "无名", "未央"]
  /// How a text ends that says of a post that nobody has it, where it begins with a post.
  private static let endings = ["空缺", "待定", "未定", "暂无", "暂缺", "未落实", "未安排", "待落实", "待安排", "未明确", "没有", "为空", "缺位"]
  private static let posts = ["帮扶", "责任", "干部", "岗位", "人员", "联系", "结对", "负责", "包保", "包户", "第一", "第二", "单位", "该户", "此户"]

  // MARK: Reading

  /// Whether a cell is empty or one of the plain words.
  @inline(__always)
  static func isPlain(_ cell: Span<UInt8>) -> Bool { cell.isEmpty || plain.contains(cell) }

  private static let wordSet = WordSet(words)
  private static let prefixSet = WordSet(prefixes)
  private static let personPrefixSet = WordSet(personPrefixes)
  private static let placeSet = WordSet(places)
  private static let postSet = WordSet(posts)
  private static let endingWords = endings.bytes
  /// How anything begins that is nobody, but for posts.
  private static let beginnings = WordSet(words.filter { $0.utf8.first ?? 0 > 0x7f } + prefixes + personPrefixes)
  /// How what begins with a post ends.
  private static let lastCharacters = WordSet(endings.map { String($0.suffix(1)) })

  /// False only where a cell names somebody: a look at a few bytes, which nearly all names do not pass.
  @inline(__always)
  static func mayBe(_ cell: Span<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    // A number, or a code.
    if cell[0] < 0x80 {
      for index in cell.indices where cell[index] &- 0x31 < 9 { return false }
      return true
    }
    // Signs, and letters that few names begin with.
    if cell[0] < 0xe3 || cell[0] >= 0xef { return true }
    if cell[0] == 0xe3, cell.count > 1, cell[1] == 0x80 { return true }
    if beginnings.mayBegin(cell) { return true }
    return cell.count > 5 && lastCharacters.mayBegin(cell.extracting(cell.count - 3..<cell.count)) && postSet.mayBegin(cell)
  }

  /// - Parameter cell: of a person or a number, folded.
  /// - Complexity: O(bytes).
  static func reading(_ cell: ArraySlice<UInt8>) -> Reading { reading(cell, isPerson: true) }

  /// - Parameter unit: a cell for a unit, folded.
  static func reading(unit: ArraySlice<UInt8>) -> Reading { reading(unit, isPerson: false) }

  private static func reading(_ cell: ArraySlice<UInt8>, isPerson: Bool) -> Reading {
    if isPlain(cell.span) { return .nobody }
    if !mayBe(cell.span) || LineWords.isDitto(cell.span) { return .somebody }
    let text = core(cell)
    if text.isEmpty || wordSet.contains(text.span) { return .doubtful }
    // #N/A and the like: what a spreadsheet writes in place of a value.
    if cell.first == 0x23, text.allSatisfy({ $0 < 0x80 }) { return .doubtful }
    // Several names are read one by one.
    if hasSeveral(text) { return .somebody }
    if prefixSet.begin(text) { return .doubtful }
    if isPerson, personPrefixSet.begin(text), !placeSet.begin(text), !isOrganisation(text) { return .doubtful }
    let isPost = postSet.begin(text) && endingWords.contains { text.ends(with: $0) }
    return isPost ? .doubtful : .somebody
  }

  private static let organisations = [
    "公司", "局", "办", "会", "支部", "队", "处", "所", "站", "中心", "院", "校", "社", "厂", "委", "集团", "协会", "银行",
  ].bytes

  /// 未来科技公司, 暂住人口管理办: five characters or more that end as names of organisations do.
  private static func isOrganisation(_ text: ArraySlice<UInt8>) -> Bool {
    text.count >= 15 && organisations.contains { text.ends(with: $0) }
  }

  private static let signs = ["、", "，", "；"].bytes

  private static func hasSeveral(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { $0 == 0x2c || $0 == 0x3b || $0 == 0x2f || $0 == 0x7c } || signs.contains { RosterDate.first($0, in: text) != nil }
  }

  /// Without blanks, and without the signs around it: （无）, 无。
  private static func core(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    // Most texts are Chinese from end to end.
    let isHan = { (byte: UInt8) in 0xe4...0xe9 ~= byte }
    if cell.count % 3 == 0, stride(from: cell.startIndex, to: cell.endIndex, by: 3).allSatisfy({ isHan(cell[$0]) }) { return cell }
    var text = String(decoding: cell, as: UTF8.self).lowercased().unicodeScalars.filter { $0 != " " }[...]
    let isSign = { (scalar: Unicode.Scalar) in !scalar.properties.isAlphabetic && scalar.properties.numericType == nil }
    while let first = text.first, isSign(first) { text.removeFirst() }
    while let last = text.last, isSign(last) { text.removeLast() }
    return Array(String(String.UnicodeScalarView(text)).utf8)[...]
  }
}
