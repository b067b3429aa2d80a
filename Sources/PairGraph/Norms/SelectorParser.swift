/// Reads the text of a selector from left to right.
struct SelectorParser {
  private let text: String
  private let characters: [Character]
  /// The same with the signs of the language in their narrow form; what is no sign of it stays as it was written.
  private let signs: [Character]
  private var next = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
    signs = characters.map { Self.narrow[$0] ?? $0 }
  }

  /// Signs as Chinese input types them.
  private static let narrow: [Character: Character] = [
    "；": ";", "＝": "=", "［": "[", "］": "]", "！": "!", "｜": "|", "：": ":", "＜": "<", "＞": ">", "～": "~", "，": ",", "．": ".", "\u{3000}": " ",
  ]

  /// The most references of a condition.
  static let longestPath = 32

  /// References that a dot may follow; any other name with a dot is the name of a column.
  private static let steps: Set<String> = ["place", "parent", "unit", "branch", "from", "to"]

  mutating func parse() throws(SelectorError) -> (type: String, conditions: [Selector.Condition]) {
    let type = try type()
    var conditions: [Selector.Condition] = []
    if next < characters.count, signs[next] == ":" { conditions.append(try short(for: type)) }
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
    next = signs.firstIndex { $0 == ":" || $0 == "[" } ?? characters.count
    let type = Self.trimmed(characters[..<next])
    guard !type.isEmpty else { throw fault(.missingType, at: 0) }
    if let stray = signs[..<next].firstIndex(where: { "]=;!<>|".contains($0) }) { throw fault(.strayCharacter, at: stray) }
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
      if !isQuoted, let stray = signs[first..<next].firstIndex(where: { "]=;!<>:".contains($0) }) {
        throw fault(.strayCharacter, at: stray)
      }
      values.append(value)
    } while next < characters.count && signs[next] == "|"
    guard !values.contains("") else { throw fault(.missingValue, at: start) }
    return Selector.Condition(column: type == "member" ? "role" : "kind", comparison: .equal, values: values, position: start)
  }

  /// The last bracket, behind which nothing may stand.
  private func closingBracket() throws(SelectorError) -> Int {
    guard let close = signs.lastIndex(of: "]") else { throw fault(.missingBracket, at: characters.count) }
    guard Self.trimmed(characters[(close + 1)...]).isEmpty else { throw fault(.strayCharacter, at: close + 1) }
    return close
  }

  private mutating func condition(before end: Int) throws(SelectorError) -> Selector.Condition {
    while next < end, signs[next] == " " { next += 1 }
    let start = next
    while next < end, !";=<>!~[]|".contains(signs[next]) { next += 1 }
    let name = Self.trimmed(characters[start..<next])
    guard next < end, signs[next] != ";" else { throw fault(.missingComparison, at: start) }
    let sign = next
    guard let comparison = comparison(before: end) else { throw fault(.unknownComparison, at: sign) }
    guard !name.isEmpty else { throw fault(.missingColumn, at: start) }
    var values: [String] = []
    var starts: [Int] = []
    repeat {
      if !values.isEmpty { next += 1 }  // the bar
      while next < end, signs[next] == " " { next += 1 }
      starts.append(next)
      values.append(try value(before: end, or: "|;"))
    } while next < end && signs[next] == "|"
    if comparison.isOrder {
      if values.count > 1 { throw fault(.severalValues, at: sign) }
      if values[0].isEmpty { throw fault(.missingValue, at: next) }
    }
    var condition = Selector.Condition(column: "", comparison: comparison, values: values, position: start)
    condition.valuePositions = starts
    return try path(start..<sign, condition)
  }

  private mutating func comparison(before end: Int) -> CellComparison.Sign? {
    let (first, second) = (signs[next], next + 1 < end ? signs[next + 1] : " ")
    let known = CellComparison.Sign(rawValue: String([first, second])) ?? CellComparison.Sign(rawValue: String(first))
    next += known?.rawValue.count ?? 0
    return known
  }

  /// A value up to one of some signs or the end; between quotes up to the closing one.
  private mutating func value(before end: Int, or stops: String) throws(SelectorError) -> String {
    while next < end, signs[next] == " " { next += 1 }
    guard next < end, signs[next] == "\"" else {
      let start = next
      while next < end, !stops.contains(signs[next]) { next += 1 }
      // `kind==A` and `need=>1` are slips; who means the sign writes quotes.
      if start < next, "=<>!~".contains(signs[start]) { throw fault(.unknownComparison, at: start) }
      // Conditions stand behind semicolons, not behind commas.
      if let comma = signs[start..<next].firstIndex(of: ","), signs[comma..<next].contains(where: { "=<>".contains($0) }) {
        throw fault(.strayCharacter, at: comma)
      }
      return String(Self.trimmed(characters[start..<next]))
    }
    let start = next
    var value = ""
    next += 1
    while true {
      guard next < end else { throw fault(.missingQuote, at: start) }
      if signs[next] == "\"" {
        next += 1
        guard next < end, signs[next] == "\"" else { break }
      }
      value.append(characters[next])
      next += 1
    }
    while next < end, signs[next] == " " { next += 1 }
    guard next == end || stops.contains(signs[next]) else { throw fault(.strayCharacter, at: next) }
    return value
  }

  /// Takes `unit.kind` apart.
  private func path(_ range: Range<Int>, _ condition: Selector.Condition) throws(SelectorError) -> Selector.Condition {
    var condition = condition
    var start = range.lowerBound
    while let dot = signs[start..<range.upperBound].firstIndex(of: ".") {
      let step = String(Self.trimmed(characters[start..<dot]))
      guard Self.steps.contains(step) else { break }
      if condition.steps.count == Self.longestPath { throw fault(.tooManySteps, at: start) }
      condition.steps.append(step)
      condition.stepPositions.append(start)
      start = dot + 1
    }
    condition.column = String(Self.trimmed(characters[start..<range.upperBound]))
    condition.position = start
    return condition
  }

  private func fault(_ fault: SelectorError.Fault, at position: Int) -> SelectorError { SelectorError(fault, in: text, at: position) }

  private static func trimmed(_ text: ArraySlice<Character>) -> ArraySlice<Character> {
    var text = text
    while text.first == " " || text.first == "\u{3000}" { text.removeFirst() }
    while text.last == " " || text.last == "\u{3000}" { text.removeLast() }
    return text
  }
}
