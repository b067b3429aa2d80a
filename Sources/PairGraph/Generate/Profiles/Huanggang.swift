extension Profile {
  /// S22, 黄冈: 42 city leaders with 42 key villages; 1 300 departments with 892 poor, weak and difficult villages; 14 858 resident cadres; 80 000
  /// members and cadres with 340 000 households; 15 976 organisations with 341 759 members.
  static func huanggang(_ s: Scale) -> Profile {
    let (villages, key, departments) = (s(892, least: 9), s(42), s(1300, least: 9))
    let (cadres, resident) = (s(80_000), s(14_858))
    let third = villages / 3
    return Profile(
      name: "huanggang", top: "黄冈市",
      levels: [
        Level(kind: "prefecture", count: 1, endings: ["市"]), Level(kind: "county", count: s(10), endings: ["县", "区", "市"]),
        Level(kind: "township", count: s(126), endings: ["镇", "乡"]), Level(kind: "village", count: villages, endings: ["村"]),
      ],
      marks: [
        Mark(column: "key", ranks: 0..<key), Mark(column: "poor", ranks: 0..<third), Mark(column: "lax", ranks: third..<third * 2),
        Mark(column: "difficult", ranks: third * 2..<villages),
      ],
      corner: (3_135_000, 11_440_000), units: [UnitGroup(kind: "机关", level: "县", count: max(departments, villages))],
      branches: Branches(count: max(s(15_976), villages), members: max(s(341_759), 3 * max(s(15_976), villages))),
      cadres: [
        CadreGroup(role: "市领导", count: key, ranks: [("正厅", 2), ("副厅", 8)], units: "机关", places: .places("prefecture"), hasCapacity: true),
        CadreGroup(
          role: "驻村干部", count: max(resident, villages * 3), ranks: [("副科", 3), ("一般", 7)], units: "机关", places: .places("village"),
          hasCapacity: true),
        CadreGroup(
          role: "党员干部", count: max(1, cadres - key - max(resident, villages * 3)), ranks: [("正科", 1), ("副科", 2), ("一般", 7)], units: "机关",
          places: .places("village"), hasCapacity: true),
      ],
      households: Households(
        count: s(340_000), kinds: [("监测户", s(340_000) / 20), ("贫困户", s(340_000) * 7 / 10)], otherKind: "一般户"),
      links: [
        LinkRule(
          kind: "领导联村", from: .cadres("市领导"), to: .byRank(0..<key), skew: .even, covers: ("重点村", 1), engages: ("领导联村", 1)),
        LinkRule(kind: "部门包村", from: .units("机关"), to: .places("village"), many: .to, past: 11, covers: ("部门包村", 1)),
        LinkRule(
          kind: "驻村", from: .cadres("驻村干部"), to: .places("village"), many: .to, least: 3,
          visits: [LinkRule.Visits(kind: "驻村", every: .halfMonth, norm: "驻村记录", subject: .from)], covers: ("驻村队伍", 3)),
        LinkRule(
          kind: "包户", from: .allCadres, to: .households, skew: .steep, most: nil, second: 8, past: 15,
          visits: [LinkRule.Visits(kind: "入户", every: .quarter, norm: "入户", subject: .to)], covers: ("包户", 1), bounds: "包户上限"),
      ],
      norms: [
        NormRow(
          id: "重点村", title: "重点村有市领导", subject: "place[kind=village; key=yes]", relation: "pairing[kind=领导联村]", side: "helped",
          partner: "cadre[role=市领导]", min: "1", source: source),
        NormRow(
          id: "领导联村", title: "市领导都联村", subject: "cadre[role=市领导]", relation: "pairing[kind=领导联村]", side: "helps", min: "1",
          source: source),
        NormRow(
          id: "部门包村", title: "每个村有部门", subject: "place[kind=village]", relation: "pairing[kind=部门包村]", side: "helped",
          partner: "unit[kind=机关]", min: "1", source: source),
        NormRow(
          id: "驻村队伍", title: "驻村干部每村至少三人", subject: "place[kind=village]", relation: "pairing[kind=驻村]", side: "helped",
          partner: "cadre[role=驻村干部]", min: "3", source: invented),
        .everyHousehold(source: source),
        .caseloads(of: "cadre"),
        NormRow(
          id: "党员帮扶", title: "由党员干部帮扶的户", level: "info", subject: "household", relation: "pairing[kind=包户]", side: "helped",
          partner: "cadre[role=党员干部]", min: "1", source: source),
        NormRow(
          id: "驻村记录", title: "每半月有驻村记录", subject: "cadre[role=驻村干部]", relation: "visit[kind=驻村]", side: "helps",
          measure: "events", min: "1", every: "P15D", source: invented),
        NormRow(
          id: "入户", title: "每季度入户一次", subject: "household", relation: "visit[kind=入户]", side: "helped", measure: "events", min: "1",
          every: "P3M", source: invented),
      ])
  }

  private static var source: String { "湖北省黄冈市" }
}
