import Foundation
import Postgres
import PrivateCluster

extension TestDatabase {
  /// The database as it is now, through pg_dump and pg_restore.
  public func dumpedAndRestored() async throws -> TestDatabase {
    let other = try await TestDatabase.make(in: cluster)
    // Where the server's account may write.
    let file = cluster.directory.appending(path: "\(name).dump").path
    try await run("pg_dump", ["-Fc", "-f", file, "-d", connectionString()])
    try await run("pg_restore", ["--exit-on-error", "-d", other.connectionString(), file])
    try FileManager.default.removeItem(atPath: file)
    try await other.grantAccess()
    return other
  }

  private func run(_ tool: String, _ arguments: [String]) async throws {
    let result = try await cluster.server(tool, arguments)
    guard result.succeeded else { throw TestSetupFailure(description: result.output) }
  }
}
