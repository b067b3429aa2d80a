import ArgumentParser
import PairGraph

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: UserLanguage.texts(.helpGenerate), discussion: UserLanguage.texts(.helpGenerateDiscussion))

  @Argument(help: UserLanguage.help(.helpProfile, value: "profile"))
  var profile: String

  @Option(name: .shortAndLong, help: UserLanguage.help(.helpFolder, value: "dir"))
  var output: String

  @Option(help: UserLanguage.help(.helpSeed, value: "n"))
  var seed: UInt64 = 1

  @Flag(help: UserLanguage.help(.helpFaults))
  var faults = false

  @Option(help: UserLanguage.help(.helpGenerateOn, value: "date"))
  var on: String?

  @Option(help: UserLanguage.help(.helpScale, value: "x"))
  var scale: Double = 1

  @Flag(help: UserLanguage.help(.helpReplaceGenerated))
  var replace = false

  @Option(help: UserLanguage.help(.helpLang, value: "en|zh"))
  var lang: String?

  @Option(help: UserLanguage.help(.helpJobs, value: "n"))
  var jobs: Int = LoadOptions.processors

  @Flag(help: UserLanguage.help(.helpQuiet))
  var quiet = false

  private var texts: Texts { Texts(lang.flatMap { Language(rawValue: $0) } ?? .ofEnvironment) }

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil { throw ValidationError(texts(.usageLanguage)) }
    do throws(UnknownProfile) { _ = try NetworkGenerator(profile: profile) } catch { throw ValidationError(texts.describe(error)) }
    if let on, Day(on).map(NetworkGenerator.days.contains) != true { throw ValidationError(texts(.usageGenerateDate)) }
    if !NetworkGenerator.scales.contains(scale) { throw ValidationError(texts(.usageScale)) }
    if jobs < 1 { throw ValidationError(texts(.usageAtLeastOne, "--jobs")) }
  }

  func run() throws {
    let progress = quiet ? nil : ProgressLine(texts)
    try Session.guarded(texts, progress) {
      var generator = try NetworkGenerator(profile: profile)
      generator.seed = seed
      generator.plantsFaults = faults
      generator.scale = scale
      generator.replaces = replace
      generator.jobs = jobs
      if let on, let day = Day(on) { generator.day = day }
      if let progress { generator.progress = { progress.writing($0) } }
      let result = try generator.run(into: output)
      progress?.clear()
      if !quiet { try Console.print(texts.report(result, of: generator, folder: output)) }
    }
  }
}
