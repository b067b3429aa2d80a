internal import TableIO

/// A column of a table as numbers; NaN where there is none.
enum RowNumbers: Sendable {
  /// index = row, value = number, below 0 where the cell is empty; and what an empty cell means, for all rows or with index = row. Where
  /// there is no such column all cells are empty.
  case whole([Int32]?, empty: [Double])
  /// index = code, value = number.
  case coded(RowCodes, [Double])

  @inline(__always)
  subscript(row: Int) -> Double {
    switch self {
    case .whole(let own, let empty):
      if let own, own[row] >= 0 { return Double(own[row]) }
      return empty.count == 1 ? empty[0] : empty[row]
    case .coded(let codes, let numbers): return numbers[Int(codes[row])]
    }
  }

  /// Calls `body` with stretches of rows that have one number, as far as that shows at a glance, in order.
  @inline(__always)
  func forEachStretch(in rows: Range<Int>, _ body: (Int, Double) -> Void) {
    guard case .whole(let own, let empty) = self, empty.count == 1 else {
      for row in rows { body(1, self[row]) }
      return
    }
    guard let own else { return body(rows.count, empty[0]) }
    let numbers = own.span
    var row = rows.lowerBound
    while row < rows.upperBound {
      let number = numbers[row]
      var next = row &+ 1
      while next < rows.upperBound, numbers[next] == number { next &+= 1 }
      body(next &- row, number < 0 ? empty[0] : Double(number))
      row = next
    }
  }
}
