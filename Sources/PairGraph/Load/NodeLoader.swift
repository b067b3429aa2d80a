internal import TableIO

/// Reads one node table.
struct NodeLoader: Sendable {
  let spec: TableSpec
  let reader: TableReader
  let options: LoadOptions
  /// Ids of the tables before this one, for references.
  let known: IDSpace
  /// Column -> nodes that a reference in it may name.
  let targets: [String: [Range<UInt32>]]

  struct Part: Sendable {
    var keys: KeyBatch
    var offsets: RowOffsets.Chunk
    var need: [Int32]
    var capacity: [Int32]
    var references: [String: NodeRuns]
    var unknown: [UnknownReference]
    var codes: [String: CodedColumn]
    var rows: BatchRows
  }

  struct Loaded: Sendable {
    var table: NodeTable
    var keys: IDKeys
    var readCount = 0
    var log: DiagnosticLog
    var unknown: [String: UnknownReference] = [:]
  }

  /// - Complexity: O(bytes).
  func run() throws -> Loaded {
    guard let idColumn = reader.header.column("id") else { return try missingID() }
    let shape = try IDShape(sampling: reader, column: idColumn)
    let table = NodeTable(spec: spec, reader: reader, first: 0)
    let start = Loaded(table: table, keys: IDKeys(shape: shape), log: DiagnosticLog(limit: options.keptRejections))
    return try reader.reduce(
      into: start, jobs: options.jobs, progress: options.progress(of: spec.file, size: reader.source.size),
      parse: { try self.part($0, idColumn: idColumn, shape: shape) },
      merge: { Self.merge(&$0, $1, firstLine: $2) })
  }

  private func missingID() throws -> Loaded {
    throw TableError(.missingColumn, file: spec.file, line: 1, byte: 0, column: "id", detail: reader.header.names.joined(separator: ", "))
  }

  private func part(_ batch: RowBatch, idColumn: Int, shape: IDShape) throws -> Part {
    var faults: [BatchRows.Fault] = []
    var keys = batch.keys(column: idColumn, shape: shape, skipping: [])
    if keys.mayHaveEmpty {
      for (row, isEmpty) in batch.empties(column: idColumn).enumerated() where isEmpty {
        faults.append(BatchRows.Fault(row: row, column: idColumn, problem: .emptyID, details: []))
      }
    }
    var bounds: [String: [Int32]] = [:]
    for name in ["need", "capacity"] {
      guard let column = reader.header.column(name) else { continue }
      let values = batch.wholeNumbers(column: column, empty: -1)
      faults += values.bad.map { BatchRows.Fault(row: $0, column: column, problem: .badNumber, details: []) }
      bounds[name] = values.values
    }
    if options.detail == .full { faults += checkedColumns(batch) }
    for name in options.norms.nodeNumbers.sorted() where bounds[name] == nil {
      guard let column = reader.header.column(name) else { continue }
      let bad = batch.decimals(column: column, empty: 0).bad
      faults += bad.map { BatchRows.Fault(row: $0, column: column, problem: .badNumber, details: []) }
    }
    let rows = try BatchRows(batch, reader: reader, faults: faults, limit: options.keptRejections)
    if !rows.skipped.isEmpty { keys = batch.keys(column: idColumn, shape: shape, skipping: rows.skipped) }
    let (references, unknown) = resolve(batch, rows)
    return Part(
      keys: keys, offsets: batch.rowOffsets(skipping: rows.skipped),
      need: rows.kept(bounds["need"] ?? []), capacity: rows.kept(bounds["capacity"] ?? []), references: references, unknown: unknown,
      codes: codes(batch, rows), rows: rows)
  }

  /// Faults of the columns that are checked but not kept.
  private func checkedColumns(_ batch: RowBatch) -> [BatchRows.Fault] { ValueCheck(spec: spec, header: reader.header).faults(in: batch) }

  private func codes(_ batch: RowBatch, _ rows: BatchRows) -> [String: CodedColumn] {
    var wanted = options.attributes.union(options.norms.nodeAttributes)
    wanted.formUnion(options.norms.nodeNumbers.subtracting(["need", "capacity"]))
    if options.detail != .bounds || spec.type.isEmpty || spec.type == "place" { wanted.insert("kind") }
    var result: [String: CodedColumn] = [:]
    for name in wanted {
      if let column = reader.header.column(name) { result[name] = batch.codes(column: column, skipping: rows.skipped) }
    }
    return result
  }

  /// The references to tables that stand before this one.
  private func resolve(_ batch: RowBatch, _ rows: BatchRows) -> ([String: NodeRuns], [UnknownReference]) {
    var references: [String: NodeRuns] = [:]
    var unknown: [UnknownReference] = []
    for (name, ranges) in targets {
      guard let column = reader.header.column(name) else { continue }
      var nodes = known.nodeRuns(batch, column: column)
      var first: Int?
      var count = 0
      for run in nodes.nodes.indices {
        let node = nodes.nodes[run]
        if node != IDSpace.noNode, ranges.contains(where: { $0.contains(node) }) { continue }
        nodes.nodes[run] = Network.none
        for row in nodes.rows(run) where !batch.isEmpty(row: row, column: column) && !rows.isSkipped(row) {
          first = first ?? row
          count += 1
        }
      }
      if let first {
        let example = batch.string(row: first, column: column)
        let line = batch.place(row: first, column: nil).line
        unknown.append(UnknownReference(file: spec.file, column: name, count: count, example: example, line: line))
      }
      references[name] = rows.skipped.isEmpty ? nodes : NodeRuns(rows.kept(nodes.all))
    }
    return (references, unknown)
  }

  /// An empty column with room for all rows, judged by the first part.
  private static func room(in loaded: Loaded, after part: Part) -> [Int32] {
    var column: [Int32] = []
    LargeArray.reserve(loaded.table.reader.estimatedRows(firstPart: part.keys.count), in: &column)
    return column
  }

  private static func merge(_ loaded: inout Loaded, _ part: Part, firstLine: Int) {
    if loaded.keys.count == 0 { loaded.keys.reserve(loaded.table.reader.estimatedRows(firstPart: part.keys.count)) }
    loaded.keys.append(part.keys)
    loaded.table.offsets.append(part.offsets)
    let header = loaded.table.reader.header
    if header.column("need") != nil { loaded.table.need = loaded.table.need ?? room(in: loaded, after: part) }
    if header.column("capacity") != nil { loaded.table.capacity = loaded.table.capacity ?? room(in: loaded, after: part) }
    loaded.table.need?.append(contentsOf: part.need)
    loaded.table.capacity?.append(contentsOf: part.capacity)
    for (name, nodes) in part.references {
      loaded.table.references[name, default: NodeColumn()].append(nodes)
    }
    for (name, codes) in part.codes {
      if loaded.table.codes[name] == nil {
        loaded.table.codes[name] = CodedColumn()
        loaded.table.codes[name]?.reserve(loaded.table.reader.estimatedRows(firstPart: part.keys.count))
      }
      loaded.table.codes[name]?.append(codes)
    }
    loaded.readCount += part.rows.readCount
    loaded.log.append(part.rows.log(firstLine: firstLine))
    for var reference in part.unknown {
      reference.line += firstLine
      if let known = loaded.unknown[reference.column] {
        reference.count += known.count
        (reference.example, reference.line) = (known.example, known.line)
      }
      loaded.unknown[reference.column] = reference
    }
  }
}
