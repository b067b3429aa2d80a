import ArgumentParser
import PairGraph

struct OverloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "overload", abstract: UserLanguage.texts(.helpOverload))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpMax, value: "n"))
  var max: Int?

  func validate() throws {
    if let max, max < 0 { throw ValidationError(Texts(common.language)(.usageNotNegative, "--max")) }
  }

  func run() throws {
    try Session.run(common) { session in
      let network = try session.load(.bounds, counts: .helps)
      let result = try OverloadCheck(max: max).run(on: network)
      try session.writeCSV { try $0.overload(result, of: network) }
      try session.writeDOT { try session.drawing(network, overloaded: result).dot() }
      try session.writeJSON { try JSONExport(network).overload(result) }
      try session.finish(network) { try Reports(network, in: session.texts.language).overload(result) }
    }
  }
}
