import Foundation
public import PrivateCluster

/// One database of the shared test cluster, for one test.
public struct TestDatabase: Sendable {
  public let cluster: PrivateCluster
  public let name: String

  /// A libpq connection string, as the superuser unless told otherwise.
  public func connectionString(user: String = "postgres") -> String {
    cluster.connectionString(database: name, user: user)
  }

  /// Creates a database, empty or as a copy of `template`.
  public static func make(
    in cluster: PrivateCluster? = nil,
    template: String = "template0"
  ) async throws -> TestDatabase {
    let host: PrivateCluster
    if let cluster { host = cluster } else { host = try await TestCluster.shared() }
    let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")
    try await host.createDatabase(name, template: template)
    return TestDatabase(cluster: host, name: name)
  }
}

struct TestSetupFailure: Error, CustomStringConvertible {
  let description: String
}

extension PrivateCluster {
  func createDatabase(_ name: String, template: String) async throws {
    let arguments = ["-h", socketDirectoryForTests, "-U", "postgres", "-T", template, name]
    let result = try await server("createdb", arguments)
    guard result.succeeded else { throw TestSetupFailure(description: result.output) }
  }

  private var socketDirectoryForTests: String {
    let start = connectionString().dropFirst("host='".count)
    return String(start.prefix { $0 != "'" })
  }
}
