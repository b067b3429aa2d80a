internal import TableIO

/// Counts distinct partners for many norms in one pass over a table of links.
///
/// Norms that count the same links at the same end share their counts (`Share`), whoever they ask: counts stand for every node from the first
/// to the last that one of them asks. What shares ask of partners is a code of 8 bits for each node, what they ask of links a flag for each
/// row; a row then adds a word with a lane for each share, 1 where it is left when what the row, and its ends, may count for is laid over
/// each other. A pair of nodes is counted once for each share, so rows of pairs that occur several times are looked at together.
struct PartnerTally: Sendable {
  /// Partners of the subjects of one norm.
  struct Counts: Sendable {
    fileprivate let sum: LaneCounts.Sum
    fileprivate let stretch: LaneCounts.Stretch
    fileprivate let lane: Int

    /// - Parameter subject: a node of the plan's range.
    @inline(__always)
    subscript(subject: Int) -> Int { sum.count(of: subject, stretch, lane: lane) }

    /// What none of 64 subjects has less or more than, where that shows at a glance.
    func limits(of64From first: Int) -> (least: Int, most: Int)? { sum.limits(of64From: first, stretch, lane: lane) }
  }

  /// Norms that count the same links at the same end.
  private struct Share {
    var plans: [Int]
    /// From the first to the last node that one of them asks.
    var range = 0..<0
    let helps: Bool
    let relation: Int
    /// Number of a selection; nil takes everyone.
    let partner: Int?
  }

  private let table: EdgeTable
  private let plans: [NormPlan]
  private var shares: [Share] = []
  private let nodes: NodeCodes
  private let several: NodeSet?
  /// index = relation, then row; nil holds for every row.
  private var holds: [[Bool]?] = []

  /// Whether a plan is of the kind that is counted here.
  static func canCount(_ plan: NormPlan) -> Bool {
    let norm = plan.norm
    return !norm.isOfEdges && norm.linkType != "visit" && norm.measure == .count && norm.every == nil && !norm.inherits
      && plan.side != .either
  }

  /// Deals plans out to passes, each of one table, with as many partners as a code has bits and as many shares as a word has lanes.
  static func passes(_ plans: [NormPlan]) -> [[NormPlan]] {
    var result: [[NormPlan]] = []
    var (partners, shares): (Set<String>, Set<String>) = ([], [])
    for plan in plans {
      let own = plan.norm.partner.map { [$0.text] } ?? []
      let fits = partners.union(own).count <= NodeCodes.limit && shares.union([shareKey(plan)]).count <= LaneCounts.limit
      if fits, let last = result.last?.last, last.norm.linkType == plan.norm.linkType {
        result[result.count - 1].append(plan)
      } else {
        result.append([plan])
        (partners, shares) = ([], [])
      }
      partners.formUnion(own)
      shares.insert(shareKey(plan))
    }
    return result
  }

  /// Plans with one key share their counts.
  private static func shareKey(_ plan: NormPlan) -> String {
    let texts = [plan.norm.relation?.text, plan.norm.partner?.text, plan.norm.subject?.type].map { $0 ?? "" }
    return ([plan.side == .helps ? "helps" : "helped"] + texts).joined(separator: "\n")
  }

