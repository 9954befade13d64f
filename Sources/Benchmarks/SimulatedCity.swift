import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import Registry
import SealedStore
import Sealing
import Simulator

/// Weihai as the simulator plays it, submitted through the front door: what read models get of it is what a registry's log
/// holds.
struct SimulatedCity {
  private let hasher: KeyedHasher
  private let logger: Logger
  private var lines: Simulation.Iterator

  static let node = Node(rawValue: Int32(City.weihai.node))
  private static let linesPerCall = 500
  /// A year of a city has about 19 lines a case; so the year is longer than what is asked for.
  private static let linesPerCase = 17

  /// - Parameters:
  ///   - events: how many will be taken, at least.
  ///   - seed: decides the city.
  ///   - schemas: Schemas, with the policies and lists that bureaus publish.
  ///   - logger: told of refusals that could not be written into the log.
  /// - Throws: what the folder has to say.
  init(events: Int, seed: UInt64, schemas: URL, logger: Logger) throws {
    // Nobody's numbers are in it: any key will do.
    guard let hasher = KeyedHasher(key: Array(0..<32)) else { throw BenchmarkFailure("the key is too short") }
    (self.hasher, self.logger) = (hasher, logger)
    let simulation = Simulation(
      city: .weihai,
      cases: events / Self.linesPerCase + 1,
      seed: seed,
      documents: try Document.read(schemas: schemas)
    )
    lines = simulation.makeIterator()
  }

  /// Submits what comes next until the log in a database has so many events.
  /// - Parameters:
  ///   - application: of `registry_app`.
  ///   - events: how many, at least.
  /// - Returns: the last one.
  /// - Throws: ``BenchmarkFailure`` when a line is refused or the year too short; what the front door has to say.
  mutating func fill(_ application: Configuration, upTo events: Int) async throws -> Position {
    let pool = ConnectionPool(application, maximum: 4, logger: logger)
    let log = EventLog(pool: pool, node: Self.node, logger: logger)
    let sealer = Sealer(pool: pool, node: Self.node.rawValue, keys: try await beginSealing(application))
    let door = FrontDoor(log: log, hasher: hasher, sealer: sealer, logger: logger)
    var head = try await log.head()
    while head.rawValue < events {
      for answer in try await door.submit(try next()) {
        if case .refused(let refusal) = answer.outcome {
          throw BenchmarkFailure("a simulated line was refused: \(refusal)")
        }
      }
      head = try await log.head()
    }
    await pool.close()
    return head
  }

  private func beginSealing(_ application: Configuration) async throws -> OneKey {
    let keys = OneKey(only: try KeyEncryptionKey(number: 1, bytes: Array(0..<32)))
    let pool = ConnectionPool(application.with("user", "registry_keeper"), maximum: 1, logger: logger)
    try await KeyRotation(pool: pool, keys: keys).begin(keys.only)
    await pool.close()
    return keys
  }

  private mutating func next() throws -> [[UInt8]] {
    var taken: [[UInt8]] = []
    while taken.count < Self.linesPerCall, let line = lines.next() { taken.append(line) }
    guard !taken.isEmpty else { throw BenchmarkFailure("the simulated year is over too early") }
    return taken
  }
}

/// Any key-encryption key will do as well.
private struct OneKey: KeyEncryptionKeys {
  let only: KeyEncryptionKey

  func key(_ number: Int32) throws(SealedStoreError) -> KeyEncryptionKey? { number == only.number ? only : nil }
}
