extension Profile {
  /// S18, 上海: every outer township and village has a partner in town, by an agreement until a July that can be renewed; weak villages get
  /// 20 000 yuan a year; leaders visit once in the term, those in charge twice a year. The document has no counts: all are invented.
  static func shanghai(_ s: Scale) -> Profile {
    let (townships, villages, weak) = (s(108, least: 2), s(1600, least: 8), s(300, least: 2))
    let organisations = max(s(240), townships)
    return Profile(
      name: "shanghai", top: "上海市",
      levels: [
        Level(kind: "province", count: 1, endings: ["市"]), Level(kind: "county", count: min(s(9), townships), endings: ["区"]),
        Level(kind: "township", count: townships, endings: ["镇"]), Level(kind: "village", count: villages, endings: ["村"]),
      ],
      marks: [Mark(column: "weak", ranks: 0..<weak)], corner: (3_145_000, 12_095_000),
      units: [
        UnitGroup(kind: "机关", level: "省", count: organisations),
        UnitGroup(kind: "企业", level: "", count: min(s(200), weak), ending: "集团公司"),
      ],
      branches: Branches(count: villages, members: villages * 62),
      cadres: [
        CadreGroup(role: "主要领导", count: organisations, ranks: [("正处", 10)], units: "机关", places: .places("province")),
        CadreGroup(role: "分管领导", count: organisations, ranks: [("副处", 10)], units: "机关", places: .places("province")),
      ],
      links: [
        LinkRule(
          kind: "城乡结对", from: .units("机关"), to: .places("township"), many: .to, hasTerm: true, hasAgreement: true,
          covers: ("乡镇结对", 1), inherited: ("村结对", 0..<weak), engages: ("机关结对", 1)),
        LinkRule(
          kind: "薄弱村结对", from: .units("企业"), to: .byRank(0..<weak), most: 3, hasTerm: true, hasAgreement: true,
          money: LinkRule.Money(kind: "帮扶资金", least: 20_000, norm: "两万元"), covers: ("薄弱村结对", 1), engages: ("企业结对", 1),
          bounds: "企业上限"),
        LinkRule(
          kind: "主要领导联系", from: .cadres("主要领导"), to: .places("township"), many: .to, hasTerm: true,
          visits: [LinkRule.Visits(kind: "主要领导走访", every: .term, norm: "任期走访", subject: .pairing)]),
        LinkRule(
          kind: "分管领导联系", from: .cadres("分管领导"), to: .places("township"), many: .to, hasTerm: true,
          visits: [LinkRule.Visits(kind: "分管领导走访", every: .year, times: 2, norm: "每年两次", subject: .from)]),
      ],
      norms: [
        NormRow(
          id: "乡镇结对", title: "每个乡镇有结对单位", subject: "place[kind=township]", relation: "pairing[kind=城乡结对]", side: "helped",
          partner: "unit", min: "1", source: source),
        NormRow(
          id: "村结对", title: "每个村有结对单位，乡镇的也算", subject: "place[kind=village]", relation: "pairing[kind=城乡结对|薄弱村结对]", side: "helped",
          partner: "unit", min: "1", inherit: "yes", source: source),
        NormRow(
          id: "机关结对", title: "市区机关都结对", subject: "unit[kind=机关]", relation: "pairing[kind=城乡结对]", side: "helps", min: "1",
          source: source),
        NormRow(
          id: "薄弱村结对", title: "经济薄弱村有自己的结对单位", subject: "place[kind=village; weak=yes]", relation: "pairing[kind=薄弱村结对]",
          side: "helped", partner: "unit", min: "1", source: source),
        NormRow(
          id: "企业结对", title: "企业都结对", subject: "unit[kind=企业]", relation: "pairing[kind=薄弱村结对]", side: "helps", min: "1",
          source: invented),
        NormRow(
          id: "企业上限", title: "企业最多结对3个村", subject: "unit[kind=企业]", relation: "pairing[kind=薄弱村结对]", side: "helps", max: "3",
          source: invented),
        NormRow(
          id: "两万元", title: "经济薄弱村每年至少两万元", subject: "place[kind=village; weak=yes]", relation: "pairing[kind=帮扶资金]",
          side: "helped", measure: "sum:amount", min: "20000", every: "P1Y", source: source),
        NormRow(
          id: "任期走访", title: "主要领导任期内至少走访一次", subject: "pairing[kind=主要领导联系]", relation: "visit[kind=主要领导走访]",
          measure: "events", min: "1", every: "term", source: source),
        NormRow(
          id: "每年两次", title: "分管领导每年走访两次", subject: "cadre[role=分管领导]", relation: "visit[kind=分管领导走访]", side: "helps",
          measure: "events", min: "2", every: "P1Y", source: source),
      ])
  }

  private static var source: String { "上海市，城乡党组织结对帮扶" }
}
