import ArgumentParser
import PairGraph

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "clean", abstract: UserLanguage.texts(.helpClean))

  @Argument(help: UserLanguage.help(.helpFile, value: "file"))
  var file: String

  @Option(name: .shortAndLong, help: UserLanguage.help(.helpOutput, value: "file"))
  var output: String = "-"

  @Option(help: UserLanguage.help(.helpCleanRejects, value: "file"))
  var rejects: String?

  @Option(help: UserLanguage.help(.helpMaxRejects, value: "n|p%"))
  var maxRejects: String = "0"

  @Option(help: UserLanguage.help(.helpEncoding, value: "name"))
  var encoding: String?

  @Option(help: UserLanguage.help(.helpDelimiter, value: "sign"))
  var delimiter: String?

  @OptionGroup var running: RunOptions

  @Flag(help: UserLanguage.help(.helpUnmaskRejects))
  var unmask = false

  private var texts: Texts { running.texts }

  func validate() throws {
    if RejectLimit(maxRejects) == nil { throw ValidationError(texts(.usageMaxRejects)) }
    if let encoding, TableForm.encoding(named: encoding) == nil { throw ValidationError(texts(.usageEncoding)) }
    if let delimiter, TableForm.delimiter(named: delimiter) == nil { throw ValidationError(texts(.usageDelimiter)) }
    switch OutputClash.first(among: [output, rejects].compactMap { $0 }, files: [file]) {
    case nil: break
    case .twoOnStandardOutput: throw ValidationError(texts(.usageTwoDashes))
    case .sameFile(let path): throw ValidationError(texts(.usageSameFile, texts.shown(path)))
    case .table(let path, _): throw ValidationError(texts(.usageCleanItself, texts.shown(path)))
    }
  }

  func run() throws {
    Console.isUnmasked = unmask
    try Session.guarded(texts) {
      let (table, list) = (try Output(output), try rejects.map { try Output($0) })
      var cleaning = TableCleaning()
      cleaning.encoding = encoding
      cleaning.delimiter = delimiter
      cleaning.jobs = running.jobs
      cleaning.keptRejections = list == nil ? 10 : .max
      let progress = running.quiet ? nil : ProgressLine(texts)
      let name = file
      if let progress { cleaning.progress = { progress.reading(name, $0, $1) } }
      let result = try cleaning.run(file, to: table)
      progress?.clear()
      if let list {
        let export = TableExport(for: list.isStandardOutput ? .program : .people, language: running.columnLanguage, unmasked: unmask)
        try list.write(export.rejects(result.rejected, advice: texts))
      }
      try report(result, isListed: list != nil, hasOutput: table.isStandardOutput || list?.isStandardOutput == true)
    }
  }

  /// Says what was found and what became of the rows, and settles the exit code.
  private func report(_ result: TableCleaning.Result, isListed: Bool, hasOutput: Bool) throws {
    if !running.quiet {
      if !result.repeatedNames.isEmpty {
        let names = result.repeatedNames.map { texts.brief($0) }.joined(separator: ", ")
        Console.error(texts(.warning, texts(.cleanRepeatedNames, texts.shown(file), names)))
      }
      if !isListed { for line in texts.rejections(result.rejected) { Console.error(line) } }
      let rows = result.rows
      let counts = [rows.read, rows.used, rows.merged, rows.rejected].map { texts.number($0) }
      let lines = [
        texts.note(on: result.form), texts.note(on: result.titles, of: file),
        texts.note(onKept: result.keptTitle, of: file), texts.note(onHeaderRows: result.headerRows, result.joinedNames, of: file),
        result.repeatedHeaders > 0 ? texts(.cleanRepeatedHeaders, texts.shown(file), texts.number(result.repeatedHeaders)) : nil,
        texts(
          .cleanHeadline, texts.shown(file), counts[0], counts[1], counts[2], counts[3],
          texts.rejectedLines(rows.rejectedLines)),
      ].compactMap { $0 }
      if hasOutput { for line in lines { Console.error(line) } } else { try Console.print(lines) }
    }
    if RejectLimit(maxRejects)?.allows(result.rows.rejected, of: result.rows.read) == false {
      Console.error(
        texts(
          .error, texts(.rejectedSummary, texts.number(result.rows.rejected), maxRejects, texts.rejectedLines(result.rows.rejectedLines)))
          + (isListed ? "" : "; " + texts(.rejectedHowToList)) + "; " + texts(.outputsIncomplete))
      throw ExitCode(3)
    }
  }
}
