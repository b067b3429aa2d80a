import ArgumentParser
import PairGraph

struct OverloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "overload", abstract: UserLanguage.texts(.helpOverload))

  @OptionGroup var common: CommonOptions

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpMax, value: "n"), transform: NumberValue.whole)
  var max: Int?

  func validate() throws {
    let texts = Texts(common.language)
    try RepeatedOptions.check("--max")
    guard let max else { return }
    if max < 0 { throw ValidationError(texts(.usageNotNegative, "--max")) }
    if max > OverloadCheck.largestBound { throw ValidationError(texts(.usageAtMost, "--max", texts.number(OverloadCheck.largestBound))) }
  }

  func run() throws {
    try Session.run(common) { session in
      // Asked ad hoc, the dataset's own norms stay out of it.
      let check = OverloadCheck(max: max, norms: max == nil ? try PackReading(common, session).own() : nil)
      var found: OverloadResult?
      let network = try session.load(.bounds, counts: .helps, norms: check.norms ?? []) { network in
        found = try check.run(on: network)
        return found?.check?.streamed
      }
      guard let result = found else { return }
      try session.writeCSV { try $0.overload(result, of: network) }
      try session.writeDOT { try session.drawing(network, overloaded: result).dot() }
      try session.writeJSON(network) { try $0.overload(result) }
      try session.finish(network) { try Reports(network, in: session.texts.language).overload(result) }
    }
  }
}
