internal import TableIO

/// Cells of columns of the areas.
struct RegionColumns {
  private let network: Network
  private let nodes: [Int]
  /// More values than that tell areas apart, not alike.
  static let mostValues = 100

  init(_ network: Network, _ nodes: [Int]) { (self.network, self.nodes) = (network, nodes) }

  /// A column as codes: index = area, value = code; and the text of each code. nil where no table of the areas has it.
  func coded(_ column: String) throws -> (codes: [Int], texts: [String])? {
    var result = CodedColumn()
    var isKnown = false
    var number = [Int](repeating: 0, count: nodes.count)
    var next = 0
    for (index, table) in network.nodeTables.enumerated() {
      // Areas are in the order of the tables.
      let first = next
      while next < nodes.count && network.tableIndex(of: nodes[next]) == index { next += 1 }
      if next == first { continue }
      guard let values = try LoadError.naming(network.name, { try table.values(in: column, jobs: network.jobs) }) else { continue }
      isKnown = true
      let before = result.codes.count
      result.append(values)
      for area in first..<next { number[area] = Int(result.codes[before + nodes[area] - Int(table.first)]) }
    }
    return isKnown ? (number, result.texts.map { Self.trimmed(String(decoding: $0, as: UTF8.self)) }) : nil
  }

  private static func trimmed(_ text: String) -> String {
    let blanks = text.drop { $0.isWhitespace }
    return String(blanks.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// - Errors: `RegionFault.noColumn` where no table has the column.
  func known(_ column: String) throws -> (codes: [Int], texts: [String]) {
    if let found = try coded(column) { return found }
    var names: [String] = []
    for table in network.nodeTables where nodes.contains(where: { table.nodes.contains($0) }) {
      for name in table.reader.header.names where !names.contains(name) { names.append(name) }
    }
    throw RegionFault.noColumn(column, columns: names)
  }

  /// The values of a cell that may hold several: `茶|果`, `茶、果`.
  static func list(_ text: String) -> [String] {
    text.split { "|｜、".contains($0) }.map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  /// The numbers of a column that is added up, 0 where it is empty; and where that is.
  ///
  /// - Errors: `RegionFault` for a cell that is no number, below 0, or so large that sums are no longer exact.
  func amounts(_ column: String) throws -> (amounts: [Double], isEmpty: [Bool]) {
    let (codes, texts) = try known(column)
    let values = texts.map { $0.isEmpty ? 0 : CellNumber.value($0) }
    var sum = 0.0
    let amounts = try codes.enumerated().map { area, code in
      guard let value = values[code] else { throw RegionFault.noNumber(column: column, id: try id(area), text: texts[code]) }
      if value < 0 { throw RegionFault.negative(column: column, id: try id(area), text: texts[code]) }
      if value > CellNumber.largestSum { throw RegionFault.tooLarge(column: column, id: try id(area), text: texts[code]) }
      sum += value
      return value
    }
    if sum > CellNumber.largestSum { throw RegionFault.sumTooLarge(column: column) }
    return (amounts, codes.map { texts[$0].isEmpty })
  }

  /// The same, where it may be missing: nil without the column, and for cells that are no number, or one too large for sums.
  func figures(_ column: String) throws -> [Double?]? {
    guard let (codes, texts) = try coded(column) else { return nil }
    let values = texts.map { text in CellNumber.value(text).flatMap { abs($0) <= 1e15 ? $0 : nil } }
    return codes.map { values[$0] }
  }

  func id(_ area: Int) throws -> String { try network.ids(of: [nodes[area]])[0] }

  /// The file an area stands in, and the line.
  func place(_ area: Int) throws -> (file: String, line: Int) {
    let table = network.table(of: nodes[area])
    let lines = try LoadError.naming(network.name) { () throws(TableError) in
      try table.reader.lines(at: [table.offset(of: nodes[area])])
    }
    return (table.spec.file, lines[0])
  }
}
