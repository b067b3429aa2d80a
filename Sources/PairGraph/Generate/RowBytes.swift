internal import TableIO

/// Cells of generated rows. Nothing that is generated needs quotes.
extension [UInt8] {
  @inline(__always)
  mutating func comma() { append(0x2c) }

  @inline(__always)
  mutating func text(_ text: String) { append(contentsOf: text.utf8) }

  @inline(__always)
  mutating func number(_ value: Int) {
    if value < 0 { append(0x2d) }
    var rest = value.magnitude
    let start = count
    repeat {
      append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }

  /// A number of 100 000ths.
  mutating func degrees(_ value: Int) {
    number(value / 100_000)
    append(0x2e)
    var unit = 10_000
    while unit > 0 {
      append(0x30 + UInt8(value / unit % 10))
      unit /= 10
    }
  }

  /// `2021-05-01`.
  @inline(__always)
  mutating func day(_ number: Int) {
    let (year, month, day) = CivilDay.date(Int32(number))
    pair(year / 100)
    pair(year % 100)
    append(0x2d)
    pair(month)
    append(0x2d)
    pair(day)
  }

  @inline(__always)
  private mutating func pair(_ value: Int) {
    append(0x30 + UInt8(truncatingIfNeeded: value / 10))
    append(0x30 + UInt8(truncatingIfNeeded: value % 10))
  }
}
