/// Which nodes or edges are meant: a type, and conditions on columns.
///
///     household
///     place:village
///     household[kind=脱贫户|监测户; size>=3; place!=]
///     cadre[unit.kind=机关]
///     pairing:包户[agreement!=; from.unit.level=县]
///     pairing[crosses=county]
///
/// - `=` holds when the cell is one of the values, `!=` when it is none of them; `<`, `<=`, `>`, `>=` compare with one value.
/// - Numbers, dates and texts are compared as such (`CellComparison`). A missing column is an empty cell.
/// - `place.`, `parent.`, `unit.` and `branch.` lead to the node that the cell names; the place of a place is the one around
///   it. Of an edge `from.` and `to.` lead to its ends.
/// - `:X` behind the type is short for `[kind=X]`, of members for `[role=X]`.
/// - `crosses=LEVEL` holds for an edge whose ends lie in different places of that kind; what lies in none crosses nothing.
/// - A value between quotes may hold any sign; a quote inside it is doubled. Without quotes it begins with no sign of comparison.
/// - Signs in full width, as Chinese input types them, are the narrow ones: `household［kind＝脱贫户；size＞3］`.
/// - A condition leads over at most 32 references.
public struct Selector: Sendable, Equatable {
  /// What one condition asks.
  struct Condition: Sendable, Equatable {
    /// The references that lead to the node whose column is compared; empty for a column of its own.
    var steps: [String] = []
    var column: String
    var comparison: CellComparison.Sign
    var values: [String]
    /// Offset of the column's name in the text, in characters.
    var position: Int
    /// Offsets of the steps.
    var stepPositions: [Int] = []
    /// Offsets of the values.
    var valuePositions: [Int] = []

    /// The column with the way to it, as it was written.
    var path: String { (steps + [column]).joined(separator: ".") }
  }

  /// Types of edges: those of the tables that norms count.
  static let edgeTypes = ["pairing", "member", "visit"]

  /// The text it was read from.
  public let text: String
  /// Node type: `place`, `household`, … or a `kind` of `nodes.csv`; or a type of edges: `pairing`, `member`, `visit`.
  public let type: String
  let conditions: [Condition]

  /// Columns it compares in the rows of its own type; loaded with the tables (`LoadOptions.attributes`), they need no reading of their own.
  public var attributes: Set<String> { Set(conditions.filter { $0.steps.isEmpty && !isCrossing($0) }.map(\.column)) }

  /// Whether it selects edges.
  var isOfEdges: Bool { Self.edgeTypes.contains(type) }

  /// Reads a selector.
  ///
  /// - Errors: `SelectorError` with the position of the fault.
  public init(_ text: String) throws(SelectorError) {
    var parser = SelectorParser(text)
    (type, conditions) = try parser.parse()
    self.text = text
  }

  /// Whether a condition asks if an edge crosses borders.
  func isCrossing(_ condition: Condition) -> Bool { isOfEdges && condition.steps.isEmpty && condition.column == "crosses" }
}
