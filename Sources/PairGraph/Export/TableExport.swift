internal import TableIO

/// Turns results into CSV tables. Tables are bytes in parts; nothing here opens a file.
public struct TableExport: Sendable {
  /// Who reads the table.
  public enum Reader: Sendable {
    /// A spreadsheet: BOM, CR LF, cells that it would run defused.
    case people
    /// A program behind a pipe: no BOM, LF, cells as they are.
    case program
  }

  let format: CSVFormat
  let words: ExportWords
  /// Takes the parts of long tables as they are made; what is returned then comes behind them.
  private let writer: OutputWriter?
  /// The most findings that are written at a time; few in tests.
  var pieceSize = 1 << 14

  /// - Parameters:
  ///   - language: of the column names and types; nil keeps the canonical English ones.
  ///   - unmasked: resident ids and phone numbers are shown in full.
  ///   - writer: takes the first parts of a long table as they are made, so that they need not all stand in memory: what is returned comes
  ///     behind them. One is for one table.
  public init(for reader: Reader, language: Language? = nil, unmasked: Bool = false, writer: OutputWriter? = nil) {
    self.writer = writer
    var format = reader == .people ? CSVFormat.people : .machine
    format.masksNumbers = !unmasked
    self.format = format
    words = ExportWords(language)
  }

  /// `coverage.csv`: type, id, name, kind, place, place_path, norm, has, min, missing.
  ///
  /// - Complexity: O(findings); reads their rows again.
  public func coverage(_ result: CoverageResult, of network: Network) throws -> [[UInt8]] {
    let columns = ["type", "id", "name", "kind", "place", "place_path", "norm", "has", "min", "missing"]
    let cells: [NodeTexts.Column] = [.named("id"), .name, .named("kind"), .place]
    return try table(columns, cells, result.findings, result.norms, of: network, tail: Self.bound)
  }

  /// `overload.csv`: type, id, name, unit, role, rank, place, place_path, norm, has, max, over.
  public func overload(_ result: OverloadResult, of network: Network) throws -> [[UInt8]] {
    let columns = ["type", "id", "name", "unit", "role", "rank", "place", "place_path", "norm", "has", "max", "over"]
    let cells: [NodeTexts.Column] = [.named("id"), .name, .named("unit"), .named("role"), .named("rank"), .place]
    return try table(columns, cells, result.findings, result.norms, of: network, tail: Self.bound)
  }

  /// `check.csv`: norm, title, finding, period, type, id, name, kind, unit, role, rank, place, place_path, has, min, max, gap.
  public func check(_ result: CheckResult, of network: Network) throws -> [[UInt8]] {
    let columns = [
      "norm", "title", "finding", "period", "type", "id", "name", "kind", "unit", "role", "rank", "place", "place_path", "has", "min",
      "max",
      "gap",
    ]
    let cells: [NodeTexts.Column] = [
      .named("id"), .name, .named("kind"), .named("unit"), .named("role"), .named("rank"), .place,
    ]
    let (format, words) = (format, words)
    return try table(columns, cells, result.findings, result.norms.map(\.norm), of: network) { norm in
      ["below", "above"].map { CSVWriter(format).cells([norm.id, norm.title, words.word($0)]) }
    } head: { finding, label, writer in
      writer.put(cell: label.begin[finding.isBelow ? 0 : 1])
      if let period = finding.period { writer.number(text: period.description) } else { writer.empty() }
    } tail: { finding, _, writer in
      writer.quantity(finding.has)
      if finding.isBelow { writer.quantity(finding.bound) } else { writer.empty() }
      if finding.isBelow { writer.empty() } else { writer.quantity(finding.bound) }
      writer.quantity(finding.gap)
    }
  }

  private static func bound(_ finding: Finding, _ norm: FindingCells.Label, _ writer: inout CSVWriter) {
    writer.put(cell: norm.id)
    writer.quantity(finding.has)
    writer.quantity(finding.bound)
    writer.quantity(finding.gap)
  }

