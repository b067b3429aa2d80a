/// The links of one rule, by number, and the rows they are written in.
///
/// Link t is that of the t-th node of the side that has one each. Rows come in this order: the links, those of second helpers, those that are
/// over, and for each link those with money.
struct LinkSet: Sendable {
  let rule: LinkRule
  let from: NodeList
  let to: NodeList
  let deal: Deal
  /// Rows in the table of the links; the first is row 0 of the table.
  let rows: Range<Int>
  let visitRows: Range<Int>
  /// Rows of each link in `visits.csv`: by rule of visits, period and visit.
  let visits: [(rule: Int, days: Range<Int>, time: Int)]
  /// The years in which money is given: the last one, and this one up to the day.
  let years: [Range<Int>]
  /// The term the day is in.
  let term: Range<Int>
  private let order: Shuffle?
  private let day: Int
  private let random: SeededStream

  init(_ rule: LinkRule, number: Int, in layout: Layout, firstRow: Int, firstVisit: Int) {
    self.rule = rule
    (from, to) = (layout.list(rule.from), layout.list(rule.to))
    day = layout.day
    let (single, many) = rule.many == .from ? (to.count, from.count) : (from.count, to.count)
    let average = single / many
    deal = Deal(
      single, to: many, rule.skew, least: rule.least, most: rule.most ?? average * 5 + 5, first: rule.first, seed: layout.seed,
      rule.deal ?? "links \(number)")
    random = layout.stream("dates \(number)")
    order = rule.isScattered ? Shuffle(single, seed: layout.seed, "order \(number)") : nil
    years = LinkRule.Period.year.recent(on: day, before: 0)
    term = LinkRule.Period.term.around(day)
    var visits: [(rule: Int, days: Range<Int>, time: Int)] = []
    for (index, asked) in rule.visits.enumerated() {
      let periods = asked.every == .term ? Self.termStarts(layout.day) : asked.every.recent(on: layout.day, before: 1)
      for period in periods { for time in 0..<min(asked.times, period.count) { visits.append((index, period, time)) } }
    }
    self.visits = visits
    seconds = rule.second > 0 ? many / rule.second : 0
    pasts = rule.hasTerm ? single : rule.past > 0 ? single / rule.past : 0
    rows = firstRow..<firstRow + single + seconds + pasts + (rule.money == nil ? 0 : single * years.count)
    visitRows = firstVisit..<firstVisit + (single + seconds) * visits.count
  }

  /// The first weeks of the term before, and of this one.
  private static func termStarts(_ day: Int) -> [Range<Int>] {
    LinkRule.Period.term.recent(on: day, before: 0).map { $0.lowerBound..<min($0.lowerBound + 60, $0.upperBound) }
  }

  /// How many links there are, second helpers, and links that are over.
  var count: Int { deal.count }
  let seconds: Int
  let pasts: Int

  /// The ends of a link, as indices of `from` and `to`.
  @inline(__always)
  func ends(_ link: Int) -> (from: Int, to: Int) {
    rule.many == .from ? (deal.holder(of: link), link) : (link, deal.holder(of: link))
  }

  /// The helper that takes over, and what it takes over.
  func endsOfSecond(_ second: Int) -> (from: Int, to: Int) {
    let owner = second * rule.second
    return ((owner + 1) % from.count, deal.things(of: owner).isEmpty ? 0 : deal.things(of: owner).lowerBound)
  }

  /// Whether somebody takes over from this helper.
  func hasSecond(_ helper: Int) -> Bool {
    rule.second > 0 && helper % rule.second == 0 && helper / rule.second < seconds
  }

  /// How many one of `from` has, with what it takes over.
  func load(ofHelper helper: Int) -> Int {
    guard rule.many == .from else { return 1 }
    return deal.load(of: helper) + (hasSecond((helper + from.count - 1) % from.count) ? 1 : 0)
  }

  /// The row of a link in its table.
  func row(of link: Int) -> Int { rows.lowerBound + (order.map { $0.position(of: link) } ?? link) }

  /// The rows of the money of a link.
  func moneyRows(of link: Int) -> Range<Int> {
    if rule.money == nil { return 0..<0 }
    let first = rows.lowerBound + count + seconds + pasts + link * years.count
    return first..<first + years.count
  }

  /// The rows of a link in `visits.csv`.
  func visitRows(of link: Int) -> Range<Int> {
    let first = visitRows.lowerBound + link * visits.count
    return first..<first + visits.count
  }

  /// The row with an index in `rows`.
  func link(at index: Int) -> LinkRow {
    if index < count { return alive(order?.number(at: index) ?? index) }
    if index < count + seconds {
      var row = LinkRow(ends: endsOfSecond(index - count), kind: rule.kind)
      row.since = longAgo(index)
      return row
    }
    return index < count + seconds + pasts ? over(index - count - seconds) : money(index - count - seconds - pasts)
  }

  private func alive(_ link: Int) -> LinkRow {
    var row = LinkRow(ends: ends(link), kind: rule.kind)
    row.since = longAgo(link)
    if rule.isPast { row.until = day - 900 - random.below(300, link) }
    if rule.hasTerm { (row.since, row.until) = (term.lowerBound, term.upperBound - 1) }
    if rule.hasAgreement { row.agreement = link + 1 }
    return row
  }

  /// A beginning so early that it matters to no period that is asked about, and after everything that is over.
  private func longAgo(_ number: Int) -> Int { day - 800 - random.below(1000, number) - (rule.isPast ? 800 : 0) }

  /// With terms the one before; else another helper, up to the day before the one there is now.
  private func over(_ number: Int) -> LinkRow {
    let link = rule.hasTerm ? number : number * rule.past
    var row = alive(link)
    if rule.hasTerm {
      let before = LinkRule.Period.term.around(term.lowerBound - 1)
      (row.since, row.until) = (before.lowerBound, before.upperBound - 1)
      return row
    }
    row.agreement = nil
    row.until = (row.since ?? day) - 1
    row.since = (row.until ?? day) - 200 - random.below(900, link)
    row.ends.from = (row.ends.from + 1) % from.count
    return row
  }

  private func money(_ number: Int) -> LinkRow {
    let (link, year) = (number / years.count, years[number % years.count])
    var row = LinkRow(ends: ends(link), kind: rule.money?.kind ?? "")
    row.since = year.lowerBound + random.below(year.count, number)
    // A few have more than they must.
    row.amount = (rule.money?.least ?? 0) / 1000 * (1000 + random.below(8, number) * random.below(100, number + count))
    return row
  }

  /// The visit with an index in `visitRows`.
  func visit(at index: Int) -> (ends: (from: Int, to: Int), kind: String, day: Int) {
    let (link, visit) = (index / visits.count, visits[index % visits.count])
    let ends = link < count ? ends(link) : endsOfSecond(link - count)
    // Times within a period are on days of their own.
    let times = rule.visits[visit.rule].times
    let part = visit.days.count * visit.time / times..<visit.days.count * (visit.time + 1) / times
    let day = visit.days.lowerBound + part.lowerBound + (part.isEmpty ? 0 : random.below(part.count, index + rows.count))
    return (ends, rule.visits[visit.rule].kind, day)
  }
}

/// A row of `pairings.csv` or `members.csv`; days since 1970-01-01.
struct LinkRow: Sendable {
  /// Indices of the nodes in their lists.
  var ends: (from: Int, to: Int)
  var kind: String
  var since: Int?
  var until: Int?
  var amount: Int?
  var agreement: Int?
}
