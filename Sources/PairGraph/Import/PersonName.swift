/// What looks like the name of a person: cautious, for whatever is none stays in its cell as it stands.
enum PersonName {
  /// Nothing but Han characters, so many of them.
  static func isChinese(_ text: [UInt8], _ count: ClosedRange<Int>) -> Bool {
    if !(count.lowerBound * 3...count.upperBound * 4 ~= text.count) { return false }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return count ~= scalars.count && scalars.allSatisfy(isHan)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    0x3400...0x9fff ~= scalar.value || 0x20000...0x3ffff ~= scalar.value
  }

  /// A name between two signs: any of Han characters or letters, with a remark in brackets behind it, that is no unit and no post.
  ///
  /// - Parameter text: folded.
  static func isPlausible(_ text: [UInt8]) -> Bool {
    let name = bare(CellText.name(text[...]))
    if words.contains(name) || units.contains(where: { name.ends(with: $0) }) { return false }
    if isChinese(name, 1...8) { return true }
    let scalars = String(decoding: name, as: UTF8.self).unicodeScalars
    let letters = scalars.count { isHan($0) || (0x41...0x7a ~= $0.value && $0.properties.isAlphabetic) }
    return letters > 1 && scalars.allSatisfy { isHan($0) || $0.properties.isAlphabetic || " .'-·".unicodeScalars.contains($0) }
  }

  /// A whole name for certain: two or three characters, the first a common surname, or up to four with one of two characters.
  static func isCertain(_ text: [UInt8]) -> Bool {
    let text = bare(text)
    guard isChinese(text, 2...4), !isPartOfName(text), isPlausible(text) else { return false }
    if notChinese.contains(where: { text.starts(with: $0) }) { return false }
    if text.count > 6, doubleSurnames.contains(Array(text.prefix(6))) { return true }
    return text.count <= 9 && surnames.contains(Array(text.prefix(3)))
  }

  /// Two characters, the first a common surname, whatever the second is.
  static func isShort(_ text: ArraySlice<UInt8>) -> Bool { text.count == 6 && surnames.contains(Array(text.prefix(3))) }

  /// Without a remark in brackets behind it.
  private static func bare(_ name: [UInt8]) -> [UInt8] {
    guard name.last == 0x29, let start = name.lastIndex(of: 0x28), start > 0 else { return name }
    return Array(name[..<start])
  }

  /// Two to four Han characters, or more with a dot between: with another one beside it there may be two names.
  static func mayStandAlone(_ text: [UInt8]) -> Bool { isChinese(bare(text), 2...4) || text.contains("·".utf8) }

  /// One character, or a surname of two: the rest of the name stands beside it.
  static func isPartOfName(_ text: [UInt8]) -> Bool { isChinese(text, 1...1) || doubleSurnames.contains(text) }

  /// Common surnames of one character. Rare ones are left out, above all those that begin many names of other languages.
  private static let surnames: Set<[UInt8]> = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜
    范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛
    伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项游裴席卫查屈鲍覃霍翁隋甘景单包司柏宁柯阮
    桂闵柴车冉房饶戚丘池滕晋苑邬臧畅宫缪苟褚廉简娄符奚穆党燕郎邸冀姬屠连郜晏栾喻揭窦迟敖糜鄢冷卓仇肖闫代付候储邰郁荀
    """.unicodeScalars.map { Array(String($0).utf8) })

  private static let doubleSurnames: Set<[UInt8]> = Set(
    [
      "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫", "端木", "独孤", "长孙", "宇文", "轩辕", "西门", "百里", "呼延", "澹台",
      "公冶", "申屠", "太史", "闻人", "濮阳", "完颜", "拓跋", "万俟", "司空", "钟离", "鲜于", "赫连", "淳于",
    ].map { Array($0.utf8) })

  /// Beginnings of Tibetan, Uyghur, Yi and Mongolian names that look like surnames.
  private static let notChinese = ["白玛", "白音", "罗布", "罗桑", "罗洪", "马木", "马合", "马依", "马买", "马海", "安外", "安尼", "金珠", "包力", "苏力", "毕力"]
    .map { Array($0.utf8) }

  /// Posts, relations and words of lists.
  private static let words: Set<[UInt8]> = Set(
    [
      "局长", "副局长", "主任", "副主任", "村主任", "书记", "副书记", "第一书记", "支书", "村支书", "支部书记", "委员", "常委", "组长", "副组长", "队长", "副队长", "工作队队长", "队员",
      "驻村队员",
      "干部", "村干部", "科长", "副科长", "股长", "所长", "站长", "处长", "部长", "镇长", "副镇长", "乡长", "副乡长", "县长", "副县长", "区长", "主席", "校长", "院长", "经理", "总经理",
      "董事长", "会计", "文书", "职工", "职员", "科员", "办事员", "教师", "老师", "医生", "护士", "党员", "群众", "成员", "组员", "管理员", "安全员", "网格员", "联络员", "高工", "工程师",
      "本人",
      "户主", "配偶", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "同上", "同前", "常务", "包村", "包户", "联系人", "负责人", "责任人", "帮扶人", "退休", "调离", "空缺",
    ].map { Array($0.utf8) })

  /// How names of units and places end.
  private static let units = [
    "局", "办", "厅", "委", "村", "组", "站", "所", "社区", "公司", "集团", "银行", "中心", "政府", "学校", "小学", "中学", "医院", "协会", "商会", "支部", "总支", "合作社", "大队",
    "委员会",
    "办公室", "工作队",
  ].map { Array($0.utf8) }
}
