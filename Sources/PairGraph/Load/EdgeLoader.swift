internal import TableIO

/// Reads one edge table.
struct EdgeLoader: Sendable {
  let spec: TableSpec
  let reader: TableReader
  let options: LoadOptions
  let ids: IDSpace
  let nodeCount: Int

  struct Part: Sendable {
    var from: [UInt32]
    var to: [UInt32]
    var alive: [Bool]
    var offsets: RowOffsets.Chunk
    var since: [Int32] = []
    var until: [Int32] = []
    var digests: [UInt8] = []
    /// All of the above, where nothing else is kept.
    var packed: EdgeEnds?
    var codes: [String: CodedColumn] = [:]
    var numbers: [String: [Double]] = [:]
    var rows: BatchRows
  }

  struct Loaded: Sendable {
    var table: EdgeTable
    fileprivate var pairs: PairCounter?
    var readCount = 0
    var log: DiagnosticLog

    /// The distinct pairs, which are given away so that they can be counted in place.
    mutating func takePairs() -> PairCounter {
      defer { pairs = nil }
      return pairs ?? PairCounter(nodeCount: 0, countingHelps: false)
    }
  }

  /// - Complexity: O(bytes) expected.
  func run() throws -> Loaded {
    var table = EdgeTable(spec: spec, reader: reader)
    if options.keepsEndsAlone { table.packed = EdgeEnds(nodeCount: nodeCount) }
    let start = Loaded(table: table, log: DiagnosticLog(limit: options.keptRejections))
    return try reader.reduce(
      into: start, jobs: options.jobs, progress: options.progress(of: spec.file, size: reader.source.size), parse: { try self.part($0) },
      merge: { self.merge(&$0, $1, firstLine: $2) })
  }

  /// The two columns with the ends.
  private var ends: (from: Int, to: Int) {
    let names = spec.columns.filter { $0.meaning == .end }.map(\.name)
    return (reader.header.column(names[0]) ?? 0, reader.header.column(names[1]) ?? 0)
  }

  func part(_ batch: RowBatch) throws -> Part {
    let ends = ends
    let from = batch.nodes(column: ends.from, in: ids)
    let to = batch.nodes(column: ends.to, in: ids)
    let check = ValueCheck(spec: spec, header: reader.header)
    let term = check.term(in: batch)
    var faults = term.faults
    if Self.hasUnknown(from) || Self.hasUnknown(to) {
      for row in 0..<batch.rowCount {
        if from[row] == Network.none { faults.append(unknownEnd(batch, row, ends.from)) }
        if to[row] == Network.none { faults.append(unknownEnd(batch, row, ends.to)) }
      }
    }
    let weighs = options.readsWeights(of: spec)
    if options.detail == .full || spec.column("date") != nil || weighs { faults += check.faults(in: batch) }
    let sums = sums(batch)
    faults += sums.faults
    let rows = try BatchRows(batch, reader: reader, faults: faults, limit: options.keptRejections)
    var part = Part(
      from: rows.kept(from), to: rows.kept(to), alive: rows.kept(alive(term.since, term.until, batch.rowCount)),
      offsets: batch.rowOffsets(skipping: rows.skipped), rows: rows)
    if options.keepsTerms {
      addTerms(&part, batch, term.since, term.until)
    } else {
      part.digests = rows.kept(digests(term.since, term.until))
    }
    if options.keepsEndsAlone {
      part.packed = EdgeEnds(from: part.from, to: part.to, alive: part.alive, digests: part.digests, nodeCount: nodeCount)
      return part
    }
    if options.detail == .full || weighs { addNumbers(&part, batch) }
    for (name, values) in sums.values { part.numbers[name] = rows.kept(values) }
    for name in (options.detail == .bounds ? [] : ["kind", "role"]) + options.norms.edgeAttributes.sorted() where part.codes[name] == nil {
      if let column = reader.header.column(name) { part.codes[name] = batch.codes(column: column, skipping: rows.skipped) }
    }
    return part
  }

  /// The columns that norms add up, and what of them is no number.
  private func sums(_ batch: RowBatch) -> (values: [String: [Double]], faults: [BatchRows.Fault]) {
    var result: [String: [Double]] = [:]
    var faults: [BatchRows.Fault] = []
    for name in options.norms.edgeNumbers.sorted() {
      guard let column = reader.header.column(name) else { continue }
      let numbers = batch.decimals(column: column, empty: .nan)
      result[name] = numbers.values
      faults += numbers.bad.map { BatchRows.Fault(row: $0, column: column, problem: .badNumber, details: []) }
    }
    return (result, faults)
  }

