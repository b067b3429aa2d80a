/// Reads the text of a selector from left to right.
struct SelectorParser {
  private let text: String
  private let characters: [Character]
  private var next = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// References that a dot may follow; any other name with a dot is the name of a column.
  private static let steps: Set<String> = ["place", "parent", "unit", "branch", "from", "to"]

  mutating func parse() throws(SelectorError) -> (type: String, conditions: [Selector.Condition]) {
    let open = characters.firstIndex(of: "[") ?? characters.count
    let (type, short) = try head(characters[..<open])
    var conditions = short.map { [$0] } ?? []
    guard open < characters.count else { return (type, conditions) }
    let close = try closingBracket()
    next = open + 1
    while true {
      conditions.append(try condition(before: close))
      if next >= close { break }
      next += 1  // the semicolon
    }
    return (type, conditions)
  }

  /// The type, and the condition that `:X` behind it is short for.
  private func head(_ head: ArraySlice<Character>) throws(SelectorError) -> (type: String, short: Selector.Condition?) {
    let colon = head.firstIndex(of: ":") ?? head.endIndex
    let type = Self.trimmed(head[..<colon])
    guard !type.isEmpty else { throw fault(.missingType, at: 0) }
    if let stray = head[..<colon].firstIndex(where: { "]=;!<>|".contains($0) }) { throw fault(.strayCharacter, at: stray) }
    guard colon < head.endIndex else { return (String(type), nil) }
    let rest = head[(colon + 1)...]
    if let stray = rest.firstIndex(where: { "]=;!<>:".contains($0) }) { throw fault(.strayCharacter, at: stray) }
    let values = rest.split(separator: "|", omittingEmptySubsequences: false).map { String(Self.trimmed($0)) }
    guard !values.contains("") else { throw fault(.missingValue, at: colon + 1) }
    let column = String(type) == "member" ? "role" : "kind"
    return (String(type), Selector.Condition(column: column, comparison: .equal, values: values, position: colon + 1))
  }

  /// The last bracket, behind which nothing may stand.
  private func closingBracket() throws(SelectorError) -> Int {
    guard let close = characters.lastIndex(of: "]") else { throw fault(.missingBracket, at: characters.count) }
    guard Self.trimmed(characters[(close + 1)...]).isEmpty else { throw fault(.strayCharacter, at: close + 1) }
    return close
  }

  private mutating func condition(before end: Int) throws(SelectorError) -> Selector.Condition {
    while next < end, characters[next] == " " { next += 1 }
    let start = next
    while next < end, !";=<>!~[]|".contains(characters[next]) { next += 1 }
    let name = Self.trimmed(characters[start..<next])
    guard next < end, characters[next] != ";" else { throw fault(.missingComparison, at: start) }
    let sign = next
    guard let comparison = comparison(before: end) else { throw fault(.unknownComparison, at: sign) }
    guard !name.isEmpty else { throw fault(.missingColumn, at: start) }
    var values = [try value(before: end)]
    while next < end, characters[next] == "|" {
      next += 1
      values.append(try value(before: end))
    }
    if comparison.isOrder {
      if values.count > 1 { throw fault(.severalValues, at: sign) }
      if values[0].isEmpty { throw fault(.missingValue, at: next) }
    }
    let (steps, column) = Self.path(String(name))
    return Selector.Condition(steps: steps, column: column, comparison: comparison, values: values, position: start)
  }

  private mutating func comparison(before end: Int) -> CellComparison.Sign? {
    let (first, second) = (characters[next], next + 1 < end ? characters[next + 1] : " ")
    let known = CellComparison.Sign(rawValue: String([first, second])) ?? CellComparison.Sign(rawValue: String(first))
    next += known?.rawValue.count ?? 0
    return known
  }

  /// A value up to `|`, `;` or the end; between quotes up to the closing one.
  private mutating func value(before end: Int) throws(SelectorError) -> String {
    while next < end, characters[next] == " " { next += 1 }
    guard next < end, characters[next] == "\"" else {
      let start = next
      while next < end, characters[next] != "|", characters[next] != ";" { next += 1 }
      return String(Self.trimmed(characters[start..<next]))
    }
    let start = next
    var value = ""
    next += 1
    while true {
      guard next < end else { throw fault(.missingQuote, at: start) }
      if characters[next] == "\"" {
        next += 1
        guard next < end, characters[next] == "\"" else { break }
      }
      value.append(characters[next])
      next += 1
    }
    while next < end, characters[next] == " " { next += 1 }
    guard next == end || characters[next] == "|" || characters[next] == ";" else { throw fault(.strayCharacter, at: next) }
    return value
  }

  /// Takes `unit.kind` apart.
  private static func path(_ name: String) -> (steps: [String], column: String) {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var steps: [String] = []
    while parts.count > 1, Self.steps.contains(parts[0]) { steps.append(parts.removeFirst()) }
    return (steps, parts.joined(separator: "."))
  }

  private func fault(_ fault: SelectorError.Fault, at position: Int) -> SelectorError { SelectorError(fault, in: text, at: position) }

  private static func trimmed(_ text: ArraySlice<Character>) -> ArraySlice<Character> {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
