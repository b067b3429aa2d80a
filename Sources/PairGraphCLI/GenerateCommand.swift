import ArgumentParser
import PairGraph

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: UserLanguage.texts(.helpGenerate), discussion: UserLanguage.texts(.helpGenerateDiscussion))

  @Argument(help: UserLanguage.help(.helpProfile, value: "profile"))
  var profile: String

  @Option(name: .shortAndLong, help: UserLanguage.help(.helpFolder, value: "dir"))
  var output: String

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpSeed, value: "n", usual: 1), transform: NumberValue.seed)
  var seed: UInt64 = 1

  @Flag(help: UserLanguage.help(.helpFaults))
  var faults = false

  @Option(help: UserLanguage.help(.helpGenerateOn, value: "date"))
  var on: String?

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpScale, value: "x", usual: "1.0"), transform: NumberValue.decimal)
  var scale: Double = 1

  @Flag(help: UserLanguage.help(.helpReplaceGenerated))
  var replace = false

  @OptionGroup var running: RunOptions

  private var texts: Texts { running.texts }

  func validate() throws {
    do throws(UnknownProfile) { _ = try NetworkGenerator(profile: profile) } catch { throw ValidationError(texts.describe(error)) }
    if let on, Day(on).map(NetworkGenerator.days.contains) != true { throw ValidationError(texts(.usageGenerateDate)) }
    if !NetworkGenerator.scales.contains(scale) { throw ValidationError(texts(.usageScale)) }
  }

  func run() throws {
    let progress = running.quiet ? nil : ProgressLine(texts)
    try Session.guarded(texts, progress) {
      var generator = try NetworkGenerator(profile: profile)
      generator.seed = seed
      generator.plantsFaults = faults
      generator.scale = scale
      generator.replaces = replace
      generator.jobs = running.jobs
      if let on, let day = Day(on) { generator.day = day }
      if let progress { generator.progress = { progress.writing($0) } }
      let result = try generator.run(into: output)
      progress?.clear()
      if !running.quiet { try Console.print(texts.report(result, of: generator, folder: output)) }
    }
  }
}
