import TestSupport

/// Makes tables out of everything that has ever broken a CSV reader. The header is well-formed; the rows are what a seed decides.
struct NastyTables {
  private var random: SplitMix64
  /// What this table may have. Few of them at once, so that the fast scanner is not given up for every table.
  private var hasQuotes = false
  private var hasStrayQuotes = false
  private var hasInvalidBytes = false
  private var isRagged = false
  private var hasBlankLines = false
  private var hasLongFields = false
  /// Fields longer than what is read at once.
  private var hasHugeFields = false
  private var lineEnds: [String] = []
  private var columnCount = 1

  /// - Parameters:
  ///   - seed: decides everything.
  ///   - size: the least number of bytes.
  static func table(seed: UInt64, size: Int) -> [UInt8] {
    var tables = NastyTables(random: SplitMix64(seed: seed))
    return tables.table(size: size)
  }

  private init(random: SplitMix64) { self.random = random }

  private mutating func table(size: Int) -> [UInt8] {
    hasQuotes = random.oneIn(2)
    hasStrayQuotes = random.oneIn(5)
    hasInvalidBytes = random.oneIn(4)
    isRagged = random.oneIn(3)
    hasBlankLines = random.oneIn(3)
    hasLongFields = random.oneIn(3)
    hasHugeFields = size >= 20_000 && random.oneIn(2)
    lineEnds = random.pick([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
    columnCount = 1 + random.below(4)
    var bytes: [UInt8] = random.oneIn(4) ? [0xef, 0xbb, 0xbf] : []
    if hasBlankLines { bytes += random.pick(["", "\n", "\r\n\r", "\n\n"]).utf8 }
    bytes += header()
    let isSoup = random.oneIn(6)
    while bytes.count < size { bytes += isSoup ? Array(random.pick(Self.soup)) : record() }
    if random.oneIn(2), bytes.last == 0x0a || bytes.last == 0x0d { bytes.removeLast() }
    if random.oneIn(20) { bytes += random.pick(["\n\"", "\"never\nclosed", ",\"\"\"", "\n\"a\",\""]).utf8 }
    return bytes
  }

  private mutating func header() -> [UInt8] {
    let names = random.pick([["id", "name", "place", "kind"], ["编号", "姓名", "村", "类别"], ["\"a\r\nb\"", "\"c,d\"", "\"e\"\"\"", "f g"]])
    return Array(names.prefix(columnCount).joined(separator: ",").utf8) + Array(random.pick(lineEnds).utf8)
  }

  private mutating func record() -> [UInt8] {
    if hasBlankLines, random.oneIn(4) { return Array(random.pick(lineEnds).utf8) }
    var count = columnCount
    if isRagged, random.oneIn(4) { count = max(1, count + random.pick([-1, 1, 2])) }
    var bytes: [UInt8] = []
    for index in 0..<count {
      if index > 0 { bytes.append(0x2c) }
      bytes += field()
    }
    return bytes + Array(random.pick(lineEnds).utf8)
  }

  private mutating func field() -> [UInt8] {
    if hasQuotes, random.oneIn(4) { return quoted() }
    if hasStrayQuotes, random.oneIn(8) {
      return Array(random.pick(["a\"b", "a\"\"", " \"x\"", "\"a\"b", "\"\"x\"\"", "\"a\" ", "\"a\"\"\" ,", "村\""]).utf8)
    }
    if hasInvalidBytes, random.oneIn(8) { return random.pick(Self.invalid) }
    if hasLongFields, random.oneIn(4) { return long() }
    switch random.below(4) {
    case 0: return []
    case 1: return Array(String(random.below(100_000)).utf8)
    case 2: return Array(random.pick(["村", "李家村", "é", "𠮷野", "aé村𠮷", "\u{feff}x", "\0"]).utf8)
    default: return [UInt8](repeating: 0x61, count: 1 + random.below(12))
    }
  }

  private mutating func quoted() -> [UInt8] {
    var bytes: [UInt8] = [0x22]
    for _ in 0..<random.below(6) {
      bytes += random.pick(["a", ",", "\n", "\r", "\r\n", "\"\"", "村", "\"\"\"\"", "𠮷", "bcd\n\n"]).utf8
    }
    if hasInvalidBytes, random.oneIn(6) { bytes += random.pick(Self.invalid) }
    if hasLongFields, random.oneIn(4) { bytes += long() }
    return bytes + [0x22]
  }

  /// Long enough to reach over blocks and parts, of one width so that every offset in a block comes up.
  private mutating func long() -> [UInt8] {
    let unit = random.pick(["x", "é", "村", "𠮷"])
    let isHuge = hasHugeFields && random.oneIn(30)
    return Array(String(repeating: unit, count: isHuge ? random.below(20_000) : 20 + random.below(100)).utf8)
  }

  /// Wrong leads, lone continuations, characters cut short, too long forms, surrogates, beyond the last code point.
  private static let invalid: [[UInt8]] = [
    [0xff], [0x80], [0xbf, 0x61], [0xc3], [0xe6, 0x9d], [0xf0, 0xa0, 0xae], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf],
    [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe6, 0x9d, 0x91, 0x91],
    [0xc4, 0xe3, 0xba, 0xc3],  // GBK
  ]

  private static let soup: [[UInt8]] =
    ["\"", "\"\"", "\r", "\n", "\r\n", ",", "a", "村", "𠮷", "\",", ",\"", "\"\n", "\n\"", " "].map { Array($0.utf8) } + invalid.prefix(3)
}
