import EventLog
import Foundation
import FrontDoor
import Logging
import Postgres
import Registry
import Simulator

/// Weihai as the simulator plays it, submitted through the front door: what read models get of it is what a registry's log
/// holds.
struct SimulatedCity {
  let log: EventLog
  private let door: FrontDoor
  private var lines: Simulation.Iterator

  static let node = Node(rawValue: Int32(City.weihai.node))
  private static let linesPerCall = 500
  /// A year of a city has about 19 lines a case, and some thousands more; so the year is longer than what is asked for.
  private static let linesPerCase = 17

  /// - Parameters:
  ///   - lines: how many will be taken, at least.
  ///   - seed: decides the city.
  ///   - schemas: Schemas, with the policies and lists that bureaus publish.
  ///   - pool: of `registry_app`.
  ///   - logger: told of refusals that could not be written into the log.
  /// - Throws: what the folder has to say.
  init(lines: Int, seed: UInt64, schemas: URL, pool: ConnectionPool, logger: Logger) throws {
    // Nobody's numbers are in it: any key will do.
    guard let hasher = KeyedHasher(key: Array(0..<32)) else { throw BenchmarkFailure("the key is too short") }
    log = EventLog(pool: pool, node: Self.node, logger: logger)
    door = FrontDoor(log: log, hasher: hasher, logger: logger)
    let simulation = Simulation(
      city: .weihai,
      cases: lines / Self.linesPerCase + 1,
      seed: seed,
      documents: try Document.read(schemas: schemas)
    )
    self.lines = simulation.makeIterator()
  }

  /// Submits what comes next until the log has so many events.
  /// - Returns: the last one.
  mutating func fill(upTo events: Int) async throws -> Position {
    while true {
      let head = try await log.head()
      if head.rawValue >= events { return head }
      _ = try await submit(next(Self.linesPerCall))
    }
  }

  /// The next lines, unsent.
  mutating func next(_ count: Int) throws -> [[UInt8]] {
    var taken: [[UInt8]] = []
    while taken.count < count, let line = lines.next() { taken.append(line) }
    guard taken.count == count else { throw BenchmarkFailure("the simulated year is over too early") }
    return taken
  }

  /// - Returns: where each line stands in the log.
  func submit(_ lines: [[UInt8]]) async throws -> [Position] {
    try await door.submit(lines).map { answer in
      switch answer.outcome {
      case .accepted(let receipt), .repeated(let receipt): return receipt.position
      case .refused(let refusal): throw BenchmarkFailure("a simulated line was refused: \(refusal)")
      }
    }
  }
}
