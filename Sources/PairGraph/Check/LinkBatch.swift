internal import GraphAlgorithms

/// Links of one table, all of them or a part: what plans look at to find those that count.
struct LinkBatch: Sendable {
  var rows: EdgeRows
  /// index = row, value = whether it is alive on the day; of visits, whether it is in the time asked.
  var alive: [Bool]
  /// index = row, value = first and last day; of visits the date and nothing. Empty where the table has no such column.
  var since: [Int32]
  var until: [Int32]
  /// Column -> values; NaN where the cell is empty.
  var numbers: [String: [Double]]
  /// index = row, value = hash of all its cells; empty where no plan asks for it.
  var hashes: [UInt64] = []

  var count: Int { rows.from.count }
}

/// What the links of a table come to for the subjects of one norm.
struct PlanTally: Sendable {
  let plan: NormPlan
  private let index: PeriodIndex
  private let day: Day
  private(set) var tally: LinkTally
  /// Inherited links by the node at whose end they are, kept until the tree of places is walked.
  private(set) var inherited: [InheritedTally.Link] = []
  /// A subject was at both ends of one link, and the norm does not say which is meant.
  private(set) var needsSide = false
  /// Whether the relation selects a row, counted or not.
  private(set) var selectsAny = false
  /// Edges as subjects: of each node helped, their numbers.
  private let subjects: EdgeSubjects?

  /// What one batch adds.
  struct Part: Sendable {
    var entries: [LinkTally.Entry] = []
    var inherited: [InheritedTally.Link] = []
    var needsSide = false
    var selectsAny = false
  }

  init(_ plan: NormPlan, in network: Network, from: Day?) {
    self.plan = plan
    day = network.day
    index = PeriodIndex(plan.periods)
    subjects = plan.norm.isOfEdges ? EdgeSubjects(plan, in: network) : nil
    let kind: LinkTally.Kind =
      switch plan.norm.measure {
      case .count, .events, .days: .distinct
      case .sumOfPartners: .sumOfDistinct
      case .sum: Self.tellsRowsApart(plan) ? .sumOfDistinct : .sum
      }
    var enough: Int?
    if let least = plan.onlyMinimum, !plan.norm.inherits {
      enough = Int(clamping: Int64(min(least, 1e9).rounded(.up)))
    }
    tally = LinkTally(kind, slots: plan.norm.inherits ? 0 : plan.range.count * plan.periodCount, enough: enough)
  }

  /// Whether equal rows must be found: of visits that are added up. Rows of other tables were looked through when they were loaded.
  static func tellsRowsApart(_ plan: NormPlan) -> Bool {
    guard plan.norm.linkType == "visit" else { return false }
    switch plan.norm.measure {
    case .events:
      return plan.onlyMinimum.map { $0 > 1 || plan.norm.inherits } ?? true
    case .sum: return true
    default: return false
    }
  }

  /// The links of a batch that count.
  ///
  /// - Complexity: O(rows x conditions).
  func part(of batch: LinkBatch) -> Part {
    var part = Part()
    let holds = plan.links.holds(batch.rows, in: 0..<batch.count)
    part.selectsAny = holds.contains(true)
    if let subjects {
      for row in holds.indices where holds[row] { addEdges(subjects, row, batch, &part) }
    } else {
      for row in holds.indices where holds[row] { addNodes(row, batch, &part) }
    }
    return part
  }

  /// - Returns: rows that equal an earlier one.
  mutating func add(_ part: Part) -> [UInt32] {
    needsSide = needsSide || part.needsSide
    selectsAny = selectsAny || part.selectsAny
    inherited += part.inherited
    return tally.add(part.entries)
  }

  // MARK: Nodes as subjects

  private func addNodes(_ row: Int, _ batch: LinkBatch, _ part: inout Part) {
    let (from, to) = (batch.rows.from[row], batch.rows.to[row])
    let helps = plan.side != .helped && counts(from, with: to)
    let isHelped = plan.side != .helps && counts(to, with: from)
    if helps && isHelped && plan.norm.side == nil && from != to { part.needsSide = true }
    if helps { add(Int(from), with: to, row, batch, &part) }
    if isHelped { add(Int(to), with: from, row, batch, &part) }
  }

  @inline(__always)
  private func counts(_ subject: UInt32, with partner: UInt32) -> Bool {
    (plan.norm.inherits || plan.isMeant(Int(subject))) && subject != partner && (plan.partners.map { $0.contains(Int(partner)) } ?? true)
  }

