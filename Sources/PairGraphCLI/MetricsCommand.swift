import ArgumentParser
import PairGraph

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: UserLanguage.texts(.helpMetrics), discussion: UserLanguage.texts(.helpWeights))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpBridges, value: "file"))
  var bridges: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpSample, value: "n"), transform: NumberValue.whole)
  var sample: Int?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpSampleSeed, value: "n"), transform: NumberValue.seed)
  var seed: UInt64?

  @Flag(help: UserLanguage.help(.helpAllCuts))
  var all = false

  func validate() throws {
    let texts = Texts(common.language)
    try RepeatedOptions.check("--bridges", "--sample", "--seed")
    try common.checkOutputs([common.csv, common.dot, common.json, common.rejects, bridges])
    if let sample, sample < 1 { throw ValidationError(texts(.usageAtLeastOne, "--sample")) }
    if seed != nil && sample == nil { throw ValidationError(texts(.usageOnlyWith, "--seed", "--sample")) }
  }

  /// Steps of a minute or so.
  private static let longWork = 5e10

  func run() throws {
    try Session.run(common) { session in
      let bridgesFile = try bridges.map { try Output($0) }
      let network = try session.load(.graph, ties: .shared, work: .measures)
      let graph = try TieGraph(of: network)
      for line in Reports(network, in: session.texts.language).warnings(on: graph, isChosen: false) { session.warn(line) }
      if sample == nil, NetworkMetrics.work(on: graph) > Self.longWork {
        session.warn(session.texts(.metricsLong, session.texts.number(graph.nodes.count), session.texts.number(graph.tieCount)))
      }
      let result = NetworkMetrics(sample: sample, seed: seed ?? 1).run(on: graph, jobs: common.jobs)
      try session.writeCSV { try $0.metrics(result, of: network) }
      if let bridges, let bridgesFile { try session.write(bridges, bridgesFile, table: { try $0.bridges(result, of: network) }) }
      try session.writeDOT {
        var drawing = NetworkDrawing(network, in: session.texts.language, limit: common.limit, unmasked: common.unmask)
        drawing.metrics = result
        return session.note(try drawing.whole()).dot()
      }
      try session.writeJSON(network) { try $0.metrics(result, listing: all ? .max : 100) }
      try session.finish(network, hasOutput: bridgesFile?.isStandardOutput == true) {
        try Reports(network, in: session.texts.language).metrics(result)
      }
    }
  }
}
