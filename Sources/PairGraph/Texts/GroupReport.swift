internal import GraphAlgorithms

/// Groups and measures in words.
extension Reports {
  /// How many groups of what size, how good they are, and who stands in the middle of the largest.
  public func cluster(_ grouping: Grouping, of graph: TieGraph) throws -> [String] {
    var lines = [
      texts(
        .clusterHeadline, texts.number(grouping.sizes.count), texts.number(grouping.nodes.count), texts.method(grouping.method),
        network.day.description)
    ]
    if let quality = grouping.quality, let resolution = grouping.resolution, let seed = grouping.seed {
      let key: TextKey = grouping.measure == "cpm" ? .clusterPotts : .clusterModularity
      lines.append(texts(key, Self.rounded(quality), Self.rounded(resolution), String(seed)))
    }
    let sizes = grouping.sizes
    guard let largest = sizes.first, let smallest = sizes.last else { return lines + rows() }
    let alone = sizes.count { $0 == 1 }
    lines.append(
      texts(
        .clusterSizes, texts.number(largest), texts.number(sizes[sizes.count / 2]), texts.number(smallest), texts.number(alone)))
    lines.append(texts.heading(texts(.clusterLargest)))
    let nodes = NodeLists(network)
    let shown = listLength(after: lines.count)
    let centres = graph.centres(of: grouping, groups: shown, each: 3)
    for (group, members) in centres.enumerated() {
      let names = try members.map { try name(graph.nodes[$0], nodes) }.joined(separator: texts.language == .english ? ", " : "、")
      let (number, size) = (String(group + 1), texts.number(sizes[group]))
      if grouping.method == "cores" {
        lines.append("  " + texts(.clusterCoreRow, number, size, names, String(grouping.marks[group])))
      } else {
        lines.append("  " + texts(.clusterRow, number, size, names))
      }
    }
    if sizes.count > centres.count { lines.append("  " + texts(.listMore, texts.number(sizes.count - centres.count))) }
    return lines + rows()
  }

  /// What is strange about what was grouped.
  ///
  /// - Parameter isChosen: somebody chose its nodes, perhaps the wrong ones.
  public func warnings(on graph: TieGraph, isChosen: Bool) -> [String] {
    var result: [String] = []
    if graph.weightless > 0 { result.append(texts(.tiesWeightless, texts.number(graph.weightless))) }
    if graph.crowded > 0 {
      result.append(texts(.clusterCrowded, texts.number(graph.crowded), texts.number(TieGraph.mostJoined), String(TieGraph.crowdTies)))
    }
    if isChosen, graph.tieCount == 0, graph.nodes.count > 1 { result.append(texts(.clusterNothing)) }
    return result
  }

  /// The figures of the whole, and who is a single point of failure.
  public func metrics(_ result: NetworkMetrics.Result) throws -> [String] {
    var lines = [
      texts(
        .metricsHeadline, texts.number(result.nodes.count), texts.number(result.tieCount), texts.number(result.componentSizes.count),
        texts.number(result.componentSizes.first ?? 0), network.day.description)
    ]
    let core = result.cores.max() ?? 0
    lines.append(texts(.metricsCores, texts.number(result.cores.count { $0 == core }), String(core)))
    lines.append(
      result.betweennessError == 0
        ? texts(.metricsExact)
        : texts(.metricsSample, texts.number(result.betweennessSources), Self.rounded(result.betweennessError)))
    let cuts = result.singlePointsOfFailure
    let only = try OnlyHelpers(network)
    let nodes = NodeLists(network)
    if !only.helpers.isEmpty {
      lines.append(texts.heading(texts(.metricsOnlyHelpers, texts.number(only.helpers.count), texts.number(only.helpedCount))))
      for (helper, count) in only.helpers.prefix(4) {
        lines.append("  " + texts(.metricsOnlyRow, trimmed(try nodes.line(helper, texts)), texts.number(count)))
      }
      if only.helpers.count > 4 { lines.append("  " + texts(.listMore, texts.number(only.helpers.count - 4))) }
    }
    if cuts.isEmpty, result.bridges.isEmpty { return lines + [texts(.metricsNoCuts)] + rows() }
    lines.append(texts(.metricsCuts, texts.number(cuts.count), texts.number(result.bridges.count)))
    let shown = listLength(after: lines.count)
    for vertex in cuts.prefix(shown) {
      let line = trimmed(try nodes.line(result.nodes[vertex], texts))
      lines.append("  " + texts(.metricsCutRow, line, texts.number(result.dependants[vertex]), texts.number(result.cutOff[vertex])))
    }
    if cuts.count > shown { lines.append("  " + texts(.listMore, texts.number(cuts.count - shown))) }
    return lines + rows()
  }

  private func name(_ node: Int, _ nodes: NodeLists) throws -> String {
    let (id, label) = (try nodes.id(of: node), try nodes.label(of: node))
    return id == label ? texts.brief(id, room: 30) : "\(texts.brief(id, room: 20)) \(texts.brief(label, room: 20))"
  }

  /// At most six digits behind the point.
  private static func rounded(_ value: Double) -> String {
    guard abs(value) < 1e9 else { return String(value) }
    let shown = (value * 1e6).rounded() / 1e6
    return shown == shown.rounded() ? String(Int(shown)) : String(shown)
  }
}

extension Texts {
  /// The words for a way to find groups.
  func method(_ method: String) -> String {
    switch method {
    case "leiden": self(.methodLeiden)
    case "components": self(.methodComponents)
    case "cores": self(.methodCores)
    case "regions": self(.methodRegions)
    case "evaluate": self(.methodEvaluate)
    default: method
    }
  }
}

extension TieGraph {
  /// The vertices of the first groups that are tied most strongly within them.
  ///
  /// - Complexity: O(nodes + ties).
  func centres(of grouping: Grouping, groups: Int, each: Int) -> [[Int]] {
    let members = grouping.members.prefix(groups)
    return members.enumerated().map { group, vertices in
      let strength = vertices.map { vertex in
        graph.row(vertex).reduce(0.0) { sum, entry in
          grouping.groups[Int(graph.targets[entry])] == group + 1 ? sum + (graph.isWeighted ? graph.weights[entry] : 1) : sum
        }
      }
      let order = vertices.indices.sorted { (strength[$1], $0) < (strength[$0], $1) }
      return order.prefix(each).map { vertices[$0] }
    }
  }
}
