import TestSupport
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

  @Test(arguments: 0..<UInt64(Extent.of(200, full: 400)))
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

/// Many rows whose ids are hard to tell apart, against the numbers that they were made of.
struct LargeIndexTests {
  /// Above 65 536 an index has several regions, which several threads fill.
  private static let count = Extent.of(100_000, full: 1_000_000)

  /// Rows with one number have one id, and no others have it.
  private func number(_ shape: Int, _ row: Int) -> Int {
    switch shape {
    case 2: row % (Self.count / 200 * 197)
    // Every eighth twice.
    case 4: row % 8 == 0 ? row / 2 : row
    default: row
    }
  }

  /// Ids that share all but their last bytes, or their length, or their prefix.
  private func id(_ shape: Int, _ number: Int) -> [UInt8] {
    let long = [UInt8](repeating: 0x61, count: 190)
    switch shape {
    // Registers of villages: runs of numbers, with gaps, and one odd id.
    case 0:
      return number == Self.count / 2 ? Array("odd".utf8) : Array("\(511_781_000_000 + number / 250 * 1000)\(1_000_000 + number)".utf8)
    // Equal prefixes of 190 bytes.
    case 1: return long + Array(String(number, radix: 36).utf8)
    // Lengths from 1 to 200 that differ in the last bytes only.
    case 2:
      let each = Self.count / 200
      return Array(repeating: UInt8(0x62), count: number / each) + Array("\(UnicodeScalar(UInt32(0x4e00 + number % each)) ?? "x")".utf8)
    // Widths mixed, leading zeros, numbers in no order.
    case 3: return Array(String(repeating: "0", count: number % 5).utf8) + Array("\(number &* 2_654_435_761 % 1_000_003)".utf8)
    default: return Array("H\(number)".utf8)
    }
  }

  @Test(arguments: 0..<5)
  func manyRows(shape: Int) throws {
    // index = number, value = the first row with it.
    var first = [UInt32](repeating: IDSpace.noNode, count: Self.count)
    var repeated: [(UInt32, UInt32)] = []
    var csv: [UInt8] = Array("id\n".utf8)
    for row in 0..<Self.count {
      let number = number(shape, row)
      if first[number] == IDSpace.noNode { first[number] = UInt32(row) } else { repeated.append((UInt32(row), first[number])) }
      csv += id(shape, number)
      csv.append(0x0a)
    }
    #expect(repeated.isEmpty == (shape != 2 && shape != 4))
    let reader = try TableReader(ByteSource(bytes: csv, name: "ids.csv"))
    let keys = try IDKeys(reader, jobs: 2)
    let (index, duplicates) = IDIndex.build(keys, jobs: 2, seed: UInt64(shape))
    #expect(duplicates.elementsEqual(repeated) { $0.row == $1.0 && $0.first == $1.1 })
    var space = IDSpace()
    space.append(index, base: 0)
    let found = try reader.reduce(
      into: [UInt32](), jobs: 2, parse: { [space] in space.nodes($0, column: 0) }, merge: { all, part, _ in all += part })
    #expect(found.count == Self.count)
    let wrong = (0..<found.count).first { found[$0] != first[number(shape, $0)] }
    #expect(wrong == nil)
    // A byte that is in no id, at either end of one and in place of its last byte.
    let known = id(shape, 7)
    for other in [[], [0x21] + known, known + [0x21], known.dropLast() + [0x21]] as [[UInt8]] {
      #expect(space.node(of: other) == IDSpace.noNode)
    }
    #expect(space.node(of: known) == first[7])
  }
}
