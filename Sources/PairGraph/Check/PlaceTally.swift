/// How many nodes a norm asks, and how many break it: in all, by type, and for every place with all that is inside it.
public struct PlaceTally: Sendable {
  /// Nodes asked and nodes that break the norm.
  public struct Count: Sendable, Equatable {
    public var asked = 0
    public var broken = 0

    /// Broken of asked, from 0 to 1.
    public var share: Double { asked == 0 ? 0 : Double(broken) / Double(asked) }

    static func += (a: inout Count, b: Count) {
      a.asked += b.asked
      a.broken += b.broken
    }
  }

  public private(set) var total = Count()
  /// Type -> count.
  public private(set) var types: [String: Count] = [:]
  /// Places with the count of everything inside them, in the order of their rows; places without a node asked are left out.
  public private(set) var places: [(place: Int, count: Count)] = []

  init() {}

  /// - Parameters:
  ///   - asked: who is asked, each once.
  ///   - broken: what nodes break, as often as they do.
  /// - Complexity: O(nodes).
  init(_ network: Network, asked needs: some AskedNodes, broken findings: ArraySlice<Finding>) throws {
    let slots = PlaceSlots(network)
    let parts = try Parallel.map(network.nodeCount, jobs: network.jobs, grain: 1 << 20) { range in
      Self.asked(network, needs, slots, range)
    }
    var own = [Count](repeating: Count(), count: slots.count)
    for part in parts {
      for (slot, asked) in part.places.enumerated() { own[slot].asked += asked }
      for (type, asked) in part.types { types[type, default: Count()].asked += asked }
    }
    let broken = try Parallel.map(findings.count, jobs: network.jobs, grain: 1 << 14) { range in
      Self.broken(network, slots, findings[findings.startIndex + range.lowerBound..<findings.startIndex + range.upperBound])
    }
    for part in broken {
      for (slot, count) in part.places { own[slot].broken += count }
      for (type, count) in part.types { types[type, default: Count()].broken += count }
    }
    settle(network, slots, own)
  }

  /// The same of nodes that may be asked several times.
  ///
  /// - Complexity: O(asked + nodes).
  init(_ network: Network, asked: [UInt32], broken: [UInt32]) {
    let slots = PlaceSlots(network)
    var own = [Count](repeating: Count(), count: slots.count)
    func add(_ node: UInt32, _ count: Count) {
      types[network.type(of: Int(node)), default: Count()] += count
      if let place = network.place(of: Int(node)) { own[slots.slot(UInt32(place))] += count }
    }
    for node in asked { add(node, Count(asked: 1)) }
    for node in broken { add(node, Count(broken: 1)) }
    settle(network, slots, own)
  }

  /// Adds up from the places at the bottom of the tree to those at the top.
  private mutating func settle(_ network: Network, _ slots: PlaceSlots, _ own: [Count]) {
    var own = own
    total = types.values.reduce(into: Count()) { $0 += $1 }
    let parents = slots.parents(network)
    for slot in slots.deepestFirst(parents) where own[slot].asked > 0 && parents[slot] >= 0 { own[parents[slot]] += own[slot] }
    for (place, slot) in slots.all where own[slot].asked > 0 { places.append((place, own[slot])) }
  }

  static func += (a: inout PlaceTally, b: PlaceTally) {
    a.total += b.total
    a.types.merge(b.types) { known, new in
      var sum = known
      sum += new
      return sum
    }
    var places: [(place: Int, count: Count)] = []
    places.reserveCapacity(max(a.places.count, b.places.count))
    var others = b.places[...]
    for own in a.places {
      while let other = others.first, other.place < own.place { places.append(others.removeFirst()) }
      places.append(own)
      if others.first?.place == own.place { places[places.count - 1].count += others.removeFirst().count }
    }
    a.places = places + others
  }

  /// Everybody was asked so many times.
  mutating func multiplyAsked(by times: Int) {
    total.asked *= times
    for key in types.keys { types[key]?.asked *= times }
    for index in places.indices { places[index].count.asked *= times }
  }
}

