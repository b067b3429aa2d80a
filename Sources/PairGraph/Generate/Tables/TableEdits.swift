/// What is changed in a table that is otherwise as its profile has it.
struct TableEdits: Sendable {
  struct Edit: Sendable {
    /// Row of the table as it would be without edits.
    var row: Int
    /// Rows put before it.
    var before: [[UInt8]] = []
    /// What stands in its place; empty for nothing.
    var replacement: [UInt8]?
  }

  /// By row, without two of one row.
  private var edits: [Edit] = []
  private var isSorted = true

  /// A row, as it will be known when all edits are made.
  enum Place: Sendable, Hashable {
    case row(Int)
    /// The n-th of those put before a row.
    case inserted(row: Int, number: Int)
  }

  mutating func drop(_ row: Int) { edit(row) { $0.replacement = [] } }
  mutating func replace(_ row: Int, with bytes: [UInt8]) { edit(row) { $0.replacement = bytes } }

  mutating func insert(_ bytes: [UInt8], before row: Int) -> Place {
    var number = 0
    edit(row) {
      number = $0.before.count
      $0.before.append(bytes)
    }
    return .inserted(row: row, number: number)
  }

  private mutating func edit(_ row: Int, _ change: (inout Edit) -> Void) {
    let position = position(of: row)
    if position == edits.count || edits[position].row != row { edits.insert(Edit(row: row), at: position) }
    change(&edits[position])
  }

  /// Whether nothing is changed at a row so far.
  func isFree(_ row: Int) -> Bool {
    let position = position(of: row)
    return position == edits.count || edits[position].row != row
  }

  /// The first edit at a row or behind it.
  private func position(of row: Int) -> Int {
    var (low, high) = (0, edits.count)
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].row < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func edits(in rows: Range<Int>) -> ArraySlice<Edit> { edits[position(of: rows.lowerBound)..<position(of: rows.upperBound)] }

  /// Physical line of a row, the header being 1.
  ///
  /// - Complexity: O(edits).
  func line(of place: Place) -> Int {
    let (row, number) =
      switch place {
      case .row(let row): (row, nil as Int?)
      case .inserted(let row, let number): (row, number)
      }
    var line = row + 2
    for edit in edits[..<position(of: row + 1)] {
      if edit.row < row {
        line += edit.before.count - (edit.replacement == [] ? 1 : 0)
      } else {
        line += number ?? edit.before.count
      }
    }
    return line
  }

  /// How many rows more the table has.
  var added: Int { edits.reduce(0) { $0 + $1.before.count - ($1.replacement == [] ? 1 : 0) } }
}
