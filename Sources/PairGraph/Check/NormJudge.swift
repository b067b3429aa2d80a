/// What the subjects of a norm have.
enum NormValues: Sendable {
  /// index = node.
  case partners(PartnerCounts)
  case counts(PartnerTally.Counts)
  /// Slots: subject x periods + period.
  case tally(LinkTally)
  case values([Double])
  case edges(EdgeMeasure)
}

/// Edges asked about themselves: whether they are some of a relation, how long they last, what stands in a column.
struct EdgeMeasure: Sendable {
  private let measure: Norm.Measure
  private let isLink: [Bool]
  private let table: EdgeTable
  private let day: Int32

  init(_ plan: NormPlan, _ table: EdgeTable, day: Day) {
    measure = plan.norm.measure
    isLink = plan.links.holds(EdgeRows(from: table.from, to: table.to, codes: table.codes), in: 0..<table.count)
    self.table = table
    self.day = day.number
  }

  /// - Returns: what it has, and whether it may come to more: an edge without an end lasts, up to now, so many days.
  func value(_ edge: Int) -> (has: Double, isOpen: Bool) {
    guard isLink[edge] else { return (0, false) }
    switch measure {
    case .days:
      let term = table.term(of: edge)
      guard term.first != Day.distantPast.number else { return (.nan, true) }
      let isOpen = term.last == Day.distantFuture.number
      return (Double(isOpen ? day : term.last) - Double(term.first) + 1, isOpen)
    case .sum(let column):
      let value = table.numbers[column]?[edge] ?? .nan
      return (value.isNaN ? 0 : value, false)
    default: return (1, false)
    }
  }
}

/// Holds what subjects have against their bounds.
struct NormJudge: Sendable {
  let plan: NormPlan
  let values: NormValues
  let sides: NormCheck.Sides
  let from: Day?

  struct Verdict: Sendable {
    var findings: [Finding] = []
    /// Subjects asked, once for each period.
    var asked = 0
    var below = 0
    var above = 0
    /// Of a norm of nodes: those asked, in each period.
    var askedNodes = Selected.none
    /// Of a norm of edges: index = row, value = how often it is asked.
    var timesAsked: [UInt16] = []
    /// Whether anybody asked has anything.
    var hasAny = false
    /// Whether a sum is beyond what is exact.
    var isTooLarge = false
  }

  /// - Complexity: O(subjects x periods).
  /// - Errors: `NormPackError` when a sum is too large to be exact.
  func run(on network: Network) throws -> Verdict {
    var verdict = Verdict()
    let periods: [Period?] = plan.norm.every == nil || plan.norm.every == .term ? [nil] : plan.periods.map { $0 }
    if plan.norm.isOfEdges {
      try judgeEdges(periods, network, &verdict)
    } else {
      // Who has nothing to keep is not asked.
      let isBounded = plan.min.ofAll != nil && plan.max.ofAll != nil ? plan.isBounded(plan.range.lowerBound) : nil
      verdict.askedNodes =
        switch isBounded {
        case true?: plan.meant
        case false?: .none
        case nil: plan.meant.filter { plan.isBounded($0) }
        }
      verdict.asked = verdict.askedNodes.count * periods.count
      for (number, period) in periods.enumerated() where verdict.asked > 0 {
        try judgeNodes(number, period, network, &verdict)
      }
    }
    if verdict.isTooLarge { throw NormPackError(faults: [NormPlan.fault(plan.norm, "measure", plan.norm.measureText, .sumTooLarge)]) }
    // The term of every edge begins on a day of its own.
    if plan.norm.every == .term {
      verdict.findings.sort { (($0.period ?? .distantPast), $0.subject) < (($1.period ?? .distantPast), $1.subject) }
    }
    return verdict
  }

  // MARK: Nodes

  private func judgeNodes(_ number: Int, _ period: Period?, _ network: Network, _ verdict: inout Verdict) throws {
    let asked = verdict.askedNodes
    let slots = Slots(first: plan.range.lowerBound, periodCount: plan.periodCount, period: number)
    let parts = try Parallel.map(asked.range.count, jobs: network.jobs) { part in
      let range = part.lowerBound + asked.range.lowerBound..<part.upperBound + asked.range.lowerBound
      return switch values {
      case .partners(let counts): judge(range, asked, period, counts)
      case .counts(let counts): judge(range, asked, period, counts)
      case .tally(let tally): judge(range, asked, period, TallyValues(tally: tally, slots: slots))
      case .values(let values): judge(range, asked, period, SlotValues(values: values, slots: slots))
      case .edges: Verdict()
      }
    }
    take(parts, &verdict)
  }

