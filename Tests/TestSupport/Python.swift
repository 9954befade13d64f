import Foundation
import Subprocess
import SystemPackage

/// Python, where PyPI's packages judge what we write or read. `make test` puts those of Tests/requirements.txt into .venv.
public enum Python {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Runs a program to its end.
  /// - Parameters:
  ///   - arguments: as after `python3`: a file, or `-c` and a text.
  ///   - input: for its standard input.
  /// - Returns: its standard output.
  /// - Throws: ``Failure`` with its standard error when it fails.
  public static func run(_ arguments: [String], input: [UInt8] = []) async throws -> String {
    let result = try await Subprocess.run(
      .path(FilePath(try interpreter().path)),
      arguments: Arguments(arguments),
      // The locale of whoever runs the tests must not decide how it writes.
      environment: .inherit.updating(["PYTHONUTF8": "1"]),
      input: .array(input),
      output: .string(limit: 1 << 26),
      error: .string(limit: 1 << 20)
    )
    guard result.terminationStatus.isSuccess else {
      throw Failure(description: "python failed: \(result.standardError)\n\(remedy)")
    }
    return result.standardOutput
  }

  private static let remedy =
    "If a package is missing: python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt (`make test` does so)."

  /// `QINGMING_PYTHON` when it is set, else the repository's `.venv`.
  private static func interpreter() throws -> URL {
    if let chosen = ProcessInfo.processInfo.environment["QINGMING_PYTHON"] { return URL(filePath: chosen) }
    let own = Repository.root.appending(path: ".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: own.path) else {
      throw Failure(description: "There is no .venv/bin/python. \(remedy)")
    }
    return own
  }
}
