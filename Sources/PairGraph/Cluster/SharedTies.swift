internal import GraphAlgorithms

extension TieGraph {
  /// Chosen nodes, tied by what they share.
  ///
  /// A pairing, membership or row of `edges.csv` between two of them ties them with its weight. Anything else that is linked to several of
  /// them ties each two: a helper, unit or committee that joins d of them adds 1/(d - 1) to each pair (Newman 2001). A helper joins what it
  /// helps, and so does its unit; what is in a chosen place, or of a chosen unit, stands for it. With `.adjacent` rows of `adjacent.csv` tie
  /// them instead.
  ///
  /// - Complexity: O(nodes + edges log edges + Σ d²), for d up to ``mostJoined``. What joins more ties each of them to ``crowdTies`` others,
  ///   drawn with a fixed seed, so that each has ties of the same weight in all; it is counted in ``crowded``.
  /// - Errors: `SelectorError` as for selecting; `LoadError` when a table changed since it was loaded.
  public init(of network: Network, nodes selector: Selector, ties: Ties = .shared) throws {
    let chosen = try selector.select(in: network)
    let members = chosen.indices.filter { chosen[$0] }
    let set = NodeSet(members, below: network.nodeCount)
    var rows = TieRows()
    var crowded = 0
    switch ties {
    case .adjacent:
      let table = network.edges(.adjacent)
      let weights = table.weights
      for row in 0..<table.count where table.alive[row] && chosen[Int(table.from[row])] && chosen[Int(table.to[row])] {
        let (a, b) = (set.number(of: Int(table.from[row])), set.number(of: Int(table.to[row])))
        rows.add(UInt32(a), UInt32(b), weight: weights?[row] ?? 1)
      }
    case .shared:
      var shared = SharedTies(network, chosen, set)
      shared.addEdges()
      crowded = shared.addPairs()
      rows = shared.rows
    }
    // Parallel ties are added up, also where each weighs 1.
    let weights = rows.weights ?? [Double](repeating: 1, count: rows.from.count)
    self.init(nodes: members, graph: try Self.graph(members.count, rows.from, rows.to, weights))
    (self.crowded, weightless) = (crowded, rows.weightless)
    (self.selector, self.kind) = (selector.text, ties)
  }
}

/// Collects what ties chosen nodes.
private struct SharedTies {
  let network: Network
  let chosen: [Bool]
  let set: NodeSet
  var rows = TieRows()
  /// What joins, and the chosen node that it joins, as numbers: 32 bits each.
  private var joins: [UInt64] = []
  /// index = node, value = the chosen place around it; `Network.none` where there is none.
  private let places: [UInt32]

  init(_ network: Network, _ chosen: [Bool], _ set: NodeSet) {
    (self.network, self.chosen, self.set) = (network, chosen, set)
    places = Self.places(network, chosen)
  }

  /// Walks up from each node once, however deep places are nested.
  private static func places(_ network: Network, _ chosen: [Bool]) -> [UInt32] {
    var result = [UInt32](repeating: Network.none, count: chosen.count)
    var isKnown = [Bool](repeating: false, count: chosen.count)
    var chain: [Int] = []
    for start in chosen.indices {
      var next: Int? = start
      while let node = next, !isKnown[node], !chosen[node] {
        chain.append(node)
        isKnown[node] = true
        next = network.place(of: node)
      }
      let found = next.map { chosen[$0] ? UInt32($0) : result[$0] } ?? Network.none
      while let node = chain.popLast() { result[node] = found }
    }
    return result
  }

  /// The chosen node that one of a unit, or the node itself, stands for.
  private func owner(_ node: Int) -> Int? {
    if chosen[node] { return node }
    guard let unit = network.reference("unit", of: node), chosen[unit] else { return nil }
    return unit
  }

  /// The same, or the chosen place that it is in.
  private func place(_ node: Int) -> Int? { owner(node) ?? Network.node(places[node]) }

  mutating func addEdges() {
    for spec in [TableSpec.pairings, .members, .links] {
      let table = network.edges(spec)
      if let weights = table.weights {
        for row in 0..<table.count where table.alive[row] { add(Int(table.from[row]), Int(table.to[row]), spec, weights[row]) }
      } else {
        for tie in table.aliveTies { add(Int(tie.from), Int(tie.to), spec, 1) }
      }
    }
  }

  private mutating func add(_ from: Int, _ to: Int, _ spec: TableSpec, _ weight: Double) {
    if weight == 0 {
      rows.weightless += 1
      return
    }
    let isPairing = spec.file == TableSpec.pairings.file
    switch (spec.file == TableSpec.links.file ? place(from) : owner(from), place(to)) {
    case (let a?, let b?): rows.add(UInt32(set.number(of: a)), UInt32(set.number(of: b)), weight: weight)
    case (nil, let b?):
      join(from, b)
      if isPairing, let unit = network.reference("unit", of: from) { join(unit, b) }
    case (let a?, nil): join(to, a)
    case (nil, nil): break
    }
  }

  private mutating func join(_ node: Int, _ member: Int) { joins.append(UInt64(node) << 32 | UInt64(set.number(of: member))) }

  /// Adds what is shared.
  ///
  /// - Returns: how many join so many that only some of the pairs are tied.
  mutating func addPairs() -> Int {
    joins.sort()
    var crowded = 0
    var start = 0
    while start < joins.count {
      var members: [UInt32] = []
      var end = start
      while end < joins.count, joins[end] >> 32 == joins[start] >> 32 {
        if end == start || joins[end] != joins[end - 1] { members.append(UInt32(truncatingIfNeeded: joins[end])) }
        end += 1
      }
      start = end
      if members.count < 2 { continue }
      if members.count > TieGraph.mostJoined {
        crowded += 1
        addCrowd(members)
        continue
      }
      let weight = 1 / Double(members.count - 1)
      for a in members.indices { for b in 0..<a { rows.add(members[a], members[b], weight: weight) } }
    }
    return crowded
  }

  /// Ties each of many to a few others: to its neighbours in a circle in random order. In all they tie each as strongly as all pairs would.
  private mutating func addCrowd(_ members: [UInt32]) {
    var circle = members
    let numbers = SeededStream(seed: UInt64(members.count), "crowd")
    for last in stride(from: circle.count - 1, to: 0, by: -1) { circle.swapAt(last, numbers.below(last + 1, last)) }
    let (each, weight) = (TieGraph.crowdTies / 2, 1 / Double(TieGraph.crowdTies))
    for index in circle.indices {
      for step in 1...each { rows.add(circle[index], circle[(index + step) % circle.count], weight: weight) }
    }
  }
}
