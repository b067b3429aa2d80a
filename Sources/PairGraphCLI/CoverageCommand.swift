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
      let selector = try of.map { try Selector($0) }
      // Asked ad hoc, the dataset's own norms stay out of it.
      let check = CoverageCheck(of: selector, inherits: inherit, norms: selector == nil ? try PackReading(common, session).own() : nil)
      var found: CoverageResult?
      let network = try session.load(.bounds, attributes: selector?.attributes ?? [], norms: check.norms ?? []) { network in
        found = try check.run(on: network)
        return found?.check?.streamed
      }
      guard let result = found else { return }
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