extension PlaceTally {
  /// Nodes asked in a range: index = slot of the place they are in, and by type.
  private static func asked(
    _ network: Network, _ needs: some AskedNodes, _ slots: PlaceSlots, _ range: Range<Int>
  ) -> (places: [Int], types: [String: Int]) {
    var places = [Int](repeating: 0, count: slots.count)
    var types: [String: Int] = [:]
    for table in network.nodeTables {
      let nodes = range.clamped(to: table.nodes)
      if table.spec.type.isEmpty {
        needs.forEach(in: nodes) { node in types[network.type(of: node), default: 0] += 1 }
      } else {
        let count = needs.count(in: nodes)
        if count > 0 { types[table.spec.type, default: 0] += count }
      }
      let first = table.nodes.lowerBound
      table.containers?.forEachRun(in: nodes.lowerBound - first..<nodes.upperBound - first) { rows, place in
        let count = needs.count(in: rows.lowerBound + first..<rows.upperBound + first)
        if count > 0, place != Network.none { places[slots.slot(place)] += count }
      }
    }
    return (places, types)
  }
}

extension PlaceTally {
  /// Nodes that break the norm: slot of the place they are in and how many, in runs; and by type.
  private static func broken(
    _ network: Network, _ slots: PlaceSlots, _ findings: ArraySlice<Finding>
  ) -> (places: [(slot: Int, count: Int)], types: [String: Int]) {
    var places: [(slot: Int, count: Int)] = []
    var types: [String: Int] = [:]
    // index = table, value = its findings, where all its nodes are of one type.
    var counts = [Int](repeating: 0, count: network.nodeTables.count)
    let tables = network.nodeTables.map { (first: $0.nodes.lowerBound, isMixed: $0.spec.type.isEmpty) }
    var containers = network.containers.map { $0.map { NodeColumn.Cursor($0) } }
    for finding in findings {
      let node = finding.subject
      let table = network.tableIndex(of: node)
      counts[table] += 1
      if tables[table].isMixed { types[network.type(of: node), default: 0] += 1 }
      guard let place = containers[table]?.node(at: node - tables[table].first), place != Network.none else { continue }
      let slot = slots.slot(place)
      if let last = places.last, last.slot == slot { places[places.count - 1].count += 1 } else { places.append((slot, 1)) }
    }
    for (index, count) in counts.enumerated() where count > 0 {
      let type = network.nodeTables[index].spec.type
      if !type.isEmpty { types[type, default: 0] += count }
    }
    return (places, types)
  }
}

/// Numbers the nodes that may be places: rows of `places.csv`, then of `nodes.csv`.
private struct PlaceSlots: Sendable {
  private let ranges: [Range<Int>]

  init(_ network: Network) {
    ranges = network.nodeTables.filter { $0.spec.type == "place" || $0.spec.type.isEmpty }.map(\.nodes)
  }

  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  func slot(_ place: UInt32) -> Int {
    var start = 0
    for range in ranges {
      if range.contains(Int(place)) { return start + Int(place) - range.lowerBound }
      start += range.count
    }
    return 0
  }

  /// All places and their slots, in the order of their rows.
  var all: [(place: Int, slot: Int)] { ranges.joined().enumerated().map { ($1, $0) } }

  /// index = slot, value = slot of the place around it, or -1.
  func parents(_ network: Network) -> [Int] {
    var parents: [Int] = []
    parents.reserveCapacity(count)
    for range in ranges {
      guard let containers = network.containers[network.tableIndex(of: range.lowerBound)], !range.isEmpty else {
        parents += repeatElement(-1, count: range.count)
        continue
      }
      containers.forEachRun(in: 0..<range.count) { rows, place in
        parents += repeatElement(place == Network.none ? -1 : slot(place), count: rows.count)
      }
    }
    return parents
  }

  /// The slots, children before their parents.
  func deepestFirst(_ parents: [Int]) -> [Int] {
    var children = [Int](repeating: 0, count: parents.count)
    for parent in parents where parent >= 0 { children[parent] += 1 }
    var order = parents.indices.filter { children[$0] == 0 }
    var next = 0
    while next < order.count {
      let parent = parents[order[next]]
      if parent >= 0 {
        children[parent] -= 1
        if children[parent] == 0 { order.append(parent) }
      }
      next += 1
    }
    return order
  }
}
