import ArgumentParser
import Testing

@testable import qingming

@Suite struct HelpTests {
  /// A terminal of 80 columns would break longer lines once more, in the middle of a sentence or a command.
  @Test(arguments: commands(of: Qingming.self))
  func textsFitATerminal(_ command: Command) {
    let lines = command.configuration.discussion.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.columns > 80 } == [])
  }

  @Test(arguments: commands(of: Qingming.self).filter { $0.configuration.subcommands.isEmpty })
  func everyCommandHasExamples(_ command: Command) {
    #expect(command.configuration.discussion.contains("Examples:\n"))
  }

  struct Command: Sendable, CustomTestStringConvertible {
    let type: any ParsableCommand.Type
    var configuration: CommandConfiguration { type.configuration }
    var testDescription: String { "\(type)" }
  }

  private static func commands(of type: any ParsableCommand.Type) -> [Command] {
    [Command(type: type)] + type.configuration.subcommands.flatMap(commands)
  }
}
