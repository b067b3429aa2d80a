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
  /// Node -> where the links stand in `links` that it is the partner of.
  private let given: Adjacency
  /// index = node, value = whether the walk is inside it.
  private var isAround: [Bool]
  /// index = period, value = what all of them come to. Kept for the way back, since sums of decimals do not come out as they went in.
  private var totals: [ExactSum]
  private var totalsBefore: [[ExactSum]] = []
  /// index = (subject - first) x periods + period.
  private(set) var values: [Double]

  /// - Complexity: O(nodes x periods + links) expected, for any depth of the tree.
  init(_ plan: NormPlan, _ links: [Link], in network: Network) {
    self.plan = plan
    self.links = links
    lists = Adjacency(keys: links.map(\.node), values: links.indices.map { UInt32($0) }, jobs: network.jobs)
    given = Adjacency(keys: links.map(\.partner), values: links.indices.map { UInt32($0) }, jobs: network.jobs)
    isAround = [Bool](repeating: false, count: network.nodeCount)
    totals = [ExactSum](repeating: ExactSum(), count: plan.periodCount)
    values = [Double](repeating: 0, count: plan.range.count * plan.periodCount)
    PlaceWalk(network).run { node in
      isAround[node] = true
      let own = lists.list(node)
      if !own.isEmpty { totalsBefore.append(totals) }
      for link in own { join(links[Int(link & ~Adjacency.flag)]) }
      if plan.isMeant(node) { note(node) }
    } up: { node in
      isAround[node] = false
      let own = lists.list(node)
      if own.isEmpty { return }
      for link in own { leave(links[Int(link & ~Adjacency.flag)]) }
      totals = totalsBefore.removeLast()
    }
  }

  private mutating func join(_ link: Link) {
    if link.isSum { return totals[Int(link.period)].add(link.value) }
    let held = Held(period: link.period, key: link.key)
    holding[held, default: 0] += 1
    if holding[held] == 1 { totals[Int(link.period)].add(link.value) }
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
    var own = totals
    // What holds by the subject's own help alone -> how often.
    var given: [Held: Int] = [:]
    for number in self.given.list(node) {
      let link = links[Int(number & ~Adjacency.flag)]
      guard isAround[Int(link.node)] else { continue }
      if link.isSum {
        own[Int(link.period)].add(-link.value)
      } else {
        let held = Held(period: link.period, key: link.key)
        given[held, default: 0] += 1
        if given[held] == holding[held] { own[Int(link.period)].add(-link.value) }
      }
    }
    for period in own.indices { values[start + period] = own[period].value }
  }
}

/// A sum of which parts can be taken away again: what rounding loses is kept beside it.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974).
private struct ExactSum: Sendable {
  private var high = 0.0
  private var low = 0.0

  var value: Double { high + low }

  mutating func add(_ term: Double) {
    let sum = high + term
    low += abs(high) >= abs(term) ? (high - sum) + term : (term - sum) + high
    high = sum
  }
}