  /// `rejects.csv`: file, line, byte, column, problem, advice, raw.
  public func rejects(_ log: DiagnosticLog, advice: Texts) -> [[UInt8]] {
    var writer = header(["file", "line", "byte", "column", "problem", "advice", "raw"])
    for entry in log.entries {
      writer.text(entry.file)
      writer.number(entry.line)
      writer.number(entry.byte)
      writer.text(entry.column)
      writer.text(entry.problem.rawValue)
      writer.text(advice.advice(on: entry))
      // What is no UTF-8 would spoil the table it is reported in.
      writer.text(String(decoding: entry.raw, as: UTF8.self))
      writer.endRow()
    }
    return [writer.bytes]
  }

  func header(_ columns: [String]) -> CSVWriter {
    var writer = CSVWriter(format)
    writer.row(columns.map { words.column($0) })
    return writer
  }

  private typealias Cells = @Sendable (Finding, FindingCells.Label, inout CSVWriter) -> Void

  /// A table with a row for each finding, written by several threads: type, cells of the subject's row, path of its place, and what goes
  /// before and behind them.
  ///
  /// - Parameter begin: the cells that all findings of a norm begin with, below and above.
  private func table(
    _ columns: [String], _ cells: [NodeTexts.Column], _ findings: [Finding], _ norms: [Norm], of network: Network,
    begin: @escaping @Sendable (Norm) -> [[UInt8]] = { _ in [] }, head: @escaping Cells = { _, _, _ in }, tail: @escaping Cells
  ) throws -> [[UInt8]] {
    // Rows are read in the order of their files, whatever the order of the table.
    let isInOrder = Self.isInOrder(findings, norms, of: network)
    let order = isInOrder ? [] : Self.orderBySubject(findings, norms, nodeCount: network.nodeCount)
    let lines = try EdgeLines(norms, findings, in: network)
    let blank = CSVWriter(format, isStart: false)
    let rows = { @Sendable (range: Range<Int>) throws -> (bytes: [UInt8], ends: [Int]) in
      // index = norm; made where it is met, and for each piece: threads that count who holds one text wait for each other.
      var labels = [FindingCells.Label?](repeating: nil, count: norms.count)
      var writer = blank
      var cells = FindingCells(network, cells, lines, words, for: blank)
      var ends: [Int] = []
      // Findings before the room for the rest is reckoned from them.
      let sample = 256
      for (written, index) in range.enumerated() {
        if written == sample { writer.reserve(writer.count / sample * 9 / 8 * range.count) }
        let finding = findings[isInOrder ? index : order[index]]
        let label = labels[finding.norm] ?? FindingCells.Label(norms[finding.norm], begin: begin(norms[finding.norm]), for: blank)
        if labels[finding.norm] == nil { labels[finding.norm] = label }
        head(finding, label, &writer)
        try cells.write(finding, label, &writer)
        tail(finding, label, &writer)
        writer.endRow()
        if !isInOrder { ends.append(writer.count) }
      }
      return (writer.bytes, ends)
    }
    let header = header(columns).bytes
    if !isInOrder {
      let parts = try Parallel.map(findings.count, jobs: network.jobs, rows)
      return [header] + (try reordered(parts, order, jobs: network.jobs))
    }
    // Rows of nodes that stand far apart in their file take longer than neighbours, so there are many pieces.
    let count = findings.count
    let size = min(pieceSize, max(256, count / 32))
    let pieces = (count + size - 1) / size
    return try Parallel.inOrder(pieces, jobs: network.jobs, into: [header]) { piece in
      try rows(piece * size..<min(count, (piece + 1) * size)).bytes
    } take: { parts, bytes in
      parts.append(bytes)
      guard let writer else { return }
      for part in parts { try writer.write(part) }
      parts = []
    }
  }
}

