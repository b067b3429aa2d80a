import TestSupport
import Testing

@testable import TableIO

/// Pairs of GB18030 are asked for once; asking for everything is what it means.
struct TextConverterTests {
  private struct NoGB18030: Error {}

  /// Both ways, which are made once for many texts.
  private struct Ways: ~Copyable {
    let fast: TextConverter
    let slow: TextConverter

    init() throws {
      guard let fast = TextConverter(.gb18030), let slow = TextConverter(.gb18030, asksOnce: false) else { throw NoGB18030() }
      self.fast = fast
      self.slow = slow
    }

    func agree(on bytes: [UInt8]) -> Bool {
      var bad = (fast: 0, slow: 0)
      let texts = (fast.utf8(of: bytes, bad: &bad.fast), slow.utf8(of: bytes, bad: &bad.slow))
      return texts.0 == texts.1 && bad.fast == bad.slow
    }
  }

  @Test func everyPair() throws {
    let ways = try Ways()
    for first in UInt8(0x80)...0xff {
      // With ASCII between them, so that a pair that is none ends there.
      let agree = ways.agree(on: (UInt8.min...UInt8.max).flatMap { [first, $0, 0x2c, 0x0a] })
      #expect(agree, "\(first)")
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func randomText(seed: UInt64) throws {
    let ways = try Ways()
    var random = SplitMix64(seed: seed)
    let pieces: [[UInt8]] = [
      Array("id,name\r\n".utf8), Array("510322199001011234".utf8), [0xc4, 0xe3, 0xba, 0xc3],  // 你好
      [0x81, 0x30, 0x81, 0x30], [0x90, 0x30, 0x81, 0x30], [0x95, 0x32, 0x82, 0x36], [0xe3, 0x32, 0x9a, 0x35],  // of four bytes
      [0xa8, 0xbc], [0xa2, 0xe3], [0x80], [0xff], [0x81], [0x81, 0x30], [0x81, 0x30, 0x81], [0xfe, 0xfe], [0x00],
    ]
    for _ in 0..<400 {
      var text: [UInt8] = []
      for _ in 0..<random.below(40) {
        text += random.below(4) == 0 ? [UInt8(random.below(256))] : pieces[random.below(pieces.count)]
      }
      let agree = ways.agree(on: text)
      #expect(agree, "\(text)")
    }
  }
}
