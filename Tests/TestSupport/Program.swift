import Foundation
import Subprocess
import SystemPackage

/// A program of the system, run to its end.
public enum Program {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - name: looked for where the system's programs are.
  ///   - arguments: as after its name.
  /// - Returns: its standard output.
  /// - Throws: ``Failure`` with its standard error when it fails.
  @discardableResult
  public static func run(_ name: String, _ arguments: [String]) async throws -> String {
    let result = try await Subprocess.run(
      .name(name),
      arguments: Arguments(arguments),
      // Debian keeps servers where an ordinary user's path does not lead.
      environment: .inherit.updating(["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"]),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20)
    )
    guard result.terminationStatus.isSuccess else {
      throw Failure(description: "\(name) failed: \(result.standardError)")
    }
    return result.standardOutput
  }
}
