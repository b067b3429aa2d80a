/// Checks a network against norms: for each, who is asked, who falls below and who rises above its bound.
///
/// Counted are the links alive on the network's day; with `every`, those of each whole period of the time asked: from `from` to that day, or
/// without it the last period that is over. An amount belongs to the day of its `since`. Visits without `every` count when they fall into the
/// time asked.
public struct NormCheck: Sendable {
  /// What is looked for besides the norms.
  public var audit: Audit?
  /// The sides of bounds that are looked at.
  public enum Sides: Sendable { case below, above, both }

  public var norms: [Norm]
  /// The first day of the time asked.
  public var from: Day?
  public var sides = Sides.both
  /// How many rejected rows of visits are kept with their text.
  public var keptRejections = Int.max
  public var progress: (@Sendable (_ table: String, _ done: Int, _ total: Int) -> Void)?

  public init(norms: [Norm], from: Day? = nil) {
    self.norms = norms
    self.from = from
  }

  /// - Complexity: O(nodes x norms + links x norms) at worst; norms that count partners share one pass over the links, norms of visits one
  ///   reading of their table.
  /// - Note: deterministic for any number of threads; findings stand by norm, period, table and row.
  /// - Errors: `NormPackError` when a norm does not fit the network; `LoadError` when a table changed.
  public func run(on network: Network) throws -> CheckResult {
    var result = CheckResult(day: network.day, from: from, norms: norms)
    let builtIn = try addBuiltIn(network, &result)
    let plans = try makePlans(network, except: builtIn)
    result.conflicts = DataConflicts(plans).find()
    // Norms whose relation, with conditions of its own, selects no row.
    var selectsNoLinks: Set<Int> = []
    var measured = try partners(plans, network, &selectsNoLinks)
    try addLinks(plans, network, &measured, &selectsNoLinks)
    if let visits = try countVisits(plans, network, &measured, &selectsNoLinks) { result.streamed = visits }
    for plan in plans {
      guard let values = measured[plan.number] else { continue }
      result.note(missingLevels: plan.missingLevels, of: plan.number)
      let judge = NormJudge(plan: plan, values: values, sides: sides, from: from)
      let verdict = try judge.run(on: network)
      try result.add(verdict, of: plan, in: network)
      // Who has something has it by links that are there.
      if !plan.links.isTrivial, selectsNoLinks.contains(plan.number) || !verdict.hasAny && !plan.selectsAnyLink(in: network) {
        result.noteNoLinks(of: plan.number)
      }
    }
    for audit in try audit?.run(on: network) ?? [] { result.add(audit) }
    return result
  }

  /// The two built-in norms, which coverage and overload ask: counted while the pairings were read.
  private func addBuiltIn(_ network: Network, _ result: inout CheckResult) throws -> Set<Int> {
    var done: Set<Int> = []
    for (number, norm) in norms.enumerated() {
      if norm == .need(inherits: norm.inherits), sides != .above {
        let needs = try Needs(network, of: nil)
        let findings = try CoverageCheck(inherits: norm.inherits).findings(needs, network, norm: number)
        try result.add(findings, asked: needs, in: network)
      } else if norm == .capacity(), sides != .below {
        try result.add(try OverloadCheck().loads(network, norm: number).findings, asked: Capacities(network), in: network)
      } else {
        continue
      }
      done.insert(number)
    }
    return done
  }

  private func makePlans(_ network: Network, except done: Set<Int>) throws -> [NormPlan] {
    let asked = norms.indices.filter { !done.contains($0) && (norms[$0].every != nil || norms[$0].isInForce(on: network.day)) }
    let selectors = asked.flatMap { [norms[$0].isOfEdges ? nil : norms[$0].subject, norms[$0].partner] }
    let lookup = try SelectionCache(selectors.compactMap { $0 }, in: network)
    let results = try Parallel.map(asked.count, jobs: network.jobs, grain: 1) { range in
      range.map { index in
        Result {
          var lookup = lookup
          return try NormPlan(norms[asked[index]], number: asked[index], in: network, from: from, lookup: &lookup)
        }
      }
    }.inOneArray()
    var plans: [NormPlan] = []
    var faults: [NormFault] = []
    for result in results {
      do { plans.append(try result.get()) } catch let error as NormPackError { faults += error.faults }
    }
    if !faults.isEmpty { throw NormPackError(faults: faults.sorted { ($0.file, $0.line, $0.byte) < ($1.file, $1.line, $1.byte) }) }
    return plans
  }

