import ArgumentParser
import PairGraph

/// Options that are given once: of a second one the parser would take the last, and drop the other without a word.
enum RepeatedOptions {
  /// - Parameter names: options with a value that are not lists, as on the command line.
  /// - Errors: wrong usage when one of them is given twice.
  static func check(_ names: String...) throws {
    let given = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
    for name in names where given.count(where: { $0 == name || $0.hasPrefix(name + "=") }) > 1 {
      throw ValidationError(UserLanguage.texts(.usageRepeated, name))
    }
  }
}
