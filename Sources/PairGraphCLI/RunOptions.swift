import ArgumentParser
import PairGraph

/// How any command runs: its language, its threads, and whether it speaks.
struct RunOptions: ParsableArguments {
  @Option(help: UserLanguage.help(.helpLang, value: "en|zh"))
  var lang: String?

  @Option(
    parsing: .unconditional, help: UserLanguage.help(.helpJobs, value: "n", usual: LoadOptions.processors), transform: NumberValue.whole)
  var jobs: Int = LoadOptions.processors

  @Flag(help: UserLanguage.help(.helpQuiet))
  var quiet = false

  /// Language of column names: English unless the command line says otherwise.
  var columnLanguage: Language? { lang.flatMap { Language(rawValue: $0) } }
  var language: Language { columnLanguage ?? .ofEnvironment }
  var texts: Texts { Texts(language) }

  func validate() throws {
    try RepeatedOptions.check("--lang", "--jobs")
    if let lang, Language(rawValue: lang) == nil { throw ValidationError(texts(.usageLanguage)) }
    if jobs < 1 { throw ValidationError(texts(.usageAtLeastOne, "--jobs")) }
  }
}
