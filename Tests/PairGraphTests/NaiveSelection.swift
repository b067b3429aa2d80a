import TestSupport
import PairGraph

/// A selector as its parts, which can be written, and asked of every row by itself.
struct AskedSelector {
  struct Condition {
    /// References on the way: `place`, `parent`, `unit`, `branch`; of an edge first `from` or `to`.
    var steps: [String] = []
    var column: String
    var sign = "="
    var values: [String]
    /// `crosses=LEVEL` of an edge.
    var isCrossing = false
  }

  var type: String
  var conditions: [Condition] = []
  /// The first condition is written as `:X`.
  var isShort = false

  static let edgeTypes = ["pairing": "pairings.csv", "member": "members.csv", "visit": "visits.csv"]

  var isOfEdges: Bool { Self.edgeTypes[type] != nil }

  /// As packs write it; the seed decides blanks and quotes.
  func text(_ random: inout SplitMix64) -> String {
    var result = type
    var rest = conditions[...]
    if isShort, let first = rest.popFirst() { result += ":" + first.values.map { Self.quoted($0, &random) }.joined(separator: "|") }
    if rest.isEmpty { return result }
    var written: [String] = []
    for condition in rest {
      let values = condition.values.map { Self.quoted($0, &random) }.joined(separator: "|")
      let blank = random.oneIn(4) ? " " : ""
      written.append((condition.steps + [condition.column]).joined(separator: ".") + blank + condition.sign + blank + values)
    }
    return result + (random.oneIn(6) ? " " : "") + "[" + written.joined(separator: random.oneIn(2) ? "; " : ";") + "]"
  }

  private static func quoted(_ value: String, _ random: inout SplitMix64) -> String {
    let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) }
    if isPlain, !random.oneIn(5) { return value }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }
}

extension NaiveModel {
  func selects(_ selector: AskedSelector?, _ node: Node) -> Bool {
    guard let selector else { return true }
    return type(node) == selector.type
      && selector.conditions.allSatisfy { NaiveComparison.holds(cell($0.steps, $0.column, of: node), $0.sign, $0.values) }
  }

  func selects(_ selector: AskedSelector?, _ edge: Edge) -> Bool {
    guard let selector else { return true }
    return selector.conditions.allSatisfy { condition in
      if condition.isCrossing {
        // Each end must be in a place of the level: what is nowhere crosses no border.
        let crosses = condition.values.contains { level in
          guard let from = place(level, around: edge.from), let to = place(level, around: edge.to) else { return false }
          return from != to
        }
        return crosses == (condition.sign == "=")
      }
      guard let first = condition.steps.first else {
        return NaiveComparison.holds(edge.cells[condition.column] ?? [], condition.sign, condition.values)
      }
      let end = node(first == "from" ? edge.from : edge.to)
      let cell = end.map { self.cell(Array(condition.steps.dropFirst()), condition.column, of: $0) } ?? []
      return NaiveComparison.holds(cell, condition.sign, condition.values)
    }
  }

  /// The cell that a way of references leads to; empty where it ends on the way.
  private func cell(_ steps: [String], _ column: String, of node: Node) -> [UInt8] {
    var node = node
    for step in steps {
      // What a place is in is its place.
      let id = step == "place" ? node.container : target(step, of: node)
      guard let next = id.flatMap({ self.node($0) }) else { return [] }
      node = next
    }
    return node.cells[column] ?? []
  }

  /// The nearest place of a kind that a node is in, or is.
  private func place(_ level: String, around id: [UInt8]) -> [UInt8]? {
    var next = node(id)
    while let node = next {
      if ["places.csv", "nodes.csv"].contains(node.table), name(node.cells["kind"] ?? []) == level { return node.id }
      next = node.container.flatMap { self.node($0) }
    }
    return nil
  }

  /// The places a node is in, from the nearest on.
  func places(around id: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var next = node(id)?.container
    while let place = next {
      result.append(place)
      next = node(place)?.container
    }
    return result
  }
}

/// Compares a cell with the values of a condition, as the rules say it, in that order.
enum NaiveComparison {
  static func holds(_ cell: [UInt8], _ sign: String, _ values: [String]) -> Bool {
    switch sign {
    case "=": values.contains { equals(cell, Array($0.utf8)) }
    case "!=": !values.contains { equals(cell, Array($0.utf8)) }
    default: !cell.isEmpty && values.contains { isInOrder(cell, sign, Array($0.utf8)) }
    }
  }

  private static func equals(_ cell: [UInt8], _ value: [UInt8]) -> Bool {
    if let (own, first, last) = days(cell, value) { return first <= own && own <= last }
    if let own = number(cell), let other = number(value), !isCode(cell), !isCode(value) { return own == other }
    return cell == value
  }

  private static func isInOrder(_ cell: [UInt8], _ sign: String, _ value: [UInt8]) -> Bool {
    if let (own, first, last) = days(cell, value) { return compare(own, sign, first, last) }
    if isDashed(value) { return false }
    if let other = number(value) { return number(cell).map { compare($0, sign, other, other) } ?? false }
    let (own, other) = (cell.map { Int($0) }, value.map { Int($0) })
    if own == other { return sign == "<=" || sign == ">=" }
    return (own.lexicographicallyPrecedes(other)) == sign.hasPrefix("<")
  }

  /// The first day of the cell, first and last day of the value: of two dates, one of which at least is no mere year.
  private static func days(_ cell: [UInt8], _ value: [UInt8]) -> (Int, Int, Int)? {
    guard isDashed(cell) || isDashed(value), let own = NaiveValues.day(cell, last: false), let first = NaiveValues.day(value, last: false),
      let last = NaiveValues.day(value, last: true)
    else { return nil }
    return (own, first, last)
  }

  private static func isDashed(_ text: [UInt8]) -> Bool { text.contains(0x2d) && NaiveValues.day(text, last: false) != nil }

  private static func number(_ text: [UInt8]) -> Double? { text.isEmpty ? nil : NaiveValues.decimal(text) }

  private static func isCode(_ text: [UInt8]) -> Bool { text.count > 1 && text[0] == 0x30 && text[1] != 0x2e }

  private static func compare<Value: Comparable>(_ own: Value, _ sign: String, _ first: Value, _ last: Value) -> Bool {
    switch sign {
    case "<": own < first
    case "<=": own <= last
    case ">": own > last
    default: own >= first
    }
  }
}
