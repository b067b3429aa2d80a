internal import TableIO

/// Groups as tables, JSON and drawings.
extension TableExport {
  /// `cluster.csv`: type, id, name, kind, place_path, group, group_size; by group, within it by table and line.
  ///
  /// - Complexity: O(nodes); reads their rows again.
  public func cluster(_ grouping: Grouping, of network: Network) throws -> [[UInt8]] {
    let columns = ["type", "id", "name", "kind", "place_path", "group", "group_size"]
    let blank = CSVWriter(format, isStart: false)
    // Rows are read in the order of their files, and then put where they belong.
    var next = [Int](repeating: 0, count: grouping.sizes.count + 1)
    for (group, size) in grouping.sizes.enumerated() { next[group + 1] = next[group] + size }
    var order = [Int](repeating: 0, count: grouping.nodes.count)
    for (vertex, group) in grouping.groups.enumerated() {
      order[vertex] = next[group - 1]
      next[group - 1] += 1
    }
    let parts = try Parallel.map(grouping.nodes.count, jobs: network.jobs) { range in
      var writer = blank
      var cells = NodeCells(network, NodeTexts(network), [.named("id"), .name, .named("kind")], words, for: blank)
      var ends: [Int] = []
      for vertex in range {
        try cells.write(grouping.nodes[vertex], &writer)
        try cells.writePath(grouping.nodes[vertex], &writer)
        writer.number(grouping.groups[vertex])
        writer.number(grouping.sizes[grouping.groups[vertex] - 1])
        writer.endRow()
        ends.append(writer.bytes.count)
      }
      return (bytes: writer.bytes, ends: ends)
    }
    return [header(columns).bytes] + (try reordered(parts, order, jobs: network.jobs))
  }
}

extension JSONExport {
  /// How groups were found, how good they are, and how large.
  public func cluster(_ grouping: Grouping, of graph: TieGraph) -> JSON {
    func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
    func whole(_ value: Int?) -> JSON { value.map { .int($0) } ?? .null }
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    return object([
      ("command", .string("cluster")), ("data", .string(network.name)), ("on", .string(network.day.description)),
      ("method", .string(grouping.method)), ("measure", grouping.measure.map { .string($0) } ?? .null),
      ("resolution", number(grouping.resolution)),
      ("seed", grouping.seed.map { Int(exactly: $0).map { .int($0) } ?? .string(String($0)) } ?? .null),
      ("iterations", whole(grouping.iterations)), ("restarts", whole(grouping.restarts)), ("of", text(graph.selector)),
      ("ties", text(graph.kind?.rawValue)), ("quality", number(grouping.quality)), ("ratio", number(grouping.ratio)),
      ("groups", .int(grouping.sizes.count)),
      ("seconds", .double(grouping.seconds)), ("nodes", .int(graph.nodes.count)), ("edges", .int(graph.tieCount)),
      ("crowded", .int(graph.crowded)), ("weight_zero", .int(graph.weightless)), ("sizes", .array(grouping.sizes.map { .int($0) })),
      ("core_numbers", grouping.method == "cores" ? .array(grouping.marks.map { .int($0) }) : .null), ("rows", rows),
    ])
  }
}
