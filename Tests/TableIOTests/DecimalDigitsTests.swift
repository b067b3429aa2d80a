import TestSupport
import Testing

@testable import TableIO

/// Sixteen digits at a time; reading them one by one knows the answer.
struct DecimalDigitsTests {
  private static func words(_ text: [UInt8]) -> [UInt64] {
    stride(from: 0, to: text.count, by: 8).map { start in
      (0..<8).reduce(0) { $0 | UInt64(text[start + $1]) << UInt64(8 * $1) }
    }
  }

  private static func value(_ text: [UInt8]) -> UInt64? {
    text.allSatisfy { 0x30...0x39 ~= $0 } ? text.reduce(0) { $0 * 10 + UInt64($1 - 0x30) } : nil
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func randomDigits(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<5000 {
      var text = (0..<16).map { _ in UInt8(0x30 + random.below(10)) }
      // Now and then any byte at any place, the neighbours of the digits above all.
      if random.below(2) == 0 {
        text[random.below(16)] = [0x2f, 0x3a, 0, 0x7f, 0x80, 0xb0, 0xff, UInt8(random.below(256))][random.below(8)]
      }
      let words = Self.words(text)
      #expect(DecimalDigits.sixteen(words[0], words[1]) == Self.value(text), "\(text)")
      #expect(DecimalDigits.eight(words[0]) == Self.value(Array(text[..<8])), "\(text)")
    }
  }

  @Test func everyByteAtEveryPlace() {
    for place in 0..<16 {
      for byte in UInt8.min...UInt8.max {
        var text = [UInt8](repeating: 0x39, count: 16)
        text[place] = byte
        let words = Self.words(text)
        #expect(DecimalDigits.sixteen(words[0], words[1]) == Self.value(text))
      }
    }
  }
}
