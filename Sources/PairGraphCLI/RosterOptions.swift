import ArgumentParser
import PairGraph

/// What the user says of rosters.
struct RosterOptions: ParsableArguments {
  @Option(help: UserLanguage.help(.helpMapping, value: "file"))
  var mapping: String?

  @Option(help: UserLanguage.help(.helpMap, value: "column=field"))
  var map: [String] = []

  @Option(help: UserLanguage.help(.helpEncoding, value: "name"))
  var encoding: String?

  @Option(help: UserLanguage.help(.helpDelimiter, value: "sign"))
  var delimiter: String?

  func validate() throws {
    let texts = UserLanguage.texts
    if RosterDialect(encoding: encoding, delimiter: nil) == nil { throw ValidationError(texts(.usageEncoding)) }
    if RosterDialect(encoding: nil, delimiter: delimiter) == nil { throw ValidationError(texts(.usageDelimiter)) }
  }

  /// - Errors: `RosterError` when a mapping names no field.
  func makeImport() throws -> RosterImport {
    var rosters = RosterImport()
    if let mapping { rosters.mapping = try RosterMapping(contentsOf: mapping) }
    for option in map { try rosters.mapping.add(option: option) }
    rosters.dialect = RosterDialect(encoding: encoding, delimiter: delimiter) ?? RosterDialect()
    return rosters
  }
}
