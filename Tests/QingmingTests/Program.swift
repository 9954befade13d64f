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

  struct NotListening: Error {}

  /// Runs `qingming serve`, or another command that listens, on a free port, while `meanwhile` runs beside it with its address and the process's id; ends it
  /// afterwards, as Ctrl-C does, if it has not ended yet. Its log goes into a file.
  static func serve(
    _ arguments: [String],
    command: [String] = ["serve"],
    log: String = "/dev/null",
    meanwhile: @Sendable (URL, pid_t) async throws -> Void
  ) async throws -> TerminationStatus {
    let log = try FileDescriptor.open(log, .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
    let result = try await Subprocess.run(
      .path(FilePath(executable.path)),
      arguments: Arguments(command + ["--port", "0"] + arguments),
      input: .none,
      output: .sequence,
      error: .fileDescriptor(log, closeAfterSpawningProcess: true)
    ) { execution in
      let pid = execution.processIdentifier.value
      defer { kill(pid, SIGINT) }
      for try await line in execution.standardOutput.strings() {
        guard let word = line.split(separator: " ").first(where: { $0.hasPrefix("http://") }) else { continue }
        guard let address = URL(string: String(word)) else { break }
        return try await meanwhile(address, pid)
      }
      throw NotListening()
    }
    return result.terminationStatus
  }

  static var executable: URL {
    // The test bundle and the program are built side by side.
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "qingming")
  }
}
