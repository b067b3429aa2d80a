import ArgumentParser
import PairGraph

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "coverage", abstract: UserLanguage.texts(.helpCoverage))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpOf, value: "selector"))
  var of: String?

  @Flag(help: UserLanguage.help(.helpInherit))
  var inherit = false

  func run() throws {
    try Session.run(common) { session in
      let check = CoverageCheck(of: try of.map { try Selector($0) }, inherits: inherit)
      let network = try session.load(.bounds, attributes: check.of?.attributes ?? [])
      let result = try check.run(on: network)
      if let selector = check.of, result.subjects.total.asked == 0, !network.types.contains(selector.type) {
        session.warn(session.texts(.selectsNothing, session.texts.brief(selector.text), session.texts.list(network.types)))
      }
      try session.writeCSV { try $0.coverage(result, of: network) }
      try session.writeDOT { try session.drawing(network, uncovered: result).dot() }
      try session.writeJSON(network) { try $0.coverage(result) }
      try session.finish(network) { try Reports(network, in: session.texts.language).coverage(result) }
    }
  }
}
