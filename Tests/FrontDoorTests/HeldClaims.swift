import EventLog
import Postgres
import TestSupport
import Testing

@testable import Registry

extension Doorway {
  /// The claims in the log, each as `kind/key`.
  func claimsHeld() async throws -> [String] {
    let connection = try await Connection.open(database.configuration(), logger: .test)
    let held = try await connection.query("SELECT kind, key FROM registry.claim").decode(String.self, String.self)
    await connection.close()
    return held.map { "\($0)/\($1)" }.sorted()
  }

  /// What all streams hold by their states, each claim as often as it is held.
  func claimsOfStates() async throws -> [String] {
    let events = try await log.read(after: .start, limit: 10_000)
    var known = Snapshot()
    for (stream, own) in Dictionary(grouping: events, by: \.stream) {
      try known.load(try #require(StreamName(parsing: stream.rawValue)), events: own.map(\.bytes))
    }
    return try known.streams.flatMap { try known.claims(of: $0) }.map(\.description).sorted()
  }
}

extension Snapshot {
  func claims(of stream: StreamName) throws -> [Registry.Claim] {
    var known = Knowledge(self)
    return try known.claims(of: stream)
  }
}
