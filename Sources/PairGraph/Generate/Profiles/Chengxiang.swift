extension Profile {
  /// S10 and S14 to S17, 城厢: 9 weak organisations, 27 first secretaries, 4 中心村党委 with 17 village organisations, over 20 enterprises.
  static func chengxiang(_ s: Scale) -> Profile {
    let (villages, weak, centres, joined) = (s(110, least: 12), s(9), s(4), s(17, least: 4))
    let poor = s(27, least: 2) - weak > 0 ? s(27, least: 2) - weak : 1
    let leaders = weak
    let (weakOnes, poorOnes) = (0..<weak, weak..<weak + poor)
    let (households, helpers, enterprises) = (s(600, least: 20), s(200, least: 8), max(s(22), poor))
    return Profile(
      name: "chengxiang", top: "城厢区",
      levels: [
        Level(kind: "county", count: 1, endings: ["区"]), Level(kind: "township", count: s(7), endings: ["镇", "街道"]),
        Level(kind: "village", count: villages, endings: ["村", "社区"]),
      ],
      marks: [Mark(column: "lax", ranks: weakOnes), Mark(column: "poor", ranks: poorOnes)],
      corner: (2_545_000, 11_890_000),
      units: [
        UnitGroup(kind: "机关", level: "县", count: s(40)), UnitGroup(kind: "企业", level: "", count: enterprises, ending: "有限公司"),
      ],
      branches: Branches(count: villages, members: villages * 38),
      cadres: [
        CadreGroup(role: "常委", count: leaders, ranks: [("正处", 2), ("副处", 8)], units: "机关", places: .places("county")),
        CadreGroup(role: "第一书记", count: weak + poor, ranks: [("正科", 3), ("副科", 7)], units: "机关", places: .byRank(0..<weak + poor)),
        CadreGroup(role: "村党组织书记", count: joined, ranks: [("一般", 10)], places: .places("village")),
        CadreGroup(
          role: "党员干部", count: helpers, ranks: [("副科", 2), ("一般", 8)], units: "机关", places: .places("village"), hasCapacity: true),
      ],
      households: Households(count: households, kinds: [("贫困户", households * 3 / 4)], otherKind: "低保户"),
      committees: [CommitteeGroup(kind: "中心村党委", count: centres, places: .places("township"), firstName: "涧口")],
      links: [
        LinkRule(
          kind: "成员村", table: .members, from: .committees("中心村党委"), to: .branches(0..<joined), least: min(3, joined / centres), most: 8,
          deal: "centres", engages: ("村数", min(2, joined / centres)), bounds: "村数"),
        LinkRule(
          kind: "委员", table: .members, from: .committees("中心村党委"), to: .cadres("村党组织书记"), least: min(3, joined / centres),
          deal: "centres", engages: ("委员", 1)),
        LinkRule(
          kind: "包村", from: .cadres("常委"), to: .byRank(weak + poor..<weak + poor + leaders), skew: .even, engages: ("常委包村", 1)),
        LinkRule(kind: "整顿", from: .cadres("常委"), to: .byRank(weakOnes), skew: .even, engages: ("常委整顿", 1)),
        LinkRule(kind: "联户", from: .cadres("常委"), to: .householdsOfFirstKind, many: .to, least: 0, engages: ("常委联户", 1)),
        LinkRule(
          kind: "驻弱村", from: .cadres("第一书记", 0..<weak), to: .byRank(weakOnes), skew: .even,
          visits: [LinkRule.Visits(kind: "驻村", every: .week, norm: "驻弱村每周", subject: .to)], covers: ("弱村第一书记", 1)),
        LinkRule(
          kind: "驻贫困村", from: .cadres("第一书记", weak..<weak + poor), to: .byRank(poorOnes), skew: .even, covers: ("贫困村第一书记", 1)),
        LinkRule(
          kind: "村企联姻", from: .units("企业"), to: .byRank(poorOnes), many: .to,
          money: LinkRule.Money(kind: "村企资金", least: 10_000, norm: "村企资金"), covers: ("村企联姻", 1)),
        LinkRule(
          kind: "包户", from: .cadres("党员干部"), to: .households, skew: .steep, most: nil, second: 9, past: 6, hasAgreement: true,
          visits: [LinkRule.Visits(kind: "入户", every: .quarter, norm: "入户", subject: .to)], covers: ("包户", 1), bounds: "包户上限"),
      ],
      norms: [
        NormRow(
          id: "弱村第一书记", title: "软弱涣散村都有第一书记", subject: "place[kind=village; lax=yes]", relation: "pairing[kind=驻弱村]", side: "helped",
          partner: "cadre[role=第一书记]", min: "1", source: source),
        NormRow(
          id: "贫困村第一书记", title: "贫困村都有第一书记", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=驻贫困村]",
          side: "helped", partner: "cadre[role=第一书记]", min: "1", source: source),
        NormRow(
          id: "常委包村", title: "常委每人联系一个村", subject: "cadre[role=常委]", relation: "pairing[kind=包村]", side: "helps", min: "1",
          source: source),
        NormRow(
          id: "常委整顿", title: "常委每人整顿一个软弱涣散党组织", subject: "cadre[role=常委]", relation: "pairing[kind=整顿]", side: "helps",
          partner: "place[lax=yes]", min: "1", source: source),
        NormRow(
          id: "常委联户", title: "常委每人联系一户贫困户", subject: "cadre[role=常委]", relation: "pairing[kind=联户]", side: "helps",
          partner: "household[kind=贫困户]", min: "1", source: source),
        NormRow(
          id: "村数", title: "中心村党委的村党组织数", subject: "committee[kind=中心村党委]", relation: "member[role=成员村]",
          min: String(min(2, joined / centres)), max: "8", source: invented),
        NormRow(
          id: "委员", title: "村党组织书记进入中心村党委", subject: "committee[kind=中心村党委]", relation: "member[role=委员]", min: "1",
          source: invented),
        NormRow(
          id: "村企联姻", title: "贫困村都有企业结对", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=村企联姻]", side: "helped",
          partner: "unit[kind=企业]", min: "1", source: source),
        NormRow(
          id: "村企资金", title: "企业每年帮扶资金", subject: "place[kind=village; poor=yes]", relation: "pairing[kind=村企资金]", side: "helped",
          measure: "sum:amount", min: "10000", every: "P1Y", source: invented),
        .everyHousehold(source: invented),
        .caseloads(of: "cadre[role=党员干部]"),
        NormRow(
          id: "驻弱村每周", title: "第一书记每周驻村", subject: "place[kind=village; lax=yes]", relation: "visit[kind=驻村]", side: "helped",
          measure: "events", min: "1", every: "P7D", source: invented),
        NormRow(
          id: "入户", title: "每季度入户一次", subject: "household", relation: "visit[kind=入户]", side: "helped", measure: "events", min: "1",
          every: "P3M", source: invented),
      ])
  }

  private static var source: String { "福建省莆田市城厢区" }
}
