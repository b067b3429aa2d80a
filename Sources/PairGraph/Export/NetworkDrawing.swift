internal import GraphAlgorithms
internal import TableIO

/// Chooses what of a network is drawn: all of it, the surroundings of a node, or a quotient.
public struct NetworkDrawing {
  let network: Network
  let texts: Texts
  /// The most nodes a drawing may have.
  let limit: Int
  /// Whether names of householders are shown in full; else their first character.
  let unmasked: Bool
  /// Nodes that fall short, and nodes that carry too much: they stand out.
  let coverage: CoverageResult?
  let overload: OverloadResult?
  /// What the network falls apart without, of all its nodes: stands out instead.
  public var metrics: NetworkMetrics.Result?

  public init(
    _ network: Network, in language: Language, limit: Int = 400, unmasked: Bool = false, coverage: CoverageResult? = nil,
    overload: OverloadResult? = nil
  ) {
    self.network = network
    texts = Texts(language)
    self.limit = limit
    self.unmasked = unmasked
    self.coverage = coverage
    self.overload = overload
  }

  /// The same with names in full, for tables and JSON.
  public func forTables(in language: Language) -> NetworkDrawing {
    NetworkDrawing(network, in: language, limit: limit, unmasked: true, coverage: coverage, overload: overload)
  }

  /// What was drawn, and whether it had to be a summary.
  public struct Result {
    public var picture: Picture
    /// The level of the quotient that stands in for too large a drawing.
    public var level: String?
    /// Number of nodes that would have been drawn.
    public var wanted: Int
    /// Groups of a single node, where they are drawn as one.
    public var alone = 0
  }

  /// The whole network, or its quotient by the lowest place level that fits when it has more than `limit` nodes.
  ///
  /// - Complexity: O(nodes + edges).
  public func whole() throws -> Result { masked(try drawing(of: members(), summing: Array(0..<network.nodeCount))) }

  /// A node and what is up to `hops` edges away, over pairings, memberships and other edges in either direction.
  ///
  /// - Complexity: O(nodes + edges), for any number of hops.
  public func around(_ node: Int, hops: Int) throws -> Result {
    let edges = network.graphEdges
    let (from, to) = (edges.map(\.from), edges.map(\.to))
    let neighbours = Adjacency(keys: from + to, values: to + from, jobs: network.jobs)
    let near = BreadthFirst(hops: hops).run(from: node, nodeCount: network.nodeCount, neighbours: neighbours).sorted()
    return masked(try drawing(of: near, summing: near))
  }

  /// A node for each place of a kind, each unit or each committee.
  ///
  /// It is drawn whole, whatever the limit: who asks for a level wants that one.
  ///
  /// - Returns: nil when there is no such level.
  public func quotient(by level: String) throws -> Result? {
    let quotient = QuotientDrawing(drawing: self, level: level, members: Array(0..<network.nodeCount))
    guard let picture = try quotient?.picture() else { return nil }
    return masked(Result(picture: picture, level: nil, wanted: picture.nodes.count))
  }

  private func masked(_ result: Result) -> Result {
    var result = result
    if !unmasked { result.picture.maskNumbers() }
    return result
  }

  /// - Parameters:
  ///   - members: the nodes to draw.
  ///   - all: the nodes that a summary counts instead: those it would count if it were asked for.
  private func drawing(of members: [Int], summing all: [Int]) throws -> Result {
    if members.count <= limit { return Result(picture: try picture(of: members), level: nil, wanted: members.count) }
    for level in levels.reversed() {
      guard let quotient = QuotientDrawing(drawing: self, level: level, members: all), quotient.groupCount <= limit else { continue }
      return Result(picture: try quotient.picture(), level: level, wanted: members.count)
    }
    var byType = QuotientDrawing(drawing: self, level: "type", members: all)
    byType?.lump(to: limit)
    return Result(picture: try byType?.picture() ?? Picture(), level: "type", wanted: members.count)
  }

  /// The kinds of places, from the top of the tree down.
  public var levels: [String] {
    let lists = NodeLists(network)
    var depths = PlaceDepths(network)
    var depth: [String: Int] = [:]
    for table in network.nodeTables where table.spec.type == "place" || table.spec.type.isEmpty {
      for node in table.nodes where table.spec.type == "place" || network.place(of: node) != nil {
        let kind = lists.kind(of: node)
        if !kind.isEmpty { depth[kind] = max(depth[kind] ?? 0, depths.depth(of: node)) }
      }
    }
    return depth.keys.sorted { (depth[$0] ?? 0, $0) < (depth[$1] ?? 0, $1) }
  }

  /// What a quotient of this network can be by.
  public var possibleLevels: [String] { levels + ["unit", "committee"].filter { network.types.contains($0) } }

  /// What is drawn as a node: everything but places that only contain others.
  private func members() -> [Int] {
    var isDrawn = [Bool](repeating: true, count: network.nodeCount)
    for table in network.nodeTables {
      for node in table.nodes {
        if let place = network.place(of: node) { isDrawn[place] = false }
      }
    }
    for edge in network.graphEdges {
      isDrawn[Int(edge.from)] = true
      isDrawn[Int(edge.to)] = true
    }
    coverage?.needs?.forEach(in: 0..<network.nodeCount) { node in isDrawn[node] = true }
    for found in found { for node in nodes(of: found) { isDrawn[node] = true } }
    return isDrawn.indices.filter { isDrawn[$0] }
  }

  // MARK: The picture

