import Foundation
import Subprocess
import SystemPackage

/// The `qingming` program that these tests were built with.
enum Program {
  struct Ended: Sendable {
    let status: TerminationStatus
    let output: String
  }

  /// Runs it to its end, while `meanwhile` runs beside it with the process's id.
  static func run(
    _ arguments: [String],
    meanwhile: @Sendable (pid_t) async throws -> Void = { _ in }
  ) async throws -> Ended {
    let result = try await Subprocess.run(
      .path(FilePath(executable.path)),
      arguments: Arguments(arguments),
      input: .none,
      output: .string(limit: 1 << 24),
      error: .discarded
    ) { execution in
      try await meanwhile(execution.processIdentifier.value)
    }
    return Ended(status: result.terminationStatus, output: result.standardOutput)
  }

  static var executable: URL {
    // The test bundle and the program are built side by side.
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "qingming")
  }
}
