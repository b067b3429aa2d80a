internal import TableIO

/// What a cell for the state of a pairing says: the one place that decides it.
enum PairState {
  enum Reading {
    case alive
    /// The pairing is over.
    case ended
    /// There is no pairing, and nobody says that there was one.
    case unpaired
    /// Neither is known: it is listed, and the pairing counts as alive.
    case unknown
  }

  /// - Parameter cell: folded.
  /// - Complexity: O(bytes).
  static func reading(_ cell: ArraySlice<UInt8>) -> Reading {
    if alive.contains(cell.span) || cell.isEmpty { return .alive }
    let text = cell.filter { $0 != 0x20 }[...]
    if unpaired.contains(text.span) { return .unpaired }
    var isOver = false
    for word in endings {
      guard let found = RosterDate.first(word, in: text) else { continue }
      // 未解除, 尚未到期: not over yet.
      if negations.contains(where: { text[..<found].ends(with: $0) }) { continue }
      isOver = true
    }
    if isOver { return .ended }
    return alive.contains(text.span) || beginnings.contains { RosterDate.first($0, in: text) != nil } ? .alive : .unknown
  }

  private static let alive = WordSet([
    "在帮", "正常", "有效", "是", "结对", "已结对", "结对中", "帮扶中", "在结对", "正在帮扶", "正在结对", "进行中", "继续", "在岗", "在职", "现任", "生效", "已生效", "续签", "新增", "1",
    "√",
    "✓", "Y", "y", "yes", "Yes", "YES", "有", "/", "-", "--", "—", "——",
  ])
  private static let unpaired = WordSet([
    "否", "无", "0", "×", "x", "X", "N", "n", "no", "No", "NO", "没有", "暂无", "未", "未结对", "未帮扶", "无结对", "没有结对", "暂未结对", "尚未结对",
  ])

  private static let endings = [
    "解除", "终止", "停止", "结束", "退出", "脱钩", "历史", "不再", "无效", "失效", "作废", "注销", "撤销", "取消", "中止", "中断", "已调整",
    "已更换", "已换", "已变更",
    "已撤", "到期", "期满", "过期", "已停", "调离", "调走",
  ].bytes
  private static let negations = ["未", "没", "没有", "不", "无", "非"].bytes
  private static let beginnings = [
    "在帮", "正常", "有效", "结对中", "已结对", "帮扶中", "正在", "进行中", "继续", "持续", "在岗", "生效", "未解除", "未终止", "未停止", "未结束", "未退出", "未脱钩", "未失效", "未注销",
    "未到期", "未中断", "未取消",
    "未撤销", "未过期",
  ].bytes
}
