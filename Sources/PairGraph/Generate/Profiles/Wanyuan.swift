extension Profile {
  /// S1 to S4, S10, S12, 万源: 31 county leaders, 980 organisations (8 away), 170 poor villages with teams, 12 000 cadres, 123 helping units,
  /// 88 units from outside, 142 enterprises, 785 first secretaries sent or rotated, 686 Party workers, 67 weak organisations.
  static func wanyuan(_ s: Scale) -> Profile {
    let (villages, poor, weak) = (s(373, least: 5), s(170, least: 2), s(67))
    let others = villages - poor
    let (townships, leaders) = (s(52, least: 2), s(31))
    // Those who were rotated are in no village any more.
    let (secretaries, workers) = (max(s(785), villages), s(686))
    let cadres = max(s(12_000), leaders + secretaries + workers + poor * 6 + others * 4)
    let helpers = cadres - leaders - secretaries - workers
    return Profile(
      name: "wanyuan", top: "万源市",
      levels: [
        Level(kind: "county", count: 1, endings: ["市"]), Level(kind: "district", count: min(s(9), townships), endings: ["片区"]),
        Level(kind: "township", count: townships, endings: ["镇", "乡"]), Level(kind: "village", count: villages, endings: ["村"]),
      ],
      marks: [Mark(column: "poor", ranks: 0..<poor), Mark(column: "lax", ranks: poor..<min(poor + weak, villages))],
      corner: (3_235_000, 10_755_000),
      units: [
        UnitGroup(kind: "机关", level: "县", count: s(123)),
        UnitGroup(kind: "外来单位", level: "省", count: min(s(88), poor), ending: "驻川机构"),
        UnitGroup(kind: "企业", level: "", count: min(s(142), poor), ending: "有限公司"),
      ],
      branches: Branches(count: max(s(980), villages), members: max(s(980), villages) * 23, away: s(8)),
      cadres: [
        CadreGroup(role: "县领导", count: leaders, ranks: [("正处", 3), ("副处", 7)], units: "机关", places: .places("county")),
        CadreGroup(
          role: "第一书记", count: secretaries, ranks: [("正科", 2), ("副科", 4), ("一般", 4)], units: "机关", places: .byRank(0..<villages)),
        CadreGroup(role: "党务工作者", count: workers, ranks: [("一般", 10)], places: .places("township")),
        CadreGroup(
          role: "帮扶干部", count: helpers, ranks: [("正科", 1), ("副科", 2), ("一般", 7)], units: "机关", places: .places("village")),
      ],
      households: Households(
        count: cadres * 3, kinds: [("贫困户", cadres * 2), ("监测户", cadres / 10)], otherKind: "一般户"),
      committees: [
        CommitteeGroup(kind: "驻村工作队", count: poor, places: .byRank(0..<poor), pattern: "5+2"),
        CommitteeGroup(kind: "驻村帮扶组", count: others, places: .byRank(poor..<villages), pattern: "3+2"),
      ],
      links: [
        LinkRule(
          kind: "队长", table: .members, from: .committees("驻村工作队"), to: .cadres("第一书记", 0..<poor), skew: .even, engages: ("队长", 1)),
        LinkRule(
          kind: "队员", table: .members, from: .committees("驻村工作队"), to: .cadres("帮扶干部", 0..<poor * 6), skew: .even,
          engages: ("5+2", 6)),
        LinkRule(
          kind: "组长", table: .members, from: .committees("驻村帮扶组"), to: .cadres("第一书记", poor..<villages), skew: .even,
          engages: ("组长", 1)),
        LinkRule(
          kind: "组员", table: .members, from: .committees("驻村帮扶组"), to: .cadres("帮扶干部", poor * 6..<poor * 6 + others * 4), skew: .even,
          engages: ("3+2", 4)),
        LinkRule(
          kind: "包乡", from: .cadres("县领导"), to: .places("township"), most: 3, covers: ("包乡", 1), engages: ("领导包乡", 1), bounds: "包乡上限"),
        LinkRule(kind: "包村", from: .units("机关"), to: .places("village"), most: 8, past: 9, covers: ("包村", 1), bounds: "包村上限"),
        LinkRule(kind: "定点帮扶", from: .units("外来单位"), to: .byRank(0..<poor), most: 4, covers: ("定点帮扶", 1)),
        LinkRule(
          kind: "村企结对", from: .units("企业"), to: .byRank(0..<poor), most: 4,
          money: LinkRule.Money(kind: "村企资金", least: 10_000, norm: "村企资金"), covers: ("村企结对", 1)),
        LinkRule(
          kind: "第一书记", from: .cadres("第一书记", 0..<villages), to: .byRank(0..<villages), skew: .even, covers: ("第一书记", 1)),
        LinkRule(
          kind: "第一书记", from: .cadres("第一书记", villages..<secretaries), to: .byRank(0..<villages), many: .to, least: 0, isPast: true),
        LinkRule(
          kind: "包户", from: .allCadres, to: .households, skew: .steep, most: 8, past: 12, hasAgreement: true,
          visits: [
            LinkRule.Visits(kind: "爱心帮扶日", every: .month, norm: "爱心帮扶日", subject: .pairing),
            LinkRule.Visits(kind: "入户", every: .week, norm: "每周入户", subject: .pairing),
          ], covers: ("包户", 1), engages: ("党员干部包户", 1), bounds: "包户上限"),
      ],
      norms: [
        NormRow(
          id: "包乡", title: "每个乡镇有县领导", subject: "place[kind=township]", relation: "pairing[kind=包乡]", side: "helped",
          partner: "cadre[role=县领导]", min: "1", source: source),
        NormRow(
          id: "领导包乡", title: "县领导都包乡镇", subject: "cadre[role=县领导]", relation: "pairing[kind=包乡]", side: "helps", min: "1",
          source: source),
        NormRow(
          id: "包乡上限", title: "县领导最多包3个乡镇", subject: "cadre[role=县领导]", relation: "pairing[kind=包乡]", side: "helps", max: "3",
          source: invented),
        NormRow(
          id: "包村", title: "每个村有部门包村", subject: "place[kind=village]", relation: "pairing[kind=包村]", side: "helped",
          partner: "unit[kind=机关]", min: "1", source: source),
        NormRow(
          id: "包村上限", title: "部门最多包8个村", subject: "unit[kind=机关]", relation: "pairing[kind=包村]", side: "helps", max: "8",
          source: invented),
        NormRow(
          id: "定点帮扶", title: "贫困村有外来单位", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=定点帮扶]", side: "helped",
          min: "1", source: invented),
        NormRow(
          id: "村企结对", title: "贫困村有企业", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=村企结对]", side: "helped",
          partner: "unit[kind=企业]", min: "1", source: invented),
        NormRow(
          id: "村企资金", title: "企业每年帮扶资金", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=村企资金]", side: "helped",
          measure: "sum:amount", min: "10000", every: "P1Y", source: invented),
        NormRow(
          id: "第一书记", title: "每个村有第一书记", subject: "place[kind=village]", relation: "pairing[kind=第一书记]", side: "helped",
          partner: "cadre[role=第一书记]", min: "1", source: source),
        NormRow(
          id: "队长", title: "驻村工作队有队长", subject: "committee[kind=驻村工作队]", relation: "member[role=队长]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "5+2", title: "贫困村五加二", subject: "committee[kind=驻村工作队; pattern=5+2]", relation: "member[role=队员]", min: "6",
          source: source),
        NormRow(
          id: "组长", title: "驻村帮扶组有组长", subject: "committee[kind=驻村帮扶组]", relation: "member[role=组长]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "3+2", title: "其他村三加二", subject: "committee[kind=驻村帮扶组; pattern=3+2]", relation: "member[role=组员]", min: "4",
          source: source),
        NormRow(
          id: "包户", title: "户户有帮扶责任人", subject: "household", relation: "pairing[kind=包户]", side: "helped", partner: "cadre", min: "1",
          source: source),
        NormRow(
          id: "党员干部包户", title: "党员干部都包户", subject: "cadre", relation: "pairing[kind=包户]", side: "helps", min: "1", source: source),
        NormRow(
          id: "包户上限", title: "每人最多包8户", subject: "cadre", relation: "pairing[kind=包户]", side: "helps", max: "8", source: invented),
        NormRow(
          id: "爱心帮扶日", title: "每月爱心帮扶日", subject: "pairing[kind=包户]", relation: "visit[kind=爱心帮扶日]", measure: "events", min: "1",
          every: "P1M", source: source),
        NormRow(
          id: "每周入户", title: "每周至少入户一次", subject: "pairing[kind=包户]", relation: "visit[kind=入户]", measure: "events", min: "1",
          every: "P7D", source: source),
      ])
  }

  private static var source: String { "四川省万源市，三轮结对" }
}
