/// A drawing with one node for each group: the places of a kind, the units or the committees.
///
/// What stands in no group is itself a group if it is a place, else it is counted with all others of its type.
struct QuotientDrawing {
  private let drawing: NetworkDrawing
  private let level: String
  private let members: [Int]
  /// index = node, value = group, or -1 for a node that is not drawn.
  private var groups: [Int32]
  /// The groups: a node that stands for it, or a type.
  private var names: [Group] = []

  private enum Group: Hashable {
    case node(Int)
    case type(String)
    /// What is left of so many types.
    case rest(Int)
  }

  private var network: Network { drawing.network }
  private var texts: Texts { drawing.texts }
  var groupCount: Int { names.count }

  /// - Parameter level: `unit`, `committee`, `type`, or a kind of place.
  /// - Returns: nil when there is nothing to group by.
  init?(drawing: NetworkDrawing, level: String, members: [Int]) {
    self.drawing = drawing
    self.level = level
    self.members = members
    groups = [Int32](repeating: -1, count: drawing.network.nodeCount)
    let leaders = Leaders(drawing.network, level: level)
    guard leaders.exist else { return nil }
    var numbers: [Group: Int32] = [:]
    let isNeeded = nodesToShow()
    for node in members {
      let group: Group
      if let leader = leaders.leader(of: node) {
        group = .node(leader)
      } else if !isNeeded[node] {
        continue
      } else if drawing.network.table(of: node).spec.type == "place", level != "type" {
        group = .node(node)
      } else {
        group = .type(drawing.network.type(of: node))
      }
      let number = numbers[group] ?? Int32(names.count)
      if numbers[group] == nil { names.append(group) }
      numbers[group] = number
      groups[node] = number
    }
  }

  /// Of what is in no group, only what has an edge or a need is worth a node; by type everything is.
  private func nodesToShow() -> [Bool] {
    var result = [Bool](repeating: level == "type", count: network.nodeCount)
    for edge in network.graphEdges {
      result[Int(edge.from)] = true
      result[Int(edge.to)] = true
    }
    drawing.coverage?.needs?.forEach(in: 0..<network.nodeCount) { node in result[node] = true }
    for found in drawing.found { for node in drawing.nodes(of: found) { result[node] = true } }
    return result
  }

  /// Puts all groups but the largest into one, so that at most `limit` are left.
  mutating func lump(to limit: Int) {
    guard names.count > limit else { return }
    var sizes = [Int](repeating: 0, count: names.count)
    for group in groups where group >= 0 { sizes[Int(group)] += 1 }
    let kept = names.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(limit - 1).sorted()
    var numbers = [Int32](repeating: Int32(kept.count), count: names.count)
    for (number, group) in kept.enumerated() { numbers[group] = Int32(number) }
    groups = groups.map { $0 < 0 ? $0 : numbers[Int($0)] }
    names = kept.map { names[$0] } + [.rest(names.count - kept.count)]
  }

  func picture() throws -> Picture {
    let nodeTexts = NodeTexts(network)
    var boxes = PlaceBoxes(network, nodeTexts)
    let word = texts.type(texts.kind(level))
    var picture = Picture(title: texts(.quotientTitle, network.title, word, network.day.description), legend: drawing.legend)
    let (edges, inside) = bundledEdges()
    let tallies = tallies()
    // Whether what is counted is called by its help, as far as all of it is.
    let words = { (isBelow: Bool) in
      drawing.found.allSatisfy { $0.finding.isBelow != isBelow || $0.norm.isOfEdges || $0.word == .help }
    }
    let isHelp = (below: words(true), above: words(false))
    for (index, group) in names.enumerated() {
      var details = tallies[index].nodes > 1 ? [texts(.labelNodes, texts.number(tallies[index].nodes))] : []
      let tally = tallies[index].tally
      if tally.asked > 0 {
        let (broken, asked) = (texts.number(tally.broken), texts.number(tally.asked))
        details.append(
          tally.broken == 0 ? texts(.labelAllCovered, asked) : texts(.labelUncoveredOf, broken, asked, texts.percent(tally.share)))
      }
      if tally.asked == 0, tally.broken > 0 {
        details.append(texts(isHelp.below ? .labelUncovered : .labelBelow, texts.number(tally.broken)))
      }
      if tallies[index].edges > 0 { details.append(texts(.labelBrokenEdges, texts.number(tallies[index].edges))) }
      if tallies[index].overloaded > 0 {
        details.append(texts(isHelp.above ? .labelOverloaded : .labelAbove, texts.number(tallies[index].overloaded)))
      }
      if tallies[index].cuts > 0 { details.append(texts(.labelCuts, texts.number(tallies[index].cuts))) }
      if inside[index] > 0 { details.append(texts(.labelInside, texts.number(inside[index]))) }
      let mark: Picture.Mark =
        tally.broken > 0 ? (tallies[index].overloaded > 0 ? .both : .uncovered) : (tallies[index].overloaded > 0 ? .overloaded : .none)
      switch group {
      case .node(let node):
        picture.nodes.append(
          Picture.Node(
            id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: try drawing.shownName(node, nodeTexts),
            type: network.type(of: node), details: details, mark: mark,
            cluster: try network.place(of: node).map { try boxes.box(of: $0) }))
      case .type(let type):
        let name = level == "type" ? texts.type(type) : texts(.labelOutside, texts.type(type))
        picture.nodes.append(Picture.Node(id: "type:\(type)", name: name, type: type, details: details, mark: mark))
      case .rest(let count):
        picture.nodes.append(
          Picture.Node(id: "types", name: texts(.labelTypes, texts.number(count)), type: "other", details: details, mark: mark))
      }
    }
    picture.clusters = boxes.clusters
    picture.edges = edges
    return picture
  }

