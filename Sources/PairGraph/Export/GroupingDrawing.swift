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
    return Result(picture: picture, level: isSmall ? nil : "group", wanted: graph.nodes.count)
  }

  private func title(_ grouping: Grouping) -> String {
    texts(.groupsTitle, network.title, texts.method(grouping.method), network.day.description)
  }

  private func members(_ grouping: Grouping, _ graph: TieGraph) throws -> Picture {
    let nodeTexts = NodeTexts(network)
    var picture = Picture(title: title(grouping), legend: groupLegend)
    var number = [Int](repeating: 0, count: graph.nodes.count)
    // Whoever is alone tells nothing; all of them are one node.
    let alone = grouping.sizes.count { $0 == 1 }
    let isLumped = alone > 1 && alone < grouping.sizes.count
    for (index, vertices) in grouping.members.enumerated() {
      let box: Int? = vertices.count > 1 ? picture.clusters.count : nil
      if box == nil, isLumped {
        number[vertices[0]] = -1
        continue
      }
      if box != nil {
        picture.clusters.append(
          Picture.Cluster(id: "group \(index + 1)", name: texts(.groupBox, String(index + 1), texts.number(vertices.count))))
      }
      for vertex in vertices {
        let node = graph.nodes[vertex]
        number[vertex] = picture.nodes.count
        picture.nodes.append(
          Picture.Node(
            id: String(decoding: try nodeTexts.id(of: node), as: UTF8.self), name: try shownName(node, nodeTexts),
            type: network.type(of: node), mark: box == nil ? .none : .group(index + 1), cluster: box))
      }
    }
    if isLumped {
      for vertex in number.indices where number[vertex] < 0 { number[vertex] = picture.nodes.count }
      picture.nodes.append(Picture.Node(id: "groups", name: texts(.groupsAlone, texts.number(alone)), type: "group"))
    }
    picture.edges = graph.ties.filter { number[$0.a] != number[$0.b] }.map {
      Picture.Edge(from: number[$0.a], to: number[$0.b], style: .adjacency, weight: $0.weight, directed: false)
    }
    return picture
  }

  /// A node for each group; where even they are too many, the smallest are one.
  private func quotient(_ grouping: Grouping, _ graph: TieGraph) throws -> Picture {
    var picture = Picture(title: title(grouping), legend: groupLegend)
    let count = grouping.sizes.count
    let shown = count <= limit ? count : limit - 1
    let nodeTexts = NodeTexts(network)
    for (group, centre) in graph.centres(of: grouping, groups: shown, each: 1).enumerated() {
      let node = graph.nodes[centre[0]]
      let name = try shownName(node, nodeTexts)
      picture.nodes.append(
        Picture.Node(
          id: "group \(group + 1)", name: name.isEmpty ? String(decoding: try nodeTexts.id(of: node), as: UTF8.self) : name, type: "group",
          details: [texts(.labelNodes, texts.number(grouping.sizes[group]))], mark: .group(group + 1)))
    }
    if shown < count {
      let rest = grouping.sizes[shown...].reduce(0, +)
      picture.nodes.append(
        Picture.Node(id: "groups", name: texts(.groupsRest, texts.number(count - shown), texts.number(rest)), type: "group"))
    }
    var index: [UInt64: Int] = [:]
    for tie in graph.ties {
      let (a, b) = (min(shown, grouping.groups[tie.a] - 1), min(shown, grouping.groups[tie.b] - 1))
      if a == b { continue }
      let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
      if let known = index[key] {
        picture.edges[known].weight += tie.weight
      } else {
        index[key] = picture.edges.count
        picture.edges.append(Picture.Edge(from: min(a, b), to: max(a, b), style: .adjacency, weight: tie.weight, directed: false))
      }
    }
    return picture
  }

  private var groupLegend: Picture.Legend {
    var result = legend
    result.adjacency = texts(.legendTie)
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
