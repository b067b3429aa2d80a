/// Cells of a row as the cells of a table.
extension RowReading {
  /// The cells of a pairing, as a text of the part.
  mutating func pairingCells(_ group: RosterParser.Group) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    for index in group.pairing.indices {
      if index > 0 { scratch.append(0x2c) }
      if parser.layout.pairings[index].field == .ignore {
        Self.append(group.label[...], to: &scratch)
      } else {
        cells.write(group.pairing[index], to: &scratch)
      }
    }
    return part.attributes.share(scratch[...], among: 4)
  }

  /// The row's own cells as the end of a row of a table.
  mutating func fragment(_ columns: [Int]) -> Range<Int32> {
    let start = Int32(part.fragments.count)
    cells.write(columns, to: &part.fragments)
    return start..<Int32(part.fragments.count)
  }

  /// A cell as CSV writes it (RFC 4180, as `CSVWriter` does).
  @inline(__always)
  static func append(_ cell: ArraySlice<UInt8>, to target: inout [UInt8]) {
    guard let first = cell.first, let last = cell.last else { return }
    var mustQuote = first <= 0x20 || last == 0x20
    for byte in cell where byte == 0x22 || byte == 0x2c || byte == 0x0a || byte == 0x0d { mustQuote = true }
    if !mustQuote {
      target.append(contentsOf: cell)
      return
    }
    target.append(0x22)
    for byte in cell {
      if byte == 0x22 { target.append(0x22) }
      target.append(byte)
    }
    target.append(0x22)
  }
}
