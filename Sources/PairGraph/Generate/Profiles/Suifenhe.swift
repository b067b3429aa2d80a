extension Profile {
  /// S20, 绥芬河: 207 organisations with 4 134 members, 26 departments, 11 villages, 1 537 households.
  static func suifenhe(_ s: Scale) -> Profile {
    let (villages, branches, households) = (s(11, least: 2), s(207, least: 4), s(1537, least: 20))
    let (needy, helpers) = (branches + branches / 8, s(400, least: 4))
    return Profile(
      name: "suifenhe", top: "绥芬河市",
      levels: [
        Level(kind: "county", count: 1, endings: ["市"]), Level(kind: "township", count: min(2, villages), endings: ["镇"]),
        Level(kind: "village", count: villages, endings: ["村"]),
      ],
      corner: (4_445_000, 13_105_000),
      units: [
        UnitGroup(kind: "机关", level: "县", count: max(s(26), villages)),
        UnitGroup(kind: "企业", level: "", count: s(30), ending: "有限责任公司"),
      ],
      branches: Branches(count: branches, members: max(s(4134), branches * 3)),
      cadres: [
        CadreGroup(
          role: "党员干部", count: helpers, ranks: [("正科", 1), ("副科", 2), ("一般", 7)], units: "机关", places: .places("village"),
          hasCapacity: true)
      ],
      households: Households(count: households, kinds: [("困难党员", min(needy, households))], otherKind: "困难户"),
      links: [
        LinkRule(
          kind: "结对党员", from: .branches(0..<min(branches, households)), to: .householdsOfFirstKind, most: 4, past: 9,
          visits: [LinkRule.Visits(kind: "走访党员", every: .month, norm: "走访党员", subject: .to)], covers: ("结对党员", 1),
          engages: ("支部结对", 1), bounds: "支部上限"),
        LinkRule(
          kind: "部门联村", from: .units("机关"), to: .places("village"), many: .to,
          money: LinkRule.Money(kind: "联村资金", least: 20_000, norm: "联村资金"), covers: ("部门联村", 1)),
        LinkRule(
          kind: "包户", from: .cadres("党员干部"), to: .households, skew: .steep, most: nil, second: 7, past: 10, covers: ("包户", 1),
          bounds: "包户上限"),
      ],
      norms: [
        NormRow(
          id: "结对党员", title: "困难党员都有党组织结对", subject: "household[kind=困难党员]", relation: "pairing[kind=结对党员]", side: "helped",
          partner: "branch", min: "1", source: source),
        NormRow(
          id: "支部结对", title: "党组织都结对困难党员", subject: "branch", relation: "pairing[kind=结对党员]", side: "helps", min: "1",
          source: source),
        NormRow(
          id: "支部上限", title: "党组织结对不超过4户", subject: "branch", relation: "pairing[kind=结对党员]", side: "helps", max: "4",
          source: invented),
        NormRow(
          id: "部门联村", title: "每个村有部门结对", subject: "place[kind=village]", relation: "pairing[kind=部门联村]", side: "helped",
          partner: "unit[kind=机关]", min: "1", source: source),
        NormRow(
          id: "联村资金", title: "部门每年帮扶资金", subject: "place[kind=village]", relation: "pairing[kind=联村资金]", side: "helped",
          measure: "sum:amount", min: "20000", every: "P1Y", source: invented),
        .everyHousehold(source: source),
        .caseloads(of: "cadre"),
        NormRow(
          id: "走访党员", title: "每月走访困难党员", subject: "household[kind=困难党员]", relation: "visit[kind=走访党员]", side: "helped",
          measure: "events", min: "1", every: "P1M", source: invented),
      ])
  }

  private static var source: String { "黑龙江省绥芬河市，双结对" }
}
