/// A table whose rows can be made one by one, in any order.
struct GeneratedTable: Sendable {
  /// Rows of one sort.
  struct Section: Sendable {
    var count: Int
    /// Appends the cells of a row, without its line end.
    var write: @Sendable (_ index: Int, _ bytes: inout [UInt8]) -> Void
  }

  var file: String
  var columns: [String]
  var sections: [Section]

  var rowCount: Int { sections.reduce(0) { $0 + $1.count } }

  init(_ file: String, _ columns: [String], _ sections: [Section]) {
    (self.file, self.columns) = (file, columns)
    self.sections = sections.filter { $0.count > 0 }
  }

  var header: [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

  /// The cells of one row.
  func row(_ row: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    forEach(in: row..<row + 1) { section, index in section.write(index, &bytes) }
    return bytes
  }

  /// Rows with what `edits` make of them, each with its line end.
  func bytes(of rows: Range<Int>, _ edits: TableEdits) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 80)
    var row = rows.lowerBound
    var pending = edits.edits(in: rows)
    forEach(in: rows) { section, index in
      if let edit = pending.first, edit.row == row {
        pending.removeFirst()
        for inserted in edit.before {
          bytes.append(contentsOf: inserted)
          bytes.append(0x0a)
        }
        if let replacement = edit.replacement {
          if !replacement.isEmpty {
            bytes.append(contentsOf: replacement)
            bytes.append(0x0a)
          }
          row += 1
          return
        }
      }
      section.write(index, &bytes)
      bytes.append(0x0a)
      row += 1
    }
    return bytes
  }

  private func forEach(in rows: Range<Int>, _ body: (Section, Int) -> Void) {
    var start = 0
    for section in sections {
      let part = rows.clamped(to: start..<start + section.count)
      for row in part { body(section, row - start) }
      start += section.count
    }
  }
}
