import Subprocess
import SystemPackage

/// What a finished command left.
public struct CommandResult: Sendable {
  public let succeeded: Bool
  /// Standard output and standard error in the order written.
  public let output: String
}

/// One run of an outside program, to its end.
struct Command {
  let program: String
  let arguments: [String]

  init(_ program: String, _ arguments: [String], account: ServerAccount?) {
    let words = (account?.prefix ?? []) + [program] + arguments
    self.program = words[0]
    self.arguments = Array(words.dropFirst())
  }

  func run() async throws(ClusterError) -> CommandResult {
    do {
      // A directory that only root may enter is no place for the server's account to start in.
      let result = try await Subprocess.run(
        .path(FilePath(program)),
        arguments: .init(arguments),
        workingDirectory: "/",
        output: .string(limit: 1 << 20),
        error: .combinedWithOutput
      )
      return CommandResult(succeeded: result.terminationStatus.isSuccess, output: result.standardOutput)
    } catch {
      throw ClusterError(.command, "cannot run \(program): \(error)")
    }
  }
}
