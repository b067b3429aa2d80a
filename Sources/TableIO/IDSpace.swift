/// The ids of all node tables: finds the node of an id.
package struct IDSpace: Sendable {
  /// No such id.
  package static let noNode = UInt32.max

  /// The tables in the order in which they were loaded.
  package private(set) var tables: [IDIndex] = []
  /// index = table, value = number of its first node.
  package private(set) var bases: [UInt32] = []

  package init() {}

  package mutating func append(_ index: IDIndex, base: UInt32) {
    tables.append(index)
    bases.append(base)
  }

  /// Gives the rows of a table new numbers, `IDIndex.noRow` taking one out.
  package mutating func renumber(table: Int, base: UInt32, rows: [UInt32]) {
    tables[table].renumber(rows)
    bases[table] = base
  }

  /// The node of one id.
  package func node(of id: [UInt8]) -> UInt32 {
    FieldBuffer.with(id) { field in
      for (table, base) in zip(tables, bases) {
        let row = table.row(of: field)
        if row != IDIndex.noRow { return base + row }
      }
      return Self.noNode
    }
  }

  /// The nodes named by a column of a batch, where neighbouring rows often name the same.
  ///
  /// - Complexity: as `nodes`, once for each run.
  package func nodeRuns(_ batch: RowBatch, column: Int) -> NodeRuns {
    let fields = batch.fields
    // A span lends what it holds; an array would hand out copies.
    let asked = tables.span
    var result = NodeRuns(rowCount: batch.rowCount)
    var row = 0
    while row < batch.rowCount {
      // Where hardly two neighbours name the same, many rows are looked up at a time.
      if row > 256, result.nodes.count > row / 2 {
        let rest = scattered(batch, column, from: row, inOrder: true)
        for row in row..<batch.rowCount { result.append(rest[row], from: row) }
        break
      }
      let field = fields[row, column]
      var node = Self.noNode
      for table in asked.indices where node == Self.noNode {
        let found = asked[table].row(of: field)
        if found != IDIndex.noRow { node = bases[table] + found }
      }
      result.append(node, from: row)
      row = rowBehind(field, row, column, fields, batch)
    }
    return result
  }

  /// The first row behind `row` with another text than its.
  @inline(__always)
  private func rowBehind(_ field: Field, _ row: Int, _ column: Int, _ fields: Fields, _ batch: RowBatch) -> Int {
    var next = row &+ 1
    // Fields with doubled quotes share a buffer: each is gone with the next.
    guard field.count <= 8, !batch.hasQuotes else {
      while next < batch.rowCount {
        let other = fields[next, column]
        if batch.scratchUses > 0 || !field.isEqual(to: other) { break }
        next &+= 1
      }
      return next
    }
    let word = field.maskedWord
    while next < batch.rowCount {
      let other = fields[next, column]
      if other.count != field.count || other.maskedWord != word { break }
      next &+= 1
    }
    return next
  }

  /// The nodes named by a column of a batch.
  ///
  /// - Returns: index = row of the batch, value = node or `noNode`; an empty field is `noNode`.
  /// - Complexity: O(rows x tables) at worst; the table that was right for the last rows is asked first.
  package func nodes(_ batch: RowBatch, column: Int) -> [UInt32] { scattered(batch, column, from: 0, inOrder: false) }

  /// - Parameter inOrder: every row asks the tables in their order: of tables that share an id, the first has it.
  private func scattered(_ batch: RowBatch, _ column: Int, from first: Int, inOrder: Bool) -> [UInt32] {
    var search = IDSearch(fields: batch.fields, column: column, rowCount: batch.rowCount)
    let asked = tables.span
    var order = Array(tables.indices)
    var start = first
    while start < batch.rowCount {
      search.begin(start)
      for (rank, table) in order.enumerated() where search.pendingCount > 0 {
        let hits = search.look(in: asked[table], base: bases[table])
        // The first table asked should be the one that knows most.
        if !inOrder, rank > 0, hits > 128 { order = [table] + order.filter { $0 != table } }
      }
      start += 256
    }
    return search.result
  }
}

extension RowBatch {
  /// The nodes named by a column; see `IDSpace.nodes`.
  package func nodes(column: Int, in ids: IDSpace) -> [UInt32] { ids.nodes(self, column: column) }

