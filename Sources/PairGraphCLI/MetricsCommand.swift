import ArgumentParser
import PairGraph

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "metrics", abstract: UserLanguage.texts(.helpMetrics))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpBridges, value: "file"))
  var bridges: String?

  @Option(help: UserLanguage.help(.helpSample, value: "n"))
  var sample: Int?

  @Option(help: UserLanguage.help(.helpSampleSeed, value: "n"))
  var seed: UInt64?

  func validate() throws {
    let texts = Texts(common.language)
    try common.checkOutputs([common.csv, common.dot, common.json, common.rejects, bridges])
    if let sample, sample < 1 { throw ValidationError(texts(.usageAtLeastOne, "--sample")) }
    if seed != nil && sample == nil { throw ValidationError(texts(.usageOnlyWith, "--seed", "--sample")) }
  }

  /// Steps of a minute or so.
  private static let longWork = 5e10

  func run() throws {
    try Session.run(common) { session in
      let bridgesFile = try bridges.map { try Output($0) }
      let network = try session.load(.graph, ties: .shared)
      let graph = try TieGraph(of: network)
      if sample == nil, NetworkMetrics.work(on: graph) > Self.longWork {
        session.warn(session.texts(.metricsLong, session.texts.number(graph.nodes.count), session.texts.number(graph.tieCount)))
      }
      let result = NetworkMetrics(sample: sample, seed: seed ?? 1).run(on: graph, jobs: common.jobs)
      try session.writeCSV { try $0.metrics(result, of: network) }
      if let bridges, let bridgesFile { try session.write(bridges, bridgesFile, table: { try $0.bridges(result, of: network) }) }
      try session.writeDOT { try session.drawing(network).dot() }
      try session.writeJSON(network) { try $0.metrics(result) }
      try session.finish(network, hasOutput: bridgesFile?.isStandardOutput == true) {
        try Reports(network, in: session.texts.language).metrics(result)
      }
    }
  }
}
