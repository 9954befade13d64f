import Logging
import Postgres
import TestSupport
import Testing

// Suites that use a server are serialized: together, their tests would need more connections than it allows.

let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

/// A connection to a new and empty database.
func freshConnection() async throws -> Connection {
  try await Connection.open(try await freshDatabase(), logger: quiet)
}

/// Where a new and empty database is.
func freshDatabase() async throws -> Configuration {
  Configuration(try await TestDatabase.make().connectionString())
}

extension Connection {
  /// Waits until the server says so. The limit only turns an endless wait into a failure.
  func waitUntil(_ condition: SQL) async throws {
    for _ in 0..<2_000 {
      if try query(condition)[0].decode(Bool.self, at: 0) { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("never became true: \(condition)")
  }
}

/// Random values that can be had again from the seed.
struct Seeded: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64 = .random(in: 0 ... .max)) {
    self.seed = seed
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The error that `body` throws, which must be ours.
func postgresError(
  _ sourceLocation: SourceLocation = #_sourceLocation,
  isolation: isolated (any Actor)? = #isolation,
  _ body: () async throws -> Void
) async throws -> PostgresError {
  try #require(
    await #expect(throws: PostgresError.self, sourceLocation: sourceLocation) { try await body() },
    sourceLocation: sourceLocation
  )
}
