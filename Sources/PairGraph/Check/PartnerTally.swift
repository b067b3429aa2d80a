internal import TableIO

/// Counts distinct partners for many norms in one pass over a table of links.
///
/// Norms that count the same links at the same end share their counts (`Share`), whoever they ask. A row has a mark for each share for which it
/// counts: those that are left of all when the row and its ends are held against what shares ask of links and of partners. Nearly all nodes
/// that are helped are so in one row, which is a pair of its own: of them a bit says whether it counts. The rows of the others, where a pair
/// may occur several times, are looked at together.
struct PartnerTally: Sendable {
  /// Partners of the subjects of one norm.
  struct Counts: Sendable {
    fileprivate let sum: LaneCounts.Sum
    fileprivate let lane: Int
    /// Of those who are helped; nil of those who help, whose counts all stand in `sum`.
    fileprivate let helped: Helped?

    fileprivate struct Helped: Sendable {
      /// The nodes that have any.
      let reached: NodeMarks
      /// The nodes whose counts stand in `sum`, by their number among them: all that several rows name.
      let several: NodeSet
    }

    /// - Parameter subject: a node of the plan's range.
    @inline(__always)
    subscript(subject: Int) -> Int {
      guard let helped else { return sum.count(of: subject, lane: lane) }
      if !helped.reached.contains(subject, mark: lane) { return 0 }
      return helped.several.contains(subject) ? sum.count(of: helped.several.number(of: subject), lane: lane) : 1
    }

    /// What none of 64 subjects has less or more than, where that shows at a glance.
    ///
    /// - Parameter first: a multiple of 64.
    func limits(of64From first: Int) -> (least: Int, most: Int)? {
      guard let helped else { return sum.limits(of64From: first, lane: lane) }
      let (all, any) = helped.reached.have(of64From: first, mark: lane)
      var most = any ? 1 : 0
      helped.several.forEachNumber(of64From: first) { most = max(most, sum.count(of: $0, lane: lane)) }
      return (all ? 1 : 0, most)
    }
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
  /// Selections that partners must be in.
  private var partners: [RowBits] = []
  private let several: NodeSet
  /// index = relation; nil where it holds for every row.
  private var relations: [EdgeSelection?] = []

  /// Whether a plan is of the kind that is counted here.
  static func canCount(_ plan: NormPlan) -> Bool {
    let norm = plan.norm
    return !norm.isOfEdges && norm.linkType != "visit" && norm.measure == .count && norm.every == nil && !norm.inherits
      && plan.side != .either
  }

  /// Deals plans out to passes, each of one table, with as many shares as a row has marks.
  static func passes(_ plans: [NormPlan]) -> [[NormPlan]] {
    var result: [[NormPlan]] = []
    var shares: Set<String> = []
    for plan in plans {
      let fits = shares.union([shareKey(plan)]).count <= PartnerPass.limit
      if fits, let last = result.last?.last, last.norm.linkType == plan.norm.linkType {
        result[result.count - 1].append(plan)
      } else {
        result.append([plan])
        shares = []
      }
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
    let known = table.spec.file == TableSpec.pairings.file ? network.partnerCounts[.to]?.withSeveralRows : nil
    several = known ?? Self.several(table, nodeCount: network.nodeCount)
    var (keys, relationTexts, partnerTexts): ([String], [String], [String]) = ([], [], [])
    for (index, plan) in plans.enumerated() {
      let key = Self.shareKey(plan)
      if let share = keys.firstIndex(of: key) {
        shares[share].plans.append(index)
        continue
      }
      keys.append(key)
      let text = plan.norm.relation?.text ?? ""
      let relation = relationTexts.firstIndex(of: text) ?? relations.count
      if relation == relations.count {
        relationTexts.append(text)
        relations.append(plan.links.isTrivial ? nil : plan.links)
      }
      let partner = plan.norm.partner?.text
      if let partner, let selected = plan.partners, !partnerTexts.contains(partner) {
        partnerTexts.append(partner)
        partners.append(selected.bits)
      }
      shares.append(
        Share(plans: [index], helps: plan.side == .helps, relation: relation, partner: partner.flatMap { partnerTexts.firstIndex(of: $0) }))
    }
    for index in shares.indices {
      let asked = shares[index].plans.map { plans[$0].range }.filter { !$0.isEmpty }
      shares[index].range = (asked.map(\.lowerBound).min() ?? 0)..<(asked.map(\.upperBound).max() ?? 0)
    }
  }

  /// The nodes that several rows of a table name as helped.
  private static func several(_ table: EdgeTable, nodeCount: Int) -> NodeSet {
    var states = PairStates(nodeCount: nodeCount)
    var further: [UInt32] = []
    states.add(PairList(from: table.from, to: table.to, alive: table.alive), further: &further)
    return NodeSet(further.lazy.map { Int($0) }, below: nodeCount)
  }

  /// - Complexity: O(rows x (relations + selections + shares)), and O(k log k) for k rows of nodes with several.
  func run(jobs: Int, nodeCount: Int) throws -> [Counts] {
    var ordered: [PartnerPass.Share] = []
    var places: [PartnerPass.Place] = []
    // index = share, value = its place and its lane there.
    var owners = [(place: Int, lane: Int)](repeating: (0, 0), count: shares.count)
    for group in groups {
      let stretch = LaneCounts.Stretch(group.range, lanes: group.shares.count, firstMark: ordered.count)
      for (lane, share) in group.shares.enumerated() { owners[share] = (places.count, lane) }
      places.append(PartnerPass.Place(helps: group.helps, firstShare: ordered.count, stretch: stretch))
      ordered += group.shares.map { share in
        PartnerPass.Share(partner: shares[share].partner, helps: group.helps, relation: shares[share].relation)
      }
    }
    let pass = PartnerPass(
      table, partners, ordered, relations: relations, places: places, several: several, nodeCount: nodeCount, parts: jobs)
    let seen = try pass.run(jobs: jobs)
    var result = [Counts?](repeating: nil, count: plans.count)
    for (share, owner) in zip(shares, owners) {
      let sum = seen.sums[owner.place]
      let helped = seen.reached[owner.place].map { Counts.Helped(reached: $0, several: several) }
      for plan in share.plans { result[plan] = Counts(sum: sum, lane: owner.lane, helped: helped) }
    }
    return result.compactMap { $0 }
  }

  /// Shares whose counts stand side by side, so that a row touches one place for all: of those who help, the shares whose nodes are partly
  /// the same; of those who are helped, any, as they count the nodes with several rows by their number.
  private var groups: [(helps: Bool, range: Range<Int>, shares: [Int])] {
    var groups: [(helps: Bool, range: Range<Int>, shares: [Int])] = []
    for helps in [true, false] {
      let own = shares.indices.filter { shares[$0].helps == helps }
      for share in own.sorted(by: { (shares[$0].range.lowerBound, $0) < (shares[$1].range.lowerBound, $1) }) {
        let range = helps ? shares[share].range : 0..<several.count
        if let last = groups.last, last.helps == helps, last.shares.count < LaneCounts.ofStretch, !helps || last.range.overlaps(range) {
          let union = min(last.range.lowerBound, range.lowerBound)..<max(last.range.upperBound, range.upperBound)
          groups[groups.count - 1] = (helps, union, last.shares + [share])
        } else {
          groups.append((helps, range, [share]))
        }
      }
    }
    return groups
  }
}
