internal import GraphAlgorithms

/// What areas are compared by, and how each column was read.
struct RegionAttributes {
  /// index = attribute, then area; each with mean 0 and variance 1.
  private(set) var values: [[Double]] = []
  private(set) var readings: [RegionReading] = []

  /// A column is one of numbers where all its cells are; a text has an attribute for each of its values.
  ///
  /// - Errors: `RegionFault.noNumber` for a cell that is no number where most are; `noColumn`, `tooManyValues`.
  init(_ names: [String], _ columns: RegionColumns) throws {
    for name in names {
      let (codes, texts) = try columns.known(name)
      let used = Set(codes).filter { !texts[$0].isEmpty }.sorted { texts[$0] < texts[$1] }
      let numbers = texts.map { $0.isEmpty ? Double.nan : CellNumber.value($0) }
      let count = used.count { numbers[$0] != nil }
      let first = values.count
      var reading = RegionReading(column: name, empty: codes.count { texts[$0].isEmpty })
      if count == used.count {
        values.append(RegionProblem.standardised(codes.map { numbers[$0] ?? .nan }))
      } else if count * 2 > used.count {
        // A number mistyped, not a text.
        let bad = codes.firstIndex { numbers[$0] == nil } ?? 0
        throw RegionFault.noNumber(column: name, id: try columns.id(bad), text: texts[codes[bad]])
      } else {
        let lists = texts.map { Set(RegionColumns.list($0)) }
        let own = Set(used.flatMap { lists[$0] }).sorted()
        reading.likeNumbers = try Self.likeNumbers(codes, texts, columns)
        // That they read like numbers is the better advice.
        if own.count > RegionColumns.mostValues {
          if let found = reading.likeNumbers { throw RegionFault.noNumber(column: name, id: found.id, text: found.text) }
          throw RegionFault.tooManyValues(column: name, count: own.count)
        }
        reading.texts = own.count
        for value in own {
          values.append(RegionProblem.standardised(codes.map { lists[$0].isEmpty ? .nan : lists[$0].contains(value) ? 1 : 0 }))
        }
      }
      reading.isAlike = values[first...].allSatisfy { $0.allSatisfy { $0 == 0 } }
      readings.append(reading)
    }
  }

  /// The first cell of those that read like numbers, where most of the cells do.
  private static func likeNumbers(_ codes: [Int], _ texts: [String], _ columns: RegionColumns) throws -> RegionReading.LikeNumbers? {
    let rewritten = texts.map { CellNumber.rewritten($0) }
    let (all, alike) = (codes.count { !texts[$0].isEmpty }, codes.count { rewritten[$0] != nil || CellNumber.value(texts[$0]) != nil })
    guard alike * 2 > all, let area = codes.firstIndex(where: { rewritten[$0] != nil }), let better = rewritten[codes[area]] else {
      return nil
    }
    let (file, line) = try columns.place(area)
    return RegionReading.LikeNumbers(
      cells: alike, of: all, text: texts[codes[area]], rewritten: better, id: try columns.id(area), file: file, line: line)
  }
}

/// How a column that areas are compared by was read.
public struct RegionReading: Sendable, Equatable {
  public let column: String
  /// Areas whose cell is empty: they count as the mean.
  public let empty: Int
  /// nil for numbers; of a text, how many different values its cells have.
  public internal(set) var texts: Int?
  /// Whether all cells that are not empty are the same: then it compares nothing.
  public internal(set) var isAlike = false
  /// Cells of a text that a person would read as numbers, where most of its cells are such.
  public internal(set) var likeNumbers: LikeNumbers?

  /// Cells that read like numbers, with the first of them and how it would be written.
  public struct LikeNumbers: Sendable, Equatable {
    public let cells: Int
    public let of: Int
    public let text: String
    public let rewritten: String
    let id: String
    public let file: String
    public let line: Int
  }

  init(column: String, empty: Int) { (self.column, self.empty) = (column, empty) }
}
