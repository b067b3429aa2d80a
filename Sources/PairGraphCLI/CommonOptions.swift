import ArgumentParser
import PairGraph

/// The language of help and messages, known before the command line is parsed.
enum UserLanguage {
  /// `--lang` on the command line, else the locale.
  static let language: Language = {
    let arguments = CommandLine.arguments
    if let index = arguments.firstIndex(of: "--lang"), index + 1 < arguments.count { return Language(locale: arguments[index + 1]) }
    if let joined = arguments.first(where: { $0.hasPrefix("--lang=") }) { return Language(locale: String(joined.dropFirst(7))) }
    return .ofEnvironment
  }()

  static let texts = Texts(language)

  static func help(_ key: TextKey) -> ArgumentHelp { ArgumentHelp(stringLiteral: texts(key)) }
  static func help(_ key: TextKey, value: String) -> ArgumentHelp { ArgumentHelp(texts(key), valueName: value) }
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
  @Argument(help: UserLanguage.help(.helpData, value: "data"))
  var data: String

  @Option(help: UserLanguage.help(.helpCSV, value: "file"))
  var csv: String?

  @Option(help: UserLanguage.help(.helpDOT, value: "file"))
  var dot: String?

  @Option(help: UserLanguage.help(.helpJSON, value: "file"))
  var json: String?

  @Option(help: UserLanguage.help(.helpRejects, value: "file"))
  var rejects: String?

  @Option(help: UserLanguage.help(.helpMaxRejects, value: "n|p%"))
  var maxRejects: RejectLimit = .rows(0)

  @Option(help: UserLanguage.help(.helpOn, value: "date"))
  var on: DayArgument?

  @Option(help: UserLanguage.help(.helpLang, value: "en|zh"))
  var lang: LanguageArgument?

  @Option(help: UserLanguage.help(.helpJobs, value: "n"))
  var jobs: Int = LoadOptions.processors

  @Flag(help: UserLanguage.help(.helpQuiet))
  var quiet = false

  @Flag(help: UserLanguage.help(.helpUnmask))
  var unmask = false

  @Flag(help: UserLanguage.help(.helpEstimate))
  var estimate = false

  @Option(help: UserLanguage.help(.helpLimit, value: "n"))
  var limit: Int = 400

  var language: Language { lang?.language ?? .ofEnvironment }
  /// Language of column names: English unless the command line says otherwise.
  var columnLanguage: Language? { lang?.language }
  var day: Day { on?.day ?? .today }

  func validate() throws {
    let texts = Texts(language)
    if [csv, dot, json, rejects].count(where: { $0 == "-" }) > 1 { throw ValidationError(texts(.usageTwoDashes)) }
    if jobs < 1 { throw ValidationError(texts(.usageAtLeastOne, "--jobs")) }
    if limit < 1 { throw ValidationError(texts(.usageAtLeastOne, "--limit")) }
  }
}

/// How many rows may be rejected.
enum RejectLimit: ExpressibleByArgument, CustomStringConvertible {
  case rows(Int)
  case percent(Double)

  init?(argument: String) {
    if argument.hasSuffix("%") {
      guard let value = Double(argument.dropLast()), 0...100 ~= value else { return nil }
      self = .percent(value)
    } else {
      guard let value = Int(argument), value >= 0 else { return nil }
      self = .rows(value)
    }
  }

  var description: String {
    switch self {
    case .rows(let count): String(count)
    case .percent(let share): "\(share)%"
    }
  }

  func allows(_ rejected: Int, of read: Int) -> Bool {
    switch self {
    case .rows(let count): rejected <= count
    case .percent(let share): Double(rejected) * 100 <= share * Double(read)
    }
  }
}

struct DayArgument: ExpressibleByArgument {
  let day: Day

  init?(argument: String) {
    guard let day = Day(argument) else { return nil }
    self.day = day
  }
}

struct LanguageArgument: ExpressibleByArgument {
  let language: Language

  init?(argument: String) {
    guard let language = Language(rawValue: argument) else { return nil }
    self.language = language
  }
}
