extension Profile {
  /// No document's province: 10 000 000 households, 2 000 000 cadres, 40 000 villages, 20 000 units.
  static func province(_ s: Scale) -> Profile {
    large(
      "province", households: s(10_000_000, least: 20), cadres: s(2_000_000, least: 9), villages: s(40_000, least: 3), units: s(20_000),
      above: [
        Level(kind: "province", count: 1, endings: ["省"]), Level(kind: "prefecture", count: s(16), endings: ["市", "州"]),
        Level(kind: "county", count: s(160), endings: ["县", "区"]),
      ])
  }

  /// No document's country: 30 000 000 households, 6 000 000 cadres, 128 000 villages, 60 000 units.
  static func nation(_ s: Scale) -> Profile {
    large(
      "nation", households: s(30_000_000, least: 20), cadres: s(6_000_000, least: 9), villages: s(128_000, least: 3), units: s(60_000),
      above: [
        Level(kind: "province", count: s(31), endings: ["省"]), Level(kind: "prefecture", count: s(333), endings: ["市", "州"]),
        Level(kind: "county", count: s(2843), endings: ["县", "区"]),
      ])
  }

  private static func large(_ name: String, households: Int, cadres: Int, villages: Int, units: Int, above: [Level]) -> Profile {
    let townships = (villages + 13) / 14
    // At small scales no level has more places than the one inside it.
    let levels = above.map { Level(kind: $0.kind, count: min($0.count, townships), endings: $0.endings) }
    let groups = [("村干部", 10), ("第一书记", 5), ("驻村队员", 10), ("乡镇干部", 5)].map { ($0.0, cadres * $0.1 / 100) }
    let members = cadres - groups.reduce(0) { $0 + $1.1 }
    return Profile(
      name: name, top: "云陵省",
      levels: levels + [
        Level(kind: "township", count: townships, endings: ["镇", "乡"]), Level(kind: "village", count: villages, endings: ["村"]),
      ],
      marks: [
        Mark(column: "poor", ranks: 0..<villages / 4), Mark(column: "lax", ranks: villages / 4..<villages / 3),
        Mark(column: "strong", ranks: villages / 3..<villages / 2),
      ],
      corner: (3_600_000, 10_000_000),
      units: ["机关", "企业", "学校"].enumerated().map { index, kind in
        UnitGroup(
          kind: kind, level: ["县", "", "县"][index], count: max(1, (units + 2 - index) / 3), ending: [nil, "有限公司", "学校"][index])
      },
      branches: Branches(count: villages, members: villages * 40),
      cadres: ([("党员", members)] + groups).filter { $0.1 > 0 }.map { role, count in
        CadreGroup(
          role: role, count: count, ranks: [("副科", 1), ("一般", 9)], units: "机关", places: .places("village"), hasCapacity: true)
      },
      households: Households(
        count: households, kinds: [("监测户", households / 10), ("一般户", households * 7 / 100), ("困难党员", households * 3 / 100)],
        otherKind: "脱贫户"),
      links: [
        LinkRule(
          kind: "包村", from: .units("机关"), to: .places("village"), most: 20,
          money: LinkRule.Money(kind: "帮扶资金", least: 10_000, norm: "资金"),
          visits: [LinkRule.Visits(kind: "走访", every: .month, norm: "走访", subject: .to)], covers: ("包村", 1), bounds: "包村上限"),
        LinkRule(
          kind: "包户", from: .allCadres, to: .households, skew: .steep, most: nil, second: 7, isScattered: true, covers: ("包户", 1),
          bounds: "包户上限"),
      ],
      norms: [
        ("包户", "户户有帮扶责任人", "household", "pairing[kind=包户]", "helped", "", "1", "", ""),
        ("包户上限", "帮扶责任人不超额", "cadre", "pairing[kind=包户]", "helps", "", "", "capacity", ""),
        ("包村", "每个村有单位", "place[kind=village]", "pairing[kind=包村]", "helped", "", "1", "", ""),
        ("包村上限", "单位最多包20个村", "unit[kind=机关]", "pairing[kind=包村]", "helps", "", "", "20", ""),
        ("资金", "每个村每年有资金", "place[kind=village]", "pairing[kind=帮扶资金]", "helped", "sum:amount", "10000", "", "P1Y"),
        ("走访", "每月到村一次", "place[kind=village]", "visit[kind=走访]", "helped", "events", "1", "", "P1M"),
      ].map { id, title, subject, relation, side, measure, min, max, every in
        NormRow(
          id: id, title: title, subject: subject, relation: relation, side: side, measure: measure, min: min, max: max, every: every,
          source: invented)
      })
  }
}
