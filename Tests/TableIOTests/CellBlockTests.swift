import TestSupport
import Testing

@testable import TableIO

/// The cells of a batch against its fields, and the marks against the bytes they tell of.
struct CellBlockTests {
  /// What was seen of some tables.
  private struct Seen: Sendable {
    var cells = 0
    var wrongCells = 0
    var wrongMarks = 0
    /// Cells that stand behind the text, for a doubled quote in them.
    var moved = 0

    static func += (sum: inout Seen, more: Seen) {
      sum.cells += more.cells
      sum.wrongCells += more.wrongCells
      sum.wrongMarks += more.wrongMarks
      sum.moved += more.moved
    }
  }

  private static func isMarked(_ byte: UInt8) -> Bool {
    byte <= 0x22 || 0x7c...0x7f ~= byte || [0x2c, 0xc2, 0xe2, 0xe3, 0xef].contains(byte)
  }

  private static func look(_ batch: RowBatch) -> Seen {
    var seen = Seen()
    let (block, text) = (batch.cells(), batch.wholeText)
    for row in 0..<batch.rowCount {
      for column in 0..<batch.columnCount {
        let index = row * batch.columnCount + column
        let range = Int(block.starts[index])..<Int(block.ends[index])
        seen.cells += 1
        if Array(block.bytes[range]) != batch.bytes(row: row, column: column) { seen.wrongCells += 1 }
        if range.lowerBound >= text.count, !range.isEmpty { seen.moved += 1 }
      }
    }
    for (index, byte) in block.bytes.enumerated() {
      let isMarked = block.marks[index / 64] >> UInt64(index % 64) & 1 == 1
      if isMarked != (index >= text.count || Self.isMarked(byte)) { seen.wrongMarks += 1 }
    }
    return seen
  }

  @Test func cellsAreFieldsAndMarksTellOfBytes() throws {
    var all = Seen()
    for seed in 0..<120 {
      let table = NastyTables.table(seed: UInt64(seed), size: 1500)
      for partSize in [100, 512 << 10] {
        // A quote that never closes ends a table.
        guard let reader = try? tableReader(table, partSize: partSize),
          let seen = try? reader.reduce(into: Seen(), jobs: 1, parse: { Self.look($0) }, merge: { sum, part, _ in sum += part })
        else { continue }
        #expect(seen.wrongCells == 0 && seen.wrongMarks == 0, "seed \(seed), parts of \(partSize)")
        all += seen
      }
    }
    #expect(all.cells > 1000 && all.moved > 10, "\(all)")
  }

  /// Every byte at every place of a block of 64, and behind whole blocks.
  @Test func everyByteIsMarkedRightly() throws {
    for length in [1, 63, 64, 65, 130] {
      for byte in UInt8.min...0x7f where byte != 0x0a && byte != 0x0d && byte != 0x2c && byte != 0x22 {
        let table = Array("a\n".utf8) + [UInt8](repeating: byte, count: length) + [0x0a]
        let seen = try tableReader(table).reduce(into: Seen(), jobs: 1, parse: { Self.look($0) }, merge: { sum, part, _ in sum += part })
        #expect(seen.cells == 1 && seen.wrongCells == 0 && seen.wrongMarks == 0, "\(byte), \(length) times")
      }
    }
  }
}
