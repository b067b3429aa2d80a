internal import TableIO

extension Selector {
  /// The nodes it selects.
  ///
  /// - Returns: index = node, value = whether it is selected.
  /// - Complexity: O(nodes of the type x conditions), and one reading of a table for each column that was not loaded.
  /// - Errors: `SelectorError` when neither the dataset nor the design knows the type, or no table of the type has a column.
  func select(in network: Network) throws -> [Bool] { try selection(in: network).flags(count: network.nodeCount) }

  /// The same as a set.
  func selection(in network: Network) throws -> RowBits {
    guard TableSpec.nodeTypes.contains(type) || network.types.contains(type) else {
      throw SelectorError(.unknownType, in: text, at: text.prefix { $0 == " " }.count, names: network.types)
    }
    let values = NodeConditions(network, self)
    var result = RowBits(below: network.nodeCount)
    for table in network.nodeTables {
      guard table.spec.type.isEmpty || table.spec.type == type else { continue }
      // Of all tables, the one of mixed types alone may have nothing to do with this one.
      if !take(ofTypeIn: table, &result) { continue }
      for condition in conditions {
        try values.holds(condition, condition.steps[...], in: table).narrow(&result, in: table.nodes)
      }
    }
    try values.checkColumns(conditions)
    return result
  }

  /// Takes in the nodes of a table that are of the type.
  ///
  /// - Returns: whether there are any.
  private func take(ofTypeIn table: NodeTable, _ selected: inout RowBits) -> Bool {
    if table.spec.type == type {
      selected.insert(table.nodes)
      return true
    }
    guard let kinds = table.codes["kind"] else {
      if type == "node" { selected.insert(table.nodes) }
      return type == "node"
    }
    selected.insert(table.nodes)
    let isMeant = kinds.texts.map { $0 == Array(type.utf8) || ($0.isEmpty && type == "node") }
    selected.narrow(kinds.codes, first: table.nodes.lowerBound, where: isMeant)
    return selected.count(in: table.nodes) > 0
  }
}

/// The rows of a table for which a condition holds.
enum RowFlags {
  case all(Bool)
  /// Codes of rows; index = code, value = whether it holds.
  case coded(RowCodes, [Bool])
  /// Stretches of rows, one after the other.
  case runs([(rows: Range<Int>, holds: Bool)])

  /// Takes out of a selection the rows for which it does not hold.
  ///
  /// - Parameter nodes: the stretch of the selection that is the table's.
  /// - Complexity: O(rows).
  func narrow(_ selected: inout RowBits, in nodes: Range<Int>) {
    switch self {
    case .all(true): return
    case .all(false): selected.remove(nodes)
    case .coded(let codes, let holds): selected.narrow(codes, first: nodes.lowerBound, where: holds)
    case .runs(let runs):
      for (rows, holds) in runs where !holds {
        selected.remove(rows.lowerBound + nodes.lowerBound..<rows.upperBound + nodes.lowerBound)
      }
    }
  }

  /// The rows 0 ..< count for which it holds.
  func bits(count: Int) -> RowBits {
    var bits = RowBits(all: count)
    narrow(&bits, in: 0..<count)
    return bits
  }
}

/// Which nodes a condition holds for, with the ways to other nodes walked once.
final class NodeConditions {
  private let network: Network
  private let selector: Selector
  /// Conditions, by where they start -> the columns of the tables that were asked.
  private var seen: [Int: [String]] = [:]
  /// Conditions that found their column.
  private var found: Set<Int> = []

  init(_ network: Network, _ selector: Selector) {
    self.network = network
    self.selector = selector
  }

  /// Of all nodes those for which the condition holds.
  func everywhere(_ condition: Selector.Condition, _ steps: ArraySlice<String>) throws -> RowBits {
    var result = RowBits(all: network.nodeCount)
    for table in network.nodeTables { try holds(condition, steps, in: table).narrow(&result, in: table.nodes) }
    return result
  }

