/// What `NormCheck` found.
public struct CheckResult: Sendable {
  /// How one norm fared.
  public struct NormResult: Sendable {
    public let norm: Norm
    /// Whether it is an audit: it is listed, but breaks nothing.
    public var isAudit = false
    /// Whether it was in force in the time asked, with a whole period in it.
    public var isInForce = false
    /// Whether its subject selects anything.
    public var selectsAny = false
    /// The side on which its subjects stand, where the norm leaves it to the data.
    var side: Norm.Side?
    /// Whether its relation selects any link, as far as it has conditions.
    public var selectsLinks = true
    /// Levels whose borders it asks for and that no place is of.
    public var missingLevels: [String] = []
    /// Subjects asked, once for each period.
    public var asked = 0
    public var below = 0
    public var above = 0
    /// The whole periods of the time asked; empty for a norm without `every`, and for terms.
    public var periods: [Period] = []

    public var met: Int { asked - below - above }
    /// Met of asked, from 0 to 1; 1 when nobody is asked.
    public var share: Double { asked == 0 ? 1 : Double(met) / Double(asked) }
  }

  /// A table that was read as its rows were counted.
  public struct Streamed: Sendable {
    public var rows: TableRows
    public var rejected: DiagnosticLog
  }

  public let day: Day
  public let from: Day?
  public internal(set) var norms: [NormResult]
  /// By norm, period, table and row; none for norms that only inform.
  public internal(set) var findings: [Finding] = []
  /// Asked and broken, by place, over all norms that must hold: once for each norm and period.
  public internal(set) var places = PlaceTally()
  /// Norms of which the data show that they cannot both hold.
  public internal(set) var conflicts: [NormConflict] = []
  /// The visits, if norms count them.
  public internal(set) var streamed: Streamed?

  init(day: Day, from: Day?, norms: [Norm]) {
    (self.day, self.from) = (day, from)
    self.norms = norms.map { NormResult(norm: $0) }
  }

  /// The findings below their bounds, as `CoverageCheck` gives them.
  public var lower: CoverageResult {
    CoverageResult(
      norms: norms.map(\.norm), day: day, subjects: places, findings: findings.filter(\.isBelow), selector: nil, needs: nil, check: self)
  }

  /// The findings above their bounds, as `OverloadCheck` gives them.
  public var upper: OverloadResult {
    OverloadResult(
      norms: norms.map(\.norm), day: day, distribution: LoadDistribution(of: []), bounded: norms.reduce(0) { $0 + $1.asked },
      findings: findings.filter { !$0.isBelow }, check: self)
  }

  /// Whether a norm that must hold is broken.
  public var isBroken: Bool { findings.contains { !norms[$0.norm].isAudit } }

  /// Norms that nobody is asked by, though they are in force.
  public var idle: [Norm] { norms.filter { $0.isInForce && !$0.selectsAny }.map(\.norm) }

  /// Norms that count no link at all, though they are in force.
  public var withoutLinks: [Norm] { norms.filter { $0.isInForce && $0.selectsAny && !$0.selectsLinks }.map(\.norm) }

  mutating func noteNoLinks(of norm: Int) { norms[norm].selectsLinks = false }
  mutating func note(missingLevels: [String], of norm: Int) { norms[norm].missingLevels = missingLevels.withoutRepeats }

  /// What audits found, behind all norms.
  mutating func add(_ audit: Audit.Result) {
    var fared = NormResult(norm: audit.norm)
    (fared.isAudit, fared.isInForce, fared.selectsAny, fared.asked) = (true, true, true, audit.asked)
    fared.below = audit.findings.count { $0.isBelow }
    fared.above = audit.findings.count - fared.below
    for var finding in audit.findings {
      finding.norm = norms.count
      findings.append(finding)
    }
    norms.append(fared)
  }

  /// A built-in norm: of nodes, on the day.
  mutating func add(_ found: CountFindings, asked: some AskedNodes, in network: Network) throws {
    let first = findings.count
    found.append(to: &findings)
    let tally = try PlaceTally(network, asked: asked, broken: findings[first...])
    norms[found.norm].isInForce = true
    norms[found.norm].selectsAny = true
    norms[found.norm].asked = tally.total.asked
    norms[found.norm].below = found.isBelow ? found.count : 0
    norms[found.norm].above = found.isBelow ? 0 : found.count
    places += tally
  }

  mutating func add(_ verdict: NormJudge.Verdict, of plan: NormPlan, in network: Network) throws {
    norms[plan.number].isInForce = plan.norm.every == nil || plan.norm.every == .term || !plan.periods.isEmpty
    norms[plan.number].selectsAny = plan.meant.count > 0
    norms[plan.number].side = plan.norm.isOfEdges ? nil : plan.side
    norms[plan.number].asked = verdict.asked
    norms[plan.number].below = verdict.below
    norms[plan.number].above = verdict.above
    norms[plan.number].periods = plan.norm.every == nil || plan.norm.every == .term ? [] : plan.periods
    if plan.norm.isInfo { return }
    findings += verdict.findings
    if plan.norm.isOfEdges {
      let to = network.edges(TableSpec.edges(ofType: plan.norm.subject?.type ?? "pairing")).to
      let asked = verdict.timesAsked.enumerated().flatMap { [UInt32](repeating: to[$0], count: Int($1)) }
      places += PlaceTally(network, asked: asked, broken: verdict.findings.map { to[$0.subject] })
    } else {
      var tally = try PlaceTally(network, asked: verdict.askedNodes, broken: verdict.findings[...])
      tally.multiplyAsked(by: plan.periodCount)
      places += tally
    }
  }
}

extension Network {
  /// The network with the rows of tables that were read while they were counted.
  public func including(_ streamed: CheckResult.Streamed?) -> Network {
    guard let streamed else { return self }
    var network = self
    network.rows.append(streamed.rows)
    network.rejected.append(streamed.rejected)
    return network
  }
}
