import EventLog
import Foundation
import Logging
import Postgres
import PrivateCluster

/// Append beside plain INSERTs and COPY, on a cluster of its own that flushes every commit. The rounds of all series are
/// interleaved, so that a slow minute of the machine hits them alike.
struct AppendBenchmark {
  let cluster: PrivateCluster
  let seed: UInt64
  let rounds: Int
  let duration: Duration
  let logger: Logger

  private static let node = Node(rawValue: 371_000)

  /// - Returns: flat figures by name.
  func run(schema: URL) async throws -> [String: Double] {
    let superuser = Configuration(cluster.connectionString())
    try await DatabaseSchema.migrate(directory: schema, configuration: superuser, logger: logger)
    try await DatabaseSchema.install(Self.node, name: "bench", configuration: superuser, logger: logger)
    let pool = ConnectionPool(superuser, maximum: 64, logger: logger)
    try await prepare(pool)
    let application = Configuration(cluster.connectionString(user: "registry_app"))
    let log = EventLog(
      pool: ConnectionPool(application, maximum: 4, logger: logger),
      node: Self.node,
      logger: logger
    )

    var series: [any AppendSeries] = []
    for writers in [1, 16, 64] {
      series.append(LogSeries(log: log, writers: writers))
      series.append(LogSeries(log: log, writers: writers, isVouched: true))
      series.append(InsertSeries(pool: pool, writers: writers))
    }
    series.append(LogBatchSeries(log: log))
    series.append(CopySeries(pool: pool))

    var rates = series.map { Rate(key: $0.key, title: $0.title) }
    for round in 0...rounds {
      for index in series.indices {
        let seed = seed &+ UInt64(round * series.count + index) &* 0x5851_f42d_4c95_7f2d
        let rate = try await series[index].measure(for: duration, seed: seed)
        // The first round fills caches and prepares statements.
        if round > 0 { rates[index].rounds.append(rate) }
      }
    }
    let bytes = try await bytesPerEvent(pool)
    await pool.close()
    return report(rates, bytes: bytes)
  }

  private func prepare(_ pool: ConnectionPool) async throws {
    // The plain table has the columns and keys that any event table needs.
    try await pool.withConnection { connection in
      try connection.script(
        """
        CREATE SCHEMA bench;
        CREATE TABLE bench.plain (
          position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL, version integer NOT NULL,
          event_id uuid NOT NULL UNIQUE, type text NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          event json NOT NULL, UNIQUE (stream, version));
        CREATE TABLE bench.bare (stream text, version integer, event_id uuid, type text, event json);
        """
      )
    }
  }

  private func bytesPerEvent(_ pool: ConnectionPool) async throws -> Double {
    let rows = try await pool.query(
      """
      SELECT pg_total_relation_size('registry.event_371000'), count(*), sum(octet_length(event::text))::bigint
      FROM registry.event
      """
    )
    let (size, count, payload) = try rows[0].decode(Int64.self, Int64.self, Int64.self)
    say("events in the log: \(count), of \(payload / count) bytes each")
    return Double(size) / Double(count)
  }

  private func report(_ rates: [Rate], bytes: Double) -> [String: Double] {
    var figures: [String: Double] = ["append_bytes_per_event": bytes.rounded()]
    for rate in rates {
      figures["\(rate.key)_per_second"] = rate.median.rounded()
      let spread = "\(Int(rate.rounds.min() ?? 0))–\(Int(rate.rounds.max() ?? 0))"
      say("\(rate.title): \(Int(rate.median)) events/s (\(spread))")
    }
    for writers in [1, 16, 64] {
      guard let append = figures["append_\(writers)_per_second"], let insert = figures["insert_\(writers)_per_second"]
      else { continue }
      let ratio = (append / insert * 100).rounded() / 100
      figures["append_\(writers)_against_insert"] = ratio
      say("append against plain INSERT, \(writers) writers: \(ratio)")
    }
    say("bytes per event in the log, with all indexes: \(Int(bytes))")
    return figures
  }
}
