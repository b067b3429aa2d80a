import TestSupport
import Foundation
import Testing

@testable import TableIO

/// Spoilt tables of any encoding through the reader, for as long as `PAIRGRAPH_FUZZ_SECONDS` says (a second by default).
struct ReaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["PAIRGRAPH_FUZZ_SECONDS"].flatMap(Double.init) ?? 1
  /// Another one finds other things.
  private static let firstSeed = environment["PAIRGRAPH_FUZZ_SEED"].flatMap(UInt64.init) ?? 0

  private static let pieces: [[UInt8]] =
    [",", ";", "\t", "，", "\"", "\"\"", "\n", "\r\n", "\r", "\0", "张", "𠀀", "a", "\u{feff}", "\u{1f}", " "].map { Array($0.utf8) } + [
      [0xff], [0xd5, 0xc5], [0x81, 0x30, 0x81, 0x30], [0x81], [0x00, 0xd8], [0x0a, 0x00], [0x00, 0x0a], [0xff, 0xfe], [0xfe, 0xff],
      [0xe6, 0x9d],
    ]

  /// A table that is bad in some places, in some encoding.
  private static func table(_ random: inout SplitMix64) -> [UInt8] {
    var bytes = NastyTables.table(seed: random.next(), size: random.below(600))
    if random.oneIn(4) {
      let text = String(decoding: bytes, as: UTF8.self)
      bytes = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
    for _ in 0..<random.below(6) {
      let at = random.below(bytes.count + 1)
      switch random.below(3) {
      case 0: bytes.insert(contentsOf: random.pick(pieces), at: at)
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.below(5)))
      default: if at < bytes.count { bytes[at] = UInt8(random.below(256)) }
      }
    }
    return bytes
  }

  private struct Cleaned: Equatable {
    var names: [String] = []
    var bytes: [UInt8] = []
    var rowFaults = 0
    var faults = 0
    /// Where the rows start in the text.
    var offsets: [Int] = []
  }

  /// The table cleaned, as `clean` does it but for equal rows; nil when it cannot be read at all.
  private static func clean(_ bytes: [UInt8], _ choice: DecodedTable.Choice, partSize: Int, jobs: Int) throws -> (DecodedTable, Cleaned)? {
    do {
      let table = try DecodedTable(ByteSource(bytes: bytes, name: "t.csv"), choice, jobs: jobs)
      let reader = try TableReader(table, partSize: partSize, allowsRepeatedNames: true)
      struct Part: Sendable {
        var rows: TidyRows
        var faults: Int
        var offsets: [Int]
      }
      let start = (bytes: [UInt8](), rowFaults: 0, faults: 0, offsets: [Int]())
      let end = try reader.reduce(
        into: start, jobs: jobs,
        parse: { Part(rows: $0.tidyRows(longestField: 500, seed: 1), faults: $0.faults.count, offsets: $0.offsets()) },
        merge: { state, part, _ in
          state.bytes += part.rows.bytes
          state.rowFaults += part.rows.faults.count
          state.faults += part.faults
          state.offsets += part.offsets
        })
      return (
        table,
        Cleaned(names: reader.header.names, bytes: end.bytes, rowFaults: end.rowFaults, faults: end.faults, offsets: end.offsets)
      )
    } catch is TableError {
      return nil
    }
  }

  @Test func nothingCrashesAndNothingIsLost() throws {
    let end = ContinuousClock.now + .seconds(Self.seconds)
    var seed = Self.firstSeed
    while ContinuousClock.now < end {
      var random = SplitMix64(seed: seed)
      let bytes = Self.table(&random)
      let choice = DecodedTable.Choice(
        encoding: random.oneIn(3) ? random.pick(TextEncoding.allCases) : nil,
        delimiter: random.oneIn(3) ? random.pick(TableDelimiter.allCases) : nil, startsWithHeader: random.oneIn(2))
      try Self.check(bytes, choice, random.pick([1, 7, 64, 1 << 19]), "seed \(seed)")
      seed += 1
    }
    // A run that looks at one seed again is shorter.
    if Self.seconds >= 1 { #expect(seed > Self.firstSeed + 20) }
  }

  private static func check(_ bytes: [UInt8], _ choice: DecodedTable.Choice, _ partSize: Int, _ name: String) throws {
    let found = try clean(bytes, choice, partSize: partSize, jobs: 2)
    let whole = try clean(bytes, choice, partSize: 1 << 19, jobs: 1)
    #expect(found?.1 == whole?.1, "\(name)")
    guard let (table, cleaned) = found else { return }
    // Rows are where they are in the file, too.
    var last = -1
    for offset in cleaned.offsets {
      let place = try table.originalOffset(of: offset)
      #expect(place > last && place < bytes.count, "\(name)")
      last = place
    }
    #expect(try table.originalOffset(of: table.source.size) == bytes.count, "\(name)")
    // As many rows as were good, each read as the slow scanner reads it; and a tidy table is its own.
    let text = try table.source.bytes(at: 0, count: table.source.size)
    var expected: [UInt8] = []
    for offset in cleaned.offsets {
      let record = PlainScan(delimiter: table.delimiterByte).record(from: offset, count: text.count) { text[$0] }
      if let row = tidy(record, text) { expected += row }
    }
    #expect(expected == cleaned.bytes, "\(name)")
    var header = CSVWriter(.machine)
    header.row(cleaned.names)
    let again = try clean(header.bytes + cleaned.bytes, .init(encoding: .utf8, delimiter: .comma), partSize: partSize, jobs: 1)
    if cleaned.names != [""] { #expect(again?.1.bytes == cleaned.bytes && again?.1.faults == 0, "\(name)") }
  }

  /// One row written tidily, the obvious way; nil when a field cannot be in a tidy table.
  private static func tidy(_ record: PlainScan.Record, _ text: [UInt8]) -> [UInt8]? {
    var fields: [[UInt8]] = []
    var start = record.start
    for end in record.ends {
      let value = CSVField.unquoted(text[start..<end])
      if value.count > 500 && text[start..<end].count > 500 { return nil }
      if value.contains(where: { ($0 < 0x20 && ![0x09, 0x0a, 0x0d].contains($0)) || $0 == 0x7f }) { return nil }
      // A carriage return ends a line; a line feed behind one has nothing left to end.
      var lines: [UInt8] = []
      for (index, byte) in value.enumerated() where byte != 0x0a || index == 0 || value[index - 1] != 0x0d {
        lines.append(byte == 0x0d ? 0x0a : byte)
      }
      let mustQuote = lines.contains { [0x22, 0x2c, 0x0a].contains($0) }
      fields.append(mustQuote ? [0x22] + lines.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22] : lines)
      start = end + 1
    }
    return fields == [[]] ? Array("\"\"\n".utf8) : Array(fields.joined(separator: [0x2c])) + [0x0a]
  }
}