  private func add(_ subject: Int, with partner: UInt32, _ row: Int, _ batch: LinkBatch, _ part: inout Part) {
    let (key, value) = keyAndValue(row, partner, batch)
    guard let value else { return }
    for period in periods(of: row, batch) {
      if plan.norm.inherits {
        part.inherited.append(
          InheritedTally.Link(node: UInt32(subject), partner: partner, period: UInt32(period), key: key, value: value, isSum: isPlainSum))
      } else {
        let slot = (subject - plan.range.lowerBound) * plan.periodCount + period
        part.entries.append(LinkTally.Entry(slot: slot, key: key, value: value, row: UInt32(row)))
      }
    }
  }

  private var isPlainSum: Bool { if case .sum = plan.norm.measure { !Self.tellsRowsApart(plan) } else { false } }

  /// What tells a link apart from others of its slot, and what it adds; nothing to add where the cell is empty.
  private func keyAndValue(_ row: Int, _ partner: UInt32, _ batch: LinkBatch) -> (key: UInt64, value: Double?) {
    switch plan.norm.measure {
    case .count: return (UInt64(partner), 1)
    case .events: return (batch.hashes.isEmpty ? 0 : batch.hashes[row], 1)
    case .days: return (UInt64(UInt32(bitPattern: batch.since[row])), 1)
    case .sum(let column):
      let value = batch.numbers[column].map { $0[row] } ?? .nan
      return (batch.hashes.isEmpty ? 0 : batch.hashes[row], value.isNaN ? nil : value)
    case .sumOfPartners: return (UInt64(partner), plan.partnerValues[Int(partner)])
    }
  }

  /// The periods that a link counts in.
  private func periods(of row: Int, _ batch: LinkBatch) -> Range<Int> {
    guard plan.norm.every != nil else { return batch.alive[row] ? 0..<1 : 0..<0 }
    let (since, until) = days(of: row, batch)
    return index.numbers(from: since, to: until)
  }

  /// The stretch of days that a link counts on: an amount belongs to the day of `since`, a visit has no other day.
  private func days(of row: Int, _ batch: LinkBatch) -> (Int32, Int32) {
    let since = batch.since.isEmpty ? Day.distantPast.number : batch.since[row]
    if plan.norm.linkType == "visit" { return (since, since) }
    if case .sum = plan.norm.measure { return (since, since) }
    return (since, batch.until.isEmpty ? Day.distantFuture.number : batch.until[row])
  }

  // MARK: Edges as subjects

  private func addEdges(_ subjects: EdgeSubjects, _ row: Int, _ batch: LinkBatch, _ part: inout Part) {
    let (key, value) = keyAndValue(row, batch.rows.to[row], batch)
    guard let value else { return }
    for edge in subjects.edges(from: batch.rows.from[row], to: batch.rows.to[row]) {
      let within: Range<Int>
      if plan.norm.every == .term {
        let (since, until) = days(of: row, batch)
        within = subjects.overlaps(edge, since, until) ? 0..<1 : 0..<0
      } else {
        within = periods(of: row, batch)
      }
      for period in within {
        let slot = (edge - plan.range.lowerBound) * plan.periodCount + period
        part.entries.append(LinkTally.Entry(slot: slot, key: key, value: value, row: UInt32(row)))
      }
    }
  }
}

/// The edges that are asked, found by their ends.
struct EdgeSubjects: Sendable {
  /// Of each node helped, the numbers of its edges.
  private let lists: Adjacency
  private let table: EdgeTable

  /// - Complexity: O(nodes + edges).
  init(_ plan: NormPlan, in network: Network) {
    table = network.edges(TableSpec.edges(ofType: plan.norm.subject?.type ?? "pairing"))
    let edges = plan.range.filter { plan.isMeant($0) }
    let to = table.to
    lists = Adjacency(keys: edges.map { to[$0] }, values: edges.map { UInt32($0) }, jobs: network.jobs)
  }

  /// The edges between two nodes, in this direction.
  func edges(from: UInt32, to: UInt32) -> some Sequence<Int> {
    lists.list(Int(to)).lazy.map { Int($0 & ~Adjacency.flag) }.filter { table.from[$0] == from }
  }

  /// Whether an edge has a day in common with a stretch of days.
  func overlaps(_ edge: Int, _ since: Int32, _ until: Int32) -> Bool {
    let (first, last) = table.term(of: edge)
    return since <= last && until >= first
  }
}

extension EdgeTable {
  /// First and last day of an edge; far past and far future where it is open.
  func term(of edge: Int) -> (first: Int32, last: Int32) {
    (since.isEmpty ? Day.distantPast.number : since[edge], until.isEmpty ? Day.distantFuture.number : until[edge])
  }
}
