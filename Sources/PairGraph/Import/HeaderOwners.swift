/// Headers put together of somebody and what is said of him: 帮扶人 + 证件号码, 户主 + 手机号.
///
/// Nobody can list all of them; each part is a known word, and together they leave no doubt.
enum HeaderOwners {
  private static let helpers = [
    "帮扶责任人", "帮扶联系人", "帮扶干部", "帮扶人员", "帮扶人", "帮联干部", "结对人员", "结对人", "联户干部", "联户人", "包保责任人", "包保干部", "包保人", "包户干部", "包联责任人",
    "包联干部", "挂联干部", "挂包干部", "联系干部", "责任人", "干部",
  ]
  private static let households = ["户主", "贫困户", "脱贫户", "监测户", "监测对象", "被帮扶户", "帮扶对象", "农户", "农牧户"]
  private static let members = ["家庭成员", "成员"]
  private static let units = ["帮扶单位", "责任单位", "派出单位", "包保单位", "包联单位", "单位"]
  private static let owners: [(word: String, entity: RosterEntity)] =
    helpers.flatMap { [("结对帮扶" + $0, .helper), ("结对" + $0, .helper), ($0, .helper)] } + households.map { ($0, .household) }
    + members.map { ($0, .person) } + units.map { ($0, .unit) }

  /// Whom such a header begins with.
  static var words: [String] { owners.map(\.word) }

  /// Whose the header is, and the rest of it; nil when it starts with nobody.
  ///
  /// - Parameter header: normalised.
  static func split(_ header: String) -> (entity: RosterEntity, rest: String)? {
    var best: (word: String, entity: RosterEntity)?
    for owner in owners where header.hasPrefix(owner.word) && owner.word.count > best?.word.count ?? 0 { best = owner }
    guard let best else { return nil }
    let rest = header.dropFirst(best.word.count).drop { "的-_/".contains($0) }
    return rest.isEmpty ? nil : (best.entity, String(rest))
  }
}
