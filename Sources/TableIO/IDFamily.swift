/// Ids that are one prefix and a number of fixed width: `H00000042`, `511781100201`, `村007`.
///
/// An id belongs to a family by its bytes alone, so it can only ever be one number of one family: comparing numbers is exact.
struct IDFamily: Hashable, Sendable {
  /// Bytes of the whole id.
  let length: Int
  /// Decimal digits at its end, 1...19.
  let digits: Int
  /// The bytes before the digits, at most 8, the first lowest.
  let prefix: UInt64
  private let mask: UInt64

  /// Stands for "not of this family": no 19 digits reach it.
  static let none = UInt64.max

  /// The family of an id; nil when it does not end in a digit or its prefix is too long.
  init?(of id: Field) {
    var digits = 0
    while digits < min(19, id.count), id[id.count - 1 - digits] &- 0x30 < 10 { digits += 1 }
    let prefixLength = id.count - digits
    guard digits > 0, prefixLength <= 8 else { return nil }
    length = id.count
    self.digits = digits
    mask = prefixLength == 8 ? ~0 : (1 << UInt64(8 * prefixLength)) - 1
    prefix = id.word(at: 0) & mask
  }

  /// The number of an id, or `none` when it is not of this family.
  @inline(__always)
  func number(of id: Field) -> UInt64 {
    if digits <= 8 { return shortNumber(of: id) }
    if digits <= 16 { return longNumber(of: id) }
    var top = Top()
    return longestNumber(of: id, &top)
  }

  /// Calls `body` with what tells the number of an id: a loop in it is made for each length of number, and asks for the length once.
  @inline(__always)
  func withNumber<Result>(_ body: ((Field) -> UInt64) -> Result) -> Result {
    if digits <= 8 { return body { shortNumber(of: $0) } }
    if digits <= 16 { return body { longNumber(of: $0) } }
    var top = Top()
    return body { longestNumber(of: $0, &top) }
  }

  /// The digits before the last sixteen, as they stand, and what they are worth: hardly two ids of a register differ there.
  private struct Top {
    var digits: UInt64 = 0x3030_3030_3030_3030
    var value: UInt64 = 0
  }

  @inline(__always)
  private func isMember(_ id: Field) -> Bool { id.count == length && id.word(at: 0) & mask == prefix }

  /// In a family of at most 8 digits.
  @inline(__always)
  private func shortNumber(of id: Field) -> UInt64 {
    guard isMember(id) else { return Self.none }
    return DecimalDigits.eight(Self.zeros(before: digits, id.word(at: length &- 8))) ?? Self.none
  }

  /// In a family of 9 to 16 digits.
  @inline(__always)
  private func longNumber(of id: Field) -> UInt64 {
    guard isMember(id) else { return Self.none }
    return DecimalDigits.sixteen(Self.zeros(before: digits &- 8, id.word(at: length &- 16)), id.word(at: length &- 8)) ?? Self.none
  }

  /// In a family of more digits.
  @inline(__always)
  private func longestNumber(of id: Field, _ top: inout Top) -> UInt64 {
    guard isMember(id), let low = DecimalDigits.sixteen(id.word(at: length &- 16), id.word(at: length &- 8)) else { return Self.none }
    let first = Self.zeros(before: digits &- 16, id.word(at: length &- 24))
    if first != top.digits {
      guard let value = DecimalDigits.eight(first) else { return Self.none }
      top = Top(digits: first, value: value &* 10_000_000_000_000_000)
    }
    return top.value &+ low
  }

  /// Whether the numbers of ids can be told to count up by their texts alone (`Step`): three words hold all of one, and of shorter numbers the last
  /// word would begin before the id.
  var countsByText: Bool { digits > 8 && length <= 24 }

  /// An id of a family that counts by text, as three words, which may overlap, and of which only `tail` has the last byte.
  struct Step {
    private let head: UInt64
    private let middle: UInt64
    private let tail: UInt64

    /// - Parameter id: of as many bytes as the family's.
    @inline(__always)
    init(_ id: Field, in family: IDFamily) {
      head = id.word(at: 0)
      middle = id.word(at: max(0, family.length &- 16))
      tail = id.word(at: family.length &- 8)
    }

    /// Whether the number is one more than that of `other`, which is of the family, and only the last digits differ. That spares most ids of
    /// a register their being taken apart.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    func follows(_ other: Step) -> Bool {
      // The last digit is the highest byte; behind 9 would come a colon.
      tail == other.tail &+ (1 &<< 56) && tail &>> 56 <= 0x39 && head == other.head && middle == other.middle
    }
  }

  /// Eight characters with `0` in the place of those before the last `count`, 1...8.
  @inline(__always)
  private static func zeros(before count: Int, _ word: UInt64) -> UInt64 {
    let ignored: UInt64 = count == 8 ? 0 : (1 &<< UInt64(64 &- 8 &* count)) &- 1
    return (word & ~ignored) | (0x3030_3030_3030_3030 & ignored)
  }
}

/// The families that most ids of a table belong to; an id of none of them is kept as text.
package struct IDShape: Sendable {
  /// At most 8, the commonest first.
  let families: [IDFamily]

  /// Looks at rows from sixteen places of the file.
  ///
  /// - Complexity: O(1) in the size of the file.
  package init(sampling reader: TableReader, column: Int) throws {
    let batch = RowBatch(columnCount: reader.header.names.count, delimiter: reader.header.delimiter)
    let start = reader.header.dataStart
    let size = reader.source.size
    let window = 8 << 10
    var counts: [IDFamily: Int] = [:]
    var rows = 0
    for probe in 0..<16 {
      let from = start + (size - start) / 16 * probe
      if probe > 0, size - start < 16 * window { break }
      let end = size - start < 16 * window ? max(start + 1, size) : from + window
      try batch.fill(from: reader.source, range: from..<end, known: probe == 0 ? start : nil)
      let fields = batch.fields
      rows += batch.rowCount
      for row in 0..<batch.rowCount {
        if let family = IDFamily(of: fields[row, column]) { counts[family, default: 0] += 1 }
      }
    }
    families = counts.filter { $0.value * 32 >= rows }.sorted {
      ($1.value, $0.key.length, $0.key.prefix) < ($0.value, $1.key.length, $1.key.prefix)
    }.prefix(8).map(\.key)
  }
}

extension IDShape {
  /// About how many bytes the index of a table needs for each row, the keys it is built from included.
  package func bytesPerRow(of reader: TableReader) throws -> Double {
    guard let family = families.first else { return 52 }
    if families.count > 1 { return 27 }
    let rows = try reader.sampledRows()
    // A number as wide as the count of rows is dense; dense numbers in order need nothing.
    let isDense = family.digits < 19 && rows * 100 > (0..<family.digits).reduce(1) { power, _ in power > rows * 1000 ? power : power * 10 }
    return isDense ? 4 : 26
  }
}
