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
    let type = try type()
    var conditions: [Selector.Condition] = []
    if next < characters.count, characters[next] == ":" { conditions.append(try short(for: type)) }
    guard next < characters.count else { return (type, conditions) }
    let close = try closingBracket()
    next += 1  // the opening one
    while true {
      conditions.append(try condition(before: close))
      if next >= close { break }
      next += 1  // the semicolon
    }
    return (type, conditions)
  }

  /// What stands before a colon or a bracket.
  private mutating func type() throws(SelectorError) -> String {
    next = characters.firstIndex { $0 == ":" || $0 == "[" } ?? characters.count
    let type = Self.trimmed(characters[..<next])
    guard !type.isEmpty else { throw fault(.missingType, at: 0) }
    if let stray = characters[..<next].firstIndex(where: { "]=;!<>|".contains($0) }) { throw fault(.strayCharacter, at: stray) }
    return String(type)
  }

  /// The condition that `:X` is short for.
  private mutating func short(for type: String) throws(SelectorError) -> Selector.Condition {
    let start = next + 1
    var values: [String] = []
    repeat {
      next += 1  // the colon or the bar
      let first = next
      let value = try value(before: characters.count, or: "|[")
      let isQuoted = characters[first..<next].contains("\"")
      if !isQuoted, let stray = characters[first..<next].firstIndex(where: { "]=;!<>:".contains($0) }) {
        throw fault(.strayCharacter, at: stray)
      }
      values.append(value)
    } while next < characters.count && characters[next] == "|"
    guard !values.contains("") else { throw fault(.missingValue, at: start) }
    return Selector.Condition(column: type == "member" ? "role" : "kind", comparison: .equal, values: values, position: start)
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
    var values = [try value(before: end, or: "|;")]
    while next < end, characters[next] == "|" {
      next += 1
      values.append(try value(before: end, or: "|;"))
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

  /// A value up to one of some signs or the end; between quotes up to the closing one.
  private mutating func value(before end: Int, or stops: String) throws(SelectorError) -> String {
    while next < end, characters[next] == " " { next += 1 }
    guard next < end, characters[next] == "\"" else {
      let start = next
      while next < end, !stops.contains(characters[next]) { next += 1 }
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
    guard next == end || stops.contains(characters[next]) else { throw fault(.strayCharacter, at: next) }
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
