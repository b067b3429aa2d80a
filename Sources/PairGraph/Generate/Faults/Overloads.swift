extension FaultPlanter {
  /// Some get more than a norm allows.
  mutating func plantOverloads(_ number: Int) {
    let set = layout.links[number]
    if set.rule.coversOnce != nil { return plantSecondMemberships(number) }
    guard let norm = set.rule.bounds, set.rule.many == .from else { return }
    var wanted = Self.share(of: set.from.count)
    for link in candidates(set, "overloads", number) where wanted > 0 {
      let helper = set.deal.holder(of: link)
      let key = Taken(set: number, isHelper: true, index: helper)
      if taken.contains(key) || lost[key] != nil { continue }
      let extra = (set.rule.most ?? capacity(set, helper)) - set.load(ofHelper: helper) + 1 + wanted % 2
      guard let more = others(number, notOf: helper, extra, from: link) else { continue }
      for helped in more { add(helper, helped, number) }
      take(number, helper: helper)
      expect(.overloaded, helper: helper, of: set, norm: norm)
      wanted -= 1
    }
  }

  private func capacity(_ set: LinkSet, _ helper: Int) -> Int {
    let cadre = set.from[helper]
    let group = layout.cadreGroups.firstIndex { $0.contains(cadre) } ?? 0
    return Quotas(layout, layout.profile.cadres[group], layout.cadreGroups[group]).capacity(of: cadre) ?? 0
  }

  /// So many that others help and no fault has; nil where there are too few.
  private func others(_ number: Int, notOf helper: Int, _ count: Int, from start: Int) -> [Int]? {
    let set = layout.links[number]
    let before = (helper + set.from.count - 1) % set.from.count
    var result: [Int] = []
    for step in 0..<min(set.count, 400) where result.count < count {
      let link = (start + 7 + step) % set.count
      let owner = set.deal.holder(of: link)
      if owner == helper || owner == before || isTaken(number, helped: link) { continue }
      result.append(link)
    }
    return result.count == count ? result : nil
  }

  /// Writes one more link, with the visits that are asked of each.
  private mutating func add(_ helper: Int, _ helped: Int, _ number: Int) {
    let set = layout.links[number]
    let file = set.rule.table.rawValue
    var row = set.link(at: set.row(of: helped) - set.rows.lowerBound)
    row.ends = (helper, helped)
    _ = plan.insert(bytes(row, set), before: somewhere(in: file, "overloads", helped), of: file)
    take(number, helped: helped)
    guard set.rule.visits.contains(where: { $0.subject == .pairing }) else { return }
    for index in set.visitRows(of: helped) {
      var visit = set.visit(at: index - set.visitRows.lowerBound)
      visit.ends = (helper, helped)
      var bytes: [UInt8] = []
      tables.append(visit: visit, of: set, to: &bytes)
      _ = plan.insert(bytes, before: somewhere(in: "visits.csv", "overloads", index), of: "visits.csv")
    }
  }

  /// Who may be in one only is in two.
  private mutating func plantSecondMemberships(_ number: Int) {
    let set = layout.links[number]
    guard let norm = set.rule.coversOnce else { return }
    var wanted = Self.share(of: set.count)
    for link in candidates(set, "overloads", number) where wanted > 0 {
      let other = (set.deal.holder(of: link) + 1) % set.from.count
      let key = Taken(set: number, isHelper: true, index: other)
      if isTaken(number, helped: link) || lost[key] != nil || taken.contains(key) { continue }
      if other == set.deal.holder(of: link) || set.load(ofHelper: other) >= set.rule.most ?? .max { continue }
      add(other, link, number)
      take(number, helper: other)
      expect(.overloaded, helped: link, of: set, norm: norm)
      wanted -= 1
    }
  }
}
