internal import GraphAlgorithms

/// What subjects have where the links of the places around them count, too.
///
/// One walk over the tree of places: on the way down the links of a place join those that hold here, on the way up they leave. A link that
/// is there several times, at one node or at several on the way, counts once.
struct InheritedTally {
  /// A link at the end of a node.
  struct Link: Sendable {
    var node: UInt32
    var partner: UInt32
    var period: UInt32
    /// What tells it apart from others of its period.
    var key: UInt64
    var value: Double
    /// Every one of them adds its value.
    var isSum: Bool
  }

  private struct Held: Hashable {
    var period: UInt32
    var key: UInt64
  }

  private let plan: NormPlan
  private let links: [Link]
  /// Node -> where its links stand in `links`.
  private let lists: Adjacency
  /// Links that hold where the walk is -> how often, and what they add.
  private var holding: [Held: Int] = [:]
  /// index = period, value = what all of them come to. Kept for the way back, since sums of decimals do not come out as they went in.
  private var totals: [Double]
  private var totalsBefore: [[Double]] = []
  /// index = (subject - first) x periods + period.
  private(set) var values: [Double]

  /// - Complexity: O(nodes x periods + links) expected, for any depth of the tree.
  init(_ plan: NormPlan, _ links: [Link], in network: Network) {
    self.plan = plan
    self.links = links
    lists = Adjacency(keys: links.map(\.node), values: links.indices.map { UInt32($0) }, jobs: network.jobs)
    totals = [Double](repeating: 0, count: plan.periodCount)
    values = [Double](repeating: 0, count: plan.range.count * plan.periodCount)
    PlaceWalk(network).run { node in
      let own = lists.list(node)
      if !own.isEmpty { totalsBefore.append(totals) }
      for link in own { join(links[Int(link & ~Adjacency.flag)]) }
      if plan.isMeant(node) { note(node) }
    } up: { node in
      let own = lists.list(node)
      if own.isEmpty { return }
      for link in own { leave(links[Int(link & ~Adjacency.flag)]) }
      totals = totalsBefore.removeLast()
    }
  }

  private mutating func join(_ link: Link) {
    if link.isSum { return totals[Int(link.period)] += link.value }
    let held = Held(period: link.period, key: link.key)
    holding[held, default: 0] += 1
    if holding[held] == 1 { totals[Int(link.period)] += link.value }
  }

  private mutating func leave(_ link: Link) {
    if link.isSum { return }
    let held = Held(period: link.period, key: link.key)
    let count = (holding[held] ?? 1) - 1
    holding[held] = count == 0 ? nil : count
  }

  /// Takes down what holds for a subject. What it gives to a place around itself is no link of its own.
  private mutating func note(_ node: Int) {
    let start = (node - plan.range.lowerBound) * plan.periodCount
    for period in totals.indices {
      var value = totals[period]
      switch plan.norm.measure {
      case .count, .sumOfPartners:
        if holding[Held(period: UInt32(period), key: UInt64(node))] != nil {
          value -= plan.norm.measure == .count ? 1 : plan.partnerValues[node]
        }
      default: break
      }
      values[start + period] = value
    }
  }
}
