import Testing

@testable import TableIO

/// Stretches of consecutive numbers, wherever they lie: a dictionary knows the rows.
struct RunTableTests {
  /// Runs without a number in common, in any order; rows count up in the order of the list.
  private func runs(_ random: inout SplitMix64) -> [NumberRun] {
    var starts: [(UInt64, UInt32)] = []
    var next: UInt64 = random.pick([0, 1, 5_117_810_000_000_000_000, 9_999_999_999_999_990_000])
    // Even steps, all in one bucket but a few, or anything between.
    let shape = random.below(3)
    for _ in 0..<1 + random.below(random.pick([2, 40, 700])) {
      let count = 1 + random.below(random.pick([1, 5, 300]))
      guard next < 9_999_999_999_999_999_000 else { break }
      starts.append((next, UInt32(count)))
      let gap: UInt64 =
        switch shape {
        case 0: 1000
        case 1: random.oneIn(50) ? 1 << 52 : UInt64(random.below(3))
        default: UInt64(random.below(1 << random.below(50)))
        }
      next += UInt64(count) + gap
    }
    if random.oneIn(2) { starts.shuffle(using: &random) }
    var row: UInt32 = 0
    return starts.map { start, count in
      defer { row += count }
      return NumberRun(first: start, row: row, count: count)
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func findsWhatADictionaryFinds(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let runs = runs(&random)
    let table = try #require(RunTable(runs))
    var rows: [UInt64: UInt32] = [:]
    for run in runs { for offset in 0..<run.count { rows[run.first + UInt64(offset)] = run.row + offset } }
    var asked = rows.keys.sorted().shuffled(using: &random).prefix(300) + [0, 1, .max, .max - 1]
    for run in runs.prefix(100) { asked += [run.first &- 1, run.first + UInt64(run.count), run.first + 500] }
    for number in asked { #expect(table.row(of: number) == rows[number] ?? IDIndex.noRow) }
    for start in stride(from: 0, to: asked.count, by: 256) {
      let block = Array(asked[start..<min(asked.count, start + 256)])
      var (homes, found) = ([Int](repeating: 0, count: 256), [UInt32](repeating: 0, count: 256))
      table.find(block, count: block.count, homes: &homes, found: &found)
      #expect(Array(found.prefix(block.count)) == block.map { rows[$0] ?? IDIndex.noRow })
    }
    #expect(table.range.lowerBound == rows.keys.min() && table.range.upperBound == rows.keys.max())
  }

  @Test func sharedNumbersAreRefused() {
    let run = NumberRun(first: 10, row: 0, count: 5)
    for other in [(10, 1), (14, 1), (8, 3), (0, 100), (12, 1)] {
      let second = NumberRun(first: UInt64(other.0), row: 5, count: UInt32(other.1))
      #expect(RunTable([run, second]) == nil && RunTable([second, run]) == nil)
    }
    #expect(RunTable([run, NumberRun(first: 15, row: 5, count: 1), NumberRun(first: 9, row: 6, count: 1)]) != nil)
    #expect(RunTable([]) == nil)
  }
}

/// 10^6 rows whose ids are hard to tell apart, against a dictionary.
struct LargeIndexTests {
  /// Ids that share all but their last bytes, or their length, or their prefix; some twice.
  private func ids(_ shape: Int, count: Int, _ random: inout SplitMix64) -> [[UInt8]] {
    let long = [UInt8](repeating: 0x61, count: 190)
    return (0..<count).map { index in
      switch shape {
      // Registers of villages: runs of numbers, with gaps, and one odd id.
      case 0: index == count / 2 ? Array("odd".utf8) : Array("\(511_781_000_000 + index / 250 * 1000)\(1_000_000 + index)".utf8)
      // Equal prefixes of 190 bytes.
      case 1: long + Array(String(index, radix: 36).utf8)
      // Lengths from 1 to 200 that differ in the last byte only.
      case 2:
        Array(repeating: UInt8(0x62), count: index / 5000 % 197) + Array("\(UnicodeScalar(UInt32(0x4e00 + index % 5000)) ?? "x")".utf8)
      // Widths mixed, leading zeros, numbers in no order.
      case 3: Array(String(repeating: "0", count: index % 5).utf8) + Array("\(index &* 2_654_435_761 % 1_000_003)".utf8)
      // Every eighth twice.
      default: Array("H\(index % 8 == 0 ? index / 2 : index)".utf8)
      }
    }
  }

  @Test(arguments: 0..<5)
  func aMillionRows(shape: Int) throws {
    var random = SplitMix64(seed: UInt64(shape))
    let ids = ids(shape, count: 1_000_000, &random)
    var rows: [[UInt8]: UInt32] = [:]
    rows.reserveCapacity(ids.count)
    var repeated: [(UInt32, UInt32)] = []
    for (row, id) in ids.enumerated() {
      if let first = rows[id] { repeated.append((UInt32(row), first)) } else { rows[id] = UInt32(row) }
    }
    var csv: [UInt8] = Array("id\n".utf8)
    for id in ids { csv += id + [0x0a] }
    let reader = try TableReader(ByteSource(bytes: csv, name: "ids.csv"))
    let keys = try IDKeys(reader, jobs: 2)
    let (index, duplicates) = IDIndex.build(keys, jobs: 2, seed: random.next())
    #expect(duplicates.elementsEqual(repeated) { $0.row == $1.0 && $0.first == $1.1 })
    var space = IDSpace()
    space.append(index, base: 0)
    let found = try reader.reduce(
      into: [UInt32](), jobs: 2, parse: { [space] in space.nodes($0, column: 0) }, merge: { all, part, _ in all += part })
    #expect(found.count == ids.count)
    let wrong = found.indices.first { found[$0] != rows[ids[$0]] }
    #expect(wrong == nil)
    for id in [[], Array("H".utf8), Array("00000000".utf8), ids[7] + [0x21], Array(ids[9].dropLast())] as [[UInt8]] {
      #expect(space.node(of: id) == rows[id] ?? IDSpace.noNode)
    }
  }
}
