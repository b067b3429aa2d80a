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
    digits <= 8 ? shortNumber(of: id) : digits <= 16 ? longNumber(of: id) : longestNumber(of: id)
  }

  /// Calls `body` with what tells the number of an id: a loop in it is made for each length of number, and asks for the length once.
  @inline(__always)
  func withNumber<Result>(_ body: ((Field) -> UInt64) -> Result) -> Result {
    digits <= 8 ? body { shortNumber(of: $0) } : digits <= 16 ? body { longNumber(of: $0) } : body { longestNumber(of: $0) }
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
  private func longestNumber(of id: Field) -> UInt64 {
    guard isMember(id), let low = DecimalDigits.sixteen(id.word(at: length &- 16), id.word(at: length &- 8)) else { return Self.none }
    guard let top = DecimalDigits.eight(Self.zeros(before: digits &- 16, id.word(at: length &- 24))) else { return Self.none }
    return top &* 10_000_000_000_000_000 &+ low
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
    guard let family = families.first else { return 60 }
    if families.count > 1 { return 27 }
    let rows = try reader.sampledRows()
    // A number as wide as the count of rows is dense; dense numbers in order need nothing.
    let isDense = family.digits < 19 && rows * 100 > (0..<family.digits).reduce(1) { power, _ in power > rows * 1000 ? power : power * 10 }
    return isDense ? 4 : 26
  }
}
