internal import TableIO

/// Rows of an edge table as selectors look at them: a whole table in memory, or a part of one that is read.
struct EdgeRows: Sendable {
  /// index = row, value = node; equal counts.
  var from: [UInt32]
  var to: [UInt32]
  /// Column name -> its values, for the columns that the table has and selectors compare.
  var codes: [String: CodedColumn]
}

/// A selector of edges, made ready for a network: what it asks of their ends is known for every node.
struct EdgeSelection: Sendable {
  private enum Test: Sendable {
    case cell(String, CellComparison)
    /// The nodes of which the end must be one.
    case end(EdgeSide, RowBits)
    /// Levels, each with index = node, value = the place of the level that it is in; whether those of the ends must differ in one.
    case crossing([[UInt32]], Bool)
  }

  private var tests: [Test] = []

  /// Levels that are asked for and that no place is of: nothing crosses their borders.
  private(set) var missingLevels: [String] = []

  /// Whether it holds for every row.
  var isTrivial: Bool { tests.isEmpty }

  /// Holds for every row.
  init() {}

  /// - Parameter columns: names in the header of the table.
  /// - Complexity: O(nodes x conditions on ends).
  /// - Errors: `SelectorError` when there is no such column, or no such level of places and the design names none.
  init(_ selector: Selector, in network: Network, columns: [String]?) throws {
    let ends = NodeConditions(network, selector)
    for condition in selector.conditions {
      if let side = condition.steps.first.flatMap({ ["from": EdgeSide.from, "to": .to][$0] }) {
        tests.append(.end(side, try ends.everywhere(condition, condition.steps.dropFirst())))
      } else if selector.isCrossing(condition) {
        let levels = try level(of: condition, selector, network)
        tests.append(.crossing(levels, condition.comparison != .unequal))
      } else {
        let comparison = CellComparison(condition.comparison, condition.values)
        if let columns, !condition.steps.isEmpty || !columns.contains(condition.column) {
          throw SelectorError(
            .unknownColumn, in: selector.text, at: condition.stepPositions.first ?? condition.position, names: columns)
        }
        tests.append(.cell(condition.column, comparison))
      }
    }
    try SelectorError.pointing(selector, network) {
      try ends.checkColumns(selector.conditions.filter { ["from", "to"].contains($0.steps.first) })
    }
  }

  /// Levels, each with index = node, value = the place of this kind that it is, or is in.
  private mutating func level(of condition: Selector.Condition, _ selector: Selector, _ network: Network) throws -> [[UInt32]] {
    let leaders = PlaceLevels(network)
    let kinds = leaders.kinds
    var result: [[UInt32]] = []
    for (level, position) in zip(condition.values, condition.valuePositions) {
      if kinds.contains(level) {
        result.append(leaders.places(of: level))
      } else if PlaceLevels.designed.contains(level) {
        missingLevels.append(level)
      } else {
        throw SelectorError(.unknownLevel, in: selector.text, at: position, names: kinds)
      }
    }
    return result
  }

  /// Which rows of a stretch are selected: index = row - first of the stretch.
  ///
  /// - Complexity: O(rows x conditions).
  func holds(_ rows: EdgeRows, in range: Range<Int>) -> [Bool] {
    var result = [Bool](repeating: true, count: range.count)
    let first = range.lowerBound
    for test in tests {
      switch test {
      case .cell(let column, let comparison):
        guard let codes = rows.codes[column] else {
          if !comparison.holds([]) { return [Bool](repeating: false, count: result.count) }
          continue
        }
        codes.codes.narrow(&result, from: first, where: codes.texts.map { comparison.holds($0) })
      case .end(let side, let holds):
        let ends = side == .from ? rows.from : rows.to
        for index in result.indices where !holds.contains(Int(ends[first + index])) { result[index] = false }
      case .crossing(let levels, let mustDiffer):
        for index in result.indices {
          let differ = levels.contains { places in
            let (a, b) = (places[Int(rows.from[first + index])], places[Int(rows.to[first + index])])
            return a != Network.none && b != Network.none && a != b
          }
          if differ != mustDiffer { result[index] = false }
        }
      }
    }
    return result
  }
}