  /// Nobody can write rows that have one hash: rows are taken for equal by it.
  private static let rowSeed = UInt64.random(in: .min ... .max)

  package func isEmpty(row: Int, column: Int) -> Bool { field(row, column).count == 0 }

  /// index = row, value = a hash of all its fields without quotes; equal rows have equal hashes in one process, and others hardly ever.
  package func rowHashes() -> [UInt64] {
    let fields = fields
    return (0..<rowCount).map { row in
      (0..<columnCount).reduce(Self.rowSeed) { TextTable.hash(fields[row, $1], $0 &* 31 &+ UInt64($1)) }
    }
  }
}

/// Nodes named by consecutive rows, each as often as it occurs in a row.
package struct NodeRuns: Sendable {
  package let rowCount: Int
  /// index = run, value = its first row; ascending from 0.
  package private(set) var starts: [UInt32] = []
  /// index = run, value = node, or `IDSpace.noNode`.
  package var nodes: [UInt32] = []

  package init(rowCount: Int) { self.rowCount = rowCount }

  /// The runs of a list of nodes.
  package init(_ nodes: [UInt32]) {
    rowCount = nodes.count
    for (row, node) in nodes.enumerated() { append(node, from: row) }
  }

  package mutating func append(_ node: UInt32, from row: Int) {
    if let last = nodes.last, last == node { return }
    starts.append(UInt32(truncatingIfNeeded: row))
    nodes.append(node)
  }

  /// The rows of a run.
  package func rows(_ run: Int) -> Range<Int> { Int(starts[run])..<(run + 1 < starts.count ? Int(starts[run + 1]) : rowCount) }

  /// - Complexity: O(log runs).
  package subscript(row: Int) -> UInt32 { nodes[run(of: row)] }

  /// The run a row is in.
  ///
  /// - Complexity: O(log runs).
  package func run(of row: Int) -> Int {
    var from = 0
    var to = starts.count
    while to - from > 1 {
      let middle = (from + to) / 2
      if Int(starts[middle]) <= row { from = middle } else { to = middle }
    }
    return from
  }

  /// index = row, value = node.
  package var all: [UInt32] { nodes.indices.flatMap { repeatElement(nodes[$0], count: rows($0).count) } }
}

/// Looks up the ids of a column, 256 rows at a time, table after table.
private struct IDSearch {
  let fields: Fields
  let column: Int
  let rowCount: Int
  /// index = row, value = node.
  var result: [UInt32]
  /// Rows of the block that no table knew yet.
  private var pending = [Int](repeating: 0, count: 256)
  private(set) var pendingCount = 0
  private var matched = [Int](repeating: 0, count: 256)
  private var numbers = [UInt64](repeating: 0, count: 256)
  private var homes = [Int](repeating: 0, count: 256)
  private var found = [UInt32](repeating: 0, count: 256)

  init(fields: Fields, column: Int, rowCount: Int) {
    self.fields = fields
    self.column = column
    self.rowCount = rowCount
    result = [UInt32](repeating: IDSpace.noNode, count: rowCount)
  }

  mutating func begin(_ start: Int) {
    pendingCount = min(256, rowCount - start)
    for index in 0..<pendingCount { pending[index] = start + index }
  }

  /// Asks one table for all pending rows; returns how many it knew.
  mutating func look(in table: IDIndex, base: UInt32) -> Int {
    let before = pendingCount
    for family in table.families.indices where pendingCount > 0 { look(in: table, family: family, base: base) }
    if !table.texts.isEmpty, pendingCount > 0 { lookUpTexts(table, base: base) }
    return before - pendingCount
  }

  private mutating func look(in table: IDIndex, family index: Int, base: UInt32) {
    let family = table.families[index]
    switch table.rows[index] {
    case .hashed(let keys, _, _):
      lookUpNumbers(family, table, base: base) { keys.find($0, count: $1, homes: &$2, found: &$3) }
    case .runs(let runs):
      lookUpNumbers(family, table, base: base) { runs.find($0, count: $1, homes: &$2, found: &$3) }
    case _ where table.newRows != nil:
      lookDirectly(family, base: base) { table.row(family: index, number: $0) }
    case .none: break
    case .sequence(let first, let size):
      lookDirectly(family, base: base) { $0 &- first < size ? UInt32(truncatingIfNeeded: $0 &- first) : IDIndex.noRow }
    case .direct(let first, let rows):
      lookDirectly(family, base: base) { $0 &- first < UInt64(rows.count) ? rows[Int(truncatingIfNeeded: $0 &- first)] : IDIndex.noRow }
    }
  }

