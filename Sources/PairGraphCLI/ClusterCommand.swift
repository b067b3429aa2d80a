import ArgumentParser
import PairGraph

struct ClusterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster", abstract: UserLanguage.texts(.helpCluster), discussion: UserLanguage.texts(.helpWeights))

  @OptionGroup var common: CommonOptions

  @Option(help: UserLanguage.help(.helpMethod, value: "name"))
  var method: String?

  @Option(help: UserLanguage.help(.helpClusterOf, value: "selector"))
  var of: String?

  @Option(help: UserLanguage.help(.helpTies, value: "name"))
  var ties: String?

  @OptionGroup var leiden: LeidenOptions

  @OptionGroup var regions: RegionOptions

  /// A new method is a case here and a file with its options.
  enum Method: String, CaseIterable {
    case leiden, components, cores, regions
  }

  func validate() throws {
    let texts = Texts(common.language)
    try RepeatedOptions.check("--method", "--of", "--ties")
    try texts.expect(method, "--method", oneOf: Method.allCases.map(\.rawValue))
    try texts.expect(ties, "--ties", oneOf: TieGraph.Ties.allCases.map(\.rawValue))
    let isRegional = chosen == .regions || regions.evaluate
    if regions.evaluate, method != nil { throw ValidationError(texts(.usageNotBoth, "--evaluate", "--method")) }
    if isRegional, ties != nil { throw ValidationError(texts(.usageOnlyWith, "--ties", "--method leiden")) }
    if let given = regions.given(forEvaluation: regions.evaluate), chosen != .regions {
      throw ValidationError(texts(.usageOnlyWith, given, "--method regions"))
    }
    if ties != nil && of == nil { throw ValidationError(texts(.usageOnlyWith, "--ties", "--of")) }
    if let given = leiden.given(besides: chosen == .regions ? ["--seed"] : []), chosen != .leiden || regions.evaluate {
      throw ValidationError(texts(.usageOnlyWith, given, "--method leiden"))
    }
  }

  private var chosen: Method { method.flatMap { Method(rawValue: $0) } ?? .leiden }

  private var work: LoadOptions.Work {
    switch chosen {
    case .components: .components
    case .cores: .cores
    case .leiden, .regions: .communities
    }
  }

  /// nil where groups are contiguous: those are found on a map, not on a graph of ties.
  private var finder: (any GroupingMethod)? {
    switch chosen {
    case .leiden: leiden.detection
    case .components: ComponentGroups()
    case .cores: CoreGroups()
    case .regions: nil
    }
  }

  func run() throws {
    guard let finder, !regions.evaluate else { return try runRegions() }
    try Session.run(common) { session in
      let selector = try of.map { try Selector($0) }
      let ties = ties.flatMap { TieGraph.Ties(rawValue: $0) } ?? .shared
      let network = try session.load(.graph, attributes: selector?.attributes ?? [], ties: ties, work: work)
      let graph = try selector.map { try TieGraph(of: network, nodes: $0, ties: ties) } ?? TieGraph(of: network)
      let reports = Reports(network, in: session.texts.language)
      for line in reports.warnings(on: graph, isChosen: of != nil) { session.warn(line) }
      let grouping = try finder.run(on: graph, of: network, jobs: common.jobs)
      try session.writeCSV { try $0.cluster(grouping, of: network) }
      try session.writeDOT {
        let drawing = NetworkDrawing(network, in: session.texts.language, limit: common.limit, unmasked: common.unmask)
        return session.note(try drawing.groups(grouping, of: graph)).dot()
      }
      try session.writeJSON(network) { $0.cluster(grouping, of: graph) }
      try session.finish(network) { try reports.cluster(grouping, of: graph) }
    }
  }
}

/// How communities are searched for.
struct LeidenOptions: ParsableArguments {
  @Option(help: UserLanguage.help(.helpQuality, value: "name"))
  var quality: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpResolution, value: "x"), transform: NumberValue.decimal)
  var resolution: Double?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpClusterSeed, value: "n"), transform: NumberValue.seed)
  var seed: UInt64?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpIterations, value: "n"), transform: NumberValue.whole)
  var iterations: Int?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpRestarts, value: "n"), transform: NumberValue.whole)
  var restarts: Int?

  func validate() throws {
    let texts = UserLanguage.texts
    try RepeatedOptions.check("--quality", "--resolution", "--seed", "--iterations", "--restarts")
    try texts.expect(quality, "--quality", oneOf: CommunityDetection.Quality.allCases.map(\.rawValue))
    if let resolution, !(resolution >= 0 && resolution <= 1e100) { throw ValidationError(texts(.usageResolution)) }
    if let iterations, iterations < 0 { throw ValidationError(texts(.usageNotNegative, "--iterations")) }
    if let restarts, restarts < 1 { throw ValidationError(texts(.usageAtLeastOne, "--restarts")) }
  }

  /// One of the options that the command line has, but for some.
  func given(besides others: [String]) -> String? {
    let options: [(String, Bool)] = [
      ("--quality", quality != nil), ("--resolution", resolution != nil), ("--seed", seed != nil), ("--iterations", iterations != nil),
      ("--restarts", restarts != nil),
    ]
    return options.first { $0.1 && !others.contains($0.0) }?.0
  }

  var detection: CommunityDetection {
    var result = CommunityDetection()
    if let quality = quality.flatMap({ CommunityDetection.Quality(rawValue: $0) }) { result.quality = quality }
    if let resolution { result.resolution = resolution }
    if let seed { result.seed = seed }
    if let iterations { result.iterations = iterations }
    if let restarts { result.restarts = restarts }
    return result
  }
}

extension Texts {
  /// - Errors: wrong usage when a value is none of those there are.
  func expect(_ value: String?, _ option: String, oneOf values: [String]) throws {
    if let value, !values.contains(value) { throw ValidationError(self(.usageOneOf, option, values.joined(separator: ", "))) }
  }
}
