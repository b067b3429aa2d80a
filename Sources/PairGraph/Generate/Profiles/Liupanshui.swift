extension Profile {
  /// S5, 六盘水: 72 联村党委 over 44 townships, 304 villages, 186 enterprises, 303 cooperatives and 760 000 people; the first one, 娘娘山, has
  /// 8 villages with 1 595 households. S6, 盘州 “211”: 9 financial institutions and 21 platform companies bring 10^8 yuan to a township each.
  static func liupanshui(_ s: Scale) -> Profile {
    let (committees, villages, townships) = (s(72), s(304, least: 8), s(44))
    let firms = max(s(186), committees)
    let cooperatives = max(s(303), committees)
    let (banks, platforms) = (min(s(9), townships), max(s(21), min(s(9), townships)))
    let firstVillages = committees == 1 ? nil : min(8, villages - committees + 1)
    return Profile(
      name: "liupanshui", top: "六盘水市",
      levels: [
        Level(kind: "prefecture", count: 1, endings: ["市"]), Level(kind: "county", count: min(s(4), townships), endings: ["区", "市"]),
        Level(kind: "township", count: townships, endings: ["镇", "乡"]), Level(kind: "village", count: villages, endings: ["村"]),
      ],
      programme: ("211", banks), population: max(s(760_000), villages * 100),
      firstHouseholds: firstVillages.map { ($0, max(s(1595), $0)) }, corner: (2_665_000, 10_440_000),
      units: [
        UnitGroup(kind: "企业", level: "", count: firms, ending: "有限公司"),
        UnitGroup(kind: "合作社", level: "", count: cooperatives, ending: "专业合作社"),
        UnitGroup(kind: "金融机构", level: "市", count: banks, ending: "银行"),
        UnitGroup(kind: "平台公司", level: "县", count: platforms, ending: "投资公司"),
      ],
      branches: Branches(count: villages, members: villages * 41),
      cadres: [
        CadreGroup(role: "乡镇领导", count: committees, ranks: [("正科", 4), ("副科", 6)], places: .places("township")),
        CadreGroup(role: "村党支部书记", count: villages, ranks: [("一般", 10)], places: .places("village")),
      ],
      committees: [CommitteeGroup(kind: "联村党委", count: committees, places: .places("township"), firstName: "娘娘山")],
      links: [
        LinkRule(
          kind: "书记", table: .members, from: .committees("联村党委"), to: .cadres("乡镇领导"), skew: .even, engages: ("书记", 1)),
        LinkRule(
          kind: "委员", table: .members, from: .committees("联村党委"), to: .cadres("村党支部书记"), first: firstVillages,
          deal: "villages of committees", engages: ("委员", 1)),
        LinkRule(
          kind: "成员村", table: .members, from: .committees("联村党委"), to: .places("village"), most: 16, first: firstVillages,
          deal: "villages of committees", covers: ("入党委", 1), coversOnce: "入党委", engages: ("有村", 1), bounds: "村数"),
        LinkRule(
          kind: "成员企业", table: .members, from: .committees("联村党委"), to: .units("企业"), covers: ("企业入党委", 1), engages: ("有企业", 1)),
        LinkRule(
          kind: "成员合作社", table: .members, from: .committees("联村党委"), to: .units("合作社"), covers: ("合作社入党委", 1)),
        LinkRule(
          kind: "金融帮扶", from: .units("金融机构"), to: .places("township", 0..<banks), skew: .even, covers: ("金融机构", 1)),
        LinkRule(
          kind: "平台帮扶", from: .units("平台公司"), to: .places("township", 0..<banks), many: .to,
          money: LinkRule.Money(kind: "211资金", least: 100_000_000, norm: "亿元"), covers: ("平台公司", 1)),
        LinkRule(
          kind: "产业结对", from: .units("企业"), to: .places("village"), most: 6, past: 7, hasAgreement: true,
          visits: [LinkRule.Visits(kind: "对接", every: .quarter, norm: "季度对接", subject: .to)], covers: ("产业结对", 1), bounds: "企业上限"),
      ],
      norms: [
        NormRow(
          id: "书记", title: "每个联村党委有一名书记", subject: "committee[kind=联村党委]", relation: "member[role=书记]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "委员", title: "村党支部书记进入联村党委", subject: "committee[kind=联村党委]", relation: "member[role=委员]", min: "1", source: source),
        NormRow(
          id: "入党委", title: "每个村属于一个联村党委", subject: "place[kind=village]", relation: "member[role=成员村]", min: "1", max: "1",
          source: source),
        NormRow(
          id: "有村", title: "联村党委有成员村", subject: "committee[kind=联村党委]", relation: "member[role=成员村]", min: "1", source: source),
        NormRow(
          id: "村数", title: "联村党委不超过16个村", subject: "committee[kind=联村党委]", relation: "member[role=成员村]", max: "16",
          source: invented),
        NormRow(
          id: "企业入党委", title: "企业党组织进入联村党委", subject: "unit[kind=企业]", relation: "member[role=成员企业]", min: "1", source: source),
        NormRow(
          id: "有企业", title: "联村党委有企业", subject: "committee[kind=联村党委]", relation: "member[role=成员企业]", min: "1", source: invented),
        NormRow(
          id: "合作社入党委", title: "合作社进入联村党委", subject: "unit[kind=合作社]", relation: "member[role=成员合作社]", min: "1",
          source: source),
        NormRow(
          id: "金融机构", title: "一个乡镇有一家金融机构", subject: "place[kind=township; programme=211]", relation: "pairing[kind=金融帮扶]",
          side: "helped", partner: "unit[kind=金融机构]", min: "1", source: sourceOf211),
        NormRow(
          id: "平台公司", title: "一个乡镇有一家平台公司", subject: "place[kind=township; programme=211]", relation: "pairing[kind=平台帮扶]",
          side: "helped", partner: "unit[kind=平台公司]", min: "1", source: sourceOf211),
        NormRow(
          id: "亿元", title: "为一个乡镇带来一亿元", subject: "place[kind=township; programme=211]", relation: "pairing[kind=211资金]",
          side: "helped", measure: "sum:amount", min: "100000000", source: sourceOf211),
        NormRow(
          id: "产业结对", title: "每个村有企业", subject: "place[kind=village]", relation: "pairing[kind=产业结对]", side: "helped",
          partner: "unit[kind=企业]", min: "1", source: invented),
        NormRow(
          id: "企业上限", title: "企业最多结对6个村", subject: "unit[kind=企业]", relation: "pairing[kind=产业结对]", side: "helps", max: "6",
          source: invented),
        NormRow(
          id: "季度对接", title: "每季度对接一次", subject: "place[kind=village]", relation: "visit[kind=对接]", side: "helped",
          measure: "events", min: "1", every: "P3M", source: invented),
      ])
  }

  private static var source: String { "贵州省六盘水市，联村党委" }
  private static var sourceOf211: String { "贵州省盘州市，211帮扶" }
}
