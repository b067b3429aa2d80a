internal import TableIO

/// Numbers of rows of which nearly all columns have few different ones, most of them one: nothing is kept of each row where all are the
/// same, a byte where there are up to 256, and else the number itself.
struct BoundColumn: Sendable {
  /// The numbers that occur, NaN among them, as long as there are no `values`.
  private var distinct: [Double] = []
  private var count = 0
  /// index = row, value = index into `distinct`; empty where all are the same, and where there are `values`.
  private var codes: [UInt8] = []
  /// index = row; empty where there are codes.
  private var values: [Double] = []
  /// Bits of a number -> its index in `distinct`.
  private var known: [UInt64: UInt8] = [:]
  /// Some of these, each where its bits say: rows that follow each other often have others of a few numbers.
  private var recent = [(bits: UInt64, code: UInt8)?](repeating: nil, count: 64)
  private var last: (bits: UInt64, code: UInt8) = (0, 0)

  /// The number of all rows; nil where they differ, NaN where there are none.
  var common: Double? { distinct.count > 1 ? nil : distinct.first ?? .nan }

  /// All numbers that occur, some of them perhaps several times.
  var occurring: [Double] { values.isEmpty ? distinct : values }

  @inline(__always)
  subscript(row: Int) -> Double {
    if !codes.isEmpty { return distinct[Int(codes[row])] }
    return values.isEmpty ? distinct.first ?? .nan : values[row]
  }

  /// - Complexity: O(1) as long as all are the same, then O(times).
  mutating func append(_ value: Double, times: Int) {
    if times == 0 { return }
    if values.isEmpty, value.bitPattern != last.bits || count == 0 { look(up: value) }
    count += times
    if !values.isEmpty {
      values.append(contentsOf: repeatElement(value, count: times))
    } else if !codes.isEmpty {
      for _ in 0..<times { codes.append(last.code) }
    }
  }

  private mutating func look(up value: Double) {
    let bits = value.bitPattern
    let slot = Int(truncatingIfNeeded: (bits &* 0x9e37_79b9_7f4a_7c15) &>> 58)
    if let found = recent[slot], found.bits == bits {
      last = found
      return
    }
    if let code = known[bits] {
      last = (bits, code)
      recent[slot] = last
      return
    }
    // Rows so far: all the same, few or many different ones.
    if distinct.count == 1 { codes = LargeArray.zeros(count) }
    if distinct.count == 256 {
      values = codes.map { distinct[Int($0)] }
      codes = []
      return
    }
    let code = UInt8(truncatingIfNeeded: distinct.count)
    distinct.append(value)
    known[bits] = code
    last = (bits, code)
  }
}