  private func judge(_ range: Range<Int>, _ asked: Selected, _ period: Period?, _ values: some SubjectValues) -> Verdict {
    var verdict = Verdict()
    let (min, max, isSum) = (plan.min, plan.max, isSum)
    // Nearly all of a crowd keep their bounds: where that shows of 64, none of them is looked at.
    let (highestMin, lowestMax) = (min.largest ?? -.infinity, max.smallest ?? .infinity)
    let isSettled = { (first: Int) in
      guard let (least, most) = values.limits(of64From: first), Double(least) >= highestMin, Double(most) <= lowestMax else { return false }
      if least > 0 { verdict.hasAny = true }
      return verdict.hasAny || most == 0
    }
    asked.bits.forEach(in: range, unless: isSettled) { subject in
      var has = values.value(subject)
      if isSum {
        has = Self.rounded(has)
        if abs(has) > Quantity.largest { verdict.isTooLarge = true }
      }
      if has != 0 { verdict.hasAny = true }
      if has < min[subject] {
        // Where a column asks for more than another allows, too little is what is wrong, whatever side is looked at.
        if sides == .above { return }
        verdict.below += 1
        verdict.findings.append(finding(subject, isBelow: true, period?.first, has, min[subject]))
      } else if has > max[subject], sides != .below {
        verdict.above += 1
        verdict.findings.append(finding(subject, isBelow: false, period?.first, has, max[subject]))
      }
    }
    return verdict
  }

  private func take(_ parts: [Verdict], _ verdict: inout Verdict) {
    verdict.findings.reserveCapacity(verdict.findings.count + parts.reduce(0) { $0 + $1.findings.count })
    for part in parts {
      verdict.findings += part.findings
      verdict.below += part.below
      verdict.above += part.above
      verdict.hasAny = verdict.hasAny || part.hasAny
      verdict.isTooLarge = verdict.isTooLarge || part.isTooLarge
    }
  }

  private var isSum: Bool {
    switch plan.norm.measure {
    case .sum, .sumOfPartners: true
    default: false
    }
  }

  // MARK: Edges

  private func judgeEdges(_ periods: [Period?], _ network: Network, _ verdict: inout Verdict) throws {
    guard let type = plan.norm.subject?.type else { return }
    let table = network.edges(TableSpec.edges(ofType: type))
    verdict.timesAsked = [UInt16](repeating: 0, count: table.count)
    for (number, period) in periods.enumerated() {
      let parts = try Parallel.map(plan.range.count, jobs: network.jobs) { part in
        judgeEdges(part.lowerBound + plan.range.lowerBound..<part.upperBound + plan.range.lowerBound, number, period, table, network.day)
      }
      take(parts, &verdict)
      var edge = plan.range.lowerBound
      for part in parts {
        verdict.asked += part.asked
        for times in part.timesAsked {
          verdict.timesAsked[edge] += times
          edge += 1
        }
      }
    }
  }

  /// - Returns: the verdict, its `timesAsked` counted from the first of the range.
  private func judgeEdges(_ range: Range<Int>, _ number: Int, _ period: Period?, _ table: EdgeTable, _ day: Day) -> Verdict {
    var verdict = Verdict()
    verdict.timesAsked = [UInt16](repeating: 0, count: range.count)
    for edge in range where plan.isMeant(edge) {
      guard plan.isBounded(edge), isAsked(edge, period, table, day) else { continue }
      var (has, isOpen) = value(edge, number)
      if has.isNaN { continue }
      if isSum {
        has = Self.rounded(has)
        if abs(has) > Quantity.largest { verdict.isTooLarge = true }
      }
      if has != 0 { verdict.hasAny = true }
      verdict.asked += 1
      verdict.timesAsked[edge - range.lowerBound] = 1
      let first = plan.norm.every == .term ? Day(number: table.term(of: edge).first) : period?.first
      if has < plan.min[edge], !isOpen {
        if sides == .above { continue }
        verdict.below += 1
        verdict.findings.append(finding(edge, isBelow: true, first, has, plan.min[edge]))
      } else if has > plan.max[edge], sides != .below {
        verdict.above += 1
        verdict.findings.append(finding(edge, isBelow: false, first, has, plan.max[edge]))
      }
    }
    return verdict
  }

  private func finding(_ subject: Int, isBelow: Bool, _ first: Day?, _ has: Double, _ bound: Double) -> Finding {
    Finding(subject: subject, norm: plan.number, isBelow: isBelow, period: first, has: Quantity(has), bound: Quantity(bound))
  }

  private func value(_ edge: Int, _ period: Int) -> (has: Double, isOpen: Bool) {
    let slot = (edge - plan.range.lowerBound) * plan.periodCount + period
    return switch values {
    case .tally(let tally): (tally.value(slot), false)
    case .values(let values): (values[slot], false)
    case .edges(let edges): edges.value(edge)
    case .partners, .counts: (.nan, false)
    }
  }

  /// An edge is asked on a day when it is alive, in a period when it lasts through all of it, in its own term when that is over.
  private func isAsked(_ edge: Int, _ period: Period?, _ table: EdgeTable, _ day: Day) -> Bool {
    let (first, last) = table.term(of: edge)
    if plan.norm.every == .term {
      let isWhole = first != Day.distantPast.number && last <= day.number && first >= (from ?? .distantPast).number
      return isWhole && plan.norm.isInForce(on: Day(number: first)) && plan.norm.isInForce(on: Day(number: last))
    }
    guard let period else { return table.alive[edge] }
    return first <= period.first.number && last >= period.last.number
  }

  /// Sums of decimals to a millionth: 0.1 + 0.2 is not above 0.3.
  private static func rounded(_ value: Double) -> Double { abs(value) < 9e9 ? (value * 1e6).rounded() / 1e6 : value }
}
