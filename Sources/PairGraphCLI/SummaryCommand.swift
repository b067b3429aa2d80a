import ArgumentParser
import PairGraph

struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "summary", abstract: UserLanguage.texts(.helpSummary))

  @OptionGroup var common: CommonOptions

  func run() throws {
    try Session.run(common) { session in
      let network = try session.load(.full)
      let summary = NetworkSummary(of: network)
      try session.writeCSV { $0.summary(summary, of: network) }
      try session.writeDOT { try session.drawing(network).dot() }
      try session.writeJSON(network) { $0.summary(summary) }
      try session.finish(network) { Reports(network, in: session.texts.language).summary(summary) }
    }
  }
}
