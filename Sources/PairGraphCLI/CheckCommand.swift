import ArgumentParser
import PairGraph

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: UserLanguage.texts(.helpCheck))

  @OptionGroup var common: CommonOptions

  @Option(name: .customLong("norms"), help: UserLanguage.help(.helpNormsOption, value: "file"))
  var packs: [String] = []

  @Option(help: UserLanguage.help(.helpFrom, value: "date"))
  var from: String?

  @Flag(help: UserLanguage.help(.helpAudit))
  var audit = false

  func validate() throws {
    let texts = Texts(common.language)
    try RepeatedOptions.check("--from")
    try common.checkOutputs([common.csv, common.dot, common.json, common.rejects], packs: packs)
    guard let from else { return }
    guard let first = Day(from) else { throw ValidationError(texts(.usageDate)) }
    if first > common.day { throw ValidationError(texts(.usageFromAfterOn)) }
  }

  func run() throws {
    try Session.run(common) { session in
      let norms = try PackReading(common, session).norms(packs)
      var check = NormCheck(norms: norms, from: from.flatMap { Day($0) })
      check.audit = audit ? Audit(language: common.columnLanguage) : nil
      check.keptRejections = session.keptRejections
      check.progress = session.reading
      var found: CheckResult?
      let network = try session.load(.bounds, counts: .helps, norms: norms, audit: audit, asksOtherNorms: !packs.isEmpty) { network in
        let result = try check.run(on: network)
        found = result
        return result.streamed
      }
      guard let result = found else { return }
      for line in try Reports(network, in: session.texts.language).warnings(on: result) { session.warn(line) }
      try session.writeCSV { try $0.check(result, of: network) }
      try session.writeDOT { try session.drawing(network, uncovered: result.lower, overloaded: result.upper).dot() }
      try session.writeJSON(network) { try $0.check(result) }
      try session.finish(network, isBroken: result.isBroken) { try Reports(network, in: session.texts.language).check(result) }
    }
  }
}

/// Reads the norms that a command asks, telling of columns that mean nothing.
struct PackReading {
  private let options: CommonOptions
  private let session: Session

  init(_ options: CommonOptions, _ session: Session) { (self.options, self.session) = (options, session) }

  /// The norms of these packs; without any those of the dataset.
  func norms(_ packs: [String]) throws -> [Norm] {
    if packs.isEmpty {
      let (pack, norms) = try NormCheck.norms(of: options.data)
      if let pack { tell(pack) }
      return norms
    }
    let read = try packs.map { try NormPack(contentsOf: $0) }
    read.forEach(tell)
    return try NormCheck.joined(read)
  }

  /// The dataset's own norms; nil when it has none.
  func own() throws -> [Norm]? {
    let (pack, norms) = try NormCheck.norms(of: options.data)
    guard let pack else { return nil }
    tell(pack)
    return norms
  }

  private func tell(_ pack: NormPack) {
    for line in session.texts.unknownColumns(of: pack) { session.warn(line) }
  }
}