  /// Norms that count the partners of nodes on the day.
  private func partners(_ plans: [NormPlan], _ network: Network, _ selectsNoLinks: inout Set<Int>) throws -> [Int: NormValues] {
    var result: [Int: NormValues] = [:]
    var others: [NormPlan] = []
    for plan in plans where PartnerTally.canCount(plan) {
      if plan.norm.linkType == "pairing", plan.links.isTrivial, plan.partners == nil {
        result[plan.number] = .partners(try network.partnerCounts(of: plan.side == .helps ? .from : .to))
      } else if let all = try partnersThatSuffice(plan, network) {
        result[plan.number] = .partners(all)
        if !plan.selectsAnyLink(in: network) { selectsNoLinks.insert(plan.number) }
      } else {
        others.append(plan)
      }
    }
    let tables = others.filter { $0.norm.linkType == "pairing" } + others.filter { $0.norm.linkType == "member" }
    for pass in PartnerTally.passes(tables) {
      let counts = try PartnerTally(pass, in: network).run(jobs: network.jobs, nodeCount: network.nodeCount)
      for (plan, counts) in zip(pass, counts) { result[plan.number] = .counts(counts) }
    }
    return result
  }

  /// The partners over all pairings, where nobody asked has more of them than he may have of some: then it need not be known of how many he has
  /// those.
  ///
  /// - Complexity: O(nodes asked), 64 at a time where nearly all have one; nil, too, where they were not counted while the pairings were read.
  private func partnersThatSuffice(_ plan: NormPlan, _ network: Network) throws -> PartnerCounts? {
    guard plan.norm.linkType == "pairing", let all = network.partnerCounts[plan.side == .helps ? .from : .to] else { return nil }
    guard let most = plan.max.smallest, plan.min.largest ?? 0 <= 0 else { return nil }
    let isKept = try Parallel.map(plan.range.count, jobs: network.jobs) { part in
      var isKept = true
      let range = part.lowerBound + plan.range.lowerBound..<part.upperBound + plan.range.lowerBound
      plan.meant.bits.forEach(in: range, unless: { first in all.limits(of64From: first).map { Double($0.most) <= most } ?? !isKept }) {
        if Double(all[$0]) > most { isKept = false }
      }
      return isKept
    }
    return isKept.allSatisfy { $0 } ? all : nil
  }

  /// All other norms of pairings and memberships.
  private func addLinks(
    _ plans: [NormPlan], _ network: Network, _ measured: inout [Int: NormValues], _ selectsNoLinks: inout Set<Int>
  ) throws {
    for spec in [TableSpec.pairings, .members] {
      let own = plans.filter {
        measured[$0.number] == nil && $0.norm.linkType != "visit" && TableSpec.edges(ofType: $0.norm.linkType).file == spec.file
      }
      let table = network.edges(spec)
      for plan in own where plan.norm.isOfOwnEdge { measured[plan.number] = .edges(EdgeMeasure(plan, table, day: network.day)) }
      let counted = own.filter { !$0.norm.isOfOwnEdge }
      if counted.isEmpty { continue }
      let batch = LinkBatch(
        rows: EdgeRows(from: table.from, to: table.to, codes: table.codes), alive: table.alive, since: table.since, until: table.until,
        numbers: table.numbers)
      for plan in counted {
        var tally = PlanTally(plan, in: network, from: from)
        _ = tally.add(tally.part(of: batch))
        if !tally.selectsAny { selectsNoLinks.insert(plan.number) }
        measured[plan.number] = try Self.values(tally, network)
      }
    }
  }

