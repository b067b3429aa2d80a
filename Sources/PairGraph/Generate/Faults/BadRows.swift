internal import TableIO

/// Rows that must be rejected.
enum BadRows {
  static func cells(_ row: [UInt8]) -> [[UInt8]] { row.split(separator: 0x2c, omittingEmptySubsequences: false).map { Array($0) } }
  static func row(_ cells: [[UInt8]]) -> [UInt8] { Array(cells.joined(separator: [0x2c])) }

  /// An end that is no node: longer by a digit than all ids.
  static func dangling(_ row: [UInt8], column: Int) -> [UInt8] {
    var cells = cells(row)
    cells[column].append(0x39)
    return Self.row(cells)
  }

  /// A row with `since` and `until` behind its first three cells: a day that no calendar has, or an end before the beginning.
  static func misdated(_ row: [UInt8], _ day: Int, _ variant: Int) -> [UInt8] {
    var cells = cells(row)
    if variant % 2 == 0 {
      cells[3] = noDay(before: day)
    } else {
      cells[4] = []
      if cells[3].isEmpty { cells[3].day(day - 700) }
      cells[4].day((CivilDay.parse(cells[3]) ?? day) - 30)
    }
    return Self.row(cells)
  }

  /// A 30th of February.
  static func noDay(before day: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.number(CivilDay.date(Int32(day - 365)).year)
    bytes.text("-02-30")
    return bytes
  }
}

extension CivilDay {
  fileprivate static func parse(_ bytes: [UInt8]) -> Int? { parse(bytes, edge: .first).map { Int($0) } }
}

extension FaultPlanter {
  /// Rows that are rejected and were needed by nobody.
  mutating func plantBadRows() {
    for type in [GeneratedType.household, .cadre, .branch, .unit, .place] where layout.count(type) > 1 { plantDuplicates(type) }
    for file in ["pairings.csv", "members.csv", "visits.csv"] {
      guard let table = generated[file], table.rowCount > 0 else { continue }
      let order = Shuffle(table.rowCount, seed: layout.seed, "bad rows of \(file)")
      for number in 0..<min(Self.share(of: table.rowCount) * 2, order.count) {
        let row = table.row(order.number(at: number))
        let (isDangling, place) = (number % 2 == 0, somewhere(in: file, "where bad rows go", number))
        let bad =
          isDangling
          ? BadRows.dangling(row, column: number / 2 % 2)
          : file == "visits.csv" ? undated(row) : BadRows.misdated(row, layout.day, number / 2)
        expectBadRow(isDangling ? .dangling : .misdated, plan.insert(bad, before: place, of: file), of: file)
      }
    }
  }

  private func undated(_ visit: [UInt8]) -> [UInt8] {
    var cells = BadRows.cells(visit)
    cells[2] = BadRows.noDay(before: layout.day)
    return BadRows.row(cells)
  }

  /// An id once more, with another name.
  private mutating func plantDuplicates(_ type: GeneratedType) {
    guard let table = generated[type.file] else { return }
    let order = Shuffle(table.rowCount, seed: layout.seed, "duplicates of \(type.file)")
    for number in 0..<min(Self.share(of: table.rowCount), order.count) {
      let row = order.number(at: number)
      if row + 1 >= table.rowCount { continue }
      var cells = BadRows.cells(table.row(row))
      cells[1].text("二")
      let place = plan.insert(
        BadRows.row(cells), before: somewhere(in: type.file, "second of two", number, from: row + 1), of: type.file)
      expectBadRow(.duplicate, place, of: type.file, id: cells[0])
    }
  }
}
