extension Profile {
  /// S24, 安定镇: 6 联村党总支 over 33 village branches with 1 619 members; 25 section chiefs; 5 service centres.
  static func anding(_ s: Scale) -> Profile {
    let (villages, general, chiefs, centres) = (s(33, least: 3), s(6), s(25), s(5))
    return Profile(
      name: "anding", top: "安定镇",
      levels: [Level(kind: "township", count: 1, endings: ["镇"]), Level(kind: "village", count: villages, endings: ["村"])],
      corner: (3_966_000, 11_645_000),
      units: [
        UnitGroup(kind: "机关", level: "乡镇", count: 1), UnitGroup(kind: "服务中心", level: "乡镇", count: centres, ending: "服务中心"),
      ],
      branches: Branches(count: villages, members: max(s(1619), villages * 3)),
      cadres: [
        CadreGroup(role: "镇领导", count: general, ranks: [("正科", 2), ("副科", 8)], units: "机关", places: .places("township")),
        CadreGroup(role: "科室负责人", count: max(chiefs, general), ranks: [("一般", 10)], units: "机关", places: .places("township")),
        CadreGroup(role: "村党支部书记", count: villages, ranks: [("一般", 10)], places: .places("village")),
      ],
      committees: [CommitteeGroup(kind: "联村党总支", count: general, places: .places("township"))],
      links: [
        LinkRule(
          kind: "书记", table: .members, from: .committees("联村党总支"), to: .cadres("镇领导"), skew: .even, engages: ("书记", 1)),
        LinkRule(
          kind: "副书记", table: .members, from: .committees("联村党总支"), to: .cadres("科室负责人"), engages: ("副书记", 1)),
        LinkRule(
          kind: "委员", table: .members, from: .committees("联村党总支"), to: .cadres("村党支部书记"), least: min(3, villages / general),
          deal: "villages of committees", engages: ("委员", 1)),
        LinkRule(
          kind: "成员村", table: .members, from: .committees("联村党总支"), to: .places("village"), least: min(3, villages / general),
          most: 12, deal: "villages of committees", covers: ("入总支", 1), coversOnce: "入总支", engages: ("村数", min(3, villages / general)),
          bounds: "村数"),
        LinkRule(
          kind: "联村服务", from: .units("服务中心"), to: .places("village"), most: 12, past: 5,
          visits: [LinkRule.Visits(kind: "走访", every: .month, norm: "走访", subject: .to)], covers: ("服务", 1), bounds: "服务上限"),
      ],
      norms: [
        NormRow(
          id: "书记", title: "每个联村党总支有一名书记", subject: "committee[kind=联村党总支]", relation: "member[role=书记]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "副书记", title: "科室负责人进入联村党总支", subject: "committee[kind=联村党总支]", relation: "member[role=副书记]", min: "1", source: source),
        NormRow(
          id: "委员", title: "村党支部书记进入联村党总支", subject: "committee[kind=联村党总支]", relation: "member[role=委员]", min: "1", source: source),
        NormRow(
          id: "入总支", title: "每个村属于一个联村党总支", subject: "place[kind=village]", relation: "member[role=成员村]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "村数", title: "联村党总支的村数适度", subject: "committee[kind=联村党总支]", relation: "member[role=成员村]",
          min: String(min(3, villages / general)), max: "12", source: invented),
        NormRow(
          id: "服务", title: "每个村有服务中心", subject: "place[kind=village]", relation: "pairing[kind=联村服务]", side: "helped", min: "1",
          source: invented),
        NormRow(
          id: "服务上限", title: "服务中心最多联系12个村", subject: "unit[kind=服务中心]", relation: "pairing[kind=联村服务]", side: "helps", max: "12",
          source: invented),
        NormRow(
          id: "走访", title: "服务中心每月到村一次", subject: "place[kind=village]", relation: "visit[kind=走访]", side: "helped",
          measure: "events", min: "1", every: "P1M", source: invented),
      ])
  }

  private static var source: String { "北京市安定镇，联村党总支" }
}
