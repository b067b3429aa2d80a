internal import TableIO

/// Finds the values of a table that are not what their column holds.
struct ValueCheck: Sendable {
  let spec: TableSpec
  let header: TableHeader

  /// Dates that are none, numbers that are none, and terms that end before they begin.
  func faults(in batch: RowBatch) -> [BatchRows.Fault] {
    var faults: [BatchRows.Fault] = []
    for column in spec.columns {
      guard let index = header.column(column.name) else { continue }
      let bad: [Int]
      let problem: Problem
      switch column.meaning {
      case .quantity:
        let numbers = batch.decimals(column: index, empty: 0)
        (bad, problem) = (numbers.bad + numbers.values.indices.filter { !Self.isQuantity(numbers.values[$0]) }, .badNumber)
      case .number:
        let numbers = batch.decimals(column: index, empty: 0)
        let limit = Self.limits[column.name] ?? .infinity
        (bad, problem) = (Set(numbers.bad + numbers.values.indices.filter { abs(numbers.values[$0]) > limit }).sorted(), .badNumber)
      case .day:
        // The first and the last day of a whole date are one; of what is empty or unfinished they are not.
        let (first, last) = (batch.days(column: index, edge: .first, empty: 0), batch.days(column: index, edge: .last, empty: 1))
        let unfinished = first.values.indices.filter { first.values[$0] != last.values[$0] }
        (bad, problem) = (Set(first.bad + unfinished).sorted(), .badDate)
      case .firstDay where column.name != "since", .lastDay where column.name != "until":
        (bad, problem) = (batch.days(column: index, edge: .first, empty: 0).bad, .badDate)
      default: continue
      }
      faults += bad.map { BatchRows.Fault(row: $0, column: index, problem: problem, details: []) }
    }
    return faults + term(in: batch).faults
  }

  /// How far from 0 degrees can be.
  private static let limits = ["lat": 90.0, "lon": 180.0]

  private static func isQuantity(_ value: Double) -> Bool { value == 0 || TableSpec.quantities.contains(value) }

  /// The days of `since` and `until`; an empty cell is open.
  func term(in batch: RowBatch) -> (since: [Int32]?, until: [Int32]?, faults: [BatchRows.Fault]) {
    let open = (Day.distantPast.number, Day.distantFuture.number)
    let sinceColumn = spec.column("since").flatMap { _ in header.column("since") }
    let untilColumn = spec.column("until").flatMap { _ in header.column("until") }
    let since = sinceColumn.map { batch.days(column: $0, edge: .first, empty: open.0) }
    let until = untilColumn.map { batch.days(column: $0, edge: .last, empty: open.1) }
    var faults: [BatchRows.Fault] = []
    for (values, column) in [(since, sinceColumn), (until, untilColumn)] {
      guard let values, let column else { continue }
      faults += values.bad.map { BatchRows.Fault(row: $0, column: column, problem: .badDate, details: []) }
    }
    if let since, let until, let sinceColumn, let untilColumn {
      for row in 0..<batch.rowCount where until.values[row] < since.values[row] {
        let start = batch.string(row: row, column: sinceColumn)
        faults.append(BatchRows.Fault(row: row, column: untilColumn, problem: .untilBeforeSince, details: [start]))
      }
    }
    return (since?.values, until?.values, faults)
  }
}