extension TableExport {
  /// Whether the findings of every table stand in the order of its rows.
  private static func isInOrder(_ findings: [Finding], _ norms: [Norm], of network: Network) -> Bool {
    if norms.contains(where: \.isOfEdges) { return false }
    // index = table, value = the subject seen last.
    var last = [Int](repeating: -1, count: network.nodeTables.count)
    for finding in findings {
      let table = network.tableIndex(of: finding.subject)
      if finding.subject < last[table] { return false }
      last[table] = finding.subject
    }
    return true
  }

  /// The findings by table and row; of one subject in the order they have.
  ///
  /// - Complexity: O(findings + nodes / 64), and O(f log f) where subjects are edges.
  private static func orderBySubject(_ findings: [Finding], _ norms: [Norm], nodeCount: Int) -> [Int] {
    if !norms.contains(where: \.isOfEdges) {
      let nodes = NodeSet(findings.lazy.map(\.subject), below: nodeCount)
      // index = number of a subject, value = first how many findings it has, then where the next of them goes.
      var next = [Int](repeating: 0, count: nodes.count + 1)
      for finding in findings { next[nodes.number(of: finding.subject) + 1] += 1 }
      for number in 0..<nodes.count { next[number + 1] += next[number] }
      var order = [Int](repeating: 0, count: findings.count)
      for (index, finding) in findings.enumerated() {
        let number = nodes.number(of: finding.subject)
        order[next[number]] = index
        next[number] += 1
      }
      return order
    }
    let orders = norms.map(\.tableOrder)
    return findings.indices.sorted {
      (orders[findings[$0].norm], findings[$0].subject, $0) < (orders[findings[$1].norm], findings[$1].subject, $1)
    }
  }

  /// Puts rows written in another order where they belong.
  ///
  /// - Parameter order: index = row as it was written, value = where it belongs.
  func reordered(_ parts: [(bytes: [UInt8], ends: [Int])], _ order: [Int], jobs: Int) throws -> [[UInt8]] {
    // index = row of the table, value = its part and where it stands there.
    var rows = [(part: Int, start: Int, end: Int)](repeating: (0, 0, 0), count: order.count)
    var written = 0
    for (part, (_, ends)) in parts.enumerated() {
      var start = 0
      for end in ends {
        rows[order[written]] = (part, start, end)
        start = end
        written += 1
      }
    }
    let placed = rows
    return try Parallel.map(placed.count, jobs: jobs) { range in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(range.reduce(0) { $0 + placed[$1].end - placed[$1].start })
      for row in range { bytes += parts[placed[row].part].bytes[placed[row].start..<placed[row].end] }
      return bytes
    }
  }
}

extension TableExport {
  /// `summary.csv`: what (node, edge, row, graph), type, kind, count.
  public func summary(_ summary: NetworkSummary, of network: Network) -> [[UInt8]] {
    var writer = header(["what", "type", "kind", "count"])
    func row(_ what: String, _ type: String, _ kind: String, _ count: Int) {
      for text in [words.word(what), type, kind] { writer.text(text) }
      writer.number(count)
      writer.endRow()
    }
    for (what, types) in [("node", summary.nodes), ("edge", summary.edges)] {
      for type in types {
        if type.kinds.isEmpty { row(what, words.type(type.type), "", type.count) }
        for kind in type.kinds { row(what, words.type(type.type), kind.kind, kind.count) }
      }
    }
    for (name, term) in [("pairing", summary.pairings), ("member", summary.memberships), ("link", summary.links)] {
      let counts = [("past", term.past), ("alive", term.alive), ("to come", term.toCome)]
      for (kind, count) in counts { row("term", words.type(name), words.word(kind), count) }
    }
    for (name, count) in [
      ("isolated", summary.isolated), ("components", summary.components), ("largest component", summary.largestComponent),
      ("overlapping pairings", summary.overlapping), ("visits", summary.visits), ("adjacent", summary.adjacent), ("costs", summary.costs),
    ] { row("graph", words.word(name), "", count) }
    for table in network.rows {
      let counts = [("read", table.read), ("used", table.used), ("merged", table.merged), ("rejected", table.rejected)]
      for (kind, count) in counts { row("rows", table.file, words.word(kind), count) }
    }
    return [writer.bytes]
  }
}
