import Foundation
import Subprocess
import SystemPackage

/// A program that serves HTTP on this machine, while something is asked of it.
struct ServedProcess: Sendable {
  let port: Int
  private let pid: pid_t

  /// Runs a program to its end.
  /// - Returns: its standard output.
  static func output(of program: URL, _ arguments: [String], input: String? = nil) async throws -> String {
    let result = try await Subprocess.run(
      .path(FilePath(program.path)),
      arguments: Arguments(arguments),
      input: .string(input ?? ""),
      output: .string(limit: 1 << 30),
      error: .string(limit: 1 << 20)
    )
    guard result.terminationStatus.isSuccess else {
      throw BenchmarkFailure("\(program.lastPathComponent) \(arguments.first ?? "") failed: \(result.standardError)")
    }
    return result.standardOutput
  }

  /// Runs a program that says at which address it listens, and ends it as Ctrl-C does once `body` is done.
  static func run(
    _ program: URL,
    _ arguments: [String],
    _ body: @Sendable (ServedProcess) async throws -> Void
  ) async throws {
    let result = try await Subprocess.run(
      .path(FilePath(program.path)),
      arguments: Arguments(arguments),
      input: .none,
      output: .sequence,
      error: .discarded
    ) { execution in
      let pid = execution.processIdentifier.value
      defer { kill(pid, SIGINT) }
      for try await line in execution.standardOutput.strings() {
        guard let word = line.split(separator: " ").first(where: { $0.hasPrefix("http://") }) else { continue }
        guard let port = URL(string: String(word))?.port else { break }
        return try await body(ServedProcess(port: port, pid: pid))
      }
      throw BenchmarkFailure("\(program.lastPathComponent) \(arguments.first ?? "") did not listen")
    }
    guard result.terminationStatus.isSuccess else {
      throw BenchmarkFailure("\(program.lastPathComponent) ended with \(result.terminationStatus)")
    }
  }

  /// What it holds in memory, in MiB, on Linux: resident now, and at the most.
  var memory: (now: Double, most: Double)? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return nil }
    func kilobytes(_ name: String) -> Double? {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
      return line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Double($0) }
    }
    guard let now = kilobytes("VmRSS:"), let most = kilobytes("VmHWM:") else { return nil }
    return (now / 1_024, most / 1_024)
  }
}
