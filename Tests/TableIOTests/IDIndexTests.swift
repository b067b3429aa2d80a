import TableIO
import Testing

/// The id index against a dictionary: whatever the ids look like, it answers by their bytes alone.
struct IDIndexTests {
  @Test(arguments: IDTables.Style.allCases)
  func indexAnswersAsADictionaryDoes(style: IDTables.Style) throws {
    for seed in 0..<UInt64(Extent.of(20, full: 40)) {
      var tables = IDTables(seed: seed)
      let count = tables.random.below(tables.random.pick([3, 20, 60, 300]))
      var trial = IDTrial(&tables, styles: [style, style], count: count)
      if let difference = try trial.firstDifference() {
        Issue.record("\(style), seed \(seed): \(difference)")
        return
      }
    }
  }

  /// Tables of different kinds: an id may be a number of a family in one and text in another.
  @Test(arguments: 0..<4)
  func tablesOfDifferentKindsShareOneSpace(shard: UInt64) throws {
    for seed in stride(from: 1000 + shard, to: UInt64(Extent.of(1180, full: 1360)), by: 4) {
      var tables = IDTables(seed: seed)
      let styles = (0..<1 + tables.random.below(4)).map { _ in tables.random.pick(IDTables.Style.allCases) }
      var trial = IDTrial(&tables, styles: styles, count: tables.random.below(80))
      if let difference = try trial.firstDifference() {
        Issue.record("\(styles), seed \(seed): \(difference)")
        return
      }
    }
  }

  /// What is said to ascend does; what a register numbers one after the other is said to.
  @Test func idsSaidToAscendDo() throws {
    var ascending = 0
    for seed in 0..<UInt64(600) {
      var tables = IDTables(seed: seed)
      let style = tables.random.pick(IDTables.Style.allCases)
      var ids = tables.ids(style, count: 1 + tables.random.below(40)).filter { !$0.isEmpty }
      if tables.random.oneIn(2) { ids.sort { $0.lexicographicallyPrecedes($1) } }
      if ids.isEmpty { continue }
      let (index, _) = try Self.build(tables.csv(ids), partSize: 1 + tables.random.below(400), jobs: 2, seed: seed)
      let isSorted = zip(ids, ids.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
      if index.isAscending {
        ascending += 1
        #expect(isSorted, "\(style), seed \(seed)")
      } else if style == .dense {
        #expect(!isSorted, "seed \(seed)")
      }
    }
    #expect(ascending > 50)
  }

  /// More than 65 536 ids in a hash table: it has two regions then, filled by two threads.
  @Test(arguments: [IDTables.Style.nineteenDigits, .uuids], [1, 2])
  func bigTablesHaveTwoRegions(style: IDTables.Style, jobs: Int) throws {
    var tables = IDTables(seed: UInt64(jobs))
    var ids = tables.ids(style, count: 68_000)
    for _ in 0..<50 { ids[tables.random.below(ids.count)] = ids[tables.random.below(ids.count)] }
    let (index, duplicates) = try Self.build(tables.csv(ids), partSize: 100_000, jobs: jobs, seed: tables.random.next())
    var first: [[UInt8]: UInt32] = [:]
    var repeated: [UInt32] = []
    for (row, id) in ids.enumerated() where first.updateValue(first[id] ?? UInt32(row), forKey: id) != nil { repeated.append(UInt32(row)) }
    #expect(duplicates.map(\.row) == repeated)
    #expect(duplicates.map(\.first) == repeated.map { first[ids[Int($0)]] })
    var space = IDSpace()
    space.append(index, base: 7)
    for row in stride(from: 0, to: ids.count, by: 17) where space.node(of: ids[row]) != first[ids[row]].map({ $0 + 7 }) {
      Issue.record("row \(row)")
    }
    for _ in 0..<1000 {
      let slip = tables.slip(of: tables.random.pick(ids))
      #expect(space.node(of: slip) == first[slip].map { $0 + 7 } ?? IDSpace.noNode)
    }
  }

  static func build(_ csv: [UInt8], partSize: Int, jobs: Int, seed: UInt64) throws -> (index: IDIndex, duplicates: [IDTrial.Pair]) {
    // More rows than there are: room for them must change nothing.
    let keys = try IDKeys(tableReader(csv, partSize: partSize), jobs: jobs, expectedRows: 1_100_000)
    let (index, duplicates) = IDIndex.build(keys, jobs: jobs, seed: seed)
    return (index, duplicates.map(IDTrial.Pair.init))
  }
}
