import ArgumentParser
import PairGraph

struct OverloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "overload", abstract: UserLanguage.texts(.helpOverload))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpMax, value: "n"))
  var max: Int?

  func validate() throws {
    let texts = Texts(common.language)
    guard let max else { return }
    if max < 0 { throw ValidationError(texts(.usageNotNegative, "--max")) }
    if max > OverloadCheck.largestBound { throw ValidationError(texts(.usageAtMost, "--max", texts.number(OverloadCheck.largestBound))) }
  }

  func run() throws {
    try Session.run(common) { session in
      let network = try session.load(.bounds, counts: .helps)
      let result = try OverloadCheck(max: max).run(on: network)
      try session.writeCSV { try $0.overload(result, of: network) }
      try session.writeDOT { try session.drawing(network, overloaded: result).dot() }
      try session.writeJSON(network) { try $0.overload(result) }
      try session.finish(network) { try Reports(network, in: session.texts.language).overload(result) }
    }
  }
}
