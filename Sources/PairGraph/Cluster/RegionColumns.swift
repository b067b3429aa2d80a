internal import GraphAlgorithms
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

  /// A number as spreadsheets write it; nil for anything else.
  static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains($0) }) else { return nil }
    return Double(text).flatMap { $0.isFinite && abs($0) <= 1e15 ? $0 : nil }
  }

  /// The numbers of a column that is added up, 0 where it is empty.
  func amounts(_ column: String) throws -> [Double] {
    let (codes, texts) = try known(column)
    let values = texts.map { $0.isEmpty ? 0 : Self.number($0) }
    return try codes.enumerated().map { area, code in
      guard let value = values[code] else { throw RegionFault.noNumber(column: column, id: try id(area), text: texts[code]) }
      if value < 0 { throw RegionFault.negative(column: column, id: try id(area), text: texts[code]) }
      return value
    }
  }

  /// The same, where it may be missing: nil without the column, and for cells that are no number.
  func figures(_ column: String) throws -> [Double?]? {
    guard let (codes, texts) = try coded(column) else { return nil }
    let values = texts.map { Self.number($0) }
    return codes.map { values[$0] }
  }

  private func id(_ area: Int) throws -> String { try network.ids(of: [nodes[area]])[0] }

  /// What areas are compared by: index = attribute, then area; each with mean 0 and variance 1.
  func attributes(_ columns: [String]) throws -> [[Double]] {
    var result: [[Double]] = []
    for column in columns {
      let (codes, texts) = try known(column)
      let used = Set(codes).filter { !texts[$0].isEmpty }.sorted { texts[$0] < texts[$1] }
      let numbers = texts.map { $0.isEmpty ? Double.nan : Self.number($0) }
      let count = used.count { numbers[$0] != nil }
      if count == used.count {
        result.append(RegionProblem.standardised(codes.map { numbers[$0] ?? .nan }))
      } else if count * 2 > used.count {
        // A number mistyped, not a text.
        let bad = codes.firstIndex { numbers[$0] == nil } ?? 0
        throw RegionFault.noNumber(column: column, id: try id(bad), text: texts[codes[bad]])
      } else {
        let lists = texts.map { Set(Self.list($0)) }
        let values = Set(used.flatMap { lists[$0] }).sorted()
        if values.count > Self.mostValues { throw RegionFault.tooManyValues(column: column, count: values.count) }
        for value in values {
          result.append(RegionProblem.standardised(codes.map { lists[$0].isEmpty ? .nan : lists[$0].contains(value) ? 1 : 0 }))
        }
      }
    }
    return result
  }
}
