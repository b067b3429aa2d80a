import TestSupport
import TableIO
import Testing

/// The reader against `ObviousScanner`: same rows, same faults, same places, however the file is cut into parts.
struct ScannerTests {
  /// Small tables: every kind of trouble at every offset of a part and a block.
  @Test(arguments: 0..<8)
  func smallTablesMeanWhatTheObviousScannerSays(shard: UInt64) {
    for seed in stride(from: shard, to: UInt64(Extent.of(1200, full: 2400)), by: 8) {
      var random = SplitMix64(seed: ~seed)
      let bytes = NastyTables.table(seed: seed, size: 20 + random.below(random.pick([100, 400, 1500])))
      let expected = ObviousScanner.read(bytes)
      // Tiny parts cost a refill for each byte, so a long table takes only some of the sizes.
      let sizes = bytes.count < 120 ? partSizes : [random.pick(partSizes), random.pick([63, 64, 65, 100]), 512 << 10]
      for partSize in sizes {
        let seen = SeenTable(bytes, partSize: partSize, jobs: 1 + random.below(2))
        if seen != expected { return fail(seed, bytes, partSize, seen, expected) }
      }
    }
  }

  /// Big tables: the buffer grows, many parts wait for each other, quoted line breaks fall on many part boundaries.
  @Test(arguments: 0..<5)
  func bigTablesMeanWhatTheObviousScannerSays(seed: UInt64) {
    let bytes = NastyTables.table(seed: 0xb16_0000 + seed, size: Extent.of(80_000, full: 200_000))
    let expected = ObviousScanner.read(bytes)
    for partSize in [997, 4096, 30_000, 512 << 10] {
      for jobs in [1, 2] {
        let seen = SeenTable(bytes, partSize: partSize, jobs: jobs)
        if seen != expected { return fail(seed, bytes, partSize, seen, expected) }
      }
    }
  }

  /// A part is read with 16 KiB beyond it, and more when that is not enough: here a record ends right around the end of such a read, which
  /// may cut a line end, a character or a closing quote in two.
  @Test(arguments: ["\r\n", "\r", "\n", "村\r\n", "𠮷\n", "\"\r\n", "\"\"\"\n", "\",\"\"\r\n", "\u{e9},\r\n\r\n", ",\r\r\n"], [true, false])
  func recordsMayEndWhereAReadEnds(tail: String, isRegular: Bool) {
    let partSize = 4 << 10
    // What is read at first, and after the first doubling.
    for read in [partSize + 16 << 10, 2 * (partSize + 16 << 10)] {
      for shift in -4...2 {
        // An irregular row first sends the part to the slow scanner.
        let before = "h,i\n" + (isRegular ? "" : "a\"b,c\r\n") + (tail.hasPrefix("\"") ? "\"" : "")
        let filling = String(repeating: "x", count: read + shift - before.utf8.count)
        let bytes = Array((before + filling + tail + "1,2\r\n3,4\r\n").utf8)
        let expected = ObviousScanner.read(bytes)
        let seen = SeenTable(bytes, partSize: partSize, jobs: 1)
        if seen != expected { return fail(UInt64(read), bytes, partSize, seen, expected) }
      }
    }
  }

  /// A part that starts with a byte that continues a character of the record before it: the record is bad, wherever the file is cut.
  @Test(arguments: ["\n", "\r", "\r\n"]) func aRecordDoesNotContinueTheOneBeforeIt(lineEnd: String) {
    for lead: [UInt8] in [[0xc3], [0xe6], [0xe6, 0x9d], [0xf0], [0xf0, 0xa0], [0xf0, 0xa0, 0xae]] {
      for rest: [UInt8] in [[0x91], [0x91, 0x91], [0x91, 0xc3, 0xa9]] {
        let bytes = Array("h\(lineEnd)x".utf8) + lead + Array(lineEnd.utf8) + rest + Array("\(lineEnd)y\(lineEnd)".utf8)
        let expected = ObviousScanner.read(bytes)
        for partSize in partSizes {
          let seen = SeenTable(bytes, partSize: partSize, jobs: 1)
          if seen != expected { return fail(0, bytes, partSize, seen, expected) }
        }
      }
    }
  }

  /// Every byte at every place of a block: the masks must tell each of them from its neighbours, the sign bit included.
  @Test func everyByteIsKnownAtEveryPlaceOfABlock() {
    for place in 0..<63 {
      var bytes = Array("h\n".utf8)
      // A quote in the middle would send the whole part to the slow scanner.
      for byte in UInt8.min ... .max where byte != 0x22 {
        bytes += [UInt8](repeating: 0x78, count: place) + [byte] + [UInt8](repeating: 0x79, count: 62 - place) + [0x0a]
      }
      let expected = ObviousScanner.read(bytes)
      let seen = SeenTable(bytes, partSize: 512 << 10, jobs: 1)
      if seen != expected { return fail(UInt64(place), bytes, 512 << 10, seen, expected) }
    }
  }

  private func fail(_ seed: UInt64, _ bytes: [UInt8], _ partSize: Int, _ seen: SeenTable, _ expected: SeenTable) {
    Issue.record("seed \(seed), part size \(partSize): \(seen.difference(from: expected))\n\(shown(bytes.prefix(300)))")
  }
}
