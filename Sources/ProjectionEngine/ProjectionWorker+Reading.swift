public import EventLog
import Postgres

extension ProjectionWorker {
  /// Where every version of every read model stands, on every node of the database.
  public func status() async throws(ProjectionError) -> [ProjectionStatus] {
    do throws(PostgresError) {
      var all: [ProjectionStatus] = []
      for row in try await pool.query(ProjectionStatus.query) { all.append(try ProjectionStatus(row)) }
      return all
    } catch {
      throw ProjectionError(error)
    }
  }

  /// A digest of the tables of a version of a read model: equal digests, equal tables.
  /// - Parameter schema: of the version, such as `plot_capacity_v1`.
  public func digest(of schema: String) async throws(ProjectionError) -> String {
    do throws(PostgresError) {
      return try await pool.query("SELECT projection.digest(\(schema))")[0].decode(String.self, at: 0)
    } catch {
      throw ProjectionError(error)
    }
  }

  /// Returns when all read models of this worker show the event at a position of its node, whoever leads them.
  ///
  /// - Parameter timeout: how long to wait; without end by default, for a bulk load.
  /// - Throws: ``ProjectionError/Code/stuck`` if one of them fails at an event up to the position, `timeout`,
  ///   `cancelled` or `database`.
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
    let schemas = definitions.map(\.schema)
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT d.schema, coalesce(c.position >= \(position), false), coalesce(c.failed_upto, 0)
        FROM projection.definition d
        LEFT JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
        WHERE d.schema = ANY (\(schemas))
        """)
      let standings = try rows.decode(String.self, Bool.self, Int64.self)
      let failing = standings.first { !$0.1 && $0.2 > 0 && $0.2 <= position.rawValue }
      if let failing { throw ProjectionError(.stuck, "\(failing.0) cannot apply the events up to \(failing.2)") }
      return standings.count == schemas.count && standings.allSatisfy(\.1)
    } catch {
      throw ProjectionError(error)
    }
  }
}
