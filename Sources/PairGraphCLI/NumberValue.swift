import PairGraph

/// Numbers as values of options: what is wrong with one is said in the user's language.
///
/// Options with such values are parsed with `.unconditional`: a number may begin with a minus, and it is better said that it may not be
/// negative than that there is none.
enum NumberValue {
  /// What is said behind a value that is none.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// A whole number; whether it is too small is the option's own matter.
  @Sendable static func whole(_ text: String) throws -> Int {
    guard let value = Int(text) else { throw Fault(description: UserLanguage.texts(.usageWhole)) }
    return value
  }

  /// A number, with `nan` and `inf`, which no option takes.
  @Sendable static func decimal(_ text: String) throws -> Double {
    guard let value = Double(text) else { throw Fault(description: UserLanguage.texts(.usageDecimal)) }
    return value
  }

  /// The seed of a stream of numbers.
  @Sendable static func seed(_ text: String) throws -> UInt64 {
    guard let value = UInt64(text) else { throw Fault(description: UserLanguage.texts(.usageSeed)) }
    return value
  }
}