  /// Complains of columns that no table has, naming those there are.
  func checkColumns(_ conditions: [Selector.Condition]) throws(SelectorError) {
    for condition in conditions where !found.contains(condition.position) {
      guard let names = seen[condition.position], !names.isEmpty else { continue }
      throw SelectorError(.unknownColumn, in: selector.text, at: condition.position, names: names)
    }
  }

  /// The rows of a table for which a condition holds.
  func holds(_ condition: Selector.Condition, _ steps: ArraySlice<String>, in table: NodeTable) throws -> RowFlags {
    guard let step = steps.first else { return try holds(condition, in: table) }
    let names = table.reader.header.names
    guard let nodes = try references(step, in: table) else {
      seen[condition.position, default: []] += names
      return .all(holdsForNothing(condition))
    }
    let nothing = holdsForNothing(condition)
    var targets = [RowBits?](repeating: nil, count: network.nodeTables.count)
    let firsts = network.nodeTables.map(\.nodes.lowerBound)
    var runs: [(rows: Range<Int>, holds: Bool)] = []
    var failure: (any Error)?
    nodes.forEachRun(in: 0..<table.count) { rows, node in
      var value = nothing
      if node != Network.none, failure == nil {
        let index = network.tableIndex(of: Int(node))
        do {
          if targets[index] == nil {
            let target = network.nodeTables[index]
            targets[index] = try holds(condition, steps.dropFirst(), in: target).bits(count: target.count)
          }
        } catch { failure = error }
        value = targets[index]?.contains(Int(node) - firsts[index]) ?? nothing
      }
      if let last = runs.last, last.holds == value {
        runs[runs.count - 1].rows = last.rows.lowerBound..<rows.upperBound
      } else {
        runs.append((rows, value))
      }
    }
    if let failure { throw failure }
    // Tables that no such link leads to still say which columns there are.
    if !found.contains(condition.position) { try askTargets(of: step, condition, steps.dropFirst(), from: table) }
    return .runs(runs)
  }

  private func askTargets(of step: String, _ condition: Selector.Condition, _ steps: ArraySlice<String>, from table: NodeTable) throws {
    for target in network.nodeTables where targetFiles(step, table).contains(target.spec.file) {
      _ = try holds(condition, steps, in: target)
    }
  }

  private func holds(_ condition: Selector.Condition, in table: NodeTable) throws -> RowFlags {
    seen[condition.position, default: []] += table.reader.header.names
    guard table.reader.header.column(condition.column) != nil else {
      return .all(holdsForNothing(condition))
    }
    found.insert(condition.position)
    let values = try LoadError.naming(network.name) { try table.values(in: condition.column, jobs: network.jobs) }
    guard let values else { return .all(holdsForNothing(condition)) }
    let comparison = CellComparison(condition.comparison, condition.values)
    let holds = values.texts.map { comparison.holds($0) }
    return .coded(values.codes, holds)
  }

  private func holdsForNothing(_ condition: Selector.Condition) -> Bool {
    CellComparison(condition.comparison, condition.values).holds([])
  }

  private func targetFiles(_ step: String, _ table: NodeTable) -> [String] {
    let name = step == "place" && table.spec.type == "place" ? "parent" : step
    guard case .reference(let files)? = table.spec.column(name)?.meaning else { return [] }
    return files
  }

  /// The nodes that a column of references names; a place's own place is the one around it.
  private func references(_ step: String, in table: NodeTable) throws -> NodeColumn? {
    let isOfPlace = step == "place" && table.spec.type == "place"
    if step == "place", let containers = table.containers { return containers }
    let name = isOfPlace ? "parent" : step
    if let loaded = table.references[name] { return loaded }
    let files = targetFiles(step, table)
    guard !files.isEmpty, table.reader.header.column(name) != nil else { return nil }
    let targets = network.nodeTables.filter { files.contains($0.spec.file) }.map { $0.first..<$0.first + UInt32($0.count) }
    var options = LoadOptions(day: network.day, jobs: network.jobs)
    options.progress = nil
    let pass = ReferencePass(table: table, column: name, ids: network.ids, targets: targets, options: options)
    return NodeColumn(try LoadError.naming(network.name) { try pass.run().nodes })
  }
}
