/// A selector that cannot be read, or that asks for a type or column that does not exist.
public struct SelectorError: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Fault: String, Sendable, CaseIterable {
    case missingType, missingBracket, missingComparison, missingColumn, missingValue, missingQuote, severalValues
    case unknownComparison, unknownColumn, unknownType, strayCharacter
    /// More references in a row than anything needs.
    case tooManySteps
    /// A border of a kind that no place has.
    case unknownLevel
    /// What is compared with dates is none.
    case noDate
  }

  public let fault: Fault
  public let text: String
  /// Where the fault is, in characters from 0.
  public let position: Int
  /// The columns or types that exist.
  public let names: [String]

  init(_ fault: Fault, in text: String, at position: Int, names: [String] = []) {
    self.fault = fault
    self.text = text
    self.position = position
    self.names = names.withoutRepeats
  }
}

extension [String] {
  /// The first of each: several tables have a column of the same name.
  var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
