public import Logging
public import Postgres

/// Writes the lines of a log into a node that holds none, as they are: with their positions, times and leaves. What `append` would
/// refuse today is taken: that it was taken once is what the line says.
public struct LogRestore: Sendable {
  private let connection: Connection
  private let node: Node

  /// - Parameters:
  ///   - node: an installed node without events.
  ///   - configuration: a superuser: nobody else may write beside `append`.
  ///   - logger: gets what the connection says, at debug level.
  /// - Throws: ``EventLogError/Code/database`` or `unavailable`.
  public init(into node: Node, configuration: Configuration, logger: Logger) async throws(EventLogError) {
    self.node = node
    do {
      connection = try await Connection.open(configuration, logger: logger)
      // A table that is being filled is said to be empty: its indexes would not be used.
      try await connection.execute("SET enable_seqscan = off")
    } catch {
      throw EventLogError(any: error)
    }
  }

  /// Writes the next lines, all or none.
  /// - Parameter lines: whole lines of a log, in its order.
  /// - Throws: ``EventLogError/Code/database`` or `unavailable`; ``EventLogError/Code/corrupt`` where what is stored makes another
  ///   line than was given.
  public func write(_ lines: [String]) async throws(EventLogError) {
    do {
      let node = node
      try await connection.transaction { connection in
        let rows = try connection.query(
          """
          WITH line AS (
            SELECT l.line, l.line::json AS parsed FROM unnest(\(lines)) AS l (line)
          ), written AS (
            INSERT INTO registry.event
              (node, version, position, occurred_at, recorded_at, event_id, leaf, stream, type, event, data_version, voucher)
            SELECT \(node), coalesce(
                (SELECT s.version FROM registry.event s WHERE s.node = \(node) AND s.stream = e.stream
                  ORDER BY s.version DESC LIMIT 1), 0)
                + row_number() OVER (PARTITION BY e.stream ORDER BY (l.parsed ->> 'position')::bigint),
              (l.parsed ->> 'position')::bigint, e.occurred_at, (l.parsed ->> 'recordedAt')::timestamptz, e.event_id,
              sha256('\\x00'::bytea || convert_to(l.line, 'UTF8')), e.stream, e.type, l.parsed -> 'event', e.data_version,
              decode(l.parsed ->> 'voucher', 'hex')
            FROM line l CROSS JOIN LATERAL registry.parse_event((l.parsed -> 'event')::text) e
            RETURNING position, recorded_at, leaf, event, voucher
          ), head AS (
            UPDATE registry.head h SET position = w.position, recorded_at = w.recorded_at
            FROM (SELECT max(position) AS position, max(recorded_at) AS recorded_at FROM written) w
            WHERE h.node = \(node)
          )
          SELECT w.position FROM written w
          WHERE w.leaf <> sha256('\\x00'::bytea
            || convert_to(registry.log_line(w.event, w.position, w.recorded_at, w.voucher), 'UTF8'))
          ORDER BY w.position LIMIT 1
          """
        )
        guard let row = rows.first else { return }
        let position = try row.decode(Int64.self, at: 0)
        throw EventLogError(.corrupt, "what is stored at position \(position) is not the line that was given")
      }
    } catch {
      throw EventLogError(any: error)
    }
  }

  public func close() async { await connection.close() }
}
