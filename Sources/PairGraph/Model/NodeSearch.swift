internal import TableIO

extension Network {
  /// The nodes with an id, else those with a name.
  ///
  /// - Complexity: O(length) for an id; a name is searched for in all node tables.
  /// - Errors: `LoadError` when a table changed since it was loaded.
  public func nodes(named text: String) throws -> [Int] {
    if let node = node(id: text) { return [node] }
    let wanted = Array(text.utf8)
    return try nodeTables.flatMap { table in
      guard let column = table.reader.header.column(table.spec.nameColumn) else { return [Int]() }
      let offsets = try LoadError.naming(name) {
        try table.reader.reduce(
          into: [Int](), jobs: jobs, parse: { batch in batch.rows(column: column, equal: wanted).map { batch.offset(row: $0) } },
          merge: { found, part, _ in found += part })
      }
      return offsets.compactMap { table.offsets.row(at: $0) }.map { $0 + Int(table.first) }
    }
  }

  /// Ids of nodes, for messages.
  public func ids(of nodes: [Int]) throws -> [String] {
    let texts = NodeTexts(self)
    return try nodes.map { String(decoding: try texts.id(of: $0), as: UTF8.self) }
  }
}
