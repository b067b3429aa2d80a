import TestSupport
import TableIO

/// Makes sets of ids of all the kinds that offices write, and of the kinds that break an index.
struct IDTables {
  /// How the ids of a table look. Every case is one way in which an index could take two ids for one.
  enum Style: CaseIterable, Sendable {
    case dense, gaps, mixedWidths, leadingZeros, severalPrefixes, nineteenDigits, longNumbers, uuids, names, anyLength, lastByte, oddOne
    case longPrefix, nearDigits, nulBytes, edges, registers, mixture
  }

  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// Ids without repetition, in the order of a file.
  mutating func ids(_ style: Style, count: Int) -> [[UInt8]] {
    let start = random.below(random.pick([10, 1000, 1_000_000]))
    var ids = (0..<count).map { id(style, start: start, index: $0) }
    if style == .oddOne, count > 0 { ids[random.below(count)] = Array(random.pick(["x", "H1x", "", "H", "H99999999999"]).utf8) }
    var seen: Set<[UInt8]> = []
    ids = ids.filter { seen.insert($0).inserted }
    // In file order, backwards, or anyhow; with the first one elsewhere a sequence is nearly one.
    switch random.below(5) {
    case 0: ids.reverse()
    case 1: ids.shuffle(using: &random)
    case 2 where ids.count > 2: ids.swapAt(0, random.below(ids.count))
    default: break
    }
    return ids
  }

  private mutating func id(_ style: Style, start: Int, index: Int) -> [UInt8] {
    let number = start + index
    switch style {
    case .dense: return text("H", number, 8)
    case .gaps: return text("5117", number * 3 + random.below(3), random.pick([9, 9, 10]))
    case .mixedWidths: return text(start % 2 == 0 ? "" : "C", number, 0)
    case .leadingZeros: return text("", number % 100, random.below(8))
    case .severalPrefixes: return text(random.pick(["H", "C", "村", "U-", "", "ABCDEFGH", "A1", "A1B2C3D"]), number, 6)
    case .nineteenDigits: return Array(digits(19))
    case .longNumbers: return Array(digits(random.pick([17, 18, 20, 21, 27, 28, 40])))
    case .uuids:
      return Array("\(hexadecimal(8))-\(hexadecimal(4))-4\(hexadecimal(3))-\(hexadecimal(4))-\(hexadecimal(12))".utf8)
    case .names: return (0..<1 + random.below(4)).flatMap { _ in Array(random.pick(["李", "王", "张", "明", "华", "𠮷", "é"]).utf8) }
    case .anyLength: return (0..<random.below(201)).map { _ in random.pick(Array("ab01,\"\n ".utf8)) }
    case .lastByte: return Array(String(repeating: "k", count: start % 41).utf8) + [0x23 + UInt8(index % 90)]
    case .oddOne: return text("H", number, 6)
    case .longPrefix: return text(random.pick(["household-", "householdx", "ABCDEFGHI", "ABCDEFG"]), number, 5)
    case .nearDigits: return text("H", number % 50, 4) + [random.pick([0x2f, 0x30, 0x39, 0x3a, 0x3b, 0x3f, 0x20, 0x70])]
    case .nulBytes: return [UInt8](repeating: 0, count: random.below(4)) + text("", number % 200, random.below(5))
    case .edges: return edge()
    case .registers: return register(start, index)
    case .mixture: return id(random.pick(Style.allCases.dropLast()), start: start, index: index)
    }
  }

  /// Long numbers that count up, with gaps, as registers give them; now and then one that is none.
  private mutating func register(_ start: Int, _ index: Int) -> [UInt8] {
    let number = start % 1000 * 1_000_000 + index / 25 * 1000 + index
    // Behind 9 comes a colon, for whoever counts bytes and not digits.
    let isColon = number % 10 == 0 && random.oneIn(4)
    var id = text(String("ABCDEFGH".prefix(start % 9)), isColon ? number - 1 : number, 9 + start / 9 % 11)
    if isColon { id[id.count - 1] = 0x3a }
    if random.oneIn(60) { id[random.below(id.count)] = random.pick([0x30, 0x39, 0x41]) }
    return id
  }

  /// Numbers around the ends of what 64 bits and 19 digits hold.
  private mutating func edge() -> [UInt8] {
    let text = random.pick([
      "0", "00", "9", "9999999999999999999", "9999999999999999998", "0000000000000000000", "0000000000000000001", "18446744073709551615",
      "18446744073709551616", "18446744073709551614", "9223372036854775807", "9223372036854775808", "99999999", "100000000", "099999999",
      "9999999999999999", "10000000000000000",
    ])
    return Array((random.pick(["", "", "H", "ABCDEFGH", "ABCDEFGHI"]) + text).utf8)
  }

  private func text(_ prefix: String, _ number: Int, _ width: Int) -> [UInt8] {
    let digits = String(number)
    return Array((prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits).utf8)
  }

  private mutating func digits(_ count: Int) -> [UInt8] { (0..<count).map { _ in 0x30 + UInt8(random.below(10)) } }

  private static let hexadecimals = Array("0123456789abcdef".utf8)

  private mutating func hexadecimal(_ count: Int) -> String {
    String(decoding: (0..<count).map { _ in Self.hexadecimals[random.below(16)] }, as: UTF8.self)
  }

  /// An id that is nearly `id`: the kinds of slip that must not find it.
  mutating func slip(of id: [UInt8]) -> [UInt8] {
    // Bytes of a longer character are left alone: the table must stay UTF-8.
    guard !id.isEmpty, id.allSatisfy({ $0 < 0x7e }) else { return random.oneIn(2) ? id + id : id + [0x30] }
    var slip = id
    let index = random.below(id.count)
    switch random.below(7) {
    case 0: slip.append(0x30)
    case 1: slip.insert(0x30, at: 0)
    case 2: slip[index] = 0x30 + UInt8(random.below(10))
    case 3: slip[id.count - 1] += 1
    case 4: slip = Array(id.dropFirst(id.count - index))
    case 5: slip = Array(id.prefix(index))
    default: slip = id + id
    }
    return slip
  }

  /// A table with these ids in its first column, quoted where they must be and sometimes where they need not.
  mutating func csv(_ ids: [[UInt8]]) -> [UInt8] {
    var bytes = Array("id,name\n".utf8)
    for id in ids {
      let mustQuote = id.contains { $0 == 0x2c || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d }
      bytes += mustQuote || random.oneIn(50) ? [0x22] + id.flatMap { $0 == 0x22 ? [$0, $0] : [$0] } + [0x22] : id
      bytes += random.pick([",x\n", ",\n", ",村\n"]).utf8
    }
    return bytes
  }
}
