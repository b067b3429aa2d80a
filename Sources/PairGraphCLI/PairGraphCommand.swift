import ArgumentParser
import PairGraph

/// The command `pairgraph`: one file for each subcommand.
@main
struct PairGraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairgraph",
    abstract: UserLanguage.texts(.helpCommand),
    discussion: UserLanguage.texts(.helpDiscussion),
    version: "0.1.0",
    subcommands: [
      SummaryCommand.self, CoverageCommand.self, OverloadCommand.self, CheckCommand.self, NormsCommand.self,
      ClusterCommand.self, MetricsCommand.self, DrawCommand.self, ImportCommand.self, CleanCommand.self, GenerateCommand.self,
    ])

  /// Pipes and streams are seen to before anything is printed, help included.
  static func main() {
    Console.prepare()
    do {
      var command = try parseAsRoot(nil)
      try command.run()
    } catch {
      exit(withError: said(error))
    }
  }

  /// Says what the parser of the command line has to say, in the reader's language.
  private static func said(_ error: any Error) -> ExitCode {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    guard !message.isEmpty else { return code }
    let text = UserLanguage.language == .chinese ? ParserWords.chinese(message) : message
    if code != .success {
      Console.error(text)
      return code
    }
    do { try Console.print([text]) } catch {
      Console.error(UserLanguage.texts(.error, UserLanguage.texts.describe(error)))
      return ExitCode(2)
    }
    return code
  }
}
