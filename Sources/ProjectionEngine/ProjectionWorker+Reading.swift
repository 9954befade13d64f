public import EventLog
import Postgres

extension ProjectionWorker {
  /// Where every version of every read model stands, on every node of the database.
  public func status() async throws(ProjectionError) -> [ProjectionStatus] {
    try await ProjectionStatus.all(pool)
  }

  /// Applies the parked streams of a read model once more, from their first events on, after what made them fail was
  /// mended: of the version that readers see, and of one that waits to be seen.
  /// - Returns: the streams, each with what still fails in it; where nothing does, it is parked no longer.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func resume(_ name: String) async throws(ProjectionError) -> [Resumption] {
    do throws(PostgresError) {
      var resumptions: [Resumption] = []
      let parked = try await pool.query(
        """
        SELECT p.schema, p.stream FROM projection.parked p JOIN projection.definition d USING (schema)
        WHERE d.name = \(name) AND NOT d.retired AND p.node = \(node)
          -- The one before the live one stays for those who go back, as it was.
          AND (d.version, d.generation) >= ALL (
            SELECT l.version, l.generation FROM projection.definition l WHERE l.name = d.name AND l.live)
        ORDER BY d.version, d.generation, p.position
        """
      ).decode(String.self, String.self)
      for (schema, stream) in parked {
        do throws(PostgresError) {
          _ = try await pool.query("SELECT projection.resume(\(schema), \(node), \(stream))")
          resumptions.append(Resumption(stream: stream, failure: nil))
        } catch {
          // The server has refused this one; without an answer of its there is no use in trying the next.
          guard error.sqlState != nil else { throw error }
          resumptions.append(Resumption(stream: stream, failure: ProjectionError(error)))
        }
      }
      return resumptions
    } catch {
      throw ProjectionError(error)
    }
  }

  /// Returns when all read models of this worker show the event at a position of its node, whoever leads them.
  ///
  /// - Parameters:
  ///   - position: of an event of this worker's node.
  ///   - timeout: how long to wait; without end by default, for a bulk load.
  /// - Throws: ``ProjectionError/Code/stuck`` if one of them fails at an event up to the position, or has parked the
  ///   stream of the event at it; `timeout`, `cancelled` or `database`.
  public func wait(for position: Position, timeout: Duration? = nil) async throws(ProjectionError) {
    if try await isApplied(position) { return }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          // Listening begins with an element, so that what was applied in between is seen.
          for await _ in Listener(configuration, channels: ["projection_position"], logger: logger) {
            if try await isApplied(position) { return }
          }
          throw ProjectionError(.cancelled, "cancelled while waiting for the read models")
        }
        if let timeout {
          group.addTask {
            try await Task.sleep(for: timeout)
            throw ProjectionError(.timeout, "the read models did not get to position \(position.rawValue) in time")
          }
        }
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }

  private func isApplied(_ position: Position) async throws(ProjectionError) -> Bool {
    let standings = try await standings(beyond: position)
    if let stuck = standings.first(where: { $0.stuckAt > 0 && $0.stuckAt <= position.rawValue }) {
      throw ProjectionError(.stuck, "\(stuck.name) cannot apply the event at position \(stuck.stuckAt)")
    }
    return standings.count == definitions.count && standings.allSatisfy(\.isThere)
  }

  private typealias Standing = (name: String, isThere: Bool, stuckAt: Int64)

  private func standings(beyond position: Position) async throws(ProjectionError) -> [Standing] {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT d.name, coalesce(c.position >= \(position), false),
          -- A failure is final once it is narrowed down to one event.
          coalesce(p.position, CASE WHEN c.failed_upto = c.failed_after + 1 THEN c.failed_upto ELSE 0 END, 0)
        FROM unnest(\(definitions.map(\.name))::text[], \(definitions.map(\.version))::integer[]) AS d (name, version)
        LEFT JOIN projection.checkpoint c
          ON c.schema = projection.followed(d.name, d.version) AND c.node = \(node)
        LEFT JOIN projection.parked p ON p.schema = c.schema AND p.node = c.node AND p.stream = (
          SELECT e.stream FROM registry.event e WHERE e.node = \(node) AND e.position = \(position))
        """
      )
      return try rows.decode(String.self, Bool.self, Int64.self)
    } catch {
      throw ProjectionError(error)
    }
  }
}

/// A parked stream that was applied once more.
public struct Resumption: Sendable {
  public let stream: String
  /// Why it stays parked, if it does.
  public let failure: ProjectionError?
}
