internal import TableIO

/// Measures as tables and JSON.
extension TableExport {
  /// `metrics.csv`: type, id, name, degree, weighted_degree, component, core, clustering, betweenness, pagerank, cut_vertex; by table and line.
  ///
  /// - Complexity: O(nodes); reads their rows again.
  public func metrics(_ result: NetworkMetrics.Result, of network: Network) throws -> [[UInt8]] {
    let columns = [
      "type", "id", "name", "degree", "weighted_degree", "component", "core", "clustering", "betweenness", "pagerank", "cut_vertex",
    ]
    let blank = CSVWriter(format, isStart: false)
    let parts = try Parallel.map(result.nodes.count, jobs: network.jobs) { range in
      var writer = blank
      let cells = NodeCells(network, NodeTexts(network), [.named("id"), .name], words, for: blank)
      for vertex in range {
        try cells.write(result.nodes[vertex], &writer)
        writer.number(result.degrees[vertex])
        writer.number(text: Self.decimal(result.weightedDegrees[vertex]))
        writer.number(result.components[vertex])
        writer.number(result.cores[vertex])
        for value in [result.clustering[vertex], result.betweenness[vertex], result.pageRanks[vertex]] {
          writer.number(text: Self.decimal(value))
        }
        writer.text(words.word(result.isCut[vertex] ? "yes" : "no"))
        writer.endRow()
      }
      return writer.bytes
    }
    return [header(columns).bytes] + parts
  }

  /// `bridges.csv`: from, from_name, to, to_name; a row for each tie that nothing replaces.
  public func bridges(_ result: NetworkMetrics.Result, of network: Network) throws -> [[UInt8]] {
    var writer = header(["from", "from_name", "to", "to_name"])
    let texts = NodeTexts(network)
    for bridge in result.bridges {
      for vertex in [bridge.a, bridge.b] {
        writer.text(try texts.id(of: result.nodes[vertex]))
        writer.text(try texts.name(of: result.nodes[vertex]))
      }
      writer.endRow()
    }
    return [writer.bytes]
  }

  /// Whole numbers without a point.
  private static func decimal(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

extension JSONExport {
  /// The figures of the whole, and who is a single point of failure.
  ///
  /// - Parameter most: how many cut vertices and nodes with a high betweenness are listed; how many more there are is said.
  public func metrics(_ result: NetworkMetrics.Result, listing most: Int = 100) throws -> JSON {
    let points = result.singlePointsOfFailure
    let cuts = try points.prefix(most).map { vertex in
      object(
        try identity(result.nodes[vertex]) + [("dependants", .int(result.dependants[vertex])), ("cut_off", .int(result.cutOff[vertex]))])
    }
    let between = try result.mostBetween(min(most, 20)).map { vertex in
      object(
        try identity(result.nodes[vertex])
          + [("betweenness", .double(result.betweenness[vertex])), ("error", .double(result.betweennessErrors[vertex]))])
    }
    return object([
      ("command", .string("metrics")), ("data", .string(network.name)), ("on", .string(network.day.description)),
      ("nodes", .int(result.nodes.count)), ("edges", .int(result.tieCount)), ("components", .int(result.componentSizes.count)),
      ("largest_component", .int(result.componentSizes.first ?? 0)), ("largest_core", .int(result.cores.max() ?? 0)),
      ("bridges", .int(result.bridges.count)), ("cut_vertex_count", .int(points.count)), ("cut_vertices", .array(cuts)),
      ("cut_vertices_not_listed", .int(points.count - cuts.count)),
      // Where all of them are.
      ("all_cut_vertices", .string("--csv: cut_vertex = yes")), ("weight_zero", .int(result.weightless)),
      ("highest_betweenness", .array(between)), ("betweenness_sources", .int(result.betweennessSources)),
      ("betweenness_error", .double(result.betweennessError)), ("seconds", .double(result.seconds)), ("rows", rows),
    ])
  }
}