  /// - Parameter plans: of one pass.
  init(_ plans: [NormPlan], in network: Network) throws {
    self.plans = plans
    table = network.edges(TableSpec.edges(ofType: plans.first?.norm.linkType ?? "pairing"))
    several = table.spec.file == TableSpec.pairings.file ? network.partnerCounts[.to]?.withSeveralRows : nil
    var (keys, relations, partners): ([String], [String], [String]) = ([], [], [])
    var selections: [RowBits] = []
    let rows = EdgeRows(from: table.from, to: table.to, codes: table.codes)
    for (index, plan) in plans.enumerated() {
      let key = Self.shareKey(plan)
      if let share = keys.firstIndex(of: key) {
        shares[share].plans.append(index)
        continue
      }
      keys.append(key)
      let text = plan.norm.relation?.text ?? ""
      let relation = relations.firstIndex(of: text) ?? relations.count
      if relation == relations.count {
        relations.append(text)
        holds.append(plan.links.isTrivial ? nil : plan.links.holds(rows, in: 0..<table.count))
      }
      let partner = plan.norm.partner?.text
      if let partner, let selected = plan.partners, !partners.contains(partner) {
        partners.append(partner)
        selections.append(selected.bits)
      }
      shares.append(
        Share(plans: [index], helps: plan.side == .helps, relation: relation, partner: partner.flatMap { partners.firstIndex(of: $0) }))
    }
    for index in shares.indices {
      let asked = shares[index].plans.map { plans[$0].range }.filter { !$0.isEmpty }
      shares[index].range = (asked.map(\.lowerBound).min() ?? 0)..<(asked.map(\.upperBound).max() ?? 0)
    }
    nodes = NodeCodes(selections, nodeCount: network.nodeCount)
  }

  /// - Complexity: O(nodes x selections + rows x (relations + shares)), and what `RepeatedPairs` takes.
  func run(jobs: Int, nodeCount: Int) throws -> [Counts] {
    let repeated = try RepeatedPairs(table, several: several, nodeCount: nodeCount, jobs: jobs)
    var places: [PartnerPass.Place] = []
    // index = share, value = its place and its lane there.
    var owners = [(place: Int, lane: Int)](repeating: (0, 0), count: shares.count)
    var lanes: [PartnerPass.Lane] = []
    var size = 0
    for group in groups {
      let stretch = LaneCounts.Stretch(group.range, lanes: group.shares.count, start: size, firstLane: lanes.count)
      for (lane, share) in group.shares.enumerated() {
        let (own, word) = (shares[share], LaneCounts.one(inLane: lanes.count))
        owners[share] = (places.count, lane)
        lanes.append(PartnerPass.Lane(partner: own.partner, helps: own.helps, relation: own.relation, word: word))
      }
      places.append(PartnerPass.Place(helps: group.helps, stretch: stretch))
      size += group.range.count * stretch.stride
    }
    let pass = PartnerPass(table, nodes, lanes, holds: holds, places: places, repeated: repeated)
    let bytes = size
    // Each thread counts rows of its own; what they counted is added up.
    let parts = { @Sendable (part: Range<Int>) in
      var counts = LaneCounts(bytes: bytes)
      pass.count(table.count * part.lowerBound / jobs..<table.count * part.upperBound / jobs, &counts)
      let pairs = repeated.count * part.lowerBound / jobs..<repeated.count * part.upperBound / jobs
      for pair in pairs { pass.count(repeated[pair], &counts) }
      return counts
    }
    let sum = LaneCounts.Sum(try Parallel.map(jobs, jobs: jobs, grain: 1, parts))
    var result = [Counts?](repeating: nil, count: plans.count)
    for (share, owner) in zip(shares, owners) {
      for plan in share.plans { result[plan] = Counts(sum: sum, stretch: places[owner.place].stretch, lane: owner.lane) }
    }
    return result.compactMap { $0 }
  }

  /// Shares of one side whose nodes are partly the same: their counts stand side by side, so that a row touches one place for all.
  private var groups: [(helps: Bool, range: Range<Int>, shares: [Int])] {
    var groups: [(helps: Bool, range: Range<Int>, shares: [Int])] = []
    for helps in [true, false] {
      let own = shares.indices.filter { shares[$0].helps == helps }
      for share in own.sorted(by: { (shares[$0].range.lowerBound, $0) < (shares[$1].range.lowerBound, $1) }) {
        let range = shares[share].range
        if let last = groups.last, last.helps == helps, last.range.overlaps(range) {
          let union = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
          groups[groups.count - 1] = (helps, union, last.shares + [share])
        } else {
          groups.append((helps, range, [share]))
        }
      }
    }
    return groups
  }
}
