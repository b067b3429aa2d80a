extension FaultPlanter {
  /// Visits that norms ask for are missing; older ones, too.
  mutating func plantMissingVisits(_ number: Int) {
    let set = layout.links[number]
    // With visits once in a term it depends on the reader which terms are asked about.
    guard let subject = set.rule.visits.first(where: { $0.every != .term })?.subject else { return }
    var wanted = Self.share(of: set.count)
    for link in candidates(set, "visits", number) where wanted > 0 {
      let ends = set.ends(link)
      let links =
        subject == .pairing ? link..<link + 1 : subject == .to ? self.links(set, helpedBy: link) : self.links(set, ofHelperOf: link)
      if isShared(set, link) || links.contains(where: { isTaken(number, helped: set.ends($0).to) && subject != .from }) { continue }
      if subject == .from, isTaken(number, helper: ends.from) || set.load(ofHelper: ends.from) != links.count { continue }
      for link in links { for row in set.visitRows(of: link) { plan.drop(row, of: "visits.csv") } }
      for visits in set.rule.visits {
        switch subject {
        case .from: expect(.unvisited, helper: ends.from, of: set, norm: visits.norm)
        case .to: expect(.unvisited, helped: ends.to, of: set, norm: visits.norm)
        case .pairing:
          plan.expect(
            Answer(
              fault: .unvisited, file: set.rule.table.rawValue, place: .row(set.row(of: link)), channel: .finding, norm: visits.norm))
        }
      }
      if subject == .from { take(number, helper: ends.from) } else { take(number, helped: ends.to) }
      wanted -= 1
    }
  }

  /// Less money than a norm asks for.
  mutating func plantSmallAmounts(_ number: Int) {
    let set = layout.links[number]
    guard let money = set.rule.money else { return }
    var wanted = Self.share(of: set.to.count)
    for link in candidates(set, "money", number) where wanted > 0 {
      let helped = set.ends(link).to
      let links = links(set, helpedBy: link)
      if isTaken(number, helped: helped) || isShared(set, link) { continue }
      for row in links.flatMap({ set.moneyRows(of: $0) }) {
        var small = set.link(at: row - set.rows.lowerBound)
        small.amount = money.least / (2 * links.count * set.years.count)
        plan.replace(row, of: set.rule.table.rawValue, with: bytes(small, set))
      }
      take(number, helped: helped)
      expect(.underpaid, helped: helped, of: set, norm: money.norm)
      wanted -= 1
    }
  }

  /// Rows equal in every column, which merge: no answer.
  mutating func plantEqualRows(_ number: Int) {
    let set = layout.links[number]
    let file = set.rule.table.rawValue
    var wanted = Self.share(of: set.count)
    for link in candidates(set, "equal", number) where wanted > 0 && !isTaken(number, helped: set.ends(link).to) {
      let row = set.row(of: link)
      _ = plan.insert(bytes(set.link(at: row - set.rows.lowerBound), set), before: somewhere(in: file, "equal", link), of: file)
      take(number, helped: set.ends(link).to)
      wanted -= 1
    }
  }
}
