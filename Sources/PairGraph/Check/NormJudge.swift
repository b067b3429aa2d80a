/// What the subjects of a norm have.
enum NormValues: Sendable {
  /// index = node.
  case partners(PartnerCounts)
  /// Counted from the first subject of the plan.
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
    /// index = subject - first of the plan, value = how often it is asked.
    var timesAsked: [UInt16] = []
  }

  /// - Complexity: O(subjects x periods).
  func run(on network: Network) throws -> Verdict {
    let table = plan.norm.isOfEdges ? network.edges(TableSpec.edges(ofType: plan.norm.subject?.type ?? "pairing")) : nil
    let periods: [Period?] = plan.norm.every == nil || plan.norm.every == .term ? [nil] : plan.periods.map { $0 }
    var verdict = Verdict()
    verdict.timesAsked = [UInt16](repeating: 0, count: plan.range.count)
    for (number, period) in periods.enumerated() {
      let parts = try Parallel.map(plan.range.count, jobs: network.jobs) { range in
        judge(range, number, period, table, network.day)
      }
      for part in parts {
        verdict.findings += part.findings
        verdict.asked += part.asked
        verdict.below += part.below
        verdict.above += part.above
      }
      let asked = parts.flatMap(\.timesAsked)
      verdict.timesAsked = zip(verdict.timesAsked, asked).map(&+)
    }
    // The term of every edge begins on a day of its own.
    if plan.norm.every == .term {
      verdict.findings.sort { (($0.period ?? .distantPast), $0.subject) < (($1.period ?? .distantPast), $1.subject) }
    }
    return verdict
  }

  /// - Parameter range: subjects, counted from the first of the plan.
  private func judge(_ range: Range<Int>, _ number: Int, _ period: Period?, _ table: EdgeTable?, _ day: Day) -> Verdict {
    var verdict = Verdict()
    verdict.timesAsked = [UInt16](repeating: 0, count: range.count)
    for index in range where plan.isMeant[index] {
      let subject = index + plan.range.lowerBound
      guard plan.isBounded(subject), table.map({ isAsked(subject, period, $0, day) }) ?? true else { continue }
      var (has, isOpen) = value(subject, index, number)
      if has.isNaN { continue }
      if case .sum = plan.norm.measure { has = Self.rounded(has) }
      if case .sumOfPartners = plan.norm.measure { has = Self.rounded(has) }
      verdict.asked += 1
      verdict.timesAsked[index - range.lowerBound] = 1
      // Where a column asks for more than another allows, too little is what is wrong, whatever side is looked at.
      if has < plan.min[subject], !isOpen {
        if sides == .above { continue }
        verdict.below += 1
        verdict.findings.append(finding(subject, isBelow: true, period, table, has, plan.min[subject]))
      } else if has > plan.max[subject], sides != .below {
        verdict.above += 1
        verdict.findings.append(finding(subject, isBelow: false, period, table, has, plan.max[subject]))
      }
    }
    return verdict
  }

  private func finding(
    _ subject: Int, isBelow: Bool, _ period: Period?, _ table: EdgeTable?, _ has: Double, _ bound: Double
  ) -> Finding {
    var first = period?.first
    if plan.norm.every == .term, let table { first = Day(number: table.term(of: subject).first) }
    return Finding(subject: subject, norm: plan.number, isBelow: isBelow, period: first, has: Quantity(has), bound: Quantity(bound))
  }

  private func value(_ subject: Int, _ index: Int, _ period: Int) -> (has: Double, isOpen: Bool) {
    let slot = index * plan.periodCount + period
    return switch values {
    case .partners(let counts): (Double(counts[subject]), false)
    case .counts(let counts): (Double(counts[index]), false)
    case .tally(let tally): (tally.value(slot), false)
    case .values(let values): (values[slot], false)
    case .edges(let edges): edges.value(subject)
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
