import EventLog
import Logging
import Postgres

/// When each read model showed what, as a session learns that is subscribed to the workers' notifications.
///
/// A worker notifies in the transaction that changes its tables, and the server sends that once the transaction can be seen
/// by others. The clock is read when the message has come: whoever asked the read model then would have got the event. So
/// what is measured is never too short.
struct Sightings {
  private struct Sighting {
    let upTo: Int64
    let at: ContinuousClock.Instant
  }

  /// By schema, in the order of time.
  private var bySchema: [String: [Sighting]] = [:]

  private static let end = "benchmark_end"

  /// Says to those who watch that there is nothing more to come.
  static func close(_ pool: ConnectionPool) async throws {
    try await pool.execute("SELECT pg_notify(\(end), '')")
  }

  /// Collects until ``close(_:)``; calls `ready` when no notification can be missed any more.
  /// - Throws: ``BenchmarkFailure`` when some may have been lost.
  static func collect(
    _ configuration: Configuration,
    node: Node,
    logger: Logger,
    ready: @Sendable () -> Void
  ) async throws -> Sightings {
    var sightings = Sightings()
    var isListening = false
    for await notification in Listener(configuration, channels: ["projection_position", end], logger: logger) {
      let now = ContinuousClock.now
      switch notification {
      case .connected:
        if isListening { throw BenchmarkFailure("the connection that watches the read models was lost") }
        isListening = true
        ready()
      case .message(let message):
        if message.channel == end { return sightings }
        sightings.note(message.payload, node: node, at: now)
      }
    }
    throw BenchmarkFailure("cancelled while watching the read models")
  }

  /// The payload is the schema, the node and the last position that is applied.
  private mutating func note(_ payload: String, node: Node, at now: ContinuousClock.Instant) {
    let words = payload.split(separator: " ")
    guard words.count == 3, Int32(words[1]) == node.rawValue, let upTo = Int64(words[2]) else { return }
    bySchema[String(words[0]), default: []].append(Sighting(upTo: upTo, at: now))
  }

  /// When the read model in a schema showed each of some positions, which are in order.
  func times(of positions: [Position], in schema: String) throws -> [ContinuousClock.Instant] {
    var rest = (bySchema[schema] ?? [])[...]
    return try positions.map { position in
      rest = rest.drop { $0.upTo < position.rawValue }
      guard let sighting = rest.first else {
        throw BenchmarkFailure("\(schema) never showed position \(position.rawValue)")
      }
      return sighting.at
    }
  }
}
