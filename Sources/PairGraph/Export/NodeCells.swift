internal import TableIO

/// The cells that tables of nodes share: what a node is, and where.
struct NodeCells {
  private let network: Network
  private let words: ExportWords
  private let texts: NodeTexts
  private let layout: NodeTexts.Layout
  /// index = table, value = the cell with the type of its nodes; nil where each node has its own.
  private let types: [[UInt8]?]
  /// The path written last, as a cell: neighbouring rows mostly stand in one place.
  private var lastPath: (place: Int, cell: [UInt8]) = (-1, [])

  /// - Parameter writer: whose cells are written.
  init(_ network: Network, _ texts: NodeTexts, _ columns: [NodeTexts.Column], _ words: ExportWords, for writer: CSVWriter) {
    (self.network, self.words, self.texts) = (network, words, texts)
    layout = texts.layout(columns)
    types = network.nodeTables.map { $0.spec.type.isEmpty ? nil : writer.cell(Array(words.type($0.spec.type).utf8)) }
  }

  /// Its type, and the columns.
  func write(_ node: Int, _ writer: inout CSVWriter) throws {
    if let type = types[network.tableIndex(of: node)] { writer.put(cell: type) } else { writer.text(words.type(network.type(of: node))) }
    try texts.write(layout, of: node, to: &writer)
  }

  /// The path of its place.
  mutating func writePath(_ node: Int, _ writer: inout CSVWriter) throws {
    guard let place = try texts.namedPlace(of: node) else { return writer.empty() }
    if lastPath.place != place { lastPath = (place, writer.cell(try texts.path(of: place))) }
    writer.put(cell: lastPath.cell)
  }
}
