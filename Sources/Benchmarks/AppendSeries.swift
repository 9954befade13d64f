import EventLog
import Foundation
import Logging
import Postgres

/// What one way of writing managed, in events a second.
struct Rate {
  let key: String
  let title: String
  var rounds: [Double] = []

  var median: Double { rounds.sorted()[rounds.count / 2] }
}

/// One way of writing events, at some number of concurrent writers.
protocol AppendSeries: Sendable {
  var key: String { get }
  var title: String { get }
  /// Writes for about `duration`.
  /// - Returns: the number of events written.
  func run(for duration: Duration, seed: UInt64) async throws -> Int
}

extension AppendSeries {
  /// - Returns: events a second.
  func measure(for duration: Duration, seed: UInt64) async throws -> Double {
    let start = ContinuousClock.now
    let events = try await run(for: duration, seed: seed)
    return Double(events) / ((ContinuousClock.now - start) / .seconds(1))
  }

  /// Runs `writers` tasks, each calling `write` until the time is up.
  func concurrently(
    _ writers: Int,
    for duration: Duration,
    seed: UInt64,
    _ write: @escaping @Sendable (inout EventSource) async throws -> Int
  ) async throws -> Int {
    let end = ContinuousClock.now + duration
    return try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var source = EventSource(seed: seed &+ UInt64(writer) &* 0x9e37_79b9)
          var count = 0
          while ContinuousClock.now < end { count += try await write(&source) }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }
}

/// Through `EventLog.append`, one event a call, each for a stream of its own; vouched for as by a token of the writer's, or not.
struct LogSeries: AppendSeries {
  let log: EventLog
  let writers: Int
  var isVouched = false
  var key: String { "append_\(writers)\(isVouched ? "_vouched" : "")" }
  var title: String { "append, \(writers) writers, 1 event each\(isVouched ? ", vouched for" : "")" }

  func run(for duration: Duration, seed: UInt64) async throws -> Int {
    try await concurrently(writers, for: duration, seed: seed) { [log, isVouched] source in
      let event = source.next()
      let voucher = isVouched ? Self.voucher(event.id.uuidString.suffix(1)) : nil
      return try await log.append(AppendUnit(events: [event], voucher: voucher)).receipts?.count ?? 0
    }
  }
}

extension LogSeries {
  /// Of sixteen tokens the one that ends so.
  private static func voucher(_ end: some StringProtocol) -> [UInt8] {
    let id = "019a0000-0000-7000-8000-00000000000\(end.lowercased())"
    return Array(
      #"{"id":"\#(id)","issuedAt":1790000000,"issuer":"urn:qingming:local-issuer","kind":"token","subject":"clerk-001"}"#
        .utf8
    )
  }
}

/// Through `EventLog.append`, a hundred units a call.
struct LogBatchSeries: AppendSeries {
  let log: EventLog
  var key: String { "append_batch_100" }
  var title: String { "append, 1 writer, 100 units a call" }

  func run(for duration: Duration, seed: UInt64) async throws -> Int {
    try await concurrently(1, for: duration, seed: seed) { [log] source in
      var units: [AppendUnit] = []
      for _ in 0..<100 { units.append(AppendUnit(events: [source.next()])) }
      return try await log.append(units).count { $0.receipts != nil }
    }
  }
}

/// Plain single-row INSERTs through the same client, a transaction and a connection each, without order or checks.
struct InsertSeries: AppendSeries {
  let pool: ConnectionPool
  let writers: Int
  var key: String { "insert_\(writers)" }
  var title: String { "plain INSERT, \(writers) writers" }

  func run(for duration: Duration, seed: UInt64) async throws -> Int {
    try await concurrently(writers, for: duration, seed: seed) { [pool] source in
      let event = source.next()
      return try await pool.execute(
        """
        INSERT INTO bench.plain (stream, version, event_id, type, event)
        VALUES (\(event.stream), \(event.version), \(event.id), 'CaseOpened', \(PostgresJSON(event.bytes)))
        """
      )
    }
  }
}

/// COPY into a table without any index, 10,000 rows a transaction: what the server can take at all.
struct CopySeries: AppendSeries {
  let pool: ConnectionPool
  var key: String { "copy_bare" }
  var title: String { "COPY into a bare table, 10,000 rows a transaction" }

  func run(for duration: Duration, seed: UInt64) async throws -> Int {
    try await concurrently(1, for: duration, seed: seed) { [pool] source in
      var events: [ProposedEvent] = []
      for _ in 0..<10_000 { events.append(source.next()) }
      let rows = events
      return try await pool.withConnection { connection in
        try connection.copyIn(
          "COPY bench.bare (stream, version, event_id, type, event) FROM STDIN (FORMAT binary)"
        ) { writer in
          for event in rows {
            try writer.row(event.stream, event.version, event.id, "CaseOpened", PostgresJSON(event.bytes))
          }
        }
      }
    }
  }
}
