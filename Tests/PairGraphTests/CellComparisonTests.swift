import Testing

@testable import PairGraph

/// How a cell is held against the value of a condition.
struct CellComparisonTests {
  @Test(arguments: [
    // Numbers by value, codes with leading zeros as text.
    ("7", "=", "7.0", true), ("1e1", "=", "10", true), ("007", "=", "7", false), ("007", "=", "007", true), ("7", "!=", "07", true),
    ("007", ">=", "7", true), ("10", ">", "9.5", true), ("-3", "<", "0", true), ("a", "<", "5", false), ("a", ">=", "5", false),
    ("0.5", "=", ".5", true),
    // Dates as days; those of the condition are all their days.
    ("2021-05-31", "=", "2021-05", true), ("2021-06-01", "=", "2021-05", false), ("2021-05-31", ">", "2021-05", false),
    ("2021-06-01", ">", "2021-05", true), ("2021-05-31", "<=", "2021-05", true), ("2021-12-31", ">", "2021", false),
    ("2022-01-01", ">", "2021", true), ("2021-05-02", "=", "2021", true), ("2021", "<", "2021-02", true), ("2021", "=", "2021.0", true),
    ("2021-02-30", "=", "2021-02", false), ("2021-02-30", "<", "2021-03-01", false), ("x", "<", "2021-03-01", false),
    // Those of the cell are their first day.
    ("2021-05", "=", "2021-05-01", true), ("2021-05", "!=", "2021-05-02", true), ("2021-05", "<=", "2021-05-01", true),
    ("2021", "=", "2021-01", true), ("2021", "=", "2021-02", false),
    // Anything else as text, byte by byte; a cell that looks like a date, too.
    ("b", ">", "a", true), ("Z", "<", "a", true), ("é", ">", "z", true), ("2021-05-01", "<", "a", true), ("2021-05-01", ">=", "a", false),
    ("7", "<", "a", true), ("ab", ">", "a", true), ("a", "<=", "a", true), ("a", "<", "a", false),
    // An empty cell is equal to nothing, and in no order.
    ("", "=", "", true), ("", "!=", "a", true), ("", "<", "a", false), ("", "<", "5", false), ("", ">=", "2021-01-01", false),
  ])
  func holds(cell: String, sign: String, value: String, expected: Bool) throws {
    let comparison = CellComparison(try #require(CellComparison.Sign(rawValue: sign)), [value])
    #expect(comparison.holds(Array(cell.utf8)) == expected, "\(cell) \(sign) \(value)")
    #expect(NaiveComparison.holds(Array(cell.utf8), sign, [value]) == expected, "\(cell) \(sign) \(value), by the oracle")
  }

  @Test func oneOfSeveralValues() {
    #expect(CellComparison(.equal, ["a", "7"]).holds(Array("7.0".utf8)))
    #expect(!CellComparison(.unequal, ["a", "7"]).holds(Array("7.0".utf8)))
    #expect(CellComparison(.unequal, ["a", "7"]).holds(Array("b".utf8)))
  }
}