  /// An edge for each pair of groups with its number of pairings, and the number inside each group.
  private func bundledEdges() -> (edges: [Picture.Edge], inside: [Int]) {
    var inside = [Int](repeating: 0, count: names.count)
    var result: [Picture.Edge] = []
    for (spec, style) in NetworkDrawing.styles {
      var index: [UInt64: Int] = [:]
      for edge in network.edges(spec).aliveTies {
        let (from, to) = (groups[Int(edge.from)], groups[Int(edge.to)])
        guard from >= 0, to >= 0 else { continue }
        if from == to {
          if style == .pairing { inside[Int(from)] += 1 }
          continue
        }
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
    for edge in result.indices { result[edge].label = texts.number(Int(result[edge].weight)) }
    return (result, inside)
  }

  /// What a group has: nodes, how many of them are asked and uncovered, how many overloaded, and edges to them that break a norm.
  private struct Tally {
    var nodes = 0
    var tally = PlaceTally.Count()
    var overloaded = 0
    var edges = 0
    /// Cut vertices.
    var cuts = 0
  }

  /// index = group; a node that breaks several norms on one side is one.
  private func tallies() -> [Tally] {
    var result = [Tally](repeating: Tally(), count: names.count)
    for node in members where groups[node] >= 0 {
      let group = Int(groups[node])
      result[group].nodes += 1
      if drawing.metrics?.isCut[node] ?? false { result[group].cuts += 1 }
      if let needs = drawing.coverage?.needs, needs[node] > 0 { result[group].tally.asked += 1 }
    }
    var seen: [Bool: Set<Int>] = [:]
    for found in drawing.found {
      guard let node = drawing.nodes(of: found).last, groups[node] >= 0 else { continue }
      if found.norm.isOfEdges {
        result[Int(groups[node])].edges += 1
      } else if seen[found.finding.isBelow, default: []].insert(node).inserted {
        if found.finding.isBelow { result[Int(groups[node])].tally.broken += 1 } else { result[Int(groups[node])].overloaded += 1 }
      }
    }
    return result
  }
}

/// Which node stands for another in a quotient.
private struct Leaders {
  private let network: Network
  private let level: String
  /// index = node, value = whether it is a place of the level.
  private var isLeader: [Bool]
  /// index = node, value = the place of the level that it is in; empty for other levels.
  private var places: [UInt32] = []
  /// Member -> committee, as far as memberships are alive.
  private var committees: [Int: Int] = [:]

  init(_ network: Network, level: String) {
    self.network = network
    self.level = level
    isLeader = [Bool](repeating: false, count: network.nodeCount)
    switch level {
    case "unit", "committee": for node in isLeader.indices { isLeader[node] = network.type(of: node) == level }
    case "type": break
    default:
      places = PlaceLevels(network).places(of: level)
      for node in isLeader.indices { isLeader[node] = places[node] == UInt32(node) }
    }
    if level == "committee" {
      for edge in network.edges(.members).aliveEdges.reversed() where isLeader[Int(edge.from)] { committees[Int(edge.to)] = Int(edge.from) }
    }
  }

  var exist: Bool { level == "type" || isLeader.contains(true) }

  func leader(of node: Int) -> Int? {
    if isLeader[node] { return node }
    if level == "type" { return nil }
    if level == "unit" {
      return network.reference("unit", of: node) ?? network.reference("branch", of: node).flatMap { network.reference("unit", of: $0) }
    }
    if level != "committee" { return Network.node(places[node]) }
    var next: Int? = node
    while let current = next {
      if let committee = committees[current] { return committee }
      if isLeader[current] { return current }
      next = network.place(of: current)
    }
    return nil
  }
}
