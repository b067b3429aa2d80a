import TestSupport
import TableIO

/// Some tables of ids, indexed, next to a dictionary that knows the right answers.
struct IDTrial {
  struct Pair: Equatable {
    var row: UInt32
    var first: UInt32

    init(row: UInt32, first: UInt32) { (self.row, self.first) = (row, first) }
  }

  private var random: SplitMix64
  /// index = table, value = its ids in row order, without empty ones.
  private var ids: [[[UInt8]]] = []
  private var csv: [[UInt8]] = []
  /// A column of ids, right and nearly right ones.
  private var asked: [[UInt8]] = []
  private var askedCSV: [UInt8] = []

  private var space = IDSpace()
  /// The dictionary: id -> node.
  private var right: [[UInt8]: UInt32] = [:]
  /// Number of nodes so far.
  private var base: UInt32 = 0
  /// index = table, value = its rows whose id a row before has.
  private var rejected: [Set<UInt32>] = []

  /// - Parameter styles: one for each table.
  init(_ tables: inout IDTables, styles: [IDTables.Style], count: Int) {
    for style in styles {
      var own = tables.ids(style, count: count)
      // The same id twice in a table, and in two tables.
      for _ in 0..<tables.random.below(4) where own.count > 1 { own[tables.random.below(own.count)] = tables.random.pick(own) }
      for _ in 0..<tables.random.below(4) where !own.isEmpty {
        if let other = ids.randomElement(using: &tables.random), !other.isEmpty {
          own[tables.random.below(own.count)] = tables.random.pick(other)
        }
      }
      csv.append(tables.csv(own))
      ids.append(own.filter { !$0.isEmpty })
    }
    let all = ids.flatMap(\.self)
    for _ in 0..<all.count + 20 {
      let id = all.randomElement(using: &tables.random) ?? Array("H1".utf8)
      // Neighbouring rows often name the same one.
      for _ in 0..<(tables.random.oneIn(4) ? 3 : 1) { asked.append(id) }
      if tables.random.oneIn(3) { asked.append(tables.slip(of: id)) }
      if tables.random.oneIn(10) { asked.append([]) }
    }
    if tables.random.oneIn(2) { asked.shuffle(using: &tables.random) }
    askedCSV = tables.csv(asked)
    random = tables.random
  }

  /// What an index or a look-up says that is not so, or nil.
  mutating func firstDifference() throws -> String? {
    for table in ids.indices {
      if let wrong = try load(table) { return wrong }
    }
    if let wrong = firstWrongNode() { return "before renumbering: \(wrong)" }
    renumber()
    if let wrong = firstWrongNode() { return "after renumbering: \(wrong)" }
    // Block look-ups ask the tables in any order: right only now that no id is in two of them.
    return try firstWrongBlock(inRuns: false) ?? firstWrongBlock(inRuns: true)
  }

  private mutating func load(_ table: Int) throws -> String? {
    let own = ids[table]
    let reader = try tableReader(csv[table], partSize: random.pick([150, 1000, 3000, 512 << 10]))
    let keys = try IDKeys(reader, jobs: 1 + random.below(2))
    let (index, duplicates) = IDIndex.build(keys, jobs: 1 + random.below(2), seed: random.next())
    guard index.count == own.count else { return "\(index.count) rows, expected \(own.count)" }
    let repeated = Self.repeated(own)
    guard duplicates.map(Pair.init) == repeated else { return "duplicates \(duplicates), expected \(repeated)" }
    var out = Set(repeated.map(\.row))
    for (earlier, other) in space.tables.enumerated() {
      let shared = index.shared(with: other, keys: keys).map(Pair.init)
      let expected = Self.shared(own, with: ids[earlier])
      guard shared == expected else { return "shared \(shared), expected \(expected)" }
      out.formUnion(expected.map(\.row))
    }
    for (row, id) in own.enumerated() where right[id] == nil { right[id] = base + UInt32(row) }
    space.append(index, base: base)
    base += UInt32(own.count)
    rejected.append(out)
    return nil
  }

  private func firstWrongNode() -> String? {
    for id in asked where space.node(of: id) != right[id] ?? IDSpace.noNode {
      return "\(shown(id)) is \(space.node(of: id)), expected \(right[id].map { "\($0)" } ?? "none")"
    }
    return nil
  }

  private mutating func firstWrongBlock(inRuns: Bool) throws -> String? {
    let reader = try tableReader(askedCSV, partSize: random.pick([500, 3000, 512 << 10]))
    let nodes = try reader.reduce(
      into: [UInt32](), jobs: 1 + random.below(2),
      parse: { [space] in inRuns ? space.nodeRuns($0, column: 0).all : space.nodes($0, column: 0) },
      merge: { all, part, _ in all += part })
    let expected = asked.map { right[$0] ?? IDSpace.noNode }
    guard nodes.count == expected.count else { return "\(nodes.count) nodes, expected \(expected.count)" }
    guard let row = nodes.indices.first(where: { nodes[$0] != expected[$0] }) else { return nil }
    return "row \(row), \(shown(asked[row])), inRuns \(inRuns): \(nodes[row]), expected \(expected[row])"
  }

  /// Takes out what is rejected and some rows more, and numbers the rest anew.
  private mutating func renumber() {
    right = [:]
    base = 0
    for (table, own) in ids.enumerated() {
      var next: UInt32 = 0
      let rows = own.indices.map { row -> UInt32 in
        if rejected[table].contains(UInt32(row)) || random.oneIn(20) { return IDIndex.noRow }
        right[own[row]] = base + next
        next += 1
        return next - 1
      }
      space.renumber(table: table, base: base, rows: rows)
      base += next
    }
  }

  /// Rows whose id an earlier row has, with the first that has it.
  private static func repeated(_ ids: [[UInt8]]) -> [Pair] {
    var first: [[UInt8]: UInt32] = [:]
    var result: [Pair] = []
    for (row, id) in ids.enumerated() {
      if let earlier = first[id] { result.append(Pair(row: UInt32(row), first: earlier)) } else { first[id] = UInt32(row) }
    }
    return result
  }

  /// Rows whose id is in an earlier table, too, with the first row that has it there.
  private static func shared(_ ids: [[UInt8]], with earlier: [[UInt8]]) -> [Pair] {
    var first: [[UInt8]: UInt32] = [:]
    for (row, id) in earlier.enumerated() where first[id] == nil { first[id] = UInt32(row) }
    return ids.enumerated().compactMap { row, id in first[id].map { Pair(row: UInt32(row), first: $0) } }
  }
}

extension IDKeys {
  /// The ids of the first column; empty ones are left out, as the loader does.
  init(_ reader: TableReader, jobs: Int, expectedRows: Int = 0) throws {
    let shape = try IDShape(sampling: reader, column: 0)
    var start = IDKeys(shape: shape)
    start.reserve(expectedRows)
    self = try reader.reduce(
      into: start, jobs: jobs,
      parse: { batch in
        let empty = batch.empties(column: 0).enumerated().filter(\.element).map(\.offset)
        return batch.keys(column: 0, shape: shape, skipping: empty)
      }, merge: { keys, part, _ in keys.append(part) })
  }
}
