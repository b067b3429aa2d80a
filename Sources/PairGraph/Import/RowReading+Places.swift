/// The places of a row: those of neighbouring rows are shared.
extension RowReading {
  mutating func placeTuple() -> Int32 {
    let levels = parser.columns.places
    guard levels.contains(where: { $0 >= 0 }) else { return -1 }
    let last = part.placeTuples.count - levels.count
    var isSame = last >= 0
    for level in levels.indices where last >= 0 {
      let column = levels[level]
      let before = part.placeTuples[last + level]
      let isShared = isPlaceName(before, column)
      if isSame, !isShared {
        isSame = false
        // One by one: a slice of the list would have the list copied.
        for shared in last..<last + level { part.placeTuples.append(part.placeTuples[shared]) }
      }
      if !isSame { part.placeTuples.append(isShared ? before : placeCell(column)) }
    }
    if last < 0 { part.placeTuples += levels.map { placeCell($0) } }
    return Int32(isSame ? last : last + levels.count)
  }

  private func isPlaceName(_ number: Int32, _ column: Int) -> Bool {
    let known = part.placeNames.bytes.span.extracting(part.placeNames.range(Int(number)))
    return cells.isEqual(column, to: known)
  }

  private mutating func placeCell(_ column: Int) -> Int32 {
    _ = cells.addUnhashed(column, asName: false, to: &part.placeNames)
    return cells.addUnhashed(column, asName: true, to: &part.places)
  }
}
