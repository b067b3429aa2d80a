extension FaultPlanter {
  /// Ways to lose a link.
  private static let ways: [PlantedFault] = [.uncovered, .lapsed, .dangling, .misdated]

  /// Links go that a norm asks for: missing, over, with a helper that does not exist, or with a date that is none.
  mutating func plantLosses(_ number: Int) {
    let set = layout.links[number]
    guard set.rule.covers != nil || set.rule.engages != nil else { return }
    var wanted = Self.ways.flatMap { Array(repeating: $0, count: Self.share(of: set.count)) }
    for link in candidates(set, "losses", number) {
      guard let fault = wanted.last else { return }
      let links = lostLinks(set, link)
      if !canLose(links, number) { continue }
      lose(links, number, fault, variant: wanted.count)
      wanted.removeLast()
    }
  }

  /// Of what is helped, or else of the helper, as many as make it one too few.
  private func lostLinks(_ set: LinkSet, _ link: Int) -> Range<Int> {
    let all = set.rule.covers != nil ? links(set, helpedBy: link) : links(set, ofHelperOf: link)
    let least = set.rule.covers?.least ?? set.rule.engages?.least ?? 1
    return all.lowerBound + min(least - 1, all.count)..<all.upperBound
  }

  private func canLose(_ links: Range<Int>, _ number: Int) -> Bool {
    let set = layout.links[number]
    return !links.isEmpty
      && links.allSatisfy { link in
        let ends = set.ends(link)
        if isShared(set, link) || isTaken(number, helped: ends.to) || isTaken(number, helper: ends.from) { return false }
        if set.to.type == .place, bare.contains(set.to[ends.to]) { return false }
        // Who is below a bound already cannot be found once more.
        guard let least = set.rule.engages?.least else { return true }
        return set.load(ofHelper: ends.from) - lost[Taken(set: number, isHelper: true, index: ends.from), default: 0] >= least
      }
  }

  private mutating func lose(_ links: Range<Int>, _ number: Int, _ fault: PlantedFault, variant: Int) {
    let set = layout.links[number]
    let file = set.rule.table.rawValue
    for link in links {
      let row = set.row(of: link)
      if let bytes = spoilt(set, link, fault, variant) { plan.replace(row, of: file, with: bytes) } else { plan.drop(row, of: file) }
      if fault == .dangling || fault == .misdated { expectBadRow(fault, .row(row), of: file) }
      let ends = set.ends(link)
      let helper = Taken(set: number, isHelper: true, index: ends.from)
      let had = set.load(ofHelper: ends.from) - lost[helper, default: 0]
      lost[helper, default: 0] += 1
      if let engages = set.rule.engages, had == engages.least { expect(fault, helper: ends.from, of: set, norm: engages.norm) }
      if isTaken(number, helped: ends.to) { continue }
      take(number, helped: ends.to)
      guard let covers = set.rule.covers else { continue }
      expect(fault, helped: ends.to, of: set, norm: covers.norm)
      if let inherited = set.rule.inherited { loseInside(set.to[ends.to], inherited, fault) }
    }
  }

  /// Those inside lose what they had from the place around them.
  private mutating func loseInside(_ place: Int, _ inherited: (norm: String, except: Range<Int>), _ fault: PlantedFault) {
    for village in layout.children(of: place) {
      bare.insert(village)
      let rank = layout.villageOrder.position(of: village - layout.villages.lowerBound)
      if !inherited.except.contains(rank) { expect(fault, .place, village, inherited.norm) }
    }
  }

  /// The row in the place of a link; nil for none.
  private func spoilt(_ set: LinkSet, _ link: Int, _ fault: PlantedFault, _ variant: Int) -> [UInt8]? {
    var row = set.link(at: set.row(of: link) - set.rows.lowerBound)
    switch fault {
    case .lapsed:
      let until = layout.day - 900 - layout.stream("ends").below(100, link)
      (row.since, row.until) = (until - 1500, until)
      return bytes(row, set)
    case .dangling: return BadRows.dangling(bytes(row, set), column: set.rule.table == .members ? 1 : 0)
    case .misdated: return BadRows.misdated(bytes(row, set), layout.day, variant)
    default: return nil
    }
  }
}