  private func picture(of members: [Int]) throws -> Picture {
    let nodeTexts = NodeTexts(network)
    var boxes = PlaceBoxes(network, nodeTexts)
    var picture = Picture(title: texts(.pictureTitle, network.title, network.day.description), legend: legend)
    let marks = nodeMarks
    for node in members {
      let mark = marks[node] ?? FindingMark()
      var drawn = Picture.Node(
        id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: try shownName(node, nodeTexts),
        type: network.type(of: node), details: mark.lines, mark: mark.mark, cluster: try boxes.box(around: node))
      drawn.signs = signs(mark)
      picture.nodes.append(drawn)
    }
    picture.clusters = boxes.clusters
    picture.edges = edges(among: members)
    mark(&picture.edges, among: members)
    if let metrics { markCuts(metrics, &picture, members) }
    dropCrowdedBoxes(&picture)
    return picture
  }

  private func markCuts(_ metrics: NetworkMetrics.Result, _ picture: inout Picture, _ members: [Int]) {
    for (index, node) in members.enumerated() where metrics.isCut[node] { picture.nodes[index].mark = .cut }
    let bridges = Set(metrics.bridges.map { UInt64($0.a) << 32 | UInt64($0.b) })
    for index in picture.edges.indices {
      let (a, b) = (members[picture.edges[index].from], members[picture.edges[index].to])
      if bridges.contains(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) { picture.edges[index].mark = .cut }
    }
  }

  /// `dot` stacks what is in a box into one column: a crowded box is worse than none.
  private func dropCrowdedBoxes(_ picture: inout Picture) {
    var crowd = [Int](repeating: 0, count: picture.clusters.count)
    for node in picture.nodes { if let box = node.cluster { crowd[box] += 1 } }
    guard crowd.contains(where: { $0 > 120 }) else { return }
    picture.clusters = []
    for index in picture.nodes.indices { picture.nodes[index].cluster = nil }
  }

  /// Edges alive between drawn nodes; parallel ones of one table are one line.
  private func edges(among members: [Int]) -> [Picture.Edge] {
    var number = [UInt32](repeating: Network.none, count: network.nodeCount)
    for (index, node) in members.enumerated() { number[node] = UInt32(index) }
    var result: [Picture.Edge] = []
    for (spec, style) in Self.styles {
      var index: [UInt64: Int] = [:]
      for edge in network.edges(spec).aliveTies {
        let (from, to) = (number[Int(edge.from)], number[Int(edge.to)])
        guard from != Network.none, to != Network.none else { continue }
        // A member points to its committee.
        let ends = style == .membership ? (to, from) : (from, to)
        let key = UInt64(ends.0) << 32 | UInt64(ends.1)
        if let known = index[key] {
          result[known].weight += 1
        } else {
          index[key] = result.count
          result.append(Picture.Edge(from: Int(ends.0), to: Int(ends.1), style: style, directed: true))
        }
      }
    }
    return result
  }

  static let styles: [(TableSpec, Picture.EdgeStyle)] = [(.pairings, .pairing), (.members, .membership), (.links, .other)]

  /// A name as drawings may show it: of a household only the first character, unless unmasked.
  func shownName(_ node: Int, _ nodeTexts: NodeTexts) throws -> String {
    let name = String(decoding: try nodeTexts.name(of: node), as: UTF8.self)
    guard !unmasked, network.type(of: node) == "household", let first = name.first else { return name }
    return "\(first)**"
  }

  var legend: Picture.Legend {
    var legend = Picture.Legend(
      title: texts(.legendTitle),
      types: ["place", "unit", "branch", "cadre", "household", "committee"].map { ($0, texts.type($0)) }
        + network.types.filter { Texts.isOtherType($0) }.map { ($0, texts.type($0)) },
      uncovered: word(isBelow: true), overloaded: word(isBelow: false), group: texts(.legendGroup), pairing: texts(.legendPairing),
      membership: texts(.legendMembership), other: texts(.legendOther), adjacency: texts(.legendAdjacency), weight: texts(.legendWeight))
    legend.marked = texts(.legendMarked)
    (legend.cut, legend.bridge) = (texts(.legendCut), texts(.legendBridge))
    return legend
  }
}

extension Network {
  /// The dataset's name without its folders.
  var title: String {
    let last = { (path: String) in path.split(separator: "/").last.map(String.init) }
    guard let own = last(name), own != ".", own != ".." else { return last(SystemCalls.resolved(name)) ?? name }
    return own
  }
}

/// The boxes of the places that nodes are in.
struct PlaceBoxes {
  private let network: Network
  private let texts: NodeTexts
  private(set) var clusters: [Picture.Cluster] = []
  /// Place -> index of its box.
  private var boxes: [Int: Int] = [:]

  init(_ network: Network, _ texts: NodeTexts) {
    self.network = network
    self.texts = texts
  }

  /// The box a node sits in; a place that contains others sits in its own.
  mutating func box(around node: Int) throws -> Int? {
    let isContainer = contained.contains(node)
    return try isContainer ? box(of: node) : network.place(of: node).map { try box(of: $0) }
  }

  private lazy var contained: Set<Int> = {
    var result: Set<Int> = []
    for table in network.nodeTables {
      for node in table.nodes { if let place = network.place(of: node) { result.insert(place) } }
    }
    return result
  }()

  mutating func box(of place: Int) throws -> Int {
    // Outermost first, without recursion: a chain may be deeper than the stack.
    var chain: [Int] = []
    var next: Int? = place
    while let current = next, boxes[current] == nil {
      chain.append(current)
      next = network.place(of: current)
    }
    for current in chain.reversed() {
      let parent = network.place(of: current).flatMap { boxes[$0] }
      boxes[current] = clusters.count
      let id = String(decoding: try texts.id(of: current), as: UTF8.self)
      clusters.append(Picture.Cluster(id: id, name: try texts.label(of: current), parent: parent))
    }
    return boxes[place] ?? 0
  }
}