  private func countVisits(
    _ plans: [NormPlan], _ network: Network, _ measured: inout [Int: NormValues], _ selectsNoLinks: inout Set<Int>
  ) throws -> CheckResult.Streamed? {
    let own = plans.filter { $0.norm.linkType == "visit" }
    if own.isEmpty { return nil }
    let pass = VisitPass(own, in: network, from: from)
    let visits = try pass.run(keptRejections: keptRejections, demand: NormDemand(norms), progress: progress)
    for (index, plan) in own.enumerated() {
      let tally = visits?.tallies[index] ?? PlanTally(plan, in: network, from: from)
      measured[plan.number] = try Self.values(tally, network)
      if !tally.selectsAny { selectsNoLinks.insert(plan.number) }
    }
    return visits.map { CheckResult.Streamed(rows: $0.rows, rejected: $0.rejected) }
  }

  private static func values(_ tally: PlanTally, _ network: Network) throws -> NormValues {
    if tally.needsSide {
      throw NormPackError(faults: [NormPlan.fault(tally.plan.norm, "side", "", .sideNeeded)])
    }
    guard tally.plan.norm.inherits else { return .tally(tally.tally) }
    return .values(InheritedTally(tally.plan, tally.inherited, in: network).values)
  }
}

extension NormCheck {
  /// The norms of a dataset: its own pack, else the two built-in ones.
  ///
  /// - Parameter path: a folder; a roster has no pack.
  /// - Errors: `NormPackError` with every fault of the pack; `LoadError` when it cannot be read.
  public static func norms(of path: String) throws -> (pack: NormPack?, norms: [Norm]) {
    if Network.isRoster(path) { return (nil, builtIn) }
    guard let pack = try NormPack(of: DatasetFolder(path: path)) else { return (nil, builtIn) }
    return (pack, try pack.usable())
  }

  /// Every node meets its need; nobody exceeds his capacity.
  public static let builtIn = [Norm.need(), Norm.capacity()]

  /// Norms of several packs; where two have one id, it is told apart by the packs' files, of one name by their number.
  public static func joined(_ packs: [NormPack]) throws(NormPackError) -> [Norm] {
    let faults = packs.flatMap(\.faults)
    if !faults.isEmpty { throw NormPackError(faults: faults) }
    var counts: [String: Int] = [:]
    for pack in packs { for norm in pack.norms { counts[norm.id, default: 0] += 1 } }
    let names = packs.map { pack in
      let file = pack.file.split(separator: "/").last.map(String.init) ?? pack.file
      return file.hasSuffix(".csv") ? String(file.dropLast(4)) : file
    }
    return packs.indices.flatMap { number in
      // Files of one name lie in several folders, or one is given twice.
      let before = names[..<number].count { $0 == names[number] }
      let name = before == 0 ? names[number] : "\(names[number]) \(before + 1)"
      return packs[number].norms.map { norm in
        guard counts[norm.id, default: 0] > 1 else { return norm }
        var norm = norm
        norm.id = "\(name):\(norm.id)"
        return norm
      }
    }
  }
}

/// The nodes that have a capacity.
private struct Capacities: AskedNodes {
  private let tables: [(nodes: Range<Int>, capacity: [Int32])]

  init(_ network: Network) { tables = network.nodeTables.compactMap { table in table.capacity.map { (table.nodes, $0) } } }

  func count(in range: Range<Int>) -> Int {
    var count = 0
    for table in tables {
      let nodes = range.clamped(to: table.nodes)
      for row in nodes.lowerBound - table.nodes.lowerBound..<nodes.upperBound - table.nodes.lowerBound {
        count += table.capacity[row] >= 0 ? 1 : 0
      }
    }
    return count
  }

  func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    for table in tables {
      for node in range.clamped(to: table.nodes) where table.capacity[node - table.nodes.lowerBound] >= 0 { body(node) }
    }
  }
}
