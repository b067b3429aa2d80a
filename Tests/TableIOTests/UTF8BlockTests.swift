import TestSupport
import Testing

@testable import TableIO

/// What is no UTF-8 is found wherever it stands: the blocks are judged by a few comparisons, and only odd ones character by character.
///
struct UTF8BlockTests {
  /// Characters at the edges of what each lead byte may begin.
  private static let characters =
    ([
      0x41, 0x7f, 0x80, 0xbf, 0xc0, 0x7ff, 0x800, 0xfff, 0x1000, 0x1820, 0x1fff, 0x2000, 0x4e00, 0x9fff, 0xd7ff, 0xe000, 0xfeff, 0xff0c,
      0x10000, 0x20000, 0x2a6df, 0x40000, 0xfffff, 0x100000, 0x10ffff,
    ] as [UInt32]).compactMap { Unicode.Scalar($0) }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func isFoundWhereverItStands(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      var text = ""
      // Most texts hold one kind of character besides letters, so that every shortcut is taken.
      let few = (0..<1 + random.below(3)).map { _ in random.pick(Self.characters) }
      for _ in 0..<random.below(120) { text.unicodeScalars.append(random.oneIn(3) ? "x" : random.pick(few)) }
      var bytes = Array(text.utf8)
      if !bytes.isEmpty, random.oneIn(2) {
        let at = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(random.pick([0x80, 0xbf, 0xc0, 0xc1, 0xe0, 0xed, 0xf0, 0xf4, 0xf5, 0xff]), at: at)
        default: bytes = Array(bytes.prefix(at))
        }
      }
      let step = random.pick([1, 63, 64, 65, 4096])
      #expect(Self.firsts(Self.bad(bytes, step: step)) == Self.firsts(Self.badObviously(bytes)), "seed \(seed), step \(step): \(bytes)")
    }
  }

  /// A character that misses its end where the text ends is seen behind any other, whether the text ends with a block or within one.
  @Test(arguments: ["é", "村", "𠮷"], [1, 63, 64, 4096])
  func charactersCutOffByTheEnd(last: String, step: Int) {
    let bytes = Array(last.utf8)
    for kept in 1...bytes.count {
      for before in ["x", "é", "村", "𠮷"] {
        for length in 0..<130 {
          let front = String(repeating: "x", count: length % 7) + String(repeating: before, count: length / before.utf8.count)
          let text = Array(front.utf8) + bytes.prefix(kept)
          let expected = kept < bytes.count ? [UInt32(front.utf8.count)] : []
          #expect(Self.firsts(Self.bad(text, step: step)) == expected, "\(text)")
        }
      }
    }
  }

  /// A byte that continues nothing is seen behind a bad character and a good one, also where a block begins with it.
  @Test(arguments: [[0xc3], [0xe6], [0xe6, 0x9d], [0xf0], [0xf0, 0xa0], [0xf0, 0xa0, 0xae]] as [[UInt8]], [1, 63, 64, 4096])
  func bytesThatContinueNothing(cutOff: [UInt8], step: Int) {
    for length in 56..<72 {
      for between in ["", "\n", "xx", "é"] {
        for count in 1...3 {
          let front = [UInt8](repeating: 0x78, count: length) + cutOff
          let text = front + Array(between.utf8) + [UInt8](repeating: 0x91, count: count) + Array("村xx".utf8)
          #expect(Self.firsts(Self.bad(text, step: step)) == Self.firsts(Self.badObviously(text)), "\(text)")
        }
      }
    }
  }

  /// The first of each run of neighbouring positions: what follows a bad byte without a good one between belongs to the same bad row.
  private static func firsts(_ positions: [UInt32]) -> [UInt32] { positions.filter { $0 == 0 || !positions.contains($0 - 1) } }

  /// Positions of bytes that no character of the text has.
  private static func bad(_ bytes: [UInt8], step: Int) -> [UInt32] {
    FieldBuffer.with(bytes) { field in
      var scan = SeparatorScan(delimiter: 0x2c)
      defer { scan.deallocate() }
      scan.reset(at: 0)
      // As a batch does it: what is not the end of the text is scanned up to three bytes before what was read.
      var start = 0
      while start < field.count {
        let end = start + step >= field.count - 3 ? field.count : start + step
        scan.scan(field, from: start, to: end, textEnd: field.count)
        start = end
      }
      return scan.invalidUTF8
    }
  }

  private static func badObviously(_ bytes: [UInt8]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < bytes.count {
      let length = (1...4).first { length in
        index + length <= bytes.count && String(validating: bytes[index..<index + length], as: UTF8.self)?.unicodeScalars.count == 1
      }
      if length == nil { result.append(UInt32(index)) }
      index += length ?? 1
    }
    return result
  }

  /// Against the standard library, for all first and second bytes.
  @Test func lengthsAreThoseOfTheStandardLibrary() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        for rest in [[UInt8(0x80), 0xbf], [0xbf, 0x41], [0x41, 0x80], [0xc0, 0x80]] {
          let bytes = [first, second] + rest
          for count in 0...4 {
            let expected = (1...4).first {
              $0 <= count && String(validating: bytes[..<$0], as: UTF8.self)?.unicodeScalars.count == 1
            }
            if UTF8Form.length(of: bytes.prefix(count)) != expected ?? -1 { Issue.record("\(bytes.prefix(count))") }
          }
        }
      }
    }
  }
}
