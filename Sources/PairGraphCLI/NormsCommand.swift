import ArgumentParser
import PairGraph

struct NormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "norms", abstract: UserLanguage.texts(.helpNorms))

  @Argument(help: UserLanguage.help(.helpNormsFile, value: "file"))
  var file: String

  @Option(help: UserLanguage.help(.helpLang, value: "en|zh"))
  var lang: String?

  private var language: Language { lang.flatMap { Language(rawValue: $0) } ?? .ofEnvironment }

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil { throw ValidationError(Texts(language)(.usageLanguage)) }
  }

  func run() throws {
    let texts = Texts(language)
    try Session.guarded(texts) {
      let pack = try NormPack(contentsOf: file)
      try Console.print(texts.describe(pack))
      for line in texts.unknownColumns(of: pack) { Console.error(texts(.warning, line)) }
      for line in texts.conflicts(of: pack.norms) { Console.error(texts(.warning, line)) }
      _ = try pack.usable()
    }
  }
}
