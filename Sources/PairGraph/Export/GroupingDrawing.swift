internal import GraphAlgorithms
internal import TableIO

extension NetworkDrawing {
  /// Groups in boxes, the largest first; with more than `limit` nodes a node for each group.
  ///
  /// - Complexity: O(nodes + ties).
  public func groups(_ grouping: Grouping, of graph: TieGraph) throws -> Result {
    let isSmall = graph.nodes.count <= limit
    var picture = try isSmall ? members(grouping, graph) : quotient(grouping, graph)
    if !unmasked { picture.maskNumbers() }
    var result = Result(picture: picture, level: isSmall ? nil : "group", wanted: graph.nodes.count)
    let alone = grouping.sizes.count { $0 == 1 }
    if !isSmall, alone > 1 { result.alone = alone }
    return result
  }

  private func title(_ grouping: Grouping) -> String {
    texts(.groupsTitle, network.title, texts.method(grouping.method), network.day.description)
  }

  private func members(_ grouping: Grouping, _ graph: TieGraph) throws -> Picture {
    let nodeTexts = NodeTexts(network)
    var picture = Picture(title: title(grouping), legend: groupLegend)
    var number = [Int](repeating: 0, count: graph.nodes.count)
    for (index, vertices) in grouping.members.enumerated() {
      picture.clusters.append(Picture.Cluster(id: "group \(index + 1)", name: name(index, of: grouping)))
      for vertex in vertices {
        let node = graph.nodes[vertex]
        number[vertex] = picture.nodes.count
        picture.nodes.append(
          Picture.Node(
            id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: try shownName(node, nodeTexts),
            type: network.type(of: node), mark: .group(index + 1), cluster: index))
      }
    }
    let ties = graph.ties
    picture.looks = GroupLook.looks(
      grouping.sizes.count, neighbours: ties.lazy.map { (grouping.groups[$0.a] - 1, grouping.groups[$0.b] - 1) })
    picture.edges = ties.map {
      Picture.Edge(from: number[$0.a], to: number[$0.b], style: .adjacency, weight: $0.weight, directed: false)
    }
    return picture
  }

  /// What a box is called, with what is known of the group.
  private func name(_ group: Int, of grouping: Grouping) -> String {
    let (number, size) = (String(group + 1), texts.number(grouping.sizes[group]))
    if grouping.marks.isEmpty { return texts(.groupBox, number, size) }
    return texts(.groupCoreBox, number, size, String(grouping.marks[group]))
  }

  /// A node for each group; those of one node are one, and where even then there are too many, the smallest are.
  private func quotient(_ grouping: Grouping, _ graph: TieGraph) throws -> Picture {
    var picture = Picture(title: title(grouping), legend: groupLegend)
    picture.legend.adjacency = texts(.legendTies)
    // The largest come first: whoever is alone is at the end.
    let alone = grouping.sizes.count { $0 == 1 }
    let several = grouping.sizes.count - (alone > 1 ? alone : 0)
    let room = alone > 1 ? limit - 1 : limit
    let shown = several <= room ? several : max(0, room - 1)
    let nodeTexts = NodeTexts(network)
    for (group, centre) in graph.centres(of: grouping, groups: shown, each: 1).enumerated() {
      let node = graph.nodes[centre[0]]
      let name = try shownName(node, nodeTexts)
      var details = [texts(.labelNodes, texts.number(grouping.sizes[group]))]
      if !grouping.marks.isEmpty { details.append(texts(.labelCore, String(grouping.marks[group]))) }
      picture.nodes.append(
        Picture.Node(
          id: "group \(group + 1)", name: name.isEmpty ? String(decoding: try nodeTexts.id(of: node), as: UTF8.self) : name, type: "group",
          details: details, mark: .group(group + 1)))
    }
    // Index = group, value = its node.
    var number = Array(0..<shown)
    if shown < several {
      let rest = grouping.sizes[shown..<several].reduce(0, +)
      number += [Int](repeating: picture.nodes.count, count: several - shown)
      picture.nodes.append(
        Picture.Node(id: "groups", name: texts(.groupsRest, texts.number(several - shown), texts.number(rest)), type: "group"))
    }
    if alone > 1 {
      number += [Int](repeating: picture.nodes.count, count: alone)
      picture.nodes.append(Picture.Node(id: "groups of one", name: texts(.groupsAlone, texts.number(alone)), type: "group"))
    }
    var index: [UInt64: Int] = [:]
    for tie in graph.ties {
      let (a, b) = (number[grouping.groups[tie.a] - 1], number[grouping.groups[tie.b] - 1])
      if a == b { continue }
      let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
      if let known = index[key] {
        picture.edges[known].weight += tie.weight
      } else {
        index[key] = picture.edges.count
        picture.edges.append(Picture.Edge(from: min(a, b), to: max(a, b), style: .adjacency, weight: tie.weight, directed: false))
      }
    }
    for edge in picture.edges.indices { picture.edges[edge].label = Self.shortNumber(picture.edges[edge].weight) }
    picture.looks = GroupLook.looks(shown, neighbours: picture.edges.lazy.map { ($0.from, $0.to) })
    return picture
  }

  /// Three digits say enough of a weight.
  private static func shortNumber(_ value: Double) -> String {
    if value >= 1e15 || value < 0.01 { return String(value) }
    if value >= 100 { return String(Int(value.rounded())) }
    let shown = (value * 100).rounded() / 100
    return shown == shown.rounded() ? String(Int(shown)) : String(shown)
  }

  private var groupLegend: Picture.Legend {
    var result = legend
    result.adjacency = texts(.legendTie)
    result.weight = texts(.legendTieWeight)
    result.types.append(("group", texts(.legendGroup)))
    return result
  }
}

extension TieGraph {
  /// Each tie once, the lower vertex first, ascending.
  var ties: [(a: Int, b: Int, weight: Double)] {
    var result: [(a: Int, b: Int, weight: Double)] = []
    for vertex in nodes.indices {
      for entry in graph.row(vertex) where graph.targets[entry] > vertex {
        result.append((vertex, Int(graph.targets[entry]), graph.isWeighted ? graph.weights[entry] : 1))
      }
    }
    return result
  }
}