  private func unknownEnd(_ batch: RowBatch, _ row: Int, _ column: Int) -> BatchRows.Fault {
    BatchRows.Fault(row: row, column: column, problem: .unknownEnd, details: [])
  }

  private func alive(_ since: [Int32]?, _ until: [Int32]?, _ count: Int) -> [Bool] {
    let day = options.day.number
    switch (since, until) {
    case (let since?, let until?): return Self.column(of: since, until, false) { $0 <= day && day <= $1 }
    case (let since?, nil): return Self.column(of: since, since, false) { since, _ in since <= day }
    case (nil, let until?): return Self.column(of: until, until, false) { _, until in day <= until }
    case (nil, nil): return [Bool](repeating: true, count: count)
    }
  }

  /// Hashes of the dates, where there are any.
  private func digests(_ since: [Int32]?, _ until: [Int32]?) -> [UInt8] {
    let byte = { (since: Int32, until: Int32) in UInt8(truncatingIfNeeded: EdgeTable.digest(since: since, until: until) >> 24) }
    switch (since, until) {
    case (let since?, let until?): return Self.column(of: since, until, 0, byte)
    case (let days?, nil), (nil, let days?): return Self.column(of: days, days, 0) { day, _ in byte(day, 0) }
    case (nil, nil): return []
    }
  }

  /// A value for each row of two columns: a loop over spans as long as each other takes many rows at a time.
  @inline(__always)
  private static func column<Result>(
    of first: [Int32], _ second: [Int32], _ empty: Result, _ result: (Int32, Int32) -> Result
  ) -> [Result] {
    var column = [Result](repeating: empty, count: first.count)
    var filled = column.mutableSpan
    let (first, second) = (first.span, second.span)
    for row in first.indices { filled[row] = result(first[row], second[row]) }
    return column
  }

  /// Whether an end of a row is no node.
  private static func hasUnknown(_ nodes: [UInt32]) -> Bool {
    // No node has as high a number; a maximum takes no branch.
    nodes.reduce(0) { max($0, $1) } == Network.none
  }

  private func addTerms(_ part: inout Part, _ batch: RowBatch, _ since: [Int32]?, _ until: [Int32]?) {
    part.since = part.rows.kept(since ?? [])
    part.until = part.rows.kept(until ?? [])
    if let date = spec.column("date").flatMap({ reader.header.column($0.name) }) {
      part.since = part.rows.kept(batch.days(column: date, edge: .first, empty: 0).values)
    }
  }

  private func addNumbers(_ part: inout Part, _ batch: RowBatch) {
    for column in spec.columns where [.number, .quantity].contains(column.meaning) {
      guard let index = reader.header.column(column.name) else { continue }
      part.numbers[column.name] = part.rows.kept(batch.decimals(column: index, empty: .nan).values)
    }
  }

  private func merge(_ loaded: inout Loaded, _ part: Part, firstLine: Int) {
    if loaded.pairs == nil {
      loaded.pairs = PairCounter(nodeCount: nodeCount, countingHelps: options.counts == .helps)
      loaded.table.reserve(part.from.count, nodeCount: nodeCount)
    }
    loaded.pairs?.add(from: part.from, to: part.to, alive: part.alive)
    loaded.table.offsets.append(part.offsets)
    loaded.readCount += part.rows.readCount
    loaded.log.append(part.rows.log(firstLine: firstLine))
    if let packed = part.packed {
      loaded.table.packed?.append(packed)
      return
    }
    loaded.table.from.append(contentsOf: part.from)
    loaded.table.to.append(contentsOf: part.to)
    loaded.table.alive.append(contentsOf: part.alive)
    loaded.table.digests.append(contentsOf: part.digests)
    loaded.table.since.append(contentsOf: part.since)
    loaded.table.until.append(contentsOf: part.until)
    for (name, codes) in part.codes {
      if loaded.table.codes[name] == nil {
        loaded.table.codes[name] = CodedColumn()
        loaded.table.codes[name]?.reserve(reader.estimatedRows(firstPart: part.from.count))
      }
      loaded.table.codes[name]?.append(codes)
    }
    for (name, numbers) in part.numbers { loaded.table.numbers[name, default: []].append(contentsOf: numbers) }
  }
}
