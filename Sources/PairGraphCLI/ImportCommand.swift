import ArgumentParser
import PairGraph

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import", abstract: UserLanguage.texts(.helpImport))

  @Argument(help: UserLanguage.help(.helpRosters, value: "roster"))
  var rosters: [String]

  @Option(name: .shortAndLong, help: UserLanguage.help(.helpFolder, value: "dir"))
  var output: String?

  @Flag(help: UserLanguage.help(.helpExplain))
  var explain = false

  @Flag(help: UserLanguage.help(.helpReplace))
  var replace = false

  @OptionGroup var roster: RosterOptions

  @Option(help: UserLanguage.help(.helpRejects, value: "file"))
  var rejects: String?

  @Option(help: UserLanguage.help(.helpMaxRejects, value: "n|p%"))
  var maxRejects: String = "0"

  @OptionGroup var running: RunOptions

  @Flag(help: UserLanguage.help(.helpUnmaskRejects))
  var unmask = false

  private var texts: Texts { running.texts }

  func validate() throws {
    if RejectLimit(maxRejects) == nil { throw ValidationError(texts(.usageMaxRejects)) }
    if output == nil && !explain { throw ValidationError(texts(.usageNoOutput)) }
    let files = rosters + [roster.mapping].compactMap { $0 }
    switch OutputClash.first(among: [rejects].compactMap { $0 }, files: files, folder: output) {
    case .table(let path, let file) where files.contains(file): throw ValidationError(texts(.usageCleanItself, texts.shown(path)))
    case .table(let path, let file) where file == output: throw ValidationError(texts(.usageFolder, texts.shown(path)))
    case .table(let path, let file): throw ValidationError(texts(.usageTable, texts.shown(path), file))
    default: break
    }
  }

  func run() throws {
    Console.isUnmasked = unmask
    try Session.guarded(texts) {
      var importing = try roster.makeImport()
      importing.jobs = running.jobs
      importing.unmasked = unmask
      importing.replaces = replace
      if explain { return try Console.print(texts.explanation(importing.explain(rosters))) }
      try importFiles(importing)
    }
  }

  private func importFiles(_ importing: RosterImport) throws {
    guard let output else { return }
    var importing = importing
    let rejectFile = try rejects.map { try Output($0) }
    let progress = running.quiet ? nil : ProgressLine(texts)
    if let progress { importing.progress = { progress.reading($0, $1, $2) } }
    let result = try importing.run(on: rosters, into: output, texts: texts)
    progress?.clear()
    if let rejectFile {
      let export = TableExport(
        for: rejectFile.isStandardOutput ? .program : .people, language: running.columnLanguage, unmasked: unmask)
      try rejectFile.write(export.rejects(result.rejected, advice: texts))
    }
    if !running.quiet {
      for line in texts.warnings(result) { Console.error(texts(.warning, line)) }
      for line in texts.rejections(result.rejected) { Console.error(line) }
      if rejectFile?.isStandardOutput != true { try Console.print(texts.report(result, folder: output)) }
    }
    let limit = RejectLimit(maxRejects) ?? .rows(0)
    let read = result.rows.reduce(0) { $0 + $1.read }
    if !limit.allows(result.rejected.count, of: read) {
      Console.error(
        texts(
          .error,
          texts(.rejectedSummary, texts.number(result.rejected.count), maxRejects, texts.rejectedLines(result.rejected.manyLines())) + "; "
            + texts(.outputsIncomplete)))
      throw ExitCode(3)
    }
  }
}
