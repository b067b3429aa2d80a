import TestSupport
import Testing

@testable import TableIO

struct FieldTests {
  /// Eight bytes at a time; one at a time knows the answer, whatever stands around the field.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func containsAByte(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces: [UInt8] = [0x22, 0x21, 0x23, 0xa2, 0x00, 0xff, 0x80, 0x41]
    for _ in 0..<3000 {
      let bytes = (0..<random.below(30)).map { _ in pieces[1 + random.below(7)] }
      var quoted = bytes
      if !quoted.isEmpty, random.below(2) == 0 { quoted[random.below(quoted.count)] = 0x22 }
      for text in [bytes, quoted] {
        #expect(FieldBuffer.with(text) { $0.contains(0x22) } == text.contains(0x22), "\(text)")
        let around = [0x22] + text + [0x22]
        #expect(FieldBuffer.with(around) { $0.dropping(first: 1, last: 1).contains(0x22) } == text.contains(0x22), "\(text)")
      }
    }
  }
}
