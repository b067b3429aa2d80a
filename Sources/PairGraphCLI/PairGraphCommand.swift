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
      SummaryCommand.self, CoverageCommand.self, OverloadCommand.self, DrawCommand.self, ImportCommand.self, CleanCommand.self,
    ])

  /// Pipes and streams are seen to before anything is printed, help included.
  static func main() {
    Console.prepare()
    main(nil)
  }
}
