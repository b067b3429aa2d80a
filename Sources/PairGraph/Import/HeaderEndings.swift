/// How names of columns end, whether they are known or not.
enum HeaderEndings {
  private static let words = [
    "名", "名称", "数", "户数", "人数", "总数", "量", "人", "电话", "号码", "手机", "时间", "日期", "原因", "单位", "职务", "备注", "情况", "类型", "类别", "性别", "序号", "编号",
    "地址", "住址", "关系", "年龄", "民族", "金额",
    "面积", "收入", "措施", "内容", "次数", "比例", "状态", "结果", "等级", "年度", "月份", "方式", "是否",
  ]
  /// index = last three bytes as `place` has them, value = whether a word ends so.
  private static let marks: [Bool] = words.reduce(into: [Bool](repeating: false, count: 4096)) { $0[place(Array($1.utf8).span)] = true }

  @inline(__always)
  private static func place(_ text: Span<UInt8>) -> Int {
    let end = text.count
    return (Int(text[end &- 3]) &* 37 &* 37 &+ Int(text[end &- 2]) &* 37 &+ Int(text[end &- 1])) & 4095
  }

  /// False only where a text does not end as a name of a column does: a look at three bytes.
  @inline(__always)
  static func mayEnd(_ text: Span<UInt8>) -> Bool { text.count > 5 && marks[place(text)] }

  /// Whether a text of two characters or more ends as a name of a column.
  static func end(_ text: String) -> Bool {
    let text = HeaderWords.normalised(text)
    // Whoever is called 李名 is no column; nobody is called 户数.
    return text.count > 1 && words.contains { text.hasSuffix($0) && (text.count > 2 || $0.count > 1) }
  }
}
