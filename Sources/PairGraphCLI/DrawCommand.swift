import ArgumentParser
import PairGraph

struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "draw", abstract: UserLanguage.texts(.helpDraw))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpAround, value: "id"))
  var around: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpHops, value: "n"), transform: NumberValue.whole)
  var hops: Int?

  @Option(help: UserLanguage.help(.helpBy, value: "level"))
  var by: String?

  @Option(help: UserLanguage.help(.helpSVG, value: "file"))
  var svg: String?

  func validate() throws {
    let texts = Texts(common.language)
    try RepeatedOptions.check("--around", "--hops", "--by", "--svg")
    if common.dot == nil && svg == nil && common.csv == nil && common.json == nil && !common.estimate {
      throw ValidationError(texts(.usageDrawNothing))
    }
    try common.checkOutputs([common.csv, common.dot, common.json, common.rejects, svg])
    if around != nil && by != nil { throw ValidationError(texts(.usageByAndAround)) }
    if hops != nil && around == nil { throw ValidationError(texts(.usageHops)) }
    if let hops, hops < 0 { throw ValidationError(texts(.usageNotNegative, "--hops")) }
  }

  func run() throws {
    try Session.run(common) { session in
      let svgFile = try svg.map { try Output($0) }
      let network = try session.load(.graph)
      let drawing = NetworkDrawing(
        network, in: session.texts.language, limit: common.limit, unmasked: common.unmask, coverage: try CoverageCheck().run(on: network),
        overload: try OverloadCheck().run(on: network))
      let result = try self.result(drawing, network, session.texts)
      let picture = session.note(result, isDrawn: common.dot != nil || svg != nil)
      if common.csv != nil || common.json != nil {
        // Tables are no drawings: names in full, words in the language of tables.
        let plain = try self.result(drawing.forTables(in: common.columnLanguage ?? .english), network, session.texts).picture
        try session.writeCSV { $0.drawing(plain) }
        try session.writeJSON(network) { $0.drawing(plain) }
      }
      if common.dot != nil || svg != nil {
        let dot = picture.dot()
        try session.writeDOT { dot }
        if let svg, let svgFile { try svgFile.write([Graphviz.svg(dot, beside: svg)]) }
      }
      try session.finish(network, hasOutput: svgFile?.isStandardOutput == true) {
        [
          session.texts(
            .drawHeadline, session.texts.number(result.picture.nodes.count), session.texts.number(result.picture.edges.count),
            network.day.description)
        ]
      }
    }
  }

  private func result(_ drawing: NetworkDrawing, _ network: Network, _ texts: Texts) throws -> NetworkDrawing.Result {
    if let around {
      let nodes = try network.nodes(named: around)
      guard let node = nodes.first else { throw UsageError(message: texts(.usageNoSuchNode, texts.brief(around))) }
      if nodes.count > 1 {
        let ids = try network.ids(of: Array(nodes.prefix(5))).map { texts.brief($0) }.joined(separator: ", ")
        throw UsageError(message: texts(.usageManyNodes, texts.number(nodes.count), texts.brief(around), ids))
      }
      return try drawing.around(node, hops: hops ?? 1)
    }
    guard let by else { return try drawing.whole() }
    guard let result = try drawing.quotient(by: by) else {
      throw UsageError(message: texts(.usageNoLevel, texts.brief(by), texts.list(drawing.possibleLevels)))
    }
    return result
  }
}

extension Session {
  /// The picture that goes with a command's table: the network with what was found standing out.
  func drawing(_ network: Network, uncovered: CoverageResult? = nil, overloaded: OverloadResult? = nil) throws -> Picture {
    let drawing = NetworkDrawing(
      network, in: texts.language, limit: options.limit, unmasked: options.unmask,
      coverage: try uncovered ?? (overloaded == nil ? CoverageCheck().run(on: network) : nil),
      overload: try overloaded ?? (uncovered == nil ? OverloadCheck().run(on: network) : nil))
    return note(try drawing.whole())
  }

  /// Says when a summary was drawn instead, and what Graphviz cannot take.
  func note(_ result: NetworkDrawing.Result, isDrawn: Bool = true) -> Picture {
    if let level = result.level {
      warn(
        texts(
          .drawTooLarge, texts.number(result.wanted), String(options.limit), texts.brief(texts.type(texts.kind(level)), room: 40),
          texts.number(result.picture.nodes.count)))
    }
    if result.alone > 0 { warn(texts(.groupsAloneDrawn, texts.number(result.alone))) }
    if isDrawn, !options.quiet {
      let longIDs = result.picture.longIDs
      if longIDs > 0 { warn(texts(.drawLongIDs, texts.number(longIDs))) }
      if let depth = result.picture.cutDepth { warn(texts(.drawDeepBoxes, String(depth))) }
    }
    return result.picture
  }
}
