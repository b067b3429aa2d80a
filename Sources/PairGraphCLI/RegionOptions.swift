import ArgumentParser
import PairGraph

/// What contiguous groups are to be.
struct RegionOptions: ParsableArguments {
  @Option(help: UserLanguage.help(.helpRegionBy, value: "columns"))
  var by: [String] = []

  @Option(help: UserLanguage.help(.helpWithin, value: "kind"))
  var within: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpGroups, value: "k"), transform: NumberValue.whole)
  var groups: Int?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpSizes, value: "n...n"))
  var sizes: String?

  @Option(parsing: .unconditionalSingleValue, help: UserLanguage.help(.helpFloor, value: "column=n"))
  var floor: [String] = []

  @Option(parsing: .unconditionalSingleValue, help: UserLanguage.help(.helpCap, value: "column=n"))
  var cap: [String] = []

  @Option(help: UserLanguage.help(.helpComplement, value: "cond"))
  var complement: [String] = []

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpNeighbours, value: "n"), transform: NumberValue.whole)
  var neighbours: Int?

  @Option(help: UserLanguage.help(.helpIslands, value: "what"))
  var islands: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpSeconds, value: "n"), transform: NumberValue.decimal)
  var seconds: Double?

  @Flag(help: UserLanguage.help(.helpEvaluate))
  var evaluate = false

  @Option(help: UserLanguage.help(.helpPlan, value: "folder"))
  var plan: String?

  @Flag(help: UserLanguage.help(.helpReplacePlan))
  var replace = false

  func validate() throws {
    let texts = UserLanguage.texts
    try RepeatedOptions.check("--within", "--groups", "--sizes", "--neighbours", "--islands", "--seconds", "--plan")
    if plan == "-" { throw ValidationError(texts(.usagePlanFolder)) }
    if replace, plan == nil { throw ValidationError(texts(.usageOnlyWith, "--replace", "--plan")) }
    try texts.expect(islands, "--islands", oneOf: RegionPlanning.Islands.allCases.map(\.rawValue))
    if let sizes, Self.range(sizes) == nil { throw ValidationError(texts(.usageSizes)) }
    for text in floor where Self.sum(text) == nil { throw ValidationError(texts(.usageColumnNumber, "--floor")) }
    for text in cap where Self.sum(text) == nil { throw ValidationError(texts(.usageColumnNumber, "--cap")) }
    if let groups, groups < 1 { throw ValidationError(texts(.usageAtLeastOne, "--groups")) }
    if let neighbours, neighbours < 1 { throw ValidationError(texts(.usageAtLeastOne, "--neighbours")) }
    if let seconds, !(seconds >= 0 && seconds <= 1e6) { throw ValidationError(texts(.usageSeconds)) }
  }

  /// One of the options that only make sense for planned groups; with `forEvaluation`, those that evaluation does not know.
  func given(forEvaluation: Bool) -> String? {
    let planning: [(String, Bool)] = [
      ("--within", within != nil), ("--groups", groups != nil), ("--sizes", sizes != nil), ("--floor", !floor.isEmpty),
      ("--cap", !cap.isEmpty),
      ("--complement", !complement.isEmpty), ("--islands", islands != nil), ("--seconds", seconds != nil), ("--plan", plan != nil),
      ("--replace", replace),
    ]
    let both: [(String, Bool)] = [("--by", !by.isEmpty), ("--neighbours", neighbours != nil)]
    return (forEvaluation ? planning : planning + both).first(where: \.1)?.0
  }

  private var columns: [String] {
    by.flatMap { $0.split(separator: ",") }.map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }.filter {
      !$0.isEmpty
    }
  }

  func planning(of selector: Selector?, seed: UInt64?) -> RegionPlanning {
    var result = RegionPlanning(by: columns)
    result.selector = selector
    result.within = within
    result.groups = groups
    if let (fewest, most) = sizes.flatMap({ Self.range($0) }) { (result.fewest, result.most) = (fewest, most) }
    result.floors = floor.compactMap { Self.sum($0) }
    result.caps = cap.compactMap { Self.sum($0) }
    result.complements = complement
    result.neighbours = neighbours
    if let islands = islands.flatMap({ RegionPlanning.Islands(rawValue: $0) }) { result.islands = islands }
    if let seed { result.seed = seed }
    result.seconds = seconds
    return result
  }

  func evaluation(of selector: Selector?) -> RegionEvaluation {
    var result = RegionEvaluation(by: columns)
    result.selector = selector
    result.neighbours = neighbours
    return result
  }

  /// `4...8`, `4...`, `...8`, `6`.
  static func range(_ text: String) -> (Int, Int)? {
    guard let dots = text.firstRange(of: "...") else { return Int(text).flatMap { $0 > 0 ? ($0, $0) : nil } }
    let (low, high) = (text[..<dots.lowerBound], text[dots.upperBound...])
    if low.isEmpty && high.isEmpty { return nil }
    guard let fewest = low.isEmpty ? 1 : Int(low), let most = high.isEmpty ? Int.max : Int(high) else { return nil }
    return fewest > 0 && fewest <= most ? (fewest, most) : nil
  }

  /// `population=5000`.
  static func sum(_ text: String) -> RegionPlanning.Sum? {
    guard let sign = text.lastIndex(of: "="), sign > text.startIndex, let value = Double(text[text.index(after: sign)...]), value >= 0,
      value <= 0x1p53
    else { return nil }
    return RegionPlanning.Sum(column: String(text[..<sign]), value: value)
  }
}

extension ClusterCommand {
  /// Contiguous groups, planned, or the committees there are.
  func runRegions() throws {
    try Session.run(common) { session in
      let selector = try of.map { try Selector($0) }
      let network = try session.load(.full, attributes: selector?.attributes ?? [])
      let result: RegionResult
      do {
        result =
          regions.evaluate
          ? try regions.evaluation(of: selector).run(on: network) : try regions.planning(of: selector, seed: leiden.seed).run(on: network)
      } catch let fault as RegionFault where fault.isUsage {
        throw UsageError(message: session.texts.describe(fault))
      } catch let fault as RegionFault where fault.isAnswer {
        // That there are no such groups is an answer about the data, not a fault of theirs.
        Console.error(session.texts(.error, session.texts.describe(fault)))
        return try session.finish(network, hasOutput: true, isBroken: true) { [] }
      }
      for line in try Reports(network, in: session.texts.language).warnings(on: result) { session.warn(line) }
      try session.writeCSV { try $0.regions(result, of: network) }
      try session.writeDOT {
        let drawing = NetworkDrawing(network, in: session.texts.language, limit: common.limit, unmasked: common.unmask)
        if result.unplaced > 0 { session.warn(session.texts(.regionUnplaced, session.texts.number(result.unplaced))) }
        return session.note(try drawing.regions(result)).dot()
      }
      try session.writeJSON(network) { try $0.regions(result) }
      if let folder = regions.plan {
        var plan = RegionPlan(result, of: network)
        plan.replaces = regions.replace
        let seats = try plan.write(to: folder)
        for line in try Reports(network, in: session.texts.language).warnings(on: seats) { session.warn(line) }
      }
      try session.finish(network) { try Reports(network, in: session.texts.language).regions(result) }
    }
  }
}

extension RegionFault {
  /// What was asked for is not there to be asked: as for a selector, wrong usage.
  fileprivate var isUsage: Bool {
    switch self {
    case .nothingAsked, .onlyCaps, .noColumn, .noLevel: true
    default: false
    }
  }

  fileprivate var isAnswer: Bool {
    switch self {
    case .impossible, .undecided, .unknownCells, .allLeftOut: true
    default: false
    }
  }
}
