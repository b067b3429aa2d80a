/// What the role of a cadre makes a candidate for, by the words it holds: officials write 镇党委书记, 党委书记、镇长, 包村领导 or 村支书.
public struct RegionRoles: Sendable {
  /// Words of town cadres who may be secretaries, the highest rank first; of words inside each other the longest counts (副镇长 is no 镇长).
  public var secretaries = [
    ["党委书记", "党工委书记", "镇书记", "乡书记"],
    ["镇长", "乡长", "党委副书记", "党工委副书记", "镇副书记", "乡副书记", "街道办事处主任", "人大主席"],
    ["副镇长", "副乡长", "党委委员", "党工委委员", "街道办事处副主任", "组织委员", "宣传委员", "纪委书记", "武装部长", "政法委员"],
    ["镇领导", "乡领导", "街道领导", "包村领导", "联村领导"],
    ["镇干部", "乡干部", "街道干部", "包村干部", "联村干部"],
  ]
  /// Of those in a village, who are asked where the town has nobody.
  public var firstSecretaries = ["第一书记", "包村领导", "包村干部", "联村领导", "联村干部"]
  public var chiefs = ["科室负责人", "站长", "站所负责人", "办公室主任"]
  public var villageSecretaries = ["支部书记", "总支书记", "支书", "村书记", "村党委书记"]

  /// 0 for the highest; nil for one who is no candidate.
  func secretaryRank(_ role: String) -> Int? {
    // Who leads a village or a branch does not lead the town.
    if isVillageSecretary(role) || Self.holds(role, ["村党委", "第一书记", "支部"]) != nil { return nil }
    var best: (length: Int, rank: Int)?
    for (rank, words) in secretaries.enumerated() {
      for word in words where role.firstRange(of: word) != nil {
        if best.map({ (-$0.length, $0.rank) > (-word.count, rank) }) ?? true { best = (word.count, rank) }
      }
    }
    return best?.rank
  }

  func isVillageSecretary(_ role: String) -> Bool { role == "书记" || Self.holds(role, villageSecretaries) != nil }
  func isChief(_ role: String) -> Bool { Self.holds(role, chiefs) != nil }
  func firstSecretaryRank(_ role: String) -> Int? { Self.holds(role, firstSecretaries) }

  /// The number of the first word that a text holds.
  private static func holds(_ text: String, _ words: [String]) -> Int? { words.firstIndex { text.firstRange(of: $0) != nil } }

  /// 0 for the highest rank of a cadre; ranks that nobody knows come last.
  static func level(_ rank: String) -> Int {
    // 副处 before 处 would never be found: the deputies are looked for first.
    let levels = [("副厅", 1), ("厅", 0), ("副处", 3), ("副县", 3), ("处", 2), ("正县", 2), ("副科", 5), ("副主任科员", 5), ("科", 4)]
    return levels.first { rank.firstRange(of: $0.0) != nil }?.1 ?? 6
  }
}