  /// Where one look, mostly into the cache, tells the row.
  @inline(__always)
  private mutating func lookDirectly(_ family: IDFamily, base: UInt32, _ row: (UInt64) -> UInt32) {
    let (fields, column) = (fields, column)
    pendingCount = family.withNumber { number in
      Self.lookDirectly(&pending, pendingCount, &result, base, { number(fields[$0, column]) }, row)
    }
  }

  /// Looks up the first `count` rows of `pending`; returns how many stay there.
  @inline(__always)
  private static func lookDirectly(
    _ pending: inout [Int], _ count: Int, _ result: inout [UInt32], _ base: UInt32, _ number: (Int) -> UInt64, _ row: (UInt64) -> UInt32
  ) -> Int {
    var pending = pending.mutableSpan
    var result = result.mutableSpan
    var left = 0
    for index in 0..<count {
      let asked = pending[index]
      let number = number(asked)
      let found = number == IDFamily.none ? IDIndex.noRow : row(number)
      if found == IDIndex.noRow {
        pending[left] = asked
        left &+= 1
      } else {
        result[asked] = base &+ found
      }
    }
    return left
  }

  /// In a large table: all numbers first, then all places in it, so that the loads of a block do not wait for each other.
  @inline(__always)
  private mutating func lookUpNumbers(
    _ family: IDFamily, _ table: IDIndex, base: UInt32, _ find: ([UInt64], Int, inout [Int], inout [UInt32]) -> Void
  ) {
    let (fields, column) = (fields, column)
    let (count, left) = family.withNumber { number in
      Self.take(&pending, pendingCount, &numbers, &matched) { number(fields[$0, column]) }
    }
    find(numbers, count, &homes, &found)
    table.renumberFound(&found, count: count)
    pendingCount = left
    settle(count, base: base)
  }

  /// Takes the numbers of the first `asked` rows of `pending`, and those rows; returns how many were taken, and how many are left there.
  @inline(__always)
  private static func take(
    _ pending: inout [Int], _ asked: Int, _ numbers: inout [UInt64], _ matched: inout [Int], _ number: (Int) -> UInt64
  ) -> (count: Int, left: Int) {
    var pending = pending.mutableSpan
    var numbers = numbers.mutableSpan
    var matched = matched.mutableSpan
    var (count, left) = (0, 0)
    for index in 0..<asked {
      let row = pending[index]
      let number = number(row)
      if number == IDFamily.none {
        pending[left] = row
        left &+= 1
      } else {
        numbers[count] = number
        matched[count] = row
        count &+= 1
      }
    }
    return (count, left)
  }

  private mutating func lookUpTexts(_ table: IDIndex, base: UInt32) {
    let count = pendingCount
    for index in 0..<count { matched[index] = pending[index] }
    table.texts.find(count: count, hashes: &numbers, homes: &homes, found: &found) { fields[matched[$0], column] }
    table.renumberFound(&found, count: count)
    pendingCount = 0
    settle(count, base: base)
  }

  /// Takes over what was found; the rest stays pending for the next table.
  private mutating func settle(_ count: Int, base: UInt32) {
    pendingCount = Self.settle(&pending, pendingCount, &result, base, matched, found, count)
  }

  /// Takes over the first `count` of what was found; returns how many rows are pending then.
  private static func settle(
    _ pending: inout [Int], _ left: Int, _ result: inout [UInt32], _ base: UInt32, _ matched: [Int], _ found: [UInt32], _ count: Int
  ) -> Int {
    var pending = pending.mutableSpan
    var result = result.mutableSpan
    let (matched, found) = (matched.span, found.span)
    var left = left
    for index in 0..<count {
      if found[index] == IDIndex.noRow {
        pending[left] = matched[index]
        left &+= 1
      } else {
        result[matched[index]] = base &+ found[index]
      }
    }
    return left
  }
}
