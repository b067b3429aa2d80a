internal import TableIO

/// The cells that tables of findings share: what the subject is, and where.
struct FindingCells {
  private let network: Network
  private let words: ExportWords
  private let texts: NodeTexts
  private let columns: [NodeTexts.Column]
  private var nodes: NodeCells
  private let lines: EdgeLines
  private let edges: EdgeTexts

  /// - Parameter writer: whose cells are written.
  init(_ network: Network, _ columns: [NodeTexts.Column], _ lines: EdgeLines, _ words: ExportWords, for writer: CSVWriter) {
    self.network = network
    self.words = words
    self.columns = columns
    self.lines = lines
    texts = NodeTexts(network)
    edges = EdgeTexts(network, texts)
    nodes = NodeCells(network, texts, columns, words, for: writer)
  }

  /// What rows say of a norm, as cells: a million of them should not take it apart each time.
  struct Label: Sendable {
    let id: [UInt8]
    /// What its rows begin with, below and above; empty where they begin with the subject.
    let begin: [[UInt8]]
    /// The type of the edges that it asks; nil where it asks nodes.
    let edgeType: String?

    init(_ norm: Norm, begin: [[UInt8]] = [], for writer: CSVWriter) {
      self.begin = begin
      id = writer.cell(Array(norm.id.utf8))
      edgeType = norm.isOfEdges ? norm.subject?.type : nil
    }
  }

  mutating func write(_ finding: Finding, _ norm: Label, _ writer: inout CSVWriter) throws {
    if let type = norm.edgeType { return try writeEdge(finding, type, &writer) }
    try nodes.write(finding.subject, &writer)
    try nodes.writePath(finding.subject, &writer)
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
