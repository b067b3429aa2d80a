import ArgumentParser
import PairGraph

/// The language of help and messages, known before the command line is parsed.
enum UserLanguage {
  /// `--lang` on the command line, else the locale.
  static let language: Language = {
    let arguments = CommandLine.arguments
    if let index = arguments.firstIndex(of: "--lang"), index + 1 < arguments.count {
      return Language(rawValue: arguments[index + 1]) ?? .ofEnvironment
    }
    if let joined = arguments.first(where: { $0.hasPrefix("--lang=") }) {
      return Language(rawValue: String(joined.dropFirst(7))) ?? .ofEnvironment
    }
    return .ofEnvironment
  }()

  static let texts = Texts(language)

  static func help(_ key: TextKey) -> ArgumentHelp { ArgumentHelp(stringLiteral: texts(key)) }
  static func help(_ key: TextKey, value: String) -> ArgumentHelp { ArgumentHelp(texts(key), valueName: value) }
  /// The same with the value that is taken without the option, where the parser does not show it.
  static func help(_ key: TextKey, value: String, usual: some CustomStringConvertible) -> ArgumentHelp {
    ArgumentHelp("\(texts(key)) (default: \(usual))", valueName: value)
  }
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

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpMaxRejects, value: "n|p%"))
  var maxRejects: String = "0"

  @Option(help: UserLanguage.help(.helpOn, value: "date"))
  var on: String?

  @OptionGroup var running: RunOptions

  @Flag(help: UserLanguage.help(.helpUnmask))
  var unmask = false

  @Flag(help: UserLanguage.help(.helpEstimate))
  var estimate = false

  @Option(parsing: .unconditional, help: UserLanguage.help(.helpLimit, value: "n", usual: 400), transform: NumberValue.whole)
  var limit: Int = 400

  @OptionGroup var roster: RosterOptions

  var jobs: Int { running.jobs }
  var quiet: Bool { running.quiet }
  var language: Language { running.language }
  var columnLanguage: Language? { running.columnLanguage }
  var day: Day { on.flatMap { Day($0) } ?? .today }
  var rejectLimit: RejectLimit { RejectLimit(maxRejects) ?? .rows(0) }

  func validate() throws {
    let texts = Texts(language)
    try RepeatedOptions.check("--csv", "--dot", "--json", "--rejects", "--max-rejects", "--on", "--limit")
    if let on, Day(on) == nil { throw ValidationError(texts(.usageDate)) }
    if RejectLimit(maxRejects) == nil { throw ValidationError(texts(.usageMaxRejects)) }
    try checkOutputs([csv, dot, json, rejects])
    if limit < 1 { throw ValidationError(texts(.usageAtLeastOne, "--limit")) }
  }
}

extension CommonOptions {
  /// Two outputs can share neither a file nor standard output, and none can be a table.
  ///
  /// - Parameter packs: norm packs that are read.
  func checkOutputs(_ paths: [String?], packs: [String] = []) throws {
    let texts = Texts(language)
    switch OutputClash.first(among: paths.compactMap { $0 }, data: data, files: [data] + [roster.mapping].compactMap { $0 } + packs) {
    case nil: break
    case .twoOnStandardOutput: throw ValidationError(texts(.usageTwoDashes))
    case .sameFile(let path): throw ValidationError(texts(.usageSameFile, texts.shown(path)))
    case .table(let path, let file) where packs.contains(file): throw ValidationError(texts(.usagePack, texts.shown(path)))
    case .table(let path, let file) where file == data || file == roster.mapping:
      throw ValidationError(texts(.usageCleanItself, texts.shown(path)))
    case .table(let path, let file): throw ValidationError(texts(.usageTable, texts.shown(path), file))
    }
  }
}

/// How many rows may be rejected.
enum RejectLimit {
  case rows(Int)
  case percent(Double)

  init?(_ argument: String) {
    if argument.hasSuffix("%") {
      guard let value = Double(argument.dropLast()), 0...100 ~= value else { return nil }
      self = .percent(value)
    } else {
      guard let value = Int(argument), value >= 0 else { return nil }
      self = .rows(value)
    }
  }

  func allows(_ rejected: Int, of read: Int) -> Bool {
    switch self {
    case .rows(let count): rejected <= count
    case .percent(let share): Double(rejected) * 100 <= share * Double(read)
    }
  }
}
