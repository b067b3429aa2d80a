internal import TableIO

/// Which nodes are meant: a type, and conditions on columns of their rows.
///
///     household
///     place[kind=village]
///     household[kind=脱贫户|监测户; place!=]
///
/// `=` holds when the cell is one of the values, `!=` when it is none of them; a missing column is an empty cell. Comparison is byte by byte.
public struct Selector: Sendable, Equatable {
  /// What one condition asks.
  struct Condition: Sendable, Equatable {
    var column: String
    var isEqual: Bool
    var values: [String]
    /// Offset of the column's name in the text, in characters.
    var position: Int
  }

  /// The text it was read from.
  public let text: String
  /// Node type: `place`, `household`, … or a `kind` of `nodes.csv`.
  public let type: String
  let conditions: [Condition]

  /// Columns it compares; loaded with the tables (`LoadOptions.attributes`), they need no reading of their own.
  public var attributes: Set<String> { Set(conditions.map(\.column)) }

  /// Reads a selector.
  ///
  /// - Errors: `SelectorError` with the position of the fault.
  public init(_ text: String) throws(SelectorError) {
    self.text = text
    let open = text.firstIndex(of: "[")
    let type = Self.trimmed(text[..<(open ?? text.endIndex)])
    guard !type.isEmpty else { throw SelectorError(.missingType, in: text, at: 0) }
    self.type = String(type)
    if let stray = text[..<(open ?? text.endIndex)].firstIndex(where: { "]=;!".contains($0) }) {
      throw SelectorError(.strayCharacter, in: text, at: text.distance(from: text.startIndex, to: stray))
    }
    guard let open else {
      conditions = []
      return
    }
    guard let close = text.lastIndex(of: "]") else { throw SelectorError(.missingBracket, in: text, at: text.count) }
    guard Self.trimmed(text[text.index(after: close)...]).isEmpty else {
      throw SelectorError(.strayCharacter, in: text, at: text.distance(from: text.startIndex, to: close) + 1)
    }
    conditions = try Self.conditions(text[text.index(after: open)..<close], of: text)
  }

  private static func conditions(_ inner: Substring, of text: String) throws(SelectorError) -> [Condition] {
    var result: [Condition] = []
    for part in inner.split(separator: ";", omittingEmptySubsequences: false) {
      let start = text.distance(from: text.startIndex, to: part.startIndex) + part.prefix { $0 == " " }.count
      guard let sign = part.firstIndex(of: "=") else { throw SelectorError(.missingComparison, in: text, at: start) }
      let isNegated = sign > part.startIndex && part[part.index(before: sign)] == "!"
      let column = trimmed(part[..<(isNegated ? part.index(before: sign) : sign)])
      guard !column.isEmpty else { throw SelectorError(.missingColumn, in: text, at: start) }
      if let other = column.firstIndex(where: { "<>!~[]|".contains($0) }) {
        throw SelectorError(.unknownComparison, in: text, at: text.distance(from: text.startIndex, to: other))
      }
      let values = part[part.index(after: sign)...].split(separator: "|", omittingEmptySubsequences: false).map { String(trimmed($0)) }
      result.append(Condition(column: String(column), isEqual: !isNegated, values: values, position: start))
    }
    return result
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The nodes it selects.
  ///
  /// - Returns: index = node, value = whether it is selected.
  /// - Complexity: O(nodes of the type x conditions), and one reading of a table for each column that was not loaded.
  /// - Errors: `SelectorError` when neither the dataset nor the design knows the type, or no table of the type has a column.
  func select(in network: Network) throws -> [Bool] {
    guard TableSpec.nodeTypes.contains(type) || network.types.contains(type) else {
      throw SelectorError(.unknownType, in: text, at: text.prefix { $0 == " " }.count, names: network.types)
    }
    var result = [Bool](repeating: false, count: network.nodeCount)
    var columns: [String] = []
    for table in network.nodeTables {
      guard table.spec.type.isEmpty || table.spec.type == type else { continue }
      var matches = ofType(in: table)
      // Of all tables, the one of mixed types alone may have nothing to do with this one.
      if table.spec.type.isEmpty, !matches.contains(true) { continue }
      columns += table.reader.header.names
      for condition in conditions {
        let values = try LoadError.naming(network.name) { try table.values(in: condition.column, jobs: network.jobs) }
        condition.narrow(&matches, values)
      }
      result.replaceSubrange(table.nodes, with: matches)
    }
    if !columns.isEmpty, let unknown = conditions.first(where: { !columns.contains($0.column) }) {
      throw SelectorError(.unknownColumn, in: text, at: unknown.position, names: columns)
    }
    return result
  }

  private func ofType(in table: NodeTable) -> [Bool] {
    if table.spec.type == type { return [Bool](repeating: true, count: table.count) }
    guard let kinds = table.codes["kind"] else { return [Bool](repeating: type == "node", count: table.count) }
    let isMeant = kinds.texts.map { $0 == Array(type.utf8) || ($0.isEmpty && type == "node") }
    return kinds.codes.map { isMeant[Int($0)] }
  }
}

extension Selector.Condition {
  fileprivate func narrow(_ matches: inout [Bool], _ codes: CodedColumn?) {
    let wanted = values.map { Array($0.utf8) }
    guard let codes else {
      if wanted.contains([]) != isEqual { matches = matches.map { _ in false } }
      return
    }
    let holds = codes.texts.map { wanted.contains($0) == isEqual }
    for row in matches.indices where matches[row] && !holds[Int(codes.codes[row])] { matches[row] = false }
  }
}

/// A selector that cannot be read, or that asks for a type or column that does not exist.
public struct SelectorError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Fault: String, Sendable, CaseIterable {
    case missingType, missingBracket, missingComparison, missingColumn, unknownComparison, unknownColumn, unknownType, strayCharacter
  }

  public let fault: Fault
  public let text: String
  /// Where the fault is, in characters from 0.
  public let position: Int
  /// The columns or types that exist.
  public let names: [String]

  init(_ fault: Fault, in text: String, at position: Int, names: [String] = []) {
    self.fault = fault
    self.text = text
    self.position = position
    self.names = names
  }
}
