import TestSupport
import Testing

@testable import TableIO

/// The hash tables when hashing helps nothing: equal hashes must cost time, never an answer.
struct KeyTableTests {
  /// All keys are the same; only `isSame` tells the rows apart.
  @Test func equalKeysAreToldApartByTheirIDs() {
    var random = SplitMix64(seed: 1)
    let names = (0..<600).map { _ in random.below(400) }
    let table = KeyTable(count: names.count, seed: random.next())
    let repeated = table.insert(
      region: 0, count: names.count, key: { _ in 42 }, row: { UInt32($0) }, isSame: { names[Int($0)] == names[Int($1)] })
    var first: [Int: UInt32] = [:]
    var expected: [UInt32] = []
    for (row, name) in names.enumerated() {
      if first[name] == nil { first[name] = UInt32(row) } else { expected.append(UInt32(row)) }
    }
    #expect(repeated.map(\.row) == expected)
    #expect(repeated.map(\.first) == expected.map { first[names[Int($0)]] })
    for name in 0..<400 { #expect(table.find(42) { names[Int($0)] == name } == first[name] ?? KeyTable.noRow) }
    #expect(table.find(43) { _ in true } == KeyTable.noRow)
  }

  /// Keys at the ends of their range and in rows, one at a time and in blocks, on both sides of the size with two regions and of the one
  /// from which memory comes straight from the system.
  @Test(arguments: [0, 1, 2, 255, 256, 257, 5000, 65_536, 65_537, 70_000, 400_000], [UInt64(0), 1, 0x9e37_79b9_7f4a_7c15, .max])
  func blocksAnswerAsSingleLookUpsDo(count: Int, seed: UInt64) {
    // Even numbers from 0 are in the table, odd ones are not; one key is the largest there may be.
    let key = { (index: Int) in index == 0 ? UInt64.max - 1 : UInt64(index - 1) * 2 }
    let table = KeyTable(count: count, seed: seed)
    #expect(table.regions == (count > 65_536 ? 2 : 1))
    for region in 0..<table.regions {
      #expect(table.insert(region: region, count: count, key: key, row: { UInt32($0) }, isSame: { _, _ in true }).isEmpty)
    }
    var homes = [Int](repeating: 0, count: 256)
    var found = [UInt32](repeating: 0, count: 256)
    for start in stride(from: 0, to: min(count, 2048), by: 128) {
      let present = (start..<min(start + 128, count)).map(key)
      let wanted = present + present.map { $0 == UInt64.max - 1 ? 1 : $0 + 1 }
      table.find(wanted + [UInt64](repeating: 0, count: 256 - wanted.count), count: wanted.count, homes: &homes, found: &found)
      let expected = present.indices.map { UInt32(start + $0) } + present.map { _ in KeyTable.noRow }
      #expect(Array(found[..<wanted.count]) == expected)
      #expect(wanted.map { table.find($0) { _ in true } } == expected)
    }
  }

  /// Texts that repeat each other, in stretches that begin and end anywhere, in one region and in two, by one thread and by two: of equal
  /// ones the first stays.
  @Test(arguments: [1, 40, 5000, 65_537, 90_000], [1, 2])
  func ofEqualTextsTheFirstStays(count: Int, jobs: Int) {
    var random = SplitMix64(seed: UInt64(count))
    let names = (0..<count).map { _ in random.below(count / 2 + 1) }
    let hash = { @Sendable (name: Int) in UInt64(name / 3) &* 0x9e37_79b9_7f4a_7c15 }  // three names share one
    let slots = TextSlots<UInt32>(count: count)
    let repeated = slots.insert(
      count: count, jobs: jobs, stretch: 1 + random.below(count), hash: { hash(names[$0]) }, isSame: { names[Int($0)] == names[Int($1)] }
    ).sorted { $0.row < $1.row }
    var first: [Int: UInt32] = [:]
    var expected: [(row: UInt32, first: UInt32)] = []
    for (row, name) in names.enumerated() {
      if let known = first[name] { expected.append((UInt32(row), known)) } else { first[name] = UInt32(row) }
    }
    #expect(repeated.map(\.row) == expected.map(\.row) && repeated.map(\.first) == expected.map(\.first))
    for name in 0..<min(count, 3000) {
      var position = 0
      var found = slots.candidate(hash(name), position: &position)
      while found != TextNumber.none, names[Int(found)] != name { found = slots.candidate(hash(name), behind: &position) }
      #expect(found == first[name] ?? TextNumber.none)
    }
  }

  /// Whoever knew the seed could write a file of ids with one hash; the answers must stand even then.
  @Test(arguments: [1, 2])
  func textsWithOneHashAreStillDifferentIDs(jobs: Int) throws {
    let seed = TextTable.secret ^ 0x6162_6364_6566_6768
    let all = Self.collisions(seed: seed, count: 41)
    let ids = Array(all.prefix(40))
    let hashes = Set(all.map { id in FieldBuffer.with(id) { TextTable.hash($0, seed) } })
    try #require(hashes.count == 1)
    var tables = IDTables(seed: 1)
    let rows = ids + ids.prefix(7) + tables.ids(.names, count: 50)
    let (index, duplicates) = try IDIndexTests.build(tables.csv(rows), partSize: 500, jobs: jobs, seed: seed)
    #expect(duplicates.map(\.row) == Array(40..<47) && duplicates.map(\.first) == Array(0..<7))
    var space = IDSpace()
    space.append(index, base: 0)
    for (row, id) in ids.enumerated() { #expect(space.node(of: id) == UInt32(row)) }
    // One that has the hash, too, but is not in the table.
    #expect(space.node(of: all[40]) == IDSpace.noNode)
    // The same in blocks, and from table to table.
    let asked = all.reversed() + all
    let expected = asked.map { id in ids.firstIndex(of: id).map { UInt32($0) } ?? IDSpace.noNode }
    for inRuns in [false, true] {
      let nodes = try tableReader(tables.csv(asked)).reduce(
        into: [UInt32](), jobs: 1, parse: { [space] in inRuns ? space.nodeRuns($0, column: 0).all : space.nodes($0, column: 0) },
        merge: { all, part, _ in all += part })
      #expect(nodes == expected)
    }
    let keys = try IDKeys(tableReader(tables.csv(asked)), jobs: 1)
    let shared = IDIndex.build(keys, jobs: jobs, seed: seed).index.shared(with: index, keys: keys)
    let known = asked.indices.filter { expected[$0] != IDSpace.noNode }
    #expect(shared.map(\.row) == known.map { UInt32($0) } && shared.map(\.first) == known.map { expected[$0] })
  }

  /// Rows are taken for equal by their hashes: with no seed may the rest of a text make the product forget its first bytes.
  @Test func noRestOfATextHidesItsBeginning() {
    for seed in [0, 1, 2, 0x5eed, .max] as [UInt64] {
      for count in 9...32 {
        for last in 0..<UInt8(64) {
          let rest = [last] + [UInt8](repeating: 0, count: count - 9)
          let hashes = ["C0000001", "C0000002"].map { first in
            FieldBuffer.with(Array(first.utf8) + rest) { TextTable.hash($0, seed) }
          }
          #expect(hashes[0] != hashes[1], "\(seed) \(count) \(last)")
        }
      }
    }
  }

  /// Texts of sixteen printable bytes with one hash: a factor that is 0 makes the product forget the other.
  private static func collisions(seed: UInt64, count: Int) -> [[UInt8]] {
    let half = seed ^ TextTable.secret
    let first = (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(8 * $0)) }
    return (0..<count).map { first + Array("\(10_000_000 + $0 * 7)".utf8) }
  }
}
