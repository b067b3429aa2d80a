internal import TableIO

/// The cells that tables of findings share: what the subject is, and where.
struct FindingCells {
  private let network: Network
  private let words: ExportWords
  private let texts: NodeTexts
  private let columns: [NodeTexts.Column]
  private let layout: NodeTexts.Layout
  private let lines: EdgeLines
  private let edges: EdgeTexts
  /// index = table, value = the cell with the type of its nodes; nil where each node has its own.
  private let types: [[UInt8]?]
  /// The path written last, as a cell: neighbouring rows mostly stand in one place.
  private var lastPath: (place: Int, cell: [UInt8]) = (-1, [])

  /// - Parameter writer: whose cells are written.
  init(_ network: Network, _ columns: [NodeTexts.Column], _ lines: EdgeLines, _ words: ExportWords, for writer: CSVWriter) {
    self.network = network
    self.words = words
    self.columns = columns
    self.lines = lines
    texts = NodeTexts(network)
    edges = EdgeTexts(network, texts)
    layout = texts.layout(columns)
    types = network.nodeTables.map { $0.spec.type.isEmpty ? nil : writer.cell(Array(words.type($0.spec.type).utf8)) }
  }

  /// What rows say of a norm, as cells: a million of them should not take it apart each time.
  struct Label: Sendable {
    let id: [UInt8]
    let title: [UInt8]
    /// The type of the edges that it asks; nil where it asks nodes.
    let edgeType: String?

    init(_ norm: Norm, for writer: CSVWriter) {
      (id, title) = (writer.cell(Array(norm.id.utf8)), writer.cell(Array(norm.title.utf8)))
      edgeType = norm.isOfEdges ? norm.subject?.type : nil
    }
  }

  mutating func write(_ finding: Finding, _ norm: Label, _ writer: inout CSVWriter) throws {
    if let type = norm.edgeType { return try writeEdge(finding, type, &writer) }
    if let type = types[network.tableIndex(of: finding.subject)] {
      writer.put(cell: type)
    } else {
      writer.text(words.type(network.type(of: finding.subject)))
    }
    try texts.write(layout, of: finding.subject, to: &writer)
    guard let place = try texts.namedPlace(of: finding.subject) else { return writer.empty() }
    if lastPath.place != place { lastPath = (place, writer.cell(try texts.path(of: place))) }
    writer.put(cell: lastPath.cell)
  }

  /// An edge is where the node is that it helps, and is called by both its ends.
  private func writeEdge(_ finding: Finding, _ type: String, _ writer: inout CSVWriter) throws {
    writer.text(words.type(type))
    for column in columns {
      switch column {
      case .named("id"): writer.text(lines.id(type, finding.subject))
      case .name: writer.text(try edges.name(type, finding.subject))
      case .place: writer.text(try texts.placeText(of: edges.helped(type, finding.subject)))
      case .named(let name): writer.text(try edges.bytes(name, type, finding.subject))
      }
    }
    writer.text(try texts.placePath(of: edges.helped(type, finding.subject)))
  }
}

/// Reads the texts of edges from their tables.
final class EdgeTexts {
  private let network: Network
  private let texts: NodeTexts
  private var rows: [String: RowText] = [:]

  init(_ network: Network, _ texts: NodeTexts) { (self.network, self.texts) = (network, texts) }

  func helped(_ type: String, _ edge: Int) -> Int { Int(network.edges(TableSpec.edges(ofType: type)).to[edge]) }

  /// Both ends: `甲 → 乙`.
  func name(_ type: String, _ edge: Int) throws -> String {
    let table = network.edges(TableSpec.edges(ofType: type))
    return "\(try texts.label(of: Int(table.from[edge]))) → \(try texts.label(of: Int(table.to[edge])))"
  }

  /// The text in a column of an edge's row; empty without such a column.
  func bytes(_ column: String, _ type: String, _ edge: Int) throws -> [UInt8] {
    let table = network.edges(TableSpec.edges(ofType: type))
    guard let reader = table.reader, let index = reader.header.column(column) else { return [] }
    let text = rows[type] ?? RowText(reader, windowSize: 4096)
    rows[type] = text
    return try LoadError.naming(network.name) {
      try text.seek(to: table.offsets[edge])
      return text.field(index)
    }
  }
}

extension CSVWriter {
  mutating func quantity(_ quantity: Quantity) {
    if let whole = quantity.whole { number(whole) } else { number(text: quantity.description) }
  }
}
