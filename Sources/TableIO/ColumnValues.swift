/// Values of one column over a batch.
package struct ColumnValues<Value: Sendable>: Sendable {
  /// index = row of the batch.
  package var values: [Value]
  /// Rows whose field is no such value, ascending.
  package var bad: [Int] = []
}

extension RowBatch {
  /// A column of dates as day numbers; an empty field is `empty`.
  ///
  /// - Complexity: O(rows).
  package func days(column: Int, edge: CivilDay.Edge, empty: Int32) -> ColumnValues<Int32> {
    let fields = fields
    var bad: [Int] = []
    let months = CivilDay.months
    let values = [Int32](unsafeFilling: rowCount) { row in
      let field = fields[row, column]
      if field.count == 0 { return empty }
      if field.count == 10, let day = CivilDay.common(field.word(at: 0), field.word(at: 2), months) { return day }
      if let day = CivilDay.parse(count: field.count, edge: edge, byte: { field[$0] }) { return day }
      bad.append(row)
      return empty
    }
    return ColumnValues(values: values, bad: bad)
  }

  /// A column of whole numbers from 0 to 2 147 483 647; an empty field is `empty`.
  ///
  /// - Complexity: O(rows).
  package func wholeNumbers(column: Int, empty: Int32) -> ColumnValues<Int32> {
    let fields = fields
    var bad: [Int] = []
    let values = [Int32](unsafeFilling: rowCount) { row in
      let field = fields[row, column]
      if field.count == 0 { return empty }
      var value = 0
      for index in 0..<field.count {
        let digit = field[index] &- 0x30
        value = value * 10 + Int(digit)
        if digit > 9 || value > Int(Int32.max) {
          bad.append(row)
          return empty
        }
      }
      return Int32(truncatingIfNeeded: value)
    }
    return ColumnValues(values: values, bad: bad)
  }

  /// A column of decimal numbers (`-12.5`, `3`, `1e6`); an empty field is `empty`. Infinities and NaN are bad, and so is what is too large to be
  /// exact: more than 2^53 - 1.
  ///
  /// - Complexity: O(rows).
  package func decimals(column: Int, empty: Double) -> ColumnValues<Double> {
    let fields = fields
    var bad: [Int] = []
    let values = [Double](unsafeFilling: rowCount) { row in
      let field = fields[row, column]
      if field.count == 0 { return empty }
      if let value = DecimalText.value(field), abs(value) <= 9_007_199_254_740_991 { return value }
      bad.append(row)
      return empty
    }
    return ColumnValues(values: values, bad: bad)
  }

  /// index = row, value = whether the field is empty.
  package func empties(column: Int) -> [Bool] {
    let fields = fields
    return [Bool](unsafeFilling: rowCount) { fields[$0, column].count == 0 }
  }
}

/// Decimal numbers as tables write them.
package enum DecimalText {
  /// The same of bytes that are no field of a table.
  package static func value(of text: [UInt8]) -> Double? { FieldBuffer.with(text) { value($0) } }

  /// Digits with at most one point and an optional sign and exponent; nil for anything else.
  static func value(_ field: Field) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = 0
    var index = 0
    var sawPoint = false
    let negative = field.count > 0 && field[0] == 0x2d
    if negative || (field.count > 0 && field[0] == 0x2b) { index = 1 }
    while index < field.count {
      let byte = field[index]
      if byte == 0x2e, !sawPoint {
        sawPoint = true
      } else if byte &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
        digits += 1
        if sawPoint { decimals += 1 }
      } else {
        return slow(field)
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    // Up to 15 digits and powers to 10^22 are exact in a Double, so one division rounds correctly (Clinger 1990).
    guard digits <= 15, decimals < powers.count else { return slow(field) }
    let value = Double(mantissa) / powers[decimals]
    return negative ? -value : value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func slow(_ field: Field) -> Double? {
    let allowed = field.bytes.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2e || $0 == 0x2d || $0 == 0x2b || $0 == 0x65 || $0 == 0x45 }
    guard allowed, let value = Double(field.string), value.isFinite else { return nil }
    return value
  }
}

extension RowBatch {
  /// Rows whose field is this text.
  package func rows(column: Int, equal text: [UInt8]) -> [Int] {
    let fields = fields
    return FieldBuffer.with(text) { wanted in (0..<rowCount).filter { fields[$0, column].isEqual(to: wanted) } }
  }
}
